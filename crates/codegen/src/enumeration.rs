//! An enum of the schema as an enum of Rust.

use std::fmt::Write as _;

use icms_model::entity::EntityEnum;

use crate::layout::{docs, literal};
use crate::name;

/// The enum with its labels and conversions.
#[must_use]
pub fn source(of: &EntityEnum) -> String {
    let name = name::structure(&of.name);
    let text =
        of.docs.as_deref().map_or_else(|| format!("Values of `{}`.", of.database), ToString::to_string);
    let mut out = docs(&text, 0);
    out.push_str("#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\n");
    let mut labels = String::new();
    let mut reading = String::new();
    let mut variants = String::new();
    for (value, label) in &of.values {
        let (variant, label) = (name::variant(value), literal(label.as_str()));
        let _ = write!(variants, "    /// `{value}`\n    {variant},\n");
        let _ = writeln!(labels, "            Self::{variant} => {label},");
        let _ = writeln!(reading, "            {label} => Ok(Self::{variant}),");
    }
    let _ = write!(out, "pub enum {name} {{\n{variants}}}\n\n");
    let _ = write!(
        out,
        "impl {name} {{\n    /// Its label in the database.\n    #[must_use]\n    pub const fn label(self) -> &'static str {{\n        \
         match self {{\n{labels}        }}\n    }}\n}}\n\n"
    );
    let _ = write!(
        out,
        "impl<'a> FromSql<'a> for {name} {{\n    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {{\n        \
         match std::str::from_utf8(raw)? {{\n{reading}            other => Err(format!(\"{{of}} has no value {{other}} \
         here\").into()),\n        }}\n    }}\n\n{}}}\n\n",
        accepts(of)
    );
    let _ = write!(
        out,
        "impl ToSql for {name} {{\n    fn to_sql(&self, _: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {{\n        \
         out.extend_from_slice(self.label().as_bytes());\n        Ok(IsNull::No)\n    }}\n\n{}\n    \
         to_sql_checked!();\n}}\n",
        accepts(of)
    );
    out
}

fn accepts(of: &EntityEnum) -> String {
    let label = literal(of.database.name.as_str());
    format!("    fn accepts(of: &Type) -> bool {{\n        of.name() == {label}\n    }}\n")
}
