//! What a change of type does to the values that are there: the measured table of type changes.

use icms_model::{Array, Builtin, Category, DataType, TypeName};

/// What happens to stored values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeChange {
    /// The code of the rule.
    pub code: &'static str,
    /// What happens.
    pub effect: ValueEffect,
    /// Whether the table is written anew.
    pub rewrite: Rewrite,
}

/// What happens to values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueEffect {
    /// Every value fits as it is.
    Kept,
    /// Every value fits; clients decode another type.
    KeptOtherType,
    /// Values that do not fit are refused with this SQLSTATE; whether there are any, data can tell.
    MayFail(&'static str),
    /// Values that do not fit are refused, and so are later writes of the running release.
    Narrowed(&'static str),
    /// Values change without an error.
    SilentLoss(&'static str),
    /// The meaning of values changes.
    Reinterpreted,
}

/// Whether the table is written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewrite {
    /// The catalogue changes only.
    No,
    /// Indexes on the column are built anew.
    Indexes,
    /// The table and all its indexes.
    Table,
}

const fn change(code: &'static str, effect: ValueEffect, rewrite: Rewrite) -> TypeChange {
    TypeChange { code, effect, rewrite }
}

/// Judges a change of type without a `USING` clause.
#[must_use]
pub fn type_change(from: &DataType, to: &DataType) -> TypeChange {
    if from.array != to.array {
        return change("ICMS276", ValueEffect::Narrowed("42804"), Rewrite::Table);
    }
    let inner = match (&from.name, &to.name) {
        (TypeName::Builtin(a), TypeName::Builtin(b)) => builtins(*a, *b, from, to),
        (TypeName::Named(_), TypeName::Builtin(b)) if b.category() == Category::String => {
            change("ICMS267", ValueEffect::KeptOtherType, Rewrite::Table)
        }
        (TypeName::Builtin(a), TypeName::Named(b))
            if a.category() == Category::String && &b.name == "citext" =>
        {
            change("ICMS279", ValueEffect::MayFail("23505"), Rewrite::Indexes)
        }
        (TypeName::Builtin(_), TypeName::Named(_)) => {
            change("ICMS266", ValueEffect::Narrowed("22P02"), Rewrite::Table)
        }
        (TypeName::Named(a), TypeName::Named(b)) if a == b => modifiers_of_unknown(from, to),
        (TypeName::Named(_), _) => change("ICMS264", ValueEffect::Narrowed("42804"), Rewrite::Table),
    };
    // The rule for elements does not hold for arrays: they are always written anew.
    if from.array == Array::Yes && inner.rewrite != Rewrite::Table {
        return change("ICMS255", inner.effect, Rewrite::Table);
    }
    inner
}

/// A type of an extension with other modifiers: nobody here knows what they mean.
fn modifiers_of_unknown(from: &DataType, to: &DataType) -> TypeChange {
    if from.modifiers == to.modifiers {
        return change("ICMS251", ValueEffect::Kept, Rewrite::No);
    }
    change("ICMS265", ValueEffect::Narrowed("22023"), Rewrite::Table)
}

fn builtins(a: Builtin, b: Builtin, from: &DataType, to: &DataType) -> TypeChange {
    use Builtin as B;
    match (a, b) {
        (B::Varchar | B::Text, B::Varchar | B::Text) => text_length(a, from, to),
        (B::Bpchar, B::Bpchar) => match (from.number(0), to.number(0)) {
            (x, y) if x == y => change("ICMS251", ValueEffect::Kept, Rewrite::No),
            (Some(x), Some(y)) if x > y => change("ICMS253", ValueEffect::Narrowed("22001"), Rewrite::Table),
            _ => change("ICMS274", ValueEffect::MayFail("22001"), Rewrite::Table),
        },
        (B::Bpchar, B::Text | B::Varchar) => change("ICMS274", ValueEffect::KeptOtherType, Rewrite::Table),
        (B::Text | B::Varchar, B::Bpchar) => {
            change("ICMS253", ValueEffect::Narrowed("22001"), Rewrite::Table)
        }
        (B::Numeric, B::Numeric) => numeric(from, to),
        (B::Varbit, B::Varbit) => longer("ICMS251", "ICMS253", from, to),
        (B::Cidr, B::Inet) | (B::Xml, B::Text) => change("ICMS252", ValueEffect::KeptOtherType, Rewrite::No),
        (B::Json, B::Jsonb) => change("ICMS268", ValueEffect::KeptOtherType, Rewrite::Table),
        (B::Timestamp, B::Timestamptz) | (B::Timestamptz, B::Timestamp) => {
            change("ICMS261", ValueEffect::Reinterpreted, Rewrite::Table)
        }
        (B::Timestamp | B::Timestamptz, B::Date) => {
            change("ICMS263", ValueEffect::SilentLoss("the time of day of every value"), Rewrite::Table)
        }
        (x, y) if x == y => precision(from, to),
        (x, y) if wider(x, y) => change("ICMS255", ValueEffect::KeptOtherType, Rewrite::Table),
        (B::Float8, B::Float4) | (B::Numeric, B::Float4 | B::Float8) => change(
            "ICMS259",
            ValueEffect::SilentLoss("digits that the new type does not hold"),
            Rewrite::Table,
        ),
        (x, y) if x.category() == Category::Numeric && y.category() == Category::Numeric => {
            change("ICMS256", ValueEffect::Narrowed("22003"), Rewrite::Table)
        }
        (x, y) if x.category() != Category::String && y.category() == Category::String => {
            change("ICMS280", ValueEffect::Narrowed("42883"), Rewrite::Table)
        }
        _ => change("ICMS264", ValueEffect::Narrowed("42804"), Rewrite::Table),
    }
}

/// Whether every value of one number type is one of the other.
const fn wider(from: Builtin, to: Builtin) -> bool {
    use Builtin as B;
    matches!(
        (from, to),
        (B::Int2, B::Int4 | B::Int8 | B::Numeric | B::Float4 | B::Float8)
            | (B::Int4, B::Int8 | B::Numeric | B::Float8)
            | (B::Int8, B::Numeric)
            | (B::Float4, B::Float8)
            | (B::Date, B::Timestamp)
    )
}

fn text_length(a: Builtin, from: &DataType, to: &DataType) -> TypeChange {
    match (from.number(0), to.number(0)) {
        (_, None) if a == Builtin::Text => change("ICMS254b", ValueEffect::Kept, Rewrite::No),
        (_, None) => change("ICMS252", ValueEffect::Kept, Rewrite::No),
        (None, Some(_)) => change("ICMS254", ValueEffect::MayFail("22001"), Rewrite::Table),
        (Some(x), Some(y)) if y >= x => change("ICMS251", ValueEffect::Kept, Rewrite::No),
        (Some(_), Some(_)) => change("ICMS253", ValueEffect::Narrowed("22001"), Rewrite::Table),
    }
}

fn longer(wider: &'static str, narrower: &'static str, from: &DataType, to: &DataType) -> TypeChange {
    match (from.number(0), to.number(0)) {
        (_, None) => change(wider, ValueEffect::Kept, Rewrite::No),
        (Some(x), Some(y)) if y >= x => change(wider, ValueEffect::Kept, Rewrite::No),
        _ => change(narrower, ValueEffect::Narrowed("22001"), Rewrite::Table),
    }
}

fn numeric(from: &DataType, to: &DataType) -> TypeChange {
    let scale = |t: &DataType| t.number(1).unwrap_or(0);
    match (from.number(0), to.number(0)) {
        (_, None) => change("ICMS257b", ValueEffect::Kept, Rewrite::No),
        (None, Some(_)) => {
            change("ICMS259", ValueEffect::SilentLoss("digits behind the new scale"), Rewrite::Table)
        }
        (Some(_), Some(_)) if scale(to) < scale(from) => {
            change("ICMS259", ValueEffect::SilentLoss("digits behind the new scale"), Rewrite::Table)
        }
        (Some(x), Some(y)) if y - scale(to) < x - scale(from) => {
            change("ICMS256", ValueEffect::Narrowed("22003"), Rewrite::Table)
        }
        (Some(_), Some(_)) if scale(to) > scale(from) => change("ICMS258", ValueEffect::Kept, Rewrite::Table),
        (Some(_), Some(_)) => change("ICMS257", ValueEffect::Kept, Rewrite::No),
    }
}

/// Times and spans with another precision.
fn precision(from: &DataType, to: &DataType) -> TypeChange {
    match (from.number(0).unwrap_or(6), to.number(0).unwrap_or(6)) {
        _ if from.modifiers == to.modifiers => change("ICMS251", ValueEffect::Kept, Rewrite::No),
        (x, y) if y >= x => change("ICMS251", ValueEffect::Kept, Rewrite::No),
        _ => change("ICMS262", ValueEffect::SilentLoss("fractions of a second"), Rewrite::Table),
    }
}
