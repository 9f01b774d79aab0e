//! Which places of a list may hold a name, by the name's hash; shares with its copies what they have in common.

use std::sync::Arc;

/// Each branch has 16 children.
const BITS: u32 = 4;
const WIDTH: usize = 1 << BITS;

/// Places by hash.
#[derive(Clone)]
pub struct Index {
    root: Arc<Node>,
}

#[derive(Clone)]
enum Node {
    Branch([Option<Arc<Self>>; WIDTH]),
    /// Hashes with their places, a few.
    Bucket(Vec<(u64, u32)>),
}

impl Default for Index {
    fn default() -> Self {
        Self { root: Arc::new(Node::Bucket(Vec::new())) }
    }
}

impl Index {
    /// The place under this hash that `is` the one that is looked for.
    pub fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        let (mut node, mut depth) = (&self.root, 0);
        loop {
            match &**node {
                Node::Branch(children) => node = children[child(hash, depth)].as_ref()?,
                Node::Bucket(places) => {
                    let mut found =
                        places.iter().filter(|(known, _)| *known == hash).map(|(_, place)| *place);
                    return found.find(|place| is(*place));
                }
            }
            depth += 1;
        }
    }

    /// Notes a place.
    pub fn insert(&mut self, hash: u64, place: u32) {
        let (mut node, mut depth) = (Arc::make_mut(&mut self.root), 0);
        loop {
            if let Node::Bucket(places) = node {
                if places.len() < WIDTH || depth * BITS >= u64::BITS {
                    return places.push((hash, place));
                }
                *node = split(places, depth);
            }
            if let Node::Branch(children) = node {
                node = Arc::make_mut(children[child(hash, depth)].get_or_insert_default());
            }
            depth += 1;
        }
    }

    /// Forgets a place.
    pub fn remove(&mut self, hash: u64, place: u32) {
        let (mut node, mut depth) = (Arc::make_mut(&mut self.root), 0);
        loop {
            match node {
                Node::Branch(children) => match &mut children[child(hash, depth)] {
                    Some(next) => node = Arc::make_mut(next),
                    None => return,
                },
                Node::Bucket(places) => return places.retain(|known| *known != (hash, place)),
            }
            depth += 1;
        }
    }
}

impl Default for Node {
    fn default() -> Self {
        Self::Bucket(Vec::new())
    }
}

/// A full bucket as a branch.
fn split(places: &[(u64, u32)], depth: u32) -> Node {
    let mut children: [Vec<(u64, u32)>; WIDTH] = Default::default();
    for &(hash, place) in places {
        children[child(hash, depth)].push((hash, place));
    }
    Node::Branch(children.map(|places| (!places.is_empty()).then(|| Arc::new(Node::Bucket(places)))))
}

/// Which child of a branch leads to a hash.
const fn child(hash: u64, depth: u32) -> usize {
    (hash >> (depth * BITS)) as usize % WIDTH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_however_their_hashes_collide() {
        let mut index = Index::default();
        let hash = |place: u32| u64::from(place % 100);
        (0..3_000).for_each(|place| index.insert(hash(place), place));
        let copy = index.clone();
        (0..3_000).step_by(2).for_each(|place| index.remove(hash(place), place));
        for place in 0..3_000 {
            let find = |index: &Index| index.find(hash(place), |found| found == place);
            assert_eq!(find(&copy), Some(place));
            assert_eq!(find(&index), (place % 2 == 1).then_some(place));
        }
        assert_eq!(index.find(7_000, |_| true), None);
    }
}
