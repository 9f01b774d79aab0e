//! `DO` blocks, as far as they can be seen through: plain statements, questions to the catalogue, swallowed duplicates.

use icms_diagnostic::FileId;
use icms_model::effect::Opaque;
use icms_sql::tree::{AstNode, ast};
use icms_sql::{Name, Script};

use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State};
use crate::{condition, opaque, session, statement, syntax};

/// `DO`
pub(crate) fn apply(state: &mut State, statement: &ast::Do, record: &mut Record) -> Done {
    let Some(body) = statement.body().and_then(|literal| syntax::string(&literal)) else {
        return Err(unknown());
    };
    if opaque::is_quiet(state, &body, 0) {
        session::nothing(state, record);
        return Ok(());
    }
    let plpgsql = statement.plpgsql().ok_or_else(unknown)?;
    let block = plpgsql.syntax().children().find_map(ast::PlpgsqlBlock::cast).ok_or_else(unknown)?;
    if !plpgsql.errors().is_empty() {
        return Err(unknown());
    }
    // A block works as a whole or not at all.
    let before = (state.clone(), record.effects.len());
    let done = run(state, &block, record);
    if done.is_err() {
        (*state, _) = (before.0, record.effects.truncate(before.1));
    } else if record.effects.is_empty() {
        session::nothing(state, record);
    }
    done
}

fn unknown() -> Refusal {
    Refusal::opaque(Opaque::AnonymousBlock, "what this DO block does is only known by running it")
}

/// Runs a block; what it did is undone where its `EXCEPTION` section catches what it raised.
fn run(state: &mut State, block: &ast::PlpgsqlBlock, record: &mut Record) -> Done {
    // Variables are never put into definitions, and rows do not matter; only how they are filled could.
    let filled = block.declare_section().map(|section| syntax::text(section.syntax()));
    if filled.is_some_and(|text| !opaque::is_quiet(state, &text, 0)) {
        return Err(unknown());
    }
    let Some(handlers) = block.exception() else { return body(state, block.body(), record) };
    // Whether an extension can be had is the machine's affair; here the handler would hide the answer.
    if block.syntax().descendants().any(|node| ast::CreateExtension::can_cast(node.kind())) {
        return Err(unknown());
    }
    let before = (state.clone(), record.effects.len());
    let Err(refusal) = body(state, block.body(), record) else { return Ok(()) };
    if matches!(refusal.reason, Reason::Opaque(_)) {
        return Err(refusal);
    }
    match handler(&handlers, &refusal.reason) {
        Some(handler) => {
            *state = before.0;
            record.effects.truncate(before.1);
            body(state, handler.body(), record)
        }
        None => Err(refusal),
    }
}

/// The handler that catches a condition.
fn handler(section: &ast::PlpgsqlExceptionSection, reason: &Reason) -> Option<ast::PlpgsqlExceptionHandler> {
    section.handlers().find(|handler| {
        let mut names = handler.conditions().map(|condition| syntax::name(condition.syntax()));
        names.any(|name: Name| name == reason.condition() || name == "others")
    })
}

fn body(state: &mut State, body: Option<ast::PlpgsqlBody>, record: &mut Record) -> Done {
    let mut statements = body.into_iter().flat_map(|body| body.stmts());
    statements.try_for_each(|statement| one(state, &statement, record))
}

fn one(state: &mut State, node: &ast::PlpgsqlStmt, record: &mut Record) -> Done {
    match node {
        ast::PlpgsqlStmt::PlpgsqlNullStmt(_) => Ok(()),
        ast::PlpgsqlStmt::PlpgsqlBlock(block) => run(state, block, record),
        ast::PlpgsqlStmt::PlpgsqlIfStmt(node) => choose(state, node, record),
        ast::PlpgsqlStmt::PlpgsqlRaiseStmt(node) => {
            let level = node.level().map(|level| syntax::command(level.syntax(), 1));
            match level.as_deref() {
                Some("NOTICE" | "WARNING" | "INFO" | "LOG" | "DEBUG") => Ok(()),
                _ => Err(unknown()),
            }
        }
        ast::PlpgsqlStmt::PlpgsqlExecSqlStmt(node) => match node.stmt() {
            // In plpgsql INTO fills variables.
            Some(ast::Stmt::SelectInto(inner)) => opaque::calls(state, inner.syntax()),
            None | Some(ast::Stmt::Commit(_) | ast::Stmt::Rollback(_)) => Err(unknown()),
            Some(inner) => statement::apply(state, &inner, record),
        },
        ast::PlpgsqlStmt::PlpgsqlPerformStmt(node) => opaque::calls(state, node.syntax()),
        ast::PlpgsqlStmt::PlpgsqlAssignStmt(node) => opaque::calls(state, node.syntax()),
        ast::PlpgsqlStmt::PlpgsqlDynExecuteStmt(node) => execute(state, node, record),
        _ => Err(unknown()),
    }
}

/// `IF … THEN … ELSIF … ELSE … END IF` over questions that have an answer.
fn choose(state: &mut State, node: &ast::PlpgsqlIfStmt, record: &mut Record) -> Done {
    let holds = |state: &State, condition: Option<ast::PlpgsqlExpr>| {
        condition.and_then(|condition| condition::holds(state, &condition)).ok_or_else(unknown)
    };
    if holds(state, node.cond())? {
        return body(state, node.then_body(), record);
    }
    for branch in node.elsifs() {
        if holds(state, branch.cond())? {
            return body(state, branch.body(), record);
        }
    }
    body(state, node.else_clause().and_then(|clause| clause.body()), record)
}

/// `EXECUTE 'text'`: a constant text is known as well as a plain statement.
fn execute(state: &mut State, node: &ast::PlpgsqlDynExecuteStmt, record: &mut Record) -> Done {
    if node.into_clause().is_some() || node.using_clause().is_some() {
        return Err(unknown());
    }
    let mut targets =
        node.query().and_then(|query| query.target_list()).into_iter().flat_map(|l| l.targets());
    let text = match (targets.next().and_then(|target| target.expr()), targets.next()) {
        (Some(ast::Expr::Literal(literal)), None) => syntax::string(&literal),
        _ => None,
    };
    let script = Script::parse(FileId(0), &text.ok_or_else(unknown)?);
    for inner in script.sql() {
        let tree = inner.tree().filter(|_| inner.errors().is_empty()).ok_or_else(unknown)?;
        statement::apply(state, &tree, record)?;
    }
    Ok(())
}
