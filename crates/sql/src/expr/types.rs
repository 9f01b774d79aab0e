//! Types as far as PostgreSQL's own resolution of operators and common types needs them.

use super::ast::TypeName;
use super::parse;

/// What is known of an expression's type.
#[derive(Debug, Clone)]
pub(super) enum Ty {
    /// A string literal or NULL that takes the type of its surroundings.
    Open,
    Known(TypeName),
    /// Not known here; nothing may be concluded.
    Unsure,
}

impl Ty {
    pub(super) fn named(name: &str) -> Self {
        Self::Known(built_in(name))
    }

    pub(super) const fn known(&self) -> Option<&TypeName> {
        match self {
            Self::Known(ty) => Some(ty),
            Self::Open | Self::Unsure => None,
        }
    }
}

/// A type by its internal name, `[]` for an array.
pub(super) fn built_in(name: &str) -> TypeName {
    let element = name.strip_suffix("[]");
    TypeName {
        schema: None,
        name: element.unwrap_or(name).to_owned(),
        mods: None,
        array: element.is_some(),
        path: Vec::new(),
    }
}

/// A type from text as `format_type` prints it.
pub(super) fn parse(text: &str) -> Option<TypeName> {
    parse::type_name(text)
}

/// The same type whatever its length or precision.
pub(super) fn same_base(a: &TypeName, b: &TypeName) -> bool {
    a.name == b.name && a.schema == b.schema && a.array == b.array
}

/// The type without length or precision.
pub(super) fn base(ty: &TypeName) -> TypeName {
    TypeName { mods: None, path: Vec::new(), ..ty.clone() }
}

pub(super) fn element(array: &TypeName) -> TypeName {
    TypeName { array: false, ..array.clone() }
}

pub(super) fn array_of(element: &TypeName) -> TypeName {
    TypeName { array: true, ..base(element) }
}

pub(super) fn is(ty: &TypeName, name: &str) -> bool {
    ty.schema.is_none() && !ty.array && ty.name == name
}

pub(super) fn is_any(ty: &TypeName, names: &[&str]) -> bool {
    names.iter().any(|n| is(ty, n))
}

/// `text` or `varchar`, whose operators are those of `text`.
pub(super) fn is_textual(ty: &TypeName) -> bool {
    is_any(ty, &["text", "varchar"])
}

/// Its place among the numeric types; each casts implicitly to all later ones.
pub(super) fn numeric_rank(ty: &TypeName) -> Option<usize> {
    ["int2", "int4", "int8", "numeric", "float4", "float8"].iter().position(|n| is(ty, n))
}

pub(super) fn is_integer(ty: &TypeName) -> bool {
    numeric_rank(ty).is_some_and(|rank| rank < 3)
}

/// The type that branches of CASE, COALESCE, ARRAY and IN agree on: the first known one, unless it casts to a later
/// one and not back. Open ones follow; `text` when all are open. None when that is not certain.
pub(super) fn common<'t>(types: impl Iterator<Item = &'t Ty>) -> Option<TypeName> {
    let mut common: Option<TypeName> = None;
    for ty in types {
        match ty {
            Ty::Open => {}
            Ty::Unsure => return None,
            Ty::Known(next) => {
                common = Some(match common {
                    None => base(next),
                    Some(so_far) => wider(so_far, next)?,
                });
            }
        }
    }
    Some(common.unwrap_or_else(|| built_in("text")))
}

fn wider(so_far: TypeName, next: &TypeName) -> Option<TypeName> {
    if same_base(&so_far, next) || (is_textual(&so_far) && is_textual(next)) {
        return Some(so_far);
    }
    if let (Some(a), Some(b)) = (numeric_rank(&so_far), numeric_rank(next)) {
        return Some(if b > a { base(next) } else { so_far });
    }
    let order = ["date", "timestamp", "timestamptz"];
    let rank = |ty: &TypeName| order.iter().position(|n| is(ty, n));
    match (rank(&so_far), rank(next)) {
        (Some(a), Some(b)) => Some(if b > a { base(next) } else { so_far }),
        _ => None,
    }
}
