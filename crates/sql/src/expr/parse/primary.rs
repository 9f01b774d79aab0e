//! What operators join: literals, columns, calls, parentheses, CASE, arrays, rows, subqueries.

use super::cursor::Cursor;
use crate::expr::ast::{Expr, Subscript};
use crate::keywords::{Keyword, keyword};
use crate::lex::TokenKind;

impl Cursor {
    pub(super) fn primary(&mut self) -> Option<Expr> {
        let head = self.head()?;
        self.indirection(head)
    }

    fn head(&mut self) -> Option<Expr> {
        let token = self.peek()?;
        let value = token.value.clone();
        match token.kind {
            TokenKind::Text
            | TokenKind::EscapeText
            | TokenKind::UnicodeText
            | TokenKind::DollarText
            | TokenKind::NationalText => self.literal(Expr::Text(value)),
            TokenKind::BitText => self.literal(Expr::Bits(value)),
            TokenKind::Number => self.literal(Expr::Number(number(&value))),
            TokenKind::Parameter => self.literal(Expr::Parameter(value)),
            TokenKind::Punctuation if value == "(" => self.parenthesis(),
            TokenKind::Word => self.word(&value),
            TokenKind::QuotedName | TokenKind::UnicodeName => self.named(),
            TokenKind::Operator if value == "*" => self.literal(Expr::Star(Vec::new())),
            TokenKind::Operator
            | TokenKind::Punctuation
            | TokenKind::Space
            | TokenKind::Comment
            | TokenKind::Backslash
            | TokenKind::Unknown => None,
        }
    }

    fn literal(&mut self, expr: Expr) -> Option<Expr> {
        self.next();
        Some(expr)
    }

    fn word(&mut self, word: &str) -> Option<Expr> {
        match word {
            "true" => return self.literal(Expr::True),
            "false" => return self.literal(Expr::False),
            "null" => return self.literal(Expr::Null),
            "case" => return self.case(),
            "array" => return self.array(),
            "exists" if self.sees_at(1, "(") => return self.exists(),
            "row" if self.sees_at(1, "(") => return self.row(),
            "cast" if self.sees_at(1, "(") => return self.cast(),
            _ => {}
        }
        if let Some(special) = self.special(word) {
            return special.parse(self);
        }
        if let Some(literal) = self.typed_literal() {
            return Some(literal);
        }
        if keyword(word) == Some(Keyword::Reserved) { None } else { self.named() }
    }

    /// `date '2020-01-01'`, `interval '1 day'`, `double precision '1'`.
    fn typed_literal(&mut self) -> Option<Expr> {
        self.attempt(|c| {
            let mut to = c.type_name().filter(|t| !t.array)?;
            let arg = Box::new(Expr::Text(c.text()?));
            if to.name == "interval" && to.mods.is_none() {
                to.mods = c.interval_fields();
            }
            Some(Expr::Cast { arg, to })
        })
    }

    /// A column, a function call, `t.*`.
    fn named(&mut self) -> Option<Expr> {
        if let Some(call) = self.attempt(Self::call) {
            return Some(call);
        }
        let path = self.path()?;
        if self.eat_all(&[".", "*"]) {
            return Some(Expr::Star(path));
        }
        // A name and a parenthesis that is no call is nothing we know.
        if self.sees("(") { None } else { Some(Expr::Column(path)) }
    }

    fn parenthesis(&mut self) -> Option<Expr> {
        self.expect("(")?;
        if self.sees_query() {
            let query = self.query()?;
            self.expect(")")?;
            return Some(Expr::Subquery(Box::new(query)));
        }
        let mut items = self.list(Self::expr)?;
        self.expect(")")?;
        if items.len() == 1 { items.pop() } else { Some(Expr::Row(items)) }
    }

    fn row(&mut self) -> Option<Expr> {
        self.next();
        if self.eat_all(&["(", ")"]) {
            return Some(Expr::Row(Vec::new()));
        }
        Some(Expr::Row(self.parenthesized(Self::expr)?))
    }

    fn exists(&mut self) -> Option<Expr> {
        self.next();
        self.expect("(")?;
        let query = Box::new(self.query()?);
        self.expect(")")?;
        Some(Expr::Exists(query))
    }

    fn cast(&mut self) -> Option<Expr> {
        self.next();
        self.expect("(")?;
        let arg = Box::new(self.expr()?);
        self.expect("as")?;
        let to = self.type_name()?;
        self.expect(")")?;
        Some(Expr::Cast { arg, to })
    }

