//! The PostgreSQL that comes with the program: unpacked once into the user's cache, by content.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use icms_diagnostic::Diagnostic;

use crate::account::Account;
use crate::binaries::{AvailableServer, Binaries};
use crate::cache;
use crate::codes;

/// The archive and its name; none where the data crates have nothing for the target.
const ARCHIVE: Option<(&[u8], &str)> = include!(concat!(env!("OUT_DIR"), "/archive.in"));

/// The carried binaries. They are a build that runs as any user, root too.
pub fn unpacked() -> Result<Option<Binaries>, Diagnostic> {
    let Some((archive, name)) = ARCHIVE else { return Ok(None) };
    let unusable = |error: io::Error| {
        Diagnostic::error(
            codes::FILES,
            format!("the PostgreSQL that comes with icms cannot be unpacked: {error}"),
        )
        .help("it needs room for 20 MB in the user's cache folder (XDG_CACHE_HOME)")
    };
    let folder = cache::folder().and_then(|cache| unpack(archive, &cache.join(format!("postgresql-{name}"))));
    let folder = folder.map_err(unusable)?.join("bin");
    Ok(Some(Binaries { folder, origin: AvailableServer::Carried, account: Account::Own }))
}

/// Removes what was unpacked.
pub fn forget() {
    if let (Some((_, name)), Ok(cache)) = (ARCHIVE, cache::folder()) {
        let _ = fs::remove_dir_all(cache.join(format!("postgresql-{name}")));
    }
}

fn unpack(archive: &[u8], folder: &Path) -> io::Result<PathBuf> {
    if folder.exists() {
        return Ok(folder.to_owned());
    }
    let unfinished = cache::unfinished(folder);
    let _ = fs::remove_dir_all(&unfinished);
    crate::folder::private(&unfinished)?;
    let decoder = ruzstd::decoding::StreamingDecoder::new(archive).map_err(io::Error::other)?;
    let mut entries = tar::Archive::new(io::BufReader::with_capacity(1 << 20, decoder));
    entries.set_preserve_mtime(false);
    entries.unpack(&unfinished)?;
    match fs::rename(&unfinished, folder) {
        // another process was faster
        Err(_) if folder.exists() => fs::remove_dir_all(&unfinished)?,
        other => other?,
    }
    Ok(folder.to_owned())
}
