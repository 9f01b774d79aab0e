//! A schema whose names in one namespace are written without it: for scripts that serve many namespaces.
//!
//! The namespace becomes the one without a name. Ids stay, so changes between two schemas hold between their bare forms.
//! What people wrote as a whole (queries of views, definitions of functions) stays as it is written.

use icms_sql::{Name, TokenKind, decode_name, decode_text, lex};

use crate::change::CommentChange;
use crate::{
    Arena, Change, Column, DataType, DefaultValue, Expr, Function, Index, KeyPart, ObjectKind, ObjectRef,
    QualifiedName, Schema, SchemaObject, Table, TypeName, Unmanaged, View,
};

impl Schema {
    /// The same with the names in `home` unqualified.
    #[must_use]
    pub fn bare(&self, home: &Name) -> Self {
        let bare = Bare { home };
        let mut schema = self.clone();
        // Taken apart, so that the compiler names this place when a kind is added.
        let Self { namespaces, extensions, enums, sequences, tables, functions, views, unmanaged, scope } =
            &mut schema;
        each(namespaces, |o| bare.namespace(&mut o.name));
        each(extensions, |o| o.namespace.iter_mut().for_each(|name| bare.namespace(name)));
        each(enums, |o| bare.name(&mut o.name));
        each(sequences, |o| {
            bare.name(&mut o.name);
            o.owner.iter_mut().for_each(|owner| bare.name(&mut owner.table));
        });
        each(tables, |o| bare.table(o));
        each(functions, |o| bare.function(o));
        each(views, |o| bare.view(o));
        std::sync::Arc::make_mut(unmanaged).iter_mut().for_each(|o| bare.unmanaged(o));
        if let Some(spoken_of) = &mut scope.namespaces {
            *spoken_of = std::mem::take(spoken_of).into_iter().map(|name| bare.of(name)).collect();
        }
        let external = std::mem::take(&mut scope.external).into_iter();
        scope.external = external.map(|name| bare.qualified(name)).collect();
        schema
    }

    /// The same with queries that do not name the namespace: those of a database are the server's words, not its author's.
    pub fn bare_queries(&mut self, home: &Name) {
        each(&mut self.views, |view| Bare { home }.expression(&mut view.query, None));
    }
}

impl Change {
    /// The same change between schemas whose names in `home` are unqualified.
    #[must_use]
    pub fn bare(&self, home: &Name) -> Self {
        match self {
            Self::Comment(comment) => {
                let mut object = comment.object.clone();
                Bare { home }.path(&mut object);
                Self::Comment(CommentChange { object, text: comment.text.clone() })
            }
            Self::Namespace(_)
            | Self::Extension(_)
            | Self::Enum(_)
            | Self::Sequence(_)
            | Self::Table(_)
            | Self::Column(_)
            | Self::PrimaryKey(_)
            | Self::Unique(_)
            | Self::Check(_)
            | Self::Index(_)
            | Self::ForeignKey(_)
            | Self::Function(_)
            | Self::View(_) => self.clone(),
        }
    }
}

/// Changes every object; ids stay.
fn each<T: SchemaObject>(arena: &mut Arena<T>, change: impl Fn(&mut T)) {
    let ids: Vec<_> = arena.iter().map(|(id, _)| id).collect();
    for id in ids {
        arena.update(id, &change);
    }
}

/// Takes a namespace out of names.
#[derive(Clone, Copy)]
struct Bare<'h> {
    home: &'h Name,
}

