//! The generated client against the driver it stands on, used by hand: `client-bench <url>` prints a table.
//!
//! Both do the same work over one connection each to the same server, in turns; what counts is the best round's median.

mod by_hand;
mod db;
mod line;
mod through_client;

use std::future::Future;
use std::pin::Pin;

use line::Line;

/// What one side of the comparison can do, all on the same rows.
pub trait Side {
    /// Adds a row; its key comes back.
    fn insert_one(&self, email: String) -> Work<'_, i64>;
    /// Adds a thousand rows.
    fn insert_many(&self, round: usize) -> Work<'_, usize>;
    /// A row by its key.
    fn by_id(&self, id: i64) -> Work<'_, i64>;
    /// Ten thousand rows.
    fn all(&self) -> Work<'_, usize>;
    /// Twenty rows of a filter, in an order.
    fn filtered(&self) -> Work<'_, usize>;
    /// A hundred rows with ten each.
    fn include(&self) -> Work<'_, usize>;
    /// New values for a row.
    fn update(&self, id: i64) -> Work<'_, i64>;
    /// Ten updates in one transaction.
    fn transaction(&mut self) -> Work<'_, i64>;
    /// A hundred rows by key at once.
    fn pipelined(&self) -> Work<'_, usize>;
}

/// A future that one side makes.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

const SETUP: &str = "
    DROP TABLE IF EXISTS posts, users;
    CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE, name text,
        tokens int NOT NULL DEFAULT 0);
    CREATE TABLE posts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, author_id bigint NOT NULL REFERENCES users,
        title text NOT NULL, score int NOT NULL);
    CREATE INDEX ON posts (author_id);
    INSERT INTO users (email, name, tokens)
        SELECT 'user' || n || '@example.org', 'User ' || n, n % 100 FROM generate_series(1, 10000) AS n;
    INSERT INTO posts (author_id, title, score)
        SELECT 1 + n % 1000, 'Title ' || n, n FROM generate_series(0, 9999) AS n;
    VACUUM ANALYZE users, posts";

fn main() {
    let url = std::env::args().nth(1).expect("say which database: <url>");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let setup = connect(&url).await;
        for statement in SETUP.split(';') {
            setup.batch_execute(statement).await.expect("the tables");
        }
        let mut hand = by_hand::Hand::new(connect(&url).await).await;
        let mut ours = through_client::Ours::new(connect(&url).await);
        println!("| line | by hand µs | client µs | ratio |\n|---|---:|---:|---:|");
        for line in line::ALL {
            let (hand, ours) = measure(*line, &mut hand, &mut ours).await;
            println!(
                "| {} | {hand:.1} | {ours:.1} | {:.2} |",
                line.name(),
                ours / hand
            );
        }
    });
}

async fn connect(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .expect("a server");
    tokio::spawn(connection);
    // The disk is not what is measured.
    client
        .batch_execute("SET synchronous_commit = off")
        .await
        .expect("a setting");
    client
}

/// The best median of each side, in turns.
async fn measure(line: Line, hand: &mut dyn Side, ours: &mut dyn Side) -> (f64, f64) {
    let (mut best_hand, mut best_ours) = (f64::MAX, f64::MAX);
    for round in 0..3 {
        best_hand = best_hand.min(line.median(hand, round * 2).await);
        best_ours = best_ours.min(line.median(ours, round * 2 + 1).await);
    }
    (best_hand, best_ours)
}
