//! `lock status` and `lock clear`.

use std::time::Duration;

use icms_embedded::testing::TestServer;
use icms_execute::MigrationLock;
use icms_workspace::migrate::lock;
use icms_workspace::{Exit, deploy};

use crate::place::{Place, deployed, said};

#[test]
fn the_holder_is_named_and_ended_only_when_it_is_dead() {
    let place = Place::new("lock");
    let database = TestServer::shared().fresh_database();
    let project = place.project(&database);
    place.migration("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
    deployed(&project);
    assert_eq!(lock::holder(&project).unwrap(), None);
    assert_eq!(lock::clear(lock::SILENCE, &project).unwrap(), None);

    let mut held = MigrationLock::take(&database, deploy::PATIENCE, &|_| {}).unwrap();
    held.session().batch_execute("SELECT 'a secret'").unwrap();
    let holder = lock::holder(&project).unwrap().unwrap();
    assert_eq!((holder.application.as_str(), holder.process), ("icms", held.session().backend()));
    assert_eq!(holder.activity.as_ref().unwrap().statement, "SELECT '…'");
    let refused = lock::clear(lock::SILENCE, &project).unwrap_err();
    assert_eq!(refused.exit, Exit::Protected);
    assert!(said(&refused).contains("a dead one is silent for 60"), "{}", said(&refused));
    held.session().batch_execute("SELECT 1").unwrap();

    let works = std::thread::spawn(move || {
        held.session().batch_execute("SELECT pg_sleep(2)").unwrap();
        held
    });
    std::thread::sleep(Duration::from_millis(500));
    let refused = lock::clear(Duration::ZERO, &project).unwrap_err();
    assert!(said(&refused).contains("it runs a statement: SELECT pg_sleep(…)"), "{}", said(&refused));

    let mut held = works.join().unwrap();
    let ended = lock::clear(Duration::ZERO, &project).unwrap().unwrap();
    assert_eq!(ended.process, holder.process);
    assert!(held.session().batch_execute("SELECT 1").is_err(), "its session has ended");
    assert_eq!(lock::holder(&project).unwrap(), None);
}
