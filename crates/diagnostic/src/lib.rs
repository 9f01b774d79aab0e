//! What goes wrong in source text: places, codes, severities, messages and help. No rendering, no IO.
//!
//! Input: facts found by the other layers. Output: [`Diagnostic`] values, collected in [`Diagnostics`].
//! Invariant: a diagnostic is plain data; whoever shows it (`report`) needs nothing but it and [`Sources`].
//!
//! ```
//! use icms_diagnostic::{Code, Diagnostic, Sources, Span};
//! let mut sources = Sources::default();
//! let file = sources.add("schema.icms", "model A {");
//! let d = Diagnostic::error(Code(1001), "this block is never closed")
//!     .at(Span::new(file, 0, 9))
//!     .help("add a line with `}`");
//! assert_eq!(sources.position(d.span.unwrap()), (1, 1));
//! ```

mod code;
mod diagnostics;
mod source;
mod span;

pub use code::Code;
pub use diagnostics::{Diagnostic, Diagnostics, Fix, Label, Severity};
pub use source::{SourceFile, Sources};
pub use span::{FileId, Span, Spanned};
