//! The bulk queries: one per kind, all about the whole database at once.

use crate::{unmanaged, version};

macro_rules! queries {
    ($($(#[$doc:meta])* $variant:ident $file:literal,)*) => {
        /// One query. All take the oids of the namespaces as their only parameter.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Query {
            $($(#[$doc])* $variant,)*
            /// Which kinds there are that the model has no words for; a second query lists those.
            Unmanaged,
        }

        impl Query {
            /// The SQL for a server of this major version.
            pub fn sql(self, major: u32) -> String {
                match self {
                    $(Self::$variant => version::fit(include_str!($file), major),)*
                    Self::Unmanaged => unmanaged::conditions(major),
                }
            }
        }
    };
}

queries! {
    /// Tables of every shape.
    Table "table.sql",
    /// Columns with their defaults.
    Column "column.sql",
    /// Constraints of tables.
    Constraint "constraint.sql",
    /// Indexes.
    Index "index.sql",
    /// Operator classes.
    OperatorClass "operator_class.sql",
    /// Sequences with their owners.
    Sequence "sequence.sql",
    /// Enums.
    Enumeration "enumeration.sql",
    /// Extensions.
    Extension "extension.sql",
    /// Views and materialized views.
    View "view.sql",
    /// Functions and procedures.
    Function "function.sql",
    /// Comments.
    Comment "comment.sql",
}

impl Query {
    /// Where the queries of a large database go when two connections share them: the two lists take about as long.
    pub const LANES: [&'static [Self]; 2] = [
        &[Self::Column, Self::Comment, Self::Enumeration, Self::Extension, Self::View, Self::Function],
        &[Self::Constraint, Self::Index, Self::Sequence, Self::OperatorClass, Self::Unmanaged],
    ];

    /// Whether its SQL has the parameter.
    pub const fn by_namespace(self) -> bool {
        !matches!(self, Self::OperatorClass | Self::Extension | Self::Unmanaged)
    }
}
