//! Operations in an order that the server accepts: a graph with named edges, and a stable way through it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::hash::Hash;

use icms_ddl::Pass;
use icms_model::{ObjectKind, QualifiedName};
use icms_sql::hash::Map;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::edges::{Basis, Reason};
use crate::key::{Key, Slot};
use crate::names::Names;
use crate::operation::{Operation, Rank, Subject, Text};
use crate::scene::Scene;

/// Which operation comes before which, and why.
pub struct Order {
    graph: DiGraph<usize, Reason>,
    /// The operations by place, in order.
    pub sequence: Vec<usize>,
    /// Edges that had to be ignored because they form a ring; empty when the order is certain.
    pub broken: Vec<Broken>,
}

/// An edge of a ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// What should have come first.
    pub first: usize,
    /// What came before it all the same.
    pub then: usize,
    /// Why it should not.
    pub reason: Reason,
}

impl Order {
    /// Orders operations.
    pub fn new(scene: &Scene<'_>, operations: &[Operation<'_>]) -> Self {
        let mut order = Self { graph: graph(scene, operations), sequence: Vec::new(), broken: Vec::new() };
        order.walk(operations);
        order
    }

    /// Whether one must come right or somewhere before the other.
    pub fn needs(&self, first: usize, then: usize) -> bool {
        self.graph.contains_edge(NodeIndex::new(first), NodeIndex::new(then))
    }

    /// Kahn's algorithm: of what is ready, the lowest rank; tables stay together.
    fn walk(&mut self, operations: &[Operation<'_>]) {
        let priority = priorities(operations);
        let mut waiting: Vec<usize> = self
            .graph
            .node_indices()
            .map(|node| self.graph.edges_directed(node, petgraph::Incoming).count())
            .collect();
        let mut done = vec![false; operations.len()];
        let mut ready: BinaryHeap<_> =
            (0..operations.len()).filter(|&at| waiting[at] == 0).map(|at| Reverse(priority[at])).collect();
        while self.sequence.len() < operations.len() {
            let Some(next) =
                ready.pop().map(|Reverse((_, _, _, at))| at).or_else(|| self.force(&done, &priority))
            else {
                break;
            };
            if std::mem::replace(&mut done[next], true) {
                continue;
            }
            self.sequence.push(next);
            for edge in self.graph.edges(NodeIndex::new(next)) {
                let target = edge.target().index();
                waiting[target] = waiting[target].saturating_sub(1);
                if waiting[target] == 0 && !done[target] {
                    ready.push(Reverse(priority[target]));
                }
            }
        }
    }

    /// A ring: first what only waits for texts that may not mean it, else the lowest rank.
    fn force(&mut self, done: &[bool], priority: &[Priority]) -> Option<usize> {
        let open = |node: NodeIndex| done.get(node.index()).is_some_and(|done| !done);
        let certain = |node: NodeIndex| {
            let incoming = self.graph.edges_directed(node, petgraph::Incoming);
            incoming.filter(|e| open(e.source()) && e.weight().basis() == Basis::Certain).count()
        };
        let chosen = self
            .graph
            .node_indices()
            .filter(|&node| open(node))
            .min_by_key(|&node| (certain(node), priority.get(node.index()).copied()))?;
        let ignored: Vec<Broken> = self
            .graph
            .edges_directed(chosen, petgraph::Incoming)
            .filter(|edge| open(edge.source()) && edge.weight().basis() == Basis::Certain)
            .map(|e| Broken { first: e.source().index(), then: chosen.index(), reason: *e.weight() })
            .collect();
        self.broken.extend(ignored);
        Some(chosen.index())
    }
}

type Priority = (Rank, usize, Pass, usize);

/// Rank, then the first operation of the same table, then the server's own order, then that of the changes.
fn priorities(operations: &[Operation<'_>]) -> Vec<Priority> {
    let mut first: BTreeMap<(Rank, &QualifiedName), usize> = BTreeMap::new();
    let mut all = Vec::with_capacity(operations.len());
    for (at, operation) in operations.iter().enumerate() {
        let together = match &operation.text {
            Text::Clauses { table: Subject::Old(name) | Subject::New(name), .. } => {
                *first.entry((operation.rank, name)).or_insert(at)
            }
            Text::Statements(_) => at,
        };
        all.push((operation.rank, together, pass(operation), at));
    }
    all
}

/// When the server would run it among others in one `ALTER TABLE`; names do not matter for that.
fn pass(operation: &Operation<'_>) -> Pass {
    match &operation.text {
        Text::Clauses { clauses, .. } => {
            clauses(&Names::default()).iter().map(|c| c.pass).min().unwrap_or(Pass::Rest)
        }
        Text::Statements(_) => Pass::Drop,
    }
}

#[derive(Default)]
struct Index<'o> {
    leaves: Map<&'o Key, Vec<usize>>,
    ends: Map<&'o Key, Vec<usize>>,
    makes: Map<&'o Key, Vec<usize>>,
    settles: Map<&'o Key, Vec<usize>>,
    frees: Map<&'o Slot, Vec<usize>>,
}

