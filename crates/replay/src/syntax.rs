//! From nodes of the statement tree to names, texts and numbers.

use icms_sql::tree::{AstNode, SyntaxKind, SyntaxNode, SyntaxToken, ast};
use icms_sql::{Name, TokenKind, decode_name, decode_text, lex};

/// Every token of a node but white space and comments.
pub(crate) fn tokens(node: &SyntaxNode) -> impl Iterator<Item = SyntaxToken> {
    node.descendants_with_tokens()
        .filter_map(|element| element.into_token())
        .filter(|token| !matches!(token.kind(), SyntaxKind::WHITESPACE | SyntaxKind::COMMENT))
}

/// The first name in a node; empty where there is none.
pub(crate) fn name(node: &SyntaxNode) -> Name {
    tokens(node).find_map(|token| identifier(token.text())).unwrap_or_else(|| Name::new(""))
}

/// The name in an optional node.
pub(crate) fn name_of<N: AstNode>(node: Option<N>) -> Option<Name> {
    node.map(|node| name(node.syntax()))
}

/// `a.b.c` as names.
pub(crate) fn path(node: &SyntaxNode) -> Vec<Name> {
    tokens(node).filter_map(|token| identifier(token.text())).collect()
}

/// The path in an optional node; empty where there is none.
pub(crate) fn path_of<N: AstNode>(node: Option<N>) -> Vec<Name> {
    node.map(|node| path(node.syntax())).unwrap_or_default()
}

/// The names of a list of nodes.
pub(crate) fn names<N: AstNode>(nodes: impl Iterator<Item = N>) -> Vec<Name> {
    nodes.map(|node| name(node.syntax())).collect()
}

/// A node as written, without the white space around it.
pub(crate) fn text(node: &SyntaxNode) -> String {
    node.text().to_string().trim().to_owned()
}

/// A statement as written, without its semicolon.
pub(crate) fn statement_text(node: &SyntaxNode) -> String {
    text(node).trim_end_matches(';').trim_end().to_owned()
}

/// The string that a literal stands for.
pub(crate) fn string(literal: &ast::Literal) -> Option<String> {
    let text = text(literal.syntax());
    let token = lex(&text).find(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment))?;
    decode_text(token.kind, text.get(token.range)?)
}

/// A whole number, a sign before it allowed.
pub(crate) fn number(node: &SyntaxNode) -> Option<i64> {
    let digits: String = tokens(node).map(|token| token.text().to_owned()).collect();
    digits.trim_start_matches('+').replace('_', "").parse().ok()
}

/// Whether a node contains a token of this kind anywhere.
pub(crate) fn has(node: &SyntaxNode, kind: SyntaxKind) -> bool {
    tokens(node).any(|token| token.kind() == kind)
}

/// The name that one token spells, if it is a word or a quoted name.
pub(crate) fn identifier(spelling: &str) -> Option<Name> {
    let first = spelling.chars().next()?;
    let kind = match first {
        '"' => TokenKind::QuotedName,
        'u' | 'U' if spelling.get(1..3) == Some("&\"") => TokenKind::UnicodeName,
        '_' => TokenKind::Word,
        c if c.is_alphabetic() || !c.is_ascii() => TokenKind::Word,
        _ => return None,
    };
    Some(Name::from(decode_name(kind, spelling)))
}

/// The first words of a statement in upper case: `CREATE TRIGGER`.
pub(crate) fn command(node: &SyntaxNode, words: usize) -> String {
    let first: Vec<String> =
        tokens(node).take(words).map(|token| token.text().to_ascii_uppercase()).collect();
    first.join(" ")
}
