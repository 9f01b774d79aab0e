//! What the statements about keys, checks and foreign keys share.

use icms_model::effect::{Action, ConstraintAction, ConstraintBuild};
use icms_model::{Deferrable, Inheritance, ObjectKind, ObjectRef, QualifiedName, TableId, Validation};
use icms_sql::Name;
use icms_sql::tree::{AstNode, SyntaxNode, ast};

use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State};
use crate::{check, foreign_key, primary_key, syntax, unique, unmanaged};

/// A constraint as written, with the column it was written at.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub node: ast::Constraint,
    pub column: Option<Name>,
    /// The name of another constraint that says the same, taken over.
    pub adopted: Option<Name>,
}

impl Written {
    /// A constraint of the table, or of one of its columns.
    pub(crate) const fn new(node: ast::Constraint, column: Option<Name>) -> Self {
        Self { node, column, adopted: None }
    }
}

impl Written {
    /// The name after `CONSTRAINT`.
    pub(crate) fn name(&self) -> Option<Name> {
        let clause = self.node.syntax().children().find_map(ast::ConstraintNameClause::cast);
        let own = clause.and_then(|clause| syntax::name_of(clause.constraint_name()));
        own.or_else(|| self.adopted.clone())
    }

    /// `DEFERRABLE`, `NOT VALID` and the like.
    pub(crate) fn options(&self) -> Vec<ast::ConstraintOption> {
        options(self.node.syntax())
    }
}

/// When in a `CREATE TABLE` or `ADD COLUMN` a constraint is made: names depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    Check,
    PrimaryKey,
    Key,
    ForeignKey,
    /// Part of the column itself.
    None,
}

/// When a constraint is made.
pub(crate) const fn phase(node: &ast::Constraint) -> Phase {
    match node {
        ast::Constraint::CheckConstraint(_) => Phase::Check,
        ast::Constraint::PrimaryKeyConstraint(_) => Phase::PrimaryKey,
        ast::Constraint::UniqueConstraint(_) | ast::Constraint::ExcludeConstraint(_) => Phase::Key,
        ast::Constraint::ForeignKeyConstraint(_) | ast::Constraint::ReferencesConstraint(_) => {
            Phase::ForeignKey
        }
        ast::Constraint::DefaultConstraint(_)
        | ast::Constraint::GeneratedConstraint(_)
        | ast::Constraint::NotNullConstraint(_)
        | ast::Constraint::NullConstraint(_) => Phase::None,
    }
}

/// Adds constraints that were written together, in the order in which the server makes them.
pub(crate) fn add_all(
    state: &mut State,
    id: TableId,
    mut written: Vec<Written>,
    build: &ConstraintBuild,
    record: &mut Record,
) -> Done {
    written.retain(|one| phase(&one.node) != Phase::None);
    written.sort_by_key(|one| phase(&one.node));
    let mut kept: Vec<Written> = Vec::new();
    for one in written {
        match kept.iter_mut().find(|earlier| unique::says_the_same(earlier, &one)) {
            // The server makes only one index, under the first name that somebody gave.
            Some(earlier) => earlier.adopted = earlier.name().or_else(|| one.name()),
            None => kept.push(one),
        }
    }
    kept.iter().try_for_each(|one| add(state, id, one, build, record))
}

/// Adds one constraint.
pub(crate) fn add(
    state: &mut State,
    id: TableId,
    written: &Written,
    build: &ConstraintBuild,
    record: &mut Record,
) -> Done {
    match &written.node {
        ast::Constraint::CheckConstraint(node) => check::add(state, id, written, node, build, record),
        ast::Constraint::PrimaryKeyConstraint(node) => {
            primary_key::add(state, id, written, node, build, record)
        }
        ast::Constraint::UniqueConstraint(node) => unique::add(state, id, written, node, build, record),
        ast::Constraint::ForeignKeyConstraint(node) => {
            let parts = foreign_key::Parts::of_table(node);
            foreign_key::add(state, id, written, parts, build, record)
        }
        ast::Constraint::ReferencesConstraint(node) => {
            let parts = foreign_key::Parts::of_column(node, written.column.clone());
            foreign_key::add(state, id, written, parts, build, record)
        }
        ast::Constraint::ExcludeConstraint(node) => exclusion(state, id, written, node, record),
        ast::Constraint::NotNullConstraint(node) => {
            let column = syntax::name_of(node.column_name_ref()).or_else(|| written.column.clone());
            column.map_or(Ok(()), |column| not_null(state, id, &column))
        }
        ast::Constraint::DefaultConstraint(_)
        | ast::Constraint::GeneratedConstraint(_)
        | ast::Constraint::NullConstraint(_) => Ok(()),
    }
}

/// Makes a column refuse NULL.
pub(crate) fn not_null(state: &mut State, id: TableId, column: &Name) -> Done {
    let found = state.catalogue.update_table(id, |table| {
        let found = table.column_mut(column.as_str());
        found.map(|column| column.not_null = true).is_some()
    });
    match (found, state.table(id)) {
        (Some(false), Some(table)) => Err(Refusal::missing_member(ObjectKind::Column, &table.name, column)),
        _ => Ok(()),
    }
}

