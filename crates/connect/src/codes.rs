//! The numbers of everything that can go wrong between here and a server (4000 to 4049).

icms_diagnostic::codes! {
    /// The text is no PostgreSQL URL.
    URL_MALFORMED = 4001
    /// A URL of something that is not a PostgreSQL server.
    URL_SCHEME = 4002
    /// A parameter whose value cannot be read.
    URL_PARAMETER_VALUE = 4003
    /// A parameter that means nothing here.
    URL_PARAMETER_IGNORED = 4004
    /// No service file has a service of this name.
    SERVICE_UNKNOWN = 4005
    /// The host's name has no address.
    HOST_UNKNOWN = 4010
    /// Nothing answers at that host and port.
    REFUSED = 4011
    /// The server did not answer in time.
    TIMEOUT = 4012
    /// The password is wrong or missing.
    PASSWORD = 4013
    /// The database does not exist.
    DATABASE_UNKNOWN = 4014
    /// The role may not connect.
    NOT_ALLOWED = 4015
    /// One side wants TLS, the other does not.
    TLS_MODE = 4016
    /// The server's certificate is not trusted.
    TLS_CERTIFICATE = 4017
    /// No connection is free.
    TOO_MANY = 4018
    /// The server is starting, stopping or recovering.
    NOT_READY = 4019
    /// The server is older than the supported versions.
    VERSION_OLD = 4020
    /// The server is no PostgreSQL that is known.
    VERSION_UNKNOWN = 4021
    /// What answers does not speak PostgreSQL's protocol.
    NOT_POSTGRES = 4022
    /// No host is of the wanted kind.
    SESSION_ATTRIBUTES = 4023
    /// The namespace that unqualified names should lead to does not exist.
    NAMESPACE_UNKNOWN = 4024
    /// The server refused a statement.
    STATEMENT = 4030
    /// The role lacks a privilege.
    PRIVILEGE = 4031
    /// A statement waited too long for a lock.
    LOCK_TIMEOUT = 4032
    /// A statement was cancelled or ran too long.
    CANCELLED = 4033
    /// The connection broke.
    CONNECTION_LOST = 4034
}
