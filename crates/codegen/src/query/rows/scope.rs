//! What a FROM clause puts in sight.

use icms_model::QualifiedName;
use icms_sql::Name;

use super::super::Nulls;

/// A table or view and its column.
pub type Origin = (QualifiedName, Name);

/// A column of a relation or of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it may be NULL.
    pub nulls: Nulls,
    /// Where its values come from unchanged.
    pub origin: Option<Origin>,
}

/// One item of a FROM clause.
#[derive(Debug, Clone)]
pub struct Relation {
    /// The name that qualifies its columns.
    pub name: String,
    /// Its columns, if they are known.
    pub columns: Option<Vec<Column>>,
    /// Whether an outer join may leave it out.
    pub absent: Nulls,
}

impl Relation {
    /// The column as the rest of the statement sees it.
    fn seen(&self, at: usize) -> Option<Column> {
        let column = self.columns.as_ref()?.get(at)?;
        Some(Column { nulls: column.nulls.or(self.absent), ..column.clone() })
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.columns.as_ref()?.iter().position(|column| column.name == name)
    }
}

/// What a bare name or a star means, in the order of the star.
#[derive(Debug, Clone)]
pub enum Visible {
    /// A column of a relation.
    Of(usize, usize),
    /// One column of two relations, after USING or NATURAL.
    Merged(Column),
    /// Columns that nothing is known of.
    Unknown,
}

/// Everything that a FROM clause puts in sight.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Its relations.
    pub relations: Vec<Relation>,
    /// Their columns without a qualifier.
    pub visible: Vec<Visible>,
    /// Whether rows are gathered in groups.
    pub groups: Groups,
}

/// Whether rows are gathered in groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Groups {
    /// They are not, or all are one group, which may be empty.
    #[default]
    None,
    /// By values: no group is empty.
    Filled,
    /// In several ways at once: what is grouped by is NULL in some of them.
    Sets,
}

impl Scope {
    /// Adds a relation.
    pub fn add(&mut self, name: String, columns: Option<Vec<Column>>) {
        let at = self.relations.len();
        match &columns {
            None => self.visible.push(Visible::Unknown),
            Some(columns) => self.visible.extend((0..columns.len()).map(|column| Visible::Of(at, column))),
        }
        self.relations.push(Relation { name, columns, absent: Nulls::Never });
    }

    /// What a visible column is.
    pub fn shown(&self, visible: &Visible) -> Option<Column> {
        match visible {
            Visible::Of(relation, column) => self.relations.get(*relation)?.seen(*column),
            Visible::Merged(column) => Some(column.clone()),
            Visible::Unknown => None,
        }
    }

    /// The column that a bare name means.
    pub fn bare(&self, name: &str) -> Option<Column> {
        self.visible.iter().filter_map(|visible| self.shown(visible)).find(|column| column.name == name)
    }

    /// The relation of this name.
    pub fn relation(&self, name: &str) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.name == name)
    }

    /// The column of a relation of this name; none within when it is not known.
    pub fn qualified(&self, relation: &str, name: &str) -> Option<Option<Column>> {
        let relation = self.relation(relation)?;
        Some(relation.position(name).and_then(|at| relation.seen(at)))
    }

    /// All columns of a relation.
    pub fn whole(relation: &Relation) -> Option<Vec<Column>> {
        (0..relation.columns.as_ref()?.len()).map(|at| relation.seen(at)).collect()
    }

    /// Rows remain only where this column is not NULL: so the rest of its relation is not missing there either.
    pub fn demand(&mut self, qualifier: Option<&str>, name: &str) {
        let found = match qualifier {
            Some(qualifier) => {
                let at = self.relations.iter().position(|relation| relation.name == qualifier);
                at.and_then(|at| Some((at, self.relations[at].position(name)?)))
            }
            None => self.demand_bare(name),
        };
        let Some((relation, column)) = found else { return };
        let Some(relation) = self.relations.get_mut(relation) else { return };
        relation.absent = Nulls::Never;
        if let Some(column) = relation.columns.as_mut().and_then(|columns| columns.get_mut(column)) {
            column.nulls = Nulls::Never;
        }
    }

    fn demand_bare(&mut self, name: &str) -> Option<(usize, usize)> {
        let at = self.visible.iter().position(|v| self.shown(v).is_some_and(|column| column.name == name))?;
        match self.visible.get_mut(at)? {
            Visible::Of(relation, column) => Some((*relation, *column)),
            Visible::Merged(column) => {
                column.nulls = Nulls::Never;
                None
            }
            Visible::Unknown => None,
        }
    }

    /// An outer join may leave out these relations and columns.
    pub fn may_miss(&mut self, relations: std::ops::Range<usize>, visible: std::ops::Range<usize>) {
        for relation in self.relations.get_mut(relations).into_iter().flatten() {
            relation.absent = Nulls::Maybe;
        }
        for visible in self.visible.get_mut(visible).into_iter().flatten() {
            if let Visible::Merged(column) = visible {
                column.nulls = Nulls::Maybe;
            }
        }
    }
}
