//! Operators and their precedence, after the table in PostgreSQL's grammar.

use super::cursor::Cursor;
use crate::expr::ast::{Argument, Call, Expr, Ident, Negated, Quantifier, Symmetric};
use crate::lex::TokenKind;

/// Binding strength, weakest first. Comparison, the LIKE family and IS do not associate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Or,
    And,
    Not,
    Is,
    Comparison,
    Like,
    Operator,
    Additive,
    Multiplicative,
    Power,
    AtTimeZone,
    Collate,
    Sign,
    Cast,
    /// Nothing binds as strongly.
    Primary,
}

impl Level {
    const fn stronger(self) -> Self {
        match self {
            Self::Or => Self::And,
            Self::And => Self::Not,
            Self::Not => Self::Is,
            Self::Is => Self::Comparison,
            Self::Comparison => Self::Like,
            Self::Like => Self::Operator,
            Self::Operator => Self::Additive,
            Self::Additive => Self::Multiplicative,
            Self::Multiplicative => Self::Power,
            Self::Power => Self::AtTimeZone,
            Self::AtTimeZone => Self::Collate,
            Self::Collate => Self::Sign,
            Self::Sign => Self::Cast,
            Self::Cast | Self::Primary => Self::Primary,
        }
    }
}

/// How many operators may follow one another on one level: the tree leans left and grows as deep.
const MAX_CHAIN: usize = 400;

impl Cursor {
    pub(super) fn expr(&mut self) -> Option<Expr> {
        self.expr_from(Level::Or)
    }

    /// An expression of operators that bind at least as strongly as `least`.
    pub(super) fn expr_from(&mut self, least: Level) -> Option<Expr> {
        self.deeper(|c| {
            let mut left = c.prefixed()?;
            let mut settled = Level::Primary;
            for _ in 0..MAX_CHAIN {
                let Some(level) = c.infix_level() else { return Some(left) };
                if level < least {
                    return Some(left);
                }
                let associates = !matches!(level, Level::Is | Level::Comparison | Level::Like);
                if settled == level && !associates {
                    return None;
                }
                left = c.infix(left, level)?;
                settled = level;
            }
            None
        })
    }

    fn prefixed(&mut self) -> Option<Expr> {
        if self.eat("not") {
            return Some(Expr::Not(Box::new(self.expr_from(Level::Not)?)));
        }
        if self.eat("-") {
            let arg = self.expr_from(Level::Sign)?;
            return Some(match arg {
                Expr::Number(n) => Expr::Number(negate(&n)),
                arg => Expr::Unary { op: "-".to_owned(), arg: Box::new(arg) },
            });
        }
        if self.eat("+") {
            let arg = Box::new(self.expr_from(Level::Sign)?);
            return Some(Expr::Unary { op: "+".to_owned(), arg });
        }
        if self.sees_kind(0, TokenKind::Operator) && !self.sees("*") || self.sees_all(&["operator", "("]) {
            let op = self.operator()?;
            return Some(Expr::Unary { op, arg: Box::new(self.expr_from(Level::Additive)?) });
        }
        self.primary()
    }

    /// How strongly what comes next binds; none when it is no operator.
    fn infix_level(&self) -> Option<Level> {
        let token = self.peek()?;
        match (token.kind, token.value.as_str()) {
            (TokenKind::Operator, "=" | "<" | ">" | "<=" | ">=" | "<>") => Some(Level::Comparison),
            (TokenKind::Operator, "=>") => None,
            (TokenKind::Operator, "+" | "-") => Some(Level::Additive),
            (TokenKind::Operator, "*" | "/" | "%") => Some(Level::Multiplicative),
            (TokenKind::Operator, "^") => Some(Level::Power),
            (TokenKind::Operator, _) => Some(Level::Operator),
            (TokenKind::Punctuation, "::") => Some(Level::Cast),
            (TokenKind::Word, word) => self.word_level(word),
            _ => None,
        }
    }

    fn word_level(&self, word: &str) -> Option<Level> {
        match word {
            "or" => Some(Level::Or),
            "and" => Some(Level::And),
            "is" | "isnull" | "notnull" => Some(Level::Is),
            "between" | "in" | "like" | "ilike" | "similar" => Some(Level::Like),
            "not" => ["between", "in", "like", "ilike", "similar"]
                .iter()
                .any(|w| self.sees_at(1, w))
                .then_some(Level::Like),
            "operator" if self.sees_at(1, "(") => Some(Level::Operator),
            "overlaps" => Some(Level::Operator),
            "at" if self.sees_all(&["at", "time", "zone"]) => Some(Level::AtTimeZone),
            "collate" => Some(Level::Collate),
            _ => None,
        }
    }

