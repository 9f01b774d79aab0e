//! `cargo run --package content-example -- <url>`: tells the story on a database where the migrations are applied.

use icms_client::SyncDb;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("say which database: <url>")?;
    let mut db = SyncDb::new(postgres::Client::connect(&url, postgres::NoTls)?);
    println!("{:#?}", content_example::tell(&mut db)?);
    Ok(())
}
