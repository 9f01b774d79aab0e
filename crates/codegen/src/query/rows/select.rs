//! Queries: WITH, SELECT, VALUES, UNION and its kin.

use icms_sql::quote_ident;
use icms_sql::tree::{AstNode, SyntaxNode, TargetName, ast};

use super::super::Nulls;
use super::from::{last, renamed, text};
use super::scope::{Column, Groups, Scope, Visible};
use super::{Columns, Reader};

impl Reader<'_> {
    /// Any statement that may stand in WITH.
    pub(super) fn query(&mut self, query: &ast::WithQuery) -> Columns {
        use ast::{SelectVariant, WithQuery};
        let variant = match query {
            WithQuery::Select(it) => SelectVariant::Select(it.clone()),
            WithQuery::CompoundSelect(it) => SelectVariant::CompoundSelect(it.clone()),
            WithQuery::ParenSelect(it) => SelectVariant::ParenSelect(it.clone()),
            WithQuery::Values(it) => SelectVariant::Values(it.clone()),
            WithQuery::Table(it) => SelectVariant::Table(it.clone()),
            WithQuery::Insert(it) => return self.with(it.syntax(), |reader| reader.insert(it)),
            WithQuery::Update(it) => return self.with(it.syntax(), |reader| reader.update(it)),
            WithQuery::Delete(it) => return self.with(it.syntax(), |reader| reader.delete(it)),
            WithQuery::Merge(it) => return self.with(it.syntax(), |reader| reader.merge(it)),
        };
        self.variant(&variant)
    }

    pub(super) fn variant(&mut self, variant: &ast::SelectVariant) -> Columns {
        use ast::SelectVariant;
        match variant {
            SelectVariant::Select(it) => self.with(it.syntax(), |reader| reader.select(it)),
            SelectVariant::ParenSelect(it) => {
                self.with(it.syntax(), |reader| it.select().and_then(|inner| reader.variant(&inner)))
            }
            SelectVariant::CompoundSelect(it) => self.compound(it),
            SelectVariant::Values(it) => self.with(it.syntax(), |reader| reader.values(it)),
            SelectVariant::Table(it) => self.with(it.syntax(), |reader| {
                let path = it.relation_name()?.relation_name_ref()?.path_ref()?;
                reader.relation(&path)
            }),
            SelectVariant::SelectInto(_) => None,
        }
    }

    /// Reads something with the common table expressions in front of it.
    fn with<T>(&mut self, node: &SyntaxNode, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.with.len();
        if let Some(clause) = node.children().find_map(ast::WithClause::cast) {
            for table in clause.with_tables() {
                self.common_table(&table, &clause);
            }
        }
        let result = read(self);
        self.with.truncate(outer);
        result
    }

    fn common_table(&mut self, table: &ast::WithTable, clause: &ast::WithClause) {
        let (Some(name), Some(query)) = (table.name(), table.query()) else { return };
        let name = text(name.syntax());
        let names: Vec<String> =
            table.column_list().iter().flat_map(|list| list.column_names()).map(|c| c.text()).collect();
        let extended = table.search_clause().is_some() || table.cycle_clause().is_some();
        let columns = match &query {
            _ if extended => None,
            ast::WithQuery::CompoundSelect(union) if clause.recursive_token().is_some() => {
                self.recursive(&name, &names, union)
            }
            _ => renamed(self.inside(|reader| reader.query(&query)), names),
        };
        self.with.push((name, columns));
    }

    /// What refers to itself starts from its first part and is read until nothing changes; each time columns can only
    /// become NULL.
    fn recursive(&mut self, name: &str, names: &[String], union: &ast::CompoundSelect) -> Columns {
        let first = union.lhs()?;
        let mut known = renamed(self.inside(|reader| reader.variant(&first)), names.to_vec());
        loop {
            self.with.push((name.to_owned(), known.clone()));
            let all = renamed(self.inside(|reader| reader.compound(union)), names.to_vec());
            self.with.pop();
            if all == known || all.is_none() {
                return all;
            }
            known = all;
        }
    }

    fn compound(&mut self, compound: &ast::CompoundSelect) -> Columns {
        // The tree hangs a WITH in front of everything on the first query.
        let mut first = compound.syntax().clone();
        while ast::CompoundSelect::can_cast(first.kind()) {
            let Some(inner) = first.first_child() else { break };
            first = inner;
        }
        self.with(&first, |reader| {
            let left = compound.lhs().and_then(|left| reader.variant(&left));
            let right = compound.rhs().and_then(|right| reader.variant(&right));
            let (left, right) = (left?, right?);
            let both = |a: Nulls, b: Nulls| match compound.op() {
                Some(ast::CompoundOp::Intersect(_)) => a.and(b),
                Some(ast::CompoundOp::Except(_)) => a,
                Some(ast::CompoundOp::Union(_)) | None => a.or(b),
            };
            let one = |(left, right): (Column, Column)| Column {
                nulls: both(left.nulls, right.nulls),
                origin: left.origin.filter(|origin| right.origin.as_ref() == Some(origin)),
                name: left.name,
            };
            Some(left.into_iter().zip(right).map(one).collect())
        })
    }

    fn values(&mut self, values: &ast::Values) -> Columns {
        let mut columns: Vec<Column> = Vec::new();
        for row in values.row_list()?.rows() {
            for (at, cell) in row.exprs().enumerate() {
                let nulls = self.nulls(&cell);
                match columns.get_mut(at) {
                    Some(column) => column.nulls = column.nulls.or(nulls),
                    None => columns.push(Column { name: format!("column{}", at + 1), nulls, origin: None }),
                }
            }
        }
        Some(columns)
    }

    fn select(&mut self, select: &ast::Select) -> Columns {
        self.scopes.push(Scope::default());
        if let Some(from) = select.from_clause() {
            self.items(from.items());
        }
        self.condition(select.where_clause().and_then(|clause| clause.expr()));
        if let Some(list) = select.group_by_clause().and_then(|clause| clause.group_by_list()) {
            self.group(&list);
        }
        if let Some(having) = select.having_clause().and_then(|clause| clause.expr()) {
            self.nulls(&having);
        }
        let columns =
            select.select_clause().and_then(|clause| clause.target_list()).map(|l| self.targets(&l));
        let keys = select.syntax().children().find_map(ast::OrderByClause::cast);
        let keys = keys.and_then(|clause| clause.sort_by_list());
        for key in keys.iter().flat_map(|list| list.sort_bys()).filter_map(|key| key.expr()) {
            self.nulls(&key);
        }
        self.scopes.pop();
        // A SELECT may have no columns at all.
        columns.unwrap_or_else(|| Some(Vec::new()))
    }

    fn group(&mut self, list: &ast::GroupByList) {
        let mut groups = Groups::Filled;
        for item in list.group_bys() {
            match item {
                ast::GroupBy::GroupingExpr(item) => {
                    if let Some(expr) = item.expr() {
                        self.nulls(&expr);
                        // `GROUP BY ()` is one group, empty or not.
                        if expr.syntax().children().next().is_none() && expr.syntax().text() == "()" {
                            groups = Groups::Sets;
                        }
                    }
                }
                ast::GroupBy::GroupingRollup(_)
                | ast::GroupBy::GroupingCube(_)
                | ast::GroupBy::GroupingSets(_) => groups = Groups::Sets,
            }
        }
        let scope = self.scope();
        scope.groups = groups;
        if groups == Groups::Sets {
            scope.may_miss(0..scope.relations.len(), 0..scope.visible.len());
        }
    }

    /// The columns of a list of targets.
    pub(super) fn targets(&mut self, list: &ast::TargetList) -> Columns {
        let mut columns = Some(Vec::new());
        for target in list.targets() {
            let more = match target.expr() {
                None => self.star(target.syntax(), None),
                Some(ast::Expr::FieldExpr(field)) if field.star_token().is_some() => {
                    let qualifier = field.base().and_then(|base| super::expression::path(&base));
                    self.star(target.syntax(), qualifier.and_then(|mut path| path.pop()))
                }
                Some(expr) => {
                    let origin = self.column(&expr).and_then(|column| column.origin);
                    let nulls = self.nulls(&expr);
                    let name = TargetName::from_target(target).and_then(|(name, _)| name.to_string());
                    Some(vec![Column { name: name.unwrap_or_default(), nulls, origin }])
                }
            };
            columns = columns.zip(more).map(|(columns, more)| [columns, more].concat());
        }
        columns
    }

    /// `*` or `t.*`; that of the whole statement is noted, to be written out.
    fn star(&mut self, node: &SyntaxNode, qualifier: Option<String>) -> Columns {
        let scope = self.scopes.last()?;
        let named = |qualifier: &str, column: Column| {
            (format!("{}.{}", quote_ident(qualifier), quote_ident(&column.name)), column)
        };
        let shown: Vec<(String, Column)> = match &qualifier {
            Some(qualifier) => {
                let relation = self.scopes.iter().rev().find_map(|scope| scope.relation(qualifier))?;
                Scope::whole(relation)?.into_iter().map(|column| named(qualifier, column)).collect()
            }
            None => {
                let one = |visible: &Visible| {
                    let column = scope.shown(visible)?;
                    Some(match visible {
                        Visible::Of(relation, _) => named(&scope.relations.get(*relation)?.name, column),
                        Visible::Merged(_) => (quote_ident(&column.name).into_owned(), column),
                        Visible::Unknown => return None,
                    })
                };
                scope.visible.iter().map(one).collect::<Option<_>>()?
            }
        };
        let (texts, columns): (Vec<String>, Vec<Column>) = shown.into_iter().unzip();
        for origin in columns.iter().filter_map(|column| column.origin.as_ref()) {
            self.see(origin, node);
        }
        if self.depth == 0 && !texts.is_empty() {
            let range = node.text_range();
            self.stars.push((range.start().into()..range.end().into(), texts.join(", ")));
        }
        Some(columns)
    }

    /// Adds the relation that a statement writes to.
    pub(super) fn written(&mut self, path: Option<ast::PathRef>, alias: Option<ast::TableAlias>) {
        let Some(path) = path else { return };
        let namespace = path.qualifier().map_or_else(|| "public".to_owned(), |qualifier| last(&qualifier));
        // No common table expression can be written to.
        let columns = self.table(icms_model::QualifiedName::new(namespace, last(&path)), &path);
        let name = alias.map_or_else(|| last(&path), |alias| text(alias.syntax()));
        self.scope().add(name, columns);
    }
}
