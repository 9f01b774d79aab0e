//! Extensions that the datasource lists.

use icms_model::{Extension, ObjectKind, ObjectRef};
use icms_sql::Name;

use crate::context::Context;
use crate::output::Output;

/// Every listed extension.
pub(crate) fn lower(context: &Context, output: &mut Output) {
    let listed = context.config.datasource.iter().flat_map(|datasource| &datasource.extensions);
    for extension in listed.filter(|extension| extension.name != "plpgsql") {
        let name = Name::new(&extension.name);
        output.lowered.origins.note(ObjectRef::new(ObjectKind::Extension, [name.clone()]), extension.span);
        output.lowered.schema.extensions.insert(Extension {
            name,
            namespace: extension.schema.as_deref().map(Name::new),
            version: extension.version.as_deref().map(Into::into),
            comment: extension.comment.as_deref().map(Into::into),
        });
    }
}
