//! IN, BETWEEN, ANY, rows, IS DISTINCT FROM: what the analyzer turns them into.

use super::{Elaborator, Typed};
use crate::expr::ast::{Expr, Negated, Quantifier, Query, Symmetric, TypeName};
use crate::expr::print;
use crate::expr::types::{self, Ty, array_of, common, element};

impl Elaborator<'_> {
    /// A list of two or more constants is one comparison with an array; other items are comparisons of their own.
    pub(super) fn in_list(&mut self, left: Expr, list: Vec<Expr>, negated: Negated) -> Option<Typed> {
        let (op, all) = match negated {
            Negated::No => ("=", Quantifier::Any),
            Negated::Yes => ("<>", Quantifier::All),
        };
        let rows = matches!(left, Expr::Row(_));
        let (fixed, moving): (Vec<Expr>, Vec<Expr>) = list.iter().cloned().partition(|e| !reads_column(e));
        let mut parts = Vec::new();
        let mut single = list;
        if fixed.len() > 1 && !rows {
            parts.push(self.array_comparison(op, all, left.clone(), fixed)?);
            single = moving;
        }
        for item in single {
            let left = self.copy(&left)?;
            parts.push(self.binary(op.to_owned(), left, item)?.expr);
        }
        if parts.len() == 1 {
            return parts.pop().map(|e| Typed::of(e, "bool"));
        }
        let expr = if negated == Negated::Yes { Expr::And(parts) } else { Expr::Or(parts) };
        Some(Typed::of(expr, "bool"))
    }

    fn array_comparison(&mut self, op: &str, all: Quantifier, left: Expr, items: Vec<Expr>) -> Option<Expr> {
        let left = self.expr(left)?;
        let items = self.typed(items)?;
        let types = std::iter::once(&left.ty).chain(items.iter().map(|i| &i.ty));
        let undomained: Vec<Ty> = types
            .map(|t| match t {
                Ty::Known(ty) => Ty::Known(self.undomained(ty)),
                Ty::Open | Ty::Unsure => t.clone(),
            })
            .collect();
        let Some(ty) = common(undomained.iter()) else {
            let right = Box::new(Expr::Array(items.into_iter().map(|i| i.expr).collect()));
            return Some(Expr::Quantified { op: op.to_owned(), all, left: Box::new(left.expr), right });
        };
        let items = items.into_iter().map(|i| self.operand(i, &ty)).collect();
        Some(self.any(op.to_owned(), all, left, Typed::new(Expr::Array(items), Ty::Known(array_of(&ty)))))
    }

    pub(super) fn quantified(
        &mut self,
        op: String,
        all: Quantifier,
        left: Expr,
        right: Expr,
    ) -> Option<Typed> {
        if let Expr::Subquery(query) = right {
            return match (op.as_str(), all) {
                ("=", Quantifier::Any) => self.in_query(left, *query, Negated::No),
                _ => {
                    let left = Box::new(super::unlabelled(self.expr(left)?.expr));
                    let right = Box::new(Expr::Subquery(Box::new(self.query(*query)?.0)));
                    Some(Typed::of(Expr::Quantified { op, all, left, right }, "bool"))
                }
            };
        }
        let (left, right) = (self.expr(left)?, self.expr(right)?);
        Some(Typed::of(self.any(op, all, left, right), "bool"))
    }

    fn any(&self, op: String, all: Quantifier, left: Typed, right: Typed) -> Expr {
        let item = match &right.ty {
            Ty::Known(array) if array.array => Ty::Known(element(array)),
            Ty::Open => Ty::Open,
            Ty::Known(_) | Ty::Unsure => Ty::Unsure,
        };
        let Some(choice) = self.choose(&op, &left.ty, &item) else {
            return Expr::Quantified { op, all, left: Box::new(left.expr), right: Box::new(right.expr) };
        };
        let left = Box::new(self.operand(left, &choice.left));
        let right = match right.ty {
            Ty::Open => self.adopt(right, &array_of(&choice.right)).expr,
            Ty::Known(_) | Ty::Unsure => self.array_operand(right, &choice.right),
        };
        Expr::Quantified { op, all, left, right: Box::new(right) }
    }

    /// The items of a written array take the operator's type one by one; other arrays are cast whole if need be.
    fn array_operand(&self, typed: Typed, item: &TypeName) -> Expr {
        let Ty::Known(from) = &typed.ty else { return typed.expr };
        match super::unlabelled(typed.expr) {
            Expr::Array(items) => {
                let from = element(from);
                let one = |e| self.operand(Typed::new(e, Ty::Known(from.clone())), item);
                Expr::Array(items.into_iter().map(one).collect())
            }
            other if types::is_textual(item) && from.name == "varchar" => text_array(other),
            other => self.operand(Typed::new(other, Ty::Known(from.clone())), &array_of(item)),
        }
    }

    pub(super) fn in_query(&mut self, left: Expr, query: Query, negated: Negated) -> Option<Typed> {
        let left = Box::new(super::unlabelled(self.expr(left)?.expr));
        let query = Box::new(self.query(query)?.0);
        let found = Expr::InQuery { left, query, negated: Negated::No };
        Some(Typed::of(if negated == Negated::Yes { Expr::Not(Box::new(found)) } else { found }, "bool"))
    }

    pub(super) fn between(
        &mut self,
        arg: Expr,
        low: Expr,
        high: Expr,
        negated: Negated,
        symmetric: Symmetric,
    ) -> Option<Typed> {
        let forth = self.range(&arg, low.clone(), high.clone(), negated)?;
        if symmetric == Symmetric::No {
            return Some(Typed::of(forth, "bool"));
        }
        let back = self.range(&arg, high, low, negated)?;
        let both = vec![forth, back];
        Some(Typed::of(if negated == Negated::Yes { Expr::And(both) } else { Expr::Or(both) }, "bool"))
    }

    fn range(&mut self, arg: &Expr, low: Expr, high: Expr, negated: Negated) -> Option<Expr> {
        let (first, second) = if negated == Negated::Yes { ("<", ">") } else { (">=", "<=") };
        let one = self.copy(arg)?;
        let two = self.copy(arg)?;
        let parts = vec![
            self.binary(first.to_owned(), one, low)?.expr,
            self.binary(second.to_owned(), two, high)?.expr,
        ];
        Some(if negated == Negated::Yes { Expr::Or(parts) } else { Expr::And(parts) })
    }

    /// Rows of equal length compare column by column for `=` and `<>`.
    pub(super) fn rows(&mut self, op: String, left: Expr, right: Expr) -> Option<Typed> {
        let (Expr::Row(left), Expr::Row(right)) = (left, right) else { return None };
        if left.len() != right.len() || left.is_empty() {
            return None;
        }
        let pairs = left.into_iter().zip(right);
        if matches!(op.as_str(), "=" | "<>") {
            let mut parts = Vec::new();
            for (l, r) in pairs {
                parts.push(self.binary(op.clone(), l, r)?.expr);
            }
            if parts.len() == 1 {
                return parts.pop().map(|e| Typed::of(e, "bool"));
            }
            let expr = if op == "=" { Expr::And(parts) } else { Expr::Or(parts) };
            return Some(Typed::of(expr, "bool"));
        }
        let (mut lefts, mut rights) = (Vec::new(), Vec::new());
        for (l, r) in pairs {
            let Expr::Binary { left, right, .. } = self.binary(op.clone(), l, r)?.expr else { return None };
            lefts.push(*left);
            rights.push(*right);
        }
        let (left, right) = (Box::new(Expr::Row(lefts)), Box::new(Expr::Row(rights)));
        Some(Typed::of(Expr::Binary { op, left, right }, "bool"))
    }

    pub(super) fn distinct(&mut self, left: Expr, right: Expr) -> Option<Typed> {
        // `x IS DISTINCT FROM NULL` is a test for null.
        if matches!(right, Expr::Null) {
            return self.is(left, "NOT NULL");
        }
        if matches!(left, Expr::Null) {
            return self.is(right, "NOT NULL");
        }
        let (left, right) = (self.expr(left)?, self.expr(right)?);
        let Expr::Binary { left, right, .. } = self.joined("=".to_owned(), left, right).expr else {
            return None;
        };
        Some(Typed::of(Expr::Distinct { left, right }, "bool"))
    }

    /// A copy, within bounds: BETWEEN inside BETWEEN doubles at every level.
    fn copy(&mut self, expr: &Expr) -> Option<Expr> {
        if !matches!(expr, Expr::Column(_)) {
            self.copies = self.copies.checked_sub(print::expression(expr).len())?;
        }
        Some(expr.clone())
    }
}

