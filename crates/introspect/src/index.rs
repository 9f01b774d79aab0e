//! Indexes of tables and materialized views.

use icms_model::{
    Expr, Index, IndexKey, IndexState, KeyPart, NullsDistinct, NullsOrder, SortOrder, Uniqueness,
};
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::class;
use crate::draft::{Body, Draft, KeyIndex, Relation};
use crate::option::options;

/// Where a row has the collations of its keys.
pub const COLLATIONS: usize = 11;

/// A row of the query.
struct Raw<'r> {
    oid: u32,
    name: &'r str,
    method: &'r str,
    options: Option<Vec<&'r str>>,
    key_count: usize,
    unique: bool,
    valid: bool,
    columns: Vec<i16>,
    classes: Vec<u32>,
    collations: Vec<u32>,
    order: Vec<i16>,
    predicate: Option<&'r str>,
    expressions: Vec<&'r str>,
    definition: Option<&'r str>,
    nulls: NullsDistinct,
}

/// Gives tables and views their indexes, and remembers those behind constraints.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let oid = cells.take()?;
        let relation: u32 = cells.take()?;
        let (owned, raw) = raw(oid, &mut cells)?;
        let Some(of) = draft.relations.get(&relation) else { continue };
        if owned {
            let include = of.column_names(raw.columns.get(raw.key_count..).unwrap_or_default());
            draft.keys.insert(oid, KeyIndex { include, nulls: raw.nulls });
            continue;
        }
        let index = index(&raw, of, draft);
        let index = Index { name: draft.names.name(raw.name), method: draft.names.name(raw.method), ..index };
        match draft.relations.get_mut(&relation).map(|relation| &mut relation.body) {
            Some(Body::Table(table)) => table.indexes.push(index),
            Some(Body::View(view)) => view.indexes.push(index),
            Some(Body::Other(..) | Body::Hidden(_)) | None => {}
        }
    }
    Ok(())
}

fn raw<'r>(oid: u32, cells: &mut Cells<'r>) -> Read<(bool, Raw<'r>)> {
    let (name, method, options): (&str, &str, _) = (cells.take()?, cells.take()?, cells.take()?);
    let key_count = usize::try_from(cells.take::<i16>()?).unwrap_or(0);
    let owned: bool = cells.take()?;
    let raw = Raw {
        oid,
        name,
        method,
        options,
        key_count,
        unique: cells.take()?,
        valid: cells.take()?,
        columns: cells.take()?,
        classes: cells.take()?,
        collations: cells.take()?,
        order: cells.take()?,
        predicate: cells.take()?,
        expressions: cells.take::<Option<Vec<&str>>>()?.unwrap_or_default(),
        definition: cells.take()?,
        nulls: if cells.take()? { NullsDistinct::NotDistinct } else { NullsDistinct::Distinct },
    };
    Ok((owned, raw))
}

/// All of it but the names.
fn index(raw: &Raw<'_>, of: &Relation, draft: &Draft) -> Index {
    let mut expressions = Expressions { texts: raw.expressions.iter(), definition: raw.definition };
    let columns = raw.columns.get(..raw.key_count).unwrap_or_default();
    Index {
        name: of.name().name.clone(),
        uniqueness: if raw.unique { Uniqueness::Unique(raw.nulls) } else { Uniqueness::Plain },
        method: of.name().name.clone(),
        keys: columns
            .iter()
            .enumerate()
            .map(|(at, &n)| key(raw, at, n, &mut expressions, of, draft))
            .collect(),
        include: of.column_names(raw.columns.get(raw.key_count..).unwrap_or_default()),
        predicate: raw.predicate.map(Expr::new),
        options: options("", raw.options.clone()),
        state: if raw.valid { IndexState::Valid } else { IndexState::Invalid },
        comment: draft.comment(class::RELATION, raw.oid),
    }
}

fn key<'r>(
    raw: &Raw<'r>,
    at: usize,
    number: i16,
    expressions: &mut Expressions<'_, 'r>,
    of: &Relation,
    draft: &Draft,
) -> IndexKey {
    let collation = raw.collations.get(at).copied().unwrap_or(0);
    let named = || draft.collations.get(&collation).cloned();
    let class = raw.classes.get(at).copied().unwrap_or(0);
    let bits = raw.order.get(at).copied().unwrap_or(0);
    let position = i16::try_from(at + 1).unwrap_or(i16::MAX);
    let (part, collation, key_type) = match of.attribute(number) {
        Some(a) => {
            let own = if collation == a.collation { None } else { named() };
            (KeyPart::Column(a.column.name.clone()), own, Some(a.data_type.0))
        }
        None => {
            let (text, collated) = expressions.next();
            let own = named().filter(|_| collated);
            (KeyPart::Expression(Expr::new(bare(text))), own, None)
        }
    };
    IndexKey {
        part,
        collation,
        operator_class: draft.operator_classes.spoken(class, key_type),
        operator_class_options: draft.key_options.get(&(raw.oid, position)).cloned().unwrap_or_default(),
        order: if bits & 1 == 0 { SortOrder::Ascending } else { SortOrder::Descending },
        nulls: if bits & 2 == 0 { NullsOrder::Last } else { NullsOrder::First },
    }
}

/// The expressions of an index in order, and the whole index as far as they are not yet taken from it.
struct Expressions<'e, 'r> {
    texts: std::slice::Iter<'e, &'r str>,
    definition: Option<&'r str>,
}

impl<'r> Expressions<'_, 'r> {
    /// The next one, and whether the index says a collation after it: what an expression has itself only the server
    /// knows, and so only the deparsed index tells whether the key differs.
    fn next(&mut self) -> (&'r str, bool) {
        let text = self.texts.next().copied().unwrap_or_default();
        self.definition = self.definition.and_then(|rest| rest.split_once(text)).map(|(_, after)| after);
        (text, self.definition.is_some_and(|after| after.starts_with(" COLLATE ")))
    }
}

/// What is no function call comes in parentheses that belong to the index, not to the expression.
fn bare(text: &str) -> &str {
    text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text)
}
