//! The numbers of what a schema file cannot mean (2000 to 2899).

use icms_diagnostic::Code;

/// Those that have one cause wherever the same is said: a name that is not there, or not spelled so.
pub(crate) const SAID_ONCE: [Code; 5] =
    [UNKNOWN_TYPE, UNKNOWN_FIELD, UNKNOWN_SCHEMA, NATIVE_TYPE_PREFIX, EXTENSION_MISSING];

icms_diagnostic::codes! {
    // Names and words.
    /// A type that nothing declares.
    UNKNOWN_TYPE = 2001
    /// An attribute that the language does not have here.
    UNKNOWN_ATTRIBUTE = 2002
    /// An attribute that may stand only once.
    DUPLICATE_ATTRIBUTE = 2003
    /// An argument that the attribute does not take.
    UNKNOWN_ARGUMENT = 2004
    /// An argument given twice.
    DUPLICATE_ARGUMENT = 2005
    /// An argument that must be given.
    MISSING_ARGUMENT = 2006
    /// An argument of the wrong kind, or a value it cannot have.
    BAD_ARGUMENT = 2007
    /// A word of `.icms` files in a `.prisma` file.
    BEYOND_PRISMA = 2008
    /// An attribute on a field or block that cannot carry it.
    ATTRIBUTE_NOT_HERE = 2009
    /// Two declarations of one name.
    DUPLICATE_NAME = 2010
    /// Two fields of one name.
    DUPLICATE_FIELD = 2011
    /// Two enum values of one name.
    DUPLICATE_VALUE = 2012
    /// Two tables or views of one name in the database.
    DUPLICATE_TABLE = 2013
    /// Two columns of one name in the database.
    DUPLICATE_COLUMN = 2014
    /// Two enums of one name in the database.
    DUPLICATE_ENUM = 2015
    /// Two values of one enum with one label in the database.
    DUPLICATE_LABEL = 2016
    /// Two constraints or indexes of one name in the database.
    DUPLICATE_CONSTRAINT = 2017
    /// A name that is reserved.
    RESERVED_NAME = 2018
    /// A name that cannot be one.
    BAD_NAME = 2019
    /// A name of more than 63 bytes, which PostgreSQL cuts or refuses.
    LONG_NAME = 2020
    /// An empty name, which PostgreSQL refuses.
    EMPTY_NAME = 2021
    /// Two keys of one model with the same name for the client.
    DUPLICATE_CLIENT_NAME = 2022
    /// A key whose name for the client is that of a field.
    CLIENT_NAME_IS_FIELD = 2023
    /// An enum without values.
    EMPTY_ENUM = 2024

    // Configuration.
    /// More than one datasource.
    SECOND_DATASOURCE = 2030
    /// A property that the datasource does not have.
    UNKNOWN_PROPERTY = 2031
    /// A property of the wrong kind, or a value it cannot have.
    BAD_PROPERTY = 2032
    /// A property that must be given.
    MISSING_PROPERTY = 2033
    /// A database other than PostgreSQL.
    OTHER_PROVIDER = 2034
    /// A preview feature that is unknown or no longer needed.
    PREVIEW_FEATURE = 2035
    /// Something that Prisma takes only with a preview feature.
    PREVIEW_NEEDED = 2036
    /// A namespace that the datasource does not list.
    UNKNOWN_SCHEMA = 2037
    /// A block that must say its namespace.
    MISSING_SCHEMA = 2038
    /// A property given twice.
    DUPLICATE_PROPERTY = 2039

    // Types.
    /// A list that is optional.
    OPTIONAL_LIST = 2040
    /// A native type that does not exist.
    UNKNOWN_NATIVE_TYPE = 2041
    /// A native type that cannot hold the field's type.
    NATIVE_TYPE_MISMATCH = 2042
    /// Wrong arguments of a native type.
    NATIVE_TYPE_ARGUMENTS = 2043
    /// A native type with another prefix than the datasource's name.
    NATIVE_TYPE_PREFIX = 2044
    /// `Unsupported("…")` around a type that is supported.
    UNSUPPORTED_IS_SUPPORTED = 2045
    /// A type in SQL that cannot be read.
    UNREADABLE_TYPE = 2046
    /// A length that PostgreSQL refuses.
    BAD_LENGTH = 2047
    /// A type of an extension that the file does not list.
    EXTENSION_MISSING = 2048
    /// A composite type in a `.prisma` file.
    COMPOSITE_IN_PRISMA = 2049

    // Defaults.
    /// A default of the wrong type.
    DEFAULT_TYPE = 2050
    /// A function that is no default.
    DEFAULT_FUNCTION = 2051
    /// A default that this field cannot have.
    DEFAULT_NOT_HERE = 2052
    /// A default outside of the column's range.
    DEFAULT_RANGE = 2053
    /// `@updatedAt` on something else than a single `DateTime`.
    UPDATED_AT_TYPE = 2054
    /// Two ways to fill one column.
    TWO_VALUES = 2055
    /// `@version` or `@softDelete` on a field that cannot hold it.
    CLIENT_ROLE_TYPE = 2059

    // Keys and indexes.
    /// A model whose rows nothing tells apart.
    NO_UNIQUE_CRITERION = 2060
    /// Two primary keys.
    SECOND_ID = 2061
    /// A primary key over fields that may be missing.
    OPTIONAL_ID = 2062
    /// A key without fields.
    EMPTY_KEY = 2063
    /// A field that the model does not have.
    UNKNOWN_FIELD = 2064
    /// A relation field where a scalar field is wanted.
    RELATION_IN_KEY = 2065
    /// A field that stands twice in one list.
    FIELD_TWICE = 2066
    /// A type that cannot be indexed.
    NOT_INDEXABLE = 2067
    /// An index method that does not exist or cannot be used here.
    INDEX_METHOD = 2070
    /// An operator class that does not fit.
    OPERATOR_CLASS = 2071
    /// An index over more columns than its method can hold.
    INDEX_COLUMNS = 2072
    /// An order where the method has none.
    INDEX_ORDER = 2073
    /// A column type that the index method has no operators for.
    NO_OPERATOR_CLASS = 2074
    /// A condition of a partial index that cannot be read.
    BAD_CONDITION = 2075

    // Relations.
    /// A relation with a field on one side only.
    MISSING_OPPOSITE = 2080
    /// Several relations between two models without names that tell them apart.
    AMBIGUOUS_RELATION = 2081
    /// A relation without `fields` or `references`.
    MISSING_FIELDS = 2082
    /// `fields` and `references` on both sides, or on the wrong one.
    FIELDS_ON_BOTH_SIDES = 2083
    /// `fields` and `references` of different length.
    COUNT_MISMATCH = 2084
    /// A pair of `fields` and `references` of different types.
    TYPE_MISMATCH = 2085
    /// `references` that no unique key covers.
    REFERENCE_NOT_UNIQUE = 2086
    /// A required relation over fields that may be missing.
    OPTIONAL_SCALARS = 2088
    /// A one-to-one relation over fields that are not unique.
    ONE_TO_ONE_NOT_UNIQUE = 2089
    /// A one-to-one relation that is required on the side without the key.
    BACK_SIDE_REQUIRED = 2090
    /// An action or a name on the side without the foreign key.
    ACTION_ON_WRONG_SIDE = 2091
    /// An action that does not exist or cannot be used here.
    BAD_ACTION = 2092
    /// A many-to-many relation with a model that has no single-field id.
    MANY_TO_MANY_ID = 2093
    /// Something that a many-to-many relation cannot say.
    MANY_TO_MANY_ARGUMENT = 2094
    /// A relation to an ignored model.
    RELATION_TO_IGNORED = 2095
    /// A foreign key between columns that PostgreSQL cannot compare.
    COLUMN_TYPES_DIFFER = 2096
    /// `SetNull` or `SetDefault` that must fail.
    ACTION_CANNOT_WORK = 2097
    /// A relation without foreign key and without index.
    MISSING_RELATION_INDEX = 2098

    // Beyond Prisma.
    /// Something that is kept and not applied yet.
    NOT_APPLIED = 2100
    /// A mixin that nothing declares.
    UNKNOWN_MIXIN = 2101
    /// SQL text that cannot be read.
    BAD_SQL = 2102
    /// `.icms` and `.prisma` files in one schema.
    MIXED_DIALECTS = 2103
    /// Something that the server is too old for.
    SERVER_TOO_OLD = 2104
}
