//! A script → pieces: statements, psql commands and COPY data, without parsing any of them.

use std::ops::Range;

use crate::lex::{RawToken, TokenKind, next_token};

/// What a piece of a script is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PieceKind {
    /// SQL for the server, the closing semicolon included.
    Sql,
    /// A line that psql itself obeys, such as `\connect`.
    Meta,
    /// The lines after `COPY … FROM stdin`, the closing `\.` included.
    CopyData,
}

/// One piece and the bytes it covers, without the white space and comments around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Bytes of the script.
    pub range: Range<usize>,
}

/// Cuts a script the way psql does: dollar quotes, nested comments, `BEGIN ATOMIC` bodies, parentheses.
#[must_use]
pub fn split(text: &str) -> Vec<Piece> {
    let mut splitter = Splitter { text, at: 0, pieces: Vec::new(), statement: Current::default() };
    splitter.run();
    splitter.pieces
}

struct Splitter<'t> {
    text: &'t str,
    at: usize,
    pieces: Vec<Piece>,
    statement: Current,
}

/// The statement being read.
#[derive(Default)]
struct Current {
    start: Option<usize>,
    end: usize,
    parens: usize,
    /// Depth of `BEGIN ATOMIC … END` and of `CASE` inside it.
    blocks: usize,
    /// The first words, as far as they decide: `CREATE OR REPLACE FUNCTION`.
    words: Vec<Word>,
    copy: CopyWords,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Create,
    Or,
    Replace,
    Routine,
    Rule,
    Copy,
    Other,
}

/// How much of `COPY … FROM STDIN` was seen outside parentheses.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum CopyWords {
    #[default]
    None,
    From,
    FromStdin,
}

impl Splitter<'_> {
    fn run(&mut self) {
        while let Some(token) = next_token(self.text, self.at) {
            self.at = token.range.end;
            match token.kind {
                TokenKind::Space | TokenKind::Comment => {}
                TokenKind::Backslash => self.meta(token.range.start),
                _ => self.take(&token),
            }
        }
        self.finish();
    }

    fn take(&mut self, token: &RawToken) {
        let spelling = &self.text[token.range.clone()];
        let current = &mut self.statement;
        if spelling == ";" && current.start.is_none() {
            return;
        }
        current.start.get_or_insert(token.range.start);
        current.end = token.range.end;
        match (token.kind, spelling) {
            (TokenKind::Word, word) => current.word(word),
            (TokenKind::Punctuation, "(") => current.parens += 1,
            (TokenKind::Punctuation, ")") => current.parens = current.parens.saturating_sub(1),
            (TokenKind::Punctuation, ";") if current.ends_here() => self.close(),
            _ => current.other(),
        }
    }

    /// Ends the statement; what follows a COPY from standard input is its data.
    fn close(&mut self) {
        let copy = self.statement.copy == CopyWords::FromStdin;
        self.finish();
        if copy {
            self.copy_data();
        }
    }

    fn finish(&mut self) {
        let statement = std::mem::take(&mut self.statement);
        if let Some(start) = statement.start {
            self.pieces.push(Piece { kind: PieceKind::Sql, range: start..statement.end });
        }
    }

    /// A psql command reaches to the end of its line. It ends the statement before it: `\g` and `\gexec` send it, and
    /// the others do not occur inside one in practice.
    fn meta(&mut self, start: usize) {
        self.finish();
        let end = self.line_end(start);
        let line = self.text[start..end].trim_end();
        self.pieces.push(Piece { kind: PieceKind::Meta, range: start..start + line.len() });
        self.at = end;
        let lower = line.to_ascii_lowercase();
        if lower.starts_with("\\copy") && lower.contains("from stdin") {
            self.copy_data();
        }
    }

    /// From the next line to the one that is `\.` alone, or to the end.
    fn copy_data(&mut self) {
        let start = (self.line_end(self.at) + 1).min(self.text.len());
        let mut line_start = start;
        let mut end = self.text.len();
        while line_start < self.text.len() {
            let line_end = self.line_end(line_start);
            if self.text[line_start..line_end].trim_end_matches('\r') == "\\." {
                end = line_start + 2;
                break;
            }
            line_start = line_end + 1;
        }
        if start < end {
            self.pieces.push(Piece { kind: PieceKind::CopyData, range: start..end });
        }
        self.at = end.max(self.at);
    }

    fn line_end(&self, from: usize) -> usize {
        self.text[from..].find('\n').map_or(self.text.len(), |i| from + i)
    }
}

