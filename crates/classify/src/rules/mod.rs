//! One file per rule. Adding one: its file, its page in `docs/rules/`, its fixtures, and a line here.

macro_rules! rules {
    ($($name:ident,)*) => {
        $(pub(crate) mod $name;)*

        /// Every rule, in the order in which their findings are listed.
        pub(crate) const ALL: &[&crate::Rule] = &[$(&$name::RULE,)*];
    };
}

rules! {
    column_added,
    column_dropped,
    opaque_statement,
    table_created,
    table_dropped,
    unknown_change,
}

use icms_model::effect::Action;

use crate::case::Case;

/// Whether the effect leaves nothing behind that a rule would have to speak of.
pub(crate) const fn nothing_done(case: &Case<'_>) -> bool {
    matches!(case.effect.action, Action::Session)
}
