//! Time to introspect against the time to drain the same queries: `bench URL [tables …]`.
//!
//! The URL is of a role that may create databases; each size gets one of its own, dropped at the end. Every run
//! opens fresh connections, so that the server's caches are cold, and connecting is part of the time.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;
use icms_introspect::{Options, floor, introspect};

const RUNS: usize = 9;

/// Tables as `gen_schema.py` of the judges makes them: 14 columns, a key, a unique key, two indexes, two foreign keys.
fn script(tables: usize) -> Vec<String> {
    let enums = (tables / 5).max(1);
    let mut parts: Vec<String> = (0..enums)
        .map(|e| format!("CREATE TYPE \"Status{e}\" AS ENUM ('ACTIVE', 'PENDING', 'ARCHIVED', 'DELETED');"))
        .collect();
    for i in 0..tables {
        let e = i % enums;
        parts.push(format!(
            "CREATE TABLE model_{i} (id serial, uid uuid NOT NULL, name varchar(100) NOT NULL, description text, \
             status \"Status{e}\" NOT NULL DEFAULT 'ACTIVE', amount numeric(12,2) NOT NULL DEFAULT 0, \
             score double precision, active boolean NOT NULL DEFAULT true, meta jsonb, tags text[], \
             created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at timestamptz(6) NOT NULL, \
             parent_id integer NOT NULL, owner_id integer, CONSTRAINT model_{i}_pkey PRIMARY KEY (id)); \
             CREATE UNIQUE INDEX model_{i}_uid_key ON model_{i} (uid); \
             CREATE INDEX model_{i}_parent_id_idx ON model_{i} (parent_id); \
             CREATE INDEX model_{i}_status_created_at_idx ON model_{i} (status, created_at DESC);"
        ));
    }
    for i in 0..tables {
        let (p, q) = ((i * 7 + 3) % tables, (i * 13 + 5) % tables);
        parts.push(format!(
            "ALTER TABLE model_{i} ADD CONSTRAINT model_{i}_parent_id_fkey FOREIGN KEY (parent_id) \
             REFERENCES model_{p} (id) ON DELETE CASCADE ON UPDATE CASCADE, \
             ADD CONSTRAINT model_{i}_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES model_{q} (id);"
        ));
    }
    parts.chunks(50).map(|chunk| chunk.concat()).collect()
}

fn run(url: &str, tables: usize) -> Result<String, Diagnostic> {
    let mut admin = Session::open(&Url::parse(url)?, Purpose::Write)?;
    let database = format!("icms_bench_{tables}");
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {database}"))?;
    admin.batch_execute(&format!("CREATE DATABASE {database}"))?;
    let there = Url::parse(&format!("{}/{database}", url.rsplit_once('/').map_or(url, |(base, _)| base)))?;
    let mut session = Session::open(&there, Purpose::Write)?;
    for part in script(tables) {
        session.batch_execute(&part)?;
    }
    session.batch_execute("VACUUM ANALYZE")?;
    drop(session);
    let report = measure(&there, tables)?;
    admin.batch_execute(&format!("DROP DATABASE {database}"))?;
    Ok(report)
}

fn measure(url: &Url, tables: usize) -> Result<String, Diagnostic> {
    let options = Options::default();
    let (mut whole, mut bare, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let start = Instant::now();
        floor(&mut Session::open(url, Purpose::Read)?, &options)?;
        bare.push(start.elapsed());
        let start = Instant::now();
        let mut session = Session::open(url, Purpose::Read)?;
        let found = introspect(&mut session, &options)?;
        whole.push(start.elapsed());
        assert_eq!(found.schema.tables.len(), tables);
        let start = Instant::now();
        introspect(&mut session, &options)?;
        warm.push(start.elapsed());
    }
    let (whole, bare, warm) = (median(whole), median(bare), median(warm));
    let mut text = format!("{tables} tables: {whole:.1?} cold with connecting");
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    let _ = write!(text, ", the bare queries {bare:.1?}, ratio {ratio:.2}; on an open connection {warm:.1?}");
    Ok(text)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn main() -> std::process::ExitCode {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().unwrap_or_default();
    let sizes: Vec<usize> = arguments.filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1000] } else { sizes };
    for size in sizes {
        match run(&url, size) {
            Ok(report) => println!("{report}"),
            Err(diagnostic) => {
                eprintln!("{}: {}", diagnostic.code, diagnostic.message);
                return std::process::ExitCode::FAILURE;
            }
        }
    }
    std::process::ExitCode::SUCCESS
}
