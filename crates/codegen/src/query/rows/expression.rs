//! Whether an expression can be NULL.

use icms_sql::tree::ast::{self, AstNode, BinOp, LitKind, PostfixOp, PrefixOp};

use super::super::Nulls;
use super::Reader;
use super::scope::Column;

/// Words that are values although nothing is called: never NULL.
const VALUES: &[&str] = &[
    "current_date",
    "current_time",
    "current_timestamp",
    "localtime",
    "localtimestamp",
    "current_user",
    "current_role",
    "session_user",
    "user",
    "current_catalog",
];

/// Operators that give NULL only for NULL.
const OPERATORS: &[&str] = &[
    "||", "@>", "<@", "&&", "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*", "^@", "&", "|", "#", "<<",
    ">>", "@@", "?", "?|", "?&", "-|-", "&<", "&>",
];

impl Reader<'_> {
    /// Whether it can be NULL; everything in it is looked at.
    pub(super) fn nulls(&mut self, expr: &ast::Expr) -> Nulls {
        use ast::Expr;
        match expr {
            Expr::Literal(literal) => self.literal(literal),
            Expr::NameRef(_) | Expr::FieldExpr(_) => self.reference(expr),
            Expr::ParenExpr(paren) => self.parentheses(paren),
            Expr::CastExpr(cast) => self.cast(cast),
            Expr::Collate(collate) => self.maybe(collate.expr()),
            Expr::BinExpr(binary) => self.binary(binary),
            Expr::PrefixExpr(prefix) => {
                let operand = self.maybe(prefix.expr());
                match prefix.op() {
                    Some(PrefixOp::Not(_) | PrefixOp::Minus(_) | PrefixOp::Plus(_)) => operand,
                    Some(PrefixOp::CustomOp(_) | PrefixOp::OperatorCall(_)) | None => Nulls::Maybe,
                }
            }
            Expr::PostfixExpr(postfix) => {
                let operand = self.maybe(postfix.expr());
                match postfix.op() {
                    Some(PostfixOp::IsNull(_) | PostfixOp::NotNull(_)) => Nulls::Never,
                    _ => operand,
                }
            }
            Expr::CaseExpr(case) => self.case(case),
            Expr::BetweenExpr(between) => {
                let (target, start, end) = (between.target(), between.start(), between.end());
                self.compared(target.as_ref(), start.as_ref());
                self.compared(target.as_ref(), end.as_ref());
                self.all([target, start, end].into_iter().flatten())
            }
            Expr::CallExpr(call) => self.call(call),
            Expr::ArrayExpr(array) => {
                self.all(array.exprs());
                if let Some(query) = array.select_variant() {
                    self.inside(|reader| reader.variant(&query));
                }
                Nulls::Never
            }
            Expr::TupleExpr(tuple) => {
                self.all(tuple.exprs());
                Nulls::Never
            }
            Expr::IndexExpr(index) => {
                self.all([index.base(), index.index()].into_iter().flatten());
                Nulls::Maybe
            }
            Expr::SliceExpr(slice) => {
                self.all([slice.base(), slice.start(), slice.end()].into_iter().flatten());
                Nulls::Maybe
            }
        }
    }

    /// NULL as soon as one of them is.
    pub(super) fn all(&mut self, exprs: impl Iterator<Item = ast::Expr>) -> Nulls {
        exprs.fold(Nulls::Never, |nulls, expr| nulls.or(self.nulls(&expr)))
    }

    fn maybe(&mut self, expr: Option<ast::Expr>) -> Nulls {
        expr.map_or(Nulls::Maybe, |expr| self.nulls(&expr))
    }

    fn literal(&self, literal: &ast::Literal) -> Nulls {
        match literal.kind() {
            Some(LitKind::Null(_) | LitKind::Default(_)) | None => Nulls::Maybe,
            Some(LitKind::PositionalParam(_)) => {
                let given = literal.positional_param_index().and_then(|at| self.given.get(at));
                given.copied().unwrap_or(Nulls::Maybe)
            }
            Some(_) => Nulls::Never,
        }
    }

    fn reference(&mut self, expr: &ast::Expr) -> Nulls {
        if let Some(column) = self.column(expr) {
            if let Some(origin) = &column.origin {
                self.see(origin, expr.syntax());
            }
            return column.nulls;
        }
        match expr {
            ast::Expr::NameRef(name) if !name.is_quoted() && VALUES.contains(&name.text().as_str()) => {
                Nulls::Never
            }
            _ => Nulls::Maybe,
        }
    }

    /// The column that an expression is.
    pub(super) fn column(&self, expr: &ast::Expr) -> Option<Column> {
        let path = match expr {
            ast::Expr::ParenExpr(paren) => return self.column(&paren.expr()?),
            other => path(other)?,
        };
        match path.as_slice() {
            [name] => self.scopes.iter().rev().find_map(|scope| scope.bare(name)),
            [.., relation, name] => {
                self.scopes.iter().rev().find_map(|scope| scope.qualified(relation, name)).flatten()
            }
            [] => None,
        }
    }

    fn parentheses(&mut self, paren: &ast::ParenExpr) -> Nulls {
        match query_in(paren) {
            Some(query) => self.scalar(&query),
            None => self.maybe(paren.expr()),
        }
    }

    /// A query as a value: NULL where it gives no row, which only an aggregate over everything never does.
    fn scalar(&mut self, query: &ast::SelectVariant) -> Nulls {
        let columns = self.inside(|reader| reader.variant(query));
        let one = columns.and_then(|columns| columns.into_iter().next()).map_or(Nulls::Maybe, |c| c.nulls);
        if super::call::gives_one_row(query) { one } else { Nulls::Maybe }
    }

    fn cast(&mut self, cast: &ast::CastExpr) -> Nulls {
        if cast.literal().is_some() && cast.expr().is_none() {
            return Nulls::Never;
        }
        let Some(operand) = cast.expr() else { return Nulls::Maybe };
        let origin = self.column(&operand).and_then(|column| column.origin);
        let nulls = self.nulls(&operand);
        // The JSON `null` becomes NULL from PostgreSQL 18 on.
        if origin.is_some_and(|origin| self.catalogue.is_json(&origin)) { Nulls::Maybe } else { nulls }
    }

    fn case(&mut self, case: &ast::CaseExpr) -> Nulls {
        let mut nulls = Nulls::Never;
        if let Some(operand) = case.expr() {
            self.nulls(&operand);
        }
        for when in case.when_clause_list().iter().flat_map(|list| list.when_clauses()) {
            if let Some(condition) = when.condition() {
                self.nulls(&condition);
            }
            nulls = nulls.or(self.maybe(when.then()));
        }
        nulls.or(self.maybe(case.else_clause().and_then(|clause| clause.expr())))
    }

    fn binary(&mut self, binary: &ast::BinExpr) -> Nulls {
        let (left, right) = (binary.lhs(), binary.rhs());
        let op = binary.op();
        let compares = matches!(
            op,
            Some(
                BinOp::Eq(_)
                    | BinOp::Neq(_)
                    | BinOp::Neqb(_)
                    | BinOp::LAngle(_)
                    | BinOp::RAngle(_)
                    | BinOp::Lteq(_)
                    | BinOp::Gteq(_)
                    | BinOp::In(_)
                    | BinOp::NotIn(_)
                    | BinOp::IsDistinctFrom(_)
                    | BinOp::IsNotDistinctFrom(_)
            )
        );
        if compares {
            self.compared(left.as_ref(), right.as_ref());
        }
        let either = self.maybe(left).or(self.side(right, op.as_ref()));
        match op {
            Some(BinOp::Is(_) | BinOp::IsNot(_) | BinOp::IsDistinctFrom(_) | BinOp::IsNotDistinctFrom(_)) => {
                Nulls::Never
            }
            Some(BinOp::CustomOp(op)) if !OPERATORS.contains(&op.syntax().text().to_string().as_str()) => {
                Nulls::Maybe
            }
            Some(
                BinOp::OperatorCall(_)
                | BinOp::Overlaps(_)
                | BinOp::ColonColon(_)
                | BinOp::ColonEq(_)
                | BinOp::FatArrow(_),
            )
            | None => Nulls::Maybe,
            Some(_) => either,
        }
    }

    /// The right side: after IN a query may give NULL, but never no value.
    fn side(&mut self, right: Option<ast::Expr>, op: Option<&BinOp>) -> Nulls {
        match (right, op) {
            (Some(ast::Expr::ParenExpr(paren)), Some(BinOp::In(_) | BinOp::NotIn(_))) => {
                match query_in(&paren) {
                    Some(query) => {
                        let columns = self.inside(|reader| reader.variant(&query)).unwrap_or_default();
                        columns.first().map_or(Nulls::Maybe, |column| column.nulls)
                    }
                    None => self.maybe(paren.expr()),
                }
            }
            (Some(ast::Expr::TupleExpr(list)), Some(BinOp::In(_) | BinOp::NotIn(_))) => {
                self.all(list.exprs())
            }
            (right, _) => self.maybe(right),
        }
    }
}

/// The query in parentheses.
fn query_in(paren: &ast::ParenExpr) -> Option<ast::SelectVariant> {
    paren.syntax().children().find_map(|child| {
        let inner = ast::ParenExpr::cast(child.clone());
        ast::SelectVariant::cast(child).or_else(|| query_in(&inner?))
    })
}

/// The parts of a name: `a`, `a.b`.
pub(super) fn path(expr: &ast::Expr) -> Option<Vec<String>> {
    match expr {
        ast::Expr::NameRef(name) => Some(vec![name.text()]),
        ast::Expr::FieldExpr(field) if field.star_token().is_none() => {
            let mut parts = path(&field.base()?)?;
            parts.push(field.field()?.text());
            Some(parts)
        }
        _ => None,
    }
}
