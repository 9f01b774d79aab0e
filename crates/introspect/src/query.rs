//! The bulk queries: one per kind, all about the whole database at once.

use crate::version;

macro_rules! queries {
    ($($(#[$doc:meta])* $variant:ident $file:literal,)*) => {
        /// One query. All take the oids of the namespaces as their only parameter.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Query {
            $($(#[$doc])* $variant,)*
            /// What the model has no words for.
            Unmanaged,
        }

        impl Query {
            /// The SQL for a server of this major version.
            pub fn sql(self, major: u32) -> String {
                match self {
                    $(Self::$variant => version::fit(include_str!($file), major),)*
                    Self::Unmanaged => version::fit(&crate::unmanaged::sql(), major),
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
    /// Tables of other namespaces that foreign keys refer to.
    Referenced "referenced.sql",
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
    /// What views, functions and unmanaged objects use.
    Depend "depend.sql",
}

impl Query {
    /// Where the queries of a large database go when two connections share them: the two lists take about as long.
    pub const LANES: [&'static [Self]; 2] = [
        &[Self::Column, Self::Comment, Self::Enumeration, Self::Extension, Self::View, Self::Function],
        &[
            Self::Constraint,
            Self::Index,
            Self::Sequence,
            Self::OperatorClass,
            Self::Referenced,
            Self::Depend,
            Self::Unmanaged,
        ],
    ];

    /// Whether its SQL has the parameter.
    pub const fn by_namespace(self) -> bool {
        !matches!(self, Self::OperatorClass | Self::Extension)
    }
}
