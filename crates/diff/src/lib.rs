//! Two schemas to an ordered list of changes.
//!
//! Input: a pair of [`Schema`]s, the renames that the author declared, and what a server answered about expressions
//! that were undecided the last time. Output: a [`Difference`]. Invariants: pure and total; the order is a function
//! of the input (kind by kind, then the after schema's order, drops last in the before schema's order); only what
//! both scopes speak about is compared, and what the language of one side cannot say never becomes a change;
//! without renames, the inverse of every change is a change of the way back.
//!
//! A table that is created or dropped takes columns, keys and checks along; its indexes, foreign keys, owned
//! sequences and comments are changes of their own in both directions (`plan` leaves out the statements that a
//! `DROP TABLE` makes needless). A member that differs is dropped and created; one that differs in nothing but its
//! name is renamed.
//!
//! ```
//! use icms_diff::{Answers, diff};
//! use icms_model::{Builtin, Column, DataType, Hints, Pair, QualifiedName, Schema, Table};
//! let before = Schema::empty();
//! let mut after = Schema::empty();
//! let mut users = Table::new(QualifiedName::new("public", "users"));
//! users.columns.push(Column::new("id", DataType::builtin(Builtin::Int8)));
//! after.tables.insert(users);
//! let found = diff(Pair::new(&before, &after), &Hints::default(), &Answers::default());
//! assert_eq!(found.changes.len(), 1);
//! assert!(found.undecided.is_empty());
//! ```

mod answers;
mod check;
pub mod code;
mod column;
mod comment;
mod comparison;
mod describe;
mod difference;
mod enumeration;
mod expression;
mod extension;
mod foreign_key;
mod function;
mod index;
mod member;
mod namespace;
mod naming;
mod object;
mod primary_key;
mod prisma;
mod rename;
mod scope;
mod sequence;
mod table;
mod unique;
mod view;

pub use answers::{Answers, Verdict};
pub use describe::{Described, describe};
pub use difference::{Difference, Place, Undecided};
pub use naming::{is_meaningless, name_for};

use comparison::Comparison;
use icms_model::{Enum, Extension, Function, Hints, Namespace, Pair, Schema, Sequence, Table, View};

/// What has to change for `before` to become `after`.
#[must_use]
pub fn diff(schemas: Pair<&Schema>, hints: &Hints, answers: &Answers) -> Difference {
    let mut comparison = Comparison::new(schemas, hints, answers);
    let cmp = &mut comparison;
    object::compare::<Namespace>(cmp);
    object::compare::<Extension>(cmp);
    object::compare::<Enum>(cmp);
    sequence::follow_owners(cmp);
    object::compare::<Sequence>(cmp);
    object::compare::<Table>(cmp);
    object::compare::<Function>(cmp);
    object::compare::<View>(cmp);
    comparison.finish()
}
