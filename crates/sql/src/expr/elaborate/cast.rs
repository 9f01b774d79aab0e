//! Casts: which of them the analyzer keeps.

use super::{Elaborator, Typed};
use crate::expr::ast::{Expr, TypeName};
use crate::expr::constant::as_text;
use crate::expr::types::{self, Ty, element, is, is_textual, same_base};

impl Elaborator<'_> {
    pub(super) fn cast(&mut self, arg: Expr, to: TypeName) -> Option<Typed> {
        let to = self.localized(to);
        let arg = match arg {
            Expr::Array(items) if to.array => return self.cast_array(items, &to),
            other => other,
        };
        let arg = self.expr(arg)?;
        Some(match arg.ty.clone() {
            Ty::Open => self.cast_open(arg, to),
            Ty::Known(from) => cast_known(arg.expr, &from, self.relabels(&from, &to), to),
            Ty::Unsure => Typed::new(Expr::Cast { arg: Box::new(arg.expr), to: to.clone() }, Ty::Known(to)),
        })
    }

    /// `ARRAY['a', 'b']::text[]`: each item is cast. An empty array keeps the cast.
    fn cast_array(&mut self, items: Vec<Expr>, to: &TypeName) -> Option<Typed> {
        let ty = Ty::Known(to.clone());
        if items.is_empty() {
            let arg = Box::new(Expr::Array(items));
            return Some(Typed::new(Expr::Cast { arg, to: to.clone() }, ty));
        }
        let item_type = element(to);
        let nested = items.iter().any(|i| matches!(i, Expr::Array(_)));
        let items: Option<Vec<Expr>> = items
            .into_iter()
            .map(|i| Some(self.cast(i, if nested { to.clone() } else { item_type.clone() })?.expr))
            .collect();
        Some(Typed::new(Expr::Array(items?), ty))
    }

    /// A literal becomes a constant of the type; a length is a cast of its own, and so is a domain.
    fn cast_open(&self, arg: Typed, to: TypeName) -> Typed {
        if matches!(arg.expr, Expr::Null) {
            return Typed::new(Expr::Cast { arg: Box::new(arg.expr), to: to.clone() }, Ty::Known(to));
        }
        let inner = self.undomained(&to);
        let domain = !same_base(&inner, &to);
        if is(&to, "interval") {
            // The fields of an interval are part of the constant.
            let Expr::Text(value) = arg.expr else { return arg };
            let value = super::super::clock::interval(&value).unwrap_or(value);
            return Typed::new(Expr::Constant { ty: to.clone(), value }, Ty::Known(to));
        }
        let constant = self.adopt(arg, &inner);
        if to.mods.is_none() && !domain {
            return constant;
        }
        Typed::new(Expr::Cast { arg: Box::new(constant.expr), to: to.clone() }, Ty::Known(to))
    }

    /// True when the cast only renames the type.
    fn relabels(&self, from: &TypeName, to: &TypeName) -> bool {
        if to.mods.is_some() {
            return false;
        }
        let inner = self.undomained(from);
        let text = is(to, "text") && is_textual(&inner);
        let texts =
            to.array && to.name == "text" && inner.array && inner.name == "varchar" && to.schema.is_none();
        text || texts || (!same_base(from, to) && same_base(&inner, to))
    }
}

fn cast_known(expr: Expr, from: &TypeName, relabels: bool, to: TypeName) -> Typed {
    let ty = Ty::Known(to.clone());
    if same_base(from, &to) && to.mods == from.mods {
        return Typed::new(expr, Ty::Known(from.clone()));
    }
    // Losing a length is a cast that only renames.
    if !(relabels || same_base(from, &to) && to.mods.is_none()) {
        return Typed::new(Expr::Cast { arg: Box::new(expr), to }, ty);
    }
    match as_text(expr) {
        constant @ Expr::Constant { .. } if types::is(&to, "text") => Typed::new(constant, ty),
        other => Typed::new(Expr::Relabel { arg: Box::new(other), to }, ty),
    }
}
