//! A program that a migration runs as a step (`CALL icms.run('tidy_tags')`): tags lose the blanks around their names.
//! One that was interrupted simply runs again.

use content_example::db::tag::{self, TagPatch};
use icms_client::SyncDb;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::var("DATABASE_URL")?;
    let mut db = SyncDb::new(postgres::Client::connect(&url, postgres::NoTls)?);
    let mut tidied = 0;
    for tag in db.run(tag::find())? {
        let name = tag.name.trim();
        if name != tag.name {
            db.run(tag::update(tag.id, TagPatch::default().name(name)))?;
            tidied += 1;
        }
    }
    println!("tidied {tidied} tags");
    Ok(())
}
