//! Columns as `CREATE TABLE` and `ADD COLUMN` write them.

use icms_model::{
    Builtin, Column, DataType, DefaultValue, Expr, Generated, GeneratedKind, Identity, IdentityKind,
    ObjectKind, ObjectRef, Persistence, QualifiedName, Sequence, SequenceOptions, SequenceOwner,
};
use icms_sql::Name;
use icms_sql::tree::{AstNode, ast};

use crate::constraint::Written;
use crate::refusal::{Done, Refusal};
use crate::state::State;
use crate::{default, sequence, syntax, types};

/// A column as written.
#[derive(Debug, Clone)]
pub(crate) struct NewColumn {
    pub name: Name,
    pub ty: Option<ast::Type>,
    pub collation: Option<ast::Collate>,
    pub constraints: Vec<ast::Constraint>,
}

impl NewColumn {
    /// From a table's list.
    pub(crate) fn listed(node: &ast::Column) -> Self {
        let collation = node.clauses().find_map(|clause| match clause {
            ast::ColumnClause::Collate(collate) => Some(collate),
            _ => None,
        });
        let constraints = node.clauses().filter_map(|c| ast::Constraint::cast(c.syntax().clone())).collect();
        Self {
            name: syntax::name_of(node.name()).unwrap_or_else(|| Name::new("")),
            ty: node.ty(),
            collation,
            constraints,
        }
    }

    /// From `ADD COLUMN`.
    pub(crate) fn added(node: &ast::AddColumn) -> Self {
        let name = syntax::name_of(node.column_name()).unwrap_or_else(|| Name::new(""));
        Self { name, ty: node.ty(), collation: node.collate(), constraints: node.constraints().collect() }
    }

    /// The keys, checks and foreign keys written with it.
    pub(crate) fn written(&self) -> Vec<Written> {
        let written = |node: &ast::Constraint| Written::new(node.clone(), Some(self.name.clone()));
        self.constraints.iter().map(written).collect()
    }

    /// The column as the catalogue has it; the sequence of a `serial` is made at once.
    pub(crate) fn build(
        &self,
        state: &mut State,
        table: &QualifiedName,
        persistence: Persistence,
    ) -> Done<Column> {
        let Some(ty) = &self.ty else {
            let object = ObjectRef::member(ObjectKind::Column, table, &self.name);
            return Err(Refusal::invalid(object, format!("column {} has no type", self.name)));
        };
        let mut column = match serial(&syntax::text(ty.syntax())) {
            Some(data_type) => serial_column(state, table, &self.name, data_type, persistence),
            None => Column::new(self.name.clone(), types::resolve(state, ty)?),
        };
        column.collation = self.collation.as_ref().and_then(|c| collation(state, c));
        for constraint in &self.constraints {
            apply(state, table, &mut column, constraint)?;
        }
        Ok(column)
    }
}

/// What a column constraint says about the column itself.
fn apply(state: &State, table: &QualifiedName, column: &mut Column, constraint: &ast::Constraint) -> Done {
    match constraint {
        ast::Constraint::NotNullConstraint(_) => column.not_null = true,
        ast::Constraint::DefaultConstraint(node) => {
            let mut expression = node.expr();
            // In a column `DEFAULT 'x' COLLATE "C"` is the collation of the column, not of the default.
            if let Some(ast::Expr::Collate(collate)) = &expression {
                column.collation = collation(state, collate);
                expression = collate.expr();
            }
            column.default = expression.and_then(|e| default::value(state, &e, &column.data_type));
        }
        ast::Constraint::GeneratedConstraint(node) => match node.generated_as() {
            Some(ast::GeneratedAs::GeneratedStored(node)) => column.generated = generated(&node),
            Some(ast::GeneratedAs::GeneratedIdentity(node)) => {
                let list = node.sequence_option_list();
                let options = list.into_iter().flat_map(|list| list.sequence_options());
                let kind = identity_kind(node.generated_when());
                column.identity = Some(identity(state, table, column, kind, options)?);
                column.not_null = true;
            }
            None => {}
        },
        ast::Constraint::CheckConstraint(_)
        | ast::Constraint::ExcludeConstraint(_)
        | ast::Constraint::ForeignKeyConstraint(_)
        | ast::Constraint::NullConstraint(_)
        | ast::Constraint::PrimaryKeyConstraint(_)
        | ast::Constraint::ReferencesConstraint(_)
        | ast::Constraint::UniqueConstraint(_) => {}
    }
    Ok(())
}

