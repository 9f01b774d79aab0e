//! Sizes, use and wear of the configured database.

use icms_connect::{Purpose, Session};
use icms_diagnostic::{Diagnostic, Diagnostics};
pub use icms_introspect::{Figure, FigureTable, Value};

use crate::{Failure, Outcome, Project, codes};

/// How many rows of a figure are wanted, unless the user says.
pub const ROWS: u32 = 20;

/// Figures of a database.
#[derive(Debug, Clone)]
pub struct Stats {
    /// The database.
    pub database: String,
    /// Its server's version.
    pub server: String,
    /// Those that are there.
    pub figures: Vec<FigureTable>,
    /// Hints about those that are not.
    pub hints: Diagnostics,
}

/// Asks for figures by their words, or for all.
///
/// # Errors
/// A word that is no figure; what the server says.
pub fn run(words: &[String], rows: u32, project: &Project) -> Outcome<Stats> {
    let wanted = wanted(words)?;
    let mut session = Session::open(&project.require_database()?, Purpose::Read)?;
    let (mut figures, mut hints) = (Vec::new(), Diagnostics::default());
    for figure in wanted {
        match icms_introspect::figure(figure, rows, &mut session).map_err(Diagnostic::from)? {
            Some(table) => figures.push(table),
            None => hints.push(missing(figure)),
        }
    }
    let database = session.database().to_owned();
    Ok(Stats { database, server: session.version().to_string(), figures, hints })
}

fn wanted(words: &[String]) -> Outcome<Vec<Figure>> {
    let known = |word: &String| Figure::ALL.iter().copied().find(|figure| figure.word() == word);
    if words.is_empty() {
        return Ok(Figure::ALL.to_vec());
    }
    let one = |word| known(word).ok_or_else(|| Box::new(unknown(word)));
    words.iter().map(one).collect()
}

fn unknown(word: &str) -> Failure {
    let all: Vec<&str> = Figure::ALL.iter().map(|figure| figure.word()).collect();
    Failure::usage(format!("there is no figure `{word}`: there are {}", all.join(", ")))
}

fn missing(figure: Figure) -> Diagnostic {
    let message = format!("{} is left out: pg_stat_statements is not there", figure.word());
    Diagnostic::warning(codes::EXTENSION_MISSING, message).help(
        "`shared_preload_libraries = 'pg_stat_statements'`, restart, `CREATE EXTENSION pg_stat_statements`",
    )
}
