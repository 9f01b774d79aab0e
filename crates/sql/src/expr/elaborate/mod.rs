//! What PostgreSQL's analyzer adds to an expression: types of literals, implicit casts, expanded syntax.
//!
//! The same runs over what people wrote and over what the server printed; where a type is not known nothing is added,
//! so that the two stay different rather than become equal by guess.

mod branch;
mod call;
mod cast;
mod compare;
mod operator;
mod query;
mod scope;

use super::ast::{Expr, Subscript, TypeName};
use super::constant::{constant, number_type};
use super::context::Context;
use super::types::{self, Ty, base, built_in, is_textual, same_base};
use scope::Scope;

/// An expression and its type.
pub(super) struct Typed {
    pub expr: Expr,
    pub ty: Ty,
}

impl Typed {
    fn new(expr: Expr, ty: Ty) -> Self {
        Self { expr, ty }
    }

    fn of(expr: Expr, ty: &str) -> Self {
        Self { expr, ty: Ty::named(ty) }
    }

    fn unsure(expr: Expr) -> Self {
        Self { expr, ty: Ty::Unsure }
    }
}

pub(super) struct Elaborator<'c> {
    context: &'c dyn Context,
    scopes: Vec<Scope>,
    /// Common table expressions in sight and their columns.
    ctes: Vec<(String, Vec<(String, Ty)>)>,
    /// The types that the branch before gives the outputs of the next SELECT.
    wanted: Vec<Ty>,
    /// How many relations were named so far: the server renames what clashes, so aliases go by number.
    sources: usize,
    /// Bytes that may still be doubled by BETWEEN and its like.
    copies: usize,
}

impl<'c> Elaborator<'c> {
    pub(super) fn new(context: &'c dyn Context) -> Self {
        Self {
            context,
            scopes: Vec::new(),
            ctes: Vec::new(),
            wanted: Vec::new(),
            sources: 0,
            copies: 100_000,
        }
    }

    /// The expression in its place: literals take the expected type, and the cast that stores the value stays unseen.
    pub(super) fn root(&mut self, expr: Expr) -> Option<Expr> {
        let typed = self.expr(expr)?;
        let expected = self.context.expected_type().and_then(|t| types::parse(&t));
        Some(match (expected, &typed.ty) {
            (Some(target), Ty::Open) => self.adopt(typed, &self.undomained(&target)).expr,
            (None, Ty::Open) => typed.expr,
            (_, Ty::Known(_) | Ty::Unsure) => typed.expr,
        })
    }

    pub(super) fn expr(&mut self, expr: Expr) -> Option<Typed> {
        Some(match expr {
            Expr::Text(_) | Expr::Null => Typed::new(expr, Ty::Open),
            Expr::Number(n) => number(n),
            Expr::True | Expr::False => Typed::of(expr, "bool"),
            Expr::Constant { ref ty, .. } => {
                let ty = ty.clone();
                Typed::new(expr, Ty::Known(ty))
            }
            Expr::Bits(ref raw) => match super::constant::bits(raw) {
                Some(value) => Typed::of(Expr::Constant { ty: built_in("bit"), value }, "bit"),
                None => Typed::unsure(expr),
            },
            Expr::Star(path) if !path.is_empty() => self.whole_row(path),
            Expr::Parameter(_) | Expr::Star(_) => Typed::unsure(expr),
            Expr::Value(ref name) => {
                let ty = value_type(name).map_or(Ty::Unsure, Ty::named);
                Typed::new(expr, ty)
            }
            Expr::Column(path) => self.column(path),
            Expr::Unary { op, arg } => self.unary(op, *arg)?,
            Expr::Binary { op, left, right } => self.binary(op, *left, *right)?,
            Expr::Quantified { op, all, left, right } => self.quantified(op, all, *left, *right)?,
            Expr::And(items) => Typed::of(self.chain(items, Expr::And)?, "bool"),
            Expr::Or(items) => Typed::of(self.chain(items, Expr::Or)?, "bool"),
            Expr::Not(arg) => match *arg {
                Expr::Distinct { left, right } if matches!(*right, Expr::Null) => self.is(*left, "NULL")?,
                arg => Typed::of(Expr::Not(Box::new(self.boolean(arg)?)), "bool"),
            },
            Expr::Is { arg, test } => self.is(*arg, test)?,
            Expr::Distinct { left, right } => self.distinct(*left, *right)?,
            Expr::In { left, list, negated } => self.in_list(*left, list, negated)?,
            Expr::InQuery { left, query, negated } => self.in_query(*left, *query, negated)?,
            Expr::Between { arg, low, high, negated, symmetric } => {
                self.between(*arg, *low, *high, negated, symmetric)?
            }
            Expr::Case { operand, whens, otherwise } => self.case(operand, whens, otherwise)?,
            Expr::Special { name, args } => self.special(name, args)?,
            Expr::Call(call) => self.call(*call)?,
            Expr::Cast { arg, to } | Expr::Relabel { arg, to } => self.cast(*arg, to)?,
            Expr::Collate { arg, mut collation } => {
                let arg = self.expr(*arg)?;
                let arg = if matches!(arg.ty, Ty::Open) { self.adopt(arg, &built_in("text")) } else { arg };
                if collation.len() == 2 && collation.first().is_some_and(|i| i.name == "pg_catalog") {
                    collation.remove(0);
                }
                Typed::new(Expr::Collate { arg: Box::new(arg.expr), collation }, arg.ty)
            }
            Expr::Subscript { arg, subscripts } => self.subscript(*arg, subscripts)?,
            Expr::Field { arg, field } => {
                let arg = Box::new(self.expr(*arg)?.expr);
                Typed::unsure(Expr::Field { arg, field })
            }
            Expr::Array(items) => self.array(items)?,
            Expr::Row(items) => {
                let items = self.exprs(items)?;
                Typed::unsure(Expr::Row(items))
            }
            Expr::Exists(query) => {
                let query = Box::new(self.query(*query)?.0);
                Typed::of(Expr::Exists(query), "bool")
            }
            Expr::ArrayQuery(query) => {
                let (query, types) = self.query(*query)?;
                let ty = match types.as_slice() {
                    [Ty::Known(ty)] if !ty.array => Ty::Known(types::array_of(ty)),
                    _ => Ty::Unsure,
                };
                Typed::new(Expr::ArrayQuery(Box::new(query)), ty)
            }
            Expr::Subquery(query) => {
                let (query, mut types) = self.query(*query)?;
                let ty = if types.len() == 1 { types.remove(0) } else { Ty::Unsure };
                Typed::new(Expr::Subquery(Box::new(query)), ty)
            }
        })
    }

