//! Statements whose effect only a server knows, and the few of them that can be seen through.

use icms_model::Function;
use icms_model::effect::{Action, Opaque};
use icms_model::{ObjectKind, ObjectRef};
use icms_sql::tree::{AstNode, SyntaxNode, ast};
use icms_sql::{Name, TokenKind, lex};

use crate::refusal::{Done, Refusal};
use crate::session::{self, Lifetime};
use crate::state::{Record, State};
use crate::{data, default, query, syntax};

/// Words without which no body can change a schema. Dynamic SQL is one of them.
const CHANGING: &[&str] = &[
    "alter",
    "analyze",
    "call",
    "cluster",
    "comment",
    "create",
    "discard",
    "do",
    "drop",
    "execute",
    "grant",
    "import",
    "reassign",
    "refresh",
    "reindex",
    "revoke",
    "security",
    "set_config",
    "query_to_xml",
    "query_to_xmlschema",
    "query_to_xml_and_xmlschema",
    "cursor_to_xml",
    "ts_stat",
    "ts_rewrite",
    "dblink",
    "dblink_exec",
];

/// Extensions of which no function changes a schema.
const HARMLESS: &[&str] = &[
    "uuid-ossp",
    "pgcrypto",
    "citext",
    "pg_trgm",
    "hstore",
    "ltree",
    "btree_gin",
    "btree_gist",
    "unaccent",
    "vector",
    "fuzzystrmatch",
    "intarray",
    "cube",
    "earthdistance",
    "tablefunc",
    "pg_stat_statements",
    "isn",
    "seg",
    "lo",
    "moddatetime",
    "pg_uuidv7",
    "plpgsql",
];

/// `SELECT`, `VALUES`, `TABLE`: rows of a data-modifying `WITH`, and functions that may do anything.
pub(crate) fn select(state: &mut State, statement: &SyntaxNode, record: &mut Record) -> Done {
    data::inner(state, statement, record)?;
    query::check_sources(state, statement)?;
    sequences(state, statement, record);
    configure(state, statement);
    if record.effects.is_empty() {
        session::nothing(state, record);
    }
    calls(state, statement)
}

/// `setval('s', …)` counts as a restart.
fn sequences(state: &State, statement: &SyntaxNode, record: &mut Record) {
    for (name, call) in called(statement) {
        if name.last().is_none_or(|name| *name != "setval") {
            continue;
        }
        let literal = call.descendants().find_map(ast::Literal::cast).and_then(|l| syntax::string(&l));
        let Some((name, _)) = literal.and_then(|text| state.relation(&default::qualified(&text))) else {
            continue;
        };
        let object = ObjectRef::qualified(ObjectKind::Sequence, &name);
        record.add(object, Action::Object(icms_model::effect::ObjectAction::Restart));
    }
}

/// `set_config('search_path', …)`
fn configure(state: &mut State, statement: &SyntaxNode) {
    for (name, call) in called(statement) {
        if name.last().is_none_or(|name| *name != "set_config") {
            continue;
        }
        let arguments = ast::CallExpr::cast(call).and_then(|call| call.arg_list());
        let arguments: Vec<_> = arguments.into_iter().flat_map(|list| list.args()).collect();
        let text = |at: usize| {
            let node = arguments.get(at)?.syntax().descendants().find_map(ast::Literal::cast)?;
            syntax::string(&node).or_else(|| Some(syntax::text(node.syntax())))
        };
        if text(0).as_deref() != Some("search_path") {
            continue;
        }
        let local = text(2).is_some_and(|word| word.eq_ignore_ascii_case("true"));
        let span = if local { Lifetime::Transaction } else { Lifetime::Session };
        session::set_search_path(state, &text(1).unwrap_or_default(), span);
    }
}

/// Refuses to judge a statement that calls a function which may do anything.
pub(crate) fn calls(state: &State, statement: &SyntaxNode) -> Done {
    for (path, _) in called(statement) {
        if !is_harmless(state, &path, 0) {
            let shown: Vec<String> = path.iter().map(ToString::to_string).collect();
            let message = format!("what the function {} does is only known by running it", shown.join("."));
            return Err(Refusal::opaque(Opaque::FunctionCall, message));
        }
    }
    Ok(())
}

/// Every call in a tree with the path of its function.
fn called(statement: &SyntaxNode) -> Vec<(Vec<Name>, SyntaxNode)> {
    let calls = statement.descendants().filter(|node| ast::CallExpr::can_cast(node.kind()));
    calls
        .filter_map(|node| {
            let function = node.children().next().filter(|n| ast::Expr::can_cast(n.kind()))?;
            Some((syntax::path(&function), node))
        })
        .collect()
}

