//! A new cluster in a moment: `initdb` runs once, later clusters are copies of what it made.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;

use icms_diagnostic::Diagnostic;

use crate::account::Account;
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
        && unpack(template, &data, binaries.account).is_ok()
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

/// Plain files and folders only, every one private: what `initdb` makes. Two threads share the files, since making
/// a thousand of them costs more than reading them.
fn unpack(template: &Path, data: &Path, account: Account) -> io::Result<()> {
    crate::folder::private(data)?;
    let archive = File::open(template)?;
    let files = contents(&archive, data)?;
    let (first, second) = files.split_at(files.len() / 2);
    let write = |part: &[Content]| part.iter().try_for_each(|content| content.write(&archive, account));
    std::thread::scope(|scope| {
        let other = scope.spawn(|| write(second));
        write(first).and(other.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())))
    })?;
    if data.join("PG_VERSION").exists() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// A file of the archive and where it goes.
struct Content {
    target: PathBuf,
    at: u64,
    size: u64,
}

/// Makes the folders and lists the files.
fn contents(archive: &File, data: &Path) -> io::Result<Vec<Content>> {
    let mut files = Vec::new();
    for entry in tar::Archive::new(BufReader::new(archive)).entries_with_seek()? {
        let entry = entry?;
        let path = entry.path()?;
        if path.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
            return Err(io::Error::other("a path leads outside"));
        }
        let target = data.join(path);
        if entry.header().entry_type().is_dir() {
            match crate::folder::private(&target) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Ok(()) | Err(_) => {}
            }
        } else {
            files.push(Content { target, at: entry.raw_file_position(), size: entry.size() });
        }
    }
    Ok(files)
}

impl Content {
    fn write(&self, archive: &File, account: Account) -> io::Result<()> {
        let mut bytes = vec![0; usize::try_from(self.size).map_err(io::Error::other)?];
        archive.read_exact_at(&mut bytes, self.at)?;
        let mut file = File::options().write(true).create_new(true).mode(0o600).open(&self.target)?;
        file.write_all(&bytes)?;
        account.own_file(&file)
    }
}
