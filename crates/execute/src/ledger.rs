//! What was applied, as the database itself remembers it.

use std::borrow::Cow;

use icms_connect::{DatabaseError, Session};
use icms_diagnostic::Diagnostic;
use icms_journal::{Applied, Checksum, MigrationId, Outcome};
use icms_sql::{quote_ident, quote_literal};

use crate::apply::{Direction, Run};
use crate::codes;

/// Access to the tables of the ledger: ours, and Prisma's to read. The statements below speak of one in `public`; a session
/// that is at home elsewhere has its ledger there.
#[derive(Debug)]
pub struct Ledger<'s> {
    session: &'s mut Session,
}

const CREATE: &str = "
CREATE TABLE public._icms_migrations (
    id               text PRIMARY KEY,
    checksum         text NOT NULL,
    started_at       timestamptz NOT NULL DEFAULT now(),
    finished_at      timestamptz,
    failed_statement integer,
    error            text,
    applied_by       text NOT NULL DEFAULT session_user
);
CREATE TABLE public._icms_steps (
    migration   text NOT NULL REFERENCES public._icms_migrations (id) ON DELETE CASCADE,
    direction   text NOT NULL,
    step        integer NOT NULL,
    hash        text NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    PRIMARY KEY (migration, direction, step)
);
CREATE TABLE public._icms_meta (
    key   text PRIMARY KEY,
    value text NOT NULL
);";

/// Takes from everybody but its owner what default privileges give away of the ledger: an application has no business
/// there. Each table is found by its name: a database with a thousand ledgers has many.
const CLOSE: &str = "
DECLARE given record;
BEGIN
    FOR given IN
        SELECT DISTINCT c.oid, a.grantee
        FROM (VALUES ('_icms_migrations'), ('_icms_steps'), ('_icms_meta'), ('_icms_batches'), ('_icms_log')) AS l (name)
        JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(pg_catalog.format('%I.%I', 'public', l.name)),
        pg_catalog.aclexplode(c.relacl) a WHERE a.grantee <> c.relowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON %s FROM %s', given.oid::pg_catalog.regclass,
            CASE given.grantee WHEN 0 THEN 'PUBLIC' ELSE given.grantee::pg_catalog.regrole::text END);
    END LOOP;
END";

/// [`CLOSE`] for a ledger in this namespace.
fn close(home: &str) -> String {
    format!("DO {};", quote_literal(&CLOSE.replace("'public'", &quote_literal(home))))
}

/// A statement that speaks of the ledger in `public`, for the one of this session.
fn here<'t>(session: &Session, sql: &'t str) -> Cow<'t, str> {
    match session.home() {
        "public" => Cow::Borrowed(sql),
        home => Cow::Owned(sql.replace("public._icms_", &format!("{}._icms_", quote_ident(home)))),
    }
}

/// A step of a migration as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepRow {
    pub hash: String,
    pub finished: bool,
}

impl<'s> Ledger<'s> {
    /// Through this session.
    pub const fn new(session: &'s mut Session) -> Self {
        Self { session }
    }

    pub(crate) fn exists(&mut self, table: &str) -> Result<bool, Box<Diagnostic>> {
        // A name in the search path counts too: Prisma puts its ledger into the schema of its URL.
        let sql = "SELECT to_regclass($1) IS NOT NULL";
        let table = here(self.session, table);
        let rows = self.session.query(sql, &[&&*table]).map_err(unreadable)?;
        rows.first().map_or(Ok(false), |row| row.try_get(0).map_err(|e| unreadable(e.into())))
    }

    /// Makes the tables where they are missing. Returns whether they are new.
    ///
    /// # Errors
    /// What the server says.
    pub fn prepare(&mut self) -> Result<bool, Box<Diagnostic>> {
        if self.exists("public._icms_migrations")? {
            return Ok(false);
        }
        let create = format!(
            "BEGIN; {CREATE} INSERT INTO public._icms_meta VALUES ('format', '1'); {{CLOSE}} COMMIT;"
        );
        let create = here(self.session, &create).replace("{CLOSE}", &close(self.session.home()));
        self.session.batch_execute(&create).map_err(unreadable)?;
        Ok(true)
    }

