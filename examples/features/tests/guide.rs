//! Every Rust block of `docs/client.md`, compiled and run on a database of its own: see `build.rs`.

#![allow(unused, reason = "a guide shows what one could do with what it reads")]

mod place;

use std::cell::RefCell;
use std::error::Error as StdError;

use features_example::db::post::{self, NewPost, PostPatch};
use features_example::db::tag::{self, NewTag};
use features_example::db::user::{self, NewUser, UserPatch};
use features_example::db::{self, Post, PostId, Profile, Tag, User, UserId, profile};
use icms_client::{
    Db, Error, Isolation, OnDrift, Order, Plan as _, SyncDb, TransactionOptions, count, sql,
};
use place::{Place, on};

/// What a block comes to.
type Outcome = Result<(), Box<dyn StdError>>;

fn blocking(block: impl FnOnce(&mut SyncDb) -> Outcome) {
    block(&mut Place::new().sync()).unwrap();
}

fn asynchronous(block: impl AsyncFnOnce(&mut Db) -> Outcome) {
    on(async |place: &Place| block(&mut place.connect().await).await.unwrap());
}

thread_local! {
    /// The database of the program that runs.
    static DATABASE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Takes the place of the environment.
fn variable(name: &str) -> Result<String, std::env::VarError> {
    assert_eq!(name, "DATABASE_URL");
    Ok(DATABASE.with_borrow(String::clone))
}

fn blocking_program(main: impl FnOnce() -> Outcome) {
    let place = Place::new();
    DATABASE.set(place.database.reveal());
    main().unwrap();
}

fn asynchronous_program(main: impl AsyncFnOnce() -> Outcome) {
    on(async |place: &Place| {
        DATABASE.set(place.database.reveal());
        main().await.unwrap();
    });
}

include!(concat!(env!("OUT_DIR"), "/guide.rs"));
