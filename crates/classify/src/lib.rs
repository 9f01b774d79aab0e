//! How bad is it: what each statement of a script does to rows, locks and the running release.
//!
//! Input: the schema before, a script, measured [`icms_model::Facts`] if there are any. Output: [`Finding`]s, one
//! for each thing a statement does. Invariants: a finding's class is a fact and never depends on configuration;
//! whether it stops a build ([`Level`]) is policy and never depends on the change; `generate` and `check` call the
//! same function on the same text.

mod finding;
mod policy;

pub use finding::{Class, DataLoss, Finding, Harm, Impact, OldClient, Reversible, Subject};
pub use policy::{Level, Policy, needs_acknowledgement};
