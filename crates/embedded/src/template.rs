//! A new cluster in a moment: `initdb` runs once, later clusters are copies of what it made.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use icms_diagnostic::Diagnostic;

use crate::archive::{self, Unpacking};
use crate::binaries::{AvailableServer, Binaries};
use crate::cache;
use crate::codes;

/// The superuser of every cluster of ours.
pub const SUPERUSER: &str = "postgres";

/// A cluster that a server can already be started on, while the files of its databases may still be on their way.
pub struct NewCluster {
    /// Its folder.
    pub data: PathBuf,
    copying: Option<(Unpacking, PathBuf)>,
}

/// Whether a cluster has all its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// It has.
    Complete,
    /// The template is broken. It was removed; the next cluster comes from `initdb`.
    Broken,
}

impl NewCluster {
    /// Fills `folder/data`, owned by the account of the binaries; `folder` itself, so far ours, is handed over too.
    pub fn begin(binaries: &Binaries, folder: &Path) -> Result<Self, Diagnostic> {
        let data = folder.join("data");
        let template = template(binaries);
        // whoever makes the template holds the lock; the others wait for it instead of making their own
        let mut _lock = None;
        if let Some(template) = &template {
            if !template.exists() {
                _lock = lock(template);
            }
            if let Ok(copying) = archive::unpack(template, &data, binaries.account) {
                own(binaries, folder)?;
                return Ok(Self { data, copying: Some((copying, template.clone())) });
            }
        }
        let _ = fs::remove_dir_all(&data);
        own(binaries, folder)?;
        initdb(binaries, &data)?;
        if let Some(template) = template {
            // the next start is merely slower without it
            let _ = archive::pack(&data, &template);
        }
        Ok(Self { data, copying: None })
    }

    /// Waits for the files of the databases.
    pub fn complete(self) -> Completeness {
        match self.copying.map(|(copying, template)| (copying.finish(), template)) {
            Some((Err(_), template)) => {
                let _ = fs::remove_file(template);
                Completeness::Broken
            }
            Some((Ok(()), _)) | None => Completeness::Complete,
        }
    }
}

fn lock(template: &Path) -> Option<File> {
    let file = File::options().create(true).append(true).open(template.with_extension("lock")).ok()?;
    file.lock().ok().map(|()| file)
}

fn own(binaries: &Binaries, folder: &Path) -> Result<(), Diagnostic> {
    binaries.account.own_folder(folder).map_err(|error| {
        Diagnostic::error(
            codes::FILES,
            format!("`{}` cannot be given to the server's account: {error}", folder.display()),
        )
    })
}

/// One file per version of the binaries: a new minor version of the same folder has another size or time.
fn template(binaries: &Binaries) -> Option<PathBuf> {
    let meta = fs::metadata(binaries.program("postgres")).ok()?;
    let (place, size, time) = (binaries.folder.display(), meta.size(), meta.mtime());
    let text = format!("{place}|{size}|{time}|{:?}|{}", arguments(Locale::Unicode), archive::VERSION);
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
