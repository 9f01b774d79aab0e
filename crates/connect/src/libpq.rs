//! Programs of PostgreSQL (`psql`, `pg_dump`), told where to connect through their environment alone: everybody can
//! read arguments.

use std::path::Path;
use std::process::Command;

use icms_diagnostic::Diagnostic;

use crate::host::Address;
use crate::login::{Login, process_environment};
use crate::parameter::{SessionAttributes, SslMode, text};
use crate::url::Url;

/// The program, told to connect where the URL says.
///
/// # Errors
/// A service that does not exist.
pub fn client_program(program: &Path, url: &Url) -> Result<Command, Diagnostic> {
    let login = Login::of(url, &process_environment)?;
    let mut command = Command::new(program);
    // A service would win over the other variables, and its values are among them already.
    for variable in
        ["PGSERVICE", "PGPASSWORD", "PGHOSTADDR", "PGSSLMODE", "PGOPTIONS", "PGTARGETSESSIONATTRS"]
    {
        command.env_remove(variable);
    }
    command.envs(environment(&login));
    Ok(command)
}

fn environment(login: &Login) -> Vec<(&'static str, String)> {
    let joined = |texts: Vec<String>| texts.join(",");
    let host = |address: &Address| match address {
        Address::Tcp(name) => name.clone(),
        Address::Socket(folder) => folder.display().to_string(),
    };
    let mut list = vec![
        ("PGHOST", joined(login.hosts.iter().map(|e| host(&e.address)).collect())),
        ("PGPORT", joined(login.hosts.iter().map(|e| e.port.to_string()).collect())),
        ("PGUSER", login.user.clone()),
        ("PGDATABASE", login.database.clone()),
        ("PGAPPNAME", login.application_name.clone()),
        ("PGSSLMODE", text(&SslMode::ALL, login.ssl_mode)),
        ("PGTARGETSESSIONATTRS", text(&SessionAttributes::ALL, login.attributes)),
    ];
    // Where hosts differ in their passwords, these came from the password file, and the program reads that itself.
    let mut passwords = login.hosts.iter().map(|endpoint| endpoint.password.as_ref());
    if let Some(Some(first)) = passwords.next()
        && passwords.all(|other| other == Some(first))
    {
        list.push(("PGPASSWORD", first.reveal().to_owned()));
    }
    list.extend(login.timeout.map(|timeout| ("PGCONNECT_TIMEOUT", timeout.as_secs().to_string())));
    list.extend(login.ssl_root_cert.as_ref().map(|path| ("PGSSLROOTCERT", path.display().to_string())));
    list.extend(login.options.clone().map(|options| ("PGOPTIONS", options)));
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stands_in_arguments() {
        let url = Url::parse("postgresql://u:p@1@a:1,b:2/d?sslmode=require").unwrap();
        let command = client_program(Path::new("psql"), &url).unwrap();
        assert_eq!(command.get_args().count(), 0);
        let of = |name: &str| {
            let mut set = command.get_envs().filter(|(n, _)| *n == name);
            set.next().and_then(|(_, value)| value).and_then(|v| v.to_str()).map(str::to_owned)
        };
        assert_eq!(of("PGHOST").as_deref(), Some("a,b"));
        assert_eq!(of("PGPORT").as_deref(), Some("1,2"));
        assert_eq!(of("PGPASSWORD").as_deref(), Some("p@1"));
        assert_eq!(of("PGSSLMODE").as_deref(), Some("require"));
        assert_eq!(of("PGSERVICE"), None);
    }
}
