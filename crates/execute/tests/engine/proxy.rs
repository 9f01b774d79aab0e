//! A connection that can be cut: TCP in front of the server's socket.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;

use icms_connect::Url;
use icms_embedded::testing::{TestDatabase, TestServer};

/// When a connection is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// At once, both ways.
    Now,
    /// When the server answers next: it has done what it was told, and nobody hears of it.
    Answer,
}

const OPEN: u8 = 0;
const ANSWER: u8 = 1;
const CLOSED: u8 = 2;

/// Stands before a server until it is cut; cut, it takes no connection any more.
pub struct Proxy {
    state: Arc<AtomicU8>,
    pub url: Url,
}

impl Proxy {
    pub fn before(database: &TestDatabase<'_>, server: &TestServer) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let socket = server.folder().unwrap().join(".s.PGSQL.5432");
        let state = Arc::new(AtomicU8::new(OPEN));
        let seen = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (Ok(client), Ok(server)) = (client, UnixStream::connect(&socket)) else { return };
                if seen.load(Ordering::SeqCst) == CLOSED {
                    continue;
                }
                serve(client, server, &seen);
            }
        });
        let (user, name) = (database.user().unwrap(), database.database().unwrap());
        let url =
            Url::parse(&format!("postgresql://{user}@127.0.0.1:{port}/{name}?sslmode=disable")).unwrap();
        Self { state, url }
    }

    pub fn cut(&self, when: Cut) {
        let state = match when {
            Cut::Now => CLOSED,
            Cut::Answer => ANSWER,
        };
        self.state.store(state, Ordering::SeqCst);
    }
}

fn serve(client: TcpStream, server: UnixStream, state: &Arc<AtomicU8>) {
    client.set_nodelay(true).unwrap();
    let ends = (client.try_clone().unwrap(), server.try_clone().unwrap(), Arc::clone(state));
    thread::spawn(move || {
        while ends.2.load(Ordering::SeqCst) != CLOSED {
            thread::sleep(std::time::Duration::from_millis(1));
        }
        close(&ends.0, &ends.1);
    });
    let (mut from, mut to, both) = (
        client.try_clone().unwrap(),
        server.try_clone().unwrap(),
        (client.try_clone().unwrap(), server.try_clone().unwrap()),
    );
    thread::spawn(move || {
        let _ = copy(&mut from, &mut to, || true);
        close(&both.0, &both.1);
    });
    let state = Arc::clone(state);
    thread::spawn(move || {
        let (mut from, mut to) = (server, client);
        let _ = copy(&mut from, &mut to, || {
            let cut = state.compare_exchange(ANSWER, CLOSED, Ordering::SeqCst, Ordering::SeqCst).is_ok();
            !cut && state.load(Ordering::SeqCst) != CLOSED
        });
        close(&to, &from);
    });
}

/// Passes on what `goes` lets go.
fn copy(from: &mut impl Read, to: &mut impl Write, goes: impl Fn() -> bool) -> std::io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let length = from.read(&mut buffer)?;
        if length == 0 || !goes() {
            return Ok(());
        }
        to.write_all(&buffer[..length])?;
    }
}

fn close(client: &TcpStream, server: &UnixStream) {
    // One that is closed already needs no more.
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}
