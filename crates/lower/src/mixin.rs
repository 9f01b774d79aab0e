//! `...Name`: the fields and attributes of a mixin, put in place.

use icms_diagnostic::{Diagnostic, Diagnostics};
use icms_sql::hash::Map;
use icms_syntax::ast::{self, Block, File};

use crate::code;
use crate::declared::{BlockKind, ModelBlock};
use crate::suggest::closest;
use crate::unread::{Reading, Unread};

/// Every mixin by name.
pub(crate) struct Mixins<'a> {
    by_name: Map<&'a str, &'a ast::Mixin>,
}

impl<'a> Mixins<'a> {
    /// Finds them in the files; the first of a name stays.
    pub(crate) fn collect(files: &'a [File], diagnostics: &mut Diagnostics) -> Self {
        let mut by_name: Map<&str, &ast::Mixin> = Map::default();
        for block in files.iter().flat_map(|file| &file.blocks) {
            let Block::Mixin(mixin) = block else { continue };
            let first = by_name.entry(mixin.name.value.as_str()).or_insert(mixin);
            if !std::ptr::eq(*first, mixin) {
                diagnostics.push(
                    Diagnostic::error(
                        code::DUPLICATE_NAME,
                        format!("the mixin `{}` is declared twice", mixin.name.value),
                    )
                    .at(mixin.name.span)
                    .label(first.name.span, "first declared here"),
                );
            }
        }
        Self { by_name }
    }

    /// A model with its mixins in place.
    pub(crate) fn spread(
        &self,
        model: &'a ast::Model,
        unread: &Unread,
        diagnostics: &mut Diagnostics,
    ) -> ModelBlock<'a> {
        let mut reading = unread.block(model.span);
        let mut fields: Vec<&ast::Field> = Vec::with_capacity(model.fields.len());
        let mut attributes: Vec<&ast::Attribute> = Vec::new();
        let mut taken = 0;
        for spread in &model.spreads {
            fields.extend(model.fields.iter().take(spread.at).skip(taken));
            taken = spread.at.max(taken);
            match self.by_name.get(spread.name.value.as_str()) {
                Some(mixin) => {
                    if unread.block(mixin.span) == Reading::Partly {
                        reading = Reading::Partly;
                    }
                    fields.extend(&mixin.fields);
                    attributes.extend(&mixin.attributes);
                }
                None => {
                    reading = Reading::Partly;
                    diagnostics.push(self.unknown(&spread.name));
                }
            }
        }
        fields.extend(model.fields.iter().skip(taken));
        attributes.extend(&model.attributes);
        ModelBlock {
            kind: BlockKind::Table,
            name: &model.name,
            fields,
            attributes,
            docs: &model.docs,
            reading,
        }
    }

    fn unknown(&self, name: &ast::Ident) -> Diagnostic {
        let mut names: Vec<&str> = self.by_name.keys().copied().collect();
        names.sort_unstable();
        let diagnostic =
            Diagnostic::error(code::UNKNOWN_MIXIN, format!("there is no mixin `{}`", name.value))
                .at(name.span);
        match closest(&name.value, names) {
            Some(word) => diagnostic.help(format!("did you mean `{word}`?")).fix(name.span, word),
            None => diagnostic.help(format!("declare it: `mixin {} {{ … }}`", name.value)),
        }
    }
}