/// Whether a function cannot change the schema: built in, declared free of effects, or with a body that says so.
fn is_harmless(state: &State, path: &[Name], depth: usize) -> bool {
    let Some(name) = path.last() else { return true };
    if CHANGING.contains(&name.as_str()) && *name != "set_config" {
        return false;
    }
    let candidates = state.candidates(path);
    let schema = &state.catalogue.schema;
    let own: Vec<&Function> = schema
        .functions
        .iter()
        .map(|(_, f)| f.as_ref())
        .filter(|f| candidates.contains(&f.signature.name))
        .collect();
    if !own.is_empty() {
        return own.into_iter().all(|function| is_pure(state, function, depth));
    }
    let builtin = match path {
        [namespace, _] => *namespace == "pg_catalog",
        _ => schema.extensions.iter().all(|(_, e)| HARMLESS.contains(&e.name.as_str())),
    };
    // A function of an extension in a namespace of its own.
    builtin || path.len() == 2 && schema.extensions.iter().all(|(_, e)| HARMLESS.contains(&e.name.as_str()))
}

fn is_pure(state: &State, function: &Function, depth: usize) -> bool {
    let promised = function.parts.attributes.iter().any(|a| matches!(&**a, "IMMUTABLE" | "STABLE"));
    promised
        || (depth < 8
            && matches!(&*function.parts.language, "sql" | "plpgsql")
            && is_quiet(state, &function.parts.body, depth))
}

/// Whether a body holds no word that could change the schema, and calls only functions of the same kind.
pub(crate) fn is_quiet(state: &State, body: &str, depth: usize) -> bool {
    let tokens: Vec<_> =
        lex(body).filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Comment)).collect();
    let spelled = |at: usize| tokens.get(at).and_then(|t| body.get(t.range.clone())).unwrap_or("");
    for (at, token) in tokens.iter().enumerate() {
        if !matches!(token.kind, TokenKind::Word | TokenKind::QuotedName) {
            continue;
        }
        let Some(name) = syntax::identifier(spelled(at)) else { continue };
        // `SELECT … INTO new_table` is caught by name: in plpgsql INTO fills variables, in sql it makes a table.
        if token.kind == TokenKind::Word
            && CHANGING.contains(&name.as_str())
            && !is_clause(spelled(at), at.checked_sub(1).map(spelled), spelled(at + 1))
        {
            return false;
        }
        if spelled(at + 1) == "(" {
            let mut path = vec![name];
            if at >= 2 && spelled(at - 1) == "." {
                path.splice(0..0, syntax::identifier(spelled(at - 2)));
            }
            let own = state.candidates(&path);
            let known = state.catalogue.schema.functions.iter().any(|(_, f)| own.contains(&f.signature.name));
            if known && !is_harmless(state, &path, depth + 1) {
                return false;
            }
        }
    }
    true
}

/// Words of the list that are part of harmless clauses: `ON CONFLICT DO UPDATE`, `FOR UPDATE`.
fn is_clause(word: &str, before: Option<&str>, after: &str) -> bool {
    word.eq_ignore_ascii_case("do")
        && (after.eq_ignore_ascii_case("update") || after.eq_ignore_ascii_case("nothing"))
        && before.is_some()
}

/// `EXECUTE`
pub(crate) fn execute(state: &State, statement: &ast::Execute, record: &mut Record) -> Done {
    let name = syntax::name_of(statement.prepared_statement_ref()).unwrap_or_else(|| Name::new(""));
    if state.session.prepared.contains(&name) {
        session::nothing(state, record);
        return Ok(());
    }
    Err(Refusal::opaque(Opaque::Prepared, format!("nobody here knows the prepared statement {name}")))
}

/// `CALL`
pub(crate) fn call(state: &State, statement: &ast::Call, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.procedure_name_ref());
    let candidates = state.candidates(&path);
    let mut own = state
        .catalogue
        .schema
        .functions
        .iter()
        .filter(|(_, f)| candidates.contains(&f.signature.name))
        .peekable();
    if own.peek().is_some() && own.all(|(_, function)| is_pure(state, function, 0)) {
        session::nothing(state, record);
        return Ok(());
    }
    if path.iter().map(Name::as_str).eq(["icms", "run"]) {
        return Err(Refusal::opaque(Opaque::Program, "what a program does is only known by running it"));
    }
    Err(Refusal::opaque(Opaque::Call, "what a procedure does is only known by running it"))
}