impl Current {
    fn word(&mut self, spelling: &str) {
        let is = |word: &str| spelling.eq_ignore_ascii_case(word);
        if self.words.len() < 4 {
            self.words.push(match () {
                () if is("create") => Word::Create,
                () if is("or") => Word::Or,
                () if is("replace") => Word::Replace,
                () if is("function") || is("procedure") => Word::Routine,
                () if is("rule") => Word::Rule,
                () if is("copy") => Word::Copy,
                () => Word::Other,
            });
        }
        if self.parens > 0 {
            return;
        }
        if self.creates(Word::Routine) {
            if is("begin") || (self.blocks > 0 && is("case")) {
                self.blocks += 1;
            } else if is("end") {
                self.blocks = self.blocks.saturating_sub(1);
            }
        } else if self.words.first() == Some(&Word::Copy) {
            self.copy = match self.copy {
                CopyWords::None if is("from") => CopyWords::From,
                CopyWords::From if is("stdin") => CopyWords::FromStdin,
                CopyWords::From => CopyWords::None,
                same => same,
            };
        }
    }

    /// Anything but a word: `FROM 'file'` is no longer `FROM STDIN`, and a name in quotes is no keyword.
    fn other(&mut self) {
        if self.words.len() < 4 {
            self.words.push(Word::Other);
        }
        if self.copy == CopyWords::From {
            self.copy = CopyWords::None;
        }
    }

    /// Only a rule holds semicolons in parentheses; elsewhere a parenthesis that nobody closed must not swallow the
    /// rest of the file.
    fn ends_here(&self) -> bool {
        self.blocks == 0 && (self.parens == 0 || !self.creates(Word::Rule))
    }

    fn creates(&self, what: Word) -> bool {
        match self.words.as_slice() {
            [Word::Create, Word::Or, Word::Replace, word] | [Word::Create, word, ..] => *word == what,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(PieceKind, &str)> {
        split(text).into_iter().map(|p| (p.kind, &text[p.range])).collect()
    }

    fn sql(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|p| &text[p.range]).collect()
    }

    #[test]
    fn statements() {
        assert_eq!(sql("a; -- x;\n b 'q;' /* ; /* ; */ */;;c"), ["a;", "b 'q;' /* ; /* ; */ */;", "c"]);
        assert_eq!(sql("do $x$ begin; end $x$; d E'\\';'; e"), ["do $x$ begin; end $x$;", "d E'\\';';", "e"]);
        assert_eq!(
            sql("create rule r as on insert to t do (a; b); x"),
            ["create rule r as on insert to t do (a; b);", "x"]
        );
        assert_eq!(sql(" \n-- nothing\n"), Vec::<&str>::new());
    }

    #[test]
    fn atomic_bodies() {
        let body = "create or replace function f() returns int begin atomic select case when a then 1 end; select 2; end;";
        assert_eq!(sql(&format!("{body} begin; end;")), [body, "begin;", "end;"]);
    }

    #[test]
    fn psql() {
        let text = "\\connect x\nCOPY public.t (a, \"from\") FROM stdin;\n1\t;\\N\n'\n\\.\n\nselect 1 \\gexec\nselect 2;";
        assert_eq!(
            pieces(text),
            [
                (PieceKind::Meta, "\\connect x"),
                (PieceKind::Sql, "COPY public.t (a, \"from\") FROM stdin;"),
                (PieceKind::CopyData, "1\t;\\N\n'\n\\."),
                (PieceKind::Sql, "select 1"),
                (PieceKind::Meta, "\\gexec"),
                (PieceKind::Sql, "select 2;"),
            ]
        );
        assert_eq!(pieces("copy t from stdin;"), [(PieceKind::Sql, "copy t from stdin;")]);
        assert_eq!(pieces("copy t from 'stdin'; a").len(), 2);
    }
}
