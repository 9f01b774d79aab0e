//! What a program said when it failed, without values of rows.

use std::process::{Command, Output};

use icms_connect::without_quoted;
use icms_diagnostic::Diagnostic;

use super::program::name;
use crate::{Outcome, codes};

/// How a program ended; a failure with its own words.
pub(super) fn outcome(command: &Command, output: &Output) -> Outcome<()> {
    if output.status.success() {
        return Ok(());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    let message = format!("{} ended with {}", name(command), output.status);
    let said = shown(&stderr);
    let diagnostic = Diagnostic::error(codes::PROGRAM_FAILED, message);
    let all = stderr.trim_end();
    let diagnostic = if said == all { diagnostic } else { diagnostic.withholding(all) };
    Err(if said.is_empty() { diagnostic } else { diagnostic.help(said) }.into())
}

/// The lines in which a program speaks for itself: details and contexts hold rows, and so does what it quotes.
fn shown(stderr: &str) -> String {
    let own = |line: &&str| {
        let word = line.split_once(": ").map_or("", |(word, _)| word);
        word.starts_with("pg_") || word == "gpg" || word == "age"
    };
    let detail = |line: &&str| !line.contains(": detail: ") && !line.contains(": hint: ");
    let concealed = |line: &str| match line.split_once("ERROR: ") {
        Some((before, message)) => format!("{before}ERROR: {}", without_quoted(message.trim_start())),
        None => line.to_owned(),
    };
    stderr.lines().filter(own).filter(detail).map(concealed).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_not_quoted() {
        let said = "pg_restore: error: COPY failed for table \"t\": ERROR:  duplicate key value violates unique \
                    constraint \"u\"\nDETAIL:  Key (a)=(secret) already exists.\nCONTEXT:  COPY t, line 1\n\
                    pg_restore: detail: Query was: INSERT secret\nCommand was: secret";
        let wanted = "pg_restore: error: COPY failed for table \"t\": ERROR: duplicate key value violates unique \
                      constraint \"…\"";
        assert_eq!(shown(said), wanted);
    }
}
