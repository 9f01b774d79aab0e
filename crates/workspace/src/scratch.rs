//! The scratch PostgreSQL: started when a question needs one, never the configured database.

use icms_connect::Url;
use icms_embedded::{Allow, Scratch, ScratchConfig};

use crate::{Outcome, Project};

/// Whether a scratch server may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Server {
    /// When text alone cannot tell.
    #[default]
    Allowed,
    /// Never: what cannot be known stays so.
    Forbidden,
}

/// A fresh, empty database on the scratch server of this process; none when it is forbidden.
pub fn database(project: &Project, server: Server, name: &str) -> Outcome<Option<Url>> {
    if server == Server::Forbidden {
        return Ok(None);
    }
    let config =
        ScratchConfig { url: project.scratch_url()?, allow: Allow::default(), ..ScratchConfig::default() };
    Ok(Some(Scratch::shared(&config)?.database(name)?))
}
