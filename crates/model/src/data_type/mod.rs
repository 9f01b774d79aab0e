//! Data types as `format_type` prints them.

mod builtin;
mod parse;

use std::fmt;

pub use builtin::{Builtin, Category};

use crate::{QualifiedName, Text};
use icms_sql::{Name, quote_ident};

/// The type of a column or argument.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DataType {
    /// Which type.
    pub name: TypeName,
    /// What stands in its parentheses, defaults filled in: `char` is `character(1)`, `numeric(5)` is `(5,0)`.
    pub modifiers: Vec<Modifier>,
    /// `[]`. PostgreSQL does not keep the number of dimensions.
    pub array: Array,
}

/// Whether a type is an array of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Array {
    /// A single value.
    #[default]
    No,
    /// `type[]`
    Yes,
}

/// The name of a type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TypeName {
    /// One of PostgreSQL's own, with words of its own.
    Builtin(Builtin),
    /// Any other: enums, domains, types of extensions, rarer types of `pg_catalog`.
    Named(QualifiedName),
}

/// One value in a type's parentheses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modifier {
    /// `255`, `-2`
    Number(i32),
    /// `Point`, or `day to second` of an interval.
    Word(Text),
}

impl DataType {
    /// A type without modifiers.
    #[must_use]
    pub const fn plain(name: TypeName) -> Self {
        Self { name, modifiers: Vec::new(), array: Array::No }
    }

    /// A built-in type without modifiers.
    #[must_use]
    pub const fn builtin(builtin: Builtin) -> Self {
        Self::plain(TypeName::Builtin(builtin))
    }

    /// A type of the schema or of an extension.
    #[must_use]
    pub const fn named(name: QualifiedName) -> Self {
        Self::plain(TypeName::Named(name))
    }

    /// With modifiers that are numbers: `(12, 2)`.
    #[must_use]
    pub fn with(mut self, numbers: impl IntoIterator<Item = i32>) -> Self {
        self.modifiers = numbers.into_iter().map(Modifier::Number).collect();
        self
    }

    /// An array of it.
    #[must_use]
    pub const fn array(mut self) -> Self {
        self.array = Array::Yes;
        self
    }

    /// What one element is: itself when it is no array.
    #[must_use]
    pub fn element(&self) -> Self {
        Self { array: Array::No, ..self.clone() }
    }

    /// The type without its modifiers.
    #[must_use]
    pub fn unmodified(&self) -> Self {
        Self { modifiers: Vec::new(), ..self.clone() }
    }

    /// The built-in type it is, unless it is an array or another type.
    #[must_use]
    pub const fn as_builtin(&self) -> Option<Builtin> {
        match (&self.name, self.array) {
            (TypeName::Builtin(builtin), Array::No) => Some(*builtin),
            _ => None,
        }
    }

    /// The named type it is made of, array or not.
    #[must_use]
    pub const fn user_type(&self) -> Option<&QualifiedName> {
        match &self.name {
            TypeName::Named(name) => Some(name),
            TypeName::Builtin(_) => None,
        }
    }

    /// The first modifier as a number: length, precision.
    #[must_use]
    pub fn number(&self, at: usize) -> Option<i32> {
        match self.modifiers.get(at)? {
            Modifier::Number(n) => Some(*n),
            Modifier::Word(_) => None,
        }
    }

    /// Reads a type as SQL writes it: `varchar(20)`, `timestamptz(3)`, `"Role"[]`, `public.email`,
    /// `double precision`. A name without namespace that is no built-in type is looked up by `resolve`.
    pub fn parse(text: &str, resolve: &dyn Fn(&Name) -> QualifiedName) -> Option<Self> {
        parse::data_type(text, resolve)
    }
}

impl fmt::Display for Modifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(n) => write!(f, "{n}"),
            Self::Word(word) => f.write_str(word),
        }
    }
}

impl fmt::Display for DataType {
    /// As SQL: `character varying(20)`, `timestamp(3) with time zone`, `public."Role"[]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let modifiers = |f: &mut fmt::Formatter<'_>| -> fmt::Result {
            for (i, modifier) in self.modifiers.iter().enumerate() {
                write!(f, "{}{modifier}", if i == 0 { "(" } else { "," })?;
            }
            if self.modifiers.is_empty() { Ok(()) } else { f.write_str(")") }
        };
        match &self.name {
            TypeName::Builtin(Builtin::Interval) => self.interval(f)?,
            // `character` alone would be `character(1)`
            TypeName::Builtin(Builtin::Bpchar) if self.modifiers.is_empty() => f.write_str("bpchar")?,
            TypeName::Builtin(builtin) => {
                let (head, tail) = builtin.sql_parts();
                f.write_str(head)?;
                modifiers(f)?;
                f.write_str(tail)?;
            }
            TypeName::Named(name) => {
                if !name.namespace.as_str().is_empty() {
                    write!(f, "{}.", quote_ident(name.namespace.as_str()))?;
                }
                f.write_str(&quote_ident(name.name.as_str()))?;
                modifiers(f)?;
            }
        }
        f.write_str(if self.array == Array::Yes { "[]" } else { "" })
    }
}

impl DataType {
    /// `interval day to second(3)`: fields stand before the precision, without parentheses.
    fn interval(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interval")?;
        for modifier in &self.modifiers {
            match modifier {
                Modifier::Word(fields) => write!(f, " {fields}")?,
                Modifier::Number(precision) => write!(f, "({precision})")?,
            }
        }
        Ok(())
    }
}
