//! After a crash: did a statement that ran outside a transaction do its work?

use icms_connect::{DatabaseError, Session};

use crate::nature::{Index, Nature, Partition};

/// What became of a statement that was announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its work is there.
    Done,
    /// It is not, and what was left of it is cleared away: it can run again.
    Undone,
    /// Nobody knows.
    InDoubt,
}

/// Looks, and clears away what a broken statement left behind. `done_when` is the author's own question.
pub fn settle(
    session: &mut Session,
    nature: &Nature,
    done_when: Option<&str>,
) -> Result<Fate, DatabaseError> {
    if let Some(query) = done_when {
        let rows = session.texts(query)?;
        let yes = rows.iter().flatten().flatten().any(|value| value == "t" || value == "true");
        return Ok(if yes { Fate::Done } else { Fate::Undone });
    }
    match nature {
        Nature::Session | Nature::Repeatable => Ok(Fate::Undone),
        Nature::IndexBuild(index) => match validity(session, index)? {
            Some(Validity::Valid) => Ok(Fate::Done),
            Some(Validity::Invalid) | None => Ok(Fate::Undone),
        },
        Nature::IndexDrop(name) => {
            let gone = format!("SELECT pg_catalog.to_regclass({}) IS NULL", icms_sql::quote_literal(name));
            let rows = session.texts(&gone)?;
            let gone = rows.iter().flatten().flatten().any(|value| value == "t");
            Ok(if gone { Fate::Done } else { Fate::Undone })
        }
        Nature::Detach(partition) => Ok(match attachment(session, partition)? {
            Attachment::Gone => Fate::Done,
            Attachment::Going | Attachment::Whole => Fate::Undone,
        }),
        // What a transaction could take back is announced only when it refused to run in one.
        Nature::Transactional | Nature::Program(_) | Nature::Commits | Nature::Unknown => Ok(Fate::InDoubt),
    }
}

/// What a partition is to its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attachment {
    /// One of its partitions.
    Whole,
    /// The first half of a detachment is done.
    Going,
    /// Not one of its partitions.
    Gone,
}

/// Looks.
pub fn attachment(session: &mut Session, partition: &Partition) -> Result<Attachment, DatabaseError> {
    let sql = format!(
        "SELECT i.inhdetachpending FROM pg_catalog.pg_inherits i WHERE i.inhrelid = pg_catalog.to_regclass({}) \
         AND i.inhparent = pg_catalog.to_regclass({})",
        icms_sql::quote_literal(&partition.name),
        icms_sql::quote_literal(&partition.table)
    );
    let cell = session.texts(&sql)?.into_iter().flatten().flatten().next();
    Ok(match cell.as_deref() {
        None => Attachment::Gone,
        Some("t") => Attachment::Going,
        Some(_) => Attachment::Whole,
    })
}

/// Drops the invalid index that a broken build of the same name left behind: it costs every write and serves no read.
pub fn clear(session: &mut Session, index: &Index) -> Result<(), DatabaseError> {
    if validity(session, index)? != Some(Validity::Invalid) {
        return Ok(());
    }
    let namespace = "SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n \
                     ON n.oid = c.relnamespace WHERE c.oid = pg_catalog.to_regclass(";
    let rows = session.texts(&format!("{namespace}{})", icms_sql::quote_literal(&index.table)))?;
    let Some(namespace) = rows.into_iter().flatten().flatten().next() else { return Ok(()) };
    session.batch_execute(&format!("DROP INDEX CONCURRENTLY {namespace}.{}", index.name))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Validity {
    Valid,
    Invalid,
}

/// Of the index with this name on this table; none when there is no such index.
fn validity(session: &mut Session, index: &Index) -> Result<Option<Validity>, DatabaseError> {
    let sql = format!(
        "SELECT i.indisvalid AND i.indisready FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
         WHERE i.indrelid = pg_catalog.to_regclass({}) AND pg_catalog.quote_ident(c.relname) = {}",
        icms_sql::quote_literal(&index.table),
        icms_sql::quote_literal(&index.name)
    );
    let rows = session.texts(&sql)?;
    let cell = rows.into_iter().flatten().flatten().next();
    Ok(cell.map(|value| if value == "t" { Validity::Valid } else { Validity::Invalid }))
}