    fn infix(&mut self, left: Expr, level: Level) -> Option<Expr> {
        match level {
            Level::Or => {
                self.expect("or")?;
                let right = self.expr_from(Level::And)?;
                Some(Expr::Or(flattened(left, right, |e| if let Expr::Or(l) = e { Ok(l) } else { Err(e) })))
            }
            Level::And => {
                self.expect("and")?;
                let right = self.expr_from(Level::Not)?;
                Some(Expr::And(flattened(left, right, |e| if let Expr::And(l) = e { Ok(l) } else { Err(e) })))
            }
            Level::Is => self.is(left),
            Level::Like if !self.sees_kind(0, TokenKind::Operator) => self.like(left),
            Level::AtTimeZone => {
                self.eat_all(&["at", "time", "zone"]);
                let zone = self.expr_from(Level::Collate)?;
                Some(Expr::Special { name: "AT TIME ZONE", args: vec![left, zone] })
            }
            Level::Collate => {
                self.expect("collate")?;
                let first = self.label()?;
                Some(Expr::Collate { arg: Box::new(left), collation: self.path_after(first)? })
            }
            Level::Cast => {
                self.expect("::")?;
                Some(Expr::Cast { arg: Box::new(left), to: self.type_name()? })
            }
            Level::Not | Level::Sign | Level::Primary => None,
            Level::Comparison
            | Level::Like
            | Level::Operator
            | Level::Additive
            | Level::Multiplicative
            | Level::Power => self.binary(left, level),
        }
    }

    fn binary(&mut self, left: Expr, level: Level) -> Option<Expr> {
        if self.eat("overlaps") {
            let right = self.expr_from(level.stronger())?;
            let rows = matches!((&left, &right), (Expr::Row(_), Expr::Row(_)));
            return rows.then_some(Expr::Special { name: "OVERLAPS", args: vec![left, right] });
        }
        let op = self.operator()?;
        let all = match () {
            () if self.sees_all(&["any", "("]) || self.sees_all(&["some", "("]) => Some(Quantifier::Any),
            () if self.sees_all(&["all", "("]) => Some(Quantifier::All),
            () => None,
        };
        let left = Box::new(left);
        let Some(all) = all else {
            let right = Box::new(self.expr_from(level.stronger())?);
            return Some(Expr::Binary { op, left, right });
        };
        self.next();
        self.expect("(")?;
        let right = if self.sees_query() { Expr::Subquery(Box::new(self.query()?)) } else { self.expr()? };
        self.expect(")")?;
        Some(Expr::Quantified { op, all, left, right: Box::new(right) })
    }

    /// An operator sign, or `OPERATOR(schema.sign)`; PostgreSQL's own lose their schema.
    pub(super) fn operator(&mut self) -> Option<String> {
        if !self.eat("operator") {
            return if self.sees_kind(0, TokenKind::Operator) {
                self.next().map(|t| t.value.clone())
            } else {
                None
            };
        }
        self.expect("(")?;
        let mut schema = String::new();
        while !self.sees_kind(0, TokenKind::Operator) {
            schema = self.label()?.name;
            self.expect(".")?;
        }
        let sign = self.next()?.value.clone();
        self.expect(")")?;
        Some(if schema.is_empty() || schema == "pg_catalog" { sign } else { format!("{schema}.{sign}") })
    }

    fn is(&mut self, left: Expr) -> Option<Expr> {
        let arg = Box::new(left);
        if self.eat("isnull") {
            return Some(Expr::Is { arg, test: "NULL" });
        }
        if self.eat("notnull") {
            return Some(Expr::Is { arg, test: "NOT NULL" });
        }
        self.expect("is")?;
        let negated = self.eat("not");
        if self.eat_all(&["distinct", "from"]) {
            let distinct = Expr::Distinct { left: arg, right: Box::new(self.expr_from(Level::Comparison)?) };
            return Some(if negated { Expr::Not(Box::new(distinct)) } else { distinct });
        }
        let word = self.next()?.value.clone();
        let test = match (word.as_str(), negated) {
            ("null", false) => "NULL",
            ("null", true) => "NOT NULL",
            ("true", false) => "TRUE",
            ("true", true) => "NOT TRUE",
            ("false", false) => "FALSE",
            ("false", true) => "NOT FALSE",
            ("unknown", false) => "UNKNOWN",
            ("unknown", true) => "NOT UNKNOWN",
            ("document", false) => "DOCUMENT",
            _ => return None,
        };
        Some(Expr::Is { arg, test })
    }

