//! `@identity(always)`: columns that number themselves.

use icms_diagnostic::Diagnostic;
use icms_model::{Builtin, DataType, Identity, IdentityKind, QualifiedName, SequenceOptions};
use icms_syntax::ast::Attribute;

use crate::attribute::{Arguments, Takes, choice};
use crate::code;
use crate::column::{ColumnField, TableNames};
use crate::context::Context;
use crate::sequence;

/// What `@identity` says.
pub(crate) struct IdentityField {
    kind: IdentityKind,
    options: SequenceOptions,
    /// `sequence:`
    name: Option<QualifiedName>,
}

const KIND: Takes = Takes {
    positional: &["kind"],
    named: &["start", "increment", "min", "max", "cache", "cycle", "sequence"],
    beyond: &[],
};

/// Reads `@identity(byDefault, start: 100)`.
pub(crate) fn read<'a>(
    context: &mut Context<'a>,
    attribute: &'a Attribute,
    data_type: &DataType,
) -> Option<IdentityField> {
    let arguments = Arguments::check(context, attribute, &KIND);
    let kinds = [
        ("always", IdentityKind::Always),
        ("byDefault", IdentityKind::ByDefault),
        ("Always", IdentityKind::Always),
        ("ByDefault", IdentityKind::ByDefault),
    ];
    let kind = match arguments.get("kind") {
        Some(value) => choice(context, value, &kinds)?,
        None => IdentityKind::ByDefault,
    };
    let Some(builtin) = data_type.as_builtin().filter(|builtin| builtin.is_integer()) else {
        let message = format!("a column of type {data_type} cannot number itself");
        let diagnostic = Diagnostic::error(code::ATTRIBUTE_NOT_HERE, message).at(attribute.span);
        context.report(diagnostic.help("`@identity` goes with `Int` and `BigInt`"));
        return None;
    };
    let options = options(context, &arguments, builtin);
    let name = arguments.name(context, "sequence").map(|(text, _)| {
        let (namespace, name) = text.split_once('.').unwrap_or((context.default_namespace.as_str(), text));
        QualifiedName::new(namespace, name)
    });
    Some(IdentityField { kind, options, name })
}

fn options(context: &mut Context, arguments: &Arguments, builtin: Builtin) -> SequenceOptions {
    let mut given = sequence::Given::default();
    for name in ["start", "increment", "min", "max", "cache", "cycle"] {
        if let Some(value) = arguments.get(name) {
            given.set(context, name, value);
        }
    }
    given.filled(builtin)
}

impl IdentityField {
    /// Whether an INSERT may give a value of its own.
    pub(crate) const fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// The identity it becomes.
    pub(crate) fn lower(&self, column: &ColumnField, table: &mut TableNames) -> Identity {
        let sequence = self.name.clone().unwrap_or_else(|| table.sequence_for(column));
        Identity { kind: self.kind, options: self.options.clone(), sequence }
    }
}
