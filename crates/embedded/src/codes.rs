//! The numbers of what can go wrong with a server of our own (4050 to 4069).

use icms_diagnostic::Code;

/// No PostgreSQL is on this machine and none is carried along.
pub const NO_SERVER: Code = Code(4050);
/// A server is needed and the user forbade one.
pub const FORBIDDEN: Code = Code(4051);
/// A new cluster could not be made.
pub const INITDB: Code = Code(4052);
/// The server did not start.
pub const START: Code = Code(4053);
/// A file or folder that the server needs cannot be written.
pub const FILES: Code = Code(4054);
/// The development database was made by binaries that are gone.
pub const BINARIES_GONE: Code = Code(4055);
/// The server did not stop.
pub const STOP: Code = Code(4056);
/// The carried PostgreSQL does not run on this machine.
pub const CARRIED_UNUSABLE: Code = Code(4057);
