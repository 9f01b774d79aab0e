//! The numbers of what can go wrong with a server of our own (4050 to 4069).

icms_diagnostic::codes! {
    /// No PostgreSQL is on this machine and none is carried along.
    NO_SERVER = 4050
    /// A server is needed and forbidden.
    FORBIDDEN = 4051
    /// A new cluster could not be made.
    INITDB = 4052
    /// The server did not start.
    START = 4053
    /// A file or folder of the server cannot be written.
    FILES = 4054
    /// The development database was made by binaries that are gone.
    BINARIES_GONE = 4055
    /// The server did not stop.
    STOP = 4056
    /// The carried PostgreSQL does not run on this machine.
    CARRIED_UNUSABLE = 4057
}