    /// Everything that is applied or was tried, in the order of ids. Prisma's ledger counts where ours has no row.
    ///
    /// # Errors
    /// What the server says.
    pub fn applied(&mut self) -> Result<Vec<Applied>, Box<Diagnostic>> {
        let mut rows = Vec::new();
        if self.exists("public._icms_migrations")? {
            rows = self.read(
                "SELECT m.id, m.checksum, m.finished_at IS NOT NULL, m.failed_statement, \
                 coalesce(m.error, 'it was interrupted after step ' || (SELECT count(*) FROM public._icms_steps s \
                 WHERE s.migration = m.id AND s.direction = 'up' AND s.finished_at IS NOT NULL)), EXISTS \
                 (SELECT FROM public._icms_steps s WHERE s.migration = m.id AND s.direction = 'down') \
                 FROM public._icms_migrations m ORDER BY m.id COLLATE \"C\"",
            )?;
        }
        if self.exists("_prisma_migrations")? {
            let theirs = self.read(
                "SELECT DISTINCT ON (migration_name COLLATE \"C\") migration_name, checksum, finished_at IS NOT NULL, \
                 NULL::int, 'see the column logs of _prisma_migrations', false FROM _prisma_migrations WHERE rolled_back_at IS NULL \
                 ORDER BY migration_name COLLATE \"C\", started_at DESC",
            )?;
            let known = |row: &Applied| rows.iter().any(|r| r.id == row.id);
            let new: Vec<Applied> = theirs.into_iter().filter(|row| !known(row)).collect();
            rows.extend(new);
            rows.sort_by(|a, b| a.id.cmp(&b.id));
        }
        Ok(rows)
    }

    fn read(&mut self, sql: &str) -> Result<Vec<Applied>, Box<Diagnostic>> {
        let rows = self.rows(sql, &[])?;
        let one = |row: &postgres::Row| -> Result<Applied, postgres::Error> {
            let outcome = if row.try_get(5)? {
                Outcome::Undoing
            } else if row.try_get(2)? {
                Outcome::Finished
            } else {
                let statement: Option<i32> = row.try_get(3)?;
                Outcome::Failed {
                    statement: statement.and_then(|n| n.try_into().ok()),
                    message: row.try_get(4)?,
                }
            };
            Ok(Applied {
                id: MigrationId::new(row.try_get::<_, String>(0)?),
                checksum: Checksum::stored(row.try_get::<_, String>(1)?),
                outcome,
            })
        };
        rows.iter().map(|row| one(row).map_err(|e| unreadable(e.into()))).collect()
    }

    /// The migration that was applied last, and when, in UTC.
    ///
    /// # Errors
    /// What the server says.
    pub fn latest(&mut self) -> Result<Option<(MigrationId, String)>, Box<Diagnostic>> {
        const TABLES: [(&str, &str, &str); 2] = [
            ("public._icms_migrations", "id", ""),
            ("_prisma_migrations", "migration_name", " AND rolled_back_at IS NULL"),
        ];
        for (table, id, more) in TABLES {
            if !self.exists(table)? {
                continue;
            }
            let sql = format!(
                "SELECT {id}, to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM {table} \
                 WHERE finished_at IS NOT NULL{more} ORDER BY finished_at DESC, {id} COLLATE \"C\" DESC LIMIT 1"
            );
            let sql = here(self.session, &sql);
            let rows = self.session.texts(&sql).map_err(unreadable)?;
            if let Some([Some(id), Some(at)]) = rows.first().map(Vec::as_slice) {
                return Ok(Some((MigrationId::new(id), at.clone())));
            }
        }
        Ok(None)
    }

    /// A value of `_icms_meta`.
    ///
    /// # Errors
    /// What the server says.
    pub fn meta(&mut self, key: &str) -> Result<Option<String>, Box<Diagnostic>> {
        if !self.exists("public._icms_meta")? {
            return Ok(None);
        }
        let rows = self.rows("SELECT value FROM public._icms_meta WHERE key = $1", &[&key])?;
        rows.first().map(|row| row.try_get(0).map_err(|e| unreadable(e.into()))).transpose()
    }

