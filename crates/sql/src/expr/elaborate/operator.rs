//! Which operator two operand types choose, after PostgreSQL's rules: exact match, a literal takes the other's type,
//! numbers widen, `varchar` works as `text`.

use super::{Elaborator, Typed};
use crate::expr::ast::{Expr, TypeName};
use crate::expr::types::{
    self, Ty, base, built_in, is, is_any, is_integer, is_textual, numeric_rank, same_base,
};

/// The operand types that an operator wants, and what it returns.
pub(super) struct Choice {
    pub left: TypeName,
    pub right: TypeName,
    pub result: Ty,
}

impl Choice {
    fn both(ty: TypeName, result: Ty) -> Self {
        Self { left: ty.clone(), right: ty, result }
    }

    fn of(left: &TypeName, right: &str, result: &str) -> Self {
        Self { left: left.clone(), right: built_in(right), result: Ty::named(result) }
    }
}

impl Elaborator<'_> {
    pub(super) fn unary(&mut self, op: String, arg: Expr) -> Option<Typed> {
        let arg = self.expr(arg)?;
        let ty = match (op.as_str(), &arg.ty) {
            ("-" | "+", Ty::Known(ty)) if numeric_rank(ty).is_some() || is(ty, "interval") => {
                Ty::Known(base(ty))
            }
            ("@", Ty::Known(ty)) if numeric_rank(ty).is_some() => Ty::Known(base(ty)),
            ("|/" | "||/", Ty::Known(_)) => Ty::named("float8"),
            _ => Ty::Unsure,
        };
        Some(Typed::new(Expr::Unary { op, arg: Box::new(arg.expr) }, ty))
    }

    pub(super) fn binary(&mut self, op: String, left: Expr, right: Expr) -> Option<Typed> {
        if let (Expr::Row(_), Expr::Row(_)) = (&left, &right) {
            return self.rows(op, left, right);
        }
        let (left, right) = (self.expr(left)?, self.expr(right)?);
        Some(self.joined(op, left, right))
    }

    /// Two elaborated operands under an operator.
    pub(super) fn joined(&self, op: String, left: Typed, right: Typed) -> Typed {
        let Some(choice) = self.choose(&op, &left.ty, &right.ty) else {
            let ty = if returns_boolean(&op) { Ty::named("bool") } else { Ty::Unsure };
            let (left, right) = (Box::new(left.expr), Box::new(right.expr));
            return Typed::new(Expr::Binary { op, left, right }, ty);
        };
        let left = Box::new(self.operand(left, &choice.left));
        let right = Box::new(self.operand(right, &choice.right));
        Typed::new(Expr::Binary { op, left, right }, choice.result)
    }

    pub(super) fn choose(&self, op: &str, left: &Ty, right: &Ty) -> Option<Choice> {
        let side = |ty: &Ty| match ty {
            Ty::Known(ty) => Some(Some(self.undomained(ty))),
            Ty::Open => Some(None),
            Ty::Unsure => None,
        };
        let (left, right) = (side(left)?, side(right)?);
        match op {
            "=" | "<>" | "<" | ">" | "<=" | ">=" => comparison(left, right),
            "~~" | "!~~" | "~~*" | "!~~*" | "~" | "!~" | "~*" | "!~*" => pattern(left, right),
            "+" | "-" | "*" | "/" | "%" | "^" => arithmetic(op, left, right),
            "||" => concatenation(left, right),
            "&" | "|" | "#" => bits(left, right),
            "->" | "->>" | "#>" | "#>>" | "?" | "?|" | "?&" | "@?" => json(op, &left?, right),
            "@>" | "<@" | "&&" => containment(left, right),
            "@@" => search(&left?, right),
            "<<" | ">>" if left.as_ref().is_some_and(is_integer) => {
                Some(Choice::of(&left.clone()?, "int4", &left?.name))
            }
            "<<" | "<<=" | ">>" | ">>=" => network(left, right),
            _ => None,
        }
    }
}

fn returns_boolean(op: &str) -> bool {
    matches!(
        op,
        "=" | "<>" | "<" | ">" | "<=" | ">=" | "~~" | "!~~" | "~~*" | "!~~*" | "~" | "!~" | "~*" | "!~*"
    ) || matches!(op, "@>" | "<@" | "&&" | "?" | "?|" | "?&" | "@@" | "@?" | "<<=" | ">>=")
}

fn comparison(left: Option<TypeName>, right: Option<TypeName>) -> Option<Choice> {
    let bool = Ty::named("bool");
    let (left, right) = match (left, right) {
        (None, None) => return Some(Choice::both(built_in("text"), bool)),
        (Some(one), None) | (None, Some(one)) => return Some(Choice::both(operator_type(&one), bool)),
        (Some(left), Some(right)) => (left, right),
    };
    if is_textual(&left) && is_textual(&right) {
        return Some(Choice::both(built_in("text"), bool));
    }
    if same_base(&left, &right) {
        return Some(Choice::both(operator_type(&left), bool));
    }
    if let Some(widened) = widened(&left, &right) {
        return Some(Choice { left: widened.0, right: widened.1, result: bool });
    }
    let clocks = ["date", "timestamp", "timestamptz"];
    (is_any(&left, &clocks) && is_any(&right, &clocks)).then_some(Choice { left, right, result: bool })
}

