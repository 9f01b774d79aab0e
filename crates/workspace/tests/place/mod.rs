//! A project in a folder of its own.

use std::path::PathBuf;

/// A folder of its own, removed at the end.
pub struct Place(pub PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        // A folder that cannot be removed is no reason to fail a test that passed.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Place {
    /// With this configuration and this schema.
    pub fn of(name: &str, configuration: &str, schema: &str) -> Self {
        let place = Self(std::env::temp_dir().join(format!("icms-{name}-{}", std::process::id())));
        let _ = std::fs::remove_dir_all(&place.0);
        place.write("icms.toml", configuration);
        place.write("schema/schema.icms", schema);
        place
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
