//! Domains and composite types: what they are made of, for fields that have them as their type.

use icms_diagnostic::Diagnostic;
use icms_model::entity::{EntityComposite, EntityDomain, FieldArity, FieldType, Member as EntityMember};
use icms_model::{Array, DataType, QualifiedName};
use icms_sql::Name;
use icms_syntax::Dialect;
use icms_syntax::ast;

use crate::attribute::{BlockAttributes, BlockWord, FieldAttributes, FieldWord};
use crate::code;
use crate::context::Context;
use crate::entity::{arity, field_type};
use crate::field::{FieldKind, resolve};
use crate::mapping;
use crate::name::{spelled, stored};

/// Domains and composite types in the order of the files.
#[derive(Clone, Default)]
pub(crate) struct UserTypes<'a> {
    /// `domain …`
    pub domains: Vec<UserDomain<'a>>,
    /// `type … { … }`
    pub composites: Vec<UserComposite<'a>>,
}

/// A domain.
#[derive(Clone)]
pub(crate) struct UserDomain<'a> {
    /// As written.
    ast: &'a ast::Domain,
    /// Its type.
    pub database: QualifiedName,
    /// What it is made of; none where that is wrong.
    base: Option<(FieldKind, DataType)>,
}

/// A composite type.
#[derive(Clone)]
pub(crate) struct UserComposite<'a> {
    ast: &'a ast::Composite,
    /// Its type.
    pub database: QualifiedName,
    members: Vec<Member<'a>>,
}

/// An attribute of a composite type.
#[derive(Clone)]
struct Member<'a> {
    ast: &'a ast::Field,
    column: Name,
    kind: FieldKind,
    data_type: DataType,
}

const BLOCK: &[BlockWord] = &[BlockWord::Map, BlockWord::Schema, BlockWord::Comment];
/// `Default` lets native types through.
const MEMBER: &[FieldWord] = &[FieldWord::Map, FieldWord::Comment, FieldWord::Collate, FieldWord::Default];

/// Reads all of them: first their names, which they may use of each other.
pub(crate) fn read<'a>(context: &mut Context<'a>) {
    let domains = context.declared.domains.clone();
    let composites = match context.dialect {
        Dialect::Icms => context.declared.composites.clone(),
        Dialect::Prisma => Vec::new(),
    };
    context.user_types.domains = domains.into_iter().map(|ast| domain_name(context, ast)).collect();
    context.user_types.composites = composites.into_iter().map(|ast| composite_name(context, ast)).collect();
    for at in 0..context.user_types.domains.len() {
        let ast = context.user_types.domains[at].ast;
        context.user_types.domains[at].base = base(context, ast);
    }
    for at in 0..context.user_types.domains.len() {
        refuse_circle(context, at);
    }
    for at in 0..context.user_types.composites.len() {
        let ast = context.user_types.composites[at].ast;
        let members = ast.fields.iter().filter_map(|field| member(context, field)).collect();
        context.user_types.composites[at].members = members;
    }
}

fn domain_name<'a>(context: &mut Context<'a>, ast: &'a ast::Domain) -> UserDomain<'a> {
    let mapped = ast.attributes.iter().find(|attribute| attribute.name.value == "map");
    let mapped = mapped.and_then(|attribute| mapping::map_text(context, attribute));
    let name = match mapped {
        Some((text, _)) => stored(text),
        None => stored(&spelled(&ast.name.value, context.naming())),
    };
    let database = QualifiedName { namespace: context.default_namespace.clone(), name };
    UserDomain { ast, database, base: None }
}

fn composite_name<'a>(context: &mut Context<'a>, ast: &'a ast::Composite) -> UserComposite<'a> {
    let attributes = BlockAttributes::read(context, &ast.attributes, BLOCK);
    let name = stored(&mapping::block_name(context, &attributes, &ast.name));
    let namespace = match attributes.get(BlockWord::Schema) {
        Some(_) => {
            let reading = context.declared.unread.block(ast.span);
            mapping::namespace(context, &attributes, ast.name.span, "type", reading)
        }
        None => context.default_namespace.clone(),
    };
    UserComposite { ast, database: QualifiedName { namespace, name }, members: Vec::new() }
}

fn base<'a>(context: &mut Context<'a>, ast: &'a ast::Domain) -> Option<(FieldKind, DataType)> {
    let mut attributes = FieldAttributes::default();
    attributes.native = ast.attributes.iter().find(|attribute| attribute.name.value.contains('.'));
    let (kind, data_type) = resolve(context, &ast.base, ast.arity, &attributes);
    Some((kind, data_type?))
}

