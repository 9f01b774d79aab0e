//! The history graph: migrations with their parents, and the order they apply in.

use std::collections::{BTreeMap, BTreeSet};

use icms_diagnostic::{Diagnostic, Diagnostics};
use petgraph::graph::{DiGraph, NodeIndex};

use crate::codes;
use crate::{Dialect, Folder, Fork, Migration, MigrationId};

/// Migrations in the order in which they apply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journal {
    migrations: Vec<Migration>,
    forks: Vec<Fork>,
    parents: BTreeMap<MigrationId, MigrationId>,
}

impl Journal {
    /// Reads folders in any order. Prisma's are a chain in byte order of their names; ours name their parent.
    pub fn read(folders: impl IntoIterator<Item = Folder>) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let mut folders: Vec<Folder> = folders.into_iter().collect();
        folders.sort_by(|a, b| a.name.cmp(&b.name));
        let found: Vec<Migration> =
            folders.iter().filter_map(|f| Migration::read(f, &mut diagnostics)).collect();
        let journal = in_order(found, &mut diagnostics);
        (journal, diagnostics)
    }

    /// In the order in which they apply.
    #[must_use]
    pub fn migrations(&self) -> &[Migration] {
        &self.migrations
    }

    /// Where the history goes two ways; it must not, before anything is applied.
    #[must_use]
    pub fn forks(&self) -> &[Fork] {
        &self.forks
    }

    /// This one and what it stands on, in order: in a history that goes two ways, without the other way.
    #[must_use]
    pub fn line(&self, id: &MigrationId) -> Vec<&Migration> {
        let ancestors: BTreeSet<&MigrationId> =
            std::iter::successors(Some(id), |below| self.parents.get(*below)).collect();
        self.migrations.iter().filter(|m| ancestors.contains(&m.id)).collect()
    }

    /// Those up to this one and with it, in order.
    #[must_use]
    pub fn until(&self, id: &MigrationId) -> &[Migration] {
        let end = self.migrations.iter().position(|m| m.id == *id).map_or(self.migrations.len(), |at| at + 1);
        self.migrations.get(..end).unwrap_or_default()
    }

    /// Those before this one, in order.
    #[must_use]
    pub fn before(&self, id: &MigrationId) -> &[Migration] {
        let until = self.until(id);
        until.split_last().filter(|(last, _)| last.id == *id).map_or(until, |(_, before)| before)
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
            [] => Err(Box::new(Diagnostic::error(
                codes::UNKNOWN_MIGRATION,
                format!("there is no migration `{id}`"),
            ))),
            several => {
                let names: Vec<&str> = several.iter().map(|m| m.id.as_str()).collect();
                let message = format!("`{id}` is the beginning of {} migrations", several.len());
                Err(Box::new(
                    Diagnostic::error(codes::UNKNOWN_MIGRATION, message)
                        .help(format!("say which: {}", names.join(", "))),
                ))
            }
        }
    }
}

/// Sorts by parents; says where two migrations claim the same parent and where a parent is missing.
fn in_order(found: Vec<Migration>, diagnostics: &mut Diagnostics) -> Journal {
    let Graph { graph, missing, folded } = graph(&found);
    for (id, parent) in missing {
        diagnostics.push(
            Diagnostic::error(codes::PARENT_MISSING, format!("`{id}` was made on top of `{parent}`, which is not here"))
                .help("restore that folder, or name another parent in its migration.toml and run `icms migrate seal`"),
        );
    }
    for (id, parent, by) in folded {
        let message = format!(
            "`{id}` was made on top of `{parent}`, and `{by}` has folded that into one with later ones"
        );
        diagnostics.push(Diagnostic::error(codes::PARENT_FOLDED, message).help(format!(
            "name `{by}` as the parent in its migration.toml and run `icms migrate seal {id}`, which proves it again"
        )));
    }
    let Some(order) = topological(&graph) else {
        diagnostics.push(Diagnostic::error(
            codes::PARENT_MISSING,
            "migrations name each other as parents in a circle",
        ));
        return Journal { migrations: found, ..Journal::default() };
    };
    let forks = forks(&graph, &order, &found);
    for fork in &forks {
        let help = "run `icms migrate rebase`: it puts one behind the other and proves both again";
        diagnostics.push(Diagnostic::error(codes::FORK, fork.to_string()).help(help));
    }
    let edges = graph.edge_indices().filter_map(|edge| graph.edge_endpoints(edge));
    let parents = edges.map(|(parent, child)| (graph[child].clone(), graph[parent].clone())).collect();
    let mut by_id: BTreeMap<MigrationId, Migration> = found.into_iter().map(|m| (m.id.clone(), m)).collect();
    let migrations = order.into_iter().filter_map(|node| by_id.remove(&graph[node])).collect();
    Journal { migrations, forks, parents }
}