    fn exprs(&mut self, items: Vec<Expr>) -> Option<Vec<Expr>> {
        items.into_iter().map(|e| Some(self.expr(e)?.expr)).collect()
    }

    fn typed(&mut self, items: Vec<Expr>) -> Option<Vec<Typed>> {
        items.into_iter().map(|e| self.expr(e)).collect()
    }

    /// A condition: a literal in its place is a boolean.
    fn boolean(&mut self, expr: Expr) -> Option<Expr> {
        let typed = self.expr(expr)?;
        Some(if matches!(typed.ty, Ty::Open) {
            self.adopt(typed, &built_in("bool")).expr
        } else {
            typed.expr
        })
    }

    /// AND and OR; a chain whose first link is a chain of the same kind is one chain.
    fn chain(&mut self, items: Vec<Expr>, make: fn(Vec<Expr>) -> Expr) -> Option<Expr> {
        let mut flat = Vec::with_capacity(items.len());
        for (i, item) in items.into_iter().enumerate() {
            let item = self.boolean(item)?;
            let same = std::mem::discriminant(&item) == std::mem::discriminant(&make(Vec::new()));
            match item {
                Expr::And(inner) | Expr::Or(inner) if i == 0 && same => flat.extend(inner),
                other => flat.push(other),
            }
        }
        Some(make(flat))
    }

    fn is(&mut self, arg: Expr, test: &'static str) -> Option<Typed> {
        let null = matches!(test, "NULL" | "NOT NULL");
        let typed = self.expr(arg)?;
        let arg = match typed.ty {
            Ty::Open if null => self.adopt(typed, &built_in("text")),
            Ty::Open => self.adopt(typed, &built_in("bool")),
            Ty::Known(_) | Ty::Unsure => typed,
        };
        Some(Typed::of(Expr::Is { arg: Box::new(arg.expr), test }, "bool"))
    }

    fn subscript(&mut self, arg: Expr, subscripts: Vec<Subscript>) -> Option<Typed> {
        let arg = self.expr(arg)?;
        let array = arg.ty.known().filter(|t| t.array).cloned();
        let mut slice = false;
        let mut done = Vec::with_capacity(subscripts.len());
        for subscript in subscripts {
            done.push(match subscript {
                Subscript::Element(e) => Subscript::Element(self.expr(e)?.expr),
                Subscript::Slice(a, b) => {
                    slice = true;
                    let mut side = |e: Option<Expr>| match e {
                        Some(e) => Some(Some(self.expr(e)?.expr)),
                        None => Some(None),
                    };
                    Subscript::Slice(side(a)?, side(b)?)
                }
            });
        }
        let ty = match array {
            Some(array) if slice => Ty::Known(array),
            Some(array) => Ty::Known(types::element(&array)),
            None => Ty::Unsure,
        };
        Some(Typed::new(Expr::Subscript { arg: Box::new(arg.expr), subscripts: done }, ty))
    }

