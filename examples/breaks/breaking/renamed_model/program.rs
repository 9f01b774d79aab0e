//! Uses a model.

use icms_client::Find;

use super::db::team;
use super::db::{Team, TeamId};

pub fn finds(id: TeamId) -> Find<Team> {
    team::find().filter(team::ID.eq(id))
}
