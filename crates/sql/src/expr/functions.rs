//! The functions of PostgreSQL itself: which exist, what they take and return.

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

/// One overload a line, in byte order of the names.
static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("functions.txt").lines().collect());

/// The lines of a name: `name result defaults arguments`, a star after variadic ones.
fn lines(name: &str) -> &'static [&'static str] {
    let start = LINES.partition_point(|l| name_of(l) < name);
    let rest = LINES.get(start..).unwrap_or(&[]);
    rest.get(..rest.iter().take_while(|l| name_of(l) == name).count()).unwrap_or(&[])
}

fn name_of(line: &str) -> &str {
    line.split(' ').next().unwrap_or("")
}

fn overloads(name: &str) -> Vec<Signature> {
    lines(name).iter().map(|line| signature(line)).collect()
}

fn signature(line: &str) -> Signature {
    let mut fields = line.split(' ').skip(1);
    let mut field = || fields.next().unwrap_or("");
    let (result, defaults, args) = (field(), field(), field());
    let variadic = args.ends_with('*');
    let args = args.trim_end_matches('*').split(',').filter(|a| !a.is_empty()).map(built_in).collect();
    Signature { args, result: built_in(result), defaults: defaults.parse().unwrap_or(0), variadic }
}

/// True when PostgreSQL itself has a function of this name.
pub(super) fn is_built_in(name: &str) -> bool {
    !lines(name).is_empty()
}

/// The one overload that these arguments can mean; none when that is not certain. An argument is a type, or nothing
/// for a literal of no type yet.
pub(super) fn resolve(name: &str, args: &[Option<TypeName>]) -> Option<Signature> {
    if let Some(only) = only(name, args.len()) {
        return Some(only);
    }
    let mut fitting = overloads(name);
    fitting.retain(|s| s.takes(args.len()));
    if fitting.iter().any(|s| !s.is_plain() && !s.args.iter().any(is_other_kind)) {
        return None;
    }
    fitting.retain(|s| s.is_plain() && s.args.iter().zip(args).all(|(w, h)| accepts(w, h)));
    let fitting =
        best(fitting, |s| count(s, args, |want, have| have.as_ref().is_some_and(|h| same_base(want, h))));
    let fitting = best(fitting, |s| {
        count(s, args, |want, have| {
            have.as_ref().is_some_and(|h| same_base(want, h) || is_any(want, &PREFERRED))
        })
    });
    // A literal of no type yet prefers to be a string.
    let fitting = best(fitting, |s| count(s, args, |want, have| have.is_none() && is(want, "text")));
    if fitting.len() == 1 { fitting.into_iter().next() } else { None }
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
fn best(mut list: Vec<Signature>, score: impl Fn(&Signature) -> usize) -> Vec<Signature> {
    let most = list.iter().map(&score).max().unwrap_or(0);
    list.retain(|s| score(s) == most);
    list
}

/// The overload for so many arguments when there is just one.
pub(super) fn only(name: &str, count: usize) -> Option<Signature> {
    let mut candidates = overloads(name).into_iter().filter(|s| s.takes(count));
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
            resolve(name, &args).map(|s| s.result.name)
        };
        assert_eq!(of("lower", &[Some("varchar")]).as_deref(), Some("text"));
        assert_eq!(of("length", &[Some("bpchar")]).as_deref(), Some("int4"));
        assert_eq!(of("length", &[None]).as_deref(), Some("int4"));
        assert_eq!(of("jsonb_set", &[Some("jsonb"), None, None]).as_deref(), Some("jsonb"));
        assert_eq!(of("concat", &[None]), None);
        assert_eq!(of("nosuch", &[]), None);
    }
}
