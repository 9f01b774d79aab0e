//! A migration folder as it lies on disk: names and texts.

use std::collections::BTreeMap;

/// The files of one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// The folder's name.
    pub name: String,
    /// Text by file name.
    pub files: BTreeMap<String, String>,
}

impl Folder {
    /// From its name and files.
    pub fn new<N: Into<String>, T: Into<String>>(
        name: impl Into<String>,
        files: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        let files = files.into_iter().map(|(name, text)| (name.into(), text.into())).collect();
        Self { name: name.into(), files }
    }

    /// The text of a file.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }
}
