//! Columns: what can stand in one `ALTER TABLE` is a clause each; defaults step aside for a type.

use icms_ddl::column::{self, Form};
use icms_ddl::sequence;
use icms_model::change::{ColumnAlteration, ColumnChange, ObjectChange};
use icms_model::{
    Cast, Column, DefaultValue, Identity, MemberId, ObjectKind, ObjectRef, QualifiedName, Schema,
    SchemaObject, Table,
};

use super::table::{column_keys, subject_before};
use super::{moved, whole};
use crate::forced::must_remake;
use crate::key::{Key, Part, Slot};
use crate::names::Names;
use crate::operation::{Operation, Rank, Subject};
use crate::scene::Scene;

pub fn expand<'s>(scene: &Scene<'s>, change: &ColumnChange) -> Vec<Operation<'s>> {
    let path = |schema: &Schema, id: &MemberId<Column>| {
        ObjectRef::member(ObjectKind::Column, &schema.tables[id.table].name, &id.name)
    };
    match change {
        ObjectChange::Create(id) => add(scene, &path(scene.goal, id)).into_iter().collect(),
        ObjectChange::Drop(id) => {
            let path = path(scene.before, id);
            if scene.goes_with_table(&path) { Vec::new() } else { drop(scene, &path).into_iter().collect() }
        }
        ObjectChange::Rename(pair) => {
            let paths = (path(scene.before, &pair.before), path(scene.goal, &pair.after));
            rename(scene, paths.0, paths.1).into_iter().collect()
        }
        ObjectChange::Alter(pair, what) => {
            let paths = (path(scene.before, &pair.before), path(scene.goal, &pair.after));
            let mut what = what.clone();
            if scene.forced.retyped.contains_key(&paths.1) && !what.contains(&ColumnAlteration::Type) {
                what.push(ColumnAlteration::Type);
            }
            Altered::new(scene, &paths.0, &paths.1).map(|a| a.operations(&what)).unwrap_or_default()
        }
    }
}

/// `ADD COLUMN`.
pub fn add<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<Operation<'s>> {
    let (table, object) = scene.member_after::<Column>(after)?;
    let owned = super::sequence::serial_of(scene, table, object);
    let form = if owned.is_some() { Form::Serial } else { Form::Spelled };
    let subject = Subject::New(table.name.clone());
    let title = format!("add {after}");
    let clauses = move |_: &Names| vec![column::add(&table.name, object, form)];
    let mut made: Vec<Key> = column_keys(after).to_vec();
    made.extend(owned.into_iter().flat_map(|s| [whole(&s.path()), Key::part(s.path(), Part::Owner)]));
    let mut taken = vec![Slot::Column(table.name.clone(), object.name.clone())];
    taken.extend(owned.map(|s| Slot::Relation(s.name.clone())));
    taken.extend(object.identity.as_ref().map(|i| Slot::Relation(i.sequence.clone())));
    let add = Operation::clause(Rank::AlterTable, title, subject, clauses).making(made).taking(taken);
    Some(add.followed_by(move |_| {
        let own = super::comment::on_column(&table.name, object);
        own.into_iter().chain(owned.and_then(super::comment::on_sequence)).collect()
    }))
}

/// `DROP COLUMN`, with what goes along.
pub fn drop<'s>(scene: &Scene<'s>, before: &ObjectRef) -> Option<Operation<'s>> {
    let (table, object) = scene.member_before::<Column>(before)?;
    let after = scene.matching.after(before);
    let table_after = scene.table_name_after(&table.name);
    let mut left: Vec<Key> = column_keys(&after).to_vec();
    left.extend(super::sequence::keys_within(scene, table, Some(object)));
    let mut free = vec![Slot::Column(table_after.clone(), object.name.clone())];
    free.extend(object.identity.as_ref().map(|i| Slot::Relation(i.sequence.clone())));
    for (kind, name) in members_along(table, object) {
        let member = ObjectRef::member(kind, &table.name, name);
        if scene.goes(&member) {
            left.push(whole(&scene.matching.after(&member)));
            free.push(Slot::Relation(table_after.sibling(name.clone())));
            free.push(Slot::Constraint(table_after.clone(), name.clone()));
        }
    }
    let title = format!("drop {before}");
    let clauses =
        move |names: &Names| vec![column::drop(&names.member(ObjectKind::Column, &table.name, &object.name))];
    Some(
        Operation::clause(Rank::AlterTable, title, subject_before(table), clauses)
            .leaving(left)
            .freeing(free),
    )
}

