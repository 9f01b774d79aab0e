//! `pg_dump` into a file, through a cipher where one is wanted, and what it wrote read back.

use std::io::{Read, Write};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use icms_connect::Url;
use icms_diagnostic::Diagnostic;

use super::cipher::Cipher;
use super::file::Partial;
use crate::db::{program, said};
use crate::{Failure, Outcome, codes};

/// Writes a dump in PostgreSQL's custom format, which is compressed.
pub fn write(url: &Url, major: u32, cipher: Option<&Cipher>, to: &Partial) -> Outcome<()> {
    let mut dump = program::postgres("pg_dump", major, url)?;
    dump.args(["--format=custom", "--no-password"]);
    let mut list = program::postgres("pg_restore", major, url)?;
    list.arg("--list").stdout(Stdio::null());
    match cipher {
        None => {
            run(dump.stdout(to.handle()?))?;
            readable(list.arg(to.path()).output(), &list)
        }
        Some(cipher) => encrypted(dump, list, cipher, to),
    }
}

/// Runs it to its end.
fn run(command: &mut Command) -> Outcome<()> {
    let child = start(command.stdin(Stdio::null()).stderr(Stdio::piped()))?;
    finish(command, child.wait_with_output())
}

/// Starts it.
fn start(command: &mut Command) -> Outcome<Child> {
    command.spawn().map_err(|e| program::not_started(command, &e))
}

fn finish(command: &Command, output: std::io::Result<Output>) -> Outcome<()> {
    said::outcome(command, &output.map_err(|e| program::not_started(command, &e))?)
}

fn readable(output: std::io::Result<Output>, list: &Command) -> Outcome<()> {
    let output = output.map_err(|e| program::not_started(list, &e))?;
    if output.status.success() {
        return Ok(());
    }
    let unreadable = Diagnostic::error(codes::NOT_A_BACKUP, "what pg_dump wrote cannot be read back");
    let stderr = String::from_utf8_lossy(&output.stderr);
    Err(unreadable.help("nothing is kept of it").withholding(stderr.trim_end()).into())
}

/// Nothing is ever on the disk in the clear: what the dump says goes to the cipher and to `pg_restore --list` at once.
fn encrypted(mut dump: Command, mut list: Command, cipher: &Cipher, to: &Partial) -> Outcome<()> {
    let mut seal = cipher.encrypt();
    let (mut sealing, mut listing, mut dumping) = (
        start(seal.stdin(Stdio::piped()).stdout(to.handle()?).stderr(Stdio::piped()))?,
        start(list.stdin(Stdio::piped()).stderr(Stdio::piped()))?,
        start(dump.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))?,
    );
    let (from, first, second) = (dumping.stdout.take(), sealing.stdin.take(), listing.stdin.take());
    let copying = thread::spawn(move || match (from, first, second) {
        (Some(mut from), Some(mut first), Some(second)) => copy(&mut from, &mut first, second),
        _ => Ok(()),
    });
    let dumped = dumping.wait_with_output();
    let copied = copying.join().unwrap_or(Ok(()));
    // A cipher that gave up is why the dump could not go on.
    finish(&seal, sealing.wait_with_output())?;
    finish(&dump, dumped)?;
    copied.map_err(|e| Failure::file(to.path(), &e))?;
    readable(listing.wait_with_output(), &list)
}

/// Copies to both; the second may close when it has seen enough.
fn copy(from: &mut impl Read, first: &mut impl Write, second: impl Write) -> std::io::Result<()> {
    let mut second = Some(second);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let length = from.read(&mut buffer)?;
        if length == 0 {
            return Ok(());
        }
        let part = &buffer[..length];
        first.write_all(part)?;
        if second.as_mut().is_some_and(|writer| writer.write_all(part).is_err()) {
            second = None;
        }
    }
}
