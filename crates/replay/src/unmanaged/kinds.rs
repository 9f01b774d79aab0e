//! Which statement is about which kind of object without words here.

use icms_sql::tree::{SyntaxKind, SyntaxNode};

use crate::syntax;

/// Where the name of an object is unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// Within one table.
    Table,
    /// Within a namespace.
    Namespace,
    /// Within the database.
    Database,
    /// Outside any database, or no object at all: never part of a schema.
    Outside,
}

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Create,
    Alter,
    Drop,
    Other,
}

/// Which verb, kind and name space a statement is about.
pub(super) fn describe(statement: &SyntaxNode) -> (Verb, &'static str, Space) {
    use SyntaxKind as K;
    use Verb::{Alter, Create, Drop};
    let (create, alter, drop) = (Create, Alter, Drop);
    match statement.kind() {
        K::CREATE_TRIGGER if is_constraint(statement) => (create, "constraint trigger", Space::Table),
        K::CREATE_TRIGGER => (create, "trigger", Space::Table),
        K::ALTER_TRIGGER => (alter, "trigger", Space::Table),
        K::DROP_TRIGGER => (drop, "trigger", Space::Table),
        K::CREATE_POLICY => (create, "policy", Space::Table),
        K::ALTER_POLICY => (alter, "policy", Space::Table),
        K::DROP_POLICY => (drop, "policy", Space::Table),
        K::CREATE_RULE => (create, "rule", Space::Table),
        K::ALTER_RULE => (alter, "rule", Space::Table),
        K::DROP_RULE => (drop, "rule", Space::Table),
        K::CREATE_DOMAIN => (create, "domain", Space::Namespace),
        K::ALTER_DOMAIN => (alter, "domain", Space::Namespace),
        K::CREATE_AGGREGATE => (create, "aggregate", Space::Namespace),
        K::ALTER_AGGREGATE => (alter, "aggregate", Space::Namespace),
        K::DROP_AGGREGATE => (drop, "aggregate", Space::Namespace),
        K::CREATE_COLLATION => (create, "collation", Space::Namespace),
        K::ALTER_COLLATION => (alter, "collation", Space::Namespace),
        K::DROP_COLLATION => (drop, "collation", Space::Namespace),
        K::CREATE_CONVERSION => (create, "conversion", Space::Namespace),
        K::ALTER_CONVERSION => (alter, "conversion", Space::Namespace),
        K::DROP_CONVERSION => (drop, "conversion", Space::Namespace),
        K::CREATE_OPERATOR => (create, "operator", Space::Namespace),
        K::ALTER_OPERATOR => (alter, "operator", Space::Namespace),
        K::DROP_OPERATOR => (drop, "operator", Space::Namespace),
        K::CREATE_OPERATOR_CLASS => (create, "operator class", Space::Namespace),
        K::ALTER_OPERATOR_CLASS => (alter, "operator class", Space::Namespace),
        K::DROP_OPERATOR_CLASS => (drop, "operator class", Space::Namespace),
        K::CREATE_OPERATOR_FAMILY => (create, "operator family", Space::Namespace),
        K::ALTER_OPERATOR_FAMILY => (alter, "operator family", Space::Namespace),
        K::DROP_OPERATOR_FAMILY => (drop, "operator family", Space::Namespace),
        K::CREATE_STATISTICS => (create, "statistics", Space::Namespace),
        K::ALTER_STATISTICS => (alter, "statistics", Space::Namespace),
        K::DROP_STATISTICS => (drop, "statistics", Space::Namespace),
        K::CREATE_TEXT_SEARCH_CONFIGURATION => (create, "text search configuration", Space::Namespace),
        K::ALTER_TEXT_SEARCH_CONFIGURATION => (alter, "text search configuration", Space::Namespace),
        K::DROP_TEXT_SEARCH_CONFIG => (drop, "text search configuration", Space::Namespace),
        K::CREATE_TEXT_SEARCH_DICTIONARY => (create, "text search dictionary", Space::Namespace),
        K::ALTER_TEXT_SEARCH_DICTIONARY => (alter, "text search dictionary", Space::Namespace),
        K::DROP_TEXT_SEARCH_DICT => (drop, "text search dictionary", Space::Namespace),
        K::CREATE_TEXT_SEARCH_PARSER => (create, "text search parser", Space::Namespace),
        K::ALTER_TEXT_SEARCH_PARSER => (alter, "text search parser", Space::Namespace),
        K::DROP_TEXT_SEARCH_PARSER => (drop, "text search parser", Space::Namespace),
        K::CREATE_TEXT_SEARCH_TEMPLATE => (create, "text search template", Space::Namespace),
        K::ALTER_TEXT_SEARCH_TEMPLATE => (alter, "text search template", Space::Namespace),
        K::DROP_TEXT_SEARCH_TEMPLATE => (drop, "text search template", Space::Namespace),
        K::CREATE_FOREIGN_TABLE => (create, "foreign table", Space::Namespace),
        K::ALTER_FOREIGN_TABLE => (alter, "foreign table", Space::Namespace),
        K::DROP_FOREIGN_TABLE => (drop, "foreign table", Space::Namespace),
        K::CREATE_PROPERTY_GRAPH => (create, "property graph", Space::Namespace),
        K::ALTER_PROPERTY_GRAPH => (alter, "property graph", Space::Namespace),
        K::DROP_PROPERTY_GRAPH => (drop, "property graph", Space::Namespace),
        K::CREATE_CAST => (create, "cast", Space::Database),
        K::DROP_CAST => (drop, "cast", Space::Database),
        K::CREATE_TRANSFORM => (create, "transform", Space::Database),
        K::DROP_TRANSFORM => (drop, "transform", Space::Database),
        K::CREATE_PUBLICATION => (create, "publication", Space::Database),
        K::ALTER_PUBLICATION => (alter, "publication", Space::Database),
        K::DROP_PUBLICATION => (drop, "publication", Space::Database),
        K::CREATE_SUBSCRIPTION => (create, "subscription", Space::Database),
        K::ALTER_SUBSCRIPTION => (alter, "subscription", Space::Database),
        K::DROP_SUBSCRIPTION => (drop, "subscription", Space::Database),
        K::CREATE_EVENT_TRIGGER => (create, "event trigger", Space::Database),
        K::ALTER_EVENT_TRIGGER => (alter, "event trigger", Space::Database),
        K::DROP_EVENT_TRIGGER => (drop, "event trigger", Space::Database),
        K::CREATE_SERVER => (create, "server", Space::Database),
        K::ALTER_SERVER => (alter, "server", Space::Database),
        K::DROP_SERVER => (drop, "server", Space::Database),
        K::CREATE_FOREIGN_DATA_WRAPPER => (create, "foreign data wrapper", Space::Database),
        K::ALTER_FOREIGN_DATA_WRAPPER => (alter, "foreign data wrapper", Space::Database),
        K::DROP_FOREIGN_DATA_WRAPPER => (drop, "foreign data wrapper", Space::Database),
        K::CREATE_LANGUAGE => (create, "language", Space::Database),
        K::ALTER_LANGUAGE => (alter, "language", Space::Database),
        K::DROP_LANGUAGE => (drop, "language", Space::Database),
        K::CREATE_ACCESS_METHOD => (create, "access method", Space::Database),
        K::DROP_ACCESS_METHOD => (drop, "access method", Space::Database),
        K::CREATE_USER_MAPPING => (create, "user mapping", Space::Outside),
        K::ALTER_USER_MAPPING => (alter, "user mapping", Space::Outside),
        K::DROP_USER_MAPPING => (drop, "user mapping", Space::Outside),
        K::CREATE_ROLE | K::CREATE_USER | K::CREATE_GROUP => (create, "role", Space::Outside),
        K::ALTER_ROLE | K::ALTER_USER | K::ALTER_GROUP => (alter, "role", Space::Outside),
        K::DROP_ROLE | K::DROP_USER | K::DROP_GROUP => (drop, "role", Space::Outside),
        K::CREATE_DATABASE => (create, "database", Space::Outside),
        K::ALTER_DATABASE => (alter, "database", Space::Outside),
        K::DROP_DATABASE => (drop, "database", Space::Outside),
        K::CREATE_TABLESPACE => (create, "tablespace", Space::Outside),
        K::ALTER_TABLESPACE => (alter, "tablespace", Space::Outside),
        K::DROP_TABLESPACE => (drop, "tablespace", Space::Outside),
        K::GRANT | K::REVOKE | K::ALTER_DEFAULT_PRIVILEGES => (Verb::Other, "privilege", Space::Outside),
        K::SECURITY_LABEL => (Verb::Other, "security label", Space::Outside),
        K::REASSIGN | K::DROP_OWNED => (Verb::Other, "owner", Space::Outside),
        K::ALTER_LARGE_OBJECT => (Verb::Other, "large object", Space::Outside),
        _ => (Verb::Other, "setting", Space::Outside),
    }
}

/// `CREATE CONSTRAINT TRIGGER`
fn is_constraint(statement: &SyntaxNode) -> bool {
    syntax::tokens(statement).take(4).any(|token| token.kind() == SyntaxKind::CONSTRAINT_KW)
}
