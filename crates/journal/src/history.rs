//! The history graph: migrations with their parents, and the order they apply in.

use std::collections::{BTreeMap, BTreeSet};

use icms_diagnostic::{Code, Diagnostic, Diagnostics};
use petgraph::graph::{DiGraph, NodeIndex};

use crate::{Dialect, Folder, Migration, MigrationId};

/// Migrations in the order in which they apply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journal {
    migrations: Vec<Migration>,
}

impl Journal {
    /// Reads folders in any order. Prisma's are a chain in byte order of their names; ours name their parent.
    pub fn read(folders: impl IntoIterator<Item = Folder>) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let mut folders: Vec<Folder> = folders.into_iter().collect();
        folders.sort_by(|a, b| a.name.cmp(&b.name));
        let found: Vec<Migration> =
            folders.iter().filter_map(|f| Migration::read(f, &mut diagnostics)).collect();
        let migrations = in_order(found, &mut diagnostics);
        (Self { migrations }, diagnostics)
    }

    /// In the order in which they apply.
    #[must_use]
    pub fn migrations(&self) -> &[Migration] {
        &self.migrations
    }

    /// The one that applies last.
    #[must_use]
    pub fn last(&self) -> Option<&Migration> {
        self.migrations.last()
    }

    /// The migration of this id, or of this unique prefix of an id (ruling 6).
    ///
    /// # Errors
    /// A diagnostic when there is none, or more than one.
    pub fn find(&self, id: &str) -> Result<&Migration, Box<Diagnostic>> {
        if let Some(exact) = self.migrations.iter().find(|m| m.id.as_str() == id) {
            return Ok(exact);
        }
        let matching: Vec<&Migration> =
            self.migrations.iter().filter(|m| m.id.as_str().starts_with(id)).collect();
        match matching.as_slice() {
            [one] => Ok(one),
            [] => Err(Box::new(Diagnostic::error(Code(5005), format!("there is no migration `{id}`")))),
            several => {
                let names: Vec<&str> = several.iter().map(|m| m.id.as_str()).collect();
                let message = format!("`{id}` is the beginning of {} migrations", several.len());
                Err(Box::new(
                    Diagnostic::error(Code(5005), message).help(format!("say which: {}", names.join(", "))),
                ))
            }
        }
    }
}

/// Sorts by parents; says where two migrations claim the same parent and where a parent is missing.
fn in_order(found: Vec<Migration>, diagnostics: &mut Diagnostics) -> Vec<Migration> {
    let (graph, missing) = graph(&found);
    for (id, parent) in missing {
        diagnostics.push(
            Diagnostic::error(Code(5003), format!("`{id}` was made on top of `{parent}`, which is not here"))
                .help("restore that folder, or run `icms migrate rebase`"),
        );
    }
    for node in graph.node_indices() {
        let children: BTreeSet<&str> = graph.neighbors(node).map(|c| graph[c].as_str()).collect();
        if children.len() > 1 {
            let names: Vec<&str> = children.into_iter().collect();
            let message = format!("{} were both made on top of `{}`", names.join(" and "), graph[node]);
            diagnostics.push(
                Diagnostic::error(Code(5004), message)
                    .help("run `icms migrate rebase`: it puts one after the other and proves both again"),
            );
        }
    }
    let Some(order) = topological(&graph) else {
        diagnostics.push(Diagnostic::error(Code(5003), "migrations name each other as parents in a circle"));
        return found;
    };
    let mut by_id: BTreeMap<MigrationId, Migration> = found.into_iter().map(|m| (m.id.clone(), m)).collect();
    order.into_iter().filter_map(|node| by_id.remove(&graph[node])).collect()
}

type Missing = Vec<(MigrationId, String)>;