/// `varchar` has no operators of its own; neither has an array of it.
fn operator_type(ty: &TypeName) -> TypeName {
    if is(ty, "varchar") { TypeName { name: "text".to_owned(), ..ty.clone() } } else { ty.clone() }
}

/// The operand types of mixed numbers: integers mix, `numeric` takes integers along, `float8` takes all.
fn widened(left: &TypeName, right: &TypeName) -> Option<(TypeName, TypeName)> {
    let (l, r) = (numeric_rank(left)?, numeric_rank(right)?);
    let (low, high) = (l.min(r), l.max(r));
    let widen = |to: &str| {
        let target = built_in(to);
        let side = |rank: usize, ty: &TypeName| if rank == low { target.clone() } else { ty.clone() };
        (side(l, left), side(r, right))
    };
    Some(match high {
        // Integers and the two floats have operators for every mixture among themselves.
        _ if l == r || high < 3 || low >= 4 => (left.clone(), right.clone()),
        3 => widen("numeric"),
        _ => widen("float8"),
    })
}

fn pattern(left: Option<TypeName>, right: Option<TypeName>) -> Option<Choice> {
    let text = |ty: &Option<TypeName>| ty.as_ref().is_none_or(is_textual);
    if text(&left) && text(&right) {
        return Some(Choice::both(built_in("text"), Ty::named("bool")));
    }
    let left = left.filter(|t| is_any(t, &["bpchar", "name"]))?;
    text(&right).then(|| Choice::of(&left, "text", "bool"))
}

fn arithmetic(op: &str, left: Option<TypeName>, right: Option<TypeName>) -> Option<Choice> {
    let (left, right) = match (left, right) {
        (Some(left), Some(right)) => (left, right),
        (Some(one), None) => return half_open(op, one),
        (None, Some(one)) if numeric_rank(&one).is_some() => return half_open(op, one),
        (None, _) => return None,
    };
    if let Some((l, r)) = widened(&left, &right) {
        return numbers(op, l, r);
    }
    clock(op, &left, &right)
}

/// A literal beside a known type: it takes that type where such an operator exists.
fn half_open(op: &str, one: TypeName) -> Option<Choice> {
    if numeric_rank(&one).is_some() {
        return numbers(op, one.clone(), one);
    }
    match op {
        "+" | "-" if is(&one, "interval") => Some(Choice::both(one.clone(), Ty::Known(one))),
        "-" if is_any(&one, &["timestamp", "timestamptz"]) => Some(Choice::both(one, Ty::named("interval"))),
        "-" if is(&one, "date") => Some(Choice::both(one, Ty::named("int4"))),
        "-" if is(&one, "jsonb") => Some(Choice::of(&one, "text", "jsonb")),
        "+" if is_any(&one, &["timestamp", "timestamptz"]) => Some(Choice::of(&one, "interval", &one.name)),
        _ => None,
    }
}

fn numbers(op: &str, left: TypeName, right: TypeName) -> Option<Choice> {
    let rank = |ty: &TypeName| numeric_rank(ty).unwrap_or(0);
    let higher = if rank(&left) >= rank(&right) { left.clone() } else { right.clone() };
    let float4_mixed = rank(&higher) == 5 || !same_base(&left, &right) && rank(&higher) == 4;
    let result = if float4_mixed { built_in("float8") } else { higher.clone() };
    match op {
        "^" => {
            let target = built_in(if is(&higher, "numeric") { "numeric" } else { "float8" });
            Some(Choice::both(target.clone(), Ty::Known(target)))
        }
        "%" if rank(&higher) > 3 => None,
        "%" => Some(Choice::both(higher.clone(), Ty::Known(higher))),
        _ => Some(Choice { left, right, result: Ty::Known(result) }),
    }
}

fn clock(op: &str, left: &TypeName, right: &TypeName) -> Option<Choice> {
    let stamp = |t: &TypeName| is_any(t, &["timestamp", "timestamptz"]);
    let result = match (op, left, right) {
        ("+" | "-", l, r) if stamp(l) && is(r, "interval") => l.name.as_str(),
        ("+", l, r) if is(l, "interval") && stamp(r) => r.name.as_str(),
        ("+" | "-", l, r) if is(l, "date") && is(r, "interval") => "timestamp",
        ("+" | "-", l, r) if is(l, "date") && is(r, "int4") => "date",
        ("-", l, r) if stamp(l) && same_base(l, r) => "interval",
        ("-", l, r) if is(l, "date") && is(r, "date") => "int4",
        ("+" | "-", l, r) if is(l, "interval") && is(r, "interval") => "interval",
        ("*" | "/", l, r) if is(l, "interval") && numeric_rank(r).is_some() => {
            return Some(Choice::of(l, "float8", "interval"));
        }
        ("*", l, r) if numeric_rank(l).is_some() && is(r, "interval") => {
            return Some(Choice {
                left: built_in("float8"),
                right: r.clone(),
                result: Ty::named("interval"),
            });
        }
        ("-", l, r) if is(l, "jsonb") && is_any(r, &["text", "int4"]) => "jsonb",
        _ => return None,
    };
    Some(Choice { left: left.clone(), right: right.clone(), result: Ty::named(result) })
}

