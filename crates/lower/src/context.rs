//! What every reader knows: the dialect, the configuration, the names declared, and where to report.

use icms_diagnostic::{Code, Diagnostic, Diagnostics, Span};
use icms_model::{DataType, QualifiedName, Target};
use icms_sql::Name;
use icms_syntax::Dialect;

use crate::Config;
use crate::config::{Comments, Naming, RelationMode};
use crate::declared::{Declared, TypeTarget};
use crate::enumeration::EnumDeclaration;
use crate::user_type::UserTypes;

/// What every reader knows.
#[derive(Clone)]
pub(crate) struct Context<'a> {
    /// `.prisma` or `.icms`.
    pub dialect: Dialect,
    /// The server.
    pub target: Target,
    /// Where things without `@@schema` live.
    pub default_namespace: Name,
    /// Datasource and generators.
    pub config: Config,
    /// Every block by kind, and types by name.
    pub declared: Declared<'a>,
    /// Enums with their names in the database.
    pub enums: Vec<EnumDeclaration<'a>>,
    /// Models of which a field was named that they do not have.
    pub missed: Vec<&'a str>,
    /// Domains and composite types with what they are made of.
    pub user_types: UserTypes<'a>,
    /// What was found wrong so far.
    pub diagnostics: Diagnostics,
}

impl<'a> Context<'a> {
    /// The same for another thread, whose diagnostics are its own until [`Self::join`].
    pub(crate) fn beside(&mut self) -> Self {
        let diagnostics = std::mem::take(&mut self.diagnostics);
        let other = self.clone();
        self.diagnostics = diagnostics;
        other
    }

    /// Takes over what another thread reported.
    pub(crate) fn join(&mut self, other: Self) {
        self.diagnostics.append(other.diagnostics);
        self.missed.extend(other.missed);
    }

    /// Adds a diagnostic.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds an error without help.
    pub(crate) fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.report(Diagnostic::error(code, message).at(span));
    }

    /// What stands before the dot of native types.
    pub(crate) fn prefix(&self) -> &str {
        self.config.datasource.as_ref().map_or("db", |datasource| &datasource.name)
    }

    /// How names without `@map` are spelled.
    pub(crate) fn naming(&self) -> Naming {
        self.config.datasource.as_ref().map_or(Naming::Verbatim, |datasource| datasource.naming)
    }

    /// Who keeps relations whole.
    pub(crate) fn relation_mode(&self) -> RelationMode {
        self.config.datasource.as_ref().map_or(RelationMode::ForeignKeys, |d| d.relation_mode)
    }

    /// What becomes of `///`.
    pub(crate) fn comments(&self) -> Comments {
        let by_dialect = match self.dialect {
            Dialect::Icms => Comments::Database,
            Dialect::Prisma => Comments::Off,
        };
        self.config.datasource.as_ref().map_or(by_dialect, |datasource| datasource.comments)
    }

    /// The comment in the database that documentation becomes.
    pub(crate) fn comment(&self, docs: Option<&String>) -> Option<icms_model::Text> {
        match self.comments() {
            Comments::Database => docs.filter(|text| !text.is_empty()).map(|text| text.as_str().into()),
            Comments::Off => None,
        }
    }

    /// What a type's name refers to.
    pub(crate) fn type_target(&self, name: &str) -> Option<TypeTarget> {
        self.declared.types.get(name).copied()
    }

    /// A type of an extension, where that extension is said to live.
    pub(crate) fn extension_type(&self, name: &str) -> DataType {
        let namespace = self
            .config
            .datasource
            .iter()
            .flat_map(|datasource| &datasource.extensions)
            .find(|extension| extension.name == name)
            .and_then(|extension| extension.schema.as_deref());
        let namespace = namespace.map_or_else(|| self.default_namespace.clone(), Name::new);
        DataType::named(QualifiedName { namespace, name: Name::new(name) })
    }

    /// The type behind a bare name in SQL text: an enum of this schema, else one of the default namespace.
    pub(crate) fn type_named(&self, name: &Name) -> QualifiedName {
        let declared = self.enums.iter().find(|candidate| candidate.database.name == *name);
        declared.map_or_else(
            || match self.extension_type(name.as_str()).name {
                icms_model::TypeName::Named(name) => name,
                icms_model::TypeName::Builtin(_) => QualifiedName::new("pg_catalog", name.clone()),
            },
            |declared| declared.database.clone(),
        )
    }
}