/// `varchar[]` works as `text[]` without being changed.
fn text_array(expr: Expr) -> Expr {
    match expr {
        Expr::Constant { mut ty, value } if ty.array && ty.name == "varchar" => {
            ty.name = "text".to_owned();
            Expr::Constant { ty, value }
        }
        other => other,
    }
}

/// True when a column stands anywhere in it: such items of an IN list are compared one by one.
fn reads_column(expr: &Expr) -> bool {
    match expr {
        Expr::Text(_) | Expr::Number(_) | Expr::True | Expr::False | Expr::Null | Expr::Constant { .. } => {
            false
        }
        Expr::Bits(_) | Expr::Value(_) | Expr::Parameter(_) => false,
        Expr::Cast { arg, .. } | Expr::Unary { arg, .. } | Expr::Relabel { arg, .. } => reads_column(arg),
        Expr::Binary { left, right, .. } => reads_column(left) || reads_column(right),
        Expr::Call(call) => call.args.iter().any(|a| reads_column(&a.value)),
        Expr::And(items) | Expr::Or(items) | Expr::Array(items) | Expr::Row(items) => {
            items.iter().any(reads_column)
        }
        Expr::Special { args, .. } => args.iter().any(reads_column),
        Expr::Not(arg) | Expr::Is { arg, .. } | Expr::Collate { arg, .. } | Expr::Field { arg, .. } => {
            reads_column(arg)
        }
        Expr::Distinct { left, right } | Expr::Quantified { left, right, .. } => {
            reads_column(left) || reads_column(right)
        }
        Expr::Column(_) | Expr::Star(_) => true,
        // A query, or too rare to look into: taken for one, so that the item is compared by itself.
        Expr::In { .. }
        | Expr::InQuery { .. }
        | Expr::Between { .. }
        | Expr::Case { .. }
        | Expr::Subscript { .. } => true,
        Expr::Exists(_) | Expr::ArrayQuery(_) | Expr::Subquery(_) => true,
    }
}
