//! What a statement gives: its columns, whose they are, and whether they can be NULL.
//!
//! Of the text and the schema alone. "May be NULL" is the answer wherever the contrary is not proven, so that a type is
//! never too narrow; the types themselves are the server's to say.

mod call;
mod catalogue;
mod expression;
mod from;
mod narrow;
mod scope;
mod select;
#[cfg(test)]
mod tests;
mod uses;
mod write;

use std::ops::Range;

use icms_diagnostic::FileId;
use icms_model::QualifiedName;
use icms_sql::tree::{AstNode as _, SyntaxNode, ast};
use icms_sql::{Name, Script};

use super::Nulls;

pub use catalogue::Catalogue;
use scope::Scope;
pub use scope::{Column, Origin};

/// What is known of a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Its columns; none when not even their number is known.
    pub columns: Option<Vec<Column>>,
    /// Stars in its list of columns, and the columns that each stands for.
    pub stars: Vec<(Range<usize>, String)>,
    /// For each parameter the columns that it is compared with or written to.
    pub uses: Vec<Vec<Origin>>,
    /// Tables, and columns of tables, with the bytes that name them.
    pub seen: Vec<Seen>,
    /// What stands in front of it, where it can stand in a WITH itself.
    pub with: Option<With>,
}

/// Something of the database that a statement names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The table or view.
    pub relation: QualifiedName,
    /// Its column, if it is one.
    pub column: Option<Name>,
    /// The bytes that name it.
    pub range: Range<usize>,
}

/// What stands in front of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// Nothing.
    None,
    /// A WITH that ends at this byte.
    Until(usize),
}

/// Reads a statement; `given` says which of its parameters may be NULL.
pub fn of(sql: &str, given: &[Nulls], catalogue: Catalogue<'_>) -> Rows {
    let script = Script::parse(FileId(0), sql);
    let Some(statement) = script.sql().next().filter(|statement| statement.errors().is_empty()) else {
        return Rows { uses: vec![Vec::new(); given.len()], ..Rows::default() };
    };
    let mut reader = Reader {
        catalogue,
        given,
        scopes: Vec::new(),
        with: Vec::new(),
        depth: 0,
        stars: Vec::new(),
        uses: vec![Vec::new(); given.len()],
        seen: Vec::new(),
    };
    let query = statement.tree().and_then(|tree| Some((query(&tree)?, with(&tree, sql))));
    let columns = query.as_ref().and_then(|(query, _)| reader.query(query));
    let with = query.map(|(_, with)| with);
    Rows { columns, stars: reader.stars, uses: reader.uses, seen: reader.seen, with }
}

/// A statement that could stand in a WITH.
fn query(statement: &ast::Stmt) -> Option<ast::WithQuery> {
    use ast::{Stmt, WithQuery};
    Some(match statement {
        Stmt::Select(it) => WithQuery::Select(it.clone()),
        Stmt::CompoundSelect(it) => WithQuery::CompoundSelect(it.clone()),
        Stmt::ParenSelect(it) => WithQuery::ParenSelect(it.clone()),
        Stmt::Values(it) => WithQuery::Values(it.clone()),
        Stmt::Table(it) => WithQuery::Table(it.clone()),
        Stmt::Insert(it) => WithQuery::Insert(it.clone()),
        Stmt::Update(it) => WithQuery::Update(it.clone()),
        Stmt::Delete(it) => WithQuery::Delete(it.clone()),
        Stmt::Merge(it) => WithQuery::Merge(it.clone()),
        _ => return None,
    })
}

/// The WITH that a statement begins with.
fn with(statement: &ast::Stmt, sql: &str) -> With {
    let first = icms_sql::next_token(sql, 0).map_or(0, |token| token.range.start);
    let clauses = statement.syntax().descendants().filter_map(ast::WithClause::cast);
    let ranges = clauses.map(|clause| clause.syntax().text_range());
    let begins = ranges.into_iter().find(|range| usize::from(range.start()) == first);
    begins.map_or(With::None, |range| With::Until(range.end().into()))
}

/// Columns; none when not all of them are known.
type Columns = Option<Vec<Column>>;

/// Goes through a statement.
struct Reader<'r> {
    catalogue: Catalogue<'r>,
    given: &'r [Nulls],
    /// What FROM clauses put in sight, the innermost last.
    scopes: Vec<Scope>,
    /// Common table expressions in sight, the nearest last.
    with: Vec<(String, Columns)>,
    /// How many queries stand around the one at hand.
    depth: usize,
    stars: Vec<(Range<usize>, String)>,
    uses: Vec<Vec<Origin>>,
    seen: Vec<Seen>,
}

impl Reader<'_> {
    /// Notes that a node names a column.
    fn see(&mut self, (relation, column): &Origin, node: &SyntaxNode) {
        self.note(relation.clone(), Some(column.clone()), node);
    }

    /// Notes what a node names. What refers to itself is read several times.
    fn note(&mut self, relation: QualifiedName, column: Option<Name>, node: &SyntaxNode) {
        let range = node.text_range();
        let seen = Seen { relation, column, range: range.start().into()..range.end().into() };
        if !self.seen.contains(&seen) {
            self.seen.push(seen);
        }
    }

    /// Something inside of something else.
    fn inside<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }
}
