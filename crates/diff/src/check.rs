//! Checks.

use icms_model::change::{NoAlteration, ObjectChange};
use icms_model::{Change, Check, MemberId, Pair, Text, Validation};

use crate::Place;
use crate::comparison::{Comparison, Contrast, Doubt};
use crate::member::{Compared, Tables};

impl Compared for Check {
    type Alteration = NoAlteration;

    fn change(change: ObjectChange<MemberId<Self>, NoAlteration>) -> Change {
        Change::Check(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    /// A check that differs only in that its rows are now validated is altered; that is the one thing PostgreSQL can
    /// do with a check in place.
    fn contrast(
        cmp: &mut Comparison<'_>,
        tables: Tables<'_>,
        checks: Pair<&Self>,
        doubt: Doubt,
    ) -> Contrast<NoAlteration> {
        let texts = checks.map(|c| &c.expression);
        if checks.before.inheritance != checks.after.inheritance
            || !cmp.same_expression(tables, Place::Check, texts, doubt)
        {
            return Contrast::Replaced;
        }
        match (checks.before.validation, checks.after.validation) {
            (Validation::NotValid, Validation::Validated) => Contrast::Altered(NoAlteration::Definition),
            (Validation::Validated, Validation::NotValid) => Contrast::Replaced,
            (Validation::Validated, Validation::Validated) | (Validation::NotValid, Validation::NotValid) => {
                Contrast::Same
            }
        }
    }
}