fn concatenation(left: Option<TypeName>, right: Option<TypeName>) -> Option<Choice> {
    let text = built_in("text");
    match (&left, &right) {
        (None, None) => return Some(Choice::both(text, Ty::named("text"))),
        (Some(one), None) | (None, Some(one)) if is_textual(one) => {
            return Some(Choice::both(text, Ty::named("text")));
        }
        (Some(one), None) | (None, Some(one))
            if one.array || is_any(one, &["jsonb", "tsvector", "bytea"]) =>
        {
            return Some(Choice::both(one.clone(), Ty::Known(one.clone())));
        }
        (Some(one), None) if scalar(one) => return Some(Choice::of(one, "text", "text")),
        (None, Some(one)) if scalar(one) => {
            return Some(Choice { left: text, right: one.clone(), result: Ty::named("text") });
        }
        _ => {}
    }
    let (left, right) = (left?, right?);
    if is_textual(&left) && is_textual(&right) {
        Some(Choice::both(text.clone(), Ty::Known(text)))
    } else if is_textual(&left) && scalar(&right) {
        Some(Choice { left: text.clone(), right, result: Ty::Known(text) })
    } else if scalar(&left) && is_textual(&right) {
        Some(Choice { left, right: text.clone(), result: Ty::Known(text) })
    } else if same_base(&left, &right) && (left.array || is_any(&left, &["jsonb", "tsvector", "bytea"])) {
        Some(Choice::both(left.clone(), Ty::Known(left)))
    } else {
        None
    }
}

fn scalar(ty: &TypeName) -> bool {
    numeric_rank(ty).is_some() || is_any(ty, &PRINTED)
}

/// Types that `text || anynonarray` takes as they are.
const PRINTED: [&str; 6] = ["bool", "uuid", "date", "timestamp", "timestamptz", "interval"];

fn bits(left: Option<TypeName>, right: Option<TypeName>) -> Option<Choice> {
    let (left, right) = (left.clone().or_else(|| right.clone())?, right.or(left)?);
    let higher = if numeric_rank(&left)? >= numeric_rank(&right)? { left.clone() } else { right.clone() };
    (is_integer(&left) && is_integer(&right)).then(|| Choice::both(higher.clone(), Ty::Known(higher)))
}

fn json(op: &str, left: &TypeName, right: Option<TypeName>) -> Option<Choice> {
    if !is_any(left, &["json", "jsonb"]) {
        return None;
    }
    let wanted = match op {
        "->" | "->>" if right.as_ref().is_some_and(is_integer) => "int4",
        "->" | "->>" | "?" => "text",
        "#>" | "#>>" | "?|" | "?&" => "text[]",
        "@?" => "jsonpath",
        _ => return None,
    };
    let fits = right.as_ref().is_none_or(|r| {
        let wanted = built_in(wanted);
        same_base(r, &wanted) || (is_textual(&wanted) && is_textual(r))
    });
    let result = match op {
        "->" | "#>" => left.name.as_str(),
        "->>" | "#>>" => "text",
        _ => "bool",
    };
    fits.then(|| Choice::of(left, wanted, result))
}

fn containment(left: Option<TypeName>, right: Option<TypeName>) -> Option<Choice> {
    let known = left.clone().or_else(|| right.clone())?;
    if is(&known, "inet") {
        return network(left, right);
    }
    if !known.array && !is(&known, "jsonb") {
        return None;
    }
    let agrees = |side: &Option<TypeName>| side.as_ref().is_none_or(|t| same_base(t, &known));
    (agrees(&left) && agrees(&right)).then(|| Choice::both(types::base(&known), Ty::named("bool")))
}

fn network(left: Option<TypeName>, right: Option<TypeName>) -> Option<Choice> {
    let known = left.clone().or_else(|| right.clone())?;
    let agrees = |side: &Option<TypeName>| side.as_ref().is_none_or(|t| is(t, "inet"));
    (agrees(&left) && agrees(&right)).then(|| Choice::both(known, Ty::named("bool")))
}

fn search(left: &TypeName, right: Option<TypeName>) -> Option<Choice> {
    let right = right?;
    (is(left, "tsvector") && is(&right, "tsquery")).then(|| Choice::of(left, "tsquery", "bool"))
}
