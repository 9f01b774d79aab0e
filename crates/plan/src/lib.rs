//! Changes to ordered steps in transaction groups, up and down.
