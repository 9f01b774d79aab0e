//! The generated client against the driver it stands on and against its peers, on one server in one run.
//!
//! `client-bench <url>` prints a table. The sides take turns after every few runs, so that whatever slows one of them down
//! slows its neighbours as well, and the lower quartile of each side's rounds counts, because a round in which client and
//! server sit badly on the processors takes twice as long. That is why the table is not criterion's, which finishes one
//! side before it begins the next, minutes later; `client-bench <url> statistics` gives its intervals, for a quiet
//! machine.
//!
//! Every side has one connection and one thread; with `client-bench <url> threads` it waits in the main thread of a runtime
//! of several, as the `main` of most programs does, so that whoever hands work to another task wakes another thread. Every
//! side must give the same rows before it is timed.

mod contender;
mod db;
mod ground;
mod line;
mod side;
mod sides;
mod statistics;
mod table;

use contender::Contender;
use ground::Ground;
use tokio::runtime::Builder;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect("say which database: <url>");
    let url = understood(&url);
    let what = arguments.next();
    let mut runtime = match what.as_deref() {
        Some("threads") => Builder::new_multi_thread(),
        _ => Builder::new_current_thread(),
    };
    let runtime = runtime.enable_all().build().expect("a runtime");
    let (ground, mut sides) = runtime.block_on(async {
        let ground = Ground::prepare(&url).await;
        let mut sides = sides(&url).await;
        table::compare(&ground, &mut sides).await;
        (ground, sides)
    });
    match what.as_deref() {
        Some("statistics") => statistics::run(&runtime, &ground, &mut sides),
        Some(other) if other != "threads" => {
            panic!("{other}: say `statistics`, `threads` or nothing")
        }
        _ => runtime.block_on(table::print(&ground, &mut sides)),
    }
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
