//! Relations: a field on both sides of every foreign key and of every join table.

mod naming;

use std::collections::{BTreeMap, HashSet};

use icms_model::{ForeignKey, ObjectKind, QualifiedName, Table};
use icms_syntax::Dialect;

use crate::join_table::{self, Join};
use crate::known::Known;
use crate::table::is_ignored;
use crate::writer::Writer;
use crate::{foreign_key, key};
use naming::Ends;

/// The relation fields of every model.
pub(crate) struct Relations {
    lines: BTreeMap<QualifiedName, Vec<String>>,
    joined: HashSet<QualifiedName>,
}

/// What makes a relation.
pub(crate) enum Link<'s> {
    /// A foreign key of a table.
    Key(&'s Table, &'s ForeignKey),
    /// A join table.
    Join(Join),
}

impl Link<'_> {
    /// Both tables: the one with the key, or behind `A`, first.
    pub(crate) fn tables(&self) -> (&QualifiedName, &QualifiedName) {
        match self {
            Self::Key(table, key) => (&table.name, &key.references),
            Self::Join(join) => (&join.a, &join.b),
        }
    }
}

/// How many relations there are between two tables.
struct Pairs(BTreeMap<(QualifiedName, QualifiedName), usize>);

impl Pairs {
    fn new(links: &[Link<'_>]) -> Self {
        let mut pairs = BTreeMap::new();
        for link in links {
            *pairs.entry(Self::key(link)).or_insert(0) += 1;
        }
        Self(pairs)
    }

    fn key(link: &Link<'_>) -> (QualifiedName, QualifiedName) {
        let (from, to) = link.tables();
        (from.min(to).clone(), from.max(to).clone())
    }

    /// Whether the two tables alone do not say which relation is meant.
    fn ambiguous(&self, link: &Link<'_>) -> bool {
        let (from, to) = link.tables();
        from == to || self.0.get(&Self::key(link)).is_some_and(|count| *count > 1)
    }
}

impl Relations {
    /// All relations of a schema.
    pub(crate) fn new(writer: &mut Writer<'_>, known: &Known) -> Self {
        let links = links(writer);
        let pairs = Pairs::new(&links);
        let mut relations = Self { lines: BTreeMap::new(), joined: HashSet::new() };
        for link in &links {
            let ends = Ends::new(writer, link, known, pairs.ambiguous(link));
            match link {
                Link::Key(table, key) => relations.key(writer, table, key, &ends),
                Link::Join(join) => relations.join(writer, join, &ends),
            }
        }
        relations
    }

    /// Whether two lists say this table.
    pub(crate) fn joins(&self, table: &QualifiedName) -> bool {
        self.joined.contains(table)
    }

    /// The relation fields of a table's model.
    pub(crate) fn fields(&mut self, table: &QualifiedName) -> Vec<String> {
        self.lines.remove(table).unwrap_or_default()
    }

    fn add(&mut self, table: &QualifiedName, line: String) {
        self.lines.entry(table.clone()).or_default().push(line);
    }

    fn key(&mut self, writer: &Writer<'_>, table: &Table, found: &ForeignKey, ends: &Ends) {
        let (Some(from), Some(to)) = (model(writer, &table.name), model(writer, &found.references)) else {
            return;
        };
        let attribute = foreign_key::attribute(writer, table, found, ends.relation.as_deref());
        let arity = if foreign_key::is_required(table, found) { "" } else { "?" };
        let back = if foreign_key::is_unique(table, &found.columns) { "?" } else { "[]" };
        let other = writer.schema.tables.named(&found.references);
        let [own, other] = [Some(table), other.map(|other| &**other)]
            .map(|table| table.is_some_and(|table| is_ignored(writer, table)));
        let ignore = |target: bool, itself: bool| if target && !itself { " @ignore" } else { "" };
        self.add(&table.name, format!("{} {to}{arity} {attribute}{}", ends.from, ignore(other, own)));
        self.add(&found.references, format!("{} {from}{back}{}{}", ends.to, named(ends), ignore(own, other)));
    }

    fn join(&mut self, writer: &Writer<'_>, join: &Join, ends: &Ends) {
        let (Some(a), Some(b)) = (model(writer, &join.a), model(writer, &join.b)) else { return };
        self.joined.insert(join.table.clone());
        self.add(&join.a, format!("{} {b}[]{}", ends.from, named(ends)));
        self.add(&join.b, format!("{} {a}[]{}", ends.to, named(ends)));
    }
}

/// ` @relation("name")`, or nothing.
fn named(ends: &Ends) -> String {
    let name = ends.relation.as_deref().map(crate::text::string);
    name.map(|name| format!(" {}", key::call("@relation", &[name]))).unwrap_or_default()
}

fn model<'w>(writer: &'w Writer<'_>, table: &QualifiedName) -> Option<&'w str> {
    writer.names.block(ObjectKind::Table, table)
}

/// Every relation, in the order of tables; a key to something that is no model is left out.
fn links<'s>(writer: &mut Writer<'s>) -> Vec<Link<'s>> {
    let schema = writer.schema;
    let mut links = Vec::new();
    for (_, table) in schema.tables.iter() {
        if let Some(join) = join_table::read(writer, table) {
            links.push(Link::Join(join));
            continue;
        }
        for key in &table.foreign_keys {
            if foreign_key::can_be_said(writer, table, key) {
                links.push(Link::Key(table, key));
            } else if writer.dialect == Dialect::Prisma {
                writer.leave_out("foreign key", format!("{}.{}", table.name, key.name));
            }
        }
    }
    links
}