/// An edge from each parent to its child.
fn graph(found: &[Migration]) -> (DiGraph<MigrationId, ()>, Missing) {
    let mut graph = DiGraph::new();
    let nodes: BTreeMap<&str, NodeIndex> =
        found.iter().map(|m| (m.id.as_str(), graph.add_node(m.id.clone()))).collect();
    let mut missing = Missing::new();
    let mut previous: Option<NodeIndex> = None;
    for migration in found {
        let Some(&node) = nodes.get(migration.id.as_str()) else { continue };
        let parent = migration.manifest.as_ref().map(|m| m.parent.as_deref());
        match (migration.dialect, parent) {
            (Dialect::Prisma, _) | (Dialect::Icms, None) => {
                if let Some(previous) = previous {
                    graph.add_edge(previous, node, ());
                }
                previous = Some(node);
            }
            (Dialect::Icms, Some(None)) => previous = Some(node),
            (Dialect::Icms, Some(Some(parent))) => {
                match nodes.get(parent) {
                    Some(&parent) => drop(graph.add_edge(parent, node, ())),
                    None => missing.push((migration.id.clone(), parent.to_owned())),
                }
                previous = Some(node);
            }
        }
    }
    (graph, missing)
}

/// Kahn's algorithm; among those that are free the smallest id goes first.
fn topological(graph: &DiGraph<MigrationId, ()>) -> Option<Vec<NodeIndex>> {
    let mut waiting: BTreeMap<NodeIndex, usize> = graph
        .node_indices()
        .map(|n| (n, graph.neighbors_directed(n, petgraph::Direction::Incoming).count()))
        .collect();
    let mut free: BTreeSet<(&MigrationId, NodeIndex)> =
        waiting.iter().filter(|&(_, &n)| n == 0).map(|(&n, _)| (&graph[n], n)).collect();
    let mut order = Vec::with_capacity(graph.node_count());
    while let Some((_, node)) = free.pop_first() {
        order.push(node);
        for child in graph.neighbors(node) {
            if let Some(left) = waiting.get_mut(&child) {
                *left -= 1;
                if *left == 0 {
                    free.insert((&graph[child], child));
                }
            }
        }
    }
    (order.len() == graph.node_count()).then_some(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checksum, Manifest};

    fn ours(id: &str, parent: Option<&str>) -> Folder {
        let up = "SELECT 1;";
        let manifest = Manifest {
            version: 1,
            id: id.to_owned(),
            parent: parent.map(str::to_owned),
            schema_before: Checksum::of(""),
            schema_after: Checksum::of(""),
            up: Checksum::of(up),
            down: None,
            names: crate::FieldNames::default(),
            findings: Vec::new(),
        };
        Folder::new(id, [("up.sql", up.to_owned()), ("migration.toml", manifest.to_toml().unwrap())])
    }

    fn prisma(id: &str) -> Folder {
        Folder::new(id, [("migration.sql", "SELECT 1;")])
    }

    fn ids(folders: impl IntoIterator<Item = Folder>) -> (Vec<String>, Vec<u16>) {
        let (journal, diagnostics) = Journal::read(folders);
        let ids = journal.migrations().iter().map(|m| m.id.to_string()).collect();
        (ids, diagnostics.iter().map(|d| d.code.0).collect())
    }

    #[test]
    fn parents_decide_the_order_and_not_the_names() {
        let folders = [ours("1_c", Some("2_b")), ours("2_b", Some("0_a")), prisma("0_a")];
        assert_eq!(ids(folders), (vec!["0_a".into(), "2_b".into(), "1_c".into()], vec![]));
    }

    #[test]
    fn two_children_and_missing_parents_are_named() {
        assert_eq!(ids([ours("0", None), ours("1", Some("0")), ours("2", Some("0"))]).1, [5004]);
        assert_eq!(ids([ours("1", Some("0"))]).1, [5003]);
    }

    #[test]
    fn a_unique_prefix_names_a_migration() {
        let (journal, _) = Journal::read([prisma("20200101_a"), prisma("20200102_b")]);
        assert_eq!(journal.find("20200102").unwrap().id.as_str(), "20200102_b");
        assert!(journal.find("2020").is_err());
    }

    #[test]
    fn line_ends_do_not_count_as_an_edit() {
        let mut folder = ours("0", None);
        folder.files.insert("up.sql".to_owned(), "SELECT 1;\r\n".to_owned());
        let migration = Migration::read(&folder, &mut Diagnostics::default()).unwrap();
        assert!(migration.edited(), "a new line is an edit");
        assert_eq!(Checksum::of("a\r\nb"), Checksum::of("a\nb"));
    }
}
