//! Uses a value of an enum.

use super::db::Role;
use super::db::user::UserPatch;

pub fn changes() -> UserPatch {
    UserPatch::default().role(Role::Member)
}
