//! `IF [NOT] EXISTS`, `CASCADE`, `CONCURRENTLY`: the words that many statements share.

use icms_model::effect::{Behavior, Guard, IndexBuild};
use icms_sql::tree::{SyntaxToken, ast};

/// What `IF NOT EXISTS` came to, given what was found.
pub(crate) fn create<T>(clause: Option<ast::IfNotExists>, found: Option<&T>) -> Guard {
    match (clause, found) {
        (None, _) => Guard::None,
        (Some(_), None) => Guard::Passed,
        (Some(_), Some(_)) => Guard::Skipped,
    }
}

/// What `IF EXISTS` came to, given what was found.
pub(crate) fn drop<T>(clause: Option<ast::IfExists>, found: Option<&T>) -> Guard {
    match (clause, found) {
        (None, _) => Guard::None,
        (Some(_), Some(_)) => Guard::Passed,
        (Some(_), None) => Guard::Skipped,
    }
}

/// `CASCADE` or not.
pub(crate) fn behavior(written: Option<ast::DropBehavior>) -> Behavior {
    match written {
        Some(ast::DropBehavior::Cascade(_)) => Behavior::Cascade,
        Some(ast::DropBehavior::Restrict(_)) | None => Behavior::Restrict,
    }
}

/// `CONCURRENTLY` or not.
pub(crate) fn build(concurrently: Option<SyntaxToken>) -> IndexBuild {
    if concurrently.is_some() { IndexBuild::Concurrent } else { IndexBuild::Blocking }
}
