//! A schema as plain text for tests and people: one line per object and member, sorted by name.

mod index;
mod member;
mod object;

use std::fmt::Write;

use crate::{Arena, Schema, SchemaObject, Text};

/// Everything in a schema as text. Equal schemas print the same, whatever order they were made in; nothing that
/// is compared is left out.
#[must_use]
pub fn dump(schema: &Schema) -> String {
    let mut out = String::new();
    sorted(&schema.namespaces, |o| object::namespace(&mut out, o));
    sorted(&schema.extensions, |o| object::extension(&mut out, o));
    sorted(&schema.enums, |o| object::enumeration(&mut out, o));
    sorted(&schema.sequences, |o| object::sequence(&mut out, o));
    sorted(&schema.tables, |o| member::table(&mut out, o));
    sorted(&schema.functions, |o| object::function(&mut out, o));
    sorted(&schema.views, |o| object::view(&mut out, o));
    let mut unmanaged: Vec<_> = schema.unmanaged.iter().collect();
    unmanaged.sort();
    unmanaged.into_iter().for_each(|o| object::unmanaged(&mut out, o));
    out
}

fn sorted<T: SchemaObject>(arena: &Arena<T>, mut write: impl FnMut(&T)) {
    let mut objects: Vec<_> = arena.iter().map(|(_, object)| object).collect();
    objects.sort_by(|a, b| a.name().cmp(b.name()));
    objects.into_iter().for_each(|object| write(object));
}

/// Adds a line with an indent of so many steps.
fn line(out: &mut String, depth: usize, text: &str) {
    // writing to a string cannot fail
    let _ = writeln!(out, "{:1$}{text}", "", depth * 2);
}

/// Texts of several lines behind a bar each.
fn block(out: &mut String, depth: usize, text: &str) {
    text.lines().for_each(|one| line(out, depth, format!("| {one}").trim_end()));
}

fn comment(out: &mut String, depth: usize, comment: Option<&Text>) {
    if let Some(text) = comment {
        line(out, depth, &format!("comment {text:?}"));
    }
}

/// `a, b`
fn list<T: std::fmt::Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// ` with (a=b, c=d)`, or nothing.
fn options(word: &str, options: &[(Text, Text)]) -> String {
    if options.is_empty() {
        return String::new();
    }
    let all: Vec<String> = options.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!(" {word} ({})", all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Builtin, Column, DataType, QualifiedName, Table};

    #[test]
    fn order_of_making_does_not_show() {
        let schema = |names: [&str; 2]| {
            let mut schema = Schema::empty();
            for name in names {
                let mut table = Table::new(QualifiedName::new("public", name));
                table.columns.push(Column::new("id", DataType::builtin(Builtin::Int8)));
                schema.tables.insert(table);
            }
            dump(&schema)
        };
        assert_eq!(schema(["a", "b"]), schema(["b", "a"]));
        assert_eq!(
            schema(["b", "a"]),
            "namespace public\ntable public.a\n  id bigint\ntable public.b\n  id bigint\n"
        );
    }
}
