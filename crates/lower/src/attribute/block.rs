//! Attributes of blocks by what they say.

use icms_diagnostic::Diagnostic;
use icms_syntax::Dialect;
use icms_syntax::ast::Attribute;

use super::field::{beyond, unknown, words};
use crate::code;
use crate::context::Context;

words! {
    /// What an attribute of a block says.
    BlockWord {
        Id = "id" prisma,
        Unique = "unique" prisma,
        Index = "index" prisma,
        Map = "map" prisma,
        Schema = "schema" prisma,
        Ignore = "ignore" prisma,
        Check = "check" icms,
        Exclude = "exclude" icms,
        Partition = "partition" icms,
        Rls = "rls" icms,
        Storage = "storage" icms,
        Grant = "grant" icms,
        Sql = "sql" icms,
        RenamedFrom = "renamedFrom" icms,
        Comment = "comment" icms,
        ForeignKey = "foreignKey" icms,
    }
}

impl BlockWord {
    const fn may_repeat(self) -> bool {
        matches!(
            self,
            Self::Unique | Self::Index | Self::Check | Self::Exclude | Self::Grant | Self::ForeignKey
        )
    }
}

/// The attributes of one block in order.
#[derive(Default)]
pub(crate) struct BlockAttributes<'a> {
    /// With their words.
    pub list: Vec<(BlockWord, &'a Attribute)>,
    /// The first that does not exist, and is not like one that does.
    pub unknown: Option<&'a Attribute>,
}

impl<'a> BlockAttributes<'a> {
    /// Sorts the attributes of a block; only `allowed` ones are taken.
    pub(crate) fn read(
        context: &mut Context,
        attributes: impl IntoIterator<Item = &'a Attribute>,
        allowed: &'static [BlockWord],
    ) -> Self {
        let mut sorted = Self::default();
        let mut misspelt = Vec::new();
        for attribute in attributes {
            misspelt.extend(sorted.add(context, attribute, allowed).map(|word| (word, attribute)));
        }
        for (word, attribute) in misspelt {
            if word.may_repeat() || sorted.get(word).is_none() {
                sorted.list.push((word, attribute));
            }
        }
        sorted
    }

    /// The first attribute of this word.
    pub(crate) fn get(&self, word: BlockWord) -> Option<&'a Attribute> {
        self.all(word).next()
    }

    /// Every attribute of this word.
    pub(crate) fn all(&self, word: BlockWord) -> impl Iterator<Item = &'a Attribute> {
        self.list.iter().filter(move |(candidate, _)| *candidate == word).map(|(_, attribute)| *attribute)
    }

    /// Enters an attribute; gives what one that does not exist was meant to be.
    fn add(
        &mut self,
        context: &mut Context,
        attribute: &'a Attribute,
        allowed: &'static [BlockWord],
    ) -> Option<BlockWord> {
        match BlockWord::find(&attribute.name.value).filter(|word| allowed.contains(word)) {
            Some(word) if !word.exists_in(context.dialect) => beyond(context, attribute, "@@"),
            Some(word) => match self.get(word).filter(|_| !word.may_repeat()) {
                None => self.list.push((word, attribute)),
                Some(first) => twice(context, attribute, first),
            },
            None => {
                let words = allowed.iter().filter(|word| word.exists_in(context.dialect)).map(|w| w.text());
                let meant = unknown(context, attribute, "@@", words.collect()).and_then(BlockWord::find);
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
    let message = format!("`@@{}` may stand only once", attribute.name.value);
    context.report(
        Diagnostic::error(code::DUPLICATE_ATTRIBUTE, message)
            .at(attribute.span)
            .label(first.span, "it already stands here"),
    );
}
