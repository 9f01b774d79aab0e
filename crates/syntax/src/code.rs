//! The numbers of what cannot be read in a schema file (1000 to 1999).

icms_diagnostic::codes! {
    /// A line outside of any block.
    STRAY_LINE = 1001
    /// A block that is never closed.
    UNCLOSED_BLOCK = 1002
    /// A block's first line that cannot be read.
    BAD_HEAD = 1003
    /// A block attribute whose arguments cannot be read.
    BAD_ATTRIBUTE = 1004
    /// Text behind the `{` of a block, which Prisma discards.
    DISCARDED = 1005
    /// A line that is no field and no attribute.
    BAD_FIELD = 1006
    /// A field without type.
    NO_TYPE = 1007
    /// `T!`
    LEGACY_REQUIRED = 1008
    /// `[T]`
    LEGACY_LIST = 1009
    /// `name: T`
    LEGACY_COLON = 1010
    /// A string without closing quote.
    UNCLOSED_STRING = 1011
    /// A bracket that is never closed.
    UNCLOSED_BRACKET = 1012
    /// An attribute in the wrong place.
    MISPLACED_ATTRIBUTE = 1013
    /// A line in an enum that is no value.
    BAD_VALUE = 1014
    /// A line that is no `key = value`.
    BAD_PROPERTY = 1015
    /// An unknown escape in a string.
    BAD_ESCAPE = 1016
    /// `type A = …`, which Prisma removed.
    TYPE_ALIAS = 1017
    /// A comment or raw string that is never closed.
    ENDLESS = 1018
    /// Brackets in brackets beyond reason.
    TOO_DEEP = 1019
    /// `...Name` where nothing can be spread.
    MISPLACED_SPREAD = 1020
    /// A string in single quotes.
    SINGLE_QUOTES = 1021
    /// Two enum values on one line.
    VALUES_ON_ONE_LINE = 1022
    /// A word of `.icms` in a `.prisma` file.
    NOT_PRISMA = 1023
    /// A statement (domain, function, sql) that cannot be read.
    BAD_STATEMENT = 1024
}
