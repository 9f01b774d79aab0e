//! Values that a function takes by their place: where two of one type change places, every call still compiles, and
//! means something else.

/// A value that a function takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The field that it is for.
    pub field: String,
    /// The type of the parameter.
    pub of: String,
}

/// The values that change places with others of their type, in the order before and the one after.
pub fn swapped(before: &[Taken], after: &[Taken]) -> Option<(String, String)> {
    let place = |value: &Taken| after.iter().position(|other| other == value);
    let kept: Vec<(&Taken, usize)> = before.iter().filter_map(|value| Some((value, place(value)?))).collect();
    let moves = |value: &Taken, at: usize, place: usize| {
        kept.iter().enumerate().any(|(other_at, (other, other_place))| {
            other.of == value.of && (at < other_at) != (place < *other_place) && at != other_at
        })
    };
    let mut moved: Vec<(&Taken, usize)> = kept
        .iter()
        .enumerate()
        .filter(|(at, (value, place))| moves(value, *at, *place))
        .map(|(_, of)| *of)
        .collect();
    let names = |moved: &[(&Taken, usize)]| {
        moved.iter().map(|(value, _)| value.field.as_str()).collect::<Vec<_>>().join(", ")
    };
    let old = names(&moved);
    moved.sort_by_key(|(_, place)| *place);
    (!moved.is_empty()).then(|| (old, names(&moved)))
}
