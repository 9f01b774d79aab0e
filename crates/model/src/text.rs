//! Shared text.

/// Text that many objects may share: comments, options, definitions.
pub type Text = std::sync::Arc<str>;
