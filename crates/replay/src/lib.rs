//! SQL statements applied to a schema in process, one at a time: what would PostgreSQL's catalogue be?
//!
//! Input: a [`Schema`](icms_model::Schema) and the statements of a script. Output: the schema afterwards, what each
//! statement did ([`StatementEffects`]) and diagnostics E3xxx. Invariants: total, no IO; nothing is skipped in silence:
//! a statement whose effect cannot be known from its text is an [`Opaque`](icms_model::effect::Opaque) effect, one
//! that a server would refuse is a diagnostic and an opaque effect too.
//!
//! ```
//! use icms_diagnostic::FileId;
//! use icms_model::{QualifiedName, Schema};
//! let script = icms_sql::Script::parse(FileId(0), "CREATE TABLE users (id SERIAL PRIMARY KEY);");
//! let replayed = icms_replay::replay(Schema::empty(), &script);
//! assert!(replayed.schema.tables.find(&QualifiedName::new("public", "users")).is_some());
//! assert!(replayed.schema.sequences.find(&QualifiedName::new("public", "users_id_seq")).is_some());
//! ```

mod alter_table;
mod block;
mod catalogue;
mod check;
pub mod codes;
mod column;
mod comment;
mod condition;
mod constraint;
mod data;
mod default;
mod dependents;
mod effects;
mod enumeration;
mod expression;
mod extension;
mod foreign_key;
mod function;
mod guard;
mod index;
mod label;
mod namespace;
mod naming;
mod opaque;
mod pointers;
mod primary_key;
mod query;
mod refusal;
mod rename;
mod replay;
mod sequence;
mod session;
mod state;
mod statement;
mod storage;
mod syntax;
mod table;
mod table_as;
mod types;
mod unique;
mod unmanaged;
mod view;

pub use effects::{Outcome, Replayed, StatementEffects, Transaction};
pub use replay::{Replay, replay};
pub use types::Types;
