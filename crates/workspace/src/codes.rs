//! The numbers of what the commands themselves refuse or remark: histories (3900 to 3909, 5010 to 5029, 5110 to 5119,
//! 5200 to 5249), the development database (4100), files and settings (7000 to 7064).

icms_diagnostic::codes! {
    /// A statement was run on a scratch server to know what it does.
    ASKED = 3900
    /// What a statement does is not known without a server.
    NOT_COMPLETE = 3901
    /// The scratch server refuses a statement.
    REFUSED_THERE = 3902
    /// A migration needs what only a later one creates.
    MISPLACED = 3903
    /// A script lies in the folder of the migrations itself.
    LOOSE_SCRIPT = 3904
    /// The development database does not run.
    DEVELOPMENT_STOPPED = 4100
    /// An acknowledgement covers nothing.
    ACKNOWLEDGES_NOTHING = 5010
    /// The schema and the migrations differ.
    SCHEMA_AHEAD = 5011
    /// The client is not that of the schema.
    CLIENT_STALE = 5012
    /// A migration was edited after it was written.
    EDITED = 5013
    /// An acknowledgement without a reason.
    NO_REASON = 5020
    /// A file beside a script cannot be written.
    NOT_WRITABLE = 5021
    /// No finding of this name.
    UNKNOWN_FINDING = 5022
    /// More than one finding of this name.
    SEVERAL_FINDINGS = 5023
    /// A script fails on a real server.
    VERIFY_FAILED = 5110
    /// A script leaves a real server with another schema.
    VERIFY_DIFFERS = 5111
    /// Something applied is edited, missing, half undone, or out of order.
    NOT_CLEAN = 5200
    /// A migration without a way back.
    NO_WAY_BACK = 5201
    /// Something would lose values.
    LOSES_VALUES = 5202
    /// A privilege is missing.
    PRIVILEGES = 5210
    /// A script does not do what it has to.
    NOT_PROVEN = 5220
    /// Two branches of the history do not commute.
    CONFLICT = 5221
    /// What a person says of a migration cannot be.
    NOT_RESOLVED = 5222
    /// A database is not what its migrations make.
    NOT_EQUAL = 5223
    /// The environment is protected.
    PROTECTED = 5224
    /// A question could not be asked, or was not answered with yes.
    NOT_CONFIRMED = 5225
    /// The holder of the lock lives.
    HOLDER_ALIVE = 5226
    /// Migrations cannot be folded into one.
    NOT_FOLDED = 5227
    /// A migration cannot be undone by a later one.
    NOT_REVERTED = 5228
    /// Rows are not what they were.
    ROWS_DIFFER = 5229
    /// A migration of Prisma's, which has no `migration.toml`.
    NOT_OURS = 5230
    /// A file or command that seeds a database failed.
    NOT_SEEDED = 5231
    /// Objects elsewhere depend on what a reset would drop.
    STRANGERS = 5232
    /// A statement of a push was refused.
    PUSH_FAILED = 5233
    /// What a protected database would lose cannot be saved as rows.
    NOT_SAVED = 5234
    /// A migration for a protected database was edited after it was sealed.
    UNSEALED = 5235
    /// A test of a migration cannot be read or set up.
    TEST_UNREADABLE = 5236
    /// Others are connected to a database that is to go.
    IN_USE = 5240
    /// A program that a command needs has failed.
    PROGRAM_FAILED = 5241
    /// A file is no backup that can be restored.
    NOT_A_BACKUP = 5242
    /// A database that a backup is to be restored into is not empty.
    NOT_EMPTY = 5243
    /// Arguments that do not fit together.
    USAGE = 7000
    /// A file cannot be read or written.
    FILE = 7001
    /// `icms.toml` cannot be read.
    CONFIG = 7002
    /// A level of a rule that is none.
    LEVEL = 7003
    /// No environment of this name.
    UNKNOWN_ENVIRONMENT = 7004
    /// No database is configured.
    NO_DATABASE = 7005
    /// A variable of the environment is not set.
    VARIABLE_MISSING = 7006
    /// A folder with files of both dialects.
    MIXED_FOLDER = 7007
    /// There is no schema file.
    NO_SCHEMA_FILE = 7008
    /// A file is not UTF-8.
    NOT_UTF8 = 7009
    /// Git fails.
    GIT = 7010
    /// No branch to compare with.
    NO_DEFAULT_BRANCH = 7011
    /// One file of a folder was named, and the whole folder was read.
    WHOLE_FOLDER = 7012
    /// A project is there already.
    PROJECT_EXISTS = 7020
    /// A folder to adopt holds no schema.
    NOTHING_TO_ADOPT = 7021
    /// A file that would be written over.
    FILE_EXISTS = 7022
    /// There is no page of this name.
    NO_PAGE = 7030
    /// A name of a migration that says nothing.
    MEANINGLESS_NAME = 7040
    /// A password file or command gives no password.
    PASSWORD_SOURCE = 7050
    /// A password stands where others can read it.
    PASSWORD_VISIBLE = 7051
    /// A program that a command needs is not there, or is too old.
    PROGRAM_MISSING = 7052
    /// An extension that a figure needs is not there.
    EXTENSION_MISSING = 7053
    /// A list or query of databases names none.
    NO_TARGETS = 7054
    /// A name that no crate can have.
    CRATE_NAME = 7055
    /// A crate would stand where something else is.
    CRATE_PLACE = 7056
    /// The manifest of the client's crate lacks what the client needs.
    CRATE_LACKS = 7057
    /// Something that cannot go into every namespace stands in a portable project.
    NOT_PORTABLE = 7060
    /// A text of a portable project names a namespace.
    NAMES_NAMESPACE = 7061
}
