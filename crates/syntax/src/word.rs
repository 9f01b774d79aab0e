//! The words that open a top-level block.

use crate::ast::ObjectWord;
use crate::grammar::Rule;

/// What a block is, from its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockWord {
    Datasource,
    Generator,
    Model,
    View,
    MaterializedView,
    Enum,
    Type,
    Mixin,
    Domain,
    Sequence,
    Function,
    Sql,
    Object(ObjectWord),
}

/// What stands in the braces of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    Fields,
    Values,
    Properties,
    /// No braces at all.
    Line,
}

impl BlockWord {
    /// All of them, for "did you mean".
    pub(crate) const ALL: [Self; 17] = [
        Self::Model,
        Self::Enum,
        Self::Type,
        Self::View,
        Self::MaterializedView,
        Self::Datasource,
        Self::Generator,
        Self::Mixin,
        Self::Domain,
        Self::Sequence,
        Self::Function,
        Self::Sql,
        Self::Object(ObjectWord::Range),
        Self::Object(ObjectWord::Partition),
        Self::Object(ObjectWord::Policy),
        Self::Object(ObjectWord::Trigger),
        Self::Object(ObjectWord::Role),
    ];

    /// As written; the first word of `materialized view`.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Datasource => "datasource",
            Self::Generator => "generator",
            Self::Model => "model",
            Self::View => "view",
            Self::MaterializedView => "materialized",
            Self::Enum => "enum",
            Self::Type => "type",
            Self::Mixin => "mixin",
            Self::Domain => "domain",
            Self::Sequence => "sequence",
            Self::Function => "function",
            Self::Sql => "sql",
            Self::Object(word) => object_text(word),
        }
    }

    /// The block that `word` opens.
    pub(crate) fn find(word: &str) -> Option<Self> {
        Some(match word {
            "datasource" => Self::Datasource,
            "generator" => Self::Generator,
            "model" => Self::Model,
            "view" => Self::View,
            "materialized" => Self::MaterializedView,
            "enum" => Self::Enum,
            "type" => Self::Type,
            "mixin" => Self::Mixin,
            "domain" => Self::Domain,
            "sequence" => Self::Sequence,
            "function" => Self::Function,
            "sql" => Self::Sql,
            "range" => Self::Object(ObjectWord::Range),
            "partition" => Self::Object(ObjectWord::Partition),
            "policy" => Self::Object(ObjectWord::Policy),
            "trigger" => Self::Object(ObjectWord::Trigger),
            "role" => Self::Object(ObjectWord::Role),
            _ => return None,
        })
    }

    /// The grammar rule of the whole block.
    pub(crate) const fn rule(self) -> Rule {
        match self {
            Self::Datasource | Self::Generator => Rule::config,
            Self::Model => Rule::model,
            Self::View | Self::MaterializedView => Rule::view,
            Self::Enum => Rule::enumeration,
            Self::Type => Rule::composite,
            Self::Mixin => Rule::mixin,
            Self::Domain => Rule::domain,
            Self::Sequence => Rule::sequence,
            Self::Function => Rule::function,
            Self::Sql => Rule::verbatim,
            Self::Object(ObjectWord::Range) => Rule::range,
            Self::Object(ObjectWord::Partition) => Rule::partition,
            Self::Object(ObjectWord::Policy) => Rule::policy,
            Self::Object(ObjectWord::Trigger) => Rule::trigger,
            Self::Object(ObjectWord::Role) => Rule::role,
        }
    }

    /// The grammar rule of what stands before the braces.
    pub(crate) const fn head(self) -> Rule {
        match self {
            Self::Datasource | Self::Generator => Rule::config_head,
            Self::Model => Rule::model_head,
            Self::View | Self::MaterializedView => Rule::view_head,
            Self::Enum => Rule::enumeration_head,
            Self::Type => Rule::composite_head,
            Self::Mixin => Rule::mixin_head,
            Self::Sequence => Rule::sequence_head,
            Self::Object(ObjectWord::Range) => Rule::range_head,
            Self::Object(ObjectWord::Partition) => Rule::partition_head,
            Self::Object(ObjectWord::Policy) => Rule::policy_head,
            Self::Object(ObjectWord::Trigger) => Rule::trigger_head,
            Self::Object(ObjectWord::Role) => Rule::role_head,
            Self::Domain | Self::Function | Self::Sql => self.rule(),
        }
    }

    /// What stands in its braces.
    pub(crate) const fn body(self) -> Body {
        match self {
            Self::Model | Self::View | Self::MaterializedView | Self::Type | Self::Mixin => Body::Fields,
            Self::Enum => Body::Values,
            Self::Datasource | Self::Generator | Self::Sequence | Self::Object(_) => Body::Properties,
            Self::Domain | Self::Function | Self::Sql => Body::Line,
        }
    }

    /// True for the words that Prisma's language has too.
    pub(crate) const fn is_prisma(self) -> bool {
        matches!(
            self,
            Self::Datasource | Self::Generator | Self::Model | Self::View | Self::Enum | Self::Type
        )
    }
}

/// How the keyword is written.
pub(crate) const fn object_text(word: ObjectWord) -> &'static str {
    match word {
        ObjectWord::Range => "range",
        ObjectWord::Partition => "partition",
        ObjectWord::Policy => "policy",
        ObjectWord::Trigger => "trigger",
        ObjectWord::Role => "role",
    }
}