    /// Sets a value of `_icms_meta`.
    ///
    /// # Errors
    /// What the server says.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<(), Box<Diagnostic>> {
        self.write(
            "INSERT INTO public._icms_meta VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            &[&key, &value],
        )
    }

    /// Forgets that the database is protected; returns the environment's name. For a copy of a protected database.
    ///
    /// # Errors
    /// What the server says.
    pub fn forget_protection(&mut self) -> Result<Option<String>, Box<Diagnostic>> {
        let name = self.meta("protected")?;
        if name.is_some() {
            self.write("DELETE FROM public._icms_meta WHERE key = 'protected'", &[])?;
        }
        Ok(name)
    }

    /// Makes a further table of the ledger.
    pub(crate) fn create(&mut self, table: &str) -> Result<(), Box<Diagnostic>> {
        self.write(table, &[])?;
        self.session.batch_execute(&close(self.session.home())).map_err(unreadable)
    }

    pub(crate) fn rows(
        &mut self,
        sql: &str,
        parameters: &[&(dyn postgres::types::ToSql + Sync)],
    ) -> Result<Vec<postgres::Row>, Box<Diagnostic>> {
        let sql = here(self.session, sql);
        self.session.query(&sql, parameters).map_err(unreadable)
    }

    pub(crate) fn write(
        &mut self,
        sql: &str,
        parameters: &[&(dyn postgres::types::ToSql + Sync)],
    ) -> Result<(), Box<Diagnostic>> {
        self.rows(sql, parameters).map(drop)
    }

    /// Writes that a group is done, in the transaction that does it. False when the session lost the lock.
    pub(crate) fn record(&mut self, run: Run<'_>, at: usize, hash: &str) -> Result<bool, DatabaseError> {
        self.line(run, at, hash, "pg_catalog.clock_timestamp()")
    }

    /// Writes that a statement outside any transaction begins. False when the session lost the lock.
    pub(crate) fn announce(&mut self, run: Run<'_>, at: usize, hash: &str) -> Result<bool, Box<Diagnostic>> {
        self.line(run, at, hash, "NULL").map_err(unreadable)
    }

    fn line(&mut self, run: Run<'_>, at: usize, hash: &str, finished: &str) -> Result<bool, DatabaseError> {
        let insert = format!(
            "INSERT INTO public._icms_steps (migration, direction, step, hash, finished_at) \
             SELECT $1, $2, $3, $4, {finished}"
        );
        let id = run.migration.id.as_str();
        self.while_held(&insert, "", &[&id, &run.direction.word(), &number(at), &hash])
    }

    /// Writes what an `INSERT … SELECT` selects; `conflict` ends it. False when the session lost the lock.
    pub(crate) fn while_held(
        &mut self,
        insert: &str,
        conflict: &str,
        parameters: &[&(dyn postgres::types::ToSql + Sync)],
    ) -> Result<bool, DatabaseError> {
        let held = crate::lock::held_by(self.session);
        let sql = format!(
            "{insert} WHERE EXISTS (SELECT FROM pg_catalog.pg_locks \
             WHERE pid = pg_catalog.pg_backend_pid() AND {held}) {conflict} RETURNING step"
        );
        let rows = self.session.query(&here(self.session, &sql), parameters)?;
        Ok(!rows.is_empty())
    }

    /// Writes that an announced statement is done.
    pub(crate) fn mark(&mut self, run: Run<'_>, at: usize) -> Result<(), Box<Diagnostic>> {
        let sql = "UPDATE public._icms_steps SET finished_at = now() \
                   WHERE migration = $1 AND direction = $2 AND step = $3";
        self.write(sql, &[&run.migration.id.as_str(), &run.direction.word(), &number(at)])
    }

    /// Takes an announcement back.
    pub(crate) fn withdraw(&mut self, run: Run<'_>, at: usize) -> Result<(), Box<Diagnostic>> {
        let sql = "DELETE FROM public._icms_steps WHERE migration = $1 AND direction = $2 AND step = $3";
        self.write(sql, &[&run.migration.id.as_str(), &run.direction.word(), &number(at)])
    }

    pub(crate) fn begin(&mut self, id: &MigrationId, checksum: &Checksum) -> Result<(), Box<Diagnostic>> {
        self.write(
            "INSERT INTO public._icms_migrations (id, checksum) VALUES ($1, $2) \
             ON CONFLICT (id) DO UPDATE SET checksum = excluded.checksum, failed_statement = NULL, error = NULL",
            &[&id.as_str(), &checksum.as_str()],
        )
    }

    pub(crate) fn finish(&mut self, id: &MigrationId) -> Result<(), Box<Diagnostic>> {
        let sql = "UPDATE public._icms_migrations SET finished_at = now(), failed_statement = NULL, \
                   error = NULL WHERE id = $1";
        self.write(sql, &[&id.as_str()])
    }

    pub(crate) fn forget(&mut self, id: &MigrationId) -> Result<(), Box<Diagnostic>> {
        self.write("DELETE FROM public._icms_migrations WHERE id = $1", &[&id.as_str()])
    }

    pub(crate) fn fail(
        &mut self,
        id: &MigrationId,
        statement: usize,
        error: &str,
    ) -> Result<(), Box<Diagnostic>> {
        let statement = i32::try_from(statement).ok().filter(|n| *n > 0);
        let sql = "UPDATE public._icms_migrations SET failed_statement = $2, error = $3 WHERE id = $1";
        self.write(sql, &[&id.as_str(), &statement, &error])
    }

    pub(crate) fn steps(
        &mut self,
        id: &MigrationId,
        way: Direction,
    ) -> Result<Vec<StepRow>, Box<Diagnostic>> {
        let sql = "SELECT hash, finished_at IS NOT NULL FROM public._icms_steps WHERE migration = $1 \
                   AND direction = $2 ORDER BY step";
        let rows = self.rows(sql, &[&id.as_str(), &way.word()])?;
        let one = |row: &postgres::Row| -> Result<StepRow, postgres::Error> {
            Ok(StepRow { hash: row.try_get(0)?, finished: row.try_get(1)? })
        };
        rows.iter().map(|row| one(row).map_err(|e| unreadable(e.into()))).collect()
    }
}

/// The place of a group as the ledger has it.
pub(crate) fn number(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

fn unreadable(error: DatabaseError) -> Box<Diagnostic> {
    let mut diagnostic = Diagnostic::from(error);
    if diagnostic.code == icms_connect::codes::STATEMENT {
        diagnostic.code = codes::LEDGER;
    }
    diagnostic.message = format!("the ledger of migrations: {}", diagnostic.message);
    Box::new(diagnostic)
}