/// A domain that is made of itself, perhaps through others.
fn refuse_circle(context: &mut Context, at: usize) {
    let below = |at: usize| match context.user_types.domains.get(at)?.base.as_ref()?.0 {
        FieldKind::Domain(next) => Some(next),
        FieldKind::Scalar(_)
        | FieldKind::Builtin
        | FieldKind::Enum(_)
        | FieldKind::Composite(_)
        | FieldKind::Unsupported
        | FieldKind::Model(_)
        | FieldKind::Unknown => None,
    };
    let steps = std::iter::successors(below(at), |next| below(*next)).take(context.user_types.domains.len());
    if steps.into_iter().any(|next| next == at) {
        let name = &context.user_types.domains[at].ast.name;
        let (message, span) = (format!("the domain `{}` is made of itself", name.value), name.span);
        let diagnostic = Diagnostic::error(code::UNKNOWN_TYPE, message).at(span);
        context.report(diagnostic.help("name a scalar or an enum behind the `=` of one of them"));
    }
}

fn member<'a>(context: &mut Context<'a>, ast: &'a ast::Field) -> Option<Member<'a>> {
    let attributes = FieldAttributes::read(context, &ast.attributes, MEMBER);
    let (kind, data_type) = resolve(context, &ast.ty, ast.arity, &attributes);
    if let FieldKind::Model(_) = kind {
        let message = format!("`{}` is a model, which no composite type can hold", ast.name.value);
        let diagnostic = Diagnostic::error(code::UNKNOWN_TYPE, message).at(ast.span);
        context.report(diagnostic.help("hold the value of its key, or make the field one of a model"));
    }
    let column = match mapping::field_map(context, &attributes) {
        Some((text, _)) => stored(text),
        None => stored(&spelled(&ast.name.value, context.naming())),
    };
    Some(Member { ast, column, kind, data_type: data_type? })
}

/// The type of the domain as the server sees its values: what is at the bottom of it.
pub(crate) fn bottom(context: &Context, at: usize) -> Option<DataType> {
    let mut at = at;
    // A domain that is made of itself ends here.
    for _ in 0..=context.user_types.domains.len() {
        let (kind, data_type) = context.user_types.domains.get(at)?.base.as_ref()?;
        match kind {
            FieldKind::Domain(next) if data_type.array == Array::No => at = *next,
            FieldKind::Scalar(_) | FieldKind::Builtin | FieldKind::Enum(_) | FieldKind::Domain(_) => {
                return Some(data_type.clone());
            }
            FieldKind::Composite(_) | FieldKind::Unsupported | FieldKind::Model(_) | FieldKind::Unknown => {
                return None;
            }
        }
    }
    None
}

/// The domains as a client names them.
pub(crate) fn domains(context: &Context) -> Vec<EntityDomain> {
    let shown = |(at, domain): (usize, &UserDomain)| {
        let bottom = bottom(context, at);
        let base = domain.base.as_ref().filter(|_| bottom.is_some());
        let unsupported = (FieldType::Unsupported, domain_type(domain));
        let (base, data_type) = base.map_or(unsupported, |(kind, data_type)| {
            (field_type(context, *kind, data_type), bottom.unwrap_or_else(|| data_type.clone()))
        });
        EntityDomain {
            name: domain.ast.name.value.as_str().into(),
            database: domain.database.clone(),
            base,
            data_type,
            docs: domain.ast.docs.as_deref().map(Into::into),
        }
    };
    context.user_types.domains.iter().enumerate().map(shown).collect()
}

fn domain_type(domain: &UserDomain) -> DataType {
    DataType::named(domain.database.clone())
}

/// The composite types as a client names them.
pub(crate) fn composites(context: &Context) -> Vec<EntityComposite> {
    let shown = |composite: &UserComposite| EntityComposite {
        name: composite.ast.name.value.as_str().into(),
        database: composite.database.clone(),
        members: composite.members.iter().map(|member| shown_member(context, member)).collect(),
        docs: composite.ast.docs.as_deref().map(Into::into),
    };
    context.user_types.composites.iter().map(shown).collect()
}

fn shown_member(context: &Context, member: &Member) -> EntityMember {
    let arity = arity(member.ast.arity);
    let data_type = match member.kind {
        FieldKind::Domain(at) if arity != FieldArity::List => bottom(context, at),
        FieldKind::Scalar(_)
        | FieldKind::Builtin
        | FieldKind::Enum(_)
        | FieldKind::Composite(_)
        | FieldKind::Domain(_)
        | FieldKind::Unsupported
        | FieldKind::Model(_)
        | FieldKind::Unknown => None,
    };
    EntityMember {
        name: member.ast.name.value.as_str().into(),
        column: member.column.clone(),
        field_type: field_type(context, member.kind, &member.data_type),
        data_type: data_type.unwrap_or_else(|| member.data_type.clone()),
        arity,
        docs: member.ast.docs.as_deref().map(Into::into),
    }
}