/// Keys and indexes that the server drops with one of their columns.
fn members_along<'t>(table: &'t Table, column: &Column) -> Vec<(ObjectKind, &'t icms_sql::Name)> {
    let name = &column.name;
    let keys = table.primary_key.iter().filter(|k| k.columns.contains(name) || k.include.contains(name));
    let uniques = table.uniques.iter().filter(|u| u.columns.contains(name) || u.include.contains(name));
    let foreign = table.foreign_keys.iter().filter(|f| f.columns.contains(name));
    let indexes = table.indexes.iter().filter(|i| crate::edges::index::columns(i).any(|c| c == name));
    keys.map(|k| (ObjectKind::PrimaryKey, &k.name))
        .chain(uniques.map(|u| (ObjectKind::Unique, &u.name)))
        .chain(foreign.map(|f| (ObjectKind::ForeignKey, &f.name)))
        .chain(indexes.map(|i| (ObjectKind::Index, &i.name)))
        .collect()
}

/// Whether a key or index goes with a column of its table.
pub fn goes_along(scene: &Scene<'_>, table: &Table, kind: ObjectKind, name: &icms_sql::Name) -> bool {
    let gone = super::table::going_columns(scene, table);
    gone.iter().any(|column| members_along(table, column).contains(&(kind, name)))
}

fn rename<'s>(scene: &Scene<'s>, from: ObjectRef, to: ObjectRef) -> Option<Operation<'s>> {
    let (table, object) = scene.member_before::<Column>(&from)?;
    let (table_after, after) = scene.member_after::<Column>(&to)?;
    let title = format!("rename {from} to {}", after.name);
    let text = move |names: &Names| {
        let now = names.member(ObjectKind::Column, &table.name, &object.name);
        vec![column::rename(&names.table(&table.name), &now, &after.name)]
    };
    Some(
        Operation::new(Rank::Rename, title, text)
            .settling(column_keys(&to))
            .freeing([Slot::Column(table_after.name.clone(), object.name.clone())])
            .taking([Slot::Column(table_after.name.clone(), after.name.clone())])
            .moving(moved(from, to)),
    )
}

/// The column of a rebuilt enum gets the new type, unless it is altered anyway.
pub fn retype<'s>(scene: &Scene<'s>, before: &ObjectRef, after: &ObjectRef) -> Vec<Operation<'s>> {
    if is_altered(scene, after).is_some() || scene.forced.remade.contains_key(after) {
        return Vec::new();
    }
    Altered::new(scene, before, after).map(|a| a.operations(&[ColumnAlteration::Type])).unwrap_or_default()
}

/// What a change of its own alters of a column.
fn is_altered<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<&'s [ColumnAlteration]> {
    match scene.changes.get(*scene.lookup.altered.get(after)?)? {
        icms_model::Change::Column(ObjectChange::Alter(_, what)) => Some(what),
        _ => None,
    }
}

/// A default that calls something that goes and comes back.
pub fn set_default_again<'s>(scene: &Scene<'s>, before: &ObjectRef, after: &ObjectRef) -> Vec<Operation<'s>> {
    let retyped = scene.forced.retyped.contains_key(after) || scene.forced.remade.contains_key(after);
    let already = is_altered(scene, after).is_some_and(|what| {
        what.contains(&ColumnAlteration::Default) || what.contains(&ColumnAlteration::Type)
    });
    match Altered::new(scene, before, after) {
        Some(altered) if !retyped && !already => {
            altered.drop_default().into_iter().chain(altered.set_default()).collect()
        }
        _ => Vec::new(),
    }
}

/// The default of a column whose table goes too late for it.
pub fn drop_default_of<'s>(scene: &Scene<'s>, table: &'s Table, object: &'s Column) -> Operation<'s> {
    let path = ObjectRef::member(ObjectKind::Column, &table.name, &object.name);
    let clauses = move |names: &Names| {
        vec![column::drop_default(&names.member(ObjectKind::Column, &table.name, &object.name))]
    };
    let title = format!("drop the default of {path}");
    Operation::clause(Rank::AlterTable, title, subject_before(table), clauses)
        .leaving([Key::part(scene.matching.after(&path), Part::Default)])
}

