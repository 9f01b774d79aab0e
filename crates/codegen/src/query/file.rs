//! A file of SQL → its queries: names, marks, documentation, and the text as a server takes it.

use std::ops::Range;

use icms_diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use icms_sql::{Piece, PieceKind, TokenKind};

use super::head::{self, Head};
use super::{Cardinality, Nulls, placeholder};
use crate::codes;

/// A query as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Its name: that of the function.
    pub name: String,
    /// What its author says about it.
    pub docs: String,
    /// How many rows its author wants; without it, all that there are.
    pub cardinality: Option<Cardinality>,
    /// The statement with `$1 …` for its parameters, without a closing semicolon.
    pub sql: String,
    /// Its parameters in the order of `$1 …`.
    pub parameters: Vec<Parameter>,
    /// Where it stands.
    pub span: Span,
    /// Bytes of `sql` with the bytes of the file that they come from, ascending.
    origins: Vec<(usize, usize)>,
}

/// A parameter of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name as written.
    pub name: String,
    /// Whether NULL may be given.
    pub nulls: Nulls,
    /// Where it is used first.
    pub span: Span,
}

impl Query {
    /// The place in the file of a character of `sql`, counted from 1 as PostgreSQL counts.
    #[must_use]
    pub fn place(&self, character: u32) -> Span {
        let before = usize::try_from(character).unwrap_or(usize::MAX).saturating_sub(1);
        let byte = self.sql.char_indices().nth(before).map_or(self.sql.len(), |(byte, _)| byte);
        let token = icms_sql::next_token(&self.sql, byte).map_or(byte..byte, |token| token.range);
        let start = self.in_file(token.start);
        let parameter = self.parameters.iter().find(|p| p.span.range().start == start);
        parameter.map_or_else(|| Span::new(self.span.file, start, self.in_file(token.end)), |p| p.span)
    }

    /// The place in the file of bytes of `sql`.
    pub(crate) fn span_of(&self, range: Range<usize>) -> Span {
        Span::new(self.span.file, self.in_file(range.start), self.in_file(range.end))
    }

    fn in_file(&self, byte: usize) -> usize {
        let (own, file) =
            self.origins.iter().rev().find(|(own, _)| *own <= byte).copied().unwrap_or_default();
        file + (byte - own)
    }
}

/// The queries of a file; `stem` names a query that has no name of its own.
pub fn read(file: FileId, stem: &str, text: &str) -> (Vec<Query>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let pieces = icms_sql::split(text);
    let mut queries = Vec::new();
    let mut before = 0;
    for piece in &pieces {
        let reader = Reader { file, text, stem: (pieces.len() == 1).then_some(stem) };
        match reader.query(before..piece.range.start, piece) {
            Ok(query) => queries.push(query),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
        before = piece.range.end;
    }
    if pieces.is_empty() {
        let nothing = Diagnostic::error(codes::QUERY_FILE, "this file holds no query");
        diagnostics.push(nothing.at(Span::new(file, 0, text.len())).help("write one, or remove the file"));
    }
    (queries, diagnostics)
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    /// The name of the file, if it may stand for the query's.
    stem: Option<&'t str>,
}

impl Reader<'_> {
    fn query(&self, before: Range<usize>, piece: &Piece) -> Result<Query, Box<Diagnostic>> {
        let span = Span::new(self.file, piece.range.start, piece.range.end);
        if piece.kind != PieceKind::Sql {
            return Err(error("this is for psql, not for a server").at(span).into());
        }
        let head = head::read(self.file, self.text, before)?;
        let Some(name) = head.name.clone().or_else(|| self.stem.map(str::to_owned)) else {
            let help = "write `-- name: what_it_gives` above it; only a file of one query may do without";
            return Err(error("this query has no name").at(span).help(help).into());
        };
        self.written(name, head, piece)
    }

    /// The statement with `$1 …`.
    fn written(&self, name: String, head: Head, piece: &Piece) -> Result<Query, Box<Diagnostic>> {
        let statement = self.text[piece.range.clone()].trim_end();
        let statement = statement.strip_suffix(';').unwrap_or(statement).trim_end();
        let start = piece.range.start;
        let span = |range: &Range<usize>| Span::new(self.file, start + range.start, start + range.end);
        if let Some(token) = icms_sql::lex(statement).find(|t| t.kind == TokenKind::Parameter) {
            let help = "give it a name: `:name`";
            return Err(error("a parameter without a name").at(span(&token.range)).help(help).into());
        }
        let mut query = Query {
            name,
            docs: head.docs,
            cardinality: head.cardinality,
            sql: String::with_capacity(statement.len()),
            parameters: Vec::new(),
            span: span(&(0..statement.len())),
            origins: Vec::new(),
        };
        let mut at = 0;
        for used in placeholder::find(statement) {
            query.take(statement, at..used.range.start, start);
            at = used.range.end;
            query.use_parameter(used.name, used.nulls, span(&used.range));
        }
        query.take(statement, at..statement.len(), start);
        Ok(query)
    }
}

