//! Names of types: PostgreSQL's own in every spelling become its internal names.

use super::cursor::Cursor;
use crate::expr::ast::{Path, TypeName};
use crate::keywords::Keyword;
use crate::lex::TokenKind;

impl Cursor {
    pub(super) fn type_name(&mut self) -> Option<TypeName> {
        let mut ty = match self.keyword_type() {
            Some(ty) => ty,
            None => self.named_type()?,
        };
        while self.eat("[") {
            if self.sees_kind(0, TokenKind::Number) {
                self.next();
            }
            self.expect("]")?;
            ty.array = true;
        }
        if self.eat("array") {
            ty.array = true;
        }
        Some(ty)
    }

    /// The types that the grammar spells with keywords.
    fn keyword_type(&mut self) -> Option<TypeName> {
        self.attempt(|c| {
            if !c.sees_kind(0, TokenKind::Word) {
                return None;
            }
            let word = c.next()?.value.clone();
            let (name, mods) = match word.as_str() {
                "int" | "integer" => ("int4", None),
                "smallint" => ("int2", None),
                "bigint" => ("int8", None),
                "real" => ("float4", None),
                "boolean" => ("bool", None),
                "double" => {
                    c.expect("precision")?;
                    ("float8", None)
                }
                "float" => c.float(),
                "decimal" | "dec" | "numeric" => ("numeric", c.precision()?),
                "character" | "char" | "nchar" => c.character()?,
                "national" => {
                    c.next()?;
                    c.character()?
                }
                "varchar" => ("varchar", c.modifiers()?),
                "bit" if c.eat("varying") => ("varbit", c.modifiers()?),
                "bit" => ("bit", c.modifiers()?.or_else(|| Some("1".to_owned()))),
                "timestamp" => c.clock("timestamp", "timestamptz")?,
                "time" => c.clock("time", "timetz")?,
                "interval" => c.interval()?,
                // A keyword since PostgreSQL 16.
                "json" => ("json", None),
                _ => return None,
            };
            Some(built_in(name, mods))
        })
    }

    fn float(&mut self) -> (&'static str, Option<String>) {
        let digits = self.modifiers().flatten().and_then(|m| m.parse::<u8>().ok());
        (if digits.is_some_and(|d| d < 25) { "float4" } else { "float8" }, None)
    }

    fn character(&mut self) -> Option<(&'static str, Option<String>)> {
        let name = if self.eat("varying") { "varchar" } else { "bpchar" };
        let mods = self.modifiers()?;
        Some((name, if name == "bpchar" { mods.or_else(|| Some("1".to_owned())) } else { mods }))
    }

    /// `numeric(10)` is `numeric(10,0)`.
    fn precision(&mut self) -> Option<Option<String>> {
        let mods = self.modifiers()?;
        Some(mods.map(|m| if m.contains(',') { m } else { format!("{m},0") }))
    }

    fn clock(&mut self, plain: &'static str, zoned: &'static str) -> Option<(&'static str, Option<String>)> {
        let mods = self.modifiers()?;
        let with = self.eat_all(&["with", "time", "zone"]);
        self.eat_all(&["without", "time", "zone"]);
        Some((if with { zoned } else { plain }, mods))
    }

    fn interval(&mut self) -> Option<(&'static str, Option<String>)> {
        let mods = self.modifiers()?;
        let fields = self.interval_fields();
        Some(("interval", fields.or(mods)))
    }

    /// `day to second(3)` after INTERVAL or its literal.
    pub(super) fn interval_fields(&mut self) -> Option<String> {
        const FIELDS: [&str; 6] = ["year", "month", "day", "hour", "minute", "second"];
        let field = |c: &mut Self| FIELDS.into_iter().find(|f| c.eat(f));
        let mut fields = field(self)?.to_owned();
        if self.eat("to") {
            fields = format!("{fields} to {}", field(self)?);
        }
        if let Some(Some(digits)) = self.modifiers() {
            fields = format!("{fields}({digits})");
        }
        Some(fields)
    }

    /// `(10,2)` as `10,2`; nothing when there are no parentheses.
    fn modifiers(&mut self) -> Option<Option<String>> {
        if !self.sees("(") {
            return Some(None);
        }
        let items = self.parenthesized(|c| {
            let sign = if c.eat("-") { "-" } else { "" };
            let token = c.next()?;
            let plain = matches!(token.kind, TokenKind::Number | TokenKind::Word | TokenKind::Text);
            plain.then(|| format!("{sign}{}", token.value))
        })?;
        Some(Some(items.join(",")))
    }

    fn named_type(&mut self) -> Option<TypeName> {
        let first = self.name_unless(|k| k == Keyword::Reserved || k == Keyword::ColumnName)?;
        let path: Path = self.path_after(first)?;
        let mut names: Vec<&str> = path.iter().map(|i| i.name.as_str()).collect();
        let name = names.pop()?;
        let schema = names.pop();
        let (schema, name) = match schema {
            Some("pg_catalog") => (None, internal(name)),
            None if is_built_in(internal(name)) => (None, internal(name)),
            other => (other.map(str::to_owned), name),
        };
        let (name, path_kept) = (name.to_owned(), path.clone());
        let mods = self.modifiers()?;
        Some(TypeName { schema, name, mods, array: false, path: path_kept })
    }
}

fn built_in(name: &str, mods: Option<String>) -> TypeName {
    TypeName { schema: None, name: name.to_owned(), mods, array: false, path: Vec::new() }
}

/// Spellings that are no keywords but no internal names either.
fn internal(name: &str) -> &str {
    match name {
        "decimal" => "numeric",
        "boolean" => "bool",
        other => other,
    }
}

/// The types of PostgreSQL itself that expressions name; of others nothing is assumed.
pub(crate) fn is_built_in(name: &str) -> bool {
    BUILT_IN.binary_search(&name).is_ok()
}

const BUILT_IN: &[&str] = &[
    "bit",
    "bool",
    "box",
    "bpchar",
    "bytea",
    "char",
    "cidr",
    "circle",
    "date",
    "datemultirange",
    "daterange",
    "float4",
    "float8",
    "inet",
    "int2",
    "int4",
    "int4multirange",
    "int4range",
    "int8",
    "int8multirange",
    "int8range",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "path",
    "point",
    "polygon",
    "record",
    "refcursor",
    "regclass",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "text",
    "tid",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "uuid",
    "varbit",
    "varchar",
    "void",
    "xid",
    "xml",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::parse::type_name;

    #[test]
    fn spellings() {
        assert!(BUILT_IN.is_sorted());
        let shown = |text: &str| {
            let ty = type_name(text).unwrap();
            format!(
                "{}{}{}",
                ty.name,
                ty.mods.map_or(String::new(), |m| format!("({m})")),
                if ty.array { "[]" } else { "" }
            )
        };
        for (text, name) in [
            ("integer", "int4"),
            ("INT8", "int8"),
            ("character varying(10)[]", "varchar(10)[]"),
            ("char", "bpchar(1)"),
            ("\"char\"", "char"),
            ("timestamp(3) with time zone", "timestamptz(3)"),
            ("timestamptz(3)", "timestamptz(3)"),
            ("numeric(10)", "numeric(10,0)"),
            ("pg_catalog.int4", "int4"),
            ("interval day to second(3)", "interval(day to second(3))"),
            ("double precision", "float8"),
            ("bit varying(3)", "varbit(3)"),
        ] {
            assert_eq!(shown(text), name);
        }
        assert_eq!(type_name("public.\"Mood\"").unwrap().schema.as_deref(), Some("public"));
        assert!(type_name("select").is_none());
    }
}
