//! The one word for "on this side and on that".

/// The same thing before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pair<T> {
    /// Where we come from.
    pub before: T,
    /// Where we go.
    pub after: T,
}

impl<T> Pair<T> {
    /// Pairs two values.
    pub const fn new(before: T, after: T) -> Self {
        Self { before, after }
    }

    /// The way back.
    pub fn swap(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    /// Applies a function to both.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair { before: f(self.before), after: f(self.after) }
    }

    /// References to both.
    pub const fn as_ref(&self) -> Pair<&T> {
        Pair { before: &self.before, after: &self.after }
    }
}
