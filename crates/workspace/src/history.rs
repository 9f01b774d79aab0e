//! Scripts and histories, replayed in process; what text cannot tell is run on the scratch server.

use icms_connect::{Purpose, Session};
use icms_diagnostic::{Code, Diagnostic, Diagnostics, Sources};
use icms_journal::{Journal, Migration};
use icms_model::Schema;
use icms_model::effect::Action;
use icms_replay::Replay;
use icms_sql::Script;

use crate::load::Context;
use crate::load::database;
use crate::{Failure, Loaded, Outcome, Project, scratch};

/// A script has statements that text alone does not tell the meaning of, and no server was asked.
pub const NOT_COMPLETE: Code = Code(3901);

/// Replays a journal from empty.
pub fn load(
    journal: Journal,
    mut diagnostics: Diagnostics,
    project: &Project,
    context: &Context,
) -> Outcome<Loaded> {
    if diagnostics.has_errors() {
        return Err(Box::new(Failure::of(diagnostics, Sources::default())));
    }
    let mut loaded = of(journal.migrations(), project, context)?;
    diagnostics.append(std::mem::take(&mut loaded.diagnostics));
    Ok(Loaded { journal: Some(journal), diagnostics, ..loaded })
}

/// Replays migrations from empty.
pub fn of(migrations: &[Migration], project: &Project, context: &Context) -> Outcome<Loaded> {
    let mut sources = Sources::default();
    let mut scripts = Vec::with_capacity(migrations.len());
    for migration in migrations {
        let name = project.config.migrations.join(migration.id.as_str()).join(migration.dialect.script());
        let file = sources.add(name.display().to_string(), migration.up.as_str());
        scripts.push((Script::parse(file, &migration.up), migration.up.clone()));
    }
    run(&scripts, sources, project, context)
}

/// Applies scripts, one after the other, to an empty schema.
pub fn run(
    scripts: &[(Script, String)],
    sources: Sources,
    project: &Project,
    context: &Context,
) -> Outcome<Loaded> {
    let mut replay = Replay::new(Schema::empty());
    let mut diagnostics = Diagnostics::default();
    let mut unknown = Vec::new();
    for (script, _) in scripts {
        for statement in &script.statements {
            let effects = replay.apply(statement);
            let opaque = effects.effects.iter().any(|e| matches!(e.action, Action::Opaque(_)));
            if opaque {
                unknown.push(effects.span);
            }
        }
    }
    let (mut schema, found) = replay.finish();
    diagnostics.append(found);
    if let Some(&first) = unknown.first() {
        let on_server = on_server(scripts, project, context)?;
        match on_server {
            Some(real) => {
                schema = real;
                diagnostics = Diagnostics::default();
                let note =
                    format!("{} statements were run on a scratch server to know what they do", unknown.len());
                diagnostics.push(Diagnostic::note(Code(3900), note).at(first));
            }
            None => {
                let message = format!("{} statements cannot be understood without a server", unknown.len());
                diagnostics.push(
                    Diagnostic::warning(NOT_COMPLETE, message)
                        .at(first)
                        .help("leave --no-server out, or give [scratch] url: the result is not complete"),
                );
            }
        }
    }
    if diagnostics.has_errors() {
        return Err(Box::new(Failure::of(diagnostics, sources)));
    }
    Ok(Loaded { schema, diagnostics, sources, ..Loaded::default() })
}

/// Runs the scripts on an empty database of the scratch server and reads what they made.
fn on_server(scripts: &[(Script, String)], project: &Project, context: &Context) -> Outcome<Option<Schema>> {
    let Some(url) = scratch::database(project, context.server, "icms_history")? else { return Ok(None) };
    let mut session = Session::open(&url, Purpose::Write)?;
    for (script, _) in scripts {
        for statement in script.sql() {
            session.batch_execute(statement.text()).map_err(|error| {
                let said = Diagnostic::from(error).within(Code(3902), "on the scratch server: ");
                Failure::from(said.at(statement.span()))
            })?;
        }
        session.batch_execute("RESET ALL").map_err(Diagnostic::from)?;
    }
    Ok(Some(database(&url)?.schema))
}
