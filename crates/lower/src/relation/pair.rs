//! Which relation fields belong together.

use icms_diagnostic::Diagnostic;
use icms_sql::hash::Map;

use super::{End, Relation, Side, shape};
use crate::code;
use crate::context::Context;
use crate::field::Plurality;
use crate::model::Model;
use crate::suggest::listed;
use crate::unread::Reading;

/// Fields between the same two models under the same name.
struct Group<'a> {
    name: Option<&'a str>,
    models: (usize, usize),
    ends: Vec<End>,
}

/// Every relation whose two ends were found, in the order of the files.
pub(crate) fn pairs<'a>(context: &mut Context<'a>, models: &[Model<'a>]) -> Vec<Relation<'a>> {
    let groups = groups(models);
    groups.iter().filter_map(|group| relation(context, models, group)).collect()
}

fn groups<'a>(models: &[Model<'a>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: Map<(usize, usize, Option<&str>), usize> = Map::default();
    for (at, model) in models.iter().enumerate() {
        for (field_at, field) in model.fields.iter().enumerate() {
            let Some(relation) = &field.relation else { continue };
            let between = (at.min(relation.target), at.max(relation.target));
            let key = (between.0, between.1, relation.name);
            let group = *by_key.entry(key).or_insert_with(|| {
                groups.push(Group { name: relation.name, models: between, ends: Vec::new() });
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(group) {
                group.ends.push(End { model: at, field: field_at });
            }
        }
    }
    groups
}

fn relation<'a>(context: &mut Context<'a>, models: &[Model<'a>], group: &Group<'a>) -> Option<Relation<'a>> {
    let (left, right) = if group.models.0 == group.models.1 {
        self_ends(context, models, group)?
    } else {
        ends(context, models, group)?
    };
    shape::relation(context, models, group.name, left, right)
}

/// The two ends of a relation between two models.
fn ends(context: &mut Context, models: &[Model], group: &Group) -> Option<(End, End)> {
    let of = |model| group.ends.iter().copied().filter(move |end| end.model == model).collect::<Vec<_>>();
    let (left, right) = (of(group.models.0), of(group.models.1));
    for side in [&left, &right] {
        if side.len() > 1 {
            ambiguous(context, models, group, side);
            return None;
        }
    }
    match (left.first(), right.first()) {
        (Some(left), Some(right)) => Some((*left, *right)),
        (Some(only), None) | (None, Some(only)) => {
            missing_opposite(context, models, *only);
            None
        }
        (None, None) => None,
    }
}

/// The two ends of a relation of a model with itself.
fn self_ends(context: &mut Context, models: &[Model], group: &Group) -> Option<(End, End)> {
    match (group.ends.as_slice(), group.name) {
        ([left, right], Some(_)) => Some((*left, *right)),
        ([only], _) => {
            missing_opposite(context, models, *only);
            None
        }
        (ends, _) => {
            ambiguous(context, models, group, ends);
            None
        }
    }
}

fn ambiguous(context: &mut Context, models: &[Model], group: &Group, ends: &[End]) {
    let sides: Vec<Side> = ends.iter().filter_map(|end| end.side(models)).collect();
    let Some((first, rest)) = sides.split_first() else { return };
    let names: Vec<&str> = sides.iter().map(|side| side.field.name()).collect();
    let target = models.get(first.relation.target).map_or("", Model::name);
    let is_self = group.models.0 == group.models.1;
    let message = format!("{} of `{}` all refer to `{target}`", listed(&names), first.model.name());
    let help = match group.name {
        None if is_self && ends.len() == 2 => {
            "if both are ends of one relation, give them the same name: `@relation(\"…\")`".to_owned()
        }
        None => "give each relation a name, the same on both ends: `@relation(\"…\")`".to_owned(),
        Some(name) => format!("only two fields can be ends of the relation `{name}`; name the others anew"),
    };
    let mut diagnostic =
        Diagnostic::error(code::AMBIGUOUS_RELATION, message).at(first.field.ast.span).help(help);
    for other in rest {
        diagnostic = diagnostic.label(other.field.ast.span, "and this one");
    }
    context.report(diagnostic);
}

fn missing_opposite(context: &mut Context, models: &[Model], end: End) {
    // Fields of a model that was not read as it was meant may be those of another one.
    let whole = |side: &Side| side.model.block.reading == Reading::Whole;
    let Some(side) = end.side(models).filter(whole) else { return };
    let Some(target) = models.get(side.relation.target).filter(|target| target.knows_its_fields()) else {
        return;
    };
    let message = format!("`{}` has no field for the other side of `{}`", target.name(), side.path());
    let list = match (side.relation.fields, side.field.plurality()) {
        (Some(_), _) | (None, Plurality::Many) => "[]",
        (None, Plurality::One) => "?",
    };
    let name = side.relation.name.map(|name| format!(" @relation(\"{name}\")")).unwrap_or_default();
    let field = first_lower(side.model.name());
    let help = format!("add `{field} {}{list}{name}` to `{}`", side.model.name(), target.name());
    let mut diagnostic =
        Diagnostic::error(code::MISSING_OPPOSITE, message).at(side.field.ast.span).help(help);
    let back = target.fields.iter().find(|field| {
        let points_back = field.relation.as_ref().is_some_and(|back| back.target == end.model);
        points_back && !std::ptr::eq(*field, side.field)
    });
    if let Some(back) =
        back.filter(|back| back.relation.as_ref().is_some_and(|b| b.name != side.relation.name))
    {
        diagnostic = diagnostic.label(back.ast.span, "this one belongs to a relation of another name");
    }
    context.report(diagnostic);
}

fn first_lower(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
