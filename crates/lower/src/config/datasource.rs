//! The `datasource` block.

use icms_diagnostic::{Diagnostic, Diagnostics};
use icms_syntax::Dialect;
use icms_syntax::ast::{self, Argument, Expression, Property};

use super::{Comments, Datasource, ExtensionConfig, Naming, RelationMode, read};
use crate::code;
use crate::suggest::{closest, listed};
use crate::unread::Reading;

/// Every property it has.
const PROPERTIES: [&str; 10] = [
    "provider",
    "url",
    "directUrl",
    "shadowDatabaseUrl",
    "relationMode",
    "referentialIntegrity",
    "schemas",
    "extensions",
    "comments",
    "naming",
];

/// Reads the datasource.
pub(super) fn datasource(
    config: &ast::Config,
    reading: Reading,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Datasource {
    read::check_properties(config, diagnostics);
    let mut source = empty(config, dialect);
    let mut given: Vec<&str> = Vec::with_capacity(config.properties.len());
    for property in &config.properties {
        let known = PROPERTIES.into_iter().find(|known| *known == property.name.value);
        let Some(name) = known.or_else(|| unknown(property, diagnostics)) else { continue };
        given.push(name);
        if let Some(value) = &property.value {
            read_property(&mut source, name, property, value, diagnostics);
        }
    }
    if reading == Reading::Whole && !given.contains(&"provider") {
        let message = format!("the datasource `{}` has no `provider`", source.name);
        let diagnostic = Diagnostic::error(code::MISSING_PROPERTY, message).at(config.name.span);
        diagnostics.push(diagnostic.help("add `provider = \"postgresql\"`"));
    }
    source
}

fn empty(config: &ast::Config, dialect: Dialect) -> Datasource {
    Datasource {
        name: config.name.value.clone(),
        provider: "postgresql".to_owned(),
        url: None,
        direct_url: None,
        shadow_url: None,
        relation_mode: RelationMode::ForeignKeys,
        schemas: None,
        schema_comments: Vec::new(),
        extensions: Vec::new(),
        comments: match dialect {
            Dialect::Icms => Comments::Database,
            Dialect::Prisma => Comments::Off,
        },
        naming: Naming::Verbatim,
        span: config.span,
    }
}

fn read_property(
    source: &mut Datasource,
    name: &str,
    property: &Property,
    value: &Expression,
    diagnostics: &mut Diagnostics,
) {
    match name {
        "provider" => provider(source, value, diagnostics),
        "url" => source.url = read::url(value, diagnostics),
        "directUrl" => source.direct_url = read::url(value, diagnostics),
        "shadowDatabaseUrl" => source.shadow_url = read::url(value, diagnostics),
        "relationMode" | "referentialIntegrity" => {
            let modes = [("foreignKeys", RelationMode::ForeignKeys), ("prisma", RelationMode::Prisma)];
            source.relation_mode = read::choice(property, &modes, diagnostics).unwrap_or_default();
        }
        "schemas" => schemas(source, value, diagnostics),
        "extensions" => {
            let items = crate::attribute::items(value);
            source.extensions = items.iter().filter_map(|item| extension(item, diagnostics)).collect();
        }
        "comments" => {
            let modes = [("database", Comments::Database), ("off", Comments::Off)];
            source.comments = read::choice(property, &modes, diagnostics).unwrap_or(source.comments);
        }
        "naming" => {
            let ways = [("snake_case", Naming::SnakeCase), ("verbatim", Naming::Verbatim)];
            source.naming = read::choice(property, &ways, diagnostics).unwrap_or_default();
        }
        _ => {}
    }
}

fn provider(source: &mut Datasource, value: &Expression, diagnostics: &mut Diagnostics) {
    let Some(provider) = read::text(value, diagnostics) else { return };
    if !matches!(provider.as_str(), "postgresql" | "postgres") {
        let message = format!("`{provider}` is not PostgreSQL");
        diagnostics.push(
            Diagnostic::error(code::OTHER_PROVIDER, message)
                .at(value.span())
                .help("only `postgresql` schemas can be read")
                .fix(value.span(), "\"postgresql\""),
        );
    }
    source.provider = provider;
}

fn schemas(source: &mut Datasource, value: &Expression, diagnostics: &mut Diagnostics) {
    let mut names = Vec::new();
    for item in crate::attribute::items(value) {
        let (name, comment) = match item {
            Expression::Call { name, arguments, .. } if name.value == "schema" => {
                commented(arguments, diagnostics)
            }
            other => (read::text(other, diagnostics), None),
        };
        let Some(name) = name else { continue };
        source.schema_comments.extend(comment.map(|comment| (name.clone(), comment)));
        names.push(name);
    }
    if names.is_empty() {
        let diagnostic = Diagnostic::error(code::BAD_PROPERTY, "`schemas` must not be empty");
        diagnostics.push(diagnostic.at(value.span()).help("name one: `schemas = [\"public\"]`"));
    }
    if let Some(twice) =
        names.iter().enumerate().find_map(|(at, name)| names[..at].contains(name).then_some(name))
    {
        let message = format!("`schemas` lists `{twice}` twice");
        let diagnostic = Diagnostic::error(code::BAD_PROPERTY, message).at(value.span());
        diagnostics.push(diagnostic.help("remove one of the two"));
    }
    source.schemas = Some(names);
}

/// `schema("app", comment: "…")`
fn commented(arguments: &[Argument], diagnostics: &mut Diagnostics) -> (Option<String>, Option<String>) {
    let mut found = (None, None);
    for argument in arguments {
        match argument.name.as_ref().map(|name| name.value.as_str()) {
            None => found.0 = read::text(&argument.value, diagnostics),
            Some("comment") => found.1 = read::text(&argument.value, diagnostics),
            Some(_) => {
                let diagnostic =
                    Diagnostic::error(code::BAD_PROPERTY, "a schema takes its name and `comment`");
                diagnostics.push(diagnostic.at(argument.span));
            }
        }
    }
    found
}

/// `uuid_ossp(map: "uuid-ossp", schema: "extensions", version: "1.1")` or the bare name.
fn extension(item: &Expression, diagnostics: &mut Diagnostics) -> Option<ExtensionConfig> {
    let (name, arguments): (&str, &[Argument]) = match item {
        Expression::Word(name, _) | Expression::String(name, _) => (name, &[]),
        Expression::Call { name, arguments, .. } => (&name.value, arguments),
        other => {
            let message = format!("expected an extension, found {}", crate::attribute::shown(other));
            diagnostics.push(Diagnostic::error(code::BAD_PROPERTY, message).at(other.span()));
            return None;
        }
    };
    let mut found = ExtensionConfig {
        name: name.to_owned(),
        schema: None,
        version: None,
        comment: None,
        span: item.span(),
    };
    for argument in arguments {
        let slot = match argument.name.as_ref().map(|name| name.value.as_str()) {
            Some("map") => {
                found.name = read::text(&argument.value, diagnostics)?;
                continue;
            }
            Some("schema") => &mut found.schema,
            Some("version") => &mut found.version,
            Some("comment") => &mut found.comment,
            Some(_) | None => {
                let message = "an extension takes `map`, `schema`, `version` and `comment`";
                diagnostics.push(Diagnostic::error(code::BAD_PROPERTY, message).at(argument.span));
                continue;
            }
        };
        *slot = read::text(&argument.value, diagnostics);
    }
    Some(found)
}

/// A property that does not exist, and the one that was meant.
fn unknown(property: &Property, diagnostics: &mut Diagnostics) -> Option<&'static str> {
    let name = &property.name;
    let message = format!("a datasource has no property `{}`", name.value);
    let diagnostic = Diagnostic::error(code::UNKNOWN_PROPERTY, message).at(name.span);
    let meant = closest(&name.value, PROPERTIES);
    diagnostics.push(match meant {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")).fix(name.span, word),
        None => diagnostic.help(format!("there are {}", listed(&PROPERTIES))),
    });
    meant
}
