//! Operator classes: which one a key gets when it does not say.

use icms_sql::Name;
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::draft::Draft;
use icms_sql::hash::{Map, Set};

/// All of the server's.
#[derive(Default)]
pub struct OperatorClasses {
    by_oid: Map<u32, OperatorClass>,
    /// Access method and type of the default ones.
    defaults: Set<(u32, u32)>,
}

struct OperatorClass {
    name: Name,
    method: u32,
    input: u32,
    default: bool,
}

impl OperatorClasses {
    /// The name to say for a key of this type; none when the class is the one the key gets anyway. The default class
    /// of another type is meant only where the key's own type has none (`varchar` takes that of `text`).
    pub fn spoken(&self, class: u32, key_type: Option<u32>) -> Option<Name> {
        let class = self.by_oid.get(&class)?;
        let own =
            key_type.is_some_and(|key| key != class.input && self.defaults.contains(&(class.method, key)));
        if class.default && !own { None } else { Some(class.name.clone()) }
    }
}

/// Notes them by oid.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<()> {
    for row in rows {
        let mut cells = Cells::of(row);
        let oid: u32 = cells.take()?;
        let name = draft.names.name(cells.take()?);
        let class =
            OperatorClass { name, method: cells.take()?, input: cells.take()?, default: cells.take()? };
        if class.default {
            draft.operator_classes.defaults.insert((class.method, class.input));
        }
        draft.operator_classes.by_oid.insert(oid, class);
    }
    Ok(())
}
