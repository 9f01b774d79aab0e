//! Names that the language can say, made of names that only the database can.

use std::collections::HashSet;

use icms_lower::language::is_reserved;
use icms_syntax::Dialect;

/// What a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A model, view, enum or sequence.
    Block,
    /// A field or a value of an enum.
    Member,
}

/// The name itself where the language can say it, else one made of it.
pub(crate) fn legal(name: &str, purpose: Purpose, dialect: Dialect) -> String {
    let kept = |c: char| if is_letter(c, dialect) { c } else { '_' };
    let mut out: String = name.chars().map(kept).collect();
    if dialect == Dialect::Prisma {
        out = out.trim_start_matches('_').to_owned();
    }
    if out.is_empty() || out.starts_with(|c: char| c.is_numeric()) {
        out.insert(0, 'n');
    }
    if purpose == Purpose::Block && is_reserved(&out) {
        out.push('_');
    }
    out
}

fn is_letter(c: char, dialect: Dialect) -> bool {
    // Letters in circles are alphabetic, but no part of identifiers.
    let beyond = dialect == Dialect::Icms && c.is_alphabetic() && !('\u{24b6}'..='\u{24e9}').contains(&c);
    c == '_' || c.is_ascii_alphanumeric() || beyond
}

/// The first of the candidates that is free, else the last one numbered; it is taken from then on.
pub(crate) fn free<'c>(candidates: impl IntoIterator<Item = &'c str>, taken: &mut HashSet<String>) -> String {
    let mut last = "";
    for candidate in candidates {
        if taken.insert(candidate.to_owned()) {
            return candidate.to_owned();
        }
        last = candidate;
    }
    let mut number = 2_u32;
    loop {
        let numbered = format!("{last}_{number}");
        if taken.insert(numbered.clone()) {
            return numbered;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let block = |name| legal(name, Purpose::Block, Dialect::Icms);
        assert_eq!(block("users"), "users");
        assert_eq!(block("order-lines 2"), "order_lines_2");
        assert_eq!(block("2fa"), "n2fa");
        assert_eq!(block("default"), "default_");
        assert_eq!(legal("default", Purpose::Member, Dialect::Icms), "default");
        assert_eq!(legal("_id", Purpose::Member, Dialect::Prisma), "id");
        let mut taken = HashSet::new();
        let names: Vec<_> = (0..3).map(|_| free(["a", "b"], &mut taken)).collect();
        assert_eq!(names, ["a", "b", "b_2"]);
    }
}
