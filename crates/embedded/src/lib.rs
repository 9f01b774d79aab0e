//! The development and scratch PostgreSQL.
