//! Which columns a parameter is compared with or written to: it gets their type.

use icms_sql::tree::ast;

use super::Reader;
use super::scope::Origin;

impl Reader<'_> {
    /// Two sides of a comparison.
    pub(super) fn compared(&mut self, left: Option<&ast::Expr>, right: Option<&ast::Expr>) {
        if let (Some(ast::Expr::TupleExpr(left)), Some(ast::Expr::TupleExpr(right))) = (left, right) {
            for (left, right) in left.exprs().zip(right.exprs()) {
                self.compared(Some(&left), Some(&right));
            }
            return;
        }
        for (one, other) in [(left, right), (right, left)] {
            let origin = one.and_then(|one| self.column(one)).and_then(|column| column.origin);
            if let (Some(origin), Some(other)) = (origin, other) {
                self.used_for(other, Some(&origin));
            }
        }
    }

    /// A value that stands for a column's: a parameter, a list of them, `any(…)` of one.
    pub(super) fn used_for(&mut self, value: &ast::Expr, column: Option<&Origin>) {
        let Some(column) = column else { return };
        match value {
            ast::Expr::Literal(literal) => {
                let parameter = literal.positional_param_index().and_then(|at| self.uses.get_mut(at));
                if let Some(uses) = parameter.filter(|uses| !uses.contains(column)) {
                    uses.push(column.clone());
                }
            }
            ast::Expr::ParenExpr(paren) => {
                if let Some(inner) = paren.expr() {
                    self.used_for(&inner, Some(column));
                }
            }
            ast::Expr::TupleExpr(tuple) => {
                for inner in tuple.exprs() {
                    self.used_for(&inner, Some(column));
                }
            }
            ast::Expr::CallExpr(call) => {
                let any = call.any_fn().and_then(|any| any.expr());
                let all = call.all_fn().and_then(|all| all.expr());
                if let Some(inner) = any.or(all) {
                    self.used_for(&inner, Some(column));
                }
            }
            _ => {}
        }
    }
}
