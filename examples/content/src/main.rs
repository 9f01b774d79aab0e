//! `cargo run --package content-example -- <url>`: migrates a database and tells the story on it.

use icms_client::SyncDb;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("say which database: <url>")?;
    println!(
        "applied {:?}",
        content_example::migrations::MIGRATIONS.run(&url)?
    );
    let mut db = SyncDb::new(postgres::Client::connect(&url, postgres::NoTls)?);
    println!("{:#?}", content_example::tell(&mut db)?);
    Ok(())
}
