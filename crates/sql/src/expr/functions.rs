//! The functions of PostgreSQL itself: which exist, what they take and return.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::ast::TypeName;
use super::types::{built_in, same_base};

/// One overload of a function.
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
    let candidates = FUNCTIONS.get(name)?.iter().filter(|s| s.takes(args.len()));
    let exact = |s: &&Signature| {
        s.is_plain()
            && s.args.iter().zip(args).all(|(want, have)| match have {
                Some(have) => {
                    same_base(want, have) || (want.name == "text" && have.name == "varchar" && !have.array)
                }
                None => want.name == "text" && !want.array,
            })
    };
    let mut fitting = candidates.filter(exact);
    let first = fitting.next()?;
    // Two that fit (text and varchar never both) would need the server's full rules.
    fitting.next().is_none().then_some(first)
}

/// The overload for so many arguments when there is just one.
pub(super) fn only(name: &str, count: usize) -> Option<&'static Signature> {
    let mut candidates = FUNCTIONS.get(name)?.iter().filter(|s| s.takes(count));
    let first = candidates.next()?;
    (candidates.next().is_none() && first.is_plain()).then_some(first)
}

impl Signature {
    fn takes(&self, count: usize) -> bool {
        if self.variadic {
            return true;
        }
        count <= self.args.len() && count + self.defaults >= self.args.len()
    }

    /// Neither polymorphic nor variadic: its argument types say all.
    fn is_plain(&self) -> bool {
        !self.variadic
            && self.args.iter().chain([&self.result]).all(|t| !t.name.starts_with("any") && t.name != "setof")
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
