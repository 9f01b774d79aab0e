//! What columns were called: as long as a field says `@renamedFrom`, the constant of the old name stays, deprecated.

use crate::docs::code;
use crate::name;
use crate::relation;
use crate::shown::{Context, Shown, ShownField};

/// The constants of old names, which are those of the new ones.
pub fn constants(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let (model, say) = (shown.structure(), context.spell("Column"));
    let one = |(old, field): (String, &ShownField<'_>)| {
        let (new, full) = (field.constant(), field.rust.full());
        let head = format!("pub const {old}: {say}");
        let text = context.page.constant(&head, &[&model, &full], |_| new.clone());
        let column = code(field.field.column.as_str());
        format!("/// {column}, by the name it had.\n#[deprecated = \"renamed to {new}\"]\n{text}\n")
    };
    old(context, shown).into_iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The constants of old names that nothing else has.
pub fn old<'s, 'g>(context: &Context<'g>, shown: &'s Shown<'g>) -> Vec<(String, &'s ShownField<'g>)> {
    let mut found: Vec<(String, &ShownField<'_>)> = Vec::new();
    for field in &shown.fields {
        let Some(before) = &field.field.renamed_from else { continue };
        let constant = name::constant(before.as_str());
        let columns = || shown.fields.iter().map(ShownField::constant);
        let relations = || {
            relation::all(context, shown).into_iter().map(|seen| relation::constant(shown, &seen.end.field))
        };
        let known = || found.iter().map(|(known, _)| known.clone());
        if !columns().chain(relations()).chain(known()).any(|taken| taken == constant) {
            found.push((constant, field));
        }
    }
    found
}
