//! The generated client against the driver it stands on and against its peers, on one server in one run.
//!
//! `client-bench <url>` prints a table. The sides take turns after every few runs, so that whatever slows one of them down
//! slows its neighbours as well, and the lower quartile of each side's rounds counts, because a round in which client and
//! server sit badly on the processors takes twice as long. That is why the table is not criterion's, which finishes one
//! side before it begins the next, minutes later; `client-bench <url> statistics` gives its intervals, for a quiet
//! machine.
//!
//! Every side has one connection and one thread, and must give the same rows before it is timed.

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

fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect("say which database: <url>");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let (ground, mut sides) = runtime.block_on(async {
        let ground = Ground::prepare(&url).await;
        let mut sides = sides(&url).await;
        table::compare(&ground, &mut sides).await;
        (ground, sides)
    });
    match arguments.next().as_deref() {
        Some("statistics") => statistics::run(&runtime, &ground, &mut sides),
        Some(other) => panic!("{other}: say `statistics` or nothing"),
        None => runtime.block_on(table::print(&ground, &mut sides)),
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
