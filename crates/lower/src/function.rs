//! Functions and procedures: the statement and its parts.

mod arguments;
mod options;

use icms_diagnostic::Diagnostic;
use icms_model::{Expr, Function, FunctionKind, FunctionParts, QualifiedName, SchemaObject, Signature};
use icms_sql::Name;
use icms_syntax::ast;

use crate::code;
use crate::context::Context;
use crate::output::Output;

/// Every `function` block.
pub(crate) fn lower(context: &mut Context, output: &mut Output) {
    for block in context.declared.functions.clone() {
        let Some(function) = function(context, block) else { continue };
        output.lowered.origins.note(function.path(), block.name.span);
        if output.lowered.schema.functions.find(&function.signature).is_some() {
            let message = format!("`{}` with these arguments is declared twice", block.name.value);
            context.error(code::DUPLICATE_NAME, block.name.span, message);
            continue;
        }
        output.lowered.schema.functions.insert(function);
    }
}

fn function(context: &mut Context, block: &ast::Function) -> Option<Function> {
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
    let inputs = arguments::input_types(context, &block.arguments.value);
    let kind = if found.result.is_empty() { FunctionKind::Procedure } else { FunctionKind::Function };
    Some(Function {
        definition: Expr::new(definition(&name, kind, block)),
        signature: Signature { name, arguments: inputs },
        kind,
        parts: FunctionParts {
            arguments: block.arguments.value.split_whitespace().collect::<Vec<_>>().join(" ").into(),
            result: found.result.into(),
            language: found.language.into(),
            attributes: found.attributes.into_iter().map(Into::into).collect(),
            body: block.body.value.as_str().into(),
        },
        depends: Vec::new(),
        comment: context.comment(block.docs.as_ref()),
    })
}

/// The whole statement; the body in dollar quotes that do not occur in it.
fn definition(name: &QualifiedName, kind: FunctionKind, block: &ast::Function) -> String {
    let word = match kind {
        FunctionKind::Function => "FUNCTION",
        FunctionKind::Procedure => "PROCEDURE",
    };
    let body = &block.body.value;
    let mut tag = String::from("$function$");
    while body.contains(&tag) {
        tag.insert(1, '_');
    }
    format!(
        "CREATE OR REPLACE {word} {}.{}({})\n {}\nAS {tag}{body}{tag}",
        name.namespace.quoted(),
        name.name.quoted(),
        block.arguments.value.trim(),
        block.options.value.trim(),
    )
}
