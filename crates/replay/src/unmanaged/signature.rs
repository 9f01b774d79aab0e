//! Names of aggregates and operators: they are told apart by their types.

use icms_model::{DataType, TypeName};
use icms_sql::tree::{AstNode, SyntaxKind, SyntaxNode, ast};

use crate::refusal::Done;
use crate::state::State;
use crate::{syntax, types};

/// Whether a node names something by its types too.
pub(super) fn has_one(subject: &SyntaxNode) -> bool {
    use SyntaxKind as K;
    matches!(subject.kind(), K::AGGREGATE_NAME | K::AGGREGATE | K::OP | K::OP_SIG | K::OP_SIG_LIST)
}

/// The name as the list shows it: `public.median(anycompatible)`, `public.~<<(text,text)`.
pub(super) fn name(state: &State, subject: &SyntaxNode) -> Done<String> {
    let statement = subject.parent().unwrap_or_else(|| subject.clone());
    if !matches!(subject.kind(), SyntaxKind::AGGREGATE_NAME | SyntaxKind::AGGREGATE) {
        return Ok(operator(state, subject, &statement));
    }
    let path = subject.children().next().map(|node| syntax::path(&node)).unwrap_or_default();
    let own = subject.children().find_map(ast::ParamList::cast);
    let params = own.or_else(|| statement.children().find_map(ast::ParamList::cast));
    let arguments = match params {
        Some(params) => arguments(state, &params),
        None => attribute(&statement, "basetype").map_or_else(String::new, |ty| shown(state, &ty)),
    };
    let found = state.candidates(&path).into_iter().find(|name| {
        let full = format!("{name}({arguments})");
        state.catalogue.schema.unmanaged.iter().any(|object| *object.name == *full)
    });
    let name = match found {
        Some(name) => name,
        None => state.new_name(&path)?,
    };
    Ok(format!("{name}({arguments})"))
}

fn arguments(state: &State, params: &ast::ParamList) -> String {
    let one = |param: ast::Param| {
        let name = syntax::name_of(param.name()).map(|n| format!("{} ", n.quoted())).unwrap_or_default();
        let variadic = matches!(param.mode(), Some(ast::ParamMode::ParamVariadic(_)));
        let ty = param.func_type().map(|ty| shown(state, &syntax::text(ty.syntax()))).unwrap_or_default();
        format!("{}{name}{ty}", if variadic { "VARIADIC " } else { "" })
    };
    let direct: Vec<String> = params.params().map(one).collect();
    let ordered: Vec<String> =
        params.aggregate_order_by().into_iter().flat_map(|o| o.params()).map(one).collect();
    if ordered.is_empty() {
        direct.join(", ")
    } else {
        format!("{} ORDER BY {}", direct.join(", "), ordered.join(", "))
    }
}

/// A type as `format_type` prints it.
fn shown(state: &State, text: &str) -> String {
    types::parse(state, text).map_or_else(|_| text.to_owned(), |ty| plain(&ty))
}

/// A type without modifiers, those of `pg_catalog` without their namespace.
pub(crate) fn plain(ty: &DataType) -> String {
    let shown = ty.unmodified().to_string();
    match &ty.name {
        TypeName::Named(name) if name.namespace == "pg_catalog" => {
            shown.strip_prefix("pg_catalog.").map_or(shown.clone(), ToOwned::to_owned)
        }
        TypeName::Named(_) | TypeName::Builtin(_) => shown,
    }
}

fn operator(state: &State, subject: &SyntaxNode, statement: &SyntaxNode) -> String {
    let op = subject.descendants().find(|node| node.kind() == SyntaxKind::OP);
    let op = op.map(|node| syntax::text(&node)).unwrap_or_default();
    let (namespace, symbol) = match op.rsplit_once('.') {
        Some((namespace, symbol)) => (namespace.trim_matches('"').to_owned(), symbol.to_owned()),
        None => (state.namespace().to_string(), op),
    };
    let types: Vec<String> = match subject.kind() {
        SyntaxKind::OP => ["leftarg", "rightarg"]
            .iter()
            .map(|side| attribute(statement, side).map_or_else(|| "none".to_owned(), |ty| shown(state, &ty)))
            .collect(),
        _ => subject
            .descendants()
            .filter(|node| ast::Type::can_cast(node.kind()))
            .map(|node| shown(state, &syntax::text(&node)))
            .collect(),
    };
    format!("{namespace}.{symbol}({})", types.join(","))
}

/// The value of one attribute in a statement's list.
fn attribute(statement: &SyntaxNode, wanted: &str) -> Option<String> {
    let list = statement.children().find_map(ast::AttributeList::cast)?;
    let option = list.attribute_options().find(|o| syntax::name_of(o.name()).is_some_and(|n| n == wanted))?;
    option.attribute_value().map(|value| syntax::text(value.syntax()))
}
