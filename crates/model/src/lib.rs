//! The schema as it is meant: objects, types, changes, effects, facts. Nothing else is ever compared.
//!
//! Three sources become a [`Schema`]: schema files (`lower`), SQL scripts (`replay`) and live databases
//! (`introspect`). A `Schema` is flat arenas of shared objects; ids are valid in one schema only, everything
//! that leaves it is named by [`ObjectRef`]. Cloning is cheap.
//!
//! ```
//! use icms_model::{Builtin, Column, DataType, QualifiedName, Schema, Table};
//! let mut schema = Schema::empty();
//! let mut users = Table::new(QualifiedName::new("public", "users"));
//! users.columns.push(Column::new("id", DataType::builtin(Builtin::Int8)));
//! let id = schema.tables.insert(users);
//! assert_eq!(schema.walk(id).columns[0].data_type.to_string(), "bigint");
//! ```

mod arena;
mod bare;
mod cast;
pub mod change;
mod check;
mod column;
mod constraint;
mod data_type;
mod description;
mod dump;
pub mod effect;
pub mod entity;
mod enumeration;
mod expr;
mod extension;
mod facts;
mod foreign_key;
mod function;
mod hints;
mod index;
mod lock;
mod namespace;
mod object;
mod operator_class;
mod pair;
mod path;
mod primary_key;
mod schema;
mod scope;
mod sequence;
mod table;
mod target;
mod text;
mod unique;
mod unmanaged;
mod view;
mod walker;

pub use arena::{Arena, Id};
pub use cast::Cast;
pub use change::Change;
pub use check::Check;
pub use column::{Column, DefaultValue, Generated, GeneratedKind, Identity, IdentityKind};
pub use constraint::{Deferrable, Inheritance, NullsDistinct, Validation};
pub use data_type::{Array, Builtin, Category, DataType, Modifier, TypeName};
pub use description::{Carrier, Description, ResultColumn, ValueType};
pub use dump::dump;
pub use enumeration::Enum;
pub use expr::Expr;
pub use extension::Extension;
pub use facts::{ColumnFacts, Facts, TableFacts};
pub use foreign_key::{ForeignKey, Match, ReferentialAction};
pub use function::{Function, FunctionKind, FunctionParts, Signature};
pub use hints::Hints;
pub use index::{Index, IndexKey, IndexState, KeyPart, NullsOrder, SortOrder, Uniqueness};
pub use lock::LockLevel;
pub use namespace::Namespace;
pub use object::{ObjectKind, ObjectName, ObjectRef, QualifiedName, SchemaObject};
pub use operator_class::{default_operator_class, is_default_operator_class};
pub use pair::Pair;
pub use path::Path;
pub use primary_key::PrimaryKey;
pub use schema::{
    EnumId, ExtensionId, FunctionId, MemberId, NamespaceId, Schema, SequenceId, TableId, ViewId,
};
pub use scope::{LEDGERS, Language, Scope};
pub use sequence::{Sequence, SequenceOptions, SequenceOwner};
pub use table::{Member, Persistence, Table};
pub use target::Target;
pub use text::Text;
pub use unique::Unique;
pub use unmanaged::Unmanaged;
pub use view::{View, ViewKind};
pub use walker::{InSchema, Walker};
