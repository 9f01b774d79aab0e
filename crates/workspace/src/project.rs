//! A project: its folder, its configuration, and the database that is meant.

use std::path::{Path, PathBuf};

use icms_classify::Policy;
use icms_connect::Url;
use icms_diagnostic::Diagnostic;
use icms_model::Target;

use crate::config::{ConfigFile, Environment};
use crate::{Exit, Failure, Outcome, codes};

/// What the global flags say.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--config`
    pub config: Option<PathBuf>,
    /// `--env`
    pub environment: Option<String>,
    /// `--db`
    pub database: Option<String>,
}

/// An opened project.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder that paths are relative to.
    pub root: PathBuf,
    /// `icms.toml`, or its defaults.
    pub config: ConfigFile,
    /// Levels of rules.
    pub policy: Policy,
    /// The name of the environment, when one was chosen.
    pub environment: Option<String>,
    variables: crate::config::Variables,
    overrides: Overrides,
    /// One of many, when something is done to each.
    target: Option<Url>,
}

impl Project {
    /// Opens the project whose `icms.toml` is nearest to `folder`, upwards; without one, `folder` itself with the
    /// defaults.
    ///
    /// # Errors
    /// An unreadable or wrong configuration, an unknown environment.
    pub fn open(folder: &Path, overrides: Overrides) -> Outcome<Self> {
        let path = match &overrides.config {
            Some(given) => Some(folder.join(given)),
            None => folder.ancestors().map(|f| f.join("icms.toml")).find(|f| f.is_file()),
        };
        let config = match &path {
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, &e))?;
                ConfigFile::parse(&text)?
            }
            None => ConfigFile::default(),
        };
        let root = path.as_deref().and_then(Path::parent).unwrap_or(folder).to_path_buf();
        let variables = Environment::of_process(&root).variables;
        let environment =
            overrides.environment.clone().or_else(|| variables.get("ICMS_ENV").map(str::to_owned));
        if let Some(name) = environment.as_ref().filter(|name| !config.environments.contains_key(*name)) {
            let known: Vec<&str> = config.environments.keys().map(String::as_str).collect();
            let help = if known.is_empty() {
                format!("add [environments.{name}] to icms.toml")
            } else {
                format!("icms.toml knows {}", known.join(", "))
            };
            let message = format!("there is no environment `{name}`");
            return Err(Box::new(Failure::new(
                Exit::Usage,
                Diagnostic::error(codes::UNKNOWN_ENVIRONMENT, message).help(help),
            )));
        }
        if let Some((name, _)) = config.environments.iter().find(|(_, environment)| environment.portable) {
            let message = format!("`portable` stands in [environments.{name}], and belongs to [database]");
            return Err(Box::new(Failure::new(Exit::Usage, Diagnostic::error(codes::NOT_PORTABLE, message))));
        }
        let policy = config.policy()?;
        Ok(Self { root, config, policy, environment, variables, overrides, target: None })
    }

    /// A path of the configuration, from the project's folder.
    #[must_use]
    pub fn path(&self, relative: &Path) -> PathBuf {
        self.root.join(relative)
    }

    /// The schema file or folder.
    #[must_use]
    pub fn schema_path(&self) -> PathBuf {
        self.path(&self.config.schema)
    }

    /// The folder of migrations.
    #[must_use]
    pub fn migrations_path(&self) -> PathBuf {
        self.path(&self.config.migrations)
    }

    /// The server that SQL is written for, when none is asked (ruling 2).
    #[must_use]
    pub fn target(&self) -> Target {
        let said = self.chosen().and_then(|e| e.version).or(self.config.database.version);
        said.map_or_else(Target::default, |major| Target { major })
    }

    fn chosen(&self) -> Option<&crate::config::Database> {
        self.config.environments.get(self.environment.as_deref()?)
    }

    /// Whether the chosen database refuses reset, push and losing data.
    #[must_use]
    pub fn protected(&self) -> bool {
        self.chosen().unwrap_or(&self.config.database).protected
    }

    /// What migrations may run.
    #[must_use]
    pub fn programs(&self) -> icms_execute::Programs {
        icms_execute::Programs::new(self.config.programs.clone(), &self.root)
    }

    /// Who works here, as their machine calls them; for the ledger.
    #[must_use]
    pub fn person(&self) -> String {
        let first =
            |names: &[&str]| names.iter().find_map(|name| self.variables.get(name)).map(str::to_owned);
        let person = first(&["GIT_AUTHOR_EMAIL", "USER", "LOGNAME", "USERNAME"]);
        person.unwrap_or_else(|| "unknown".to_owned())
    }

    /// How to seed the chosen database.
    #[must_use]
    pub fn seed(&self) -> Option<&str> {
        self.chosen().and_then(|e| e.seed.as_deref()).or(self.config.database.seed.as_deref())
    }

    /// The configured database, if any: `--db`, then the environment that `--env` names, then `DATABASE_URL`, then
    /// `[database] url` (ruling 18).
    ///
    /// # Errors
    /// A URL that cannot be read, an environment variable that is not set.
    pub fn database(&self) -> Outcome<Option<Url>> {
        if let Some(target) = &self.target {
            return Ok(Some(target.clone()));
        }
        self.configured()?.map(|url| self.at_home(url)).transpose()
    }

    fn configured(&self) -> Outcome<Option<Url>> {
        if let Some(url) = &self.overrides.database {
            return self.url(url).map(Some);
        }
        if let Some(chosen) = self.chosen() {
            return self.of_configuration(chosen);
        }
        match self.variables.get("DATABASE_URL") {
            Some(url) => self.url(url).map(Some),
            None => self.of_configuration(&self.config.database),
        }
    }

    /// The database of one section of the configuration, with the password from where it says.
    fn of_configuration(&self, database: &crate::config::Database) -> Outcome<Option<Url>> {
        let url = match (&database.url, &database.service) {
            (None, None) => return Ok(None),
            (None, Some(service)) => Url::of_service(service),
            (Some(url), None) => self.url(url)?,
            (Some(url), Some(service)) => self.url(url)?.with_service(service),
        };
        let password = crate::config::password(database, &self.root)?;
        Ok(Some(password.map_or(url.clone(), |password| url.with_password(&password))))
    }

    /// The same project with another database of the same server.
    ///
    /// # Errors
    /// As [`Self::require_database`].
    pub fn with_database(&self, name: &str) -> Outcome<Self> {
        let target = Some(self.require_database()?.with_database(name));
        Ok(Self { target, ..self.clone() })
    }

    /// The same portable project at home in another namespace of the same database.
    ///
    /// # Errors
    /// As [`Self::require_database`].
    pub fn with_namespace(&self, name: &str) -> Outcome<Self> {
        let target = Some(self.require_database()?.at_home(name));
        Ok(Self { target, ..self.clone() })
    }

    /// What tells this target from the others, where something is done to many.
    #[must_use]
    pub(crate) fn one_of_many(&self) -> Option<String> {
        let target = self.target.as_ref()?;
        let parts = [target.database(), target.home()];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join("."))
    }

    /// What is doubtful about how this project was opened.
    #[must_use]
    pub fn warnings(&self) -> icms_diagnostic::Diagnostics {
        let mut found = icms_diagnostic::Diagnostics::default();
        let given = self.overrides.database.as_deref().and_then(|text| Url::parse(text).ok());
        if given.is_some_and(|url| url.reveal_password().is_some()) {
            let message =
                "the password in --db can be read by everybody on this machine, in the list of processes";
            let warning = Diagnostic::warning(codes::PASSWORD_VISIBLE, message);
            found.push(
                warning.help("use DATABASE_URL, PGPASSWORD, ~/.pgpass, or an environment of icms.toml"),
            );
        }
        found
    }

    /// The configured database.
    ///
    /// # Errors
    /// As [`Self::database`], and when none is configured.
    pub fn require_database(&self) -> Outcome<Url> {
        self.database()?.ok_or_else(|| {
            let missing = Diagnostic::error(codes::NO_DATABASE, "no database is configured")
                .help("give --db <url>, set DATABASE_URL, or write [database] url in icms.toml");
            Box::new(Failure::from(missing))
        })
    }

    /// `[scratch] url`.
    ///
    /// # Errors
    /// A URL that cannot be read.
    pub fn scratch_url(&self) -> Outcome<Option<Url>> {
        let said = self.variables.get("ICMS_SCRATCH_URL").or(self.config.scratch.url.as_deref());
        said.map(|url| self.url(url)).transpose()
    }

    /// Reads a URL as the configuration writes it; `env:NAME` stands for a variable, `dev` for the development database.
    fn url(&self, text: &str) -> Outcome<Url> {
        if text == "dev" {
            return crate::dev::start(self);
        }
        let url = match text.strip_prefix("env:") {
            None => text,
            Some(name) => self.variables.get(name).ok_or_else(|| {
                let message = format!("the environment variable {name} is not set");
                Failure::from(
                    Diagnostic::error(codes::VARIABLE_MISSING, message).help("set it, or write it into .env"),
                )
            })?,
        };
        Ok(Url::parse(url)?)
    }
}

impl Project {
    /// Takes out of a scope what `[manage]` leaves alone, and adds the namespaces it names.
    pub fn narrow(&self, scope: &mut icms_model::Scope) {
        let manage = &self.config.manage;
        let kinds = icms_model::ObjectKind::ALL.iter().copied();
        scope.without.extend(kinds.filter(|kind| manage.without.iter().any(|word| word == kind.word())));
        if let Some(namespaces) = &mut scope.namespaces {
            namespaces.extend(manage.namespaces.iter().map(icms_sql::Name::new));
        }
        scope.external.extend(manage.ignore.iter().map(|name| {
            let home = self.target.as_ref().and_then(Url::home).unwrap_or("public");
            let (namespace, name) = name.split_once('.').unwrap_or((home, name));
            icms_model::QualifiedName::new(namespace, name)
        }));
    }
}