/// Parents with more than one child, and first migrations of which there may be one.
fn forks(graph: &Parents, order: &[NodeIndex], found: &[Migration]) -> Vec<Fork> {
    let descendants = |child: &NodeIndex| -> Vec<MigrationId> {
        let mut reached = BTreeSet::from([*child]);
        for node in order {
            if graph.neighbors_directed(*node, petgraph::Direction::Incoming).any(|p| reached.contains(&p)) {
                reached.insert(*node);
            }
        }
        order.iter().filter(|node| reached.contains(node)).map(|node| graph[*node].clone()).collect()
    };
    let fork = |parent: Option<MigrationId>, children: Vec<NodeIndex>| {
        (children.len() > 1).then(|| Fork { parent, branches: children.iter().map(descendants).collect() })
    };
    let first = |node: &&NodeIndex| {
        let chained =
            |m: &&Migration| m.id == graph[**node] && m.manifest.as_ref().is_none_or(|m| m.parent.is_none());
        graph.neighbors_directed(**node, petgraph::Direction::Incoming).next().is_none()
            && found.iter().any(|m| chained(&m))
    };
    let roots = fork(None, order.iter().filter(first).copied().collect());
    let inner = order.iter().filter_map(|&node| {
        let children: BTreeSet<NodeIndex> = graph.neighbors(node).collect();
        let in_order = order.iter().filter(|n| children.contains(n)).copied().collect();
        fork(Some(graph[node].clone()), in_order)
    });
    roots.into_iter().chain(inner).collect()
}

type Parents = DiGraph<MigrationId, ()>;

/// The history as it was read.
struct Graph {
    /// An edge from each parent to its child.
    graph: Parents,
    /// Migrations whose parent is not here.
    missing: Vec<(MigrationId, String)>,
    /// Migrations whose parent is inside another one now: which, and what it is called.
    folded: Vec<(MigrationId, String, MigrationId)>,
}

fn graph(found: &[Migration]) -> Graph {
    let mut graph = DiGraph::new();
    let nodes: BTreeMap<&str, NodeIndex> =
        found.iter().map(|m| (m.id.as_str(), graph.add_node(m.id.clone()))).collect();
    let (mut missing, mut folded) = (Vec::new(), Vec::new());
    let mut previous: Option<NodeIndex> = None;
    for migration in found {
        let Some(&node) = nodes.get(migration.id.as_str()) else { continue };
        let parent = migration.manifest.as_ref().map(|m| m.parent.as_deref());
        match (migration.dialect, parent) {
            (Dialect::Prisma, _) | (Dialect::Icms, None) => {
                if let Some(previous) = previous {
                    graph.add_edge(previous, node, ());
                }
            }
            (Dialect::Icms, Some(None)) => {}
            (Dialect::Icms, Some(Some(parent))) => match (nodes.get(parent), standing_for(parent, found)) {
                (Some(&parent), _) => drop(graph.add_edge(parent, node, ())),
                (None, Some((by, place))) => {
                    if let Some(&by) = nodes.get(by.id.as_str()) {
                        graph.add_edge(by, node, ());
                    }
                    if place == Place::Inside {
                        folded.push((migration.id.clone(), parent.to_owned(), by.id.clone()));
                    }
                }
                (None, None) => missing.push((migration.id.clone(), parent.to_owned())),
            },
        }
        previous = Some(node);
    }
    Graph { graph, missing, folded }
}

/// Where a folded migration was among those that were folded with it.
#[derive(PartialEq, Eq)]
enum Place {
    Last,
    Inside,
}

/// The migration that an absent one was folded into.
fn standing_for<'m>(id: &str, found: &'m [Migration]) -> Option<(&'m Migration, Place)> {
    let by = found.iter().find(|m| m.replaces().iter().any(|r| r.ids().contains(&id)))?;
    let mut last = by.replaces().last();
    while let Some(replaced) = last {
        if replaced.id == id {
            return Some((by, Place::Last));
        }
        last = replaced.replaces.last();
    }
    Some((by, Place::Inside))
}

/// Kahn's algorithm; among those that are free the smallest id goes first.
fn topological(graph: &Parents) -> Option<Vec<NodeIndex>> {
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
            replaces: Vec::new(),
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
        assert_eq!(ids([ours("1", None), ours("2", None)]).1, [5004], "two first ones");
    }

    #[test]
    fn a_fork_has_its_branches_whole() {
        let folders = [
            ours("0", None),
            ours("1", Some("0")),
            ours("3", Some("1")),
            ours("2", Some("0")),
            ours("4", Some("2")),
        ];
        let (journal, _) = Journal::read(folders);
        let [fork] = journal.forks() else { panic!("{:?}", journal.forks()) };
        let branches: Vec<Vec<&str>> =
            fork.branches.iter().map(|b| b.iter().map(MigrationId::as_str).collect()).collect();
        assert_eq!(branches, [["1", "3"], ["2", "4"]]);
        assert_eq!(fork.to_string(), "`1` and `2` were both made on top of `0`");
        let line: Vec<&str> = journal.line(&MigrationId::new("3")).iter().map(|m| m.id.as_str()).collect();
        assert_eq!(line, ["0", "1", "3"], "without the other branch");
    }

    #[test]
    fn a_folded_parent_is_the_one_that_stands_for_it() {
        let replaced = |id: &str| crate::Replaced {
            id: id.to_owned(),
            checksum: Checksum::of(""),
            replaces: Vec::new(),
        };
        let mut squashed = ours("1_squashed", None);
        let mut manifest = Manifest::parse(squashed.file("migration.toml").unwrap()).unwrap();
        manifest.replaces = vec![replaced("0"), replaced("1")];
        squashed.files.insert("migration.toml".to_owned(), manifest.to_toml().unwrap());
        let after_last = ids([squashed.clone(), ours("2", Some("1"))]);
        assert_eq!(after_last, (vec!["1_squashed".into(), "2".into()], vec![]));
        assert_eq!(ids([squashed, ours("2", Some("0"))]).1, [5006]);
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
