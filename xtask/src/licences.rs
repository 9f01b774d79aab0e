//! Every dependency has a licence we accept.

use crate::Outcome;
use crate::metadata::packages;

const ACCEPTED: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unicode-3.0",
    "CC0-1.0",
    "MIT-0",
    "Unlicense",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "PostgreSQL",
    "MPL-2.0",
];

pub fn run() -> Outcome {
    let refused: Vec<String> = packages()?
        .values()
        .filter(|p| !p.ours && !accepted(&p.licence))
        .map(|p| {
            format!(
                "{} {}: {}",
                p.name,
                p.version,
                if p.licence.is_empty() { "no licence" } else { &p.licence }
            )
        })
        .collect();
    if refused.is_empty() { Ok(()) } else { Err(refused.join("\n")) }
}

/// `A AND (B OR C)`: every part that is joined by AND needs an accepted alternative.
fn accepted(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    let known = |licence: &str| ACCEPTED.contains(&licence.trim());
    !plain.trim().is_empty() && plain.split(" AND ").all(|part| part.split(" OR ").any(known))
}

#[cfg(test)]
mod tests {
    use super::accepted;

    #[test]
    fn expressions_are_read() {
        assert!(
            accepted("MIT OR Apache-2.0")
                && accepted("MIT/Apache-2.0")
                && accepted("(MIT OR GPL-2.0) AND ISC")
        );
        assert!(!accepted("GPL-3.0") && !accepted("MIT AND GPL-3.0") && !accepted(""));
    }
}