    /// Gives an open literal its type.
    fn adopt(&self, typed: Typed, target: &TypeName) -> Typed {
        let to = self.undomained(target);
        let expr = match typed.expr {
            Expr::Text(text) if types::is(&to, "regclass") => {
                let value = self.relation_text(&text);
                Expr::Constant { ty: to.clone(), value }
            }
            Expr::Text(text) => constant(to.clone(), text),
            Expr::Null => Expr::Cast { arg: Box::new(Expr::Null), to: to.clone() },
            other => return Typed::new(other, typed.ty),
        };
        Typed::new(expr, Ty::Known(to))
    }

    /// A relation's name as `regclass` prints it: without the default namespace.
    fn relation_text(&self, text: &str) -> String {
        match super::parse::path(text) {
            Some(mut path) => {
                if path.len() == 2 && path.first().is_some_and(|s| s.name == self.context.default_namespace())
                {
                    path.remove(0);
                }
                super::print::path(&path)
            }
            None => text.to_owned(),
        }
    }

    /// The type behind a domain, without length.
    fn undomained(&self, ty: &TypeName) -> TypeName {
        let mut ty = ty.clone();
        // Domains over domains end somewhere; a wrong context may loop.
        for _ in 0..8 {
            if ty.array {
                break;
            }
            match self.context.type_kind(ty.schema.as_deref(), &ty.name) {
                super::context::TypeKind::Domain(inner) => match types::parse(&inner) {
                    Some(inner) => ty = inner,
                    None => break,
                },
                super::context::TypeKind::Base
                | super::context::TypeKind::Enumeration
                | super::context::TypeKind::Composite => break,
            }
        }
        self.localized(base(&ty))
    }

    /// A type of the default namespace loses its schema, and so does one of `public` that no other hides: both spellings
    /// mean the same.
    fn localized(&self, mut ty: TypeName) -> TypeName {
        let own = self.context.default_namespace();
        let near = ty
            .schema
            .as_deref()
            .is_some_and(|schema| schema == own || schema == "public" && !self.hides(own, &ty.name));
        if near && !super::parse::is_built_in_type(&ty.name) {
            ty.schema = None;
        }
        ty
    }

    /// Whether the namespace has a type of this name that values are cast to. The rows of a table are none: a literal with
    /// the cast of an enum does not become one because a table is called like it.
    fn hides(&self, namespace: &str, name: &str) -> bool {
        match self.context.type_kind(Some(namespace), name) {
            super::context::TypeKind::Enumeration | super::context::TypeKind::Domain(_) => true,
            super::context::TypeKind::Base | super::context::TypeKind::Composite => false,
        }
    }

    /// An operand whose operator wants `target`: literals take the type, relabelling casts vanish, numbers widen.
    fn operand(&self, typed: Typed, target: &TypeName) -> Expr {
        if matches!(typed.ty, Ty::Open) {
            return self.adopt(typed, target).expr;
        }
        if let Expr::Collate { arg, collation } = typed.expr {
            // A cast goes under the collation, not around it.
            let arg = Box::new(self.operand(Typed::new(*arg, typed.ty), target));
            return Expr::Collate { arg, collation };
        }
        let Some(ty) = typed.ty.known() else { return typed.expr };
        if is_textual(target) && is_textual(&self.undomained(ty)) {
            return unlabelled(typed.expr);
        }
        if same_base(ty, target) {
            return unlabelled(typed.expr);
        }
        let (ty, expr) = (self.undomained(ty), unlabelled(typed.expr));
        if same_base(&ty, target) {
            return expr;
        }
        Expr::Cast { arg: Box::new(expr), to: base(target) }
    }
}

/// Without the casts that only rename a type.
fn unlabelled(expr: Expr) -> Expr {
    match expr {
        Expr::Relabel { arg, .. } => unlabelled(*arg),
        other => super::constant::as_text(other),
    }
}

fn number(digits: String) -> Typed {
    let name = number_type(&digits);
    let digits = super::constant::expanded(digits);
    let fraction = digits.contains(['.', 'e']);
    let expr = match name {
        "int4" => Expr::Number(digits),
        "numeric" if fraction => Expr::Number(digits),
        other => Expr::Constant { ty: built_in(other), value: digits },
    };
    Typed::of(expr, name)
}

fn value_type(name: &str) -> Option<&'static str> {
    Some(match name.split('(').next()? {
        "CURRENT_TIMESTAMP" => "timestamptz",
        "LOCALTIMESTAMP" => "timestamp",
        "CURRENT_DATE" => "date",
        "CURRENT_TIME" => "timetz",
        "LOCALTIME" => "time",
        "CURRENT_USER" | "USER" | "CURRENT_ROLE" | "SESSION_USER" | "CURRENT_CATALOG" | "CURRENT_SCHEMA" => {
            "name"
        }
        _ => return None,
    })
}
