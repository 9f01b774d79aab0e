//! Values of arguments as text, words, choices and lists.

use icms_diagnostic::Diagnostic;
use icms_syntax::ast::Expression;

use crate::code;
use crate::context::Context;
use crate::suggest::{closest, listed};

/// A string.
pub(crate) fn string<'a>(context: &mut Context, value: &'a Expression) -> Option<&'a str> {
    if let Expression::String(text, _) = value {
        return Some(text);
    }
    let message = format!("expected text in double quotes, found {}", shown(value));
    let mut diagnostic = Diagnostic::error(code::BAD_ARGUMENT, message).at(value.span());
    if let Expression::Word(word, span) = value {
        diagnostic = diagnostic.help(format!("write `\"{word}\"`")).fix(*span, format!("\"{word}\""));
    }
    context.report(diagnostic);
    None
}

/// A bare word.
pub(crate) fn word<'a>(context: &mut Context, value: &'a Expression) -> Option<&'a str> {
    if let Expression::Word(text, _) = value {
        return Some(text);
    }
    let message = format!("expected a bare word, found {}", shown(value));
    let mut diagnostic = Diagnostic::error(code::BAD_ARGUMENT, message).at(value.span());
    if let Expression::String(text, span) = value {
        diagnostic = diagnostic.help("write it without quotes").fix(*span, text.as_str());
    }
    context.report(diagnostic);
    None
}

/// One of a few bare words.
pub(crate) fn choice<T: Copy>(context: &mut Context, value: &Expression, choices: &[(&str, T)]) -> Option<T> {
    let text = word(context, value)?;
    let found = choices.iter().find(|(name, _)| *name == text).map(|(_, choice)| *choice);
    if found.is_none() {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let diagnostic = Diagnostic::error(code::BAD_ARGUMENT, format!("`{text}` is none of the choices"))
            .at(value.span())
            .help(format!("it can be {}", listed(&names)));
        context.report(match closest(text, names.iter().copied()) {
            Some(near) => diagnostic.fix(value.span(), near),
            None => diagnostic,
        });
    }
    found
}

/// The elements of a list; a single value stands for a list of one, as in Prisma.
pub(crate) const fn items(value: &Expression) -> &[Expression] {
    match value {
        Expression::Array(items, _) => items.as_slice(),
        Expression::Number(..)
        | Expression::String(..)
        | Expression::Word(..)
        | Expression::Call { .. }
        | Expression::Object(..)
        | Expression::With { .. } => std::slice::from_ref(value),
    }
}

/// A value for messages.
pub(crate) fn shown(value: &Expression) -> String {
    match value {
        Expression::Number(text, _) => format!("the number `{text}`"),
        Expression::String(text, _) => format!("the text `\"{text}\"`"),
        Expression::Word(text, _) => format!("the word `{text}`"),
        Expression::Call { name, .. } => format!("a call of `{}`", name.value),
        Expression::Array(..) => "a list".to_owned(),
        Expression::Object(..) => "an object".to_owned(),
        Expression::With { .. } => "an element with an operator".to_owned(),
    }
}
