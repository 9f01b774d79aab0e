//! What a direction loses, and what the way back cannot bring back.

use icms_model::change::{ColumnAlteration, ColumnChange, ObjectChange};
use icms_model::{
    Builtin, Cast, Category, Change, Column, DataType, Member, ObjectRef, Pair, Schema, SchemaObject,
};

use crate::forced::must_remake;
use crate::plan::Loss;
use crate::scene::Scene;

/// What carrying out the changes loses.
pub fn lost(scene: &Scene<'_>) -> Vec<Loss> {
    let mut all = Vec::new();
    for change in scene.changes {
        match change {
            Change::Table(ObjectChange::Drop(id)) => {
                let table = &scene.before.tables[*id];
                all.push(loss(table.path(), format!("all rows of table {} are lost", table.name)));
            }
            Change::Column(change) => all.extend(column(scene, change)),
            Change::Sequence(ObjectChange::Drop(id)) => {
                let sequence = &scene.before.sequences[*id];
                if sequence.owner.is_none() {
                    all.push(loss(
                        sequence.path(),
                        format!("the position of sequence {} is lost", sequence.name),
                    ));
                }
            }
            Change::Enum(ObjectChange::Alter(pair, what)) => {
                let (from, to) = (&scene.before.enums[pair.before], &scene.goal.enums[pair.after]);
                let now = |value: &icms_sql::Name| {
                    let found = what.renamed.iter().find(|p| p.before == *value);
                    found.map_or_else(|| value.clone(), |p| p.after.clone())
                };
                let gone: Vec<String> = from
                    .values
                    .iter()
                    .filter(|v| !to.values.contains(&now(v)))
                    .map(|v| format!("'{v}'"))
                    .collect();
                if !gone.is_empty() {
                    let what =
                        format!("rows that hold {} of enum {} make it fail", gone.join(", "), from.name);
                    all.push(loss(to.path(), what));
                }
            }
            Change::Namespace(_)
            | Change::Extension(_)
            | Change::Enum(_)
            | Change::Sequence(_)
            | Change::Table(_)
            | Change::PrimaryKey(_)
            | Change::Unique(_)
            | Change::Check(_)
            | Change::Index(_)
            | Change::ForeignKey(_)
            | Change::Function(_)
            | Change::View(_)
            | Change::Comment(_) => {}
        }
    }
    all
}

/// What the way back cannot bring back: its own losses, and that what the way forth dropped comes back empty.
pub fn lost_by_down(up: &[Loss], down: Vec<Loss>) -> Vec<Loss> {
    let gone = up
        .iter()
        .map(|l| loss(l.object.clone(), format!("{}, and going back does not bring them back", l.what)));
    down.into_iter().chain(gone).collect()
}

fn loss(object: ObjectRef, what: String) -> Loss {
    Loss { object, what }
}

fn column(scene: &Scene<'_>, change: &ColumnChange) -> Option<Loss> {
    match change {
        ObjectChange::Drop(id) => {
            let path = path(scene.before, id);
            let column = scene.before.member(id)?;
            // What is computed can be computed again.
            column.generated.is_none().then(|| loss(path.clone(), format!("all values of {path} are lost")))
        }
        ObjectChange::Alter(pair, what) => {
            let (from, to) = (scene.before.member(&pair.before)?, scene.goal.member(&pair.after)?);
            altered(scene, path(scene.goal, &pair.after), Pair::new(from, to), what)
        }
        ObjectChange::Create(_) | ObjectChange::Rename(_) => None,
    }
}

fn path(schema: &Schema, id: &icms_model::MemberId<Column>) -> ObjectRef {
    ObjectRef::member(Column::KIND, &schema.tables[id.table].name, &id.name)
}

fn altered(
    scene: &Scene<'_>,
    path: ObjectRef,
    columns: Pair<&Column>,
    what: &[ColumnAlteration],
) -> Option<Loss> {
    let Pair { before, after } = columns;
    let computed = what.contains(&ColumnAlteration::Generated) && must_remake(before, after, scene.target);
    if computed && before.generated.is_none() {
        return Some(loss(path.clone(), format!("the values of {path} are replaced by computed ones")));
    }
    let retyped = what.contains(&ColumnAlteration::Type) && before.generated.is_none();
    let how = retyped.then(|| narrowed(&before.data_type, &after.data_type)).flatten()?;
    Some(loss(path.clone(), format!("{path} {how}")))
}

/// What a type change does to values; nothing when every value of the old type is one of the new.
fn narrowed(from: &DataType, to: &DataType) -> Option<String> {
    let (shown, wanted) = (icms_ddl::type_text(from), icms_ddl::type_text(to));
    match Cast::between(from, to) {
        Cast::IntoArray => None,
        Cast::Same if from.array == to.array && holds_all(from, to) => None,
        Cast::Assignment if widens(from, to) => None,
        Cast::Same | Cast::Assignment => {
            Some(format!("goes from {shown} to {wanted}: values that do not fit are rounded, cut or refused"))
        }
        Cast::Explicit | Cast::ThroughText => {
            Some(format!("goes from {shown} to {wanted}: values that cannot be converted are refused"))
        }
    }
}

fn holds_all(from: &DataType, to: &DataType) -> bool {
    if to.modifiers.is_empty() {
        return true;
    }
    match (from.number(0), to.number(0), from.number(1), to.number(1)) {
        // Precision and scale: digits before and after the point must both fit.
        (Some(p), Some(q), Some(s), Some(t)) => t >= s && q - t >= p - s,
        (Some(p), Some(q), None, None) => q >= p,
        _ => false,
    }
}

fn widens(from: &DataType, to: &DataType) -> bool {
    use Builtin::{Date, Float4, Float8, Int2, Int4, Int8, Json, Jsonb, Numeric, Timestamp, Timestamptz};
    let (Some(a), Some(b)) = (from.as_builtin(), to.as_builtin()) else {
        // Everything has a text.
        return to.as_builtin() == Some(Builtin::Text);
    };
    let unbounded_text = b.category() == Category::String
        && to.modifiers.is_empty()
        && b != Builtin::Char
        && b != Builtin::Name;
    let grows_text = a.category() == Category::String && b == Builtin::Varchar && holds_all(from, to);
    unbounded_text
        || grows_text
        || matches!(
            (a, b),
            (Int2, Int4 | Int8 | Float4 | Float8)
                | (Int4, Int8 | Float8)
                | (Float4, Float8)
                | (Date, Timestamp | Timestamptz)
                | (Jsonb, Json)
        )
        || (a.is_integer() && b == Numeric && to.modifiers.is_empty())
}
