//! Calls: PostgreSQL's own functions give their arguments types.

use super::{Elaborator, Typed};
use crate::expr::ast::{Call, Expr, Ident, Sort, TypeName, Window};
use crate::expr::functions::{self, Signature};
use crate::expr::types::{self, Ty, base, is};

impl Elaborator<'_> {
    pub(super) fn call(&mut self, mut call: Call) -> Option<Typed> {
        self.localize(&mut call);
        let args = call.args.iter().map(|a| a.value.clone()).collect();
        let args = self.typed(args)?;
        call.order = self.sorts(call.order)?;
        call.within = self.sorts(call.within)?;
        call.filter = match call.filter {
            Some(filter) => Some(self.boolean(filter)?),
            None => None,
        };
        call.over = match call.over {
            Some(window) => Some(self.window(window)?),
            None => None,
        };
        let signature = self.signature(&call, &args);
        let (values, ty) = match signature {
            Some(signature) => {
                let values =
                    args.into_iter().zip(&signature.args).map(|(a, t)| self.argument(a, t)).collect();
                (values, Ty::Known(signature.result.clone()))
            }
            None => self.polymorphic(&call, args),
        };
        for (argument, value) in call.args.iter_mut().zip::<Vec<Expr>>(values) {
            argument.value = value;
        }
        Some(Typed::new(Expr::Call(Box::new(call)), ty))
    }

    /// `pg_catalog.` and the default namespace go, unless that would turn a function of the latter into a built-in.
    fn localize(&self, call: &mut Call) {
        if let [schema, name] = call.path.as_slice() {
            let own = schema.name == self.context.default_namespace() && !functions::is_built_in(&name.name);
            if own || (schema.name == "pg_catalog" && functions::is_built_in(&name.name)) {
                call.path.remove(0);
            }
        }
    }

    fn signature(&self, call: &Call, args: &[Typed]) -> Option<Signature> {
        if call.args.iter().any(|a| a.variadic || a.name.is_some()) || !call.within.is_empty() {
            return None;
        }
        match call.path.as_slice() {
            [name] if functions::is_built_in(&name.name) => self.built_in_signature(name, args),
            [name] => self.own_signature(None, &name.name, args.len()),
            [schema, name] => self.own_signature(Some(&schema.name), &name.name, args.len()),
            _ => None,
        }
    }

    fn own_signature(&self, schema: Option<&str>, name: &str, count: usize) -> Option<Signature> {
        let known = self.context.function(schema, name).filter(|f| f.arguments.len() >= count)?;
        let parsed = |text: &String| types::parse(text).map(|t| base(&self.localized(t)));
        let args = known.arguments.iter().map(parsed).collect::<Option<Vec<_>>>()?;
        Some(Signature::plain(args, parsed(&known.result)?)).filter(Signature::is_plain)
    }

    fn built_in_signature(&self, name: &Ident, args: &[Typed]) -> Option<Signature> {
        let mut types = Vec::with_capacity(args.len());
        for arg in args {
            types.push(match &arg.ty {
                Ty::Known(ty) => Some(self.undomained(ty)),
                Ty::Open => None,
                // A function of one form only is certain whatever its arguments.
                Ty::Unsure => return functions::only(&name.name, args.len()),
            });
        }
        functions::resolve(&name.name, &types)
    }

    fn argument(&self, typed: Typed, target: &TypeName) -> Expr {
        match &typed.ty {
            Ty::Unsure => typed.expr,
            // A cast that the rules of operators would not make is the function's own business.
            Ty::Known(ty) => {
                let own = self.undomained(ty);
                let numbers = types::numeric_rank(&own).zip(types::numeric_rank(target));
                let same =
                    types::same_base(&own, target) || (types::is_textual(&own) && types::is_textual(target));
                let string = types::is(target, "text") && types::is_any(&own, &["bpchar", "name"]);
                let clock = types::is(&own, "date") || types::is(&own, "timestamp");
                let clock = clock && types::is_any(target, &["timestamp", "timestamptz"]);
                if same || string || clock || numbers.is_some_and(|(a, b)| a < b) {
                    self.operand(typed, target)
                } else {
                    typed.expr
                }
            }
            Ty::Open => self.operand(typed, target),
        }
    }

    /// Functions over any type: what they return follows from their argument.
    fn polymorphic(&self, call: &Call, args: Vec<Typed>) -> (Vec<Expr>, Ty) {
        let name = match call.path.as_slice() {
            [name] => name.name.as_str(),
            _ => "",
        };
        let first = args.first().and_then(|a| a.ty.known()).map(base);
        let item = first.as_ref().filter(|t| t.array).and_then(|array| match name {
            "array_append" | "array_remove" | "array_position" | "array_positions" | "array_replace" => {
                Some(types::element(array))
            }
            "array_cat" => Some(array.clone()),
            _ => None,
        });
        let ty = match (name, first) {
            ("count", _) => Ty::named("int8"),
            ("concat" | "concat_ws" | "format", _) => Ty::named("text"),
            (
                "jsonb_build_object" | "jsonb_build_array" | "to_jsonb" | "jsonb_agg" | "jsonb_object_agg",
                _,
            ) => Ty::named("jsonb"),
            ("json_build_object" | "json_build_array" | "to_json" | "json_agg" | "row_to_json", _) => {
                Ty::named("json")
            }
            ("row_number" | "rank" | "dense_rank", _) => Ty::named("int8"),
            ("array_length" | "array_ndims" | "cardinality" | "array_position" | "array_upper", _) => {
                Ty::named("int4")
            }
            ("array_to_string", _) => Ty::named("text"),
            ("max" | "min", Some(ty)) if is(&ty, "varchar") => Ty::named("text"),
            ("max" | "min" | "lag" | "lead" | "first_value" | "last_value", Some(ty)) => Ty::Known(ty),
            ("array_agg", Some(ty)) if !ty.array => Ty::Known(types::array_of(&ty)),
            ("array_append" | "array_remove" | "array_cat", Some(ty)) if ty.array => Ty::Known(ty),
            ("unnest", Some(ty)) if ty.array => Ty::Known(types::element(&ty)),
            _ => Ty::Unsure,
        };
        let text = types::built_in("text");
        let printed =
            matches!(name, "concat" | "concat_ws" | "format" | "jsonb_build_object" | "json_build_object");
        let printed = printed || matches!(name, "jsonb_build_array" | "json_build_array");
        let whole = matches!(name, "array_to_string");
        let values = args
            .into_iter()
            .enumerate()
            .map(|(i, a)| match a.ty {
                Ty::Open if printed || (whole && i > 0) => self.adopt(a, &text).expr,
                Ty::Open if i > 0 && item.is_some() => match &item {
                    Some(item) => self.adopt(a, item).expr,
                    None => a.expr,
                },
                _ => a.expr,
            })
            .collect();
        (values, ty)
    }

    pub(super) fn sorts(&mut self, sorts: Vec<Sort>) -> Option<Vec<Sort>> {
        sorts.into_iter().map(|s| Some(Sort { expr: self.expr(s.expr)?.expr, order: s.order })).collect()
    }

    pub(super) fn window(&mut self, window: Window) -> Option<Window> {
        Some(match window {
            Window::Named(name) => Window::Named(name),
            Window::Inline { base, partition, order, frame } => {
                Window::Inline { base, partition: self.exprs(partition)?, order: self.sorts(order)?, frame }
            }
        })
    }
}
