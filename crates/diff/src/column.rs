//! Columns, whatever their position.

use icms_model::change::{ColumnAlteration, ObjectChange, Side};
use icms_model::{
    Change, Column, DataType, DefaultValue, Generated, Identity, MemberId, ObjectKind, Pair, Text, TypeName,
};

use crate::Place;
use crate::comparison::{Comparison, Contrast, Doubt, altered};
use crate::member::{Compared, Tables};
use crate::prisma;

impl Compared for Column {
    type Alteration = Vec<ColumnAlteration>;

    fn change(change: ObjectChange<MemberId<Self>, Vec<ColumnAlteration>>) -> Change {
        Change::Column(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn contrast(
        cmp: &mut Comparison<'_>,
        tables: Tables<'_>,
        columns: Pair<&Self>,
        doubt: Doubt,
    ) -> Contrast<Vec<ColumnAlteration>> {
        // columns are told apart by their names: never by what they look like
        if doubt == Doubt::Differ {
            return Contrast::Replaced;
        }
        if cmp.renames.is_empty() && columns.before == columns.after {
            return Contrast::Same;
        }
        let contrasts = if cmp.bounds.prisma() { prisma::COLUMN } else { STRICT };
        let differ = contrasts.into_iter().filter(|(_, same)| !same(cmp, tables, columns));
        altered(differ.map(|(what, _)| what).collect())
    }
}

/// One question about a column on both sides.
pub(crate) type Sameness = fn(&mut Comparison<'_>, Tables<'_>, Pair<&Column>) -> bool;

const STRICT: [(ColumnAlteration, Sameness); 5] = [
    (ColumnAlteration::Type, |cmp, _, columns| {
        same_type(cmp, columns.map(|c| &c.data_type)) && columns.before.collation == columns.after.collation
    }),
    (ColumnAlteration::Generated, |cmp, tables, columns| {
        same_generated(cmp, tables, columns, columns.map(|c| c.generated.as_ref()))
    }),
    (ColumnAlteration::Identity, |cmp, _, columns| same_identity(cmp, columns.map(|c| c.identity.as_ref()))),
    (ColumnAlteration::Default, |cmp, tables, columns| same_default(cmp, tables, columns)),
    (ColumnAlteration::NotNull, |_, _, columns| columns.before.not_null == columns.after.not_null),
];

/// Whether two types are one.
pub(crate) fn same_type(cmp: &Comparison<'_>, types: Pair<&DataType>) -> bool {
    let before = cmp.renames.type_after(types.before);
    before == *types.after || same_type_elsewhere(cmp, Pair::new(&before, types.after))
}

/// Files name the types of extensions without knowing the namespace they live in.
fn same_type_elsewhere(cmp: &Comparison<'_>, types: Pair<&DataType>) -> bool {
    let (TypeName::Named(old), TypeName::Named(new)) = (&types.before.name, &types.after.name) else {
        return false;
    };
    let guessed = match cmp.bounds.file() {
        Some(Side::Before) => old,
        Some(Side::After) => new,
        None => return false,
    };
    let enums = cmp.schemas.map(|s| &s.enums);
    guessed.namespace == "public"
        && enums.before.find(old).is_none()
        && enums.after.find(new).is_none()
        && (&old.name, &types.before.modifiers, types.before.array)
            == (&new.name, &types.after.modifiers, types.after.array)
}

fn same_generated(
    cmp: &mut Comparison<'_>,
    tables: Tables<'_>,
    columns: Pair<&Column>,
    generated: Pair<Option<&Generated>>,
) -> bool {
    match (generated.before, generated.after) {
        (None, None) => true,
        (Some(before), Some(after)) if before.kind == after.kind => {
            let place = Place::Generated(columns.after.name.clone());
            let texts = Pair::new(&before.expression, &after.expression);
            cmp.same_expression(tables, place, texts, Doubt::Ask)
        }
        (Some(_), _) | (_, Some(_)) => false,
    }
}

fn same_identity(cmp: &Comparison<'_>, identity: Pair<Option<&Identity>>) -> bool {
    match (identity.before, identity.after) {
        (None, None) => true,
        (Some(before), Some(after)) => {
            before.kind == after.kind
                && before.options == after.options
                && cmp.renames.object_after(ObjectKind::Sequence, &before.sequence) == after.sequence
        }
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Whether two columns have the same default.
pub(crate) fn same_default(cmp: &mut Comparison<'_>, tables: Tables<'_>, columns: Pair<&Column>) -> bool {
    match (&columns.before.default, &columns.after.default) {
        (Some(DefaultValue::Unspecified), _) | (_, Some(DefaultValue::Unspecified)) | (None, None) => true,
        (Some(DefaultValue::Nextval(before)), Some(DefaultValue::Nextval(after))) => {
            cmp.renames.object_after(ObjectKind::Sequence, before) == *after
        }
        (Some(DefaultValue::Expression(before)), Some(DefaultValue::Expression(after))) => {
            let place = Place::Default(columns.after.name.clone());
            cmp.same_expression(tables, place, Pair::new(before, after), Doubt::Ask)
        }
        (Some(DefaultValue::Nextval(_)), Some(DefaultValue::Expression(_)) | None)
        | (Some(DefaultValue::Expression(_)), Some(DefaultValue::Nextval(_)) | None)
        | (None, Some(DefaultValue::Nextval(_) | DefaultValue::Expression(_))) => false,
    }
}
