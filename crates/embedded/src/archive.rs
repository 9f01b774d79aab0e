//! A cluster as one file, and back: first what a server starts with, then its databases while it starts.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

use rustix::fs::{Mode, OFlags};

use crate::account::Account;
use crate::cache;
use crate::folder;

/// The last entry: a file cut short by a loss of power has none.
const END: &str = "complete";

/// Of the file's layout.
pub const VERSION: u32 = 2;

/// Writes the cluster: all folders, the files that a server reads before it takes connections, the databases.
pub fn pack(data: &Path, archive: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    let mut next = 0;
    while let Some(within) = folders.get(next).cloned() {
        next += 1;
        for entry in fs::read_dir(data.join(&within))? {
            let entry = entry?;
            let path = within.join(entry.file_name());
            if entry.file_type()?.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.retain(|path| !is_spare_log(data, path));
    files.sort_by_key(|path| (is_of_database(path), path.clone()));
    let unfinished = cache::unfinished(archive);
    let output = File::options().write(true).create_new(true).mode(0o600).open(&unfinished)?;
    let mut builder = tar::Builder::new(BufWriter::with_capacity(1 << 20, output));
    builder.mode(tar::HeaderMode::Deterministic);
    for path in folders.iter().skip(1) {
        builder.append_dir(path, data)?;
    }
    for path in &files {
        builder.append_path_with_name(data.join(path), path)?;
    }
    let mut end = tar::Header::new_ustar();
    end.set_size(0);
    builder.append_data(&mut end, END, io::empty())?;
    builder.into_inner()?.flush()?;
    fs::rename(unfinished, archive)
}

fn is_of_database(path: &Path) -> bool {
    path.starts_with("base")
}

/// Segments that `initdb` set aside for later begin with the address of what they held before.
fn is_spare_log(data: &Path, path: &Path) -> bool {
    let number = path.strip_prefix("pg_wal").ok().and_then(Path::to_str).and_then(|name| {
        let (high, low) = (name.get(8..16)?, name.get(16..24)?);
        Some((u64::from_str_radix(high, 16).ok()? << 32) + (u64::from_str_radix(low, 16).ok()? << 20))
    });
    let mut head = [0; 16];
    let read = File::open(data.join(path)).and_then(|mut file| file.read_exact(&mut head));
    let address = head.last_chunk().map(|bytes| u64::from_ne_bytes(*bytes));
    read.is_ok() && number.is_some_and(|number| address != Some(number))
}

/// A copy in the making.
pub struct Unpacking {
    thread: JoinHandle<io::Result<()>>,
}

impl Unpacking {
    /// Waits for the last file.
    pub fn finish(self) -> io::Result<()> {
        self.thread.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
    }
}

/// Returns as soon as a server can start in the new folder `data`; the databases follow.
pub fn unpack(archive: &Path, data: &Path, account: Account) -> io::Result<Unpacking> {
    let mut archive = tar::Archive::new(BufReader::with_capacity(1 << 20, File::open(archive)?));
    folder::private(data)?;
    let top = File::open(data)?;
    account.own_file(&top)?;
    let mut target =
        Target { data: data.to_owned(), account, folders: BTreeMap::from([(PathBuf::new(), top)]) };
    let (sender, receiver) = mpsc::channel();
    let thread = std::thread::Builder::new().spawn(move || target.write(&mut archive, sender))?;
    let copying = Unpacking { thread };
    match receiver.recv() {
        Ok(Bootable) => Ok(copying),
        // the thread ended before it came so far
        Err(_) => copying.finish().and(Err(io::ErrorKind::UnexpectedEof.into())),
    }
}

/// A server can start.
struct Bootable;

/// The cluster being written. Files are made relative to open folders: the account that already owns these could
/// replace one by a link, and root must not follow it.
struct Target {
    data: PathBuf,
    account: Account,
    folders: BTreeMap<PathBuf, File>,
}

impl Target {
    fn write(
        &mut self,
        archive: &mut tar::Archive<BufReader<File>>,
        bootable: Sender<Bootable>,
    ) -> io::Result<()> {
        let mut bootable = Some(bootable);
        let mut bytes = Vec::new();
        for entry in archive.entries()? {
            let mut entry = entry?;
            let path = entry.path()?.into_owned();
            if path.components().any(|part| !matches!(part, Component::Normal(_))) {
                return Err(io::Error::other("a path leads outside"));
            }
            if path == Path::new(END) {
                return if bootable.is_none() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            if entry.header().entry_type().is_dir() {
                self.make_folder(path)?;
                continue;
            }
            if is_of_database(&path)
                && let Some(bootable) = bootable.take()
            {
                let _ = bootable.send(Bootable);
            }
            bytes.clear();
            entry.read_to_end(&mut bytes)?;
            self.make_file(&path, &bytes)?;
        }
        Err(io::ErrorKind::UnexpectedEof.into())
    }

    /// All folders come first, while the top one is still closed to everybody but us.
    fn make_folder(&mut self, path: PathBuf) -> io::Result<()> {
        let full = self.data.join(&path);
        folder::private(&full)?;
        let folder = File::open(full)?;
        self.account.own_file(&folder)?;
        self.folders.insert(path, folder);
        Ok(())
    }

    fn make_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder =
            path.parent().and_then(|parent| self.folders.get(parent)).ok_or(io::ErrorKind::NotFound)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let name = path.file_name().unwrap_or_default();
        let mut file = File::from(rustix::fs::openat(folder, name, flags, Mode::RUSR | Mode::WUSR)?);
        file.write_all(bytes)?;
        self.account.own_file(&file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_survives_and_a_cut_one_is_noticed() {
        let place = folder::Folder::new(Account::Own).unwrap();
        let data = place.path().join("data");
        for (path, text) in [
            ("base/1/file", "rows"),
            ("global/control", "control"),
            ("PG_VERSION", "15"),
            ("base/2/empty", ""),
        ] {
            fs::create_dir_all(data.join(path).parent().unwrap()).unwrap();
            fs::write(data.join(path), text).unwrap();
        }
        fs::create_dir(data.join("pg_wal")).unwrap();
        // one segment in use at its address, one set aside
        for (name, address) in
            [("000000010000000000000003", 3_u64 << 20), ("000000010000000000000004", 1 << 20)]
        {
            let bytes: Vec<u8> = [0; 8].into_iter().chain(address.to_ne_bytes()).chain([0; 100]).collect();
            fs::write(data.join("pg_wal").join(name), bytes).unwrap();
        }
        let archive = place.path().join("archive.tar");
        pack(&data, &archive).unwrap();

        let copy = place.path().join("copy");
        unpack(&archive, &copy, Account::Own).unwrap().finish().unwrap();
        assert_eq!(fs::read_to_string(copy.join("base/1/file")).unwrap(), "rows");
        assert!(copy.join("base/2/empty").exists() && copy.join("pg_wal/000000010000000000000003").exists());
        assert!(!copy.join("pg_wal/000000010000000000000004").exists());

        let length = fs::metadata(&archive).unwrap().len();
        for cut in [0, 512, length / 2, length - 2048] {
            File::options().write(true).open(&archive).unwrap().set_len(cut).unwrap();
            let again = place.path().join(format!("cut-{cut}"));
            let result = unpack(&archive, &again, Account::Own).and_then(Unpacking::finish);
            assert!(result.is_err(), "{cut} of {length} bytes");
            pack(&data, &archive).unwrap();
        }
    }
}
