//! What the parts of a function's definition say, as `pg_get_functiondef` would print them.

use icms_model::{DataType, FunctionKind, FunctionParts, Text};
use icms_sql::quote_ident;
use icms_sql::tree::{AstNode, SyntaxNode, ast};

use super::{Written, func_type};
use crate::refusal::Done;
use crate::state::State;
use crate::syntax;
use crate::unmanaged::plain;

/// Reads all parts.
pub(super) fn read(state: &State, written: &Written) -> Done<FunctionParts> {
    let mut parts = FunctionParts {
        arguments: arguments(state, written.params.as_ref())?.into(),
        result: result(state, written)?.into(),
        language: "sql".into(),
        attributes: Vec::new(),
        body: written.body.as_ref().map_or_else(String::new, |body| syntax::text(body.syntax())).into(),
    };
    if let Some(options) = &written.options {
        alter(&mut parts, options);
    }
    Ok(parts)
}

/// Applies written options over what was there.
pub(super) fn alter(parts: &mut FunctionParts, options: &ast::FuncOptionList) {
    for option in options.options() {
        one(parts, &option);
    }
    parts.attributes.sort();
}

fn one(parts: &mut FunctionParts, option: &ast::FuncOption) {
    use ast::FuncOption as O;
    let number =
        |node: &SyntaxNode| syntax::tokens(node).nth(1).map(|t| t.text().to_owned()).unwrap_or_default();
    match option {
        O::LanguageFuncOption(node) => {
            let literal = node.literal().and_then(|l| syntax::string(&l));
            let name = literal.or_else(|| syntax::name_of(node.language_ref()).map(|n| n.to_string()));
            parts.language = name.unwrap_or_default().to_lowercase().into();
        }
        O::AsFuncOption(node) => parts.body = body(node).into(),
        O::VolatilityFuncOption(node) => {
            set(parts, &["IMMUTABLE", "STABLE"], None);
            match node {
                ast::VolatilityFuncOption::Immutable(_) => set(parts, &[], Some("IMMUTABLE".to_owned())),
                ast::VolatilityFuncOption::Stable(_) => set(parts, &[], Some("STABLE".to_owned())),
                ast::VolatilityFuncOption::Volatile(_) => {}
            }
        }
        O::StrictFuncOption(_) | O::ReturnsNullOnNullInputFuncOption(_) => {
            set(parts, &["STRICT"], Some("STRICT".to_owned()))
        }
        O::CalledOnNullInputFuncOption(_) => set(parts, &["STRICT"], None),
        O::SecurityDefinerFuncOption(_) => {
            set(parts, &["SECURITY DEFINER"], Some("SECURITY DEFINER".to_owned()))
        }
        O::SecurityInvokerFuncOption(_) => set(parts, &["SECURITY DEFINER"], None),
        O::LeakproofFuncOption(_) => set(parts, &["LEAKPROOF"], Some("LEAKPROOF".to_owned())),
        O::NotLeakproofFuncOption(_) => set(parts, &["LEAKPROOF"], None),
        O::ParallelFuncOption(node) => {
            let word = number(node.syntax()).to_ascii_uppercase();
            let value = (word != "UNSAFE").then(|| format!("PARALLEL {word}"));
            set(parts, &["PARALLEL "], value);
        }
        O::CostFuncOption(node) => {
            let cost = number(node.syntax());
            let usual = if matches!(&*parts.language, "c" | "internal") { "1" } else { "100" };
            set(parts, &["COST "], (cost != usual).then(|| format!("COST {cost}")));
        }
        O::RowsFuncOption(node) => {
            let rows = number(node.syntax());
            set(parts, &["ROWS "], (rows != "1000").then(|| format!("ROWS {rows}")));
        }
        O::SupportFuncOption(node) => {
            let path = syntax::path_of(node.function_name_ref());
            let shown: Vec<String> = path.iter().map(ToString::to_string).collect();
            set(parts, &["SUPPORT "], Some(format!("SUPPORT {}", shown.join("."))));
        }
        O::SetFuncOption(node) => setting(parts, node),
        O::ResetFuncOption(node) => match node.config_parameter_ref() {
            Some(name) => set(parts, &[&format!("SET {} ", syntax::text(name.syntax()))], None),
            None => set(parts, &["SET "], None),
        },
        O::TransformFuncOption(_) | O::WindowFuncOption(_) => {}
    }
}

/// Puts an attribute in the place of those that begin so.
fn set(parts: &mut FunctionParts, instead_of: &[&str], value: Option<String>) {
    parts.attributes.retain(|a| !instead_of.iter().any(|prefix| a.starts_with(prefix)));
    parts.attributes.extend(value.map(Text::from));
}

