//! Two sources → what differs, the plan between them, and how bad it is.

use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::thread;

use icms_classify::Policy;
use icms_diagnostic::{Diagnostics, Sources};
use icms_diff::{Answers, Described, Difference, describe};
use icms_journal::{Acknowledgements, FieldNames, Journal};
use icms_model::entity::EntityGraph;
use icms_model::{Change, Facts, Hints, Pair, Schema, Target};
use icms_plan::Plan;
use icms_report::{Judgement, Paint};
use icms_sql::Name;

use crate::asking::{self, Askable};
use crate::judging::{self, Bench, Text};
use crate::load::{Context, Loaded};
use crate::reach::{self, Reach, Side, Written};
pub use crate::scratch::Server;
use crate::{Outcome, Project, Source, generate, load, portable};
pub use icms_plan::Mode;

/// How to compare.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Plain or low-lock.
    pub mode: Mode,
    /// Whether a scratch server may be asked.
    pub server: Server,
}

impl Default for Options {
    fn default() -> Self {
        Self { mode: Mode::Offline, server: Server::Allowed }
    }
}

/// Two sources, compared.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Both schemas.
    pub schemas: Pair<Schema>,
    /// What differs.
    pub difference: Difference,
    /// What a server said about expressions that text alone could not decide.
    pub answers: Answers,
    /// The way there and back.
    pub plan: Plan,
    /// The namespace that the plan writes names of without it, in a portable project.
    pub home: Option<Name>,
    /// The server it is for.
    pub target: Target,
    /// What is remarkable.
    pub diagnostics: Diagnostics,
    /// The files that spans point into.
    pub sources: Sources,
    /// Both sides as written, for schema files: a process that ends with the comparison never takes them apart.
    pub files: Pair<Vec<icms_syntax::ast::File>>,
    models: Pair<Models>,
    /// What the author called things before.
    names: Option<FieldNames>,
    reach: OnceLock<Option<Reach>>,
    policy: Policy,
    judged: Pair<OnceLock<Judgement>>,
}

/// The models of a side, where it is a schema file.
#[derive(Debug, Clone)]
struct Models {
    entities: Option<EntityGraph>,
    written: Option<Written>,
}

impl Models {
    fn of(loaded: &mut Loaded) -> Self {
        Self { written: Written::of(loaded), entities: loaded.entities.take() }
    }

    const fn side<'s>(&'s self, schema: &'s Schema, names: Option<&'s FieldNames>) -> Side<'s> {
        Side { schema, entities: self.entities.as_ref(), written: self.written.as_ref(), names }
    }
}

/// Compares two sources as a user writes them.
///
/// # Errors
/// Sources that cannot be loaded.
pub fn sources(before: &str, after: &str, project: &Project, options: Options) -> Outcome<Comparison> {
    of(&Source::parse(before, project)?, &Source::parse(after, project)?, project, options)
}

/// Compares two sources.
///
/// # Errors
/// Sources that cannot be loaded.
pub fn of(before: &Source, after: &Source, project: &Project, options: Options) -> Outcome<Comparison> {
    let context = |other: &Source| Context { server: options.server, namespace: default_namespace(other) };
    let (before_loaded, after_loaded) = thread::scope(|scope| {
        let other = scope.spawn(|| load(before, project, &context(after)));
        let after_loaded = load(after, project, &context(before));
        (other.join().unwrap_or_else(|panic| resume_unwind(panic)), after_loaded)
    });
    let (before_loaded, after_loaded) = (before_loaded?, after_loaded?);
    let hints = hints(&before_loaded, &after_loaded);
    compare(before_loaded, after_loaded, &hints, project, options)
}

/// `?schema=x` of a URL is where the other side's unqualified names live (ruling 10).
fn default_namespace(source: &Source) -> Option<icms_sql::Name> {
    let Source::Database(url) = source else { return None };
    url.schemas().first().map(icms_sql::Name::new)
}

/// Hints stand in the file that is the after side; on the before side they speak of the way back.
fn hints(before: &Loaded, after: &Loaded) -> Hints {
    let mut hints = after.hints.clone();
    hints.renames.extend(before.hints.inverse().renames);
    hints
}

