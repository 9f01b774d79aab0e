//! What a condition says about the rows that satisfy it.

use icms_sql::tree::ast;
use icms_sql::tree::ast::{BinOp, LitKind, PostfixOp};

use super::Reader;
use super::expression::path;

impl Reader<'_> {
    /// A condition that every row satisfies.
    pub(super) fn condition(&mut self, condition: Option<ast::Expr>) {
        if let Some(condition) = condition {
            self.nulls(&condition);
            self.narrow(&condition);
        }
    }

    /// Columns that are not NULL where this is true.
    pub(super) fn narrow(&mut self, condition: &ast::Expr) {
        match condition {
            ast::Expr::ParenExpr(paren) => {
                if let Some(inner) = paren.expr() {
                    self.narrow(&inner);
                }
            }
            ast::Expr::PostfixExpr(test) if matches!(test.op(), Some(PostfixOp::NotNull(_))) => {
                self.demand(test.expr().as_ref());
            }
            ast::Expr::BinExpr(binary) => self.narrow_binary(binary),
            _ => {}
        }
    }

    fn narrow_binary(&mut self, binary: &ast::BinExpr) {
        let (left, right) = (binary.lhs(), binary.rhs());
        match binary.op() {
            Some(BinOp::And(_)) => {
                for side in [left, right].into_iter().flatten() {
                    self.narrow(&side);
                }
            }
            Some(BinOp::IsNot(_)) if right.as_ref().is_some_and(is_null) => self.demand(left.as_ref()),
            // NULL is neither equal to anything nor less nor more.
            Some(
                BinOp::Eq(_)
                | BinOp::Neq(_)
                | BinOp::Neqb(_)
                | BinOp::LAngle(_)
                | BinOp::RAngle(_)
                | BinOp::Lteq(_)
                | BinOp::Gteq(_)
                | BinOp::Like(_)
                | BinOp::Ilike(_)
                | BinOp::In(_),
            ) => {
                self.demand(left.as_ref());
                self.demand(right.as_ref());
            }
            _ => {}
        }
    }

    fn demand(&mut self, side: Option<&ast::Expr>) {
        let Some(path) = side.and_then(path) else { return };
        match path.as_slice() {
            [column] => self.scope().demand(None, column),
            [.., relation, column] => self.scope().demand(Some(relation), column),
            [] => {}
        }
    }
}

fn is_null(expr: &ast::Expr) -> bool {
    matches!(expr, ast::Expr::Literal(literal) if matches!(literal.kind(), Some(LitKind::Null(_))))
}
