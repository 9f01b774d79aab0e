//! The tables that everybody reads and writes.

use tokio_postgres::{Client, NoTls};

use crate::places::{Places, Processors};

/// How many rows are there before anybody adds one.
pub const ROWS: i64 = 10_000;

/// Nobody tidies up or counts rows in the middle of a measurement.
const SETUP: &str = "
    DROP TABLE IF EXISTS posts, users;
    CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE, name text,
        tokens int NOT NULL DEFAULT 0) WITH (autovacuum_enabled = false);
    CREATE TABLE posts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, author_id bigint NOT NULL REFERENCES users,
        title text NOT NULL, score int NOT NULL) WITH (autovacuum_enabled = false);
    CREATE INDEX ON posts (author_id);
    INSERT INTO users (email, name, tokens)
        SELECT 'user' || n || '@example.org', 'User ' || n, n % 100 FROM generate_series(1, 10000) AS n;
    INSERT INTO posts (author_id, title, score)
        SELECT 1 + n % 1000, 'Title ' || n, n FROM generate_series(0, 9999) AS n;
    VACUUM ANALYZE users, posts";

/// A setting of every session: the disk is not what is measured.
pub const SETTING: (&str, &str) = ("synchronous_commit", "off");

/// The tables, and a connection to look after them.
pub struct Ground {
    client: Client,
}

impl Ground {
    pub async fn prepare(url: &str) -> Self {
        let client = connect(url).await;
        for statement in SETUP.split(';') {
            client.batch_execute(statement).await.expect("the tables");
        }
        Self { client }
    }

    /// Puts this thread, and the sessions that the server begins from now on, on their processors.
    pub async fn place(&self, processors: &Processors, places: Places) {
        processors.give(&self.client, places).await;
    }

    /// Without rows that were added, and without the remains of old ones.
    pub async fn tidy(&self) {
        for statement in ["DELETE FROM users WHERE id > 10000", "VACUUM users"] {
            self.client
                .batch_execute(statement)
                .await
                .expect("a tidy table");
        }
    }
}

/// A session of the driver's own.
pub async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("a server");
    tokio::spawn(connection);
    let (name, value) = SETTING;
    client
        .batch_execute(&format!("SET {name} = {value}"))
        .await
        .expect("a setting");
    client
}