/// `EXCLUDE`: no words in the model.
fn exclusion(
    state: &mut State,
    id: TableId,
    written: &Written,
    node: &ast::ExcludeConstraint,
    record: &mut Record,
) -> Done {
    let Some(table) = state.table(id).map(|table| table.name.clone()) else { return Ok(()) };
    let name = written.name().unwrap_or_else(|| {
        let list = node.constraint_exclusion_list();
        let columns: Vec<Name> = list
            .iter()
            .flat_map(ast::ConstraintExclusionList::constraint_exclusions)
            .map(|e| syntax::name(e.syntax()))
            .collect();
        let taken = |name: &str| {
            state.catalogue.has_relation(&table.sibling(name))
                || state.catalogue.has_constraint(&table.namespace, name)
        };
        icms_sql::implicit_name(table.name.as_str(), &columns, icms_sql::Suffix::Exclusion, taken)
    });
    let shown = format!("{table} {name}");
    let object = ObjectRef::qualified(ObjectKind::Table, &table);
    unmanaged::note(record, object, "ADD CONSTRAINT".to_owned(), "exclusion constraint", &shown);
    state.catalogue.note_unmanaged(icms_model::Unmanaged {
        kind: "exclusion constraint".into(),
        name: shown.into(),
        table: Some(table),
        definition: Some(syntax::text(node.syntax()).into()),
        depends: Vec::new(),
    });
    Ok(())
}

/// Refuses a constraint name that is taken on the table; for keys, a relation name that is taken.
pub(crate) fn check_name(state: &State, id: TableId, kind: ObjectKind, name: &Name) -> Done {
    let Some(table) = state.table(id) else { return Ok(()) };
    let full = table.name.sibling(name.clone());
    let is_key = matches!(kind, ObjectKind::PrimaryKey | ObjectKind::Unique);
    if is_key && state.catalogue.has_relation(&full) {
        return Err(Refusal::taken(kind, &full));
    }
    let here = table.primary_key.iter().any(|k| k.name == *name)
        || table.uniques.iter().any(|u| u.name == *name)
        || table.checks.iter().any(|c| c.name == *name)
        || table.foreign_keys.iter().any(|k| k.name == *name);
    if here {
        let object = ObjectRef::member(kind, &table.name, name);
        let message = format!("table {} has a constraint {name} already", table.name);
        return Err(Refusal::new(Reason::DuplicateObject, object, message));
    }
    Ok(())
}

/// Records an added constraint.
pub(crate) fn added(
    record: &mut Record,
    kind: ObjectKind,
    table: &QualifiedName,
    name: &Name,
    build: ConstraintBuild,
) {
    record.add(ObjectRef::member(kind, table, name), Action::Constraint(ConstraintAction::Add(build)));
}

/// Constraint options among the children of a node.
pub(crate) fn options(node: &SyntaxNode) -> Vec<ast::ConstraintOption> {
    node.children().filter_map(ast::ConstraintOption::cast).collect()
}

/// When it is checked.
pub(crate) fn deferrable(options: &[ast::ConstraintOption]) -> Deferrable {
    let mut deferrable = Deferrable::No;
    for option in options {
        deferrable = match option {
            ast::ConstraintOption::DeferrableConstraintOption(_) if deferrable == Deferrable::No => {
                Deferrable::Immediate
            }
            ast::ConstraintOption::NotDeferrableConstraintOption(_) => Deferrable::No,
            ast::ConstraintOption::InitiallyDeferredConstraintOption(_) => Deferrable::Deferred,
            ast::ConstraintOption::InitiallyImmediateConstraintOption(_)
                if deferrable == Deferrable::Deferred =>
            {
                Deferrable::Immediate
            }
            _ => deferrable,
        };
    }
    deferrable
}

/// Whether existing rows are looked at.
pub(crate) fn validation(options: &[ast::ConstraintOption]) -> Validation {
    let not_valid = options.iter().any(|o| matches!(o, ast::ConstraintOption::NotValid(_)));
    if not_valid { Validation::NotValid } else { Validation::Validated }
}

/// Whether child tables take it over.
pub(crate) fn inheritance(options: &[ast::ConstraintOption]) -> Inheritance {
    let local = options.iter().any(|o| matches!(o, ast::ConstraintOption::NoInherit(_)));
    if local { Inheritance::Local } else { Inheritance::Inherited }
}

/// How a constraint with these options is brought about, unless it comes with a column or table.
pub(crate) fn build(outer: &ConstraintBuild, validation: Validation) -> ConstraintBuild {
    match (outer, validation) {
        (ConstraintBuild::Immediate, Validation::NotValid) => ConstraintBuild::NotValid,
        (outer, _) => outer.clone(),
    }
}
