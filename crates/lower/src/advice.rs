//! What to do about an error that does not say it itself: one line for a number.

use icms_diagnostic::Code;

use crate::code;

/// The line for a number; none where each error of that number has one of its own.
pub(crate) fn advice(code: Code) -> Option<&'static str> {
    ADVICE.iter().find(|(known, _)| *known == code).map(|(_, line)| *line)
}

const ADVICE: [(Code, &str); 43] = [
    (code::DUPLICATE_ATTRIBUTE, "remove one of the two"),
    (code::UNKNOWN_ARGUMENT, "remove it"),
    (code::DUPLICATE_ARGUMENT, "remove one of the two"),
    (code::MISSING_ARGUMENT, "write it in the parentheses behind the name"),
    (code::BAD_ARGUMENT, "write what is expected, or remove it"),
    (code::BEYOND_PRISMA, "rename the file to `.icms` to use it"),
    (code::ATTRIBUTE_NOT_HERE, "remove it, or put it on the field or block that it is about"),
    (code::DUPLICATE_NAME, "rename one of the two, or remove it"),
    (code::DUPLICATE_FIELD, "rename one of the two, or remove it; `@map` keeps the name of the column"),
    (code::DUPLICATE_VALUE, "rename one of the two, or remove it; `@map` keeps the label"),
    (
        code::DUPLICATE_TABLE,
        "give one of them another name with `@@map`, or another namespace with `@@schema`",
    ),
    (code::DUPLICATE_COLUMN, "give one of them another name with `@map`"),
    (code::DUPLICATE_ENUM, "give one of them another name with `@@map`"),
    (code::DUPLICATE_LABEL, "give one of them another label with `@map`"),
    (code::RESERVED_NAME, "take another name; `@@map` keeps the one in the database"),
    (code::LONG_NAME, "shorten it to 63 bytes"),
    (code::EMPTY_NAME, "write something, or remove it"),
    (code::DUPLICATE_CLIENT_NAME, "give one of them another `name:`"),
    (code::SECOND_DATASOURCE, "remove one of the two: a schema describes one database"),
    (code::BAD_PROPERTY, "write what is expected, or remove it"),
    (code::MISSING_PROPERTY, "write a value behind the `=`, or remove the line"),
    (code::DUPLICATE_PROPERTY, "remove one of the two"),
    (code::NATIVE_TYPE_ARGUMENTS, "`VarChar(80)`, `Decimal(12, 2)` and `Timestamp(3)` are examples"),
    (
        code::DEFAULT_TYPE,
        "numbers and values of enums stand bare, text and moments in double quotes, lists in `[…]`",
    ),
    (code::DEFAULT_NOT_HERE, "remove the default"),
    (code::UPDATED_AT_TYPE, "make it a single `DateTime`, or remove `@updatedAt`"),
    (code::TWO_VALUES, "remove all but one"),
    (code::CLIENT_ROLE_TYPE, "change the type, or remove the attribute"),
    (code::OPTIONAL_ID, "columns of a primary key are NOT NULL: make the field required, or the key unique"),
    (code::EMPTY_KEY, "name at least one field"),
    (code::RELATION_IN_KEY, "name the scalar field that holds the key of the relation"),
    (code::FIELD_TWICE, "remove one of the two"),
    (code::NOT_INDEXABLE, "index a part or a digest of it in a column of its own"),
    (
        code::INDEX_METHOD,
        "there are `BTree`, `Hash`, `Gin`, `Gist`, `SpGist` and `Brin`, written without quotes",
    ),
    (
        code::OPERATOR_CLASS,
        "take a class for the type of the field and the type of the index, or remove `ops:`",
    ),
    (code::INDEX_COLUMNS, "use one index for each column, or `BTree`"),
    (code::INDEX_ORDER, "remove `sort:`"),
    (
        code::BAD_CONDITION,
        "write `{ field: value }`, `{ field: { not: value } }` or `raw(\"…\")` with a condition in SQL",
    ),
    (code::COUNT_MISMATCH, "name one field of the other model for each field of this one"),
    (code::TYPE_MISMATCH, "give both fields the same type"),
    (code::BAD_SQL, "write it as PostgreSQL takes it"),
    (code::SERVER_TOO_OLD, "say the version of the server that is meant: `[database] version` in icms.toml"),
    (code::FIELDS_ON_BOTH_SIDES, "give both on the side that holds the key, and neither on the other"),
];
