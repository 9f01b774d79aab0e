//! Sequences that `autoincrement()` does not say.

use icms_model::{Builtin, ObjectKind, Persistence, Sequence, SequenceOptions, SequenceOwner};
use icms_syntax::Dialect;

use crate::comment;
use crate::writer::Writer;

/// Every sequence that no column implies.
pub(crate) fn write(writer: &mut Writer<'_>) {
    let schema = writer.schema;
    for (_, sequence) in schema.sequences.iter() {
        if writer.implied.contains(&sequence.name) {
            continue;
        }
        match writer.dialect {
            Dialect::Icms => one(writer, sequence),
            Dialect::Prisma => writer.leave_out("sequence", &sequence.name),
        }
    }
}

fn one(writer: &mut Writer<'_>, sequence: &Sequence) {
    let Some(word) = writer.names.block(ObjectKind::Sequence, &sequence.name).map(str::to_owned) else {
        return;
    };
    let mut lines: Vec<String> = type_word(sequence.options.data_type).into_iter().collect();
    lines.extend(settings(&sequence.options).into_iter().map(|(name, value)| format!("{name} = {value}")));
    lines.extend(sequence.owner.as_ref().and_then(|owner| owned_by(writer, owner)));
    if sequence.persistence == Persistence::Unlogged {
        lines.push("unlogged = true".to_owned());
    }
    lines.extend(comment::attribute(writer, sequence.comment.as_ref()).map(|text| format!("@@{text}")));
    lines.extend(writer.place(&word, &sequence.name));
    writer.block(sequence.comment.as_ref(), &format!("sequence {word}"), &lines);
}

fn type_word(data_type: Builtin) -> Option<String> {
    match data_type {
        Builtin::Int2 => Some("type = SmallInt".to_owned()),
        Builtin::Int4 => Some("type = Int".to_owned()),
        _ => None,
    }
}

fn owned_by(writer: &Writer<'_>, owner: &SequenceOwner) -> Option<String> {
    let model = writer.names.block(ObjectKind::Table, &owner.table)?;
    Some(format!("ownedBy = {model}.{}", writer.names.member(&owner.table, &owner.column)))
}

/// What differs from the way a sequence of this type and direction counts by itself.
pub(crate) fn settings(options: &SequenceOptions) -> Vec<(&'static str, String)> {
    let up = options.increment > 0;
    let min = if up { 1 } else { SequenceOptions::lowest(options.data_type) };
    let max = if up { SequenceOptions::highest(options.data_type) } else { -1 };
    let start = if up { options.min } else { options.max };
    let all = [
        ("start", options.start, start),
        ("increment", options.increment, 1),
        ("min", options.min, min),
        ("max", options.max, max),
        ("cache", options.cache, 1),
    ];
    let mut said: Vec<(&'static str, String)> = all
        .into_iter()
        .filter(|(_, value, usual)| value != usual)
        .map(|(name, value, _)| (name, value.to_string()))
        .collect();
    if options.cycle {
        said.push(("cycle", "true".to_owned()));
    }
    said
}
