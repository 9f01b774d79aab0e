//! INSERT, UPDATE, DELETE and MERGE with what they return.

use icms_sql::tree::ast;

use super::super::Nulls;
use super::from::text;
use super::scope::{Column, Origin, Scope};
use super::{Columns, Reader};
use icms_sql::tree::AstNode;

impl Reader<'_> {
    pub(super) fn insert(&mut self, insert: &ast::Insert) -> Columns {
        self.scopes.push(Scope::default());
        let path = insert.relation_name_ref().and_then(|name| name.path_ref());
        self.written(path, insert.alias().and_then(|alias| alias.name()));
        let targets = self.target_columns(insert.column_target_list());
        match insert.insert_source() {
            Some(ast::InsertSource::SelectVariant(source)) => self.source(&source, &targets),
            Some(ast::InsertSource::DefaultValues(_)) | None => {}
        }
        if let Some(ast::ConflictAction::ConflictDoUpdateSet(update)) =
            insert.on_conflict_clause().and_then(|clause| clause.conflict_action())
        {
            self.on_conflict(&update);
        }
        self.returning(insert.returning_clause())
    }

    /// What was to be inserted can be named there too; bare names mean the row that is there.
    fn on_conflict(&mut self, update: &ast::ConflictDoUpdateSet) {
        let mut excluded = Scope::default();
        let written = self.scope().relations.first().and_then(|relation| relation.columns.clone());
        excluded.add("excluded".to_owned(), written);
        let at = self.scopes.len() - 1;
        self.scopes.insert(at, excluded);
        self.set(update.set_clause());
        if let Some(condition) = update.where_clause().and_then(|clause| clause.expr()) {
            self.nulls(&condition);
        }
        self.scopes.remove(at);
    }

    /// The columns that an INSERT fills, in order.
    fn target_columns(&mut self, list: Option<ast::ColumnTargetList>) -> Vec<Option<Origin>> {
        match list {
            Some(list) => list.column_targets().map(|target| self.target_column(&target)).collect(),
            None => {
                let all = self.scope().relations.first().and_then(|relation| relation.columns.clone());
                all.unwrap_or_default().into_iter().map(|column| column.origin).collect()
            }
        }
    }

    fn target_column(&mut self, target: &ast::ColumnTarget) -> Option<Origin> {
        // `a[1]` is not the column.
        let name = target.name().filter(|_| target.accessors().next().is_none())?;
        let written = self.scope().relations.first()?;
        let name = text(name.syntax());
        let origin = written.columns.as_ref()?.iter().find(|column| column.name == name)?.origin.clone()?;
        self.see(&origin, target.syntax());
        Some(origin)
    }

    /// What is inserted: parameters in it are used for the columns at their places.
    fn source(&mut self, source: &ast::SelectVariant, targets: &[Option<Origin>]) {
        let rows: Vec<Vec<ast::Expr>> = match source {
            ast::SelectVariant::Values(values) => {
                let rows = values.row_list();
                rows.iter().flat_map(|list| list.rows()).map(|row| row.exprs().collect()).collect()
            }
            other => {
                let list = other.target_list();
                let row: Option<Vec<ast::Expr>> = list.map(|l| l.targets().map_while(|t| t.expr()).collect());
                row.into_iter().collect()
            }
        };
        for (cell, target) in rows.iter().flat_map(|row| row.iter().zip(targets)) {
            self.used_for(cell, target.as_ref());
        }
        self.inside(|reader| reader.variant(source));
    }

    fn set(&mut self, clause: Option<ast::SetClause>) {
        let list = clause.and_then(|clause| clause.set_column_list());
        for column in list.iter().flat_map(|list| list.set_columns()) {
            match column {
                ast::SetColumn::SetSingleColumn(one) => {
                    let target = one.column_target().and_then(|target| self.target_column(&target));
                    if let Some(value) = one.set_expr().and_then(|value| value.expr()) {
                        self.used_for(&value, target.as_ref());
                        self.nulls(&value);
                    }
                }
                ast::SetColumn::SetMultipleColumns(several) => {
                    let targets = self.target_columns(several.column_target_list());
                    let values = several.set_expr_list();
                    let values = values.iter().flat_map(|list| list.set_exprs()).map(|value| value.expr());
                    for (value, target) in values.zip(targets) {
                        if let Some(value) = value {
                            self.used_for(&value, target.as_ref());
                            self.nulls(&value);
                        }
                    }
                    if let Some(query) = several.paren_select().and_then(|paren| paren.select()) {
                        self.inside(|reader| reader.variant(&query));
                    }
                }
            }
        }
    }

    pub(super) fn update(&mut self, update: &ast::Update) -> Columns {
        self.scopes.push(Scope::default());
        let path =
            update.relation_name().and_then(|name| name.relation_name_ref()).and_then(|n| n.path_ref());
        self.written(path, update.alias().and_then(|alias| alias.name()));
        if let Some(from) = update.from_clause() {
            self.items(from.items());
        }
        self.set(update.set_clause());
        let condition = where_of(update.where_clause_or_current_of());
        if let Some(condition) = &condition {
            self.nulls(condition);
            self.narrow_others(condition);
        }
        self.returning(update.returning_clause())
    }

    pub(super) fn delete(&mut self, delete: &ast::Delete) -> Columns {
        self.scopes.push(Scope::default());
        let path =
            delete.relation_name().and_then(|name| name.relation_name_ref()).and_then(|n| n.path_ref());
        self.written(path, delete.alias().and_then(|alias| alias.name()));
        if let Some(using) = delete.using_clause() {
            self.items(using.items());
        }
        self.condition(where_of(delete.where_clause_or_current_of()));
        self.returning(delete.returning_clause())
    }

    pub(super) fn merge(&mut self, merge: &ast::Merge) -> Columns {
        self.scopes.push(Scope::default());
        let path = merge.table_relation_name().and_then(|n| n.table_name_ref()).and_then(|n| n.path_ref());
        self.written(path, merge.alias().and_then(|alias| alias.name()));
        if let Some(using) = merge.using_on_clause() {
            if let Some(source) = using.from_list_item() {
                self.from(&source);
            }
            if let Some(condition) = using.on_clause().and_then(|on| on.expr()) {
                self.nulls(&condition);
            }
        }
        // What has no match in the source has no source.
        let scope = self.scope();
        scope.may_miss(1..scope.relations.len(), 0..scope.visible.len());
        self.returning(merge.returning_clause())
    }

    /// What comes back, and the end of the statement's scope.
    fn returning(&mut self, clause: Option<ast::ReturningClause>) -> Columns {
        let options = clause.as_ref().and_then(|clause| clause.returning_option_list());
        let list = clause.and_then(|clause| clause.target_list());
        let columns = list.map_or_else(|| Some(Vec::new()), |list| self.targets(&list));
        self.scopes.pop();
        // The row as it was, or as it would be, may not be there.
        let unsure = |columns: Vec<Column>| {
            columns.into_iter().map(|column| Column { nulls: Nulls::Maybe, ..column }).collect()
        };
        if options.is_some() { columns.map(unsure) } else { columns }
    }

    /// Of an UPDATE the row before it is what the condition is about, so only the other relations are narrowed.
    fn narrow_others(&mut self, condition: &ast::Expr) {
        let written = self.scope().relations.first().and_then(|relation| relation.columns.clone());
        self.narrow(condition);
        if let Some(relation) = self.scope().relations.first_mut() {
            relation.columns = written;
        }
    }
}

fn where_of(clause: Option<ast::WhereClauseOrCurrentOf>) -> Option<ast::Expr> {
    match clause? {
        ast::WhereClauseOrCurrentOf::WhereClause(clause) => clause.expr(),
        ast::WhereClauseOrCurrentOf::WhereCurrentOf(_) => None,
    }
}
