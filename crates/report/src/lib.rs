//! Findings, plans, drift and diagnostics as text: for terminals, JSON, Markdown, SARIF, JUnit.
//!
//! Input: values of the lower layers. Output: strings and JSON values; nothing is written anywhere here.
//! Invariant: every JSON document carries `"version": 1`.

mod comparison;
mod counted;
mod diagnostics;
mod figures;
pub mod findings;
mod judgement;
mod paint;
mod readme;
mod status;
mod tests;
mod text_diff;

pub use comparison::{Comparison, comparison_json, comparison_markdown, comparison_text};
pub use counted::counted;
pub use diagnostics::{diagnostics, diagnostics_json};
pub use figures::{figure_json, figure_text};
pub use judgement::{Item, Judgement, QueryUse, Touched, highest, refused};
pub use paint::{Paint, Tone};
pub use readme::{blank_readme, readme};
pub use status::{status_json, status_text};
pub use tests::{TestReport, tests_json, tests_junit, tests_text};
pub use text_diff::text_diff;

/// A JSON document.
pub type Json = serde_json::Value;
