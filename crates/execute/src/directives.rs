//! `-- icms:…` lines: what an author says about a step in the comments before it. psql reads past them.

use icms_diagnostic::Diagnostic;
use icms_sql::Statement;

use crate::batch::Batch;
use crate::codes;

/// What is said of one step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directives {
    /// `-- icms:done-when <query>`: whether a statement outside a transaction has done its work.
    pub done_when: Option<String>,
    /// `-- icms:verify-before <query>`: what must be true before the step.
    pub before: Vec<String>,
    /// `-- icms:verify-after <query>`: what must be true after it, before it is recorded as done.
    pub after: Vec<String>,
    /// `-- icms:batch <table>(<key>) size <n> pause <ms>ms`: it runs range by range.
    pub batch: Option<Batch>,
}

impl Directives {
    /// Reads the comments before a statement; `tail` is the script behind it.
    ///
    /// # Errors
    /// A word behind `icms:` that means nothing, a batch that cannot be read or whose statement names no range.
    pub fn read(comments: &str, statement: &Statement, tail: &str) -> Result<Self, Box<Diagnostic>> {
        let mut read = Self::default();
        for said in comments.lines().filter_map(|line| line.trim().strip_prefix("-- icms:")) {
            let (word, rest) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
            let rest = rest.trim().trim_end_matches(';').to_owned();
            match word {
                "done-when" => read.done_when = Some(rest),
                "verify-before" => read.before.push(rest),
                "verify-after" => read.after.push(rest),
                "batch" => read.batch = Some(Batch::read(&rest, statement, tail)?),
                _ => return Err(unreadable(format!("`icms:{word}` means nothing"), statement)),
            }
        }
        Ok(read)
    }
}

/// A directive that cannot be followed, at the statement that it stands before.
pub fn unreadable(message: String, statement: &Statement) -> Box<Diagnostic> {
    let diagnostic = Diagnostic::error(codes::DIRECTIVE, message).at(statement.span());
    Box::new(diagnostic.help("`icms explain E5108` lists what can be said before a statement"))
}
