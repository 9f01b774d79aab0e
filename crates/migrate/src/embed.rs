//! How migrations get into a program: a list in a file of the service, which `icms generate` writes.

/// One migration with its files.
#[derive(Debug, Clone, Copy)]
pub struct Embedded {
    /// The name of its folder.
    pub id: &'static str,
    /// Text by file name.
    pub files: &'static [(&'static str, &'static str)],
}

/// Embeds the files of migrations, as `icms generate` lists them: nothing is searched for while a program is built.
///
/// ```text
/// icms_migrate::embed! {
///     pub const MIGRATIONS from "../migrations" {
///         "20260101120000_init": "up.sql", "down.sql", "migration.toml";
///     }
/// }
/// ```
#[macro_export]
macro_rules! embed {
    (
        $(#[$doc:meta])* $visibility:vis const $name:ident $(, $portable:ident)? from $folder:literal
        { $($id:literal : $($file:literal),+ ;)* }
    ) => {
        $(#[$doc])*
        $visibility const $name: $crate::Migrations = $crate::Migrations::new(&[
            $($crate::Embedded {
                id: $id,
                files: &[$(($file, include_str!(concat!($folder, "/", $id, "/", $file)))),+],
            },)*
        ])$(.$portable())?;
    };
}
