//! Which file handles which statement.

use icms_model::effect::Opaque;
use icms_sql::tree::{AstNode, ast};

use crate::refusal::{Done, Refusal};
use crate::state::{Record, State};
use crate::{
    alter_table, block, comment, data, enumeration, extension, function, guard, index, namespace, opaque,
    sequence, session, table, table_as, unmanaged, view,
};

/// Applies one statement; transactions are the replay's own business.
pub(crate) fn apply(state: &mut State, statement: &ast::Stmt, record: &mut Record) -> Done {
    use ast::Stmt as S;
    match statement {
        S::CreateTable(s) => table::create(state, s, record),
        S::CreateTableAs(s) => table_as::create(state, s, record),
        S::SelectInto(s) => table_as::select_into(state, s, record),
        S::DropTable(s) => table::drop(state, s, record),
        S::AlterTable(s) => alter_table::apply(state, s, record),
        S::CreateIndex(s) => index::create(state, s, record),
        S::DropIndex(s) => index::drop(state, s, record),
        S::AlterIndex(s) => index::alter(state, s, record),
        S::Reindex(s) => index::reindex(state, s, record),
        S::CreateType(s) => enumeration::create(state, s, record),
        S::DropType(s) => enumeration::drop(state, s, record),
        S::DropDomain(s) => enumeration::drop_domain(state, s, record),
        S::AlterType(s) => enumeration::alter(state, s, record),
        S::CreateSequence(s) => sequence::create(state, s, record),
        S::DropSequence(s) => sequence::drop(state, s, record),
        S::AlterSequence(s) => sequence::alter(state, s, record),
        S::CreateSchema(s) => namespace::create(state, s, record),
        S::DropSchema(s) => namespace::drop(state, s, record),
        S::AlterSchema(s) => namespace::alter(state, s, record),
        S::CreateExtension(s) => extension::create(state, s, record),
        S::DropExtension(s) => extension::drop(state, s, record),
        S::AlterExtension(s) => extension::alter(state, s, record),
        S::CommentOn(s) => comment::apply(state, s, record),
        S::Copy(s) => data::copy(state, s, record),
        S::Truncate(s) => data::truncate(state, s, record),
        S::Insert(_) | S::Update(_) | S::Delete(_) | S::Merge(_) => {
            data::modify(state, statement.syntax(), record)
        }
        S::Select(_) | S::CompoundSelect(_) | S::ParenSelect(_) | S::Values(_) | S::Table(_) => {
            opaque::select(state, statement.syntax(), record)
        }
        S::Do(s) => block::apply(state, s, record),
        S::Call(s) => opaque::call(state, s, record),
        S::Execute(s) => opaque::execute(state, s, record),
        S::Prepare(s) => session::prepare(state, s, record),
        S::Set(s) => session::set(state, s, record),
        S::Reset(_) | S::Discard(_) => {
            session::reset(state, statement.syntax(), record);
            Ok(())
        }
        other => views_and_functions(state, other, record),
    }
}

fn views_and_functions(state: &mut State, statement: &ast::Stmt, record: &mut Record) -> Done {
    use ast::Stmt as S;
    match statement {
        S::CreateView(s) => view::create(state, s, record),
        S::CreateMaterializedView(s) => view::create_materialized(state, s, record),
        S::DropView(s) => {
            view::drop(state, s.view_refs(), s.if_exists(), guard::behavior(s.drop_behavior()), record)
        }
        S::DropMaterializedView(s) => {
            view::drop(state, s.view_refs(), s.if_exists(), guard::behavior(s.drop_behavior()), record)
        }
        S::AlterView(s) => view::alter(state, s, record),
        S::AlterMaterializedView(s) => view::alter_materialized(state, s, record),
        S::Refresh(s) => view::refresh(state, s, record),
        S::CreateFunction(s) => function::create(state, s, record),
        S::CreateProcedure(s) => function::create_procedure(state, s, record),
        S::DropFunction(s) => {
            let signatures = s.function_sig_list().into_iter().flat_map(|l| l.function_sigs());
            let signatures = signatures.map(|sig| sig.syntax().clone()).collect();
            function::drop(state, signatures, s.if_exists(), guard::behavior(s.drop_behavior()), record)
        }
        S::DropProcedure(s) => {
            let signatures = s.procedure_sig_list().into_iter().flat_map(|l| l.procedure_sigs());
            let signatures = signatures.map(|sig| sig.syntax().clone()).collect();
            function::drop(state, signatures, s.if_exists(), guard::behavior(s.drop_behavior()), record)
        }
        S::DropRoutine(s) => {
            let signatures = s.routine_sig_list().into_iter().flat_map(|l| l.routine_sigs());
            let signatures = signatures.map(|sig| sig.syntax().clone()).collect();
            function::drop(state, signatures, s.if_exists(), guard::behavior(s.drop_behavior()), record)
        }
        S::AlterFunction(s) => {
            let action = s.action().map(|a| a.syntax().clone());
            function::alter(state, s.function_sig().map(|s| s.syntax().clone()), action, record)
        }
        S::AlterProcedure(s) => {
            let action = s.action().map(|a| a.syntax().clone());
            function::alter(state, s.procedure_sig().map(|s| s.syntax().clone()), action, record)
        }
        S::AlterRoutine(s) => {
            let action = s.action().map(|a| a.syntax().clone());
            function::alter(state, s.routine_sig().map(|s| s.syntax().clone()), action, record)
        }
        other => the_rest(state, other, record),
    }
}

/// What leaves nothing behind, and what the model has no words for.
fn the_rest(state: &mut State, statement: &ast::Stmt, record: &mut Record) -> Done {
    use ast::Stmt as S;
    match statement {
        S::Analyze(_)
        | S::Begin(_)
        | S::Checkpoint(_)
        | S::Close(_)
        | S::Cluster(_)
        | S::Commit(_)
        | S::Deallocate(_)
        | S::Declare(_)
        | S::EmptyStmt(_)
        | S::Explain(_)
        | S::Fetch(_)
        | S::Listen(_)
        | S::Load(_)
        | S::Lock(_)
        | S::Move(_)
        | S::Notify(_)
        | S::PrepareTransaction(_)
        | S::ReleaseSavepoint(_)
        | S::Repack(_)
        | S::ResetRole(_)
        | S::ResetSessionAuth(_)
        | S::Rollback(_)
        | S::SavepointCreate(_)
        | S::SetConstraints(_)
        | S::SetRole(_)
        | S::SetSessionAuth(_)
        | S::SetTransaction(_)
        | S::Show(_)
        | S::Unlisten(_)
        | S::Vacuum(_)
        | S::AlterSystem(_) => {
            session::nothing(state, record);
            Ok(())
        }
        S::ImportForeignSchema(_) => Err(Refusal::opaque(
            Opaque::Unknown,
            "the tables of a foreign schema are only known to the other server",
        )),
        other => unmanaged::apply(state, other.syntax(), record),
    }
}
