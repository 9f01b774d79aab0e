//! Whose a column is and of what type.

use super::{Elaborator, Typed};
use crate::Name;
use crate::expr::ast::{Expr, Ident, Path};
use crate::expr::references::Qualified;
use crate::expr::types::{self, Ty};

/// What one FROM clause puts in sight.
#[derive(Default)]
pub(super) struct Scope {
    pub sources: Vec<Source>,
}

/// One relation of a FROM clause.
pub(super) struct Source {
    /// The name that qualifies its columns.
    pub name: String,
    /// What stands for it in the canonical form.
    pub number: String,
    pub kind: SourceKind,
}

pub(super) enum SourceKind {
    /// A table or view of the database.
    Relation(Qualified),
    /// A subquery, a common table expression: columns and their types.
    Derived(Vec<(String, Ty)>),
    /// A function, or what is not known.
    Opaque,
}

impl Elaborator<'_> {
    /// A column under one spelling: qualified where several relations are in sight, bare where there is one.
    pub(super) fn column(&self, path: Path) -> Typed {
        let names: Vec<&str> = path.iter().map(|i| i.name.as_str()).collect();
        match names.as_slice() {
            [column] => self.bare_column(column, &path),
            [qualifier, column] => self.qualified_column(qualifier, column, &path),
            [schema, table, column] => {
                let relation = Qualified { schema: Some(Name::new(*schema)), name: Name::new(*table) };
                let ty = self.column_type(Some(&relation), column);
                Typed::new(Expr::Column(path), ty)
            }
            _ => Typed::unsure(Expr::Column(path)),
        }
    }

    fn bare_column(&self, column: &str, path: &Path) -> Typed {
        let mut found: Option<(&Source, Ty, bool)> = None;
        for scope in self.scopes.iter().rev() {
            let single = scope.sources.len() == 1 && self.scopes.len() == 1;
            for source in &scope.sources {
                if let Some(ty) = self.in_source(source, column) {
                    if found.is_some() {
                        return Typed::unsure(Expr::Column(path.clone()));
                    }
                    found = Some((source, ty, single));
                }
            }
            if found.is_some() {
                break;
            }
        }
        match found {
            Some((_, ty, true)) => Typed::new(Expr::Column(path.clone()), ty),
            Some((source, ty, false)) => Typed::new(Expr::Column(qualified(&source.number, column)), ty),
            None if self.scopes.is_empty() => {
                let ty = self.column_type(None, column);
                Typed::new(Expr::Column(path.clone()), ty)
            }
            // A relation's own name is its whole row.
            None => match self.source(column) {
                Some(source) => Typed::unsure(Expr::Star(row(&source.number))),
                None => Typed::unsure(Expr::Column(path.clone())),
            },
        }
    }

    /// The relation of this name, the nearest first.
    pub(super) fn source(&self, name: &str) -> Option<&Source> {
        self.scopes.iter().rev().flat_map(|s| &s.sources).find(|s| s.name == name)
    }

    /// `t.*` as a value: the whole row.
    pub(super) fn whole_row(&self, path: Path) -> Typed {
        let source = path.first().filter(|_| path.len() == 1).and_then(|i| self.source(&i.name));
        Typed::unsure(Expr::Star(source.map_or(path.clone(), |s| row(&s.number))))
    }

    fn qualified_column(&self, qualifier: &str, column: &str, path: &Path) -> Typed {
        if self.scopes.is_empty() {
            // In a check or a default the only table in sight is its own; the server prints its columns bare.
            let relation = Qualified { schema: None, name: Name::new(qualifier) };
            let ty = self.column_type(Some(&relation), column);
            return Typed::new(Expr::Column(path.clone()), ty);
        }
        for scope in self.scopes.iter().rev() {
            let Some(source) = scope.sources.iter().find(|s| s.name == qualifier) else { continue };
            let ty = self.in_source(source, column).unwrap_or(Ty::Unsure);
            let alone = scope.sources.len() == 1 && self.scopes.len() == 1;
            let path = if alone {
                path.last().into_iter().cloned().collect()
            } else {
                qualified(&source.number, column)
            };
            return Typed::new(Expr::Column(path), ty);
        }
        Typed::unsure(Expr::Column(path.clone()))
    }

    /// The type of a column of a source; none when it has no such column, or nobody knows.
    fn in_source(&self, source: &Source, column: &str) -> Option<Ty> {
        match &source.kind {
            SourceKind::Relation(relation) => {
                self.context.column_type(Some(relation), column).map(|t| self.parsed(&t))
            }
            SourceKind::Derived(columns) => columns.iter().find(|(n, _)| n == column).map(|(_, t)| t.clone()),
            SourceKind::Opaque => None,
        }
    }

    fn column_type(&self, relation: Option<&Qualified>, column: &str) -> Ty {
        self.context.column_type(relation, column).map_or(Ty::Unsure, |t| self.parsed(&t))
    }

    fn parsed(&self, text: &str) -> Ty {
        types::parse(text).map_or(Ty::Unsure, |t| Ty::Known(self.localized(t)))
    }
}

fn qualified(table: &str, column: &str) -> Path {
    [table, column].map(|name| Ident { name: name.to_owned(), range: 0..0 }).to_vec()
}

fn row(number: &str) -> Path {
    vec![Ident { name: number.to_owned(), range: 0..0 }]
}
