//! One thing a statement does, judged.

use std::fmt;

use icms_model::{LockLevel, ObjectRef, QualifiedName};

/// How bad a change is: a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Cannot fail on data, loses nothing, and the running release goes on.
    Safe,
    /// May fail on existing rows, or break statements of the running release, or block for long.
    Risky,
    /// Destroys committed values, changes keys or access, always fails, or cannot be analysed.
    Breaking,
}

impl Class {
    /// The word for it in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Who has to wait, independent of the class (`L0` to `L3` in the reference tables).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Impact {
    /// Nobody.
    None,
    /// A strong lock for a moment: needs a `lock_timeout` and a retry.
    Brief,
    /// Writes wait for work that grows with the table.
    BlocksWrites,
    /// Reads and writes wait for work that grows with the table.
    BlocksAll,
}

/// What values are lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataLoss {
    /// None.
    None,
    /// These, in a few words: `the column's values`.
    Loses(String),
}

/// Whether statements that the running release sends go on working.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OldClient {
    /// They do.
    Works,
    /// Until the new release writes data it does not know.
    FailsOnNewData,
    /// They do not.
    Fails,
}

/// Whether the way back restores everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reversible {
    /// It does.
    Lossless,
    /// The structure comes back, values do not.
    Lossy,
    /// It cannot be taken back.
    Irreversible,
}

/// What kind of harm a finding speaks of; several may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Harm {
    /// Values are gone.
    LosesData,
    /// Writes that were accepted are refused.
    RejectsWrites,
    /// Queries of the running release fail.
    BreaksReaders,
    /// Others wait for this lock.
    Blocks(LockLevel),
    /// The whole table is written anew.
    RewritesTable,
    /// The statement fails when rows violate it.
    FailsOnData,
    /// Somebody sees more or less than before.
    ChangesAccess,
    /// Nobody can say what it does.
    Unanalysable,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// An object of the model.
    Object(ObjectRef),
    /// Something the model has no words for: `trigger public.users touch`.
    Other(String),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Object(object) => write!(f, "{object}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// One thing a statement does, judged by one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `ICMS218`: frozen, never reused.
    pub code: &'static str,
    /// The rule: the stem of its file, `column_dropped`.
    pub rule: &'static str,
    /// How bad it is.
    pub class: Class,
    /// What it is about.
    pub subject: Subject,
    /// Which statement of the script does it, from 0.
    pub statement: usize,
    /// One sentence: what happens.
    pub message: String,
    /// The safer way, if there is one.
    pub remedy: Option<String>,
    /// Locks on relations that existed before, strongest first.
    pub locks: Vec<(LockLevel, QualifiedName)>,
    /// Who has to wait.
    pub impact: Impact,
    /// Tables written anew.
    pub rewrites: Vec<QualifiedName>,
    /// Tables read whole.
    pub scans: Vec<QualifiedName>,
    /// SQLSTATE of the failure when rows violate it.
    pub fails_with: Option<&'static str>,
    /// What values are lost.
    pub data_loss: DataLoss,
    /// What the running release meets.
    pub old_client: OldClient,
    /// Whether it can be taken back.
    pub reversible: Reversible,
    /// What kinds of harm, sorted.
    pub harms: Vec<Harm>,
    /// The state before, for people and for the fingerprint.
    pub before: String,
    /// The state after.
    pub after: String,
    /// Facts that moved the class, quoted: `the table has no rows`.
    pub facts: Vec<String>,
}
