//! A Schema to Rust client source, formatted and deterministic.
