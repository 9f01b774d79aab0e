//! pg_catalog to a Schema and facts.
