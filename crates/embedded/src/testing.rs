//! Throw-away servers for the tests of all crates. A stock PostgreSQL is the judge; the carried one only stands in.

use std::ops::Deref;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use icms_connect::{Purpose, Session, Url};

use crate::binaries::AvailableServer;
use crate::scratch::{Scratch, ScratchConfig, quoted};

/// The server that the tests of one process share. It ends with the process.
///
/// `ICMS_TEST_PG_URL` names a running server to use instead; its role must be a superuser.
#[derive(Debug)]
pub struct TestServer {
    scratch: Scratch,
}

impl TestServer {
    /// Started at the first call.
    ///
    /// # Panics
    /// When no server can be started: a test that needs one must not pass without.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<TestServer> = OnceLock::new();
        SHARED.get_or_init(|| {
            let url = std::env::var("ICMS_TEST_PG_URL").ok().map(|text| ok(Url::parse(&text)));
            Self::new(&ScratchConfig { url, ..ScratchConfig::default() }, &[])
        })
    }

    /// A server of this test's own with further settings, such as `listen_addresses`.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn with_settings(settings: &[(&str, &str)]) -> Self {
        Self::new(&ScratchConfig::default(), settings)
    }

    fn new(config: &ScratchConfig, settings: &[(&str, &str)]) -> Self {
        let settings: Vec<_> = settings.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let scratch = ok(Scratch::start_with(config, &settings));
        if scratch.server() == &AvailableServer::Carried {
            eprintln!(
                "note: no stock PostgreSQL is installed; these tests run on the one that comes with icms"
            );
        }
        Self { scratch }
    }

    /// Superuser, in the server's own database.
    #[must_use]
    pub fn url(&self) -> Url {
        self.scratch.url()
    }

    /// The folder of a server of ours, for files that it is to read.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.scratch.process().map(crate::server::Server::folder)
    }

    /// Gives a file to the account that the server runs as.
    pub fn own(&self, path: &Path) {
        if let Some(server) = self.scratch.process() {
            server.account().own(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }

    /// A new empty database, dropped with the value. The login is a superuser.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn fresh_database(&self) -> TestDatabase<'_> {
        let url = ok(self.scratch.database(&unique("test")));
        TestDatabase { server: self, url, role: None }
    }

    /// A new empty database that an ordinary role owns; the login is that role's. Both go with the value.
    ///
    /// # Panics
    /// When they cannot be made.
    #[must_use]
    pub fn role(&self, name: &str) -> TestDatabase<'_> {
        let role = unique(name);
        let url = ok(self.scratch.database(&unique("test")));
        let database = quoted(url.database().unwrap_or_default());
        let mut session = ok(Session::open(&url, Purpose::Write));
        let password = "only for tests";
        ok(session.batch_execute(&format!("CREATE ROLE {} LOGIN PASSWORD '{password}'", quoted(&role))));
        ok(session.batch_execute(&format!("ALTER DATABASE {database} OWNER TO {}", quoted(&role))));
        if session.version().major < 15 {
            ok(session.batch_execute(&format!("ALTER SCHEMA public OWNER TO {}", quoted(&role))));
        }
        TestDatabase { server: self, url: url.with_login(&role, Some(password)), role: Some(role) }
    }
}

/// A database of one test. It reads as its [`Url`].
#[derive(Debug)]
pub struct TestDatabase<'s> {
    server: &'s TestServer,
    url: Url,
    role: Option<String>,
}

impl TestDatabase<'_> {
    /// A session to change it.
    ///
    /// # Panics
    /// When the server does not let us in.
    #[must_use]
    pub fn session(&self) -> Session {
        ok(Session::open(&self.url, Purpose::Write))
    }

    /// A copy of it with the same login and owner. Nobody may be connected to it meanwhile.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn copy(&self) -> Self {
        let copy = ok(self.server.scratch.copy(&self.url, &unique("copy")));
        let name = copy.database().unwrap_or_default();
        if let Some(role) = &self.role {
            let mut session = ok(Session::open(&self.server.url(), Purpose::Write));
            let owner = format!("ALTER DATABASE {} OWNER TO {}", quoted(name), quoted(role));
            ok(session.batch_execute(&owner));
        }
        Self { server: self.server, url: self.url.with_database(name), role: None }
    }

    /// Runs a script.
    ///
    /// # Panics
    /// When the server refuses it.
    pub fn execute(&self, sql: &str) {
        ok(self.session().batch_execute(sql));
    }
}

impl Deref for TestDatabase<'_> {
    type Target = Url;

    fn deref(&self) -> &Url {
        &self.url
    }
}

impl Drop for TestDatabase<'_> {
    fn drop(&mut self) {
        let _ = self.server.scratch.drop_database(&self.url);
        if let (Some(role), Ok(mut session)) = (&self.role, Session::open(&self.server.url(), Purpose::Write))
        {
            let _ = session.batch_execute(&format!("DROP ROLE IF EXISTS {}", quoted(role)));
        }
    }
}

/// Other processes may use the same server.
fn unique(name: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{name}_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

fn ok<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error:#?}"))
}
