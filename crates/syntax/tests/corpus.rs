//! Schemas of real projects: all of them are read without an error, and every name stands where its span says.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod cases;

use icms_diagnostic::{Severity, Sources};
use icms_syntax::ast::{Attribute, Block, Field, FieldType, File, Ident};
use icms_syntax::{Dialect, parse};

#[test]
fn every_schema_is_read_without_an_error() {
    for path in cases::corpus() {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sources = Sources::default();
        let id = sources.add(path.display().to_string(), text.clone());
        for dialect in [Dialect::Prisma, Dialect::Icms] {
            let parse = parse(id, &text, dialect);
            let errors: Vec<_> = parse.errors.iter().filter(|d| d.severity != Severity::Note).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", path.display());
            names_stand_where_their_spans_say(&sources, &parse.file);
        }
    }
}

fn names_stand_where_their_spans_say(sources: &Sources, file: &File) {
    let check = |name: &Ident| assert_eq!(sources.text(name.span), name.value);
    let attributes = |list: &[Attribute]| {
        for attribute in list {
            check(&attribute.name);
            let text = sources.text(attribute.span);
            assert!(
                text.starts_with('@') && (text.ends_with(')') || text.ends_with(&attribute.name.value)),
                "{text}"
            );
        }
    };
    let fields = |list: &[Field]| {
        for field in list {
            check(&field.name);
            if let FieldType::Named(name) = &field.ty {
                check(name);
            }
            attributes(&field.attributes);
        }
    };
    for block in &file.blocks {
        check(block.name());
        let text = sources.text(block.span());
        assert!(text.ends_with('}') && !text.starts_with(char::is_whitespace), "{text}");
        match block {
            Block::Model(b) => {
                fields(&b.fields);
                attributes(&b.attributes);
            }
            Block::Enum(b) => b.values.iter().for_each(|value| check(&value.name)),
            Block::Config(b) => b.properties.iter().for_each(|property| check(&property.name)),
            Block::View(b) => fields(&b.fields),
            Block::Composite(b) => fields(&b.fields),
            Block::Mixin(_)
            | Block::Domain(_)
            | Block::Sequence(_)
            | Block::Function(_)
            | Block::Verbatim(_)
            | Block::Object(_) => {}
        }
    }
}