    fn case(&mut self) -> Option<Expr> {
        self.next();
        let operand = if self.sees("when") { None } else { Some(Box::new(self.expr()?)) };
        let mut whens = Vec::new();
        while self.eat("when") {
            let condition = self.expr()?;
            self.expect("then")?;
            whens.push((condition, self.expr()?));
        }
        let otherwise = if self.eat("else") { Some(Box::new(self.expr()?)) } else { None };
        self.expect("end")?;
        Some(Expr::Case { operand, whens, otherwise })
    }

    fn array(&mut self) -> Option<Expr> {
        self.next();
        if self.eat("(") {
            let query = Box::new(self.query()?);
            self.expect(")")?;
            return Some(Expr::ArrayQuery(query));
        }
        self.array_items()
    }

    fn array_items(&mut self) -> Option<Expr> {
        self.expect("[")?;
        if self.eat("]") {
            return Some(Expr::Array(Vec::new()));
        }
        let items = self.list(|c| if c.sees("[") { c.deeper(Self::array_items) } else { c.expr() })?;
        self.expect("]")?;
        Some(Expr::Array(items))
    }

    /// `[1]`, `[1:2]`, `.field` after an expression.
    fn indirection(&mut self, head: Expr) -> Option<Expr> {
        let mut expr = head;
        let mut left = 50_u32;
        loop {
            left = left.checked_sub(1)?;
            if self.sees("[") {
                let subscript = self.subscript()?;
                expr = match expr {
                    Expr::Subscript { arg, mut subscripts } => {
                        subscripts.push(subscript);
                        Expr::Subscript { arg, subscripts }
                    }
                    other => Expr::Subscript { arg: Box::new(other), subscripts: vec![subscript] },
                };
            } else if self.sees(".") && !matches!(expr, Expr::Column(_)) {
                self.next();
                expr = Expr::Field { arg: Box::new(expr), field: self.label()? };
            } else {
                return Some(expr);
            }
        }
    }

    fn subscript(&mut self) -> Option<Subscript> {
        self.expect("[")?;
        let low = if self.sees(":") { None } else { Some(self.expr()?) };
        if !self.eat(":") {
            self.expect("]")?;
            return low.map(Subscript::Element);
        }
        let high = if self.sees("]") { None } else { Some(self.expr()?) };
        self.expect("]")?;
        Some(Subscript::Slice(low, high))
    }

    /// True where a query begins: at its first word, or at a parenthesis around one that is all there is or that a
    /// set operation follows. `(SELECT 1) + 2` is an expression.
    pub(super) fn sees_query(&self) -> bool {
        self.sees_query_at(0)
    }

    pub(super) fn sees_query_at(&self, start: usize) -> bool {
        let mut first = start;
        while self.sees_at(first, "(") {
            first += 1;
        }
        if !["select", "with", "values"].iter().any(|w| self.sees_at(first, w)) {
            return false;
        }
        let follows = [")", "union", "intersect", "except", "order", "limit", "offset"];
        // Every parenthesis from the outermost in must belong to the query.
        let closing = self.closings(start, first - start);
        closing.len() == first - start
            && closing.iter().all(|at| follows.iter().any(|w| self.sees_at(at + 1, w)))
    }

    /// Where the `count` parentheses that begin at `start` close, innermost first, as far as they do.
    fn closings(&self, start: usize, count: usize) -> Vec<usize> {
        let (mut depth, mut ahead, mut found) = (0, start, Vec::new());
        while found.len() < count && self.has(ahead) {
            if self.sees_at(ahead, "(") {
                depth += 1;
            } else if self.sees_at(ahead, ")") {
                if depth + found.len() == count {
                    found.push(ahead);
                }
                depth -= 1;
            }
            ahead += 1;
        }
        found
    }
}

/// A number in one spelling: no underscores, hexadecimals in decimal, no zeros in front.
fn number(spelling: &str) -> String {
    let plain = spelling.replace('_', "");
    let radix = |prefix: &str, radix| {
        let digits = plain.strip_prefix(prefix)?;
        u64::from_str_radix(digits, radix).ok().map(|n| n.to_string())
    };
    let lower = plain.to_ascii_lowercase();
    let based = ["0x", "0o", "0b"].iter().any(|p| lower.starts_with(p));
    if based {
        return radix("0x", 16).or_else(|| radix("0o", 8)).or_else(|| radix("0b", 2)).unwrap_or(plain);
    }
    let trimmed = lower.trim_start_matches('0');
    if trimmed.starts_with(|c: char| c.is_ascii_digit()) { trimmed.to_owned() } else { format!("0{trimmed}") }
}
