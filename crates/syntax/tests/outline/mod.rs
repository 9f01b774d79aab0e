//! A tree as a few readable lines, without places: what the cases expect, and what two files that mean the same
//! have in common.

use icms_syntax::ast::*;
use std::fmt::Write;

/// The whole file.
pub fn outline(file: &File) -> String {
    let mut out = String::new();
    for b in &file.blocks {
        block(&mut out, b);
    }
    out
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Config(b) => {
            let word = match b.kind {
                ConfigKind::Datasource => "datasource",
                ConfigKind::Generator => "generator",
            };
            head(out, word, &b.name, &b.docs);
            properties(out, &b.properties);
        }
        Block::Model(b) => {
            head(out, "model", &b.name, &b.docs);
            fields(out, &b.fields, &b.spreads);
            block_attributes(out, &b.attributes);
        }
        Block::View(b) => {
            head(out, if b.materialized { "materialized view" } else { "view" }, &b.name, &b.docs);
            fields(out, &b.fields, &[]);
            block_attributes(out, &b.attributes);
        }
        Block::Enum(b) => {
            head(out, "enum", &b.name, &b.docs);
            for value in &b.values {
                line(out, &format!("{}{}", value.name.value, attributes(&value.attributes)), &value.docs);
            }
            block_attributes(out, &b.attributes);
        }
        Block::Composite(b) => {
            head(out, "type", &b.name, &b.docs);
            fields(out, &b.fields, &[]);
            block_attributes(out, &b.attributes);
        }
        Block::Mixin(b) => {
            head(out, "mixin", &b.name, &None);
            fields(out, &b.fields, &[]);
            block_attributes(out, &b.attributes);
        }
        Block::Domain(b) => {
            head(out, "domain", &b.name, &b.docs);
            let text = format!("= {}{}{}", field_type(&b.base), arity(b.arity), attributes(&b.attributes));
            line(out, &text, &None);
        }
        Block::Sequence(b) => {
            head(out, "sequence", &b.name, &b.docs);
            properties(out, &b.properties);
            block_attributes(out, &b.attributes);
        }
        Block::Function(b) => {
            head(out, "function", &b.name, &b.docs);
            line(out, &format!("arguments {:?}", b.arguments.value), &None);
            line(out, &format!("options {:?}", b.options.value), &None);
            line(out, &format!("body {:?}", b.body.value), &None);
        }
        Block::Verbatim(b) => {
            head(out, "sql", &b.name, &b.docs);
            let depends: Vec<_> = b.depends.iter().map(|d| d.value.as_str()).collect();
            line(out, &format!("depends {depends:?}"), &None);
            line(out, &format!("{:?}", b.sql.value), &None);
        }
        Block::Object(b) => object(out, b),
    }
}

fn object(out: &mut String, b: &Object) {
    let word = match b.word {
        ObjectWord::Range => "range",
        ObjectWord::Partition => "partition",
        ObjectWord::Policy => "policy",
        ObjectWord::Trigger => "trigger",
        ObjectWord::Role => "role",
    };
    head(out, word, &b.name, &b.docs);
    if let Some(target) = &b.target {
        line(out, &format!("on {}", target.value), &None);
    }
    if let Some(base) = &b.base {
        line(out, &format!("= {}", field_type(base)), &None);
    }
    properties(out, &b.properties);
    block_attributes(out, &b.attributes);
}

fn head(out: &mut String, word: &str, name: &Ident, docs: &Docs) {
    let _ = writeln!(out, "{word} {}{}", name.value, comment(docs));
}

fn line(out: &mut String, text: &str, docs: &Docs) {
    let _ = writeln!(out, "  {text}{}", comment(docs));
}

fn comment(docs: &Docs) -> String {
    docs.as_ref().map_or_else(String::new, |d| format!(" -- {d:?}"))
}

fn fields(out: &mut String, fields: &[Field], spreads: &[Spread]) {
    for (i, field) in fields.iter().enumerate() {
        spreads.iter().filter(|s| s.at == i).for_each(|s| line(out, &format!("...{}", s.name.value), &None));
        let ty = field_type(&field.ty);
        let text =
            format!("{} {ty}{}{}", field.name.value, arity(field.arity), attributes(&field.attributes));
        line(out, &text, &field.docs);
    }
    let behind = spreads.iter().filter(|s| s.at >= fields.len());
    behind.for_each(|s| line(out, &format!("...{}", s.name.value), &None));
}

fn field_type(ty: &FieldType) -> String {
    match ty {
        FieldType::Named(name) => name.value.clone(),
        FieldType::Unsupported(sql) => format!("Unsupported({:?})", sql.value),
        FieldType::Generic { name, of } => format!("{}<{}>", name.value, of.value),
    }
}

fn arity(arity: Arity) -> &'static str {
    match arity {
        Arity::Required => "",
        Arity::Optional => "?",
        Arity::List => "[]",
        Arity::OptionalList => "[]?",
    }
}

fn properties(out: &mut String, properties: &[Property]) {
    for property in properties {
        let value = property.value.as_ref().map_or_else(String::new, expression);
        line(out, &format!("{} = {value}", property.name.value), &None);
    }
}

/// Attributes are sorted: their order means nothing, and the formatter changes it.
fn attributes(list: &[Attribute]) -> String {
    let mut texts: Vec<_> =
        list.iter().map(|a| format!(" @{}{}", a.name.value, call(&a.arguments))).collect();
    texts.sort();
    texts.concat()
}

fn block_attributes(out: &mut String, list: &[Attribute]) {
    let mut texts: Vec<_> =
        list.iter().map(|a| format!("@@{}{}", a.name.value, call(&a.arguments))).collect();
    texts.sort();
    texts.iter().for_each(|text| line(out, text, &None));
}

fn call(arguments: &[Argument]) -> String {
    if arguments.is_empty() { String::new() } else { format!("({})", join(arguments.iter().map(argument))) }
}

fn argument(argument: &Argument) -> String {
    match &argument.name {
        Some(name) => format!("{}: {}", name.value, expression(&argument.value)),
        None => expression(&argument.value),
    }
}

fn expression(value: &Expression) -> String {
    match value {
        Expression::Number(text, _) => format!("#{text}"),
        Expression::String(text, _) => format!("{text:?}"),
        Expression::Word(text, _) => text.clone(),
        Expression::Call { name, arguments, .. } => {
            format!("{}({})", name.value, join(arguments.iter().map(argument)))
        }
        Expression::Array(elements, _) => format!("[{}]", join(elements.iter().map(expression))),
        Expression::Object(entries, _) => {
            format!("{{{}}}", join(entries.iter().map(|(k, v)| format!("{}: {}", k.value, expression(v)))))
        }
        Expression::With { element, operator, .. } => {
            format!("{} with {:?}", expression(element), operator.value)
        }
    }
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}
