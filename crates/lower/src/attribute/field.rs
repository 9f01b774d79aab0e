//! Attributes of fields by what they say.

use icms_diagnostic::Diagnostic;
use icms_syntax::Dialect;
use icms_syntax::ast::Attribute;

use crate::code;
use crate::context::Context;
use crate::suggest::{closest, listed};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal $origin:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $(#[doc = $word] $variant,)* }

        impl $name {
            /// As it is written.
            pub(crate) const fn text(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// In which dialects it exists.
            pub(crate) const fn exists_in(self, dialect: Dialect) -> bool {
                match self { $(Self::$variant => matches!((words!(@ $origin), dialect), (Dialect::Prisma, _) | (Dialect::Icms, Dialect::Icms)),)* }
            }

            fn find(text: &str) -> Option<Self> {
                match text { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
    (@ prisma) => { Dialect::Prisma };
    (@ icms) => { Dialect::Icms };
}
pub(super) use words;

words! {
    /// What an attribute of a field says.
    FieldWord {
        Id = "id" prisma,
        Unique = "unique" prisma,
        Default = "default" prisma,
        UpdatedAt = "updatedAt" prisma,
        Map = "map" prisma,
        Relation = "relation" prisma,
        Ignore = "ignore" prisma,
        Check = "check" icms,
        Generated = "generated" icms,
        Identity = "identity" icms,
        Collate = "collate" icms,
        Required = "required" icms,
        RenamedFrom = "renamedFrom" icms,
        Comment = "comment" icms,
        Version = "version" icms,
        SoftDelete = "softDelete" icms,
    }
}

/// The attributes of one field.
#[derive(Default)]
pub(crate) struct FieldAttributes<'a> {
    list: Vec<(FieldWord, &'a Attribute)>,
    /// `@db.…`
    pub native: Option<&'a Attribute>,
    /// The first that does not exist, and is not like one that does.
    pub unknown: Option<&'a Attribute>,
}

impl<'a> FieldAttributes<'a> {
    /// Sorts the attributes of a field, an enum value or a domain; only `allowed` ones are taken.
    pub(crate) fn read(
        context: &mut Context,
        attributes: &'a [Attribute],
        allowed: &'static [FieldWord],
    ) -> Self {
        let mut sorted = Self::default();
        let mut misspelt = Vec::new();
        for attribute in attributes {
            misspelt.extend(sorted.add(context, attribute, allowed).map(|word| (word, attribute)));
        }
        // One that was meant to be another is taken for it, where that one does not stand itself.
        for (word, attribute) in misspelt {
            if !sorted.has(word) {
                sorted.list.push((word, attribute));
            }
        }
        sorted
    }

    /// The attribute of this word.
    pub(crate) fn get(&self, word: FieldWord) -> Option<&'a Attribute> {
        self.all(word).next()
    }

    /// Every attribute of this word.
    pub(crate) fn all(&self, word: FieldWord) -> impl Iterator<Item = &'a Attribute> {
        self.list.iter().filter(move |(candidate, _)| *candidate == word).map(|(_, attribute)| *attribute)
    }

    /// The span of the attribute of this word.
    pub(crate) fn has(&self, word: FieldWord) -> bool {
        self.get(word).is_some()
    }

    /// Enters an attribute; gives what one that does not exist was meant to be.
    fn add(
        &mut self,
        context: &mut Context,
        attribute: &'a Attribute,
        allowed: &'static [FieldWord],
    ) -> Option<FieldWord> {
        let text = attribute.name.value.as_str();
        if text.contains('.') && allowed.contains(&FieldWord::Default) {
            match self.native {
                None => self.native = Some(attribute),
                Some(first) => twice(context, attribute, first),
            }
            return None;
        }
        match FieldWord::find(text).filter(|word| allowed.contains(word)) {
            Some(word) if !word.exists_in(context.dialect) => beyond(context, attribute, "@"),
            Some(word) => match self.get(word).filter(|_| word != FieldWord::Check) {
                None => self.list.push((word, attribute)),
                Some(first) => twice(context, attribute, first),
            },
            None => {
                let words = allowed.iter().filter(|word| word.exists_in(context.dialect)).map(|w| w.text());
                let meant = unknown(context, attribute, "@", words.collect()).and_then(FieldWord::find);
                if meant.is_none() {
                    self.unknown.get_or_insert(attribute);
                }
                return meant;
            }
        }
        None
    }
}

fn twice(context: &mut Context, attribute: &Attribute, first: &Attribute) {
    let message = format!("`@{}` may stand only once", attribute.name.value);
    context.report(
        Diagnostic::error(code::DUPLICATE_ATTRIBUTE, message)
            .at(attribute.span)
            .label(first.span, "it already stands here"),
    );
}

/// A word of `.icms` files in a `.prisma` file.
pub(super) fn beyond(context: &mut Context, attribute: &Attribute, at: &str) {
    context.report(
        Diagnostic::error(
            code::BEYOND_PRISMA,
            format!("`{at}{}` is a word of `.icms` files", attribute.name.value),
        )
        .at(attribute.span)
        .help("rename the file to `.icms` to use it"),
    );
}

/// An attribute that does not exist here, and the one that was meant.
pub(super) fn unknown(
    context: &mut Context,
    attribute: &Attribute,
    at: &str,
    words: Vec<&'static str>,
) -> Option<&'static str> {
    let name = &attribute.name;
    let diagnostic = Diagnostic::error(
        code::UNKNOWN_ATTRIBUTE,
        format!("there is no attribute `{at}{}` here", name.value),
    )
    .at(name.span);
    let meant = closest(&name.value, words.iter().copied());
    context.report(match meant {
        Some(word) => diagnostic.help(format!("did you mean `{at}{word}`?")).fix(name.span, word),
        None => diagnostic.help(format!("there are {}", listed(&words))),
    });
    meant
}