impl Bare<'_> {
    fn of(self, namespace: Name) -> Name {
        if namespace == *self.home { Name::new("") } else { namespace }
    }

    fn namespace(self, name: &mut Name) {
        *name = self.of(std::mem::replace(name, Name::new("")));
    }

    fn name(self, name: &mut QualifiedName) {
        self.namespace(&mut name.namespace);
    }

    fn qualified(self, mut name: QualifiedName) -> QualifiedName {
        self.name(&mut name);
        name
    }

    fn path(self, object: &mut ObjectRef) {
        if let Some(first) = object.path.first_mut().filter(|first| **first == *self.home) {
            *first = Name::new("");
        }
        // The types of its arguments stand in its name.
        if let (ObjectKind::Function, Some(local)) = (object.kind, object.path.get_mut(1)) {
            *local = self.text(local.as_str()).into();
        }
    }

    fn data_type(self, data_type: &mut DataType) {
        match &mut data_type.name {
            TypeName::Named(name) => self.name(name),
            TypeName::Builtin(_) => {}
        }
    }

    fn table(self, table: &mut Table) {
        let own = Some(table.name.name.clone());
        let own = own.as_ref();
        self.name(&mut table.name);
        table.columns.iter_mut().for_each(|column| self.column(column, own));
        table.checks.iter_mut().for_each(|check| self.expression(&mut check.expression, own));
        table.indexes.iter_mut().for_each(|index| self.index(index, own));
        table.foreign_keys.iter_mut().for_each(|key| self.name(&mut key.references));
    }

    fn function(self, function: &mut Function) {
        self.name(&mut function.signature.name);
        function.signature.arguments.iter_mut().for_each(|argument| self.data_type(argument));
        function.depends.iter_mut().for_each(|used| self.path(used));
    }

    fn view(self, view: &mut View) {
        self.name(&mut view.name);
        view.types.iter_mut().for_each(|of| self.data_type(of));
        view.depends.iter_mut().for_each(|used| self.path(used));
        view.indexes.iter_mut().for_each(|index| self.index(index, None));
    }

    fn column(self, column: &mut Column, table: Option<&Name>) {
        self.data_type(&mut column.data_type);
        match &mut column.default {
            Some(DefaultValue::Nextval(sequence)) => self.name(sequence),
            Some(DefaultValue::Expression(expression)) => self.expression(expression, table),
            Some(DefaultValue::Unspecified) | None => {}
        }
        column.identity.iter_mut().for_each(|identity| self.name(&mut identity.sequence));
        column.generated.iter_mut().for_each(|made| self.expression(&mut made.expression, table));
        column.collation.iter_mut().for_each(|name| self.name(name));
    }

    fn index(self, index: &mut Index, table: Option<&Name>) {
        for key in &mut index.keys {
            key.collation.iter_mut().for_each(|name| self.name(name));
            match &mut key.part {
                KeyPart::Expression(expression) => self.expression(expression, table),
                KeyPart::Column(_) => {}
            }
        }
        index.predicate.iter_mut().for_each(|predicate| self.expression(predicate, table));
    }

    fn unmanaged(self, object: &mut Unmanaged) {
        object.depends.iter_mut().for_each(|used| self.path(used));
        let Some(table) = &mut object.table else { return };
        let before = table.to_string();
        self.name(table);
        if let Some(rest) = object.name.strip_prefix(&before) {
            object.name = format!("{table}{rest}").into();
        }
    }

    /// A table of the very name of the namespace would be meant by `home.column`: there, nothing is taken out.
    fn expression(self, expression: &mut Expr, table: Option<&Name>) {
        if table != Some(self.home) && expression.text().contains(self.home.as_str()) {
            *expression = Expr::new(self.text(expression.text()));
        }
    }

    /// `home.name` → `name`, and the same in strings that name objects (`'home.s'::regclass`).
    fn text(self, text: &str) -> String {
        let tokens: Vec<_> =
            lex(text).filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Comment)).collect();
        let spelled = |at: usize| tokens.get(at).and_then(|t| text.get(t.range.clone())).unwrap_or_default();
        let mut kept = String::with_capacity(text.len());
        let mut from = 0;
        for (at, token) in tokens.iter().enumerate() {
            let spelling = spelled(at);
            let after_dot = at.checked_sub(1).is_some_and(|before| spelled(before) == ".");
            let is_name =
                matches!(token.kind, TokenKind::Word | TokenKind::QuotedName | TokenKind::UnicodeName)
                    && *self.home == decode_name(token.kind, spelling).as_str();
            let (start, end, instead) = if is_name && !after_dot && spelled(at + 1) == "." {
                let end = tokens.get(at + 1).map_or(token.range.end, |dot| dot.range.end);
                (token.range.start, end, String::new())
            } else if let Some(name) = self.named_in(decode_text(token.kind, spelling))
                && spelled(at + 1) == "::"
                && spelled(at + 2).starts_with("reg")
            {
                (token.range.start, token.range.end, icms_sql::quote_literal(&name))
            } else {
                continue;
            };
            kept.push_str(text.get(from..start).unwrap_or_default());
            kept.push_str(&instead);
            from = end;
        }
        kept.push_str(text.get(from..).unwrap_or_default());
        kept
    }

    /// What stands in a string behind the namespace.
    fn named_in(self, string: Option<String>) -> Option<String> {
        let string = string?;
        let rest = string.strip_prefix(&*self.home.quoted())?.strip_prefix('.')?;
        Some(rest.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_namespace_goes_from_names_and_expressions() {
        let bare = Bare { home: &Name::new("public") };
        for (text, wanted) in [
            ("'A'::public.\"Role\"", "'A'::\"Role\""),
            ("ARRAY['public.x']::\"public\".\"Role\"[]", "ARRAY['public.x']::\"Role\"[]"),
            ("nextval('public.s'::regclass)", "nextval('s'::regclass)"),
            ("public.f(other.public.x, pg_catalog.now())", "f(other.public.x, pg_catalog.now())"),
            ("publication.x > 0", "publication.x > 0"),
        ] {
            assert_eq!(bare.text(text), wanted);
        }
    }

    #[test]
    fn ids_stay_and_names_are_found() {
        let mut schema = Schema::empty();
        let id = schema.tables.insert(Table::new(QualifiedName::new("public", "users")));
        let bare = schema.bare(&Name::new("public"));
        assert_eq!(bare.tables.find(&QualifiedName::new("", "users")), Some(id));
        assert_eq!(bare.tables[id].path().to_string(), "table users");
    }
}