impl Query {
    fn take(&mut self, statement: &str, range: Range<usize>, start: usize) {
        self.origins.push((self.sql.len(), start + range.start));
        self.sql.push_str(&statement[range]);
    }

    /// Writes the number of a parameter. One that is marked once may be NULL everywhere.
    fn use_parameter(&mut self, name: String, nulls: Nulls, span: Span) {
        let known = self.parameters.iter().position(|p| p.name == name);
        let at = known.unwrap_or(self.parameters.len());
        match self.parameters.get_mut(at) {
            Some(parameter) => parameter.nulls = parameter.nulls.or(nulls),
            None => self.parameters.push(Parameter { name, nulls, span }),
        }
        self.origins.push((self.sql.len(), span.range().start));
        self.sql.push_str(&format!("${}", at + 1));
    }
}

fn error(message: &str) -> Diagnostic {
    Diagnostic::error(codes::QUERY_FILE, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queries(text: &str) -> Vec<Query> {
        let (queries, diagnostics) = read(FileId(0), "stem", text);
        assert!(!diagnostics.has_errors(), "{diagnostics:?}");
        queries
    }

    fn refused(text: &str) -> String {
        let (_, diagnostics) = read(FileId(0), "stem", text);
        let one = |d: &Diagnostic| format!("{} {}", d.span.map_or("", |s| &text[s.range()]), d.message);
        diagnostics.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_file_of_several() {
        let all = queries(
            "-- name: a :one\n-- Says one.\nselect 1;\n\n-- Says two.\n-- name: b\nselect :x, :y, :x;",
        );
        let shown: Vec<_> = all.iter().map(|q| (q.name.as_str(), q.docs.as_str(), q.sql.as_str())).collect();
        assert_eq!(shown, [("a", "Says one.", "select 1"), ("b", "Says two.", "select $1, $2, $1")]);
        assert_eq!((all[0].cardinality, all[1].cardinality), (Some(Cardinality::One), None));
        assert_eq!(all[1].parameters.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["x", "y"]);
    }

    #[test]
    fn a_file_of_one() {
        let all = queries("-- A licence.\n\n--- What it is.\nselect :a, :a?\n;\n");
        assert_eq!((all[0].name.as_str(), all[0].docs.as_str()), ("stem", "What it is."));
        assert_eq!(all[0].parameters[0].nulls, Nulls::Maybe);
    }

    #[test]
    fn places() {
        let text = "-- name: a\nselect 'ä', :first, wrong from t where x = :first";
        let query = &queries(text)[0];
        let place = |of: &str| {
            let at = query.sql.find(of).map_or(0, |byte| query.sql[..byte].chars().count() + 1);
            &text[query.place(u32::try_from(at).unwrap()).range()]
        };
        assert_eq!((place("wrong"), place("$1"), place("t where")), ("wrong", ":first", "t"));
        assert_eq!(place("nowhere"), "select");
    }

    #[test]
    fn what_is_no_file_of_queries() {
        assert_eq!(refused(" -- nothing\n"), " -- nothing\n this file holds no query");
        assert_eq!(
            refused("select 1; select 2"),
            "select 1; this query has no name; select 2 this query has no name"
        );
        assert_eq!(refused("select $1"), "$1 a parameter without a name");
        assert_eq!(refused("\\echo x\n"), "\\echo x this is for psql, not for a server");
        assert_eq!(refused("-- name: 1st\nselect 1"), "-- name: 1st `1st` is no name for a function");
        assert_eq!(
            refused("-- name: a :some\nselect 1"),
            "-- name: a :some `:some` is none of :one, :optional, :many and :exec"
        );
    }
}
