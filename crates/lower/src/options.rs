//! What lowering needs to know beyond the files.

use icms_model::Target;
use icms_sql::Name;

/// What lowering needs to know beyond the files.
#[derive(Debug, Clone)]
pub struct Options {
    /// The server that the schema is for.
    pub target: Target,
    /// Where models without `@@schema` live: `public`, or `?schema=` of the URL.
    pub default_namespace: Name,
}

impl Default for Options {
    fn default() -> Self {
        Self { target: Target::default(), default_namespace: Name::new("public") }
    }
}
