//! A new cluster in a moment: `initdb` runs once, later clusters are copies of what it made.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use icms_diagnostic::Diagnostic;

use crate::binaries::{AvailableServer, Binaries};
use crate::cache;
use crate::codes;

/// The superuser of every cluster of ours.
pub const SUPERUSER: &str = "postgres";

/// Fills `folder/data` with a new cluster, owned by the account of the binaries. `folder` is still ours.
pub fn new_cluster(binaries: &Binaries, folder: &Path) -> Result<PathBuf, Diagnostic> {
    let data = folder.join("data");
    let template = template(binaries);
    if let Some(template) = &template
        && unpack(template, &data).is_ok()
    {
        own(binaries, folder)?;
        return Ok(data);
    }
    // a template that cannot be unpacked is made anew
    let _ = fs::remove_dir_all(&data);
    own(binaries, folder)?;
    initdb(binaries, &data)?;
    if let Some(template) = template {
        // the next start is merely slower without it
        let _ = pack(&data, &template);
    }
    Ok(data)
}

fn own(binaries: &Binaries, folder: &Path) -> Result<(), Diagnostic> {
    binaries.account.own(folder).map_err(|error| {
        Diagnostic::error(
            codes::FILES,
            format!("`{}` cannot be given to the server's account: {error}", folder.display()),
        )
    })
}

/// One file per version of the binaries: a new minor version of the same folder has another size or time.
fn template(binaries: &Binaries) -> Option<PathBuf> {
    let meta = fs::metadata(binaries.program("postgres")).ok()?;
    let text = format!(
        "{}|{}|{}|{:?}",
        binaries.folder.display(),
        meta.size(),
        meta.mtime(),
        arguments(Locale::Unicode)
    );
    Some(cache::folder().ok()?.join(format!("template-{:016x}.tar", cache::key(text.as_bytes()))))
}

/// What sorts and classifies characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Locale {
    /// Unicode's classes, byte order.
    Unicode,
    /// For machines that lack it.
    Plain,
}

fn arguments(locale: Locale) -> [&'static str; 10] {
    let name = match locale {
        Locale::Unicode => "--locale=C.UTF-8",
        Locale::Plain => "--locale=C",
    };
    // small segments: most of a new cluster is its first segment of log
    ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", name, "--no-sync", "--wal-segsize=1", "--lc-messages=C"]
}

fn initdb(binaries: &Binaries, data: &Path) -> Result<(), Diagnostic> {
    let mut said = String::new();
    for locale in [Locale::Unicode, Locale::Plain] {
        let mut command = binaries.account.command(binaries.program("initdb"));
        command.arg("-D").arg(data).args(arguments(locale)).current_dir(data.parent().unwrap_or(data));
        match command.stdin(Stdio::null()).output() {
            Ok(out) if out.status.success() => return Ok(()),
            Ok(out) => said = String::from_utf8_lossy(&out.stderr).trim().to_owned(),
            Err(error) => said = error.to_string(),
        }
        // the folder is the server's by now; it may be half made
        let _ = fs::remove_dir_all(data);
    }
    let code =
        if binaries.origin == AvailableServer::Carried { codes::CARRIED_UNUSABLE } else { codes::INITDB };
    Err(Diagnostic::error(code, format!("initdb of {} failed: {said}", binaries.origin))
        .help("give a server to use: `[scratch] url` in icms.toml"))
}

fn pack(data: &Path, template: &Path) -> io::Result<()> {
    let unfinished = cache::unfinished(template);
    let file = File::options().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    let mut archive = tar::Builder::new(BufWriter::with_capacity(1 << 20, file));
    archive.mode(tar::HeaderMode::Deterministic);
    archive.append_dir_all("", data)?;
    archive.into_inner()?.flush()?;
    fs::rename(unfinished, template)
}

/// Plain files and folders only, every one private: what `initdb` makes.
fn unpack(template: &Path, data: &Path) -> io::Result<()> {
    let mut archive = tar::Archive::new(BufReader::with_capacity(1 << 20, File::open(template)?));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        if path
            .components()
            .any(|part| !matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir))
        {
            return Err(io::Error::other("a path leads outside"));
        }
        let target = data.join(path);
        if entry.header().entry_type().is_dir() {
            match crate::folder::private(&target) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Ok(()) | Err(_) => {}
            }
        } else {
            let mut file = File::options().write(true).create_new(true).mode(0o600).open(&target)?;
            io::copy(&mut entry, &mut file)?;
        }
    }
    if data.join("PG_VERSION").exists() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
