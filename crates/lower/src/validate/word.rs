//! Names of blocks and fields that are no names.

use icms_diagnostic::Diagnostic;
use icms_syntax::Dialect;
use icms_syntax::ast::Ident;

use crate::code;
use crate::context::Context;
use crate::model::Model;
use crate::scalar::scalar;

/// Words that clients cannot have as names of models and enums, sorted.
const RESERVED: [&str; 43] = [
    "PrismaClient",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "using",
];
const RESERVED_TOO: [&str; 5] = ["var", "void", "while", "with", "yield"];

/// Whether a model, view or enum cannot be called so: a scalar's name, or a word that clients keep for themselves.
#[must_use]
pub fn is_reserved(text: &str) -> bool {
    scalar(text).is_some() || RESERVED.contains(&text) || RESERVED_TOO.contains(&text)
}

/// Names of models, views, enums, their fields and values.
pub(super) fn check(context: &mut Context, models: &[Model]) {
    for model in models {
        block_name(context, model.block.name, model.kind.word());
        for field in &model.fields {
            shape(context, &field.ast.name, "field");
        }
    }
    let enums: Vec<_> = context.enums.iter().map(|found| found.ast).collect();
    for declaration in enums {
        block_name(context, &declaration.name, "enum");
        for value in &declaration.values {
            shape(context, &value.name, "value");
        }
    }
}

fn block_name(context: &mut Context, name: &Ident, word: &str) {
    let text = name.value.as_str();
    if scalar(text).is_some() {
        let message = format!("`{text}` is the name of a scalar type");
        context.error(code::RESERVED_NAME, name.span, message);
    } else if RESERVED.contains(&text) || RESERVED_TOO.contains(&text) {
        let message = format!("`{text}` is reserved and cannot name a {word}");
        let diagnostic = Diagnostic::error(code::RESERVED_NAME, message).at(name.span);
        context.report(diagnostic.help(format!("take another name and keep the table: `@@map(\"{text}\")`")));
    } else {
        shape(context, name, word);
    }
}

/// Prisma's names start with a letter and have no hyphens.
fn shape(context: &mut Context, name: &Ident, word: &str) {
    let wrong = match name.value.chars().next() {
        None => "be empty",
        Some(first) if first.is_numeric() => "start with a digit",
        Some('_') if context.dialect == Dialect::Prisma => "start with `_`",
        Some(_) if name.value.contains('-') => "contain `-`",
        Some(_) => return,
    };
    let message = format!("the name of a {word} cannot {wrong}");
    let diagnostic = Diagnostic::error(code::BAD_NAME, message).at(name.span);
    let map = if matches!(word, "field" | "value") { "@map" } else { "@@map" };
    context
        .report(diagnostic.help(format!("take another name and keep the one in the database with `{map}`")));
}
