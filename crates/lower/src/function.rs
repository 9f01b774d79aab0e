//! Functions and procedures: the statement and its parts.

mod options;

use icms_diagnostic::{Diagnostic, FileId};
use icms_model::{Function, FunctionKind, Namespace, QualifiedName, SchemaObject};
use icms_replay::Types;
use icms_sql::Name;
use icms_syntax::ast;

use crate::code;
use crate::context::Context;
use crate::output::Output;

/// Every `function` block.
pub(crate) fn lower(context: &mut Context, output: &mut Output) {
    for block in context.declared.functions.clone() {
        let Some(function) = function(context, output, block) else { continue };
        output.lowered.origins.note(function.path(), block.name.span);
        if output.lowered.schema.functions.find(&function.signature).is_some() {
            let message = format!("`{}` with these arguments is declared twice", block.name.value);
            context.error(code::DUPLICATE_NAME, block.name.span, message);
            continue;
        }
        output.lowered.schema.functions.insert(function);
    }
}

fn function(context: &mut Context, output: &Output, block: &ast::Function) -> Option<Function> {
    let (namespace, name) = match block.name.value.split_once('.') {
        Some((namespace, name)) => (Name::new(namespace), Name::new(name)),
        None => (context.default_namespace.clone(), Name::new(&block.name.value)),
    };
    let name = QualifiedName { namespace, name };
    let found = options::read(&block.options.value);
    if found.language.is_empty() {
        let message = format!("the function `{}` does not say its language", block.name.value);
        let diagnostic = Diagnostic::error(code::BAD_SQL, message).at(block.options.span);
        context.report(diagnostic.help("write `returns … language plpgsql` before the body"));
        return None;
    }
    let kind = if found.result.is_empty() { FunctionKind::Procedure } else { FunctionKind::Function };
    let definition = definition(&name, kind, block);
    let mut read = self::read(context, output, &name, &definition, Types::Declared);
    if read.is_none() {
        read = self::read(context, output, &name, &definition, Types::Any);
        if read.is_some() {
            let message = format!("`{}` names a type that this schema does not declare", block.name.value);
            context.report(Diagnostic::warning(code::UNREADABLE_TYPE, message).at(block.name.span));
        }
    }
    if read.is_none() {
        let message = format!("the server would not read the function `{}` like this", block.name.value);
        let diagnostic = Diagnostic::error(code::BAD_SQL, message).at(block.span);
        context.report(diagnostic.help("write its arguments and options as CREATE FUNCTION does"));
    }
    Some(Function { comment: context.comment(block.docs.as_ref()), ..read? })
}

/// The function that the statement makes: read as a script is, so that both say the same.
fn read(
    context: &Context,
    output: &Output,
    name: &QualifiedName,
    definition: &str,
    types: Types,
) -> Option<Function> {
    let script = icms_sql::Script::parse(FileId::default(), definition);
    let mut schema = output.lowered.schema.clone();
    // Read alone: whether it is declared twice is asked elsewhere, and naming a namespace makes it.
    schema.functions = icms_model::Arena::default();
    schema.namespaces.insert(Namespace { name: name.namespace.clone(), comment: None });
    let mut replay = icms_replay::Replay::with_search_path(schema, [context.default_namespace.clone()]);
    replay.take_types(types);
    script.statements.iter().for_each(|statement| drop(replay.apply(statement)));
    let (schema, _) = replay.finish();
    schema.functions.iter().next().map(|(_, function)| Function::clone(function))
}

/// The whole statement; the body in dollar quotes that do not occur in it.
fn definition(name: &QualifiedName, kind: FunctionKind, block: &ast::Function) -> String {
    let word = match kind {
        FunctionKind::Function => "FUNCTION",
        FunctionKind::Procedure => "PROCEDURE",
    };
    let body = &block.body.value;
    let head = format!(
        "CREATE OR REPLACE {word} {}.{}({})\n {}\n",
        name.namespace.quoted(),
        name.name.quoted(),
        block.arguments.value.trim(),
        block.options.value.trim(),
    );
    if is_standard(body) {
        return format!("{head}{body}");
    }
    let mut tag = String::from("$function$");
    while body.contains(&tag) {
        tag.insert(1, '_');
    }
    format!("{head}AS {tag}{body}{tag}")
}

/// Whether a body is a statement of the SQL standard and no text: `BEGIN ATOMIC …`, `RETURN …`. No text in any
/// language begins so.
fn is_standard(body: &str) -> bool {
    let mut words = body.split_whitespace().map(str::to_ascii_lowercase);
    match words.next().as_deref() {
        Some("return") => true,
        Some("begin") => words.next().as_deref() == Some("atomic"),
        Some(_) | None => false,
    }
}
