//! What a statement is applied to: the catalogue and the session, with the rules for finding names in them.

use icms_model::effect::{Action, Effect};
use icms_model::{LEDGERS, Language, ObjectKind, ObjectRef, QualifiedName, Schema, Table, TableId};
use icms_sql::Name;

use crate::Transaction;
use crate::catalogue::{Catalogue, Relation};
use crate::refusal::{Done, Reason, Refusal};
use crate::session::{Session, TEMPORARY};
use crate::types::Types;

/// The catalogue and the session.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub catalogue: Catalogue,
    pub session: Session,
    pub types: Types,
}

/// What one statement did so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    pub effects: Vec<Effect>,
    pub transaction: Transaction,
}

impl Record {
    pub(crate) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(crate) fn add(&mut self, object: ObjectRef, action: Action) {
        self.effects.push(Effect::new(object, action));
    }
}

impl State {
    pub(crate) fn new(schema: Schema, search_path: Vec<Name>) -> Self {
        let mut state = Self {
            catalogue: Catalogue::new(schema),
            session: Session::new(search_path),
            types: Types::Declared,
        };
        // A database that a tool has touched has its ledger, and statements may speak of it.
        for namespace in state.session.search_path.clone() {
            for ledger in LEDGERS {
                let name = QualifiedName::new(namespace.clone(), ledger);
                state.catalogue.hide(name, Relation::Hidden);
            }
        }
        state
    }

    /// Whether a table of this name is a ledger.
    pub(crate) fn is_ledger(name: &QualifiedName) -> bool {
        LEDGERS.iter().any(|ledger| name.name == **ledger)
    }

    /// What an effect on nothing in particular speaks of.
    pub(crate) fn place(&self) -> ObjectRef {
        ObjectRef::new(ObjectKind::Namespace, [self.namespace()])
    }

    /// Where an unqualified new object goes.
    pub(crate) fn namespace(&self) -> Name {
        let known = |name: &&Name| self.catalogue.schema.namespaces.find(name).is_some();
        let path = &self.session.search_path;
        path.iter()
            .find(known)
            .or_else(|| path.iter().find(|n| *n != "$user"))
            .cloned()
            .unwrap_or_else(|| Name::new("public"))
    }

    /// The name that a new object gets.
    pub(crate) fn new_name(&self, path: &[Name]) -> Done<QualifiedName> {
        match path {
            [] => Ok(QualifiedName { namespace: self.namespace(), name: Name::new("") }),
            [name] => Ok(QualifiedName { namespace: self.namespace(), name: name.clone() }),
            [.., namespace, name] => {
                if !self.catalogue.has_namespace(namespace) {
                    return Err(missing_namespace(namespace));
                }
                Ok(QualifiedName { namespace: namespace.clone(), name: name.clone() })
            }
        }
    }

    /// Every full name that a written one may mean, best first.
    pub(crate) fn candidates(&self, path: &[Name]) -> Vec<QualifiedName> {
        match path {
            [] => Vec::new(),
            [name] => {
                let spaces =
                    std::iter::once(Name::new(TEMPORARY)).chain(self.session.search_path.iter().cloned());
                spaces.map(|namespace| QualifiedName { namespace, name: name.clone() }).collect()
            }
            [.., namespace, name] => {
                vec![QualifiedName { namespace: namespace.clone(), name: name.clone() }]
            }
        }
    }

    /// The relation that a written name means.
    pub(crate) fn relation(&self, path: &[Name]) -> Option<(QualifiedName, Relation)> {
        self.candidates(path)
            .into_iter()
            .find_map(|name| Some((name.clone(), self.catalogue.relation(&name)?)))
    }

    /// The relation that a written name means, or what a server would say.
    pub(crate) fn need_relation(&self, path: &[Name], kind: ObjectKind) -> Done<(QualifiedName, Relation)> {
        self.relation(path).ok_or_else(|| Refusal::missing(kind, &self.best_guess(path)))
    }

    /// A name for messages about something that is not there.
    pub(crate) fn best_guess(&self, path: &[Name]) -> QualifiedName {
        match path {
            [.., namespace, name] => QualifiedName { namespace: namespace.clone(), name: name.clone() },
            [name] => QualifiedName { namespace: self.namespace(), name: name.clone() },
            [] => QualifiedName { namespace: self.namespace(), name: Name::new("?") },
        }
    }

    /// Whether the schema came from somewhere that lists everything, unmanaged objects included.
    pub(crate) fn speaks_of_everything(&self) -> bool {
        self.catalogue.schema.scope.language == Language::Sql
    }

    pub(crate) fn table(&self, id: TableId) -> Option<&Table> {
        self.catalogue.schema.tables.get(id).map(std::sync::Arc::as_ref)
    }
}

/// `schema "x" does not exist`
pub(crate) fn missing_namespace(name: &Name) -> Refusal {
    let object = ObjectRef::new(ObjectKind::Namespace, [name.clone()]);
    Refusal::new(Reason::UndefinedNamespace, object, format!("namespace {name} does not exist"))
}
