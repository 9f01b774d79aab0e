//! Whether two expressions mean the same: text, canonical form, a server's answer, in this order (invariant 9).

mod rewrite;
mod surroundings;

use std::collections::{HashMap, HashSet};

use icms_model::{Column, DataType, Expr, ObjectKind, Pair, QualifiedName};
use icms_sql::{canonical, canonical_query};

use crate::comparison::{Comparison, Doubt};
use crate::member::Tables;
use crate::{Answers, Place, Undecided, Verdict};
use rewrite::{relabelled, rewritten};
pub(crate) use surroundings::Surroundings;

/// What was asked and answered about expressions so far.
pub(crate) struct Expressions<'a> {
    answers: &'a Answers,
    undecided: Vec<Undecided>,
    asked: HashSet<Undecided>,
    /// The same few defaults stand in thousands of columns.
    defaults: HashMap<(Pair<Expr>, Pair<DataType>), Verdict>,
}

impl<'a> Expressions<'a> {
    pub(crate) fn new(answers: &'a Answers) -> Self {
        Self { answers, undecided: Vec::new(), asked: HashSet::new(), defaults: HashMap::new() }
    }

    pub(crate) fn into_undecided(self) -> Vec<Undecided> {
        self.undecided
    }

    /// What is left when both canonical forms differ.
    fn ask(&mut self, question: Undecided, doubt: Doubt) -> bool {
        match self.answers.get(&question) {
            Some(verdict) => return verdict == Verdict::Equal,
            None if doubt == Doubt::Differ || self.asked.contains(&question) => {}
            None if both_plain(&question.expressions) => {}
            None => {
                self.asked.insert(question.clone());
                self.undecided.push(question);
            }
        }
        false
    }
}

/// Whether both are numbers or truth values as they stand: no server is needed to see that `0` is not `1`.
fn both_plain(texts: &Pair<Expr>) -> bool {
    let plain = |text: &Expr| {
        let text = text.text();
        matches!(text, "true" | "false")
            || (text.starts_with(|c: char| c.is_ascii_digit()) && text.bytes().all(|b| b.is_ascii_digit()))
    };
    plain(&texts.before) && plain(&texts.after)
}

impl Comparison<'_> {
    /// Whether two expressions that belong to one table mean the same.
    pub(crate) fn same_expression(
        &mut self,
        tables: Tables<'_>,
        place: Place,
        texts: Pair<&Expr>,
        doubt: Doubt,
    ) -> bool {
        if self.renames.is_empty() && texts.before == texts.after {
            return true;
        }
        let relation = tables.both.map(|t| &t.name);
        let mut before = rewritten(&self.renames, texts.before, Some(relation.before));
        if let (Place::Default(column), false) = (&place, self.renames.is_empty()) {
            before = relabelled(&self.renames, types(self, tables, column.as_str()).before, before);
        }
        let texts = Pair::new(before, texts.after.clone());
        texts.before == texts.after
            || self.same_canonical(tables, &place, &texts)
            || self
                .expressions
                .ask(Undecided { expressions: texts, relation: relation.map(Clone::clone), place }, doubt)
    }

    /// Whether two queries mean the same.
    pub(crate) fn same_query(&mut self, views: Pair<&QualifiedName>, texts: Pair<&Expr>) -> bool {
        let before = rewritten(&self.renames, texts.before, None);
        let texts = Pair::new(before, texts.after.clone());
        if texts.before == texts.after {
            return true;
        }
        let around = self.schemas.map(Surroundings::of_query);
        let question =
            Undecided { expressions: texts.clone(), relation: views.map(Clone::clone), place: Place::Query };
        canonical_query(texts.before.text(), &around.before)
            == canonical_query(texts.after.text(), &around.after)
            || self.expressions.ask(question, Doubt::Ask)
    }

    fn same_canonical(&mut self, tables: Tables<'_>, place: &Place, texts: &Pair<Expr>) -> bool {
        match place {
            Place::Default(name) => self.same_default_text(tables, name.as_str(), texts),
            Place::Generated(name) => {
                let types = types(self, tables, name.as_str());
                self.compare(tables, types.map(|t| t.map(ToString::to_string)), texts)
            }
            Place::Check | Place::Predicate => {
                self.compare(tables, Pair::new((), ()).map(|()| Some("boolean".to_owned())), texts)
            }
            Place::IndexKey | Place::Query => self.compare(tables, Pair::default(), texts),
        }
    }

    fn same_default_text(&mut self, tables: Tables<'_>, column: &str, texts: &Pair<Expr>) -> bool {
        let Pair { before: Some(old), after: Some(new) } = types(self, tables, column) else { return false };
        let key = (texts.clone(), Pair::new(old.clone(), new.clone()));
        if let Some(known) = self.expressions.defaults.get(&key) {
            return *known == Verdict::Equal;
        }
        let wanted = Pair::new(Some(old.to_string()), Some(new.to_string()));
        let same = self.compare(tables, wanted, texts);
        self.expressions.defaults.insert(key, if same { Verdict::Equal } else { Verdict::Different });
        same
    }

    fn compare(&self, tables: Tables<'_>, wanted: Pair<Option<String>>, texts: &Pair<Expr>) -> bool {
        let renamed = self.renames.touches_columns(&tables.both.before.name);
        let old = if renamed { tables.both.after } else { tables.both.before };
        let before = Surroundings::of_table(self.schemas.before, old, wanted.before);
        let after = Surroundings::of_table(self.schemas.after, tables.both.after, wanted.after);
        canonical(texts.before.text(), &before) == canonical(texts.after.text(), &after)
    }
}

/// The types of a column, named as it is after.
fn types<'t>(cmp: &Comparison<'_>, tables: Tables<'t>, name: &str) -> Pair<Option<&'t DataType>> {
    let after = tables.both.after.column(name);
    let before = after.and_then(|column: &Column| {
        let old = cmp.renames.member_before(ObjectKind::Column, &tables.both.after.name, &column.name);
        tables.both.before.column(old.as_str())
    });
    Pair::new(before.map(|c| &c.data_type), after.map(|c| &c.data_type))
}
