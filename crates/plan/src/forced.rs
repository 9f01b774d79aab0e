//! What must be made again although it does not change, because PostgreSQL refuses a change under it.

use std::collections::{BTreeMap, BTreeSet};

use icms_diagnostic::Diagnostic;
use icms_model::change::{ColumnAlteration, ColumnChange, ObjectChange, Verb};
use icms_model::{
    Builtin, Category, Change, Column, DataType, GeneratedKind, Index, Member, ObjectKind, ObjectRef, Pair,
    Schema, SchemaObject, Target, Unmanaged,
};
use icms_sql::hash::Map;

use crate::codes;
use crate::edges::{Basis, Dependency, Reason};
use crate::expand::enumeration::needs_rebuild;
use crate::key::{Key, Part};
use crate::matching::Matching;
use crate::{scene, strangers};

/// What a change does to those who use a thing. Later ones are worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Disturbance {
    /// A column gets a type of the same family: the server mends indexes and constraints itself.
    Widened,
    /// A column gets another type.
    Retyped,
    /// A key goes that a foreign key may rest on.
    KeyGone,
    /// It goes, and who stays must be made again after it.
    Gone,
    /// It goes and comes back.
    Remade,
}

/// A path before, and the change that forces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Its path before.
    pub before: ObjectRef,
    /// The change, by its place in the list.
    pub change: usize,
}

/// What has to be made again, by path afterwards.
#[derive(Debug, Default)]
pub struct Forced {
    /// Goes and comes back.
    pub remade: BTreeMap<ObjectRef, Cause>,
    /// Columns whose type is rebuilt under them.
    pub retyped: BTreeMap<ObjectRef, Cause>,
    /// Columns whose default must be away meanwhile.
    pub redefaulted: BTreeMap<ObjectRef, Cause>,
    /// Objects without words here that can be made again from their definition.
    pub strangers: Vec<Stranger>,
    /// Objects without words here that stand in the way.
    pub blocked: Vec<Diagnostic>,
}

/// An object without words here that goes and comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// It.
    pub object: Unmanaged,
    /// The change that forces it, by its place in the list.
    pub change: usize,
}

struct Search<'a> {
    schemas: Pair<&'a Schema>,
    goal: &'a Schema,
    matching: &'a Matching,
    disturbed: BTreeMap<Key, (Disturbance, usize)>,
    todo: Vec<Key>,
    /// Views that get another query in place.
    replaced: BTreeSet<ObjectRef>,
    /// What goes, by path before.
    gone: BTreeMap<ObjectRef, usize>,
    forced: Forced,
}

impl Forced {
    /// Follows the dependencies of `before` from what the changes disturb.
    pub fn new(
        schemas: Pair<&Schema>,
        goal: &Schema,
        changes: &[Change],
        matching: &Matching,
        dependencies: &[Dependency],
        target: Target,
    ) -> Self {
        let mut search = Search {
            schemas,
            goal,
            matching,
            disturbed: BTreeMap::new(),
            todo: Vec::new(),
            replaced: BTreeSet::new(),
            gone: BTreeMap::new(),
            forced: Self::default(),
        };
        for (at, change) in changes.iter().enumerate() {
            search.start(at, change, target);
        }
        if search.todo.is_empty() && search.gone.is_empty() {
            return search.forced;
        }
        let mut users: Map<&Key, Vec<&Dependency>> = Map::default();
        for dependency in dependencies {
            users.entry(&dependency.used).or_default().push(dependency);
        }
        while let Some(key) = search.todo.pop() {
            let Some(&(disturbance, change)) = search.disturbed.get(&key) else { continue };
            for dependency in users.get(&key).into_iter().flatten() {
                search.follow(dependency, disturbance, change);
            }
        }
        search.unmanaged();
        search.forced
    }
}

