//! Texts that name a value of an enum follow when the value is renamed: the catalogue keeps the value, not its label.

use icms_model::{Column, DefaultValue, Expr, KeyPart, QualifiedName, Schema, Table, TableId};
use icms_sql::{Name, RawToken, decode_text, lex, quote_literal};

/// Renames a label in everything that stands on a column of the type, in the tables that have one.
pub(crate) fn rename(schema: &mut Schema, tables: &[TableId], of: &QualifiedName, from: &Name, to: &Name) {
    for &id in tables {
        schema.tables.update(id, |table| in_table(table, of, from, to));
    }
}

fn is_of(column: &Column, of: &QualifiedName) -> bool {
    column.data_type.user_type() == Some(of)
}

fn in_table(table: &mut Table, of: &QualifiedName, from: &Name, to: &Name) {
    let columns: Vec<Name> = table.columns.iter().filter(|c| is_of(c, of)).map(|c| c.name.clone()).collect();
    let rewrite = |expression: &mut Expr| *expression = Expr::new(relabelled(expression.text(), from, to));
    for column in table.columns.iter_mut().filter(|c| is_of(c, of)) {
        if let Some(DefaultValue::Expression(expression)) = &mut column.default {
            rewrite(expression);
        }
    }
    let speaks = |e: &Expr| columns.iter().any(|c| e.text().contains(c.as_str()));
    for check in table.checks.iter_mut().filter(|c| speaks(&c.expression)) {
        rewrite(&mut check.expression);
    }
    for index in &mut table.indexes {
        index.predicate.iter_mut().filter(|e| speaks(e)).for_each(&rewrite);
        for key in &mut index.keys {
            if let KeyPart::Expression(expression) = &mut key.part
                && speaks(expression)
            {
                rewrite(expression);
            }
        }
    }
}

/// The text with every string that is the label replaced, and the label as an element of an array literal.
fn relabelled(text: &str, from: &Name, to: &Name) -> String {
    let one = |RawToken { kind, range }: RawToken| {
        let spelling = text.get(range).unwrap_or_default();
        match decode_text(kind, spelling) {
            Some(label) if label == from.as_str() => quote_literal(to.as_str()),
            Some(list) if list.starts_with('{') && list.ends_with('}') => {
                quote_literal(&elements(&list, from, to))
            }
            _ => spelling.to_owned(),
        }
    };
    lex(text).map(one).collect()
}

fn elements(list: &str, from: &Name, to: &Name) -> String {
    let inside = list.trim_start_matches('{').trim_end_matches('}');
    let one = |label| if label == from.as_str() { to.as_str() } else { label };
    format!("{{{}}}", inside.split(',').map(one).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_that_are_the_label() {
        let (from, to) = (Name::new("A"), Name::new("it's"));
        assert_eq!(relabelled("'A'::\"Role\"", &from, &to), "'it''s'::\"Role\"");
        assert_eq!(relabelled("'{A,B}'", &from, &to), "'{it''s,B}'");
        assert_eq!(relabelled("\"A\" <> 'AA'", &from, &to), "\"A\" <> 'AA'");
    }
}