impl<'o> Index<'o> {
    fn new(operations: &'o [Operation<'_>]) -> Self {
        let mut index = Self::default();
        for (at, operation) in operations.iter().enumerate() {
            let note = |map: &mut Map<&'o Key, Vec<usize>>, keys: &'o [Key]| {
                for key in keys {
                    map.entry(key).or_default().push(at);
                }
            };
            note(&mut index.leaves, &operation.leaves);
            note(&mut index.ends, &operation.leaves);
            note(&mut index.ends, &operation.retires);
            note(&mut index.makes, &operation.makes);
            note(&mut index.settles, &operation.settles);
            for slot in &operation.frees {
                index.frees.entry(slot).or_default().push(at);
            }
        }
        index
    }
}

fn at<'a, K: Eq + Hash>(map: &'a Map<&K, Vec<usize>>, key: &K) -> &'a [usize] {
    map.get(key).map_or(&[], Vec::as_slice)
}

fn graph(scene: &Scene<'_>, operations: &[Operation<'_>]) -> DiGraph<usize, Reason> {
    let index = Index::new(operations);
    let mut graph = DiGraph::new();
    for place in 0..operations.len() {
        graph.add_node(place);
    }
    let mut edge = |first: usize, then: usize, reason: Reason| {
        if first != then {
            graph.update_edge(NodeIndex::new(first), NodeIndex::new(then), reason);
        }
    };
    for (then, operation) in operations.iter().enumerate() {
        for key in &operation.makes {
            at(&index.leaves, key).iter().for_each(|&first| edge(first, then, Reason::Remade));
            at(&index.settles, key).iter().for_each(|&first| edge(first, then, Reason::FinalName));
        }
        for key in &operation.needs {
            at(&index.settles, key).iter().for_each(|&first| edge(first, then, Reason::FinalName));
            at(&index.makes, key).iter().for_each(|&first| edge(first, then, Reason::Needed));
        }
        for key in &operation.waits {
            at(&index.leaves, key).iter().for_each(|&first| edge(first, then, Reason::Remade));
        }
        for slot in &operation.takes {
            at(&index.frees, slot).iter().for_each(|&first| edge(first, then, Reason::NameTaken));
        }
    }
    for dependency in &scene.old.list {
        for &first in at(&index.leaves, &dependency.user) {
            at(&index.ends, &dependency.used).iter().for_each(|&then| edge(first, then, dependency.reason));
        }
    }
    for dependency in &scene.new.list {
        let firsts = at(&index.makes, &dependency.used).iter().chain(at(&index.settles, &dependency.used));
        for &first in firsts {
            // A rename settles every part of its object at once: no part of the same object comes before it.
            let own = dependency.user.object == dependency.used.object;
            let settled = if own { &[] } else { at(&index.settles, &dependency.user) };
            let thens = at(&index.makes, &dependency.user).iter().chain(settled);
            thens.for_each(|&then| edge(first, then, dependency.reason));
        }
    }
    extensions(operations, &mut edge);
    graph
}

/// Any type, function or operator class may come from an extension.
fn extensions(operations: &[Operation<'_>], edge: &mut impl FnMut(usize, usize, Reason)) {
    let is_extension = |keys: &[Key]| keys.iter().any(|key| key.object.kind == ObjectKind::Extension);
    let is_ground = |keys: &[Key]| {
        keys.iter().all(|key| matches!(key.object.kind, ObjectKind::Extension | ObjectKind::Namespace))
    };
    for (place, operation) in operations.iter().enumerate() {
        if is_extension(&operation.makes) {
            let users = operations.iter().enumerate().filter(|(_, o)| !is_ground(&o.makes));
            users.for_each(|(then, _)| edge(place, then, Reason::Extension));
        }
        if is_extension(&operation.leaves) {
            let users = operations.iter().enumerate().filter(|(_, o)| !is_ground(&o.leaves));
            users.for_each(|(first, _)| edge(first, place, Reason::Extension));
        }
    }
}
