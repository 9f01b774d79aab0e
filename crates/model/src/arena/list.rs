//! A list that shares with its copies what they have in common: a copy costs nothing, a change one path of the tree.

use std::sync::Arc;

/// Each node has up to 32 children or values, so that ten thousand values lie three steps deep.
const BITS: u32 = 5;
const WIDTH: usize = 1 << BITS;

/// Values by place, none ever taken out.
pub struct List<V> {
    root: Arc<Node<V>>,
    /// How many branches lie above each leaf.
    height: u32,
    len: usize,
}

#[derive(Clone)]
enum Node<V> {
    Branch(Vec<Arc<Self>>),
    Leaf(Vec<V>),
}

impl<V> Clone for List<V> {
    fn clone(&self) -> Self {
        Self { root: Arc::clone(&self.root), height: self.height, len: self.len }
    }
}

impl<V> Default for List<V> {
    fn default() -> Self {
        Self { root: Arc::new(Node::Leaf(Vec::new())), height: 0, len: 0 }
    }
}

impl<V> List<V> {
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The value at a place.
    pub fn get(&self, at: usize) -> Option<&V> {
        if at < self.len { self.leaf(at).get(at % WIDTH) } else { None }
    }

    /// All values in order.
    pub fn iter(&self) -> impl Iterator<Item = &V> {
        (0..self.len.div_ceil(WIDTH)).flat_map(|leaf| self.leaf(leaf * WIDTH))
    }

    /// True when both are one in memory.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.root, &other.root)
    }

    /// The values around a place, none beyond the end.
    fn leaf(&self, at: usize) -> &[V] {
        let (mut node, mut height) = (&self.root, self.height);
        loop {
            match &**node {
                Node::Leaf(values) => return values,
                Node::Branch(children) => match children.get(child(at, height)) {
                    Some(next) => (node, height) = (next, height - 1),
                    None => return &[],
                },
            }
        }
    }
}

impl<V: Clone> List<V> {
    /// The value at a place, to change it.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut V> {
        let (mut node, mut height) = (Arc::make_mut(&mut self.root), self.height);
        loop {
            match node {
                Node::Leaf(values) => return values.get_mut(at % WIDTH),
                Node::Branch(children) => {
                    node = Arc::make_mut(children.get_mut(child(at, height))?);
                    height -= 1;
                }
            }
        }
    }

    /// Adds a value at the end.
    pub fn push(&mut self, value: V) {
        if self.len == WIDTH << (self.height * BITS) {
            self.root = Arc::new(Node::Branch(vec![Arc::clone(&self.root)]));
            self.height += 1;
        }
        let (mut node, mut height) = (Arc::make_mut(&mut self.root), self.height);
        loop {
            match node {
                Node::Leaf(values) => break values.push(value),
                Node::Branch(children) => {
                    let next = child(self.len, height);
                    height -= 1;
                    if next == children.len() {
                        children.push(Arc::new(Node::empty(height)));
                    }
                    node = Arc::make_mut(&mut children[next]);
                }
            }
        }
        self.len += 1;
    }
}

impl<V> Node<V> {
    fn empty(height: u32) -> Self {
        if height == 0 { Self::Leaf(Vec::with_capacity(WIDTH)) } else { Self::Branch(Vec::new()) }
    }
}

/// Which child of a branch leads to a place.
const fn child(at: usize, height: u32) -> usize {
    (at >> (height * BITS)) % WIDTH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_had() {
        let mut list = List::default();
        let mut copies = Vec::new();
        for n in 0..5_000_usize {
            list.push(n);
            if n % 500 == 0 {
                copies.push(list.clone());
            }
        }
        for n in (0..5_000).step_by(7) {
            *list.get_mut(n).unwrap() = 0;
        }
        for (at, copy) in copies.iter().enumerate() {
            assert_eq!(copy.len(), at * 500 + 1);
            assert!(copy.iter().copied().eq(0..copy.len()));
            assert_eq!(copy.get(copy.len()), None);
        }
        assert_eq!(list.iter().count(), 5_000);
        assert_eq!((list.get(700), list.get(701)), (Some(&0), Some(&701)));
    }
}
