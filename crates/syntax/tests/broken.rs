//! Broken texts: nothing panics, everything is reported, and formatting settles.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod cases;

use icms_diagnostic::{FileId, Sources};
use icms_syntax::{Dialect, format, parse};

/// Texts that reach every rule of the grammar, among them the cases of both folders.
fn samples() -> Vec<String> {
    let folders = ["tests/syntax", "tests/format"];
    let paths = folders.iter().flat_map(|folder| cases::schemas(&cases::root().join(folder)));
    paths.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }
}

/// Reads and formats; places must be within the text and between characters.
fn survives(text: &str) {
    for dialect in [Dialect::Icms, Dialect::Prisma] {
        let mut sources = Sources::default();
        let id = sources.add("sample", text);
        let parse = parse(id, text, dialect);
        for diagnostic in &parse.errors {
            let span = diagnostic.span.unwrap();
            assert!(text.get(span.range()).is_some(), "{diagnostic:?} of {text:?}");
        }
        for block in &parse.file.blocks {
            assert!(text.get(block.span().range()).is_some());
        }
        let once = format(text, dialect);
        settles(text, &once, &format(&once, dialect));
        assert_eq!(letters(&once), letters(text), "formatting loses something of\n{text}");
    }
}

/// All letters and digits, sorted: formatting may move them, never lose one.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<_> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

/// The first line that differs says enough.
fn settles(text: &str, once: &str, twice: &str) {
    let differing = once.lines().zip(twice.lines()).find(|(a, b)| a != b);
    assert!(once == twice, "formatting does not settle at {differing:?}, in\n{text}");
}

fn truncate(text: &str, at: usize) -> &str {
    (0..=at).rev().find_map(|n| text.get(..n)).unwrap_or("")
}

#[test]
fn texts_cut_anywhere_are_survived() {
    for sample in samples() {
        let step = (sample.len() / 40).max(1);
        (0..sample.len()).step_by(step).for_each(|at| survives(truncate(&sample, at)));
    }
}

#[test]
fn texts_with_characters_added_or_lost_are_survived() {
    const NOISE: [&str; 24] = [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "\"\"\"",
        "'",
        "@",
        "@@",
        "//",
        "/*",
        "*/",
        "\n",
        "\r\n",
        ",",
        ":",
        "=",
        "?",
        "!",
        "é",
        "\u{a0}",
        "model A {",
    ];
    let mut dice = Dice(0x5eed);
    for sample in samples() {
        for _ in 0..12 {
            let mut text = sample.clone();
            for _ in 0..=dice.roll(3) {
                let at = truncate(&text, dice.roll(text.len() + 1)).len();
                match (dice.roll(3), text.get(at..).and_then(|s| s.chars().next())) {
                    (0, Some(_)) => drop(text.remove(at)),
                    _ => text.insert_str(at, NOISE[dice.roll(NOISE.len())]),
                }
            }
            survives(&text);
        }
    }
}

#[test]
fn brackets_in_brackets_are_refused_before_the_stack_ends() {
    for open in ["(", "[", "{ a: ", "f("] {
        let text = format!("model A {{\n  id Int @default({})\n}}\n", open.repeat(100_000));
        let errors = parse(FileId(0), &text, Dialect::Icms).errors;
        assert!(errors.has_errors());
        survives(&text);
    }
    survives(&format!("function f({}", "(".repeat(100_000)));
}

#[test]
fn many_broken_lines_take_no_longer_than_they_should() {
    let lines: String = (0..5_000).map(|n| format!("  f{n} String @default(now(\n")).collect();
    let errors = parse(FileId(0), &format!("model A {{\n{lines}}}\n"), Dialect::Icms).errors;
    assert_eq!(errors.iter().count(), 5_000);
}
