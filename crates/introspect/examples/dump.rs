//! Prints the schema of a database: `dump URL [namespace …]`.

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;
use icms_introspect::{Options, introspect};

fn run(url: &str, namespaces: Vec<String>) -> Result<String, Diagnostic> {
    let mut session = Session::open(&Url::parse(url)?, Purpose::Read)?;
    let namespaces =
        (!namespaces.is_empty()).then(|| namespaces.into_iter().map(icms_sql::Name::from).collect());
    let found = introspect(&mut session, &Options { namespaces })?;
    Ok(icms_model::dump(&found.schema))
}

fn main() -> std::process::ExitCode {
    let mut arguments = std::env::args().skip(1);
    match run(&arguments.next().unwrap_or_default(), arguments.collect()) {
        Ok(text) => {
            print!("{text}");
            std::process::ExitCode::SUCCESS
        }
        Err(diagnostic) => {
            eprintln!("{}: {}", diagnostic.code, diagnostic.message);
            std::process::ExitCode::FAILURE
        }
    }
}