/// The default of a new column whose table had to come first.
pub fn set_default_later<'s>(scene: &Scene<'s>, after: &ObjectRef) -> Option<Operation<'s>> {
    let (table, object) = scene.member_after::<Column>(after)?;
    set_default(table, object, after)
}

fn set_default<'s>(table: &'s Table, object: &'s Column, path: &ObjectRef) -> Option<Operation<'s>> {
    let default = object.default.as_ref()?;
    column::set_default(&object.name, default)?;
    let clauses = move |_: &Names| column::set_default(&object.name, default).into_iter().collect();
    let subject = Subject::New(table.name.clone());
    Some(
        Operation::clause(Rank::AlterTable, format!("set the default of {path}"), subject, clauses)
            .making([Key::part(path.clone(), Part::Default)])
            .taking([Slot::Filler(table.name.clone(), object.name.clone())]),
    )
}

/// A column on both sides.
struct Altered<'s> {
    before: (&'s Table, &'s Column),
    after: (&'s Table, &'s Column),
    /// Its path afterwards.
    path: ObjectRef,
    remade: bool,
    rebuilt: bool,
    target: icms_model::Target,
}

impl<'s> Altered<'s> {
    fn new(scene: &Scene<'s>, before: &ObjectRef, after: &ObjectRef) -> Option<Self> {
        Some(Self {
            before: scene.member_before(before)?,
            after: scene.member_after(after)?,
            path: after.clone(),
            remade: scene.forced.remade.contains_key(after),
            rebuilt: scene.forced.retyped.contains_key(after),
            target: scene.target,
        })
    }

