//! Names of migrations: what changes, in at most fifty characters.

mod meaningless;
mod phrase;
mod topic;
mod words;

use icms_model::{Change, Pair, Schema};

pub use meaningless::is_meaningless;

/// The longest name that is made up.
const LONGEST: usize = 50;

/// A name for the migration that carries these changes out: `add_user_verification_fields`,
/// `create_content_attachments_table`. The same changes always get the same name.
#[must_use]
pub fn name_for(changes: &[Change], schemas: Pair<&Schema>) -> String {
    let phrases = phrase::phrases(&topic::topics(changes, schemas), schemas);
    let mut phrases = phrases.into_iter();
    let Some(first) = phrases.next() else { return "no_changes".to_owned() };
    let first = words::shortened(&first, LONGEST);
    let Some(second) = phrases.next() else { return first };
    let both = format!("{first}_and_{second}");
    if both.len() <= LONGEST && phrases.next().is_none() {
        return both;
    }
    let more = format!("{}_and_more", words::shortened(&first, LONGEST - "_and_more".len()));
    words::shortened(&more, LONGEST)
}
