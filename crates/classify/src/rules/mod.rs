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
    column_added_domain,
    column_added_filled,
    column_added_required,
    column_added_volatile,
    column_attribute_changed,
    column_dropped,
    column_renamed,
    column_type_changed,
    column_type_refused,
    comment_set,
    composite_type_changed,
    constraint_renamed,
    constraint_validated,
    default_dropped,
    default_set,
    domain_changed,
    enum_created,
    enum_dropped,
    enum_renamed,
    enum_value_added,
    enum_value_removed,
    enum_value_renamed,
    enum_value_used,
    exclusion_changed,
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
    owner_changed,
    partition_changed,
    policy_changed,
    primary_key_added,
    primary_key_dropped,
    privilege_changed,
    publication_changed,
    rewrite_rule_changed,
    role_created,
    rows_changed,
    rows_deleted,
    sequence_changed,
    sequence_created,
    sequence_dropped,
    statistics_changed,
    table_created,
    table_dropped,
    table_option_changed,
    table_persistence_changed,
    table_renamed,
    trigger_changed,
    unique_added,
    unique_dropped,
    unknown_change,
    view_changed,
    view_created,
    view_dropped,
}

use icms_model::effect::{Action, EnumAction, TableAction};

use crate::case::Case;

/// Whether the effect leaves nothing behind that a rule would have to speak of.
pub(crate) fn nothing_done(case: &Case<'_>) -> bool {
    matches!(case.effect.action, Action::Session)
        || case.skipped()
        || said_of_partition(case)
        || rebuilds(case)
}

/// The old enum steps aside and goes: what its rebuilding costs is said of the columns that are taken over.
fn rebuilds(case: &Case<'_>) -> bool {
    matches!(case.effect.action, Action::Enum(EnumAction::Rename(_) | EnumAction::Drop { .. }))
        && enum_value_removed::is_rebuilt(case)
}

/// `ALTER TABLE … ATTACH PARTITION` has an effect on the partition, which a rule judges, and one on its table.
fn said_of_partition(case: &Case<'_>) -> bool {
    let moved = |action: &Action| {
        matches!(action, Action::Table(TableAction::AttachPartition | TableAction::DetachPartition))
    };
    let beside = case.step.effects.effects.iter().any(|effect| moved(&effect.action));
    matches!(case.effect.action, Action::Unmanaged { .. }) && beside
}