    /// What each alteration takes. A column that goes and comes back has it all already.
    fn operations(&self, what: &[ColumnAlteration]) -> Vec<Operation<'s>> {
        let has = |wanted| what.contains(&wanted);
        if self.remade {
            return Vec::new();
        }
        let mut all = Vec::new();
        if has(ColumnAlteration::Generated) && !must_remake(self.before.1, self.after.1, self.target) {
            all.push(self.generated());
        }
        let steps_aside = has(ColumnAlteration::Type) && self.default_steps_aside();
        if has(ColumnAlteration::Type) {
            all.push(self.set_type());
        }
        if has(ColumnAlteration::Default) || steps_aside {
            let bare = self.after.1.default.is_none() || steps_aside;
            all.extend(self.drop_default().filter(|_| bare));
            // After a type that carried the old default over, the new one simply replaces it.
            let carried = bare || has(ColumnAlteration::Type);
            let replaced = self
                .set_default()
                .map(|set| if carried { set } else { set.leaving([self.part(Part::Default)]) });
            all.extend(replaced);
        }
        if has(ColumnAlteration::Identity) {
            all.extend(self.identity());
        }
        if has(ColumnAlteration::NotNull) {
            all.push(self.not_null());
        }
        all
    }

    fn part(&self, part: Part) -> Key {
        Key::part(self.path.clone(), part)
    }

    fn filler(&self) -> Slot {
        Slot::Filler(self.after.0.name.clone(), self.after.1.name.clone())
    }

    /// A clause whose column may still have its old name.
    fn early(&self, what: &str, clause: impl Fn(&icms_sql::Name) -> icms_ddl::Clause + 's) -> Operation<'s> {
        let (table, object) = self.before;
        let clauses =
            move |names: &Names| vec![clause(&names.member(ObjectKind::Column, &table.name, &object.name))];
        Operation::clause(
            Rank::AlterTable,
            format!("{what} of {}", self.path),
            subject_before(table),
            clauses,
        )
    }

    /// A clause whose column has its final name.
    fn late(&self, what: &str, clause: impl Fn() -> Option<icms_ddl::Clause> + 's) -> Operation<'s> {
        let subject = Subject::New(self.after.0.name.clone());
        let clauses = move |_: &Names| clause().into_iter().collect();
        Operation::clause(Rank::AlterTable, format!("{what} of {}", self.path), subject, clauses)
    }

    fn set_type(&self) -> Operation<'s> {
        let (from, to) = (self.before.1, self.after.1);
        let cast =
            if self.rebuilt && from.data_type.user_type().is_some() && to.data_type.user_type().is_some() {
                Cast::ThroughText
            } else {
                Cast::between(&from.data_type, &to.data_type)
            };
        self.late("change the type", move || Some(column::set_type(&from.data_type, to, cast)))
            .leaving([self.part(Part::Whole)])
            .making([self.part(Part::Whole)])
    }

    /// Whether the server could not carry the default over, or would keep it in the words of the old type.
    fn default_steps_aside(&self) -> bool {
        let Some(DefaultValue::Expression(expression)) = &self.before.1.default else { return false };
        let cast = Cast::between(&self.before.1.data_type, &self.after.1.data_type);
        let typed = expression.text().contains(['\'', ':']);
        self.rebuilt || typed || !matches!(cast, Cast::Same | Cast::Assignment)
    }

    fn drop_default(&self) -> Option<Operation<'s>> {
        self.before.1.default.as_ref()?;
        let drop = self.early("drop the default", column::drop_default);
        Some(drop.leaving([self.part(Part::Default)]).freeing([self.filler()]))
    }

    fn set_default(&self) -> Option<Operation<'s>> {
        set_default(self.after.0, self.after.1, &self.path)
    }

    fn identity(&self) -> Vec<Operation<'s>> {
        let (table, to) = self.after;
        match (&self.before.1.identity, &to.identity) {
            (None, None) => Vec::new(),
            (Some(identity), None) => {
                let drop = self.early("drop the identity", column::drop_identity);
                let sequence = Slot::Relation(identity.sequence.clone());
                vec![drop.leaving([self.part(Part::Identity)]).freeing([self.filler(), sequence])]
            }
            (None, Some(identity)) => {
                let add = self.late("add the identity", move || {
                    Some(column::add_identity(&table.name, &to.name, identity))
                });
                let sequence = Slot::Relation(identity.sequence.clone());
                vec![
                    add.making([self.part(Part::Identity)])
                        .taking([self.filler(), sequence])
                        .followed_by(move |_| vec![sequence::catch_up(&table.name, &to.name)]),
                ]
            }
            (Some(from), Some(identity)) => {
                let set =
                    self.late("alter the identity", move || column::set_identity(&to.name, from, identity));
                let rename = self.rename_identity(&from.sequence, &identity.sequence);
                let range = self.bring_in_range(from, identity);
                let set = set.needing([self.part(Part::Whole), self.part(Part::Identity)]);
                range.into_iter().chain(rename).chain([set]).collect()
            }
        }
    }

    fn rename_identity(&self, from: &'s QualifiedName, to: &'s QualifiedName) -> Option<Operation<'s>> {
        // It follows its table to another namespace by itself.
        let here = to.sibling(from.name.clone());
        (from.name != to.name).then(|| {
            Operation::new(Rank::AfterTable, format!("rename the sequence of {}", self.path), move |_| {
                vec![sequence::rename(&here, &to.name)]
            })
            .needing([self.part(Part::Whole), whole(&self.after.0.path())])
        })
    }

    fn bring_in_range(&self, from: &'s Identity, to: &'s Identity) -> Option<Operation<'s>> {
        // It follows its table to another namespace by itself.
        let now = to.sequence.sibling(from.sequence.name.clone());
        let statements = sequence::bring_in_range(&now, &from.options, &to.options);
        let title = format!("bring the sequence of {} into its new range", self.path);
        (!statements.is_empty()).then(|| {
            Operation::new(Rank::Sequence, title, move |_| statements.clone())
                .needing([whole(&self.after.0.path())])
                .settling([self.part(Part::Identity)])
        })
    }

    fn not_null(&self) -> Operation<'s> {
        let to = self.after.1;
        if to.not_null {
            let set = self.late("set not null", move || Some(column::set_not_null(&to.name)));
            set.making([self.part(Part::NotNull)])
        } else {
            self.early("drop not null", column::drop_not_null).leaving([self.part(Part::NotNull)])
        }
    }

    fn generated(&self) -> Operation<'s> {
        match &self.after.1.generated {
            Some(generated) => {
                let name = &self.after.1.name;
                self.late("change the expression", move || Some(column::set_expression(name, generated)))
                    .leaving([self.part(Part::Whole)])
                    .making([self.part(Part::Whole)])
            }
            None => self
                .early("drop the expression", column::drop_expression)
                .leaving([self.part(Part::Whole)])
                .freeing([self.filler()]),
        }
    }
}
