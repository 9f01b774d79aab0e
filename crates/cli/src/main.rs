//! The `icms` command.
fn main() {}
