//! What migrations do while they do it: a bar on a terminal, lines elsewhere, JSON events for programs.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use icms_workspace::{Direction, Event};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Shows events.
pub struct Progress<'t> {
    terminal: &'t Terminal,
    format: Format,
    started: Instant,
    bar: Option<ProgressBar>,
    current: Mutex<Current>,
}

/// What runs now.
#[derive(Default)]
struct Current {
    migration: String,
    direction: Option<Direction>,
}

impl<'t> Progress<'t> {
    /// Nothing is shown yet.
    pub fn new(terminal: &'t Terminal, format: Format) -> Self {
        let bar = (format == Format::Text && terminal.is_live()).then(bar);
        Self { terminal, format, started: Instant::now(), bar, current: Mutex::default() }
    }

    /// Shows one.
    pub fn show(&self, event: Event<'_>) {
        if let Event::Begins { migration, direction, .. } = event {
            let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
            *current = Current { migration: migration.to_string(), direction: Some(direction) };
        }
        match (self.format, &self.bar) {
            (Format::Json, _) => self.terminal.json_line(&self.document(event)),
            (Format::Text, Some(bar)) => self.draw(bar, event),
            (Format::Text, None) => self.print(event),
        }
    }

    fn print(&self, event: Event<'_>) {
        if let Some(line) = line(event) {
            self.terminal.say(format!("{:>7.1}s  {line}", self.started.elapsed().as_secs_f32()));
        }
    }

    fn draw(&self, bar: &ProgressBar, event: Event<'_>) {
        match event {
            Event::Begins { migration, done, groups, .. } => {
                bar.set_prefix(migration.to_string());
                bar.set_message("");
                bar.reset_elapsed();
                bar.set_length(groups as u64);
                bar.set_position(done as u64);
                bar.enable_steady_tick(Duration::from_millis(120));
            }
            Event::Step { sql, .. } => bar.set_message(shortened(sql)),
            Event::Recorded { group } => bar.set_position(group as u64),
            Event::Finished { .. } => {
                bar.disable_steady_tick();
                bar.suspend(|| self.print(event));
            }
            Event::BackedUp { .. } | Event::TakenOver { .. } | Event::Unsealed { .. } => {
                bar.suspend(|| self.print(event));
            }
            Event::WaitsForDeployer { .. }
            | Event::Range { .. }
            | Event::WaitsForLock { .. }
            | Event::Retries { .. } => {
                bar.set_message(line(event).unwrap_or_default());
            }
            Event::Announced { .. } | Event::Ran { .. } => {}
        }
    }

    fn document(&self, event: Event<'_>) -> Value {
        let mut document = fields(event);
        let current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(map) = document.as_object_mut() {
            map.insert("version".into(), json!(1));
            map.insert("elapsed_ms".into(), json!(self.started.elapsed().as_millis()));
            if let Some(direction) = current.direction {
                map.entry("migration").or_insert_with(|| json!(current.migration));
                map.insert("direction".into(), json!(direction.word()));
            }
        }
        document
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    // A template that does not parse would be a mistake of ours; the default bar serves as well.
    if let Ok(style) = ProgressStyle::with_template("{prefix}  {bar:20}  {pos}/{len}  {elapsed}  {wide_msg}")
    {
        bar.set_style(style);
    }
    bar
}

fn line(event: Event<'_>) -> Option<String> {
    Some(match event {
        Event::WaitsForDeployer { holder } => {
            format!("waits: somebody else migrates this database: {holder}")
        }
        Event::BackedUp { file } => format!("backed up to {}", file.display()),
        Event::TakenOver { migration } => {
            format!("the database is what {migration} makes: from now on it counts as applied")
        }
        Event::Unsealed { migration } => {
            format!(
                "warning: {migration} was edited after it was sealed; `icms migrate seal` proves it again"
            )
        }
        Event::Begins { migration, direction, done: 0, groups } => {
            format!("{} {migration}: {}", direction.word(), icms_report::counted(groups, "step"))
        }
        Event::Begins { migration, direction, done, groups } => {
            format!("{} {migration}: goes on after step {done} of {groups}", direction.word())
        }
        Event::Step { group, groups, sql } => format!("  {group}/{groups}  {}", shortened(sql)),
        Event::Range { group, passed, of, touched, elapsed } => {
            let rate = touched as f64 / elapsed.as_secs_f64().max(0.001);
            format!(
                "        step {group}: {} of about {of} rows, {touched} touched, {rate:.0} a second",
                passed.min(of.max(touched))
            )
        }
        Event::WaitsForLock { blocker } => format!("        waits for {blocker}"),
        Event::Retries { group, attempt, reason } => {
            format!("        step {group} is tried again after attempt {attempt}: {reason}")
        }
        Event::Finished { migration } => format!("done {migration}"),
        Event::Announced { .. } | Event::Ran { .. } | Event::Recorded { .. } => return None,
    })
}

fn fields(event: Event<'_>) -> Value {
    match event {
        Event::WaitsForDeployer { holder } => json!({"event": "waits_for_deployer", "holder": holder}),
        Event::BackedUp { file } => json!({"event": "backed_up", "file": file.display().to_string()}),
        Event::TakenOver { migration } => {
            json!({"event": "taken_over", "migration": migration.as_str()})
        }
        Event::Unsealed { migration } => json!({"event": "unsealed", "migration": migration.as_str()}),
        Event::Begins { done, groups, .. } => json!({"event": "begins", "done": done, "steps": groups}),
        Event::Step { group, groups, sql } => {
            json!({"event": "step", "step": group, "steps": groups, "sql": shortened(sql)})
        }
        Event::Announced { group } => json!({"event": "announced", "step": group}),
        Event::Ran { group } => json!({"event": "ran", "step": group}),
        Event::Recorded { group } => json!({"event": "recorded", "step": group}),
        Event::Range { group, passed, of, touched, elapsed } => json!({
            "event": "range", "step": group, "passed": passed, "of": of, "touched": touched, "seconds": elapsed.as_secs_f64(),
        }),
        Event::WaitsForLock { blocker } => json!({"event": "waits_for_lock", "blocker": blocker}),
        Event::Retries { group, attempt, reason } => {
            json!({"event": "retries", "step": group, "attempt": attempt, "reason": reason})
        }
        Event::Finished { .. } => json!({"event": "finished"}),
    }
}

/// The beginning of a statement.
fn shortened(sql: &str) -> String {
    let cut: String = sql.chars().take(80).collect();
    if cut.len() < sql.len() { format!("{} …", cut.trim_end()) } else { cut }
}
