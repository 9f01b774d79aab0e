//! The numbers of the diagnostics of this layer.

use icms_diagnostic::Code;

/// A line outside of any block.
pub const STRAY_LINE: Code = Code(1001);
/// A block that is never closed.
pub const UNCLOSED_BLOCK: Code = Code(1002);
/// A block's first line that cannot be read.
pub const BAD_HEAD: Code = Code(1003);
/// A block attribute whose arguments cannot be read.
pub const BAD_ATTRIBUTE: Code = Code(1004);
/// Text behind the `{` of a block, which Prisma discards.
pub const DISCARDED: Code = Code(1005);
/// A line that is no field and no attribute.
pub const BAD_FIELD: Code = Code(1006);
/// A field without type.
pub const NO_TYPE: Code = Code(1007);
/// `T!`
pub const LEGACY_REQUIRED: Code = Code(1008);
/// `[T]`
pub const LEGACY_LIST: Code = Code(1009);
/// `name: T`
pub const LEGACY_COLON: Code = Code(1010);
/// A string without closing quote.
pub const UNCLOSED_STRING: Code = Code(1011);
/// A bracket that is never closed.
pub const UNCLOSED_BRACKET: Code = Code(1012);
/// An attribute in the wrong place.
pub const MISPLACED_ATTRIBUTE: Code = Code(1013);
/// A line in an enum that is no value.
pub const BAD_VALUE: Code = Code(1014);
/// A line that is no `key = value`.
pub const BAD_PROPERTY: Code = Code(1015);
/// An unknown escape in a string.
pub const BAD_ESCAPE: Code = Code(1016);
/// `type A = …`, which Prisma removed.
pub const TYPE_ALIAS: Code = Code(1017);
/// A comment or raw string that is never closed.
pub const ENDLESS: Code = Code(1018);
/// Brackets in brackets beyond reason.
pub const TOO_DEEP: Code = Code(1019);
/// `...Name` where nothing can be spread.
pub const MISPLACED_SPREAD: Code = Code(1020);
/// A string in single quotes.
pub const SINGLE_QUOTES: Code = Code(1021);
/// Two enum values on one line.
pub const VALUES_ON_ONE_LINE: Code = Code(1022);
/// A word of `.icms` in a `.prisma` file.
pub const NOT_PRISMA: Code = Code(1023);
/// A statement (domain, function, sql) that cannot be read.
pub const BAD_STATEMENT: Code = Code(1024);
