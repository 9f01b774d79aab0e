//! The PostgreSQL that comes with the program: unpacked once into the user's cache, by content.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use icms_diagnostic::Diagnostic;

use crate::account::Account;
use crate::binaries::{AvailableServer, Binaries};
use crate::cache;
use crate::codes;

/// The archive and its name; none where the data crates have nothing for the target.
const ARCHIVE: Option<(&[u8], &str)> = include!(concat!(env!("OUT_DIR"), "/archive.in"));

/// The carried binaries. They are a build that runs as any user, root too.
///
/// At the very first call the time zones, most of the files and none that a start needs, are still being written;
/// [`finish`] waits for them.
pub fn unpacked() -> Result<Option<Binaries>, Diagnostic> {
    let Some((archive, name)) = ARCHIVE else { return Ok(None) };
    let folder = cache::folder().map(|cache| cache.join(format!("postgresql-{name}")));
    let folder =
        folder.and_then(|folder| unpack(archive, &folder).map(|()| folder)).map_err(|e| unusable(&e))?;
    Ok(Some(Binaries { folder: folder.join("bin"), origin: AvailableServer::Carried, account: Account::Own }))
}

/// Waits until everything is unpacked.
pub fn finish() -> Result<(), Diagnostic> {
    let thread = REST.lock().unwrap_or_else(PoisonError::into_inner).take();
    let result =
        thread.map_or(Ok(()), |thread| thread.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())));
    result.map_err(|error| unusable(&error))
}

/// Removes what was unpacked.
pub fn forget() {
    let _ = finish();
    if let (Some((_, name)), Ok(cache)) = (ARCHIVE, cache::folder()) {
        let _ = fs::remove_dir_all(cache.join(format!("postgresql-{name}")));
    }
}

fn unusable(error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        codes::FILES,
        format!("the PostgreSQL that comes with icms cannot be unpacked: {error}"),
    )
    .help("it needs room for 20 MB in the user's cache folder (XDG_CACHE_HOME)")
}

/// The thread that writes what is left.
static REST: Mutex<Option<JoinHandle<io::Result<()>>>> = Mutex::new(None);

/// Tells a folder that has everything from one whose maker was killed.
const COMPLETE: &str = "complete-2";

fn unpack(archive: &[u8], folder: &Path) -> io::Result<()> {
    if folder.join(COMPLETE).exists() {
        return Ok(());
    }
    let mut rest = REST.lock().unwrap_or_else(PoisonError::into_inner);
    if rest.is_some() {
        return Ok(());
    }
    let lock = File::options().create(true).append(true).open(folder.with_added_extension("lock"))?;
    // held until complete: other processes wait instead of running half of it
    lock.lock()?;
    if folder.join(COMPLETE).exists() {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    crate::folder::private(folder)?;
    let later = write_needed(archive, folder)?;
    let folder = folder.to_owned();
    *rest = Some(std::thread::Builder::new().spawn(move || {
        later.iter().try_for_each(|item| item.write(&folder))?;
        File::create(folder.join(COMPLETE))?;
        drop(lock);
        Ok(())
    })?);
    Ok(())
}

/// Decompresses on this thread while another one makes the files; returns those that can wait.
fn write_needed(archive: &[u8], folder: &Path) -> io::Result<Vec<Item>> {
    let decoder = ruzstd::decoding::StreamingDecoder::new(archive).map_err(io::Error::other)?;
    let mut archive = tar::Archive::new(io::BufReader::with_capacity(1 << 20, decoder));
    let (sender, receiver) = mpsc::sync_channel::<Item>(256);
    let mut later = Vec::new();
    std::thread::scope(|scope| {
        let writer = scope.spawn(move || receiver.iter().try_for_each(|item| item.write(folder)));
        let read = archive.entries()?.try_for_each(|entry| {
            let item = Item::read(&mut entry?)?;
            if item.can_wait() {
                later.push(item);
                return Ok(());
            }
            // a writer that gave up says why below
            sender.send(item).map_err(|_| io::ErrorKind::BrokenPipe.into())
        });
        drop(sender);
        writer.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())).and(read)
    })?;
    Ok(later)
}

/// One entry of the archive.
struct Item {
    path: PathBuf,
    content: Content,
}

enum Content {
    Folder,
    /// To a place relative to its own.
    Link(PathBuf),
    /// The same file as one before it, by its place in the archive: most time zones have several names.
    Same(PathBuf),
    File {
        mode: u32,
        bytes: Vec<u8>,
    },
}

impl Item {
    fn read<R: Read>(entry: &mut tar::Entry<'_, R>) -> io::Result<Self> {
        let path = within(&entry.path()?)?;
        let kind = entry.header().entry_type();
        let content = match entry.link_name()? {
            _ if kind.is_dir() => Content::Folder,
            Some(target) if kind.is_symlink() => Content::Link(target.into_owned()),
            Some(first) if kind.is_hard_link() => Content::Same(within(&first)?),
            _ => {
                let mut bytes = Vec::new();
                entry.read_to_end(&mut bytes)?;
                Content::File { mode: entry.header().mode()? & 0o755, bytes }
            }
        };
        Ok(Self { path, content })
    }

    /// Clusters are made and started in UTC.
    fn can_wait(&self) -> bool {
        let zones = Path::new("share/postgresql/timezone");
        self.path.strip_prefix(zones).is_ok_and(|zone| !zone.ends_with("UTC"))
    }

    fn write(&self, folder: &Path) -> io::Result<()> {
        let target = folder.join(&self.path);
        match &self.content {
            Content::Folder => fs::create_dir_all(target),
            Content::Link(to) => with_parent(&target, || std::os::unix::fs::symlink(to, &target)),
            Content::Same(first) => with_parent(&target, || fs::hard_link(folder.join(first), &target)),
            Content::File { mode, bytes } => with_parent(&target, || {
                File::options().write(true).create_new(true).mode(*mode).open(&target)?.write_all(bytes)
            }),
        }
    }
}

/// A path of the archive, if it stays inside.
fn within(path: &Path) -> io::Result<PathBuf> {
    let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if path.components().all(inside) {
        Ok(path.to_owned())
    } else {
        Err(io::Error::other("a path leads outside"))
    }
}

/// Not every folder has an entry of its own.
fn with_parent(target: &Path, make: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match (make(), target.parent()) {
        (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(parent)?;
            make()
        }
        (result, _) => result,
    }
}
