//! Tries the hosts of a login one after the other, each within its time.

use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use icms_diagnostic::Diagnostic;
use postgres::config::{SslMode as DriverMode, TargetSessionAttrs};
use postgres::{Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::DatabaseError;
use crate::failure::{self, Failure, Next};
use crate::host::Address;
use crate::login::{Endpoint, Login};
use crate::parameter::{SessionAttributes, SslMode};
use crate::tls;

/// Notices the server sent and nobody has taken yet.
pub type Notices = Arc<Mutex<Vec<DatabaseError>>>;

/// An open connection and what belongs to it.
pub struct Opened {
    /// The driver's client.
    pub client: Client,
    /// To cancel with.
    pub tls: MakeRustlsConnect,
    /// Filled by the connection.
    pub notices: Notices,
}

/// Opens the first host that will have us.
pub fn open(login: &Login) -> Result<Opened, Diagnostic> {
    let tls = tls::connector(login.ssl_mode, login.ssl_root_cert.as_deref())?;
    let mut last = None;
    for wanted in passes(login.attributes) {
        for endpoint in &login.hosts {
            let attempt = Attempt { login, endpoint, wanted: *wanted, tls: &tls };
            match attempt.open() {
                Ok(opened) => return Ok(opened),
                Err(failure) => {
                    let next = failure.next;
                    last = Some(failure.diagnostic);
                    if next == Next::Stop {
                        break;
                    }
                }
            }
        }
    }
    Err(last.unwrap_or_else(failure::no_host))
}

const fn passes(attributes: SessionAttributes) -> &'static [TargetSessionAttrs] {
    use SessionAttributes as S;
    use TargetSessionAttrs as T;
    match attributes {
        S::Any => &[T::Any],
        S::ReadWrite | S::Primary => &[T::ReadWrite],
        S::ReadOnly | S::Standby => &[T::ReadOnly],
        S::PreferStandby => &[T::ReadOnly, T::Any],
    }
}

struct Attempt<'a> {
    login: &'a Login,
    endpoint: &'a Endpoint,
    wanted: TargetSessionAttrs,
    tls: &'a MakeRustlsConnect,
}

impl Attempt<'_> {
    /// `allow` and `prefer` have a second way when the first is refused, as in libpq.
    fn open(&self) -> Result<Opened, Failure> {
        use DriverMode as D;
        let (first, second) = match (&self.endpoint.address, self.login.ssl_mode) {
            // there is no TLS on a Unix socket, whatever the mode
            (Address::Socket(_), _) | (_, SslMode::Disable) => (D::Disable, None),
            (_, SslMode::Allow) => (D::Disable, Some(D::Require)),
            (_, SslMode::Prefer) => (D::Prefer, Some(D::Disable)),
            (_, SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull) => (D::Require, None),
        };
        match (self.once(first), second) {
            (Err(failure), Some(second)) if failure.next == Next::OtherEncryption => {
                self.once(second).map_err(|_| failure)
            }
            (result, _) => result,
        }
    }

    fn once(&self, mode: DriverMode) -> Result<Opened, Failure> {
        let notices = Notices::default();
        let config = self.config(mode, &notices);
        let tls = self.tls.clone();
        let result = within(self.login.timeout, move || config.connect(tls));
        let place = failure::Place { login: self.login, endpoint: self.endpoint };
        match result {
            None => Err(place.timed_out()),
            Some(Ok(client)) => Ok(Opened { client, tls: self.tls.clone(), notices }),
            Some(Err(error)) => Err(place.explain(&error)),
        }
    }

    fn config(&self, mode: DriverMode, notices: &Notices) -> Config {
        let mut config = Config::new();
        match &self.endpoint.address {
            Address::Tcp(name) => config.host(name),
            Address::Socket(folder) => config.host_path(folder),
        };
        config.port(self.endpoint.port).user(&self.login.user).dbname(&self.login.database).ssl_mode(mode);
        config.application_name(&self.login.application_name).target_session_attrs(self.wanted);
        // A network that went dead in silence is noticed after a minute, not after two hours.
        config.keepalives_idle(Duration::from_secs(30));
        config.keepalives_interval(Duration::from_secs(10)).keepalives_retries(3);
        if let Some(password) = &self.endpoint.password {
            config.password(password.reveal());
        }
        if let Some(options) = &self.login.options {
            config.options(options);
        }
        let sink = Arc::clone(notices);
        config.notice_callback(move |notice| {
            if let Ok(mut list) = sink.lock() {
                list.push((&notice).into());
            }
        });
        config
    }
}

/// The driver's own timeout ends with the TCP handshake, so a host that accepts and stays silent would hold us for ever.
/// The thread of an attempt given up ends with its socket or with the process.
fn within<T: Send + 'static>(
    timeout: Option<Duration>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let Some(timeout) = timeout else { return Some(work()) };
    let (sender, receiver) = mpsc::channel();
    let thread = std::thread::Builder::new().name("connect".to_owned()).spawn(move || {
        let _ = sender.send(work());
    });
    thread.ok()?;
    receiver.recv_timeout(timeout).ok()
}