/// Compares two loaded sources.
///
/// # Errors
/// A scratch server that does not start.
pub fn compare(
    mut before: Loaded,
    mut after: Loaded,
    hints: &Hints,
    project: &Project,
    options: Options,
) -> Outcome<Comparison> {
    let models = Pair::new(Models::of(&mut before), Models::of(&mut after));
    let names = before.journal.take().and_then(|journal| names(&journal));
    let target = before.target.or(after.target).unwrap_or_else(|| project.target());
    let schemas = Pair::new(before.schema, after.schema);
    let who =
        Askable { database: before.url.as_ref().or(after.url.as_ref()), server: options.server, target };
    let (difference, answers) = asking::difference(schemas.as_ref(), hints, who, project)?;
    let url = before.url.as_ref().or(after.url.as_ref());
    let namespace = url.and_then(|url| url.schemas().first()).map(Name::new);
    let home = project.portable().then(|| portable::home(namespace.as_ref(), project));
    let plan = portable::plan(schemas.as_ref(), &difference.changes, home.as_ref(), target, options.mode);
    let (mut diagnostics, mut sources) = (before.diagnostics, after.sources);
    sources.append(before.sources, &mut diagnostics);
    diagnostics.append(after.diagnostics);
    diagnostics.extend(difference.notes.iter().cloned());
    diagnostics.extend(plan.diagnostics.iter().cloned());
    Ok(Comparison {
        schemas,
        difference,
        answers,
        plan,
        home,
        target,
        diagnostics,
        sources,
        files: Pair::new(before.files, after.files),
        models,
        names,
        reach: OnceLock::new(),
        policy: project.policy.clone(),
        judged: Pair::new(OnceLock::new(), OnceLock::new()),
    })
}

/// What the author calls things after the last migration that says so.
fn names(journal: &Journal) -> Option<FieldNames> {
    let manifests = journal.migrations().iter().rev().filter_map(|migration| migration.manifest.as_ref());
    manifests.map(|manifest| manifest.names.clone()).next()
}

impl Comparison {
    /// Looks at what the change reaches in the project's code: findings name it from then on.
    pub fn look_at_code(&self, project: &Project) {
        self.reach.get_or_init(|| {
            let before = self.models.before.side(&self.schemas.before, self.names.as_ref());
            let after = self.models.after.side(&self.schemas.after, None);
            let reached = if self.is_empty() { reach::besides } else { reach::between };
            reached(before, after, "HEAD", project)
        });
    }

    /// What becomes of the client where the schemas do not differ, once somebody looked at the code.
    pub(crate) fn besides(&self, project: &Project) -> Option<Judgement> {
        self.reach.get().cloned().flatten()?.alone(project)
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.difference.changes.is_empty()
    }

    /// What differs.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.difference.changes
    }

    /// Proves the plan: in process, then on the scratch server. Up makes the after side, down the before side again.
    ///
    /// # Errors
    /// No server, a statement that it refuses, a catalogue that is not what was expected.
    pub fn verify(&self, project: &Project) -> Outcome<()> {
        generate::prove(self, generate::ProofOn::Server, project)
    }

    /// What differs, in words, under the names that the plan writes.
    #[must_use]
    pub fn described(&self) -> Vec<Described> {
        let Some(home) = &self.home else {
            return self.changes().iter().map(|change| describe(change, self.schemas.as_ref())).collect();
        };
        let bare = self.schemas.as_ref().map(|schema| schema.bare(home));
        self.changes().iter().map(|change| describe(&change.bare(home), bare.as_ref())).collect()
    }

    /// How bad the way there is. Judged when first asked for.
    #[must_use]
    pub fn judgement(&self) -> &Judgement {
        self.judged.before.get_or_init(|| {
            let mut judgement = self.judge(&self.schemas.before, "up.sql", &self.up_sql());
            if let Some(Some(reach)) = self.reach.get() {
                reach.note(std::slice::from_mut(&mut judgement));
            }
            judgement
        })
    }

    /// How bad the way back is. Judged when first asked for.
    #[must_use]
    pub fn judgement_back(&self) -> &Judgement {
        self.judged.after.get_or_init(|| self.judge(&self.schemas.after, "down.sql", &self.down_sql()))
    }

    fn judge(&self, schema: &Schema, file: &str, sql: &str) -> Judgement {
        let bench = Bench { policy: &self.policy, facts: &Facts::default(), target: self.target };
        judging::script(schema, Text { file, migration: None, sql }, &Acknowledgements::default(), bench)
    }

    /// The script there.
    #[must_use]
    pub fn up_sql(&self) -> String {
        self.plan.up_sql()
    }

    /// The script back.
    #[must_use]
    pub fn down_sql(&self) -> String {
        self.plan.down_sql()
    }

    /// Everything that a report needs; `described` is what [`Self::described`] gave.
    #[must_use]
    pub fn report<'c>(&'c self, described: &'c [Described]) -> icms_report::Comparison<'c> {
        icms_report::Comparison { changes: described, plan: &self.plan, up: self.judgement() }
    }

    /// The document of `--format json`.
    #[must_use]
    pub fn json(&self) -> icms_report::Json {
        let described = self.described();
        // Both ways are judged at a time.
        let (report, back) = thread::scope(|scope| {
            let back = scope.spawn(|| self.judgement_back());
            (self.report(&described), back.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        icms_report::comparison_json(report, back)
    }

    /// For people.
    #[must_use]
    pub fn text(&self, paint: Paint) -> String {
        icms_report::comparison_text(self.report(&self.described()), paint)
    }

    /// For a pull request.
    #[must_use]
    pub fn markdown(&self) -> String {
        icms_report::comparison_markdown(self.report(&self.described()))
    }
}
