//! The generated client against the driver it stands on and against its peers, on one server in one run.
//!
//! `client-bench <url>` prints a table. The sides take turns after every few runs, so that whatever slows one of them down
//! slows its neighbours as well, and the lower quartile of each side's rounds counts, because a round in which client and
//! server sit badly on the processors takes twice as long. That is why the table is not criterion's, which finishes one
//! side before it begins the next, minutes later; `client-bench <url> statistics` gives its intervals, for a quiet
//! machine.
//!
//! Every side has one connection and one thread. There are two tables: client and server on one processor, where only work
//! counts, and on a processor each, where waking each other counts as well. With `client-bench <url> threads` the sides wait
//! in the main thread of a runtime of several, as the `main` of most programs does, so that whoever hands work to another
//! task wakes another thread; the scheduler chooses the processors, and the figures vary. Every side must give the same rows
//! before it is timed. The server must be on this machine, which must be Linux.

mod contender;
mod db;
mod ground;
mod line;
mod places;
mod side;
mod sides;
mod statistics;
mod table;

use contender::Contender;
use ground::Ground;
use places::Processors;
use tokio::runtime::{Builder, Runtime};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect("say which database: <url>");
    let url = understood(&url);
    match arguments.next().as_deref() {
        None => tables(&url),
        Some("threads") => table_of_threads(&url),
        Some("statistics") => statistics::run(&url),
        Some(other) => panic!("{other}: say `statistics`, `threads` or nothing"),
    }
}

/// A runtime of one thread.
fn one_thread() -> Runtime {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime")
}

/// A table for each way to place client and server.
fn tables(url: &str) {
    let processors = Processors::of_this_thread();
    for places in processors.places() {
        println!("\n{}:\n", places.title());
        one_thread().block_on(async {
            let ground = Ground::prepare(url).await;
            ground.place(&processors, *places).await;
            table(&ground, url).await;
        });
    }
}

/// The table of a runtime of several threads.
fn table_of_threads(url: &str) {
    let runtime = Builder::new_multi_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        table(&Ground::prepare(url).await, url).await;
    });
}

/// A table, of sides that give the same rows.
async fn table(ground: &Ground, url: &str) {
    let mut sides = sides(url).await;
    table::compare(ground, &mut sides).await;
    table::print(ground, &mut sides).await;
}

/// A URL as all sides understand it: with the folder of a socket in the place of the host.
fn understood(url: &str) -> String {
    match url.split_once("?host=") {
        Some((before, folder)) => {
            before.replacen("@/", &format!("@{}/", folder.replace('/', "%2F")), 1)
        }
        None => url.to_owned(),
    }
}

/// The first one is what the others are held against.
async fn sides(url: &str) -> Vec<Box<dyn Contender>> {
    use sides::sea_orm::{Asks, SeaOrm};
    use sides::{by_hand, diesel, sqlx, through_client};
    vec![
        Box::new(by_hand::Hand::connect(url).await),
        Box::new(through_client::Client::connect(url).await),
        Box::new(sqlx::Sqlx::connect(url).await),
        Box::new(diesel::Diesel::connect(url).await),
        Box::new(SeaOrm::connect(url, Asks::Always).await),
        Box::new(SeaOrm::connect(url, Asks::Never).await),
    ]
}
