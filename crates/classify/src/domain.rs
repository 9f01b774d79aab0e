//! What a domain says of its values. The model lists domains as unmanaged, so the statement that made one is read.

use icms_model::{DataType, QualifiedName, Schema};

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// The type of its values, when it can be read.
    pub base: Option<DataType>,
    /// Whether it refuses values of that type.
    pub constraint: Constraint,
}

/// Whether a domain refuses values of its base type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// It takes all of them.
    None,
    /// `CHECK` or `NOT NULL`, or nobody knows.
    Some,
}

/// The domain that a type is, if it is one.
pub fn domain(schema: &Schema, data_type: &DataType) -> Option<Domain> {
    let name = data_type.user_type()?;
    let shown = name.to_string();
    let found = schema.unmanaged.iter().find(|o| *o.kind == *"domain" && *o.name == *shown)?;
    let Some(definition) = found.definition.as_deref() else {
        return Some(Domain { base: None, constraint: Constraint::Some });
    };
    let tokens = icms_sql::statement_tokens(definition);
    let refuses = tokens.iter().any(|t| t == "check") || tokens.windows(2).any(|two| two == ["not", "null"]);
    let constraint = if refuses { Constraint::Some } else { Constraint::None };
    Some(Domain { base: base(name, &tokens), constraint })
}

/// The words between `AS` and the first clause.
fn base(domain: &QualifiedName, tokens: &[String]) -> Option<DataType> {
    const CLAUSES: &[&str] = &["check", "not", "null", "default", "constraint", "collate"];
    let at = tokens.iter().position(|t| t == "as")? + 1;
    let words = tokens.get(at..)?.iter().take_while(|t| !CLAUSES.contains(&t.as_str()));
    let text = words.map(String::as_str).collect::<Vec<_>>().join(" ");
    DataType::parse(&text, &|name| domain.sibling(name.clone()))
}
