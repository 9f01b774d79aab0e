//! The list of a service's migrations, which `icms_migrate` embeds into its program.

use crate::HEADER;

/// A migration with the names of the files that a service needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The name of its folder.
    pub id: String,
    /// In order.
    pub files: Vec<String>,
}

/// Whether scripts name the namespaces of their objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// They do.
    Qualified,
    /// Those of a portable project do not.
    Bare,
}

/// The text of the file; `folder` leads from its place to the migrations.
///
/// ```
/// use icms_codegen::{Listed, Names, migrations};
/// let list = [Listed { id: "1_init".into(), files: vec!["up.sql".into(), "migration.toml".into()] }];
/// let text = migrations(&list, "../migrations", Names::Qualified);
/// assert!(text.contains("        \"1_init\": \"up.sql\", \"migration.toml\";\n"));
/// ```
#[must_use]
pub fn migrations(list: &[Listed], folder: &str, names: Names) -> String {
    let portable = match names {
        Names::Qualified => "",
        Names::Bare => ", portable",
    };
    let mut text = format!(
        "{HEADER}//!\n//! The migrations of this service, as files that are part of its program.\n\n\
         icms_migrate::embed! {{\n    /// Every migration, in the order of names.\n    \
         pub const MIGRATIONS{portable} from {folder:?} {{\n"
    );
    for migration in list {
        let files: Vec<String> = migration.files.iter().map(|file| format!("{file:?}")).collect();
        text.push_str(&format!("        {:?}: {};\n", migration.id, files.join(", ")));
    }
    text.push_str("    }\n}\n");
    text
}
