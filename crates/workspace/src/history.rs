//! Scripts and histories, replayed in process; what text cannot tell is run on the scratch server.

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::{Code, Diagnostic, Diagnostics, Sources, Span};
use icms_journal::{Journal, Migration};
use icms_model::Schema;
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
    let mut course = Course::new(project, context);
    for migration in migrations {
        course.apply(path(migration, project), &migration.up);
    }
    course.finish()
}

/// Where the script of a migration stands.
pub fn path(migration: &Migration, project: &Project) -> String {
    let folder = project.config.migrations.join(migration.id.as_str());
    folder.join(migration.dialect.script()).display().to_string()
}

/// The schema along a history: scripts applied one after the other to an empty schema. What text cannot tell is run on
/// the scratch server, once somebody asks for the schema after it.
pub struct Course<'c> {
    project: &'c Project,
    context: &'c Context,
    replay: Replay,
    /// What was applied and the server has not run.
    waiting: Vec<Script>,
    /// Statements whose effect is not known from their text.
    unknown: Vec<Span>,
    server: Asked,
    notes: Diagnostics,
    sources: Sources,
}

/// The scratch server's part.
enum Asked {
    /// There was no question.
    Never,
    /// It must not be asked.
    InVain,
    /// It has run everything but what waits.
    Runs(Box<Session>, Box<Url>),
}

impl<'c> Course<'c> {
    /// Before the first script.
    pub fn new(project: &'c Project, context: &'c Context) -> Self {
        Self {
            project,
            context,
            replay: Replay::new(Schema::empty()),
            waiting: Vec::new(),
            unknown: Vec::new(),
            server: Asked::Never,
            notes: Diagnostics::default(),
            sources: Sources::default(),
        }
    }

    /// Applies the next script, which stands in a file of this name.
    pub fn apply(&mut self, name: String, text: &str) {
        let script = Script::parse(self.sources.add(name, text), text);
        for statement in &script.statements {
            let effects = self.replay.apply(statement);
            if effects.is_opaque() {
                self.unknown.push(effects.span);
            }
        }
        self.waiting.push(script);
    }

    /// The schema now.
    ///
    /// # Errors
    /// Scripts that cannot be replayed, neither here nor on the server.
    pub fn schema(&mut self) -> Outcome<Schema> {
        self.settle()?;
        if self.replay.diagnostics().has_errors() {
            return Err(Box::new(Failure::of(self.replay.diagnostics().clone(), self.sources.clone())));
        }
        Ok(self.replay.schema().clone())
    }

    /// The schema in the end, and what is remarkable.
    ///
    /// # Errors
    /// As [`Self::schema`].
    pub fn finish(mut self) -> Outcome<Loaded> {
        self.settle()?;
        let (schema, mut diagnostics) = self.replay.finish();
        diagnostics.append(self.notes);
        let sources = self.sources;
        if diagnostics.has_errors() {
            return Err(Box::new(Failure::of(diagnostics, sources)));
        }
        Ok(Loaded { schema, diagnostics, sources, ..Loaded::default() })
    }

    /// Has the server run what text alone cannot tell, and goes on from what it made.
    fn settle(&mut self) -> Outcome<()> {
        let Some(&first) = self.unknown.first() else { return Ok(()) };
        let count = std::mem::take(&mut self.unknown).len();
        match self.on_server()? {
            Some(real) => {
                self.replay = Replay::new(real);
                let note = format!("{count} statements were run on a scratch server to know what they do");
                self.notes.push(Diagnostic::note(Code(3900), note).at(first));
            }
            None => {
                let message = format!("{count} statements cannot be understood without a server");
                let help = "leave --no-server out, or give [scratch] url: the result is not complete";
                self.notes.push(Diagnostic::warning(NOT_COMPLETE, message).at(first).help(help));
            }
        }
        Ok(())
    }

    /// Runs what waits on a database of the scratch server and reads what is there then.
    fn on_server(&mut self) -> Outcome<Option<Schema>> {
        if matches!(self.server, Asked::Never) {
            self.server = match scratch::database(self.project, self.context.server, "icms_history")? {
                Some(url) => Asked::Runs(Box::new(Session::open(&url, Purpose::Write)?), Box::new(url)),
                None => Asked::InVain,
            };
        }
        let Asked::Runs(session, url) = &mut self.server else { return Ok(None) };
        for script in self.waiting.drain(..) {
            for statement in script.sql() {
                session.batch_execute(statement.text()).map_err(|error| {
                    let said = Diagnostic::from(error).within(Code(3902), "on the scratch server: ");
                    Failure::from(said.at(statement.span()))
                })?;
            }
            session.batch_execute("RESET ALL").map_err(Diagnostic::from)?;
        }
        Ok(Some(database(url)?.schema))
    }
}
