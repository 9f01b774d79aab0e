//! Names and texts that occur many times, kept once.

use icms_model::Expr;
use icms_sql::Name;

use icms_sql::hash::{Map, Set};

/// Every name seen so far.
#[derive(Default)]
pub struct Names {
    names: Set<Name>,
    expressions: Map<Box<str>, Expr>,
}

impl Names {
    /// The name with this text.
    pub fn name(&mut self, text: &str) -> Name {
        if let Some(name) = self.names.get(text) {
            return name.clone();
        }
        let name = Name::new(text);
        self.names.insert(name.clone());
        name
    }

    /// The expression with this text.
    pub fn expression(&mut self, text: &str) -> Expr {
        if let Some(expression) = self.expressions.get(text) {
            return expression.clone();
        }
        let expression = Expr::new(text);
        self.expressions.insert(text.into(), expression.clone());
        expression
    }
}
