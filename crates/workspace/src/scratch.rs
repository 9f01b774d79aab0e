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
    Ok(Some(shared(project)?.database(name)?))
}

/// A copy of a database that was made here, to which nobody is connected.
pub fn copy(of: &Url, name: &str, project: &Project) -> Outcome<Url> {
    Ok(shared(project)?.copy(of, name)?)
}

/// Removes a database that was made here.
pub fn drop(url: &Url, project: &Project) -> Outcome<()> {
    Ok(shared(project)?.drop_database(url)?)
}

fn shared(project: &Project) -> Outcome<&'static Scratch> {
    let config =
        ScratchConfig { url: project.scratch_url()?, allow: Allow::default(), ..ScratchConfig::default() };
    Ok(Scratch::shared(&config)?)
}
