//! Objects other than tables as text.

use super::{block, comment, index, line, list, options};
use crate::{
    Enum, Extension, Function, FunctionKind, Namespace, Persistence, Sequence, SequenceOptions, Unmanaged,
    View, ViewKind,
};

/// `namespace public`
pub(super) fn namespace(out: &mut String, namespace: &Namespace) {
    line(out, 0, &format!("namespace {}", namespace.name));
    comment(out, 1, namespace.comment.as_ref());
}

/// `extension citext in public version 1.6`
pub(super) fn extension(out: &mut String, extension: &Extension) {
    let mut text = format!("extension {}", extension.name);
    if let Some(namespace) = &extension.namespace {
        text += &format!(" in {namespace}");
    }
    if let Some(version) = &extension.version {
        text += &format!(" version {version}");
    }
    line(out, 0, &text);
    comment(out, 1, extension.comment.as_ref());
}

/// `enum public.Role (ADMIN, USER)`
pub(super) fn enumeration(out: &mut String, enumeration: &Enum) {
    line(out, 0, &format!("enum {} ({})", enumeration.name, list(&enumeration.values)));
    comment(out, 1, enumeration.comment.as_ref());
}

/// `sequence public.users_id_seq as integer from 1 by 1 in 1..2147483647 cache 1 owned by public.users.id`
pub(super) fn sequence(out: &mut String, sequence: &Sequence) {
    let unlogged = match sequence.persistence {
        Persistence::Permanent => "",
        Persistence::Unlogged => "unlogged ",
    };
    let mut text = format!("{unlogged}sequence {} {}", sequence.name, counting(&sequence.options));
    if let Some(owner) = &sequence.owner {
        text += &format!(" owned by {}.{}", owner.table, owner.column);
    }
    line(out, 0, &text);
    comment(out, 1, sequence.comment.as_ref());
}

/// `as integer from 1 by 1 in 1..2147483647 cache 1`
pub(super) fn counting(options: &SequenceOptions) -> String {
    let (head, _) = options.data_type.sql_parts();
    let SequenceOptions { start, increment, min, max, cache, .. } = options;
    let cycle = if options.cycle { " cycle" } else { "" };
    format!("as {head} from {start} by {increment} in {min}..{max} cache {cache}{cycle}")
}

/// A function with its parts; the definition itself says nothing more.
pub(super) fn function(out: &mut String, function: &Function) {
    let kind = match function.kind {
        FunctionKind::Function => "function",
        FunctionKind::Procedure => "procedure",
    };
    line(out, 0, &format!("{kind} {}", function.signature));
    let parts = &function.parts;
    line(out, 1, &format!("arguments ({})", parts.arguments));
    line(out, 1, &format!("returns {}", parts.result));
    line(out, 1, &format!("language {}", parts.language));
    parts.attributes.iter().for_each(|attribute| line(out, 1, &format!("attribute {attribute}")));
    depends(out, &function.depends);
    comment(out, 1, function.comment.as_ref());
    block(out, 1, &parts.body);
}

/// A view with its query.
pub(super) fn view(out: &mut String, view: &View) {
    let kind = match view.kind {
        ViewKind::Plain => "view",
        ViewKind::Materialized => "materialized view",
    };
    let columns = list(&view.columns);
    line(out, 0, &format!("{kind} {} ({columns}){}", view.name, options("with", &view.options)));
    depends(out, &view.depends);
    comment(out, 1, view.comment.as_ref());
    let mut indexes: Vec<_> = view.indexes.iter().collect();
    indexes.sort_by_key(|index| &index.name);
    indexes.into_iter().for_each(|one| index::index(out, one));
    block(out, 1, view.query.text());
}

/// What has no words here.
pub(super) fn unmanaged(out: &mut String, object: &Unmanaged) {
    let mut text = format!("unmanaged {} {}", object.kind, object.name);
    if let Some(table) = &object.table {
        text += &format!(" of {table}");
    }
    line(out, 0, &text);
    depends(out, &object.depends);
    if let Some(definition) = &object.definition {
        block(out, 1, definition);
    }
}

fn depends(out: &mut String, depends: &[crate::ObjectRef]) {
    depends.iter().for_each(|one| line(out, 1, &format!("depends {one}")));
}