impl Search<'_> {
    fn disturb(&mut self, key: Key, disturbance: Disturbance, change: usize) {
        let known = self.disturbed.get(&key).map(|(known, _)| *known);
        if known.is_none_or(|known| known < disturbance) {
            self.disturbed.insert(key.clone(), (disturbance, change));
            self.todo.push(key);
        }
    }

    /// What a change does by itself.
    fn start(&mut self, at: usize, change: &Change, target: Target) {
        let schemas = Pair::new(self.schemas.before, self.goal);
        if change.verb() == Verb::Drop && change.kind() != ObjectKind::Comment {
            let object = change.object(schemas);
            if matches!(object.kind, ObjectKind::Table | ObjectKind::View | ObjectKind::Function) {
                self.disturb(Key::whole(object.clone()), Disturbance::Gone, at);
            }
            self.gone.insert(object, at);
        }
        match change {
            Change::Column(change) => self.column(at, change, target),
            Change::Enum(ObjectChange::Alter(pair, what)) => {
                let before = &self.schemas.before.enums[pair.before];
                if needs_rebuild(before, &self.goal.enums[pair.after], &what.renamed) {
                    self.disturb(Key::whole(before.path()), Disturbance::Remade, at);
                }
            }
            Change::Function(ObjectChange::Alter(pair, _)) => {
                let before = &self.schemas.before.functions[pair.before];
                let after = &self.goal.functions[pair.after];
                if !icms_ddl::function::replaceable(before, after) {
                    self.remake(before.path(), after.path(), at);
                }
            }
            Change::View(ObjectChange::Alter(pair, what)) => {
                let before = &self.schemas.before.views[pair.before];
                let after = &self.goal.views[pair.after];
                let query = what.contains(&icms_model::change::ViewAlteration::Query);
                if query && !icms_ddl::view::replaceable(before, after) {
                    self.remake(before.path(), after.path(), at);
                } else if query {
                    self.replaced.insert(before.path());
                }
            }
            Change::PrimaryKey(_) | Change::Unique(_) | Change::Index(_) if change.verb() == Verb::Drop => {
                self.disturb(Key::whole(change.object(schemas)), Disturbance::KeyGone, at);
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

    fn column(&mut self, at: usize, change: &ColumnChange, target: Target) {
        let ObjectChange::Alter(pair, what) = change else { return };
        let (Some(before), Some(after)) =
            (self.schemas.before.member(&pair.before), self.goal.member(&pair.after))
        else {
            return;
        };
        let tables = (&self.schemas.before.tables[pair.before.table], &self.goal.tables[pair.after.table]);
        let path = ObjectRef::member(ObjectKind::Column, &tables.0.name, &before.name);
        if what.contains(&ColumnAlteration::Generated) && must_remake(before, after, target) {
            let after = ObjectRef::member(ObjectKind::Column, &tables.1.name, &after.name);
            self.remake(path, after, at);
        } else if what.contains(&ColumnAlteration::Type) {
            let same_family = before.collation == after.collation && family(before, after);
            let disturbance = if same_family { Disturbance::Widened } else { Disturbance::Retyped };
            self.disturb(Key::whole(path), disturbance, at);
        }
    }

    fn remake(&mut self, before: ObjectRef, after: ObjectRef, change: usize) {
        self.forced.remade.entry(after).or_insert(Cause { before: before.clone(), change });
        self.disturb(Key::whole(before), Disturbance::Remade, change);
    }

    /// What a disturbance does to one user.
    fn follow(&mut self, dependency: &Dependency, disturbance: Disturbance, change: usize) {
        let Key { object: before, part } = &dependency.user;
        if self.matching.dropped.contains(before) || self.table_goes(before) {
            return;
        }
        let after = match before.kind {
            ObjectKind::Function => scene::function(self.schemas.before, before)
                .map_or_else(|| self.matching.after(before), |f| self.matching.function(f)),
            _ => self.matching.after(before),
        };
        let cause = || Cause { before: before.clone(), change };
        match (before.kind, part) {
            (ObjectKind::View, _) if self.view_breaks(dependency, disturbance) => {
                self.remake(before.clone(), after, change);
            }
            (ObjectKind::Function, _) if disturbance == Disturbance::Remade => {
                self.remake(before.clone(), after, change);
            }
            (ObjectKind::Column, Part::Whole) => {
                let retypes = dependency.reason == Reason::Type && disturbance == Disturbance::Remade;
                if retypes {
                    self.forced.retyped.entry(after).or_insert_with(cause);
                    self.disturb(dependency.user.clone(), Disturbance::Retyped, change);
                } else if is_generated(self.schemas.before, before) && disturbance.reaches_generated() {
                    self.remake(before.clone(), after, change);
                }
            }
            (ObjectKind::Column, Part::Default) if disturbance == Disturbance::Remade => {
                self.forced.redefaulted.entry(after).or_insert_with(cause);
            }
            (ObjectKind::ForeignKey, _)
                if !matches!(disturbance, Disturbance::Widened | Disturbance::Gone) =>
            {
                self.remake(before.clone(), after, change);
            }
            (ObjectKind::Check, _) if matches!(disturbance, Disturbance::Retyped | Disturbance::Remade) => {
                self.remake(before.clone(), after, change);
            }
            (ObjectKind::Index, _) if self.index_breaks(before, dependency, disturbance) => {
                self.remake(before.clone(), after, change);
            }
            (ObjectKind::PrimaryKey | ObjectKind::Unique, _) if disturbance == Disturbance::Remade => {
                self.remake(before.clone(), after, change);
            }
            _ => {}
        }
    }

    /// The server rebuilds an index over a column with another type, unless it says more than the column's name.
    fn index_breaks(&self, before: &ObjectRef, dependency: &Dependency, disturbance: Disturbance) -> bool {
        let index = before.table().and_then(|t| self.schemas.before.tables.named(&t));
        let index = index.and_then(|t| t.find::<Index>(before.path.last()?.as_str()));
        let special = index.is_some_and(|i| i.keys.iter().any(|key| key.operator_class.is_some()));
        match disturbance {
            Disturbance::Widened | Disturbance::KeyGone | Disturbance::Gone => false,
            Disturbance::Retyped => dependency.reason.basis() == Basis::Mentioned || special,
            Disturbance::Remade => true,
        }
    }

    fn table_goes(&self, member: &ObjectRef) -> bool {
        crate::key::table_of(member).is_some_and(|table| self.matching.dropped.contains(&table))
    }

    /// A view that stays must step aside for a type, and for what goes unless its new query no longer reads that;
    /// where another object takes the name of what goes, even then.
    fn view_breaks(&self, dependency: &Dependency, disturbance: Disturbance) -> bool {
        match disturbance {
            Disturbance::KeyGone => false,
            Disturbance::Widened | Disturbance::Retyped | Disturbance::Remade => true,
            Disturbance::Gone => {
                let used = &dependency.used.object;
                let retaken = [ObjectKind::Table, ObjectKind::View].iter().any(|&kind| {
                    let path = ObjectRef { kind, path: used.path.clone() };
                    self.matching.created.contains(&path)
                });
                let leaves = self.replaced.contains(&dependency.user.object) && !retaken;
                dependency.reason.basis() == Basis::Certain && !leaves
            }
        }
    }

    /// Objects without words here that use what is disturbed: made again from their definition, or refused by name.
    fn unmanaged(&mut self) {
        for object in self.schemas.before.unmanaged.iter() {
            let table = object.table.as_ref().map(|t| ObjectRef::qualified(ObjectKind::Table, t));
            if table.is_some_and(|table| self.matching.dropped.contains(&table)) {
                continue;
            }
            let change = |used: &ObjectRef| {
                let disturbed = self.disturbed.get(&Key::whole(used.clone()));
                disturbed.filter(|(d, _)| breaks(object, *d)).map(|(_, at)| *at)
            };
            let depends = strangers::used_by(object, self.schemas.before);
            let found = depends.iter().find_map(|used| Some((used, change(used)?)));
            let namespace = object.name.split('.').next().unwrap_or_default();
            let namespace = ObjectRef::new(ObjectKind::Namespace, [namespace]);
            if self.gone.contains_key(&namespace) {
                self.forced.blocked.push(blocked(object, &namespace, "which goes"));
            } else if let Some(used) = depends.iter().find(|used| self.gone.contains_key(used)) {
                self.forced.blocked.push(blocked(object, used, "which goes"));
            } else if let Some((used, change)) = found {
                if icms_ddl::unmanaged::can_be_made_again(object) {
                    self.forced.strangers.push(Stranger { object: object.clone(), change });
                } else {
                    self.forced.blocked.push(blocked(
                        object,
                        used,
                        "which PostgreSQL cannot change under it",
                    ));
                }
            }
        }
    }
}

impl Disturbance {
    const fn reaches_generated(self) -> bool {
        matches!(self, Self::Widened | Self::Retyped | Self::Remade)
    }
}

/// The server carries indexes and statistics over to another type by itself.
fn breaks(object: &Unmanaged, disturbance: Disturbance) -> bool {
    let mended = matches!(&*object.kind, "exclusion constraint" | "statistics");
    match disturbance {
        Disturbance::KeyGone | Disturbance::Gone => false,
        Disturbance::Widened | Disturbance::Retyped => !mended,
        Disturbance::Remade => true,
    }
}

fn blocked(object: &Unmanaged, used: &ObjectRef, why: &str) -> Diagnostic {
    let message = format!("{} {} uses {used}, {why}", object.kind, object.name);
    Diagnostic::error(codes::BLOCKED, message)
        .help("drop it in a migration of its own before, and create it again after")
}

fn is_generated(schema: &Schema, path: &ObjectRef) -> bool {
    let table = path.table().and_then(|name| schema.tables.named(&name));
    let column = table.and_then(|t| Column::list(t).iter().find(|c| Some(&c.name) == path.path.last()));
    column.is_some_and(|c| c.generated.is_some())
}

/// Whether a column must go and come back: no `ALTER` makes it generated, and before 17 none changes from what.
pub fn must_remake(before: &Column, after: &Column, target: Target) -> bool {
    match (&before.generated, &after.generated) {
        (_, None) => before.generated.as_ref().is_some_and(|g| g.kind == GeneratedKind::Virtual),
        (None, Some(_)) => true,
        (Some(from), Some(to)) => from.kind != to.kind || target.major < 17,
    }
}

/// Whether the server itself carries constraints and indexes over to the new type.
fn family(before: &Column, after: &Column) -> bool {
    let integer = |t: &DataType| t.as_builtin().is_some_and(Builtin::is_integer);
    let text = |t: &DataType| t.as_builtin().is_some_and(|b| b.category() == Category::String);
    let (from, to) = (&before.data_type, &after.data_type);
    from.unmodified() == to.unmodified() || (integer(from) && integer(to)) || (text(from) && text(to))
}
