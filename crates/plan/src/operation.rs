//! The smallest thing a plan orders: what it makes and leaves, and how it is written when its turn comes.

use icms_ddl::{Clause, Statement};
use icms_model::QualifiedName;

use crate::key::{Key, Slot};
use crate::names::{Move, Names};

/// One thing to do.
pub struct Operation<'s> {
    /// The changes it serves, by their place in the list.
    pub changes: Vec<usize>,
    /// Where it goes when nothing else decides.
    pub rank: Rank,
    /// What people read above it: `create table public.users`.
    pub title: String,
    /// What is no longer there, or no longer as it was.
    pub leaves: Vec<Key>,
    /// What was put aside earlier and goes now.
    pub retires: Vec<Key>,
    /// What is there afterwards.
    pub makes: Vec<Key>,
    /// What has its final name afterwards.
    pub settles: Vec<Key>,
    /// What must be there and have its final name before.
    pub needs: Vec<Key>,
    /// What must be gone before.
    pub waits: Vec<Key>,
    /// Names that can be taken afterwards.
    pub frees: Vec<Slot>,
    /// Names that it takes.
    pub takes: Vec<Slot>,
    /// The name it changes, if it does.
    pub moves: Vec<Move>,
    /// Its text.
    pub text: Text<'s>,
}

/// Writes statements once it is known what everything is called.
pub type Statements<'s> = Box<dyn Fn(&Names) -> Vec<Statement> + 's>;
/// Writes subcommands once it is known what everything is called.
pub type Clauses<'s> = Box<dyn Fn(&Names) -> Vec<Clause> + 's>;

/// How an operation is written.
pub enum Text<'s> {
    /// As statements of its own.
    Statements(Statements<'s>),
    /// As part of an `ALTER TABLE`, with statements that follow it.
    Clauses {
        /// The table.
        table: Subject,
        /// Its subcommands.
        clauses: Clauses<'s>,
        /// What follows.
        then: Option<Statements<'s>>,
    },
}

/// A table under its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// It was there before, under this name.
    Old(QualifiedName),
    /// It is named as it is afterwards.
    New(QualifiedName),
}

impl Subject {
    /// What it is called now.
    pub fn now(&self, names: &Names) -> QualifiedName {
        match self {
            Self::Old(name) => names.table(name),
            Self::New(name) => name.clone(),
        }
    }
}

/// The order of reading, where the graph leaves a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Values of enums that must be committed before their use.
    CommittedValue,
    /// Foreign keys that go.
    DropForeignKey,
    /// Views that go or are made again.
    DropView,
    /// Indexes that go.
    DropIndex,
    /// Everything that gets another name.
    Rename,
    /// Namespaces and extensions.
    Ground,
    /// Enums.
    Type,
    /// Sequences.
    Sequence,
    /// Functions.
    Function,
    /// New tables.
    CreateTable,
    /// Tables that change; together by table.
    AlterTable,
    /// What a table's changes make possible: owners of sequences.
    AfterTable,
    /// New indexes.
    CreateIndex,
    /// New foreign keys.
    AddForeignKey,
    /// New views.
    CreateView,
    /// Comments on what was there before.
    Comment,
    /// Tables that go.
    DropTable,
    /// Functions, sequences, types, extensions, namespaces that go.
    DropRest,
}

impl<'s> Operation<'s> {
    /// An operation with statements of its own.
    pub fn new(rank: Rank, title: impl Into<String>, text: impl Fn(&Names) -> Vec<Statement> + 's) -> Self {
        Self::with(rank, title.into(), Text::Statements(Box::new(text)))
    }

    /// An operation that is part of an `ALTER TABLE`.
    pub fn clause(
        rank: Rank,
        title: impl Into<String>,
        table: Subject,
        clauses: impl Fn(&Names) -> Vec<Clause> + 's,
    ) -> Self {
        Self::with(rank, title.into(), Text::Clauses { table, clauses: Box::new(clauses), then: None })
    }

    fn with(rank: Rank, title: String, text: Text<'s>) -> Self {
        Self {
            changes: Vec::new(),
            rank,
            title,
            leaves: Vec::new(),
            retires: Vec::new(),
            makes: Vec::new(),
            settles: Vec::new(),
            needs: Vec::new(),
            waits: Vec::new(),
            frees: Vec::new(),
            takes: Vec::new(),
            moves: Vec::new(),
            text,
        }
    }

    /// Says which changes it serves.
    pub fn serving(mut self, changes: impl IntoIterator<Item = usize>) -> Self {
        self.changes.extend(changes);
        self
    }

    /// Says what it ends.
    pub fn leaving(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.leaves.extend(keys);
        self
    }

    /// Says what it makes.
    pub fn making(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.makes.extend(keys);
        self
    }

    /// Says what gets its final name.
    pub fn settling(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.settles.extend(keys);
        self
    }

    /// Says what must be there.
    pub fn needing(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.needs.extend(keys);
        self
    }

    /// Says what must be gone.
    pub fn waiting_for(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.waits.extend(keys);
        self
    }

    /// Says what was put aside before and ends here.
    pub fn retiring(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.retires.extend(keys);
        self
    }

    /// Says which names become free.
    pub fn freeing(mut self, slots: impl IntoIterator<Item = Slot>) -> Self {
        self.frees.extend(slots);
        self
    }

    /// Says which names it needs free.
    pub fn taking(mut self, slots: impl IntoIterator<Item = Slot>) -> Self {
        self.takes.extend(slots);
        self
    }

    /// Says which name it changes.
    pub fn moving(mut self, renamed: Move) -> Self {
        self.moves.push(renamed);
        self
    }

    /// Adds statements behind an `ALTER TABLE`.
    pub fn followed_by(mut self, statements: impl Fn(&Names) -> Vec<Statement> + 's) -> Self {
        if let Text::Clauses { then, .. } = &mut self.text {
            *then = Some(Box::new(statements));
        }
        self
    }
}
