//! Functions and procedures: the same when their parts are.

mod parts;

use icms_model::change::{NoAlteration, ObjectChange, Side};
use icms_model::{Change, Function, FunctionId, ObjectKind, Pair, SchemaObject, Signature, Text};

use crate::comparison::{Comparison, Contrast};
use crate::expression::Surroundings;
use crate::object::Compared;

impl Compared for Function {
    type Alteration = NoAlteration;

    fn change(change: ObjectChange<FunctionId, NoAlteration>) -> Change {
        Change::Function(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn taken(&self, side: Side, cmp: &Comparison<'_>) -> bool {
        let namespace = &self.signature.name.namespace;
        match side {
            Side::Before => cmp.bounds.covers(&cmp.renames.namespace_after(namespace)),
            Side::After => cmp.bounds.covers(namespace),
        }
    }

    fn name_before(name: &Signature, cmp: &Comparison<'_>) -> Signature {
        if cmp.renames.is_empty() {
            return name.clone();
        }
        declared(name, cmp).unwrap_or_else(|| followed(name, cmp))
    }

    fn keeps_name(names: Pair<&Signature>, cmp: &Comparison<'_>) -> bool {
        *names.before == followed(names.after, cmp)
    }

    fn contrast(cmp: &mut Comparison<'_>, ids: Pair<FunctionId>) -> Contrast<NoAlteration> {
        let before = &cmp.schemas.before.functions[ids.before];
        let after = &cmp.schemas.after.functions[ids.after];
        if before.kind != after.kind {
            Contrast::Replaced
        } else if parts::same(
            Pair::new(&before.parts, &after.parts),
            &cmp.schemas.map(Surroundings::of_query),
        ) {
            Contrast::Same
        } else {
            Contrast::Altered(NoAlteration::Definition)
        }
    }
}

/// The signature before of a function that a hint names.
fn declared(after: &Signature, cmp: &Comparison<'_>) -> Option<Signature> {
    let path = after.path();
    let old = cmp.renames.of(ObjectKind::Function).find(|paths| *paths.after == path)?;
    let functions = cmp.schemas.before.functions.iter();
    functions.map(|(_, f)| f).find(|f| f.path() == *old.before).map(|f| f.signature.clone())
}

/// The signature before when only types and namespaces around it were renamed.
fn followed(after: &Signature, cmp: &Comparison<'_>) -> Signature {
    let mut before = after.clone();
    before.name.namespace = cmp.renames.namespace_before(&after.name.namespace);
    before.arguments.iter_mut().for_each(|argument| *argument = cmp.renames.type_before(argument));
    before
}
