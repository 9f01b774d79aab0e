//! Changes for people and for JSON: what a thing is on both sides, in a few words.

mod column;
mod constraint;
mod index;
mod object;
mod table;

use icms_model::change::{ObjectChange, Verb};
use icms_model::{Change, Id, InSchema, Member, MemberId, ObjectKind, ObjectRef, Pair, Schema, Table};

/// A change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The kind of the object.
    pub kind: ObjectKind,
    /// What happens to it.
    pub action: Verb,
    /// The object: as it is named after, or before when it is dropped.
    pub object: ObjectRef,
    /// What it was, when it was there: `varchar(100) not null`.
    pub before: Option<String>,
    /// What it becomes, unless it goes.
    pub after: Option<String>,
}

/// Says what a change does.
#[must_use]
pub fn describe(change: &Change, schemas: Pair<&Schema>) -> Described {
    let texts = match change {
        Change::Namespace(c) => top(c, schemas, |_, n| n.name.to_string()),
        Change::Extension(c) => top(c, schemas, |_, e| object::extension(e)),
        Change::Enum(c) => top(c, schemas, |_, e| object::enumeration(e)),
        Change::Sequence(c) => top(c, schemas, |_, s| object::sequence(s)),
        Change::Table(c) => top(c, schemas, |_, t| table::table(t)),
        Change::Function(c) => top(c, schemas, |_, f| object::function(f)),
        Change::View(c) => top(c, schemas, |_, v| object::view(v)),
        Change::Column(c) => member(c, schemas, |_, m| column::column(m)),
        Change::PrimaryKey(c) => member(c, schemas, |_, m| constraint::primary_key(m)),
        Change::Unique(c) => member(c, schemas, |_, m| constraint::unique(m)),
        Change::Check(c) => member(c, schemas, |_, m| constraint::check(m)),
        Change::Index(c) => member(c, schemas, |_, m| index::index(m)),
        Change::ForeignKey(c) => member(c, schemas, constraint::foreign_key),
        Change::Comment(c) => c.text.as_ref().map(|text| text.as_ref().map(ToString::to_string)),
    };
    Described {
        kind: change.kind(),
        action: change.verb(),
        object: change.object(schemas),
        before: texts.before,
        after: texts.after,
    }
}

impl Described {
    /// What changes: the object, or `comment on table public.users`.
    #[must_use]
    pub fn subject(&self) -> String {
        let on = if self.kind == ObjectKind::Comment { "comment on " } else { "" };
        format!("{on}{}", self.object)
    }
}

impl std::fmt::Display for Described {
    /// `alter column public.users.name: varchar(100) → varchar(200) not null`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.action.word(), self.subject())?;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, ": {before} → {after}"),
            (Some(only), None) | (None, Some(only)) => write!(f, ": {only}"),
            (None, None) => Ok(()),
        }
    }
}

type Texts = Pair<Option<String>>;

/// The texts of an object on the sides that have it; of one that is renamed the names.
fn top<T: InSchema, A>(
    change: &ObjectChange<Id<T>, A>,
    schemas: Pair<&Schema>,
    text: impl Fn(&Schema, &T) -> String,
) -> Texts {
    let show = |schema: &Schema, id: &Id<T>| T::arena(schema).get(*id).map(|o| text(schema, o));
    let name = |schema: &Schema, id: &Id<T>| T::arena(schema).get(*id).map(|o| o.name().to_string());
    both_sides(change, schemas, show, name)
}

fn member<M: Member, A>(
    change: &ObjectChange<MemberId<M>, A>,
    schemas: Pair<&Schema>,
    text: impl Fn(&Table, &M) -> String,
) -> Texts {
    let show = |schema: &Schema, id: &MemberId<M>| {
        schema.tables.get(id.table).zip(schema.member(id)).map(|(table, member)| text(table, member))
    };
    both_sides(change, schemas, show, |_, id| Some(id.name.to_string()))
}

fn both_sides<I, A>(
    change: &ObjectChange<I, A>,
    schemas: Pair<&Schema>,
    show: impl Fn(&Schema, &I) -> Option<String>,
    name: impl Fn(&Schema, &I) -> Option<String>,
) -> Texts {
    match change {
        ObjectChange::Create(id) => Pair::new(None, show(schemas.after, id)),
        ObjectChange::Drop(id) => Pair::new(show(schemas.before, id), None),
        ObjectChange::Rename(ids) => {
            Pair::new(name(schemas.before, &ids.before), name(schemas.after, &ids.after))
        }
        ObjectChange::Alter(ids, _) => {
            Pair::new(show(schemas.before, &ids.before), show(schemas.after, &ids.after))
        }
    }
}

/// `a, b`
fn list<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// ` with (a=b, c=d)`, or nothing.
fn options(options: &[(icms_model::Text, icms_model::Text)]) -> String {
    if options.is_empty() {
        return String::new();
    }
    let all: Vec<String> = options.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!(" with ({})", all.join(", "))
}

/// The first words of a long text, on one line.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 100;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{} …", line.get(..cut).unwrap_or(&line)),
        None => line,
    }
}
