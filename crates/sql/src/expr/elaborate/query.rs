//! Queries: names resolved against FROM, stars expanded, output columns named.

use super::scope::{Scope, Source, SourceKind};
use super::{Elaborator, Typed};
use crate::Name;
use crate::expr::ast::{
    Alias, Body, Cte, Expr, From, Ident, JoinOn, Path, Query, Select, Sort, Target, TypeName,
};
use crate::expr::context::TypeKind;
use crate::expr::parse::implied_name;
use crate::expr::references::Qualified;
use crate::expr::types::{Ty, built_in, common, same_base};

/// What a bare item of ORDER BY or GROUP BY may mean besides a column of FROM.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outputs {
    Numbers,
    NumbersAndNames,
}

/// The columns of a subquery, by name.
type Columns = Vec<(String, Ty)>;

impl Elaborator<'_> {
    /// The query and the types of its columns.
    pub(super) fn query(&mut self, query: Query) -> Option<(Query, Vec<Ty>)> {
        let (query, columns) = self.named_query(query)?;
        Some((query, columns.into_iter().map(|(_, t)| t).collect()))
    }

    fn named_query(&mut self, mut query: Query) -> Option<(Query, Columns)> {
        let outer = self.ctes.len();
        let mut with = Vec::new();
        for cte in query.with {
            with.push(self.cte(cte, query.recursive)?);
        }
        query.with = with;
        let done = self.body(query);
        self.ctes.truncate(outer);
        done
    }

    fn cte(&mut self, cte: Cte, recursive: bool) -> Option<Cte> {
        if recursive {
            // Its own columns are not known while it is read.
            self.ctes.push((cte.name.clone(), Vec::new()));
        }
        let (query, columns) = self.named_query(cte.query)?;
        if recursive {
            self.ctes.pop();
        }
        let columns = renamed(columns, &cte.columns);
        self.ctes.push((cte.name.clone(), columns));
        Some(Cte { query, ..cte })
    }

    fn body(&mut self, query: Query) -> Option<(Query, Columns)> {
        let Query { recursive, with, body, order, limit, offset } = query;
        let (body, columns, order) = match body {
            Body::Select(select) => {
                self.scopes.push(Scope::default());
                let done = self.select(*select).and_then(|(select, columns)| {
                    let order = self.ordered(order, &select.targets)?;
                    Some((Body::Select(Box::new(select)), columns, order))
                });
                self.scopes.pop();
                done?
            }
            Body::Values(rows) => (Body::Values(self.values(rows)?), Vec::new(), order),
            Body::Set { op, left, right } => {
                let (left, columns) = self.named_query(*left)?;
                self.wanted = columns.iter().map(|(_, t)| t.clone()).collect();
                let (mut right, others) = self.named_query(*right)?;
                take_names(&mut right, &columns);
                let columns =
                    columns.into_iter().zip(others).map(|((n, a), (_, b))| (n, united(a, &b))).collect();
                (Body::Set { op, left: Box::new(left), right: Box::new(right) }, columns, order)
            }
            Body::Nested(inner) => {
                let (inner, columns) = self.named_query(*inner)?;
                if order.is_empty() && limit.is_none() && offset.is_none() && with.is_empty() {
                    // Parentheses alone mean nothing.
                    return Some((inner, columns));
                }
                (Body::Nested(Box::new(inner)), columns, order)
            }
        };
        let limit = self.count(limit)?;
        let offset = self.count(offset)?;
        Some((Query { recursive, with, body, order, limit, offset }, columns))
    }

    /// LIMIT and OFFSET take a `bigint`.
    #[allow(clippy::option_option)]
    fn count(&mut self, expr: Option<Expr>) -> Option<Option<Expr>> {
        Some(match expr {
            Some(expr) => {
                let typed = self.expr(expr)?;
                Some(self.operand(typed, &built_in("int8")))
            }
            None => None,
        })
    }

    fn select(&mut self, select: Select) -> Option<(Select, Columns)> {
        let wanted = std::mem::take(&mut self.wanted);
        let from: Option<Vec<From>> = select.from.into_iter().map(|f| self.from(f)).collect();
        let from = from?;
        let mut targets = Vec::new();
        let mut columns = Vec::new();
        for target in select.targets {
            let wanted = wanted.get(targets.len()).and_then(|t| t.known()).cloned();
            self.target(target, wanted, &mut targets, &mut columns)?;
        }
        let distinct_on = select
            .distinct_on
            .into_iter()
            .map(|e| self.output(e, &targets, Outputs::NumbersAndNames))
            .collect::<Option<_>>()?;
        let filter = self.condition(select.filter)?;
        let group = select
            .group
            .into_iter()
            .map(|e| self.output(e, &targets, Outputs::Numbers))
            .collect::<Option<_>>()?;
        let having = self.condition(select.having)?;
        let mut windows = Vec::new();
        for (name, window) in select.windows {
            windows.push((name, self.window(window)?));
        }
        let distinct = select.distinct;
        Some((Select { distinct, distinct_on, targets, from, filter, group, having, windows }, columns))
    }

    fn ordered(&mut self, order: Vec<Sort>, targets: &[Target]) -> Option<Vec<Sort>> {
        let one = |s: Sort| {
            Some(Sort { expr: self.output(s.expr, targets, Outputs::NumbersAndNames)?, order: s.order })
        };
        order.into_iter().map(one).collect()
    }

    /// An item of ORDER BY or GROUP BY: the output column it names, or an expression of its own.
    fn output(&mut self, expr: Expr, targets: &[Target], outputs: Outputs) -> Option<Expr> {
        let target = if let Expr::Number(n) = &expr {
            targets.get(n.parse::<usize>().ok()?.checked_sub(1)?)
        } else if let Expr::Column(path) = &expr
            && path.len() == 1
            && (outputs == Outputs::NumbersAndNames || self.is_no_input(path))
        {
            let name = path.first().map(|i| i.name.as_str());
            targets.iter().find(|t| t.alias.as_deref() == name)
        } else {
            None
        };
        match target {
            Some(target) => Some(target.expr.clone()),
            None => Some(self.expr(expr)?.expr),
        }
    }

    /// True when the columns of every relation in sight are known and none has this name.
    fn is_no_input(&self, path: &Path) -> bool {
        let Some(scope) = self.scopes.last() else { return false };
        let lacks = |s: &Source| {
            self.columns_of(s).is_some_and(|c| path.first().is_some_and(|i| !c.contains(&i.name)))
        };
        scope.sources.iter().all(lacks)
    }

    /// Rows of literals: each column agrees on one type.
    fn values(&mut self, rows: Vec<Vec<Expr>>) -> Option<Vec<Vec<Expr>>> {
        let rows: Option<Vec<Vec<Typed>>> = rows.into_iter().map(|row| self.typed(row)).collect();
        let rows = rows?;
        let width = rows.first().map_or(0, Vec::len);
        let column = |i: usize| common(rows.iter().map(|row| row.get(i).map_or(&Ty::Unsure, |t| &t.ty)));
        let types: Vec<_> = (0..width).map(column).collect();
        let cell = |(i, cell): (usize, Typed)| match types.get(i) {
            Some(Some(ty)) => self.branch(cell, ty),
            Some(None) | None => cell.expr,
        };
        Some(rows.into_iter().map(|row| row.into_iter().enumerate().map(cell).collect()).collect())
    }

    #[allow(clippy::option_option)]
    fn condition(&mut self, expr: Option<Expr>) -> Option<Option<Expr>> {
        Some(match expr {
            Some(expr) => Some(self.boolean(expr)?),
            None => None,
        })
    }

    fn target(
        &mut self,
        target: Target,
        wanted: Option<TypeName>,
        targets: &mut Vec<Target>,
        columns: &mut Columns,
    ) -> Option<()> {
        let Target { expr, range, alias } = target;
        if let Expr::Star(path) = &expr {
            for (path, name, ty) in self.star(path)? {
                let expr = Expr::Column(path);
                targets.push(Target { expr, range: range.clone(), alias: Some(name.clone()) });
                columns.push((name, ty));
            }
            return Some(());
        }
        let name = alias.or_else(|| implied_name(&expr)).unwrap_or_else(|| "?column?".to_owned());
        let mut typed = self.expr(expr)?;
        if matches!(typed.ty, Ty::Open) {
            typed = self.adopt(typed, &wanted.unwrap_or_else(|| built_in("text")));
        }
        targets.push(Target { expr: typed.expr, range, alias: Some(name.clone()) });
        columns.push((name, typed.ty));
        Some(())
    }

    /// The columns behind `*` or `t.*`; none when some are not known.
    fn star(&self, path: &Path) -> Option<Vec<(Path, String, Ty)>> {
        let scope = self.scopes.last()?;
        let wanted = path.last().map(|i| i.name.as_str());
        let mut found = Vec::new();
        for source in scope.sources.iter().filter(|s| wanted.is_none_or(|w| w == s.name)) {
            for column in self.columns_of(source)? {
                let Typed { expr: Expr::Column(path), ty } = self.column(path_of(&source.name, &column))
                else {
                    return None;
                };
                found.push((path, column, ty));
            }
        }
        Some(found)
    }

    fn columns_of(&self, source: &Source) -> Option<Vec<String>> {
        match &source.kind {
            SourceKind::Relation(relation) => {
                Some(self.context.columns(relation)?.iter().map(|n| n.as_str().to_owned()).collect())
            }
            SourceKind::Derived(columns) if !columns.is_empty() => {
                Some(columns.iter().map(|(n, _)| n.clone()).collect())
            }
            SourceKind::Derived(_) | SourceKind::Opaque => None,
        }
    }

    fn from(&mut self, from: From) -> Option<From> {
        Some(match from {
            From::Table { only, path, alias } => self.table(only, path, alias)?,
            From::Function { lateral: _, call, ordinality, alias } => {
                let name = alias.name.clone().or_else(|| implied_name(&call))?;
                let typed = self.expr(*call)?;
                // A single column has the alias for its name.
                let columns = if alias.columns.is_empty() { vec![name.clone()] } else { alias.columns };
                let ty = if columns.len() == 1 { typed.ty } else { Ty::Unsure };
                let (kind, call) = match ty {
                    // A row's fields are columns under names of their own.
                    Ty::Known(ty) if !self.is_row(&ty) => {
                        (SourceKind::Derived(vec![(columns.first()?.clone(), Ty::Known(ty))]), typed.expr)
                    }
                    _ if columns.len() > 1 => (
                        SourceKind::Derived(columns.iter().map(|c| (c.clone(), Ty::Unsure)).collect()),
                        typed.expr,
                    ),
                    _ => (SourceKind::Opaque, typed.expr),
                };
                let call = Box::new(call);
                let alias = Alias { name: Some(self.add(name, kind)), columns };
                // Functions see what stands before them, said or not.
                From::Function { lateral: false, call, ordinality, alias }
            }
            From::Query { lateral, query, alias } => {
                let (query, columns) = self.named_query(*query)?;
                let columns = renamed(columns, &alias.columns);
                let name = self.add(alias.name.unwrap_or_default(), SourceKind::Derived(columns));
                let alias = Alias { name: Some(name), columns: alias.columns };
                From::Query { lateral, query: Box::new(query), alias }
            }
            From::Join { kind, left, right, on } => {
                let (left, right) = (Box::new(self.from(*left)?), Box::new(self.from(*right)?));
                let on = match on {
                    JoinOn::Condition(condition) => JoinOn::Condition(Box::new(self.boolean(*condition)?)),
                    // A natural join is printed as the columns that it found.
                    JoinOn::Natural => return None,
                    other @ (JoinOn::Nothing | JoinOn::Using(_)) => other,
                };
                From::Join { kind, left, right, on }
            }
        })
    }

    fn table(&mut self, only: bool, mut path: Path, alias: Alias) -> Option<From> {
        if !alias.columns.is_empty() {
            return None;
        }
        let name = path.last()?.name.clone();
        let visible = alias.name.clone().unwrap_or_else(|| name.clone());
        let cte = if path.len() == 1 { self.ctes.iter().rev().find(|(n, _)| *n == name) } else { None };
        let kind = match cte {
            Some((_, columns)) => SourceKind::Derived(columns.clone()),
            None => {
                if path.len() == 2 && path.first().is_some_and(|s| s.name == self.context.default_namespace())
                {
                    path.remove(0);
                }
                let schema = if path.len() > 1 { path.first().map(|i| Name::new(&i.name)) } else { None };
                SourceKind::Relation(Qualified { schema, name: Name::new(&name) })
            }
        };
        let alias = Alias { name: Some(self.add(visible, kind)), columns: Vec::new() };
        Some(From::Table { only, path, alias })
    }

    /// Puts a relation in sight and returns the number that stands for its name.
    fn add(&mut self, name: String, kind: SourceKind) -> String {
        self.sources += 1;
        let number = format!("${}", self.sources);
        if let Some(scope) = self.scopes.last_mut() {
            scope.sources.push(Source { name, number: number.clone(), kind });
        }
        number
    }

    fn is_row(&self, ty: &TypeName) -> bool {
        let kind = self.context.type_kind(ty.schema.as_deref(), &ty.name);
        !ty.array && (ty.name == "record" || kind == TypeKind::Composite)
    }

    /// A whole query as a view has it.
    pub(in crate::expr) fn view(&mut self, query: Query) -> Option<Query> {
        Some(self.named_query(query)?.0)
    }
}

/// What both branches of a set operation agree on.
fn united(a: Ty, b: &Ty) -> Ty {
    match (&a, b) {
        (Ty::Known(one), Ty::Known(other)) if same_base(one, other) => a,
        _ => Ty::Unsure,
    }
}

/// The branches of a set operation have the names of the first.
fn take_names(query: &mut Query, columns: &Columns) {
    let Body::Select(select) = &mut query.body else { return };
    for (target, (name, _)) in select.targets.iter_mut().zip(columns) {
        target.alias = Some(name.clone());
    }
}

fn renamed(columns: Columns, names: &[String]) -> Columns {
    let renamed = |(i, (name, ty)): (usize, (String, Ty))| (names.get(i).cloned().unwrap_or(name), ty);
    columns.into_iter().enumerate().map(renamed).collect()
}

fn path_of(table: &str, column: &str) -> Path {
    [table, column].map(|name| Ident { name: name.to_owned(), range: 0..0 }).to_vec()
}
