//! SQL statements applied to a schema in process, one at a time: what would PostgreSQL's catalogue be?
//!
//! Input: a [`Schema`](icms_model::Schema) and the statements of a script. Output: the schema afterwards, what each
//! statement did ([`StatementEffects`]) and diagnostics E3xxx. Invariants: total, no IO; nothing is skipped in silence:
//! a statement whose effect cannot be known from its text is an [`Opaque`](icms_model::effect::Opaque) effect, one
//! that a server would refuse is a diagnostic.
//!
//! ```
//! use icms_diagnostic::FileId;
//! use icms_model::Schema;
//! let script = icms_sql::Script::parse(FileId(0), "CREATE TABLE users (id SERIAL PRIMARY KEY);");
//! let replayed = icms_replay::replay(Schema::empty(), &script);
//! assert_eq!(replayed.statements.len(), 1);
//! ```

mod effects;
mod replay;

pub use effects::{Outcome, Replayed, StatementEffects, Transaction};
pub use replay::{Replay, replay};
