//! What joins several values under one type: CASE, COALESCE, GREATEST, NULLIF, ARRAY.

use super::{Elaborator, Typed};
use crate::expr::ast::{Expr, TypeName};
use crate::expr::types::{self, Ty, array_of, base, built_in, common, same_base};

type Whens = Vec<(Expr, Expr)>;

impl Elaborator<'_> {
    pub(super) fn case(
        &mut self,
        operand: Option<Box<Expr>>,
        whens: Whens,
        otherwise: Option<Box<Expr>>,
    ) -> Option<Typed> {
        let operand = match operand {
            Some(e) => {
                let typed = self.expr(*e)?;
                Some(if matches!(typed.ty, Ty::Open) { self.adopt(typed, &built_in("text")) } else { typed })
            }
            None => None,
        };
        let mut conditions = Vec::new();
        let mut results = Vec::new();
        for (condition, result) in whens {
            conditions.push(match &operand {
                None => self.boolean(condition)?,
                Some(operand) => self.tested(&operand.ty.clone(), condition)?,
            });
            results.push(self.expr(result)?);
        }
        // ELSE NULL is what a missing ELSE means; the server prints it with the type of the result.
        let otherwise = match otherwise {
            Some(e) => self.expr(*e)?,
            None => Typed::new(Expr::Null, Ty::Open),
        };
        // The analyzer looks at the ELSE branch first.
        let ty = common(std::iter::once(&otherwise.ty).chain(results.iter().map(|r| &r.ty)));
        let (otherwise, results) = match &ty {
            Some(ty) => {
                (self.branch(otherwise, ty), results.into_iter().map(|r| self.branch(r, ty)).collect())
            }
            None => (otherwise.expr, results.into_iter().map(|r| r.expr).collect::<Vec<_>>()),
        };
        let operand = operand.map(|o| Box::new(o.expr));
        let whens = conditions.into_iter().zip(results).collect();
        let expr = Expr::Case { operand, whens, otherwise: Some(Box::new(otherwise)) };
        Some(Typed::new(expr, ty.map_or(Ty::Unsure, Ty::Known)))
    }

    /// A value that CASE compares its operand with: the right side of an equality.
    fn tested(&mut self, operand: &Ty, value: Expr) -> Option<Expr> {
        let value = self.expr(value)?;
        let Some(choice) = self.choose("=", operand, &value.ty) else { return Some(value.expr) };
        Some(self.operand(value, &choice.right))
    }

    /// A branch as the common type: unlike operands, `varchar` beside `text` is really cast.
    pub(super) fn branch(&self, typed: Typed, target: &TypeName) -> Expr {
        match &typed.ty {
            Ty::Open => self.adopt(typed, target).expr,
            Ty::Known(ty) if same_base(ty, target) => typed.expr,
            Ty::Known(_) => Expr::Cast { arg: Box::new(typed.expr), to: base(target) },
            Ty::Unsure => typed.expr,
        }
    }

    fn branches(&self, items: Vec<Typed>) -> (Vec<Expr>, Option<TypeName>) {
        let ty = common(items.iter().map(|i| &i.ty));
        let exprs = items.into_iter().map(|i| match &ty {
            Some(ty) => self.branch(i, ty),
            None => i.expr,
        });
        (exprs.collect(), ty.clone())
    }

    pub(super) fn array(&mut self, items: Vec<Expr>) -> Option<Typed> {
        let items = self.typed(items)?;
        if items.is_empty() {
            return Some(Typed::unsure(Expr::Array(Vec::new())));
        }
        let (items, ty) = self.branches(items);
        let ty = ty.map_or(Ty::Unsure, |t| Ty::Known(if t.array { t } else { array_of(&t) }));
        Some(Typed::new(Expr::Array(items), ty))
    }

    pub(super) fn special(&mut self, name: &'static str, args: Vec<Expr>) -> Option<Typed> {
        let mut args = self.typed(args)?;
        match name {
            "COALESCE" | "GREATEST" | "LEAST" => {
                let (args, ty) = self.branches(args);
                return Some(Typed::new(Expr::Special { name, args }, ty.map_or(Ty::Unsure, Ty::Known)));
            }
            "NULLIF" if args.len() == 2 => return self.nullif(args),
            "AT TIME ZONE" if args.len() == 2 => return self.at_time_zone(args),
            _ => {}
        }
        let result = match name {
            "EXTRACT" => {
                // Date and time fields of an open literal would need the server's rules.
                Ty::named("numeric")
            }
            "POSITION" => Ty::named("int4"),
            "TRIM BOTH" | "TRIM LEADING" | "TRIM TRAILING" | "SUBSTRING SIMILAR" => Ty::named("text"),
            "SUBSTRING FROM" | "OVERLAY" => Ty::named("text"),
            _ => Ty::Unsure,
        };
        if matches!(name, "POSITION" | "TRIM BOTH" | "TRIM LEADING" | "TRIM TRAILING" | "SUBSTRING SIMILAR") {
            let text = |t: &Ty| {
                matches!(t, Ty::Open) || t.known().is_some_and(|t| types::is_textual(&self.undomained(t)))
            };
            if !args.iter().all(|a| text(&a.ty)) {
                return Some(Typed::unsure(Expr::Special {
                    name,
                    args: args.into_iter().map(|a| a.expr).collect(),
                }));
            }
            let args = args.into_iter().map(|a| self.operand(a, &built_in("text"))).collect();
            return Some(Typed::new(Expr::Special { name, args }, result));
        }
        let pattern = |a: &Typed| matches!(a.ty, Ty::Open) || a.ty.known().is_some_and(types::is_textual);
        if name == "SUBSTRING FROM" && args.len() == 2 && args.get(1).is_some_and(pattern) {
            // With a pattern it is stored as an ordinary call.
            let args = args.into_iter().map(|a| a.expr).collect();
            return self.expr(crate::expr::parse::call("substring", args));
        }
        if matches!(name, "SUBSTRING FROM" | "OVERLAY") {
            let text = |a: &Typed| a.ty.known().is_some_and(|t| types::is_textual(&self.undomained(t)));
            if !args.first().is_some_and(text) {
                return Some(Typed::unsure(Expr::Special {
                    name,
                    args: args.into_iter().map(|a| a.expr).collect(),
                }));
            }
            for arg in &mut args {
                let open = matches!(arg.ty, Ty::Open);
                if open || text(arg) {
                    let taken = std::mem::replace(arg, Typed::unsure(Expr::Null));
                    *arg = Typed::of(self.operand(taken, &built_in("text")), "text");
                }
            }
        }
        Some(Typed::new(Expr::Special { name, args: args.into_iter().map(|a| a.expr).collect() }, result))
    }

    /// NULLIF compares like `=` and returns the type of its first argument.
    fn nullif(&mut self, args: Vec<Typed>) -> Option<Typed> {
        let mut args = args.into_iter();
        let (first, second) = (args.next()?, args.next()?);
        let Some(choice) = self.choose("=", &first.ty, &second.ty) else {
            return Some(Typed::unsure(Expr::Special {
                name: "NULLIF",
                args: vec![first.expr, second.expr],
            }));
        };
        let ty = Ty::Known(choice.left.clone());
        let args = vec![self.operand(first, &choice.left), self.operand(second, &choice.right)];
        Some(Typed::new(Expr::Special { name: "NULLIF", args }, ty))
    }

    fn at_time_zone(&mut self, args: Vec<Typed>) -> Option<Typed> {
        let mut args = args.into_iter();
        let (value, zone) = (args.next()?, args.next()?);
        let ty = match value.ty.known().map(|t| t.name.as_str()) {
            Some("timestamptz") => Ty::named("timestamp"),
            Some("timestamp") => Ty::named("timestamptz"),
            Some("timetz") => Ty::named("timetz"),
            _ => Ty::Unsure,
        };
        let text = matches!(zone.ty, Ty::Open) || zone.ty.known().is_some_and(types::is_textual);
        let zone = if text { self.operand(zone, &built_in("text")) } else { zone.expr };
        Some(Typed::new(Expr::Special { name: "AT TIME ZONE", args: vec![value.expr, zone] }, ty))
    }
}
