//! The arguments of one attribute against what it takes.

use icms_diagnostic::{Diagnostic, Span};
use icms_syntax::Dialect;
use icms_syntax::ast::{Argument, Attribute, Expression};

use super::value;
use crate::code;
use crate::context::Context;
use crate::suggest::closest;

/// What an attribute takes.
pub(crate) struct Takes {
    /// Arguments that may stand without their name, in order.
    pub positional: &'static [&'static str],
    /// Further arguments of Prisma's.
    pub named: &'static [&'static str],
    /// Further arguments of `.icms` files.
    pub beyond: &'static [&'static str],
}

impl Takes {
    fn names(&self, dialect: Dialect) -> impl Iterator<Item = &'static str> {
        let beyond = match dialect {
            Dialect::Icms => self.beyond,
            Dialect::Prisma => &[],
        };
        self.positional.iter().chain(self.named).chain(beyond).copied()
    }
}

/// The checked arguments of one attribute.
#[derive(Clone, Copy)]
pub(crate) struct Arguments<'a> {
    /// The attribute.
    pub attribute: &'a Attribute,
    takes: &'static Takes,
}

impl<'a> Arguments<'a> {
    /// Checks names and numbers of arguments, and gives access to them.
    pub(crate) fn check(context: &mut Context, attribute: &'a Attribute, takes: &'static Takes) -> Self {
        let arguments = Self { attribute, takes };
        let mut seen: Vec<&str> = Vec::new();
        let mut positional = 0;
        for argument in &attribute.arguments {
            let name = match &argument.name {
                Some(name) => Some(name.value.as_str()),
                None => {
                    positional += 1;
                    takes.positional.get(positional - 1).copied()
                }
            };
            match name {
                Some(name) if seen.contains(&name) => twice(context, argument, name),
                Some(name) if takes.names(context.dialect).any(|known| known == name) => {
                    if attribute.arguments.len() > 1 {
                        seen.push(name);
                    }
                }
                Some(_) | None => unknown(context, attribute, argument, takes),
            }
        }
        arguments
    }

    /// The value of an argument.
    pub(crate) fn get(&self, name: &str) -> Option<&'a Expression> {
        if let Some(argument) = self.attribute.named(name) {
            return Some(&argument.value);
        }
        let at = self.takes.positional.iter().position(|known| *known == name)?;
        self.attribute.positional().nth(at).map(|argument| &argument.value)
    }

    /// The value of an argument that must be there.
    pub(crate) fn required(&self, context: &mut Context, name: &str) -> Option<&'a Expression> {
        let value = self.get(name);
        if value.is_none() {
            let message = format!("`{}` needs the argument `{name}`", written(self.attribute));
            context.error(code::MISSING_ARGUMENT, self.attribute.span, message);
        }
        value
    }

    /// The text of an argument.
    pub(crate) fn string(&self, context: &mut Context, name: &str) -> Option<(&'a str, Span)> {
        let value = self.get(name)?;
        value::string(context, value).map(|text| (text, value.span()))
    }

    /// The text of an argument that must not be empty, such as `map`.
    pub(crate) fn name(&self, context: &mut Context, name: &str) -> Option<(&'a str, Span)> {
        let (text, span) = self.string(context, name)?;
        if text.is_empty() {
            context.error(code::EMPTY_NAME, span, format!("`{name}` must not be empty"));
            return None;
        }
        Some((text, span))
    }

    /// Where an argument stands, or else the attribute.
    pub(crate) fn span_of(&self, name: &str) -> Span {
        self.attribute.named(name).map_or(self.attribute.span, |argument| argument.span)
    }
}

/// `@map`, `@@map`
fn written(attribute: &Attribute) -> String {
    let at = if attribute.name.span.start.saturating_sub(attribute.span.start) > 1 { "@@" } else { "@" };
    format!("{at}{}", attribute.name.value)
}

fn twice(context: &mut Context, argument: &Argument, name: &str) {
    context.error(code::DUPLICATE_ARGUMENT, argument.span, format!("`{name}` is given twice"));
}

fn unknown(context: &mut Context, attribute: &Attribute, argument: &Argument, takes: &Takes) {
    let shown = written(attribute);
    let Some(name) = &argument.name else {
        let message = format!("`{shown}` does not take so many arguments");
        return context.error(code::UNKNOWN_ARGUMENT, argument.span, message);
    };
    if takes.beyond.contains(&name.value.as_str()) {
        let message = format!("`{}` in `{shown}` is a word of `.icms` files", name.value);
        return context.error(code::BEYOND_PRISMA, name.span, message);
    }
    let diagnostic =
        Diagnostic::error(code::UNKNOWN_ARGUMENT, format!("`{shown}` has no argument `{}`", name.value))
            .at(name.span);
    let names: Vec<&str> = takes.names(context.dialect).collect();
    context.report(match closest(&name.value, names.iter().copied()) {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")).fix(name.span, word),
        None if names.is_empty() => diagnostic.help("it takes no arguments"),
        None => diagnostic.help(format!("it takes {}", crate::suggest::listed(&names))),
    });
}
