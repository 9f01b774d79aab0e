//! Schema files as they are meant: syntax trees → [`Schema`], the graph of entities, hints, places, diagnostics.
//!
//! Input: the parsed files of one schema. Output: [`Lowered`]. Invariants: total on any tree, never panics; the
//! order of everything follows the files; what Prisma accepts in a `.prisma` file is never an error here; the
//! catalogue that the result describes is the one Prisma's engine would make.
//!
//! ```
//! use icms_lower::{Options, lower};
//! let lowered = lower(&[], &Options::default());
//! assert!(lowered.diagnostics.is_empty());
//! assert_eq!(lowered.schema.tables.len(), 0);
//! ```

mod advice;
mod attribute;
mod check;
pub mod code;
mod column;
pub mod config;
mod context;
mod declared;
mod default_value;
mod entity;
mod enumeration;
mod extension;
mod field;
mod foreign_key;
mod function;
mod generated;
mod identity;
mod index;
mod key;
pub mod language;
mod many_to_many;
mod mapping;
mod mixin;
mod model;
mod name;
mod namespace;
mod native_type;
mod operator_class;
mod options;
mod origins;
mod output;
mod primary_key;
mod relation;
mod scalar;
mod sequence;
mod suggest;
mod table;
mod unique;
mod unmanaged;
mod unread;
mod user_type;
mod validate;
mod view;

pub use config::Config;
pub use options::Options;
pub use origins::Origins;
pub use suggest::closest;

use icms_diagnostic::Diagnostics;
use icms_model::entity::EntityGraph;
use icms_model::{Hints, Language, Schema};
use icms_syntax::Dialect;
use icms_syntax::ast::File;

use context::Context;
use declared::Declared;
use model::Model;
use output::Output;
use relation::Relation;

/// What the files mean.
#[derive(Debug, Clone, Default)]
pub struct Lowered {
    /// What should be in the database.
    pub schema: Schema,
    /// What a client is made from.
    pub entities: EntityGraph,
    /// Renames that the files declare.
    pub hints: Hints,
    /// Where objects and members were written.
    pub origins: Origins,
    /// The datasource and the generators.
    pub config: Config,
    /// What is wrong or remarkable, ordered by place.
    pub diagnostics: Diagnostics,
}

/// Finds out what the files of one schema mean together.
#[must_use]
pub fn lower(files: &[File], options: &Options) -> Lowered {
    let mut diagnostics = Diagnostics::default();
    let dialect = declared::dialect(files, &mut diagnostics);
    let declared = Declared::collect(files, &mut diagnostics);
    let config = config::read(&declared, dialect, &mut diagnostics);
    let mut context = Context {
        dialect,
        target: options.target,
        default_namespace: options.default_namespace.clone(),
        config,
        declared,
        enums: Vec::new(),
        missed: Vec::new(),
        user_types: user_type::UserTypes::default(),
        diagnostics,
    };
    let mut output = write(&mut context);
    output.lowered.schema.scope.language = match dialect {
        Dialect::Icms => Language::Icms,
        Dialect::Prisma => Language::Prisma,
    };
    output.lowered.config = context.config;
    output.lowered.diagnostics = context.diagnostics;
    output.lowered.diagnostics.sort();
    output.lowered.diagnostics.gather(&code::SAID_ONCE);
    output.lowered.diagnostics.advise(advice::advice);
    output.lowered
}

/// Reads every block, checks them against each other, and writes what they mean.
fn write(context: &mut Context) -> Output {
    let mut output = Output::default();
    enumeration::read(context);
    user_type::read(context);
    let models = model::read(context);
    let relations = relation::pairs(context, &models);
    if models.len() < model::PARALLEL_FROM {
        validate::all(context, &models, &relations);
        objects(context, &models, &relations, &mut output);
        output.lowered.entities = entity::lower(context, &models, &relations);
        return output;
    }
    let mut other = context.beside();
    output.lowered.entities = std::thread::scope(|scope| {
        let entities = scope.spawn(|| {
            validate::all(&mut other, &models, &relations);
            entity::lower(&other, &models, &relations)
        });
        objects(context, &models, &relations, &mut output);
        entities.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    context.join(other);
    output
}

/// Writes the schema.
fn objects<'a>(
    context: &mut Context<'a>,
    models: &[Model<'a>],
    relations: &[Relation<'a>],
    output: &mut Output,
) {
    namespace::lower(context, models, output);
    extension::lower(context, output);
    enumeration::lower(context, output);
    sequence::lower(context, models, output);
    table::lower(context, models, output);
    foreign_key::lower(context, models, relations, output);
    many_to_many::lower(context, models, relations, output);
    function::lower(context, output);
    view::lower(context, models, output);
    unmanaged::lower(context, models, output);
}
