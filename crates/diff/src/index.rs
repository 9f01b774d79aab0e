//! Indexes that no constraint owns.

use icms_model::change::{IndexAlteration, ObjectChange};
use icms_model::{Change, Expr, Index, IndexKey, KeyPart, MemberId, Pair, Text};

use crate::Place;
use crate::comparison::{Comparison, Contrast, Doubt};
use crate::member::{Compared, Tables};

impl Compared for Index {
    type Alteration = Vec<IndexAlteration>;

    fn change(change: ObjectChange<MemberId<Self>, Vec<IndexAlteration>>) -> Change {
        Change::Index(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn contrast(
        cmp: &mut Comparison<'_>,
        tables: Tables<'_>,
        indexes: Pair<&Self>,
        doubt: Doubt,
    ) -> Contrast<Vec<IndexAlteration>> {
        if !same_index(cmp, tables, indexes, doubt) {
            return Contrast::Replaced;
        }
        if indexes.before.options == indexes.after.options {
            Contrast::Same
        } else {
            Contrast::Altered(vec![IndexAlteration::Options])
        }
    }
}

/// Whether two indexes differ at most in name and options.
fn same_index(cmp: &mut Comparison<'_>, tables: Tables<'_>, indexes: Pair<&Index>, doubt: Doubt) -> bool {
    let Pair { before, after } = indexes;
    before.uniqueness == after.uniqueness
        && before.method == after.method
        && before.state == after.state
        && before.keys.len() == after.keys.len()
        && cmp.renames.same_columns(&tables.both.before.name, indexes.map(|i| i.include.as_slice()))
        && before.keys.iter().zip(&after.keys).all(|(b, a)| same_key(cmp, tables, Pair::new(b, a), doubt))
        && same_predicate(cmp, tables, indexes, doubt)
}

fn same_key(cmp: &mut Comparison<'_>, tables: Tables<'_>, keys: Pair<&IndexKey>, doubt: Doubt) -> bool {
    let Pair { before, after } = keys;
    before.collation == after.collation
        && before.operator_class == after.operator_class
        && before.operator_class_options == after.operator_class_options
        && before.order == after.order
        && before.nulls == after.nulls
        && same_part(cmp, tables, keys.map(|k| &k.part), doubt)
}

fn same_part(cmp: &mut Comparison<'_>, tables: Tables<'_>, parts: Pair<&KeyPart>, doubt: Doubt) -> bool {
    match (parts.before, parts.after) {
        (KeyPart::Column(before), KeyPart::Column(after)) => {
            cmp.renames.same_column(&tables.both.before.name, before, after)
        }
        (KeyPart::Expression(before), KeyPart::Expression(after)) => {
            cmp.same_expression(tables, Place::IndexKey, Pair::new(before, after), doubt)
        }
        (KeyPart::Column(_), KeyPart::Expression(_)) | (KeyPart::Expression(_), KeyPart::Column(_)) => false,
    }
}

/// Whether two indexes cover the same rows.
pub(crate) fn same_predicate(
    cmp: &mut Comparison<'_>,
    tables: Tables<'_>,
    indexes: Pair<&Index>,
    doubt: Doubt,
) -> bool {
    match indexes.map(|i| i.predicate.as_ref()) {
        Pair { before: None, after: None } => true,
        Pair { before: Some(before), after: Some(after) } => {
            let texts: Pair<&Expr> = Pair::new(before, after);
            cmp.same_expression(tables, Place::Predicate, texts, doubt)
        }
        Pair { before: Some(_), after: None } | Pair { before: None, after: Some(_) } => false,
    }
}
