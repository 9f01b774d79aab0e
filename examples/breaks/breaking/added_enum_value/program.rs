//! Decides for every value of an enum.

use super::db::Role;

pub fn may_write(role: Role) -> bool {
    match role {
        Role::Admin => true,
        Role::Member => false,
    }
}
