//! The way back dies at any point too, and the next run finishes it.

use icms_execute::Direction;

use crate::ten_steps::{SMALL, some, state};
use crate::victim;

#[test]
fn death_on_the_way_back_changes_nothing_in_the_end() {
    let (events, expected) = SMALL.undisturbed(&SMALL.applied(), Direction::Down);
    assert!(events > 30, "{events} events");
    assert!(expected.contains("gone1") && !expected.contains("ten_steps"), "{expected}");
    let points = some(events, 18);
    for &event in &points {
        let database = SMALL.applied();
        victim::dies(SMALL, Direction::Down, &database, event);
        // Death behind the last word of the ledger leaves nothing to do.
        if event < events {
            SMALL
                .run(&database, Direction::Down, &|_| {})
                .unwrap_or_else(|e| panic!("after event {event}: {}", e.message));
        }
        assert_eq!(state(&database), expected, "after event {event}");
    }
    println!("{} crash points of {events}", points.len());
}
