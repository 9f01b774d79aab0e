//! How long the program takes, beside what it may take and the least that it could be.
//!
//! Everything is timed as a whole process of a release build, on inputs that are written here. A floor is an example
//! program that does only what cannot be left out; it runs in turn with what it is the floor of.

mod clock;
mod history;
mod schema;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Outcome;
use crate::shell::{cargo, must, output, root};
use clock::{Times, in_turn, median};
use schema::Edition;

/// Runs of everything but the large inputs, the first not counted.
const RUNS: usize = 11;
const FEW: usize = 3;

/// The programs that do the least, by package.
const FLOORS: &[(&str, &str)] = &[
    ("icms-syntax", "parse_files"),
    ("icms-replay", "parse_scripts"),
    ("icms-introspect", "catalogue_time"),
];

/// Prints every figure with its target.
pub fn run() -> Outcome {
    must(cargo(&["build", "--release", "--package", "icms"]))?;
    for (package, example) in FLOORS {
        must(cargo(&["build", "--release", "--package", package, "--example", example]))?;
    }
    let bench = Bench::new()?;
    println!("{:<38} {:>10} {:>12}   beside", "", "median", "at most");
    bench.files()?;
    bench.history()?;
    bench.live()
}

/// Where inputs and programs are.
struct Bench {
    place: PathBuf,
    release: PathBuf,
}

impl Bench {
    /// An empty folder below `target/`.
    fn new() -> Result<Self, String> {
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let (place, release) = (target.join("bench"), target.join("release"));
        if place.exists() {
            std::fs::remove_dir_all(&place).map_err(|e| e.to_string())?;
        }
        std::fs::create_dir_all(&place).map_err(|e| e.to_string())?;
        Ok(Self { place, release })
    }

    fn icms(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.release.join("icms"));
        command.args(arguments).current_dir(&self.place).env_remove("DATABASE_URL");
        command
    }

    /// An example program by its name.
    fn example(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.release.join("examples").join(name));
        command.args(arguments).current_dir(&self.place);
        command
    }

    fn write(&self, name: &str, text: &str) -> Outcome {
        write(&self.place.join(name), text)
    }
}

impl Bench {
    /// The program alone, and schema files in two sizes.
    fn files(&self) -> Outcome {
        line("--version", median(|| self.icms(&["--version"]), RUNS)?, Some(5), "");
        for (models, name) in [(1_000, "small"), (10_000, "large")] {
            self.write(&format!("{name}.prisma"), &schema::file(models, Edition::First))?;
            self.write(&format!("{name}-edited.prisma"), &schema::file(models, Edition::Second))?;
        }
        let compile = |file: &'static str| move || self.icms(&["validate", file]);
        let floor = || self.example("parse_files", &["small.prisma"]);
        let times = in_turn(compile("small.prisma"), floor, RUNS)?;
        line("compile, 1,000 models", times.of, Some(40), &beside(times, "reading and parsing alone"));
        line_of_ten(
            "compile, 10,000 models",
            in_turn(compile("large.prisma"), compile("small.prisma"), FEW)?,
        );
        for format in ["text", "sql", "json"] {
            let diff = |before: &'static str, after: &'static str| {
                move || self.icms(&["diff", before, after, "--format", format])
            };
            let small = diff("small.prisma", "small-edited.prisma");
            let times = in_turn(small, compile("small.prisma"), RUNS)?;
            let target = (format != "json").then_some(80);
            line(
                &format!("diff ({format}), 1,000 models"),
                times.of,
                target,
                &beside(times, "compiling one side"),
            );
        }
        let diff = |before: &'static str, after: &'static str| move || self.icms(&["diff", before, after]);
        let (large, small) =
            (diff("large.prisma", "large-edited.prisma"), diff("small.prisma", "small-edited.prisma"));
        line_of_ten("diff (text), 10,000 models", in_turn(large, small, FEW)?);
        Ok(())
    }

    /// Migrations of a project that has gone on for years.
    fn history(&self) -> Outcome {
        for (count, name) in [(100, "short"), (1_000, "long")] {
            for (number, script) in history::scripts(count).enumerate() {
                self.write(&format!("{name}/{number:04}_step/migration.sql"), &script)?;
            }
        }
        let replay = |folder: &'static str| move || self.icms(&["diff", folder, folder]);
        let floor = || self.example("parse_scripts", &["long"]);
        let times = in_turn(replay("long"), floor, RUNS)?;
        line("replay, 1,000 migrations, twice", times.of, None, &beside(times, "parsing them once"));
        line_of_ten("the same, beside 100 migrations", in_turn(replay("long"), replay("short"), FEW)?);
        Ok(())
    }

    /// A database of a thousand tables, made by a migration on the development server.
    fn live(&self) -> Outcome {
        self.write("icms.toml", "schema = \"small.prisma\"\n")?;
        quiet(self.icms(&["generate", "--name", "make_every_table"]))?;
        let outcome = self.on_server();
        // The server goes, however it went.
        outcome.and(quiet(self.icms(&["dev", "stop"])))
    }

    fn on_server(&self) -> Outcome {
        quiet(self.icms(&["dev", "start"]))?;
        quiet(self.icms(&["migrate", "deploy", "--db", "dev"]))?;
        let url = output(self.icms(&["dev", "url"]))?.trim().to_owned();
        let times = catalogue(&output(self.example("catalogue_time", &[&url, &RUNS.to_string()]))?)?;
        line(
            "introspection, 1,000 tables",
            times.of,
            Some(130),
            &beside(times, "the bare queries, at most 1.3"),
        );
        let same = median(|| self.icms(&["diff", &url, "small.prisma", "--exit-code"]), RUNS)?;
        line("diff of a database, nothing differs", same, Some(200), "");
        Ok(())
    }
}

/// What the example says of introspection and of its queries: two numbers of microseconds.
fn catalogue(text: &str) -> Result<Times, String> {
    let mut numbers =
        text.split_whitespace().map(str::parse).map_while(Result::ok).map(Duration::from_micros);
    let times = numbers.next().zip(numbers.next());
    times.map(|(of, beside)| Times { of, beside }).ok_or_else(|| format!("no times in `{text}`"))
}

/// `1.31 × reading and parsing alone (29.1 ms)`
fn beside(times: Times, what: &str) -> String {
    format!("{:.2} × {what} ({:.1} ms)", times.ratio(), milliseconds(times.beside))
}

fn line_of_ten(what: &str, times: Times) {
    line(what, times.of, None, &format!("{:.1} × a tenth of it, 10 would be in step", times.ratio()));
}

fn line(what: &str, time: Duration, target: Option<u32>, beside: &str) {
    let over = target.is_some_and(|most| milliseconds(time) > f64::from(most));
    let target = target.map_or_else(String::new, |most| format!("{most} ms"));
    let mark = if over { "!" } else { " " };
    println!("{what:<38} {:>7.1} ms {target:>9} {mark}   {beside}", milliseconds(time));
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Runs a command of the preparation; what it says is shown when it fails.
fn quiet(command: Command) -> Outcome {
    output(command).map(|_| ())
}

/// Writes a file and the folders around it.
fn write(path: &Path, text: &str) -> Outcome {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|e| format!("{path:?}: {e}"))
}