/// `ALWAYS` or `BY DEFAULT`.
pub(crate) fn identity_kind(when: Option<ast::GeneratedWhen>) -> IdentityKind {
    match when {
        Some(ast::GeneratedWhen::GeneratedByDefault(_)) => IdentityKind::ByDefault,
        Some(ast::GeneratedWhen::GeneratedAlways(_)) | None => IdentityKind::Always,
    }
}

/// The identity of a column, with the sequence name that PostgreSQL would choose.
pub(crate) fn identity(
    state: &State,
    table: &QualifiedName,
    column: &Column,
    kind: IdentityKind,
    options: impl Iterator<Item = ast::SequenceOption>,
) -> Done<Identity> {
    let data_type = column.data_type.as_builtin().unwrap_or(Builtin::Int8);
    let (options, extras) = sequence::options(state, None, data_type, options)?;
    let sequence = match extras.name {
        Some(path) if path.len() == 1 => {
            path.first().map_or_else(|| table.clone(), |name| table.sibling(name.clone()))
        }
        Some(path) => state.new_name(&path)?,
        None => sequence::implicit(state, table, &column.name),
    };
    if state.catalogue.has_relation(&sequence) {
        return Err(Refusal::taken(ObjectKind::Sequence, &sequence));
    }
    Ok(Identity { kind, options, sequence })
}

fn generated(node: &ast::GeneratedStored) -> Option<Generated> {
    let expression = Expr::new(syntax::text(node.expr()?.syntax()));
    let kind = match node.generated_kind() {
        Some(ast::GeneratedKind::Virtual(_)) => GeneratedKind::Virtual,
        Some(ast::GeneratedKind::Stored(_)) | None => GeneratedKind::Stored,
    };
    Some(Generated { expression, kind })
}

/// The integer type behind `serial` and its kin.
fn serial(text: &str) -> Option<Builtin> {
    match text.to_ascii_lowercase().as_str() {
        "serial" | "serial4" => Some(Builtin::Int4),
        "bigserial" | "serial8" => Some(Builtin::Int8),
        "smallserial" | "serial2" => Some(Builtin::Int2),
        _ => None,
    }
}

fn serial_column(
    state: &mut State,
    table: &QualifiedName,
    name: &Name,
    data_type: Builtin,
    persistence: Persistence,
) -> Column {
    let sequence = sequence::implicit(state, table, name);
    state.catalogue.insert_sequence(Sequence {
        name: sequence.clone(),
        options: SequenceOptions::ascending(data_type),
        owner: Some(SequenceOwner { table: table.clone(), column: name.clone() }),
        persistence,
        comment: None,
    });
    let mut column = Column::new(name.clone(), DataType::builtin(data_type));
    column.not_null = true;
    column.default = Some(DefaultValue::Nextval(sequence));
    column
}

/// The collation a `COLLATE` clause names; none for the default one.
pub(crate) fn collation(state: &State, node: &ast::Collate) -> Option<QualifiedName> {
    named_collation(state, &syntax::path_of(node.collation_ref()))
}

/// The collation of a written name; none for the default one.
pub(crate) fn named_collation(state: &State, path: &[Name]) -> Option<QualifiedName> {
    let name = match path {
        [] => return None,
        [name] => {
            let own = |candidate: &QualifiedName| {
                let shown = candidate.to_string();
                state.catalogue.schema.unmanaged.iter().any(|o| *o.kind == *"collation" && *o.name == *shown)
            };
            let found = state.candidates(path).into_iter().find(own);
            found.unwrap_or_else(|| QualifiedName::new("pg_catalog", name.clone()))
        }
        [.., namespace, name] => QualifiedName { namespace: namespace.clone(), name: name.clone() },
    };
    (name != QualifiedName::new("pg_catalog", "default")).then_some(name)
}
