//! What the role lacks for a plan, asked before the first statement of it runs.

use std::collections::BTreeSet;
use std::fmt;

use icms_connect::Session;
use icms_diagnostic::Diagnostic;
use icms_model::{ObjectKind, ObjectRef};
use icms_sql::Name;
use postgres::types::Type;

use crate::cells::{Cells, Read};

/// What is going to be done, as far as privileges ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intent {
    /// Objects to be altered, dropped or replaced; a member stands for its table.
    pub changes: BTreeSet<ObjectRef>,
    /// Namespaces in which objects are to be created; those that do not exist yet are ours to create in.
    pub creates_in: BTreeSet<Name>,
    /// Namespaces and extensions to be created in the database.
    pub creates: BTreeSet<ObjectRef>,
}

/// A privilege that PostgreSQL will ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Privilege {
    /// To own the object, or to be a member of the role that does.
    Owner,
    /// `CREATE` on a namespace.
    CreateInNamespace,
    /// `CREATE` on the database.
    CreateInDatabase,
}

/// One that the role lacks. Shown as a sentence without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingPrivilege {
    /// For what.
    pub object: ObjectRef,
    /// Which.
    pub privilege: Privilege,
    /// Who owns the object.
    pub owner: Option<Name>,
    /// Who lacks it.
    pub role: Name,
}

impl fmt::Display for MissingPrivilege {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { object, role, .. } = self;
        match (self.privilege, &self.owner) {
            (Privilege::Owner, Some(owner)) => {
                write!(f, "the role {role} does not own the {object}; its owner is {owner}")
            }
            (Privilege::Owner, None) => write!(f, "the role {role} does not own the {object}"),
            (Privilege::CreateInNamespace, _) => {
                write!(f, "the role {role} may not create anything in the {object}")
            }
            (Privilege::CreateInDatabase, _) => {
                write!(f, "the role {role} may not create the {object}: it lacks CREATE on the database")
            }
        }
    }
}

/// What the session's role lacks, in the order of the intent; nothing for a superuser.
pub fn missing_privileges(
    session: &mut Session,
    intent: &Intent,
) -> Result<Vec<MissingPrivilege>, Diagnostic> {
    Ok(ask(session, intent)?)
}

fn ask(session: &mut Session, intent: &Intent) -> Read<Vec<MissingPrivilege>> {
    let questions = questions(intent);
    let kinds: Vec<&str> = questions.iter().map(|q| q.kind).collect();
    let namespaces: Vec<&str> = questions.iter().map(|q| q.namespace.as_str()).collect();
    let names: Vec<&str> = questions.iter().map(|q| q.name.as_str()).collect();
    let role = Name::new(session.role());
    let parameters: [(&(dyn postgres::types::ToSql + Sync), Type); 3] =
        [(&kinds, Type::TEXT_ARRAY), (&namespaces, Type::TEXT_ARRAY), (&names, Type::TEXT_ARRAY)];
    let rows = session.client().query_typed(include_str!("privilege.sql"), &parameters)?;
    let mut missing = Vec::new();
    for row in &rows {
        let mut cells = Cells::of(row);
        let place: i64 = cells.take()?;
        let owner = cells.take::<Option<&str>>()?.map(Name::new);
        let question = usize::try_from(place - 1).ok().and_then(|at| questions.get(at));
        missing.extend(question.map(|question| MissingPrivilege {
            object: question.object.clone(),
            privilege: question.privilege,
            owner,
            role: role.clone(),
        }));
    }
    missing.dedup();
    Ok(missing)
}

struct Question {
    object: ObjectRef,
    privilege: Privilege,
    kind: &'static str,
    namespace: Name,
    name: Name,
}

fn questions(intent: &Intent) -> Vec<Question> {
    let changed: BTreeSet<ObjectRef> = intent.changes.iter().map(owned).collect();
    let create = |name: &Name| Question {
        object: ObjectRef::new(ObjectKind::Namespace, [name.clone()]),
        privilege: Privilege::CreateInNamespace,
        kind: "create",
        namespace: Name::new(""),
        name: name.clone(),
    };
    let in_database = |object: &ObjectRef| Question {
        privilege: Privilege::CreateInDatabase,
        kind: "database",
        ..question(object)
    };
    let owned = changed.iter().map(question);
    owned.chain(intent.creates_in.iter().map(create)).chain(intent.creates.iter().map(in_database)).collect()
}

/// What must be owned to change it: members belong to their table.
fn owned(object: &ObjectRef) -> ObjectRef {
    match object.table() {
        Some(table) if object.path.len() > 2 => ObjectRef::qualified(ObjectKind::Table, &table),
        Some(_) | None => object.clone(),
    }
}

fn question(object: &ObjectRef) -> Question {
    let kind = match object.kind {
        ObjectKind::Namespace => "namespace",
        ObjectKind::Extension => "extension",
        ObjectKind::Enum => "type",
        ObjectKind::Function => "function",
        ObjectKind::Sequence
        | ObjectKind::Table
        | ObjectKind::View
        | ObjectKind::Column
        | ObjectKind::PrimaryKey
        | ObjectKind::Unique
        | ObjectKind::Check
        | ObjectKind::Index
        | ObjectKind::ForeignKey
        | ObjectKind::Comment => "relation",
    };
    let name = object.path.last().map_or("", Name::as_str);
    // the path of a function ends in its arguments
    let name =
        if object.kind == ObjectKind::Function { name.split('(').next().unwrap_or(name) } else { name };
    let namespace = match object.path.as_slice() {
        [namespace, _, ..] => namespace.clone(),
        [_] | [] => Name::new(""),
    };
    let object = object.clone();
    Question { object, privilege: Privilege::Owner, kind, namespace, name: Name::new(name) }
}
