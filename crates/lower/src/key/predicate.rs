//! `where:` of a partial index: SQL text, or an object of fields and values.

use icms_diagnostic::{Diagnostic, Span};
use icms_model::Expr;
use icms_model::entity::Scalar;
use icms_sql::{quote_ident, quote_literal};
use icms_syntax::Dialect;
use icms_syntax::ast::{Expression, Ident};

use super::{ModelSoFar, fields};
use crate::attribute::{Arguments, shown, string};
use crate::code;
use crate::context::Context;
use crate::field::{Field, FieldKind};

/// The condition of a key, when it has one.
pub(super) fn read<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    arguments: &Arguments,
) -> Option<Expr> {
    let value = arguments.get("where")?;
    check_preview(context, arguments);
    match value {
        Expression::Call { name, arguments, span } if name.value == "raw" => match arguments.as_slice() {
            [argument] => {
                let text = string(context, &argument.value)?;
                if text.trim().is_empty() {
                    context.error(code::BAD_CONDITION, argument.span, "the condition must not be empty");
                    return None;
                }
                Some(Expr::new(text))
            }
            _ => {
                context.error(code::BAD_CONDITION, *span, "`raw` takes one SQL condition in double quotes");
                None
            }
        },
        Expression::String(text, _) if context.dialect == Dialect::Icms => Some(Expr::new(text)),
        Expression::Object(entries, span) if entries.is_empty() => {
            context.error(code::BAD_CONDITION, *span, "the condition must not be empty");
            None
        }
        Expression::Object(entries, _) => object(context, model, entries),
        other => {
            let message = format!("expected a condition, found {}", shown(other));
            let diagnostic = Diagnostic::error(code::BAD_CONDITION, message).at(other.span());
            context.report(diagnostic.help("write `raw(\"deleted_at IS NULL\")` or `{ deletedAt: null }`"));
            None
        }
    }
}

/// Prisma asks for a flag first.
fn check_preview(context: &mut Context, arguments: &Arguments) {
    let generators = &context.config.generators;
    let flagged = generators.iter().any(|g| g.preview_features.iter().any(|f| f == "partialIndexes"));
    if context.dialect == Dialect::Prisma && !flagged {
        let message = "Prisma takes `where` only with the preview feature `partialIndexes`";
        let diagnostic = Diagnostic::warning(code::PREVIEW_NEEDED, message).at(arguments.span_of("where"));
        context.report(diagnostic);
    }
}

/// `{ active: true, deletedAt: null }` → `active = true AND "deletedAt" IS NULL`
fn object<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    entries: &[(Ident, Expression)],
) -> Option<Expr> {
    let terms: Vec<Option<String>> =
        entries.iter().map(|(name, value)| term(context, model, name, value)).collect();
    let terms: Option<Vec<String>> = terms.into_iter().collect();
    terms.filter(|terms| !terms.is_empty()).map(|terms| Expr::new(terms.join(" AND ")))
}

fn term<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    name: &Ident,
    value: &Expression,
) -> Option<String> {
    let at = fields::scalar_field(context, model, &name.value, name.span)?;
    let field = model.fields.get(at)?;
    let column = quote_ident(field.column.as_ref()?.name.as_str()).into_owned();
    match value {
        Expression::Object(inner, span) => match inner.as_slice() {
            [(operator, value)] if operator.value == "not" => {
                comparison(context, field, &column, value, ["IS NOT NULL", "!="])
            }
            _ => {
                context.error(code::BAD_CONDITION, *span, "the only operator here is `not`");
                None
            }
        },
        value => comparison(context, field, &column, value, ["IS NULL", "="]),
    }
}

fn comparison(
    context: &mut Context,
    field: &Field,
    column: &str,
    value: &Expression,
    [null, operator]: [&str; 2],
) -> Option<String> {
    let text = match value {
        Expression::Word(word, _) if word == "null" => return Some(format!("{column} {null}")),
        Expression::Word(word, span) => word_value(context, field, word, *span)?,
        Expression::Number(text, span) => {
            comparable(context, field, Literal::Number, *span)?;
            text.clone()
        }
        Expression::String(text, span) => {
            comparable(context, field, Literal::Text, *span)?;
            quote_literal(text)
        }
        other => {
            let message = format!("a field cannot be compared with {}", shown(other));
            context.error(code::BAD_CONDITION, other.span(), message);
            return None;
        }
    };
    Some(format!("{column} {operator} {text}"))
}

/// `true`, or a value of the field's enum.
fn word_value(context: &mut Context, field: &Field, word: &str, span: Span) -> Option<String> {
    if let FieldKind::Enum(at) = field.kind
        && let Some(label) = context.enums.get(at).and_then(|found| found.label(word))
    {
        return Some(quote_literal(label.as_str()));
    }
    if matches!(word, "true" | "false") {
        comparable(context, field, Literal::Truth, span)?;
        return Some(word.to_owned());
    }
    let message = format!("`{}` cannot be compared with the word `{word}`", field.name());
    context.error(code::BAD_CONDITION, span, message);
    None
}

/// What a literal is by its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Literal {
    Number,
    Text,
    Truth,
}

/// Whether a literal can be a value of the field.
fn comparable(context: &mut Context, field: &Field, literal: Literal, span: Span) -> Option<()> {
    let right = match field.kind {
        FieldKind::Scalar(scalar) => matches!(
            (scalar, literal),
            (Scalar::Int | Scalar::BigInt | Scalar::Float | Scalar::Decimal, Literal::Number)
                | (Scalar::String | Scalar::DateTime | Scalar::Json, Literal::Text)
                | (Scalar::Boolean, Literal::Truth)
        ),
        FieldKind::Enum(_) => literal == Literal::Text,
        FieldKind::Unsupported
        | FieldKind::Builtin
        | FieldKind::Composite(_)
        | FieldKind::Domain(_)
        | FieldKind::Model(_)
        | FieldKind::Unknown => true,
    };
    if right {
        return Some(());
    }
    let word = match literal {
        Literal::Number => "a number",
        Literal::Text => "a text",
        Literal::Truth => "true or false",
    };
    let message = format!("`{}` cannot be compared with {word}", field.name());
    context.error(code::BAD_CONDITION, span, message);
    None
}
