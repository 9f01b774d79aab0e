//! Many rows: `ICMS_TEST_ROWS=1000000 ICMS_TEST_POINTS=all` tries a million at every point.

use std::time::{Duration, Instant};

use icms_embedded::testing::TestDatabase;
use icms_execute::Direction;

use crate::ten_steps::{Stage, some, state};
use crate::victim;

fn stage() -> Stage {
    let rows = std::env::var("ICMS_TEST_ROWS").map_or(200_000, |rows| rows.parse().unwrap());
    Stage { rows, ranges: 20 }
}

#[test]
fn many_rows_are_taken_once_through_deaths_and_kills() {
    let stage = stage();
    let template = stage.prepared();
    let started = Instant::now();
    let whole = template.copy();
    let (events, expected) = stage.undisturbed(&whole, Direction::Up);
    let undisturbed = started.elapsed();
    drop(whole);
    let points = some(events, 3);
    for &event in &points {
        let database = template.copy();
        victim::dies(stage, Direction::Up, &database, event);
        goes_on(stage, &database, &expected, &format!("after event {event}"));
    }
    // In the middle of statements: killed by the clock.
    let kills = some(20, 3);
    for &n in &kills {
        let database = template.copy();
        let mut victim = victim::command(stage, Direction::Up, &database, 0).spawn().unwrap();
        std::thread::sleep(undisturbed * u32::try_from(n).unwrap() / 21);
        victim.kill().unwrap();
        victim.wait().unwrap();
        goes_on(stage, &database, &expected, &format!("killed at {n} of 21"));
    }
    println!(
        "{} rows: {undisturbed:.1?} undisturbed, {} crash points of {events}, {} kills by the clock, {:.1?} in all",
        stage.rows,
        points.len(),
        kills.len(),
        started.elapsed()
    );
}

fn goes_on(stage: Stage, database: &TestDatabase<'_>, expected: &str, when: &str) {
    stage.run(database, Direction::Up, &|_| {}).unwrap_or_else(|e| panic!("{when}: {}", e.message));
    assert_eq!(state(database), expected, "{when}");
}

#[test]
fn writers_go_on_while_many_rows_are_migrated() {
    let stage = Stage { rows: stage().rows / 4, ranges: 10 };
    let database = stage.prepared();
    let slowest = std::thread::scope(|scope| {
        let deployer = scope.spawn(|| stage.run(&database, Direction::Up, &|_| {}));
        let mut writer = database.session();
        let mut slowest = Duration::ZERO;
        let mut writes = 0;
        while !deployer.is_finished() {
            let asked = Instant::now();
            writer.batch_execute("UPDATE app.people SET amount = amount + 1 WHERE id = 1").unwrap();
            slowest = slowest.max(asked.elapsed());
            writes += 1;
            std::thread::sleep(Duration::from_millis(5));
        }
        deployer.join().unwrap().unwrap();
        assert!(writes > 10, "{writes} writes");
        slowest
    });
    assert!(slowest < Duration::from_secs(5), "a writer waited {slowest:?}");
    println!("the slowest write took {slowest:.1?}");
}
