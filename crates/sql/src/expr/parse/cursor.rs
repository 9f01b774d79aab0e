//! The tokens of an expression and a place among them.

use std::ops::Range;

use crate::decode::{decode_name, decode_text};
use crate::expr::ast::{Ident, Path};
use crate::keywords::{Keyword, keyword};
use crate::lex::{TokenKind, lex};

/// How deep trees may get: beyond it the text is refused, so that no input can exhaust the stack.
const MAX_DEPTH: usize = 120;

pub(super) struct Token {
    pub kind: TokenKind,
    /// Words folded, strings and quoted names decoded, the rest as written.
    pub value: String,
    pub range: Range<usize>,
}

pub(super) struct Cursor {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Cursor {
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut newline = false;
        for raw in lex(text) {
            let spelling = &text[raw.range.clone()];
            match raw.kind {
                TokenKind::Space | TokenKind::Comment => newline |= spelling.contains('\n'),
                TokenKind::Backslash | TokenKind::Unknown => return None,
                kind => {
                    let value = value(kind, spelling);
                    match tokens.last_mut() {
                        // 'a' and 'b' on two lines are one string.
                        Some(last) if newline && kind == TokenKind::Text && last.kind == kind => {
                            last.value.push_str(&value);
                            last.range.end = raw.range.end;
                        }
                        _ => tokens.push(Token { kind, value, range: raw.range }),
                    }
                    newline = false;
                }
            }
        }
        Some(Self { tokens, at: 0, depth: 0 })
    }

    pub(super) fn at_end(&self) -> bool {
        self.at == self.tokens.len()
    }

    /// Runs a rule one level deeper; none when that is too deep.
    pub(super) fn deeper<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let result = rule(self);
        self.depth -= 1;
        result
    }

    /// Runs a rule and goes back if it finds nothing.
    pub(super) fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let result = rule(self);
        if result.is_none() {
            self.at = at;
        }
        result
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn next(&mut self) -> Option<&Token> {
        self.at += 1;
        self.tokens.get(self.at - 1)
    }

    /// Where the next token starts.
    pub(super) fn here(&self) -> usize {
        self.peek().map_or(0, |t| t.range.start)
    }

    /// Where the last token ended.
    pub(super) fn behind(&self) -> usize {
        self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |t| t.range.end)
    }

    /// The word, operator or punctuation `ahead` tokens on; strings and quoted names never match.
    pub(super) fn sees_at(&self, ahead: usize, spelling: &str) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|t| is_bare(t.kind) && t.value == spelling)
    }

    pub(super) fn has(&self, ahead: usize) -> bool {
        self.at + ahead < self.tokens.len()
    }

    pub(super) fn sees(&self, spelling: &str) -> bool {
        self.sees_at(0, spelling)
    }

    /// True when these words and signs follow one another here.
    pub(super) fn sees_all(&self, spellings: &[&str]) -> bool {
        spellings.iter().enumerate().all(|(i, s)| self.sees_at(i, s))
    }

    pub(super) fn sees_kind(&self, ahead: usize, kind: TokenKind) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|t| t.kind == kind)
    }

    pub(super) fn sees_text(&self, ahead: usize) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|t| is_text(t.kind))
    }

    pub(super) fn eat(&mut self, spelling: &str) -> bool {
        self.eat_all(&[spelling])
    }

    pub(super) fn eat_all(&mut self, spellings: &[&str]) -> bool {
        let found = self.sees_all(spellings);
        if found {
            self.at += spellings.len();
        }
        found
    }

    pub(super) fn expect(&mut self, spelling: &str) -> Option<()> {
        self.eat(spelling).then_some(())
    }

    /// A string literal.
    pub(super) fn text(&mut self) -> Option<String> {
        if self.sees_text(0) { self.next().map(|t| t.value.clone()) } else { None }
    }

    /// A name that may stand where a column or a label may: anything but reserved words.
    pub(super) fn name(&mut self) -> Option<Ident> {
        self.name_unless(|k| k == Keyword::Reserved || k == Keyword::TypeOrFunction)
    }

    /// A name after a dot or after AS: any word at all.
    pub(super) fn label(&mut self) -> Option<Ident> {
        self.name_unless(|_| false)
    }

    pub(super) fn name_unless(&mut self, refuse: impl Fn(Keyword) -> bool) -> Option<Ident> {
        let token = self.peek()?;
        let allowed = match token.kind {
            TokenKind::Word => !keyword(&token.value).is_some_and(refuse),
            TokenKind::QuotedName | TokenKind::UnicodeName => true,
            _ => false,
        };
        if !allowed {
            return None;
        }
        let ident = Ident { name: token.value.clone(), range: token.range.clone() };
        self.at += 1;
        Some(ident)
    }

    /// `a.b.c`, the first part not reserved.
    pub(super) fn path(&mut self) -> Option<Path> {
        let first = self.name()?;
        self.path_after(first)
    }

    pub(super) fn path_after(&mut self, first: Ident) -> Option<Path> {
        let mut path = vec![first];
        while self.sees(".") && !self.sees_at(1, "*") {
            self.at += 1;
            path.push(self.label()?);
        }
        Some(path)
    }

    /// One or more of something, with commas between.
    pub(super) fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut items = vec![item(self)?];
        while self.eat(",") {
            items.push(item(self)?);
        }
        Some(items)
    }

    /// The same in parentheses.
    pub(super) fn parenthesized<T>(&mut self, item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.expect("(")?;
        let items = self.list(item)?;
        self.expect(")")?;
        Some(items)
    }
}

fn value(kind: TokenKind, spelling: &str) -> String {
    match kind {
        TokenKind::Word | TokenKind::QuotedName | TokenKind::UnicodeName => decode_name(kind, spelling),
        TokenKind::Operator if spelling == "!=" => "<>".to_owned(),
        _ => decode_text(kind, spelling).unwrap_or_else(|| spelling.to_owned()),
    }
}

const fn is_bare(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Operator | TokenKind::Punctuation)
}

const fn is_text(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Text | TokenKind::EscapeText | TokenKind::UnicodeText | TokenKind::DollarText)
}
