//! What `.icms` files say about keys beyond Prisma: `nulls`, `deferrable`, `as`, `with`.

use icms_model::{Deferrable, NullsDistinct, Text};
use icms_syntax::ast::Expression;

use super::UniqueForm;
use crate::attribute::{Arguments, choice, shown};
use crate::code;
use crate::context::Context;

/// Settings of one key.
pub(super) struct Settings {
    /// `nulls:`
    pub nulls: NullsDistinct,
    /// `deferrable:`
    pub deferrable: Deferrable,
    /// `as:`, or what the others ask for.
    pub form: UniqueForm,
    /// `with:`, sorted.
    pub with: Vec<(Text, Text)>,
}

/// Words for when a constraint is checked.
pub(crate) const DEFERRABLE: [(&str, Deferrable); 4] = [
    ("false", Deferrable::No),
    ("true", Deferrable::Immediate),
    ("InitiallyImmediate", Deferrable::Immediate),
    ("InitiallyDeferred", Deferrable::Deferred),
];

/// Reads them all.
pub(super) fn read(context: &mut Context, arguments: &Arguments) -> Settings {
    let nulls = [("Distinct", NullsDistinct::Distinct), ("NotDistinct", NullsDistinct::NotDistinct)];
    let forms = [("Index", UniqueForm::Index), ("Constraint", UniqueForm::Constraint)];
    let nulls = arguments.get("nulls").and_then(|value| choice(context, value, &nulls));
    let deferrable = arguments.get("deferrable").and_then(|value| choice(context, value, &DEFERRABLE));
    let form = arguments.get("as").and_then(|value| choice(context, value, &forms));
    if nulls == Some(NullsDistinct::NotDistinct) && context.target.major < 15 {
        let message = "`NULLS NOT DISTINCT` came with PostgreSQL 15";
        context.error(code::SERVER_TOO_OLD, arguments.span_of("nulls"), message);
    }
    let deferred = deferrable.is_some_and(|deferrable| deferrable != Deferrable::No);
    let wanted = if nulls.is_some() || deferred { UniqueForm::Constraint } else { UniqueForm::Index };
    if deferred && form == Some(UniqueForm::Index) {
        let message = "an index cannot be deferred, only a constraint can";
        context.error(code::BAD_ARGUMENT, arguments.span_of("as"), message);
    }
    Settings {
        nulls: nulls.unwrap_or_default(),
        deferrable: deferrable.unwrap_or_default(),
        form: form.unwrap_or(wanted),
        with: arguments.get("with").map(|value| with(context, value)).unwrap_or_default(),
    }
}

/// `{ fillfactor: 80 }` as sorted pairs.
pub(crate) fn with(context: &mut Context, value: &Expression) -> Vec<(Text, Text)> {
    let Expression::Object(entries, _) = value else {
        let message = format!("expected `{{ name: value }}`, found {}", shown(value));
        context.error(code::BAD_ARGUMENT, value.span(), message);
        return Vec::new();
    };
    let mut pairs: Vec<(Text, Text)> = Vec::new();
    for (name, value) in entries {
        match plain(value) {
            Some(text) => pairs.push((name.value.as_str().into(), text.into())),
            None => {
                let message = format!("`{}` cannot be {}", name.value, shown(value));
                context.error(code::BAD_ARGUMENT, value.span(), message);
            }
        }
    }
    pairs.sort();
    pairs
}

/// A number, word or text as it stands.
pub(crate) const fn plain(value: &Expression) -> Option<&str> {
    match value {
        Expression::Number(text, _) | Expression::Word(text, _) | Expression::String(text, _) => {
            Some(text.as_str())
        }
        Expression::Call { .. }
        | Expression::Array(..)
        | Expression::Object(..)
        | Expression::With { .. } => None,
    }
}
