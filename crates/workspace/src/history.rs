//! Scripts and histories, replayed in process; what text cannot tell is run on the scratch server.

use std::path::Path;

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::{Diagnostic, Diagnostics, Sources, Span};
use icms_journal::{Journal, Migration};
use icms_model::effect::{Action, Opaque};
use icms_model::{Namespace, Schema};
use icms_replay::Replay;
use icms_sql::{Name, Script, Statement};

use crate::load::Context;
use crate::load::database;
use crate::{Failure, Loaded, Outcome, Project, codes, misplaced, portable, scratch};

/// Replays a journal from empty; `folder` is where its migrations lie.
pub fn load(
    journal: Journal,
    mut diagnostics: Diagnostics,
    folder: &Path,
    project: &Project,
    context: &Context,
) -> Outcome<Loaded> {
    if diagnostics.has_errors() {
        return Err(Box::new(Failure::of(diagnostics, Sources::default())));
    }
    let mut loaded = in_folder(folder, journal.migrations(), project, context)?;
    diagnostics.append(std::mem::take(&mut loaded.diagnostics));
    Ok(Loaded { journal: Some(journal), diagnostics, ..loaded })
}

/// Replays the project's migrations from empty.
pub fn of(migrations: &[Migration], project: &Project, context: &Context) -> Outcome<Loaded> {
    in_folder(&project.config.migrations, migrations, project, context)
}

/// Replays migrations from empty, in an order in which they work.
fn in_folder(
    folder: &Path,
    migrations: &[Migration],
    project: &Project,
    context: &Context,
) -> Outcome<Loaded> {
    let mut course = Course::new(project, context);
    for migration in migrations {
        course.apply(within(folder, migration), &migration.up);
    }
    let misses = course.unknown.iter().any(|(_, opaque)| matches!(opaque, Opaque::MissingObject(_)));
    let repaired = if misses { misplaced::repaired(migrations, &course.waiting, folder) } else { None };
    let Some((order, warnings)) = repaired else { return course.finish() };
    match course.in_order(&order).finish() {
        Ok(mut loaded) => {
            loaded.diagnostics.extend(warnings);
            Ok(loaded)
        }
        Err(mut failure) => {
            failure.diagnostics.extend(warnings);
            Err(failure)
        }
    }
}

/// Where the script of a migration of the project stands.
pub fn path(migration: &Migration, project: &Project) -> String {
    within(&project.config.migrations, migration)
}

fn within(folder: &Path, migration: &Migration) -> String {
    folder.join(migration.id.as_str()).join(migration.dialect.script()).display().to_string()
}

/// The schema along a history: scripts applied one after the other to an empty schema. What text cannot tell is run on
/// the scratch server, once somebody asks for the schema after it.
pub struct Course<'c> {
    project: &'c Project,
    context: &'c Context,
    /// Where unqualified names lead.
    home: Name,
    replay: Replay,
    /// What was applied and the server has not run.
    waiting: Vec<Script>,
    /// Statements whose effect is not known from their text.
    unknown: Vec<(Span, Opaque)>,
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
        let home = portable::home(context.namespace.as_ref(), project);
        Self {
            project,
            context,
            replay: beginning(&home),
            home,
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
        self.take(script);
    }

    fn take(&mut self, script: Script) {
        for statement in &script.statements {
            self.unknown.extend(opaque(&mut self.replay, statement));
        }
        self.waiting.push(script);
    }

    /// The same scripts from the beginning, in another order; before the server was asked.
    fn in_order(mut self, order: &[usize]) -> Self {
        let scripts = std::mem::take(&mut self.waiting);
        self.replay = beginning(&self.home);
        self.unknown.clear();
        for script in order.iter().filter_map(|at| scripts.get(*at)) {
            self.take(script.clone());
        }
        self
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
        let unknown = std::mem::take(&mut self.unknown);
        if unknown.is_empty() {
            return Ok(());
        }
        let real = self.on_server().map_err(|mut failure| {
            failure.sources = self.sources.clone();
            failure
        })?;
        match real {
            Some(real) => {
                self.replay = Replay::new(real);
                self.notes.extend(unknown.iter().map(|(span, opaque)| asked(*span, opaque)));
            }
            None => self.notes.extend(unknown.iter().map(|(span, opaque)| left_open(*span, opaque))),
        }
        Ok(())
    }

    /// Runs what waits on a database of the scratch server and reads what is there then.
    fn on_server(&mut self) -> Outcome<Option<Schema>> {
        if matches!(self.server, Asked::Never) {
            self.server = match scratch::database(self.project, self.context.server, "icms_history")? {
                Some(url) => {
                    let (session, url) = settled(&url, &self.home, self.project)?;
                    Asked::Runs(Box::new(session), Box::new(url))
                }
                None => Asked::InVain,
            };
        }
        let Asked::Runs(session, url) = &mut self.server else { return Ok(None) };
        for script in self.waiting.drain(..) {
            // A program changes rows, and no row is there.
            for statement in script.sql().filter(|s| s.program().is_none()) {
                session.batch_execute(statement.text()).map_err(|error| {
                    let said =
                        Diagnostic::from(error).within(codes::REFUSED_THERE, "on the scratch server: ");
                    Failure::from(said.at(statement.span()))
                })?;
            }
            session.batch_execute("RESET ALL").map_err(Diagnostic::from)?;
            session.go_home().map_err(Diagnostic::from)?;
        }
        Ok(Some(database(url)?.schema))
    }
}

/// Before the first script of a history whose unqualified names lead there.
fn beginning(home: &Name) -> Replay {
    Replay::new(Schema::empty_in(home.clone()))
}

/// A session in a fresh database; that of a portable project is at home where its history is.
fn settled(url: &Url, home: &Name, project: &Project) -> Outcome<(Session, Url)> {
    let mut session = Session::open(url, Purpose::Write)?;
    if !project.portable() {
        return Ok((session, url.clone()));
    }
    if *home != "public" {
        let create = icms_ddl::namespace::create(&Namespace { name: home.clone(), comment: None });
        session.batch_execute(&create.sql).map_err(Diagnostic::from)?;
    }
    session.settle_in(home.as_str())?;
    let url = session.url().clone();
    Ok((session, url))
}

/// Applies a statement; what it is when only a server understands it.
fn opaque(replay: &mut Replay, statement: &Statement) -> Option<(Span, Opaque)> {
    let done = replay.apply(statement);
    let opaque = done.effects.into_iter().find_map(|effect| match effect.action {
        Action::Opaque(opaque) => Some(opaque),
        Action::Table(_)
        | Action::Column(_)
        | Action::Constraint(_)
        | Action::Index(_)
        | Action::Enum(_)
        | Action::Object(_)
        | Action::Unmanaged { .. }
        | Action::Data(_)
        | Action::Session => None,
    });
    let opaque = opaque.filter(|opaque| *opaque != Opaque::Program);
    opaque.map(|opaque| (done.span, opaque))
}

/// A statement that the scratch server ran, so that its effect is known.
fn asked(span: Span, opaque: &Opaque) -> Diagnostic {
    let message = format!("{opaque}: it was run on a scratch server to know what it does");
    Diagnostic::note(codes::ASKED, message).at(span)
}

/// A statement that only a server could tell the effect of, and none may be asked.
fn left_open(span: Span, opaque: &Opaque) -> Diagnostic {
    Diagnostic::warning(codes::NOT_COMPLETE, format!("{opaque}: what it does is not known without a server"))
        .at(span)
        .help("leave --no-server out, or give [scratch] url: the result is not complete")
}
