//! What `datasource` and `generator` blocks say.

mod datasource;
mod generator;
mod read;

use icms_diagnostic::{Diagnostic, Diagnostics, Span};
use icms_syntax::Dialect;
use icms_syntax::ast::{self, ConfigKind};

use crate::code;
use crate::declared::Declared;

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
    /// Comments of `schemas`, by name.
    pub schema_comments: Vec<(String, String)>,
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
    /// `comment:`
    pub comment: Option<String>,
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

/// Reads every configuration block; only the first datasource counts.
pub(crate) fn read(declared: &Declared, dialect: Dialect, diagnostics: &mut Diagnostics) -> Config {
    let mut config = Config::default();
    for block in &declared.configs {
        let reading = declared.unread.block(block.span);
        match (block.kind, &config.datasource) {
            (ConfigKind::Generator, _) => {
                let generator = generator::generator(block, reading, diagnostics);
                second_generator(&config, &generator, block, diagnostics);
                config.generators.push(generator);
            }
            (ConfigKind::Datasource, None) => {
                config.datasource = Some(datasource::datasource(block, reading, dialect, diagnostics));
            }
            (ConfigKind::Datasource, Some(first)) => {
                let message = format!("`{}` is a second datasource", block.name.value);
                let diagnostic = Diagnostic::error(code::SECOND_DATASOURCE, message).at(block.name.span);
                diagnostics.push(diagnostic.label(first.span, "the first one"));
            }
        }
    }
    config
}

fn second_generator(
    config: &Config,
    generator: &Generator,
    block: &ast::Config,
    diagnostics: &mut Diagnostics,
) {
    if let Some(first) = config.generators.iter().find(|first| first.name == generator.name) {
        let message = format!("the generator `{}` is declared twice", generator.name);
        let diagnostic = Diagnostic::error(code::DUPLICATE_NAME, message).at(block.name.span);
        diagnostics.push(diagnostic.label(first.span, "first declared here"));
    }
}
