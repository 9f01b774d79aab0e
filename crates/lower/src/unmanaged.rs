//! What has words in the language and none in the model yet: kept with its text, and said out loud.

use icms_diagnostic::{Diagnostic, Span};
use icms_model::{QualifiedName, Unmanaged};
use icms_syntax::Dialect;
use icms_syntax::ast::ObjectWord;

use crate::attribute::BlockWord;
use crate::code;
use crate::context::Context;
use crate::model::Model;
use crate::output::Output;

/// Domains, composite types, verbatim SQL, policies, triggers and their like.
pub(crate) fn lower(context: &mut Context, models: &[Model], output: &mut Output) {
    let mut kept = Kept { context, output };
    let declared = &kept.context.declared;
    let (domains, composites, verbatims, objects) = (
        declared.domains.clone(),
        declared.composites.clone(),
        declared.verbatims.clone(),
        declared.objects.clone(),
    );
    for domain in domains {
        kept.keep("domain", &domain.name.value, None, None, domain.name.span);
    }
    let composites = match kept.context.dialect {
        Dialect::Icms => composites,
        Dialect::Prisma => Vec::new(),
    };
    for composite in composites {
        kept.keep("composite type", &composite.name.value, None, None, composite.name.span);
    }
    for verbatim in verbatims {
        let definition = Some(verbatim.sql.value.as_str());
        kept.keep("verbatim SQL", &verbatim.name.value, None, definition, verbatim.name.span);
    }
    for object in objects {
        let table = object.target.as_ref().and_then(|target| table_of(models, &target.value));
        kept.keep(object_word(object.word), &object.name.value, table, None, object.name.span);
    }
    for model in models {
        for (word, attribute) in &model.attributes.list {
            if let Some(kind) = attribute_word(*word) {
                kept.keep(kind, model.name(), Some(model.table.clone()), None, attribute.span);
            }
        }
    }
}

struct Kept<'c, 'a, 'o> {
    context: &'c mut Context<'a>,
    output: &'o mut Output,
}

impl Kept<'_, '_, '_> {
    fn keep(&mut self, kind: &str, name: &str, table: Option<QualifiedName>, sql: Option<&str>, span: Span) {
        self.context.report(
            Diagnostic::warning(
                code::NOT_APPLIED,
                format!("the {kind} `{name}` is kept, but not applied yet"),
            )
            .at(span)
            .help("write it into a migration by hand; it will neither be changed nor dropped"),
        );
        self.output.lowered.schema.note_unmanaged(Unmanaged {
            kind: kind.into(),
            name: name.into(),
            table,
            definition: sql.map(Into::into),
            depends: Vec::new(),
        });
    }
}

fn table_of(models: &[Model], name: &str) -> Option<QualifiedName> {
    models.iter().find(|model| model.name() == name).map(|model| model.table.clone())
}

const fn object_word(word: ObjectWord) -> &'static str {
    match word {
        ObjectWord::Range => "range type",
        ObjectWord::Partition => "partition",
        ObjectWord::Policy => "policy",
        ObjectWord::Trigger => "trigger",
        ObjectWord::Role => "role",
    }
}

/// Attributes of models that are kept and not applied.
const fn attribute_word(word: BlockWord) -> Option<&'static str> {
    match word {
        BlockWord::Exclude => Some("exclusion constraint"),
        BlockWord::Partition => Some("partitioning"),
        BlockWord::Rls => Some("row level security"),
        BlockWord::Grant => Some("grant"),
        BlockWord::Id
        | BlockWord::Unique
        | BlockWord::Index
        | BlockWord::Map
        | BlockWord::Schema
        | BlockWord::Ignore
        | BlockWord::Check
        | BlockWord::Storage
        | BlockWord::Sql
        | BlockWord::RenamedFrom
        | BlockWord::Comment
        | BlockWord::ForeignKey => None,
    }
}
