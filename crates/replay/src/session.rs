//! What a connection remembers, and the statements that only speak to it.

use std::collections::BTreeSet;

use icms_model::effect::{Action, Effect};
use icms_sql::Name;
use icms_sql::tree::{AstNode, SyntaxNode, ast};

use crate::refusal::Done;
use crate::state::{Record, State};
use crate::syntax;

/// The namespace of temporary tables, as this crate names it.
pub(crate) const TEMPORARY: &str = "pg_temp";

/// What a connection remembers.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// Where unqualified names are looked for.
    pub search_path: Vec<Name>,
    /// The search path of a new connection.
    pub configured: Vec<Name>,
    /// The search path to come back to when the transaction ends: set by `SET LOCAL`.
    pub after_transaction: Option<Vec<Name>>,
    /// `PREPARE`d statements whose text is known to be harmless to the schema.
    pub prepared: BTreeSet<Name>,
}

impl Session {
    pub(crate) fn new(search_path: Vec<Name>) -> Self {
        Self {
            configured: search_path.clone(),
            search_path,
            after_transaction: None,
            prepared: BTreeSet::new(),
        }
    }

    /// `COMMIT` or `ROLLBACK`: what was local ends.
    pub(crate) fn end_transaction(&mut self) {
        if let Some(before) = self.after_transaction.take() {
            self.search_path = before;
        }
    }

    fn set_path(&mut self, path: Vec<Name>, span: Lifetime) {
        match span {
            Lifetime::Session => self.after_transaction = None,
            Lifetime::Transaction => {
                self.after_transaction.get_or_insert_with(|| self.search_path.clone());
            }
        }
        self.search_path = path;
    }
}

/// How long a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lifetime {
    Session,
    Transaction,
}

/// Notes that a statement leaves nothing behind.
pub(crate) fn nothing(state: &State, record: &mut Record) {
    record.effect(Effect::new(state.place(), Action::Session));
}

/// `SET x = …`
pub(crate) fn set(state: &mut State, statement: &ast::Set, record: &mut Record) -> Done {
    nothing(state, record);
    let span = match statement.set_scope() {
        Some(ast::SetScope::LocalScope(_)) => Lifetime::Transaction,
        Some(ast::SetScope::SessionScope(_)) | None => Lifetime::Session,
    };
    match statement.set_target() {
        Some(ast::SetTarget::SetSchemaValue(value)) => {
            let name = value.literal().and_then(|l| syntax::string(&l)).map(Name::from);
            state.session.set_path(name.into_iter().collect(), span);
        }
        Some(ast::SetTarget::SetConfig(config)) => set_config(state, &config, span),
        Some(
            ast::SetTarget::SetCatalog(_) | ast::SetTarget::SetTimeZone(_) | ast::SetTarget::SetXmlOption(_),
        )
        | None => {}
    }
    Ok(())
}

fn set_config(state: &mut State, config: &ast::SetConfig, span: Lifetime) {
    let parameter = syntax::path_of(config.config_parameter_ref());
    if parameter.last().is_none_or(|name| *name != "search_path") {
        return;
    }
    let Some(ast::ConfigAssignment::ToConfigValue(value)) = config.config_assignment() else { return };
    let values: Vec<Name> = value.config_values().flat_map(|v| path_item(v.syntax())).collect();
    let path = if values.is_empty() { state.session.configured.clone() } else { values };
    state.session.set_path(path, span);
}

/// One item of a search path: a name, or a string that is one name.
fn path_item(node: &SyntaxNode) -> Option<Name> {
    match ast::Literal::cast(node.clone()) {
        Some(literal) => syntax::string(&literal).filter(|text| !text.is_empty()).map(Name::from),
        None => Some(syntax::name(node)).filter(|name| !name.as_str().is_empty()),
    }
}

/// `RESET x`, `DISCARD ALL`
pub(crate) fn reset(state: &mut State, statement: &SyntaxNode, record: &mut Record) {
    nothing(state, record);
    let words = syntax::path(statement);
    if words.iter().any(|word| *word == "search_path" || *word == "all") {
        let path = state.session.configured.clone();
        state.session.set_path(path, Lifetime::Session);
    }
}

/// `set_config('search_path', 'a, b', local)` as pg_dump writes it.
pub(crate) fn set_search_path(state: &mut State, value: &str, span: Lifetime) {
    let items = value.split(',').map(str::trim).filter(|item| !item.is_empty());
    let path = items.filter_map(syntax::identifier).collect();
    state.session.set_path(path, span);
}

/// `PREPARE`: harmless when what it prepares only touches rows.
pub(crate) fn prepare(state: &mut State, statement: &ast::Prepare, record: &mut Record) -> Done {
    nothing(state, record);
    if let Some(name) = syntax::name_of(statement.name()) {
        state.session.prepared.insert(name);
    }
    Ok(())
}
