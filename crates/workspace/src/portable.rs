//! `[database] portable`: one set of migrations for many namespaces. Objects of the namespace that a script is run in are
//! written without it, and there are no others (ruling 10).
//!
//! A portable history stands for what it makes in `public`; on a database it is replayed in the namespace that its URL
//! names (`?schema=`).

use icms_connect::Url;
use icms_diagnostic::{Diagnostic, Diagnostics};
use icms_lower::Lowered;
use icms_model::{Change, ObjectKind, ObjectRef, Pair, QualifiedName, Schema, SchemaObject, Target};
use icms_plan::{Mode, Plan};
use icms_sql::{Name, TokenKind, decode_name, lex};

use crate::{Outcome, Project, codes};

/// Where a portable history is at home when no URL says more.
const HOME: &str = "public";

impl Project {
    /// Whether scripts are written for whichever namespace they are run in.
    #[must_use]
    pub const fn portable(&self) -> bool {
        self.config.database.portable
    }

    /// A portable project is at home in the one namespace that the URL names.
    pub(crate) fn at_home(&self, url: Url) -> Outcome<Url> {
        if !self.portable() {
            return Ok(url);
        }
        match url.schemas() {
            [] => Ok(url.at_home(HOME)),
            [one] => Ok(url.at_home(one)),
            several => {
                let message = format!(
                    "a portable project works in one namespace, and the URL names {}",
                    several.join(", ")
                );
                let help = "name one (`?schema=tenant_1`), or go over them with --each-schema";
                Err(Diagnostic::error(codes::NOT_PORTABLE, message).help(help).into())
            }
        }
    }
}

/// Where unqualified names of a source lead: in a portable project to the namespace of the database it is held against.
pub(crate) fn home(namespace: Option<&Name>, project: &Project) -> Name {
    match namespace {
        Some(namespace) if project.portable() => namespace.clone(),
        Some(_) | None => Name::new(HOME),
    }
}

/// Plans the changes; the names of `home`, where there is one, are written without it.
pub(crate) fn plan(
    schemas: Pair<&Schema>,
    changes: &[Change],
    home: Option<&Name>,
    target: Target,
    mode: Mode,
) -> Plan {
    let Some(home) = home else { return icms_plan::plan(schemas, changes, target, mode) };
    let bare = Pair::new(schemas.before.bare(home), schemas.after.bare(home));
    let changes: Vec<Change> = changes.iter().map(|change| change.bare(home)).collect();
    icms_plan::plan(bare.as_ref(), &changes, target, mode)
}

/// What of a schema cannot go into every namespace.
pub(crate) fn judge(lowered: &Lowered, home: &Name) -> Diagnostics {
    let mut found = Diagnostics::default();
    let place = |diagnostic: Diagnostic, object: &ObjectRef| match lowered.origins.get(object) {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    };
    let schema = &lowered.schema;
    for (object, namespace) in elsewhere(schema, home) {
        let message =
            format!("{object} lies in {namespace}, and the schema of a portable project has one namespace");
        let help = "take the @@schema away, or `portable = true` out of icms.toml";
        found.push(place(Diagnostic::error(codes::NOT_PORTABLE, message).help(help), &object));
    }
    for (_, namespace) in schema.namespaces.iter().filter(|(_, n)| n.name == *home && n.comment.is_some()) {
        let message = "the namespaces of a portable project get no comment from its migrations";
        found.push(place(Diagnostic::error(codes::NOT_PORTABLE, message), &namespace.path()));
    }
    for (object, _) in texts(schema).filter(|(_, text)| names(text, home)) {
        let message = format!(
            "{object} names {home} in its text, and means that very namespace wherever it is deployed"
        );
        let help = "leave the namespace out, unless every tenant is to use the same objects there";
        found.push(place(Diagnostic::warning(codes::NAMES_NAMESPACE, message).help(help), &object));
    }
    for (_, extension) in schema.extensions.iter().filter(|(_, e)| e.namespace.is_none()) {
        let name = &extension.name;
        let message = format!("the extension {name} goes into the first namespace that is deployed to");
        let help = format!("give it one of its own, made beforehand: `{name}(schema: \"extensions\")`");
        found.push(place(Diagnostic::warning(codes::NAMES_NAMESPACE, message).help(help), &extension.path()));
    }
    found
}

/// Objects outside the namespace, and namespaces of which nothing else is told.
fn elsewhere(schema: &Schema, home: &Name) -> Vec<(ObjectRef, Name)> {
    let of = |kind, name: &QualifiedName| (ObjectRef::qualified(kind, name), name.namespace.clone());
    let mut found: Vec<(ObjectRef, Name)> = Vec::new();
    found.extend(schema.tables.iter().map(|(_, o)| of(ObjectKind::Table, &o.name)));
    found.extend(schema.enums.iter().map(|(_, o)| of(ObjectKind::Enum, &o.name)));
    found.extend(schema.views.iter().map(|(_, o)| of(ObjectKind::View, &o.name)));
    found.extend(schema.functions.iter().map(|(_, o)| (o.path(), o.signature.name.namespace.clone())));
    found.extend(schema.sequences.iter().map(|(_, o)| of(ObjectKind::Sequence, &o.name)));
    found.retain(|(_, namespace)| namespace != home);
    let told: Vec<Name> = found.iter().map(|(_, namespace)| namespace.clone()).collect();
    let empty = schema.namespaces.iter().filter(|(_, n)| n.name != *home && !told.contains(&n.name));
    found.extend(empty.map(|(_, n)| (n.path(), n.name.clone())));
    found
}

/// What people wrote as a whole, and stays as it is.
fn texts(schema: &Schema) -> impl Iterator<Item = (ObjectRef, String)> {
    let views = schema.views.iter().map(|(_, view)| (view.path(), view.query.text().to_owned()));
    let functions = schema.functions.iter().map(|(_, f)| (f.path(), f.definition.text().to_owned()));
    views.chain(functions)
}

/// Whether a text says `namespace.`; bodies in dollar quotes are looked into.
fn names(text: &str, namespace: &Name) -> bool {
    let mut before = false;
    for token in lex(text) {
        let spelling = text.get(token.range).unwrap_or_default();
        match token.kind {
            TokenKind::Space | TokenKind::Comment => {}
            TokenKind::DollarText => {
                let inside = spelling.splitn(3, '$').nth(2).unwrap_or_default();
                if names(inside, namespace) {
                    return true;
                }
            }
            TokenKind::Word | TokenKind::QuotedName | TokenKind::UnicodeName => {
                before = *namespace == decode_name(token.kind, spelling).as_str();
            }
            TokenKind::Punctuation if before && spelling == "." => return true,
            TokenKind::Text
            | TokenKind::EscapeText
            | TokenKind::UnicodeText
            | TokenKind::BitText
            | TokenKind::NationalText
            | TokenKind::Number
            | TokenKind::Parameter
            | TokenKind::Operator
            | TokenKind::Punctuation
            | TokenKind::Backslash
            | TokenKind::Unknown => before = false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_the_namespace_is_found() {
        let public = Name::new("public");
        assert!(names("SELECT * FROM \"public\" . users", &public));
        assert!(names("RETURNS trigger AS $$ BEGIN PERFORM Public.f(); END $$", &public));
        assert!(!names("SELECT 'public.users', publicity.x FROM t -- public.users", &public));
    }
}
