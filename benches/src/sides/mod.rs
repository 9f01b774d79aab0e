//! One file for each library.

pub mod by_hand;
pub mod diesel;
pub mod sea_orm;
pub mod sqlx;
pub mod through_client;
