//! The functions of PostgreSQL itself: which exist, what they take and return.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::ast::TypeName;
use super::types::{built_in, is, is_any, numeric_rank, same_base};

/// One overload of a function.
#[derive(Clone)]
pub(super) struct Signature {
    pub args: Vec<TypeName>,
    pub result: TypeName,
    defaults: usize,
    variadic: bool,
}

static FUNCTIONS: LazyLock<BTreeMap<&str, Vec<Signature>>> = LazyLock::new(|| {
    let mut functions: BTreeMap<&str, Vec<Signature>> = BTreeMap::new();
    for line in include_str!("functions.txt").lines() {
        let mut fields = line.split(' ');
        let mut field = || fields.next().unwrap_or("");
        let (name, result, defaults, args) = (field(), field(), field(), field());
        let variadic = args.ends_with('*');
        let args = args.trim_end_matches('*').split(',').filter(|a| !a.is_empty()).map(built_in).collect();
        let signature =
            Signature { args, result: built_in(result), defaults: defaults.parse().unwrap_or(0), variadic };
        functions.entry(name).or_default().push(signature);
    }
    functions
});

/// True when PostgreSQL itself has a function of this name.
pub(super) fn is_built_in(name: &str) -> bool {
    FUNCTIONS.contains_key(name)
}

/// The one overload that these arguments can mean; none when that is not certain. An argument is a type, or nothing
/// for a literal of no type yet.
pub(super) fn resolve(name: &str, args: &[Option<TypeName>]) -> Option<&'static Signature> {
    if let Some(only) = only(name, args.len()) {
        return Some(only);
    }
    let fits = |s: &&Signature| {
        s.takes(args.len()) && s.is_plain() && s.args.iter().zip(args).all(|(w, h)| accepts(w, h))
    };
    let fitting: Vec<&Signature> = FUNCTIONS.get(name)?.iter().filter(fits).collect();
    if FUNCTIONS
        .get(name)?
        .iter()
        .any(|s| s.takes(args.len()) && !s.is_plain() && s.args.iter().all(|t| !is_other_kind(t)))
    {
        return None;
    }
    let fitting =
        best(fitting, |s| count(s, args, |want, have| have.as_ref().is_some_and(|h| same_base(want, h))));
    let fitting = best(fitting, |s| {
        count(s, args, |want, have| {
            have.as_ref().is_some_and(|h| same_base(want, h) || is_any(want, &PREFERRED))
        })
    });
    // A literal of no type yet prefers to be a string.
    let fitting = best(fitting, |s| count(s, args, |want, have| have.is_none() && is(want, "text")));
    if let [only] = fitting.as_slice() { Some(*only) } else { None }
}

/// Each category's type that PostgreSQL prefers to cast to.
const PREFERRED: [&str; 5] = ["float8", "text", "bool", "timestamptz", "interval"];

/// Whether an argument can be passed without an explicit cast, as far as that is certain.
fn accepts(want: &TypeName, have: &Option<TypeName>) -> bool {
    let Some(have) = have else { return true };
    let wider = numeric_rank(have).zip(numeric_rank(want)).is_some_and(|(h, w)| h < w);
    let string = is(want, "text") && is_any(have, &["varchar", "bpchar", "name"]);
    let clock = is(want, "timestamptz") && is_any(have, &["timestamp", "date"])
        || is(want, "timestamp") && is(have, "date");
    same_base(want, have) || wider || string || clock
}

/// Ranges and arrays never mix with scalars: polymorphic overloads over them do not count for scalar arguments.
fn is_other_kind(ty: &TypeName) -> bool {
    ty.array || ty.name.contains("range") || ty.name.contains("array")
}

fn count(
    s: &Signature,
    args: &[Option<TypeName>],
    test: impl Fn(&TypeName, &Option<TypeName>) -> bool,
) -> usize {
    s.args.iter().zip(args).filter(|(want, have)| test(want, have)).count()
}

/// Those with the highest score.
fn best(list: Vec<&'static Signature>, score: impl Fn(&Signature) -> usize) -> Vec<&'static Signature> {
    let most = list.iter().map(|s| score(s)).max().unwrap_or(0);
    list.into_iter().filter(|s| score(s) == most).collect()
}

/// The overload for so many arguments when there is just one.
pub(super) fn only(name: &str, count: usize) -> Option<&'static Signature> {
    let mut candidates = FUNCTIONS.get(name)?.iter().filter(|s| s.takes(count));
    let first = candidates.next()?;
    (candidates.next().is_none() && first.is_plain()).then_some(first)
}

impl Signature {
    /// One without defaults or variadic arguments.
    pub(super) const fn plain(args: Vec<TypeName>, result: TypeName) -> Self {
        Self { args, result, defaults: 0, variadic: false }
    }

    fn takes(&self, count: usize) -> bool {
        if self.variadic {
            return true;
        }
        count <= self.args.len() && count + self.defaults >= self.args.len()
    }

    /// Neither polymorphic nor variadic: its argument types say all.
    pub(super) fn is_plain(&self) -> bool {
        !self.variadic && self.args.iter().chain([&self.result]).all(|t| !t.name.starts_with("any"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overloads() {
        let of = |name: &str, args: &[Option<&str>]| {
            let args: Vec<_> = args.iter().map(|a| a.map(built_in)).collect();
            resolve(name, &args).map(|s| s.result.name.clone())
        };
        assert_eq!(of("lower", &[Some("varchar")]).as_deref(), Some("text"));
        assert_eq!(of("length", &[Some("bpchar")]).as_deref(), Some("int4"));
        assert_eq!(of("length", &[None]).as_deref(), Some("int4"));
        assert_eq!(of("jsonb_set", &[Some("jsonb"), None, None]).as_deref(), Some("jsonb"));
        assert_eq!(of("concat", &[None]), None);
        assert_eq!(of("nosuch", &[]), None);
    }
}
