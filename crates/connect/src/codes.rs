//! The numbers of everything that can go wrong between here and a server (4000 to 4049).

use icms_diagnostic::Code;

/// The text is no PostgreSQL URL.
pub const URL_MALFORMED: Code = Code(4001);
/// A URL of something that is not a PostgreSQL server.
pub const URL_SCHEME: Code = Code(4002);
/// A parameter whose value cannot be read.
pub const URL_PARAMETER_VALUE: Code = Code(4003);
/// A parameter that means nothing here.
pub const URL_PARAMETER_IGNORED: Code = Code(4004);
/// The host's name has no address.
pub const HOST_UNKNOWN: Code = Code(4010);
/// Nothing answers at that host and port.
pub const REFUSED: Code = Code(4011);
/// The server did not answer in time.
pub const TIMEOUT: Code = Code(4012);
/// The password is wrong or missing.
pub const PASSWORD: Code = Code(4013);
/// The database does not exist.
pub const DATABASE_UNKNOWN: Code = Code(4014);
/// The role may not connect.
pub const NOT_ALLOWED: Code = Code(4015);
/// One side wants TLS, the other does not.
pub const TLS_MODE: Code = Code(4016);
/// The server's certificate is not trusted.
pub const TLS_CERTIFICATE: Code = Code(4017);
/// No connection is free.
pub const TOO_MANY: Code = Code(4018);
/// The server is starting, stopping or recovering.
pub const NOT_READY: Code = Code(4019);
/// A server older than PostgreSQL 12.
pub const VERSION_OLD: Code = Code(4020);
/// A server whose version cannot be read, or that only speaks PostgreSQL's protocol.
pub const VERSION_UNKNOWN: Code = Code(4021);
/// What answers does not speak PostgreSQL's protocol.
pub const NOT_POSTGRES: Code = Code(4022);
/// None of the hosts has the role the URL asks for.
pub const SESSION_ATTRIBUTES: Code = Code(4023);
/// The server refused a statement.
pub const STATEMENT: Code = Code(4030);
/// The role lacks a privilege.
pub const PRIVILEGE: Code = Code(4031);
/// A statement waited too long for a lock.
pub const LOCK_TIMEOUT: Code = Code(4032);
/// A statement was cancelled or ran too long.
pub const CANCELLED: Code = Code(4033);
/// The connection broke.
pub const CONNECTION_LOST: Code = Code(4034);
