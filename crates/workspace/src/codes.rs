//! The numbers of what a history or a command on it can refuse, with their pages (3900 to 3909, 5003 to 5006, 5200 to
//! 5249), of what is remarkable about schema files (7012), and of what a machine lacks or gives away (7050 to 7059).

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
    /// A migration names a parent that is not there.
    PARENT_MISSING = 5003
    /// Two migrations were made on top of the same one.
    FORK = 5004
    /// A migration names a parent that was folded into another one.
    PARENT_FOLDED = 5006
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
    /// Others are connected to a database that is to go.
    IN_USE = 5240
    /// A program that a command needs has failed.
    PROGRAM_FAILED = 5241
    /// A file is no backup that can be restored.
    NOT_A_BACKUP = 5242
    /// A database that a backup is to be restored into is not empty.
    NOT_EMPTY = 5243
    /// A list or query of databases names none.
    NO_TARGETS = 7054
    /// A password file or command gives no password.
    PASSWORD_SOURCE = 7050
    /// A password stands where others can read it.
    PASSWORD_VISIBLE = 7051
    /// A program that a command needs is not there, or is too old.
    PROGRAM_MISSING = 7052
    /// An extension that a figure needs is not there.
    EXTENSION_MISSING = 7053
    /// One file of a folder was named, and the whole folder was read.
    WHOLE_FOLDER = 7012
}
