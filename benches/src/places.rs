//! Which processors client and server run on.
//!
//! Left to the scheduler, client and server sit now on one processor and now on two, and a request that has to wake another
//! processor takes up to twice as long: more than what the libraries differ in.

use rustix::process::Pid;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use tokio_postgres::Client;

/// Where client and server run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// On one processor: what they work adds up.
    Together,
    /// Each on a processor of its own, as on two machines.
    Apart,
}

impl Places {
    /// Above the table.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Together => "Client and server on one processor",
            Self::Apart => "Client and server on a processor each",
        }
    }
}

/// The processors that this program may use.
pub struct Processors(Vec<usize>);

impl Processors {
    pub fn of_this_thread() -> Self {
        let allowed = sched_getaffinity(None).expect("the processors of this thread");
        Self(
            (0..CpuSet::MAX_CPU)
                .filter(|at| allowed.is_set(*at))
                .collect(),
        )
    }

    /// The places that they have room for.
    pub fn places(&self) -> &'static [Places] {
        match self.0.len() {
            1 => &[Places::Together],
            _ => &[Places::Together, Places::Apart],
        }
    }

    /// Puts this thread there, and the sessions that the server begins from now on. `client` is a session of the server,
    /// which must run on this machine.
    pub async fn give(&self, client: &Client, places: Places) {
        let server = match places {
            Places::Together => self.0[0],
            Places::Apart => self.0[1],
        };
        sched_setaffinity(None, &only(self.0[0])).expect("a place for the client");
        sched_setaffinity(Some(first_process(client).await), &only(server))
            .expect("a place for the server");
    }
}

fn only(processor: usize) -> CpuSet {
    let mut set = CpuSet::new();
    set.set(processor);
    set
}

/// The process that begins the sessions.
async fn first_process(client: &Client) -> Pid {
    let first_line = "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int";
    let row = client
        .query_one(first_line, &[])
        .await
        .expect("the process of the server");
    Pid::from_raw(row.get(0)).expect("a process")
}
