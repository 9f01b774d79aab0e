//! What every kind's writer knows, and where it writes.

use std::collections::HashSet;

use icms_model::{QualifiedName, Schema, Text};
use icms_syntax::Dialect;

use crate::names::Names;
use crate::text::docs;
use crate::{LeftOut, Options};

/// What every kind's writer knows, and where it writes.
pub(crate) struct Writer<'s> {
    /// What is written.
    pub schema: &'s Schema,
    /// In which language.
    pub dialect: Dialect,
    /// What everything is called.
    pub names: Names,
    /// Names of relations that a sequence must not take, as lowering counts them.
    pub taken: HashSet<QualifiedName>,
    /// Sequences that `autoincrement()` says.
    pub implied: HashSet<QualifiedName>,
    /// What had no words.
    pub left_out: Vec<LeftOut>,
    /// The text so far.
    pub text: String,
}

impl<'s> Writer<'s> {
    /// Nothing written yet.
    pub(crate) fn new(schema: &'s Schema, options: &Options<'_>) -> Self {
        let tables = schema.tables.iter().map(|(_, table)| table.name.clone());
        let views = schema.views.iter().map(|(_, view)| view.name.clone());
        Self {
            schema,
            dialect: options.dialect,
            names: Names::new(schema, options.known, options.dialect),
            taken: tables.chain(views).collect(),
            implied: HashSet::new(),
            left_out: Vec::new(),
            text: String::new(),
        }
    }

    /// Whether every difference counts; Prisma's language has one word for several things.
    pub(crate) const fn is_exact(&self) -> bool {
        matches!(self.dialect, Dialect::Icms)
    }

    /// Notes something that has no words here.
    pub(crate) fn leave_out(&mut self, kind: &str, name: impl ToString) {
        self.left_out.push(LeftOut { kind: kind.to_owned(), name: name.to_string() });
    }

    /// A block with its lines.
    pub(crate) fn block(&mut self, comment: Option<&Text>, head: &str, lines: &[String]) {
        self.docs(comment);
        self.text.push_str(head);
        self.text.push_str(" {\n");
        for line in lines {
            self.text.push_str("  ");
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.text.push_str("}\n\n");
    }

    /// A comment above a block.
    pub(crate) fn docs(&mut self, comment: Option<&Text>) {
        if let Some(lines) = comment.filter(|_| self.is_exact()).and_then(|text| docs(text, "")) {
            self.text.push_str(&lines);
        }
    }

    /// `@@map` and `@@schema`, where a block's name does not say it.
    pub(crate) fn place(&self, word: &str, name: &QualifiedName) -> Vec<String> {
        let mut lines = Vec::new();
        if name.name != *word {
            lines.push(format!("@@map({})", crate::text::string(name.name.as_str())));
        }
        let listed = crate::datasource::lists_namespaces(self.schema);
        let needed = self.dialect == Dialect::Prisma && listed;
        if needed || name.namespace != *"public" {
            lines.push(format!("@@schema({})", crate::text::string(name.namespace.as_str())));
        }
        lines
    }
}
