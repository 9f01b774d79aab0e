//! URLs, TLS and sessions.
