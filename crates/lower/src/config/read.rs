//! Properties of configuration blocks as values.

use icms_diagnostic::Diagnostic;
use icms_diagnostic::Diagnostics;
use icms_syntax::ast::{self, Expression, Property};

use super::Url;
use crate::attribute::shown;
use crate::code;

/// The value of a property, when there is one.
pub(super) fn value<'a>(config: &'a ast::Config, name: &str) -> Option<&'a Expression> {
    config.properties.iter().find(|property| property.name.value == name)?.value.as_ref()
}

/// Text, or a complaint.
pub(super) fn text(value: &Expression, diagnostics: &mut Diagnostics) -> Option<String> {
    if let Expression::String(text, _) = value {
        return Some(text.clone());
    }
    let message = format!("expected text in double quotes, found {}", shown(value));
    let mut diagnostic = Diagnostic::error(code::BAD_PROPERTY, message).at(value.span());
    if let Expression::Word(word, span) = value {
        diagnostic = diagnostic.help(format!("write `\"{word}\"`")).fix(*span, format!("\"{word}\""));
    }
    diagnostics.push(diagnostic);
    None
}

/// The texts in a list; anything else in it is a complaint.
pub(super) fn texts(value: &Expression, diagnostics: &mut Diagnostics) -> Vec<String> {
    crate::attribute::items(value).iter().filter_map(|item| text(item, diagnostics)).collect()
}

/// A URL or where it comes from.
pub(super) fn url(value: &Expression, diagnostics: &mut Diagnostics) -> Option<Url> {
    match value {
        Expression::Call { name, arguments, .. } if name.value == "env" => {
            let variable = arguments.first().map(|argument| &argument.value)?;
            text(variable, diagnostics).map(Url::Env)
        }
        other => text(other, diagnostics).map(Url::Literal),
    }
}

/// One of a few texts.
pub(super) fn choice<T: Copy>(
    property: &Property,
    choices: &[(&str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let value = property.value.as_ref()?;
    let text = text(value, diagnostics)?;
    let found = choices.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice);
    if found.is_none() {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        diagnostics.push(
            Diagnostic::error(
                code::BAD_PROPERTY,
                format!("`{}` cannot be `\"{text}\"`", property.name.value),
            )
            .at(value.span())
            .help(format!("it can be {}", crate::suggest::listed(&words))),
        );
    }
    found
}

/// Properties given twice or without value.
pub(super) fn check_properties(config: &ast::Config, diagnostics: &mut Diagnostics) {
    let mut seen: Vec<&str> = Vec::new();
    for property in &config.properties {
        let name = property.name.value.as_str();
        if seen.contains(&name) {
            let message = format!("`{name}` is given twice");
            diagnostics.push(Diagnostic::error(code::DUPLICATE_PROPERTY, message).at(property.span));
        }
        if property.value.is_none() {
            let message = format!("`{name}` has no value");
            diagnostics.push(Diagnostic::error(code::MISSING_PROPERTY, message).at(property.span));
        }
        seen.push(name);
    }
}
