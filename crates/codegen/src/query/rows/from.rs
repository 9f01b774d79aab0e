//! FROM: relations, subqueries, joins.

use std::ops::Range;

use icms_model::QualifiedName;
use icms_sql::tree::{AstNode, ast};

use super::super::Nulls;
use super::scope::{Column, Scope, Visible};
use super::{Columns, Reader};

impl Reader<'_> {
    /// The scope at hand.
    pub(super) fn scope(&mut self) -> &mut Scope {
        if self.scopes.is_empty() {
            self.scopes.push(Scope::default());
        }
        let last = self.scopes.len() - 1;
        &mut self.scopes[last]
    }

    pub(super) fn items(&mut self, items: impl Iterator<Item = ast::FromListItem>) {
        for item in items {
            self.from(&item);
        }
    }

    pub(super) fn from(&mut self, item: &ast::FromListItem) {
        match item {
            ast::FromListItem::JoinExpr(join) => self.join(join),
            ast::FromListItem::FromItem(item) => self.item(item),
        }
    }

    fn item(&mut self, item: &ast::FromItem) {
        use ast::FromItem;
        match item {
            FromItem::RelationFromItem(relation) => {
                let path = relation.path_ref();
                let columns = path.as_ref().and_then(|path| self.relation(path));
                self.named(path.as_ref().map(last), columns, item.alias());
            }
            FromItem::ParenFromItem(paren) => self.parenthesized(paren),
            FromItem::FunctionFromItem(function) => self.function(function, item),
            FromItem::ExprFromItem(_)
            | FromItem::GraphTableFromItem(_)
            | FromItem::JsonTableFromItem(_)
            | FromItem::RowsFromItem(_)
            | FromItem::XmlTableFromItem(_) => self.named(None, None, item.alias()),
        }
    }

    /// Adds a relation under its alias.
    fn named(&mut self, name: Option<String>, columns: Columns, alias: Option<ast::FromAlias>) {
        let names: Vec<String> = alias
            .as_ref()
            .and_then(ast::FromAlias::columns)
            .map(|list| list.column_names().map(|c| c.text()).collect())
            .unwrap_or_default();
        let alias = alias.and_then(|alias| alias.name()).map(|name| text(name.syntax()));
        self.scope().add(alias.or(name).unwrap_or_default(), renamed(columns, names));
    }

    /// The columns of a relation: a common table expression, a table, a view.
    pub(super) fn relation(&mut self, path: &ast::PathRef) -> Columns {
        let name = last(path);
        let namespace = path.qualifier().map(|qualifier| last(&qualifier));
        if namespace.is_none()
            && let Some((_, columns)) = self.with.iter().rev().find(|(known, _)| *known == name)
        {
            return columns.clone();
        }
        let namespace = namespace.unwrap_or_else(|| "public".to_owned());
        self.table(QualifiedName::new(namespace, name), path)
    }

    /// The columns of a table or view.
    pub(super) fn table(&mut self, name: QualifiedName, path: &ast::PathRef) -> Columns {
        let columns = self.catalogue.columns(&name)?;
        self.note(name, None, path.syntax());
        Some(columns)
    }

    fn parenthesized(&mut self, item: &ast::ParenFromItem) {
        let inner = item.paren_expr().and_then(|paren| paren.from_list_item());
        match inner.filter(|_| item.alias().is_none()) {
            // Joins in parentheses keep the names of their relations.
            Some(inner) => self.from(&inner),
            None => {
                let query = item.syntax().descendants().find_map(ast::SelectVariant::cast);
                let columns = query.and_then(|query| self.inside(|reader| reader.variant(&query)));
                self.named(None, columns, item.alias());
            }
        }
    }

    fn function(&mut self, item: &ast::FunctionFromItem, whole: &ast::FromItem) {
        let call = item.call_expr();
        let name =
            call.as_ref().and_then(ast::CallExpr::expr).and_then(|callee| super::expression::path(&callee));
        let arguments = call.map_or(Nulls::Maybe, |call| self.arguments(&call).nulls);
        let name = name.and_then(|mut path| path.pop());
        // Other functions may give NULL, or several columns.
        let series = name.as_deref() == Some("generate_series") && item.with_ordinality().is_none();
        let columns = series.then(|| {
            let column = whole.alias().and_then(|alias| alias.name()).map(|name| text(name.syntax()));
            let column = column.or_else(|| name.clone()).unwrap_or_default();
            vec![Column { name: column, nulls: arguments, origin: None }]
        });
        self.named(name, columns, whole.alias());
    }

    fn join(&mut self, join: &ast::JoinExpr) {
        let first = self.marks();
        if let Some(left) = join.from_list_item() {
            self.from(&left);
        }
        let second = self.marks();
        let Some(join) = join.join() else { return };
        if let Some(right) = join.from_list_item() {
            self.from(&right);
        }
        let end = self.marks();
        let sides =
            Sides { left: (first.0..second.0, first.1..second.1), right: (second.0..end.0, second.1..end.1) };
        self.joined(&join, &sides);
    }

    fn marks(&mut self) -> (usize, usize) {
        let scope = self.scope();
        (scope.relations.len(), scope.visible.len())
    }

    fn joined(&mut self, join: &ast::Join, sides: &Sides) {
        let kind = join.join_type();
        if let Some(ast::JoinCondition::OnClause(on)) = join.join_condition()
            && let Some(condition) = on.expr()
        {
            let inner = matches!(kind, Some(ast::JoinType::JoinInner(_)) | None);
            self.nulls(&condition);
            if inner {
                self.narrow(&condition);
            }
        }
        let names = self.shared(join, sides);
        let merged: Vec<Column> =
            names.iter().filter_map(|name| self.merged(name, kind.as_ref(), sides)).collect();
        let (left, right) = (sides.left.clone(), sides.right.clone());
        match kind {
            Some(ast::JoinType::JoinLeft(_)) => self.scope().may_miss(right.0, right.1),
            Some(ast::JoinType::JoinRight(_)) => self.scope().may_miss(left.0, left.1),
            Some(ast::JoinType::JoinFull(_)) => {
                self.scope().may_miss(left.0, left.1);
                self.scope().may_miss(right.0, right.1);
            }
            Some(ast::JoinType::JoinInner(_) | ast::JoinType::JoinCross(_)) | None => {}
        }
        self.put_first(merged, sides.left.1.start);
    }

    /// The columns that a join makes one of.
    fn shared(&mut self, join: &ast::Join, sides: &Sides) -> Vec<String> {
        if let Some(ast::JoinCondition::JoinUsingClause(using)) = join.join_condition() {
            let list = using.column_ref_list();
            return list.iter().flat_map(|l| l.column_name_refs()).map(|c| text(c.syntax())).collect();
        }
        if join.natural_token().is_none() {
            return Vec::new();
        }
        let scope = self.scope();
        let names = |range: &Range<usize>| -> Option<Vec<String>> {
            scope.visible[range.clone()].iter().map(|v| scope.shown(v).map(|column| column.name)).collect()
        };
        match (names(&sides.left.1), names(&sides.right.1)) {
            (Some(left), Some(right)) => left.into_iter().filter(|name| right.contains(name)).collect(),
            _ => {
                // Nobody knows which.
                self.scope().visible.push(Visible::Unknown);
                Vec::new()
            }
        }
    }

    fn merged(&mut self, name: &str, kind: Option<&ast::JoinType>, sides: &Sides) -> Option<Column> {
        let scope = self.scope();
        let find = |range: &Range<usize>| {
            scope.visible[range.clone()].iter().filter_map(|v| scope.shown(v)).find(|c| c.name == name)
        };
        let (left, right) = (find(&sides.left.1)?, find(&sides.right.1)?);
        Some(match kind {
            Some(ast::JoinType::JoinLeft(_)) => left,
            Some(ast::JoinType::JoinRight(_)) => right,
            Some(ast::JoinType::JoinFull(_)) => Column { nulls: left.nulls.or(right.nulls), ..left },
            // What is equal to something is not NULL.
            Some(ast::JoinType::JoinInner(_) | ast::JoinType::JoinCross(_)) | None => {
                Column { nulls: Nulls::Never, ..left }
            }
        })
    }

    /// Merged columns come first and take the place of both they are made of.
    fn put_first(&mut self, merged: Vec<Column>, start: usize) {
        if merged.is_empty() {
            return;
        }
        let scope = self.scope();
        let mut rest = scope.visible.split_off(start);
        rest.retain(|v| scope.shown(v).is_none_or(|column| merged.iter().all(|m| m.name != column.name)));
        scope.visible.extend(merged.into_iter().map(Visible::Merged));
        scope.visible.extend(rest);
    }
}

/// Relations and visible columns of both sides of a join.
struct Sides {
    left: (Range<usize>, Range<usize>),
    right: (Range<usize>, Range<usize>),
}

/// Columns under the names of an alias.
pub(super) fn renamed(columns: Columns, names: Vec<String>) -> Columns {
    match columns {
        Some(mut columns) => {
            for (column, name) in columns.iter_mut().zip(names) {
                column.name = name;
            }
            Some(columns)
        }
        None => None,
    }
}

/// The last part of a name.
pub(super) fn last(path: &ast::PathRef) -> String {
    path.segment().map(|segment| segment.text()).unwrap_or_default()
}

/// A name as PostgreSQL keeps it.
pub(super) fn text(node: &icms_sql::tree::SyntaxNode) -> String {
    ast::normalize_name_node(node)
}
