//! The PostgreSQL that `icms` starts by itself: throw-away servers for proofs and questions, and the one of `icms dev`.
//!
//! Input: what the user allows ([`ScratchConfig`]) or a project's folder. Output: the [`Url`](icms_connect::Url) of a
//! running server. Invariants: a throw-away server ends with its process, even one that is killed; nothing that a
//! crash leaves behind blocks the next start; sockets and data lie in folders only their owner can enter, and no
//! server listens on the network; no password stands in an argument.
//!
//! ```no_run
//! use icms_embedded::{Scratch, ScratchConfig};
//! let scratch = Scratch::start(&ScratchConfig::default()).unwrap();
//! let proof = scratch.database("proof").unwrap();
//! println!("{proof}, on {}", scratch.server());
//! ```

// The test support looks at what a throw-away server is made of; nobody else does.
#![cfg_attr(not(feature = "testing"), allow(dead_code))]

mod account;
mod archive;
mod binaries;
mod cache;
#[cfg(feature = "embedded")]
mod carried;
pub mod codes;
mod development;
mod folder;
mod ladder;
mod process;
mod programs;
mod scratch;
mod server;
mod template;
#[cfg(feature = "testing")]
pub mod testing;

pub use binaries::AvailableServer;
pub use development::{Development, Status};
pub use programs::{Program, programs};

pub use scratch::{Allow, Scratch, ScratchConfig};
