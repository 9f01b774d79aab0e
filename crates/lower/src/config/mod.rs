//! What `datasource` and `generator` blocks say.

use icms_diagnostic::Span;

/// The configuration in the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The datasource, if there is one.
    pub datasource: Option<Datasource>,
    /// Generators in the order of the files.
    pub generators: Vec<Generator>,
}

/// What the datasource says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datasource {
    /// Its name: the prefix of native types.
    pub name: String,
    /// `postgresql`.
    pub provider: String,
    /// `url`.
    pub url: Option<Url>,
    /// `directUrl`.
    pub direct_url: Option<Url>,
    /// `shadowDatabaseUrl`.
    pub shadow_url: Option<Url>,
    /// `relationMode`.
    pub relation_mode: RelationMode,
    /// `schemas`, when given.
    pub schemas: Option<Vec<String>>,
    /// `extensions`.
    pub extensions: Vec<ExtensionConfig>,
    /// `comments`.
    pub comments: Comments,
    /// `naming`.
    pub naming: Naming,
    /// The whole block.
    pub span: Span,
}

/// Where a URL comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Url {
    /// Written in the file.
    Literal(String),
    /// `env("NAME")`.
    Env(String),
}

/// Who keeps relations whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RelationMode {
    /// The database.
    #[default]
    ForeignKeys,
    /// The client: no foreign keys are made.
    Prisma,
}

/// What becomes of `///`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comments {
    /// `COMMENT ON`.
    Database,
    /// Nothing in the database.
    Off,
}

/// How names without `@map` are spelled in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Naming {
    /// As in the file.
    #[default]
    Verbatim,
    /// `createdAt` becomes `created_at`.
    SnakeCase,
}

/// One entry of `extensions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionConfig {
    /// The extension's name in the database.
    pub name: String,
    /// `schema:`
    pub schema: Option<String>,
    /// `version:`
    pub version: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What a generator says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generator {
    /// Its name.
    pub name: String,
    /// `provider`, when it is a plain string.
    pub provider: Option<String>,
    /// `output`, when it is a plain string.
    pub output: Option<String>,
    /// `previewFeatures`.
    pub preview_features: Vec<String>,
    /// The whole block.
    pub span: Span,
}