/// `SET search_path = a, b`
fn setting(parts: &mut FunctionParts, node: &ast::SetFuncOption) {
    let Some(param) = node.set_config_param() else { return };
    let name = param
        .config_parameter_ref()
        .map(|n| syntax::text(n.syntax()).trim_matches('"').to_ascii_lowercase())
        .unwrap_or_default();
    let list = matches!(name.as_str(), "search_path" | "temp_tablespaces" | "session_preload_libraries");
    let value = match param.config_assignment() {
        Some(ast::ConfigAssignment::ToConfigValue(to)) => {
            let values: Vec<String> =
                to.config_values().map(|value| config_value(value.syntax(), list)).collect();
            values.join(", ")
        }
        Some(ast::ConfigAssignment::FromCurrent(_)) | None => return,
    };
    set(parts, &[&format!("SET {name} ")], Some(format!("SET {name} TO {value}")));
}

fn config_value(node: &SyntaxNode, list: bool) -> String {
    let literal = ast::Literal::cast(node.clone()).and_then(|literal| syntax::string(&literal));
    let text = literal.unwrap_or_else(|| match syntax::tokens(node).next() {
        Some(token) => {
            syntax::identifier(token.text()).map_or_else(|| syntax::text(node), |name| name.to_string())
        }
        None => String::new(),
    });
    if list { quote_ident(&text).into_owned() } else { text }
}

fn body(node: &ast::AsFuncOption) -> String {
    match node.as_func_target() {
        Some(ast::AsFuncTarget::AsDefinition(definition)) => {
            definition.literal().and_then(|l| syntax::string(&l)).unwrap_or_default()
        }
        Some(ast::AsFuncTarget::AsObjFile(file)) => {
            let text =
                |literal: Option<ast::Literal>| literal.and_then(|l| syntax::string(&l)).unwrap_or_default();
            format!("{}, {}", text(file.obj_file()), text(file.link_symbol()))
        }
        None => String::new(),
    }
}

/// As `pg_get_function_arguments` prints them.
fn arguments(state: &State, params: Option<&ast::ParamList>) -> Done<String> {
    let mut shown = Vec::new();
    for param in params.into_iter().flat_map(ast::ParamList::params) {
        let mut text = match param.mode() {
            Some(ast::ParamMode::ParamOut(_)) => "OUT ".to_owned(),
            Some(ast::ParamMode::ParamInOut(_)) => "INOUT ".to_owned(),
            Some(ast::ParamMode::ParamVariadic(_)) => "VARIADIC ".to_owned(),
            Some(ast::ParamMode::ParamIn(_)) | None => String::new(),
        };
        if let Some(name) = syntax::name_of(param.name()) {
            text += &format!("{} ", name.quoted());
        }
        let ty = param.func_type().map(|ty| func_type(state, &ty)).transpose()?;
        if let Some(ty) = &ty {
            text += &plain(ty);
        }
        if let Some(default) = param.param_default().and_then(|d| d.expr()) {
            text += &format!(" DEFAULT {}", typed(&syntax::text(default.syntax()), ty.as_ref()));
        }
        shown.push(text);
    }
    Ok(shown.join(", "))
}

/// A bare string or NULL comes back with the type of its place.
fn typed(text: &str, ty: Option<&DataType>) -> String {
    let bare = text.starts_with('\'') && !text.contains("::") && text.ends_with('\'');
    match ty {
        Some(ty) if bare || text.eq_ignore_ascii_case("null") => {
            let text = if bare { text.to_owned() } else { "NULL".to_owned() };
            format!("{text}::{}", plain(ty))
        }
        _ if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") => {
            text.to_ascii_lowercase()
        }
        _ => text.to_owned(),
    }
}

/// As `pg_get_function_result` prints it.
fn result(state: &State, written: &Written) -> Done<String> {
    if written.kind == FunctionKind::Procedure {
        return Ok(String::new());
    }
    let Some(result) = &written.result else {
        let outs: Vec<_> = written
            .params
            .iter()
            .flat_map(ast::ParamList::params)
            .filter(|p| matches!(p.mode(), Some(ast::ParamMode::ParamOut(_) | ast::ParamMode::ParamInOut(_))))
            .filter_map(|p| p.func_type())
            .collect();
        return match outs.as_slice() {
            [] => Ok("void".to_owned()),
            [one] => Ok(plain(&func_type(state, one)?)),
            _ => Ok("record".to_owned()),
        };
    };
    if let Some(list) = result.return_table_arg_list() {
        let mut columns = Vec::new();
        for column in list.args() {
            let name = syntax::name_of(column.name()).map(|n| n.quoted().into_owned()).unwrap_or_default();
            let ty = column.func_type().map(|ty| func_type(state, &ty)).transpose()?;
            columns.push(format!("{name} {}", ty.as_ref().map(plain).unwrap_or_default()));
        }
        return Ok(format!("TABLE({})", columns.join(", ")));
    }
    let Some(ty) = result.func_type() else { return Ok(String::new()) };
    let setof = syntax::command(ty.syntax(), 1) == "SETOF";
    let shown = plain(&func_type(state, &ty)?);
    Ok(if setof { format!("SETOF {shown}") } else { shown })
}
