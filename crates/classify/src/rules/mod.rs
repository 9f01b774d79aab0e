//! One file per rule. Adding one: its file, its page in `docs/rules/`, its fixtures, and a line here.

/// The constant that registers a rule: its id (the stem of its file and of its page) and its codes.
macro_rules! rule {
    ($id:literal, [$($code:literal),* $(,)?]) => {
        pub(crate) const RULE: crate::Rule = crate::Rule {
            id: $id,
            codes: &[$($code),*],
            page: include_str!(concat!("../../../../docs/rules/", $id, ".md")),
            judge,
        };
    };
}
pub(crate) use rule;

macro_rules! rules {
    ($($name:ident,)*) => {
        $(pub(crate) mod $name;)*

        /// Every rule, in the order in which their findings are listed.
        pub(crate) const ALL: &[&crate::Rule] = &[$(&$name::RULE,)*];
    };
}

rules! {
    access_changed,
    check_added,
    check_dropped,
    column_added,
    column_added_filled,
    column_added_required,
    column_added_volatile,
    column_attribute_changed,
    column_dropped,
    column_renamed,
    column_type_changed,
    comment_set,
    constraint_renamed,
    constraint_validated,
    default_dropped,
    default_set,
    enum_created,
    enum_dropped,
    enum_renamed,
    enum_value_added,
    enum_value_removed,
    enum_value_renamed,
    extension_created,
    extension_dropped,
    foreign_key_added,
    foreign_key_deferrability_changed,
    foreign_key_dropped,
    function_created,
    function_dropped,
    function_replaced,
    generation_changed,
    identity_changed,
    if_not_exists_skipped,
    index_created,
    index_dropped,
    index_maintained,
    namespace_created,
    namespace_dropped,
    not_null_added,
    not_null_dropped,
    object_renamed,
    opaque_statement,
    primary_key_added,
    primary_key_dropped,
    rows_changed,
    rows_deleted,
    sequence_changed,
    sequence_created,
    sequence_dropped,
    table_created,
    table_dropped,
    table_option_changed,
    table_persistence_changed,
    table_renamed,
    unique_added,
    unique_dropped,
    unknown_change,
    unmanaged_changed,
    view_changed,
    view_created,
    view_dropped,
}

use icms_model::effect::Action;

use crate::case::Case;

/// Whether the effect leaves nothing behind that a rule would have to speak of.
pub(crate) fn nothing_done(case: &Case<'_>) -> bool {
    matches!(case.effect.action, Action::Session) || case.skipped()
}
