//! Names that generated text takes from elsewhere: imported, unless a model or enum of the schema is called like them.

use std::collections::BTreeSet;

use crate::input::TimeCrate;
use crate::name;

/// Where names come from, in the order of the imports.
const HOMES: &[(&str, &[&str])] = &[
    (
        "icms_client::types",
        &[
            "Circle",
            "Decimal",
            "Hstore",
            "Inet",
            "Interval",
            "Json",
            "Line",
            "MacAddr",
            "MacAddr8",
            "Multirange",
            "Path",
            "Point",
            "Polygon",
            "Range",
            "Rectangle",
            "Row",
            "Segment",
            "SparseVector",
            "TsVector",
            "Uuid",
            "Vector",
        ],
    ),
    (
        "icms_client",
        &[
            "ByKey",
            "Changed",
            "Changes",
            "Column",
            "Condition",
            "Copy",
            "DeleteMany",
            "DeleteOne",
            "Find",
            "Insert",
            "InsertMany",
            "IntoValue",
            "Link",
            "Many",
            "ManyToMany",
            "Maybe",
            "Model",
            "New",
            "One",
            "Refresh",
            "Relation",
            "Result",
            "Through",
            "UpdateMany",
            "UpdateOne",
            "Upsert",
            "Values",
            "parameter",
        ],
    ),
];

/// Names of what the client expects of the database.
const SCHEMA: &[&str] = &["Table", "TableColumn"];

/// Names that come from the crate of dates and times that a project chose.
const TIMES: &[&str] = &["Date", "Time", "Timestamp", "Timestamptz", "Timetz"];

/// Names that need no import, or one of their own.
const STANDARD: &[(&str, &str)] = &[
    ("Into", "::std::convert"),
    ("IntoIterator", "::std::iter"),
    ("Option", "::std::option"),
    ("PhantomData", "::std::marker"),
    ("String", "::std::string"),
    ("Vec", "::std::vec"),
];

/// Traits that are derived.
const DERIVED: &[(&str, &str)] = &[
    ("Clone", "::std::clone"),
    ("Copy", "::std::marker"),
    ("Debug", "::std::fmt"),
    ("Default", "::std::default"),
    ("Eq", "::std::cmp"),
    ("Hash", "::std::hash"),
    ("Ord", "::std::cmp"),
    ("PartialEq", "::std::cmp"),
    ("PartialOrd", "::std::cmp"),
];

/// The names of types that a schema makes.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    models: BTreeSet<String>,
    taken: BTreeSet<String>,
    time: TimeCrate,
}

impl Scope {
    /// The types of these models, enums, domains and composite types.
    pub fn new<'n>(
        models: impl Iterator<Item = &'n str>,
        enums: impl Iterator<Item = &'n str>,
        others: impl Iterator<Item = &'n str>,
    ) -> Self {
        let models: BTreeSet<String> = models.map(name::structure).collect();
        let mut scope = Self { taken: models.clone(), models, time: TimeCrate::default() };
        let enums: Vec<String> = enums.map(|of| scope.enumeration(of)).collect();
        scope.taken.extend(enums.into_iter().chain(others.map(name::structure)));
        scope
    }

    /// With dates and times of this crate.
    pub const fn with_time(mut self, time: TimeCrate) -> Self {
        self.time = time;
        self
    }

    /// An enum: `Role`, or `RoleEnum` beside a model `role`.
    pub fn enumeration(&self, name: &str) -> String {
        let plain = name::structure(name);
        if self.models.contains(&plain) { name::derived("", name, "Enum") } else { plain }
    }

    /// The type of a model's key: `UserId`, or `UserKey` beside a model `UserId`.
    pub fn key(&self, model: &str) -> String {
        let plain = name::derived("", model, "Id");
        if self.takes(&plain) { name::derived("", model, "Key") } else { plain }
    }

    /// Whether the schema has a type of this name.
    pub fn takes(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// The text with the full path of each name that the schema has a type for: `Option<Json>` becomes
    /// `Option<icms_client::types::Json>` beside a model `Json`.
    pub fn spell(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !is_part_of_name(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if let Some(home) = home(word, self.time).filter(|_| self.takes(word)) {
                out.push_str(home);
                out.push_str("::");
            }
            out.push_str(word);
            let next = after.find(is_part_of_name).unwrap_or(after.len());
            out.push_str(&after[..next]);
            rest = &after[next..];
        }
        out
    }

    /// A trait to derive, with its full path beside a type of that name: where modules import each other's types, the compiler
    /// cannot tell which of the two the name means.
    pub fn derived(&self, name: &str) -> String {
        let home = DERIVED.iter().find(|(known, _)| *known == name && self.takes(name));
        home.map_or_else(|| name.to_owned(), |(_, home)| format!("{home}::{name}"))
    }

    /// The names to import for a text, by home, in the order of rustfmt; a full path needs none.
    pub fn imports(&self, text: &str) -> Vec<(&'static str, Vec<&'static str>)> {
        let used: BTreeSet<&str> = words(text).collect();
        let wanted = |name: &&str| used.contains(name) && !self.takes(name);
        let mut imports: Vec<(&str, Vec<&str>)> = homes(self.time)
            .map(|(home, names)| (home, names.iter().copied().filter(wanted).collect()))
            .collect();
        // rustfmt puts a module before a list, and behind a single type.
        if imports.get(2).is_some_and(|(_, types)| types.len() == 1) {
            imports.swap(1, 2);
        }
        imports
    }
}

/// Whether the client or the standard library has something of this name that generated text uses.
pub fn is_of_client(name: &str) -> bool {
    home(name, TimeCrate::default()).is_some()
}

fn home(name: &str, time: TimeCrate) -> Option<&'static str> {
    let standard = STANDARD.iter().find(|(known, _)| *known == name).map(|(_, home)| *home);
    standard.or_else(|| homes(time).find(|(_, names)| names.contains(&name)).map(|(home, _)| home))
}

/// Homes with the names they have.
fn homes(time: TimeCrate) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    [("icms_client::schema", SCHEMA), (time.home(), TIMES)].into_iter().chain(HOMES.iter().copied())
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("///"))
        .flat_map(|line| line.split(|c: char| !is_part_of_name(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_schema_takes_is_spelled_out() {
        let scope = Scope::new(
            ["Json", "role", "UserId"].into_iter(),
            ["Option", "Role"].into_iter(),
            std::iter::empty(),
        );
        assert_eq!(scope.spell("Option<Json>"), "::std::option::Option<icms_client::types::Json>");
        assert_eq!(scope.spell("Vec<Jsonb>"), "Vec<Jsonb>");
        assert_eq!(
            (scope.enumeration("Role"), scope.key("User")),
            ("RoleEnum".to_owned(), "UserKey".to_owned())
        );
        assert_eq!(Scope::default().spell("impl Into<Option<Json>>"), "impl Into<Option<Json>>");
    }
}
