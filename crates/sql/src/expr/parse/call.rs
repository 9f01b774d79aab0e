//! Function calls and what hangs on them: DISTINCT, ORDER BY, WITHIN GROUP, FILTER, OVER.

use super::cursor::Cursor;
use crate::expr::ast::{Argument, Call, Expr, Sort, Window};
use crate::keywords::Keyword;

impl Cursor {
    /// `name(…)` with all its clauses; none when no parenthesis follows the name.
    pub(super) fn call(&mut self) -> Option<Expr> {
        let first = self.name_unless(|k| k == Keyword::Reserved || k == Keyword::ColumnName)?;
        let path = self.path_after(first)?;
        self.expect("(")?;
        let mut call = Call {
            path,
            args: Vec::new(),
            distinct: false,
            order: Vec::new(),
            within: Vec::new(),
            filter: None,
            over: None,
        };
        if !self.eat(")") {
            self.arguments(&mut call)?;
        }
        self.clauses(&mut call)?;
        Some(Expr::Call(Box::new(call)))
    }

    fn arguments(&mut self, call: &mut Call) -> Option<()> {
        call.distinct = self.eat("distinct");
        self.eat("all");
        call.args = self.list(Self::argument)?;
        call.order = self.order_by()?;
        self.expect(")")
    }

    fn argument(&mut self) -> Option<Argument> {
        let variadic = self.eat("variadic");
        let name = self.attempt(|c| {
            let name = c.label()?;
            (c.eat("=>") || c.eat(":=")).then_some(name.name)
        });
        Some(Argument { name, variadic, value: self.expr()? })
    }

    fn clauses(&mut self, call: &mut Call) -> Option<()> {
        if self.eat_all(&["within", "group", "("]) {
            call.within = self.order_by()?;
            self.expect(")")?;
        }
        if self.eat_all(&["filter", "("]) {
            self.expect("where")?;
            call.filter = Some(self.expr()?);
            self.expect(")")?;
        }
        if self.eat("over") {
            call.over = Some(if self.sees("(") { self.window()? } else { Window::Named(self.name()?.name) });
        }
        Some(())
    }

    /// `(base PARTITION BY … ORDER BY … frame)`.
    pub(super) fn window(&mut self) -> Option<Window> {
        self.expect("(")?;
        let clause = ["partition", "order", "range", "rows", "groups", ")"].iter().any(|w| self.sees(w));
        let base = if clause { None } else { Some(self.name()?.name) };
        let partition = if self.eat_all(&["partition", "by"]) { self.list(Self::expr)? } else { Vec::new() };
        let order = self.order_by()?;
        let frame = self.frame()?;
        self.expect(")")?;
        Some(Window::Inline { base, partition, order, frame })
    }

    /// A frame of keywords and plain numbers; other bounds are refused.
    fn frame(&mut self) -> Option<String> {
        let mut words = Vec::new();
        while !self.sees(")") {
            let value = self.next()?.value.to_ascii_uppercase();
            if !value.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            words.push(value);
        }
        // `ROWS x` is short for `ROWS BETWEEN x AND CURRENT ROW`.
        if words.len() > 1 && words.get(1).is_some_and(|w| w != "BETWEEN") {
            words.insert(1, "BETWEEN".to_owned());
            words.extend(["AND", "CURRENT", "ROW"].map(str::to_owned));
        }
        Some(words.join(" "))
    }

    /// `ORDER BY …` if it is there.
    pub(super) fn order_by(&mut self) -> Option<Vec<Sort>> {
        if self.eat_all(&["order", "by"]) { self.list(Self::sort) } else { Some(Vec::new()) }
    }

    fn sort(&mut self) -> Option<Sort> {
        let expr = self.expr()?;
        let mut order = String::new();
        let descending = self.eat("desc");
        if descending {
            order.push_str("DESC");
        } else if self.eat("using") {
            order = format!("USING {}", self.operator()?);
        } else {
            self.eat("asc");
        }
        // Nulls come last in ascending order and first in descending order unless said otherwise.
        let default = if descending { "first" } else { "last" };
        if self.eat("nulls") {
            let place = self.next()?.value.clone();
            if place != default {
                order.push_str(&format!(" NULLS {}", place.to_ascii_uppercase()));
            }
        }
        Some(Sort { expr, order })
    }
}
