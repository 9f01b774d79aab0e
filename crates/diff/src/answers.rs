//! What a server said about expressions that text alone could not decide (ruling 15).

use std::collections::BTreeMap;

use crate::Undecided;

/// Answers of a server. Without an answer, two expressions that look different are different.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    given: BTreeMap<Undecided, Verdict>,
}

/// What a server says about a pair of expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// It stores the same for both.
    Equal,
    /// It does not.
    Different,
}

impl Answers {
    /// Remembers an answer.
    pub fn give(&mut self, question: Undecided, verdict: Verdict) {
        self.given.insert(question, verdict);
    }

    /// The answer to a question, if there is one.
    #[must_use]
    pub fn get(&self, question: &Undecided) -> Option<Verdict> {
        self.given.get(question).copied()
    }

    /// True when nothing was asked yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }
}

impl Extend<(Undecided, Verdict)> for Answers {
    fn extend<I: IntoIterator<Item = (Undecided, Verdict)>>(&mut self, answers: I) {
        self.given.extend(answers);
    }
}
