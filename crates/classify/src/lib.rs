//! How bad is it: what each statement of a script does to rows, locks and the running release.
//!
//! Input: the schema before, a script, measured [`icms_model::Facts`] if there are any. Output: [`Finding`]s, at least
//! one for each thing a statement does. Invariants: a finding's class is a fact and never depends on configuration;
//! whether it stops a build ([`Level`]) is policy and never depends on the change; without facts a rule assumes the
//! worst; what no rule speaks of is breaking (`ICMS902`); `generate` and `check` call the same function on the same
//! text.
//!
//! ```
//! use icms_classify::{Class, classify};
//! use icms_diagnostic::FileId;
//! use icms_model::{Facts, Schema, Target};
//! let script = icms_sql::Script::parse(FileId(0), "DROP FUNCTION nobody_knows();");
//! let findings = classify(&Schema::empty(), &script, &Facts::default(), Target::default());
//! assert!(findings.iter().all(|f| f.class == Class::Breaking));
//! ```

mod case;
mod domain;
mod finding;
mod held;
mod judge;
mod policy;
mod rule;
mod rules;
mod type_change;
mod unmanaged;
mod verdict;
mod volatility;
mod whole;

pub use finding::{Class, DataLoss, Finding, Harm, Impact, OldClient, Reversible, Subject};
pub use judge::classify;
pub use policy::{Level, Policy, needs_acknowledgement};
pub use rule::{Rule, page, rules};
