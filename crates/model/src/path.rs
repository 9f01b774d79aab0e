//! The names that lead to an object: made once, shared by all who speak of it.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use icms_sql::Name;

/// Names from the outermost inwards. Cheap to clone; reads as a slice.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path(Arc<[Name]>);

impl Path {
    /// The names.
    #[must_use]
    pub fn as_slice(&self) -> &[Name] {
        &self.0
    }

    /// A path one step further in.
    #[must_use]
    pub fn within(&self, name: Name) -> Self {
        self.iter().cloned().chain([name]).collect()
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Deref for Path {
    type Target = [Name];

    fn deref(&self) -> &[Name] {
        &self.0
    }
}

impl DerefMut for Path {
    fn deref_mut(&mut self) -> &mut [Name] {
        Arc::make_mut(&mut self.0)
    }
}

impl FromIterator<Name> for Path {
    fn from_iter<I: IntoIterator<Item = Name>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}

impl<const N: usize> From<[Name; N]> for Path {
    fn from(names: [Name; N]) -> Self {
        Self(Arc::from(names))
    }
}
