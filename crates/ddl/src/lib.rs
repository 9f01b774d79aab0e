//! Changes to SQL: the only place that writes SQL.
//!
//! Input: objects of the model, under the names they have at that moment. Output: [`Statement`]s, and [`Clause`]s
//! that `table::alter` gathers into one `ALTER TABLE`. One module per kind. Names reach the text through
//! `icms_sql::quote_ident` alone and are always qualified; nothing is ever dropped with `CASCADE`.
//!
//! ```
//! use icms_model::{Builtin, Column, DataType, QualifiedName, Table};
//! let mut users = Table::new(QualifiedName::new("public", "User"));
//! users.columns.push(Column::new("id", DataType::builtin(Builtin::Int8)));
//! let create = icms_ddl::table::create(&users, &[]);
//! assert_eq!(create.sql, "CREATE TABLE public.\"User\" (\n    id bigint\n)");
//! ```

pub mod check;
mod clause;
pub mod column;
pub mod comment;
mod data_type;
pub mod database;
pub mod enumeration;
mod expression;
pub mod extension;
pub mod foreign_key;
pub mod function;
pub mod grant;
pub mod index;
mod name;
pub mod namespace;
mod options;
pub mod primary_key;
mod query;
pub mod script;
pub mod sequence;
mod statement;
pub mod table;
pub mod unique;
pub mod unmanaged;
pub mod view;

pub use clause::{Clause, Pass};
pub use data_type::written as type_text;
pub use statement::{Lock, Statement, Transaction};