    fn like(&mut self, left: Expr) -> Option<Expr> {
        let negated = if self.eat("not") { Negated::Yes } else { Negated::No };
        let word = self.next()?.value.clone();
        match (word.as_str(), negated) {
            ("in", _) => self.in_list(left, negated),
            ("between", _) => self.between(left, negated),
            ("like", Negated::No) => self.pattern(left, "~~"),
            ("like", Negated::Yes) => self.pattern(left, "!~~"),
            ("ilike", Negated::No) => self.pattern(left, "~~*"),
            ("ilike", Negated::Yes) => self.pattern(left, "!~~*"),
            ("similar", Negated::No) => self.similar(left, "~"),
            ("similar", Negated::Yes) => self.similar(left, "!~"),
            _ => None,
        }
    }

    fn in_list(&mut self, left: Expr, negated: Negated) -> Option<Expr> {
        let left = Box::new(left);
        self.expect("(")?;
        if self.sees_query() {
            let query = Box::new(self.query()?);
            self.expect(")")?;
            return Some(Expr::InQuery { left, query, negated });
        }
        let list = self.list(Self::expr)?;
        self.expect(")")?;
        Some(Expr::In { left, list, negated })
    }

    fn between(&mut self, left: Expr, negated: Negated) -> Option<Expr> {
        let symmetric = if self.eat("symmetric") { Symmetric::Yes } else { Symmetric::No };
        self.eat("asymmetric");
        let low = Box::new(self.expr_from(Level::Operator)?);
        self.expect("and")?;
        let high = Box::new(self.expr_from(Level::Operator)?);
        Some(Expr::Between { arg: Box::new(left), low, high, negated, symmetric })
    }

    fn pattern(&mut self, left: Expr, op: &str) -> Option<Expr> {
        // `LIKE ANY (…)` takes an array.
        for (word, all) in [("any", Quantifier::Any), ("some", Quantifier::Any), ("all", Quantifier::All)] {
            if self.eat_all(&[word, "("]) {
                let right = Box::new(self.expr()?);
                self.expect(")")?;
                return Some(Expr::Quantified { op: op.to_owned(), all, left: Box::new(left), right });
            }
        }
        let mut right = self.expr_from(Level::Operator)?;
        if self.eat("escape") {
            right = call("like_escape", vec![right, self.expr_from(Level::Operator)?]);
        }
        Some(Expr::Binary { op: op.to_owned(), left: Box::new(left), right: Box::new(right) })
    }

    fn similar(&mut self, left: Expr, op: &str) -> Option<Expr> {
        self.expect("to")?;
        let mut args = vec![self.expr_from(Level::Operator)?];
        if self.eat("escape") {
            args.push(self.expr_from(Level::Operator)?);
        }
        let right = Box::new(call("similar_to_escape", args));
        Some(Expr::Binary { op: op.to_owned(), left: Box::new(left), right })
    }
}

/// PostgreSQL flattens a chain from its left end only.
fn flattened(left: Expr, right: Expr, list: impl Fn(Expr) -> Result<Vec<Expr>, Expr>) -> Vec<Expr> {
    let mut items = list(left).unwrap_or_else(|one| vec![one]);
    items.push(right);
    items
}

fn negate(number: &str) -> String {
    number.strip_prefix('-').map_or_else(|| format!("-{number}"), str::to_owned)
}

/// A call of a function that the grammar itself puts in.
pub(crate) fn call(name: &str, args: Vec<Expr>) -> Expr {
    let args = args.into_iter().map(|value| Argument { name: None, variadic: false, value }).collect();
    let path = vec![Ident { name: name.to_owned(), range: 0..0 }];
    Expr::Call(Box::new(Call {
        path,
        args,
        distinct: false,
        order: Vec::new(),
        within: Vec::new(),
        filter: None,
        over: None,
    }))
}
