//! Calls: which of PostgreSQL's own functions give NULL, and when.

use icms_sql::tree::ast::{self, AstNode, LitKind};

use super::super::Nulls;
use super::Reader;
use super::expression::path;
use super::scope::Groups;

/// They always give a value.
const ALWAYS: &[&str] = &[
    "count",
    "concat",
    "now",
    "clock_timestamp",
    "statement_timestamp",
    "transaction_timestamp",
    "timeofday",
    "random",
    "gen_random_uuid",
    "uuidv4",
    "uuidv7",
    "row_number",
    "rank",
    "dense_rank",
    "percent_rank",
    "cume_dist",
    "json_build_object",
    "jsonb_build_object",
    "json_build_array",
    "jsonb_build_array",
    "current_database",
    "version",
    "grouping",
    "num_nulls",
    "num_nonnulls",
];

/// They give NULL only for NULL. Those are missing that give NULL for the infinite (`to_char`), the empty
/// (`array_length`) or the absent (`substring` of a pattern).
const STRICT: &[&str] = &[
    "initcap",
    "length",
    "char_length",
    "character_length",
    "octet_length",
    "bit_length",
    "btrim",
    "ltrim",
    "rtrim",
    "replace",
    "translate",
    "reverse",
    "repeat",
    "left",
    "right",
    "lpad",
    "rpad",
    "substr",
    "strpos",
    "starts_with",
    "split_part",
    "md5",
    "sha256",
    "ascii",
    "chr",
    "encode",
    "decode",
    "abs",
    "sign",
    "ceil",
    "ceiling",
    "floor",
    "round",
    "trunc",
    "sqrt",
    "power",
    "mod",
    "exp",
    "ln",
    "log",
    "ntile",
    "date_trunc",
    "make_date",
    "make_interval",
    "to_timestamp",
    "to_date",
    "cardinality",
    "array_to_string",
    "to_json",
    "to_jsonb",
    "row_to_json",
    "jsonb_set",
    "jsonb_pretty",
    "jsonb_typeof",
    "json_typeof",
    "jsonb_array_length",
    "json_array_length",
    "to_tsvector",
    "to_tsquery",
    "plainto_tsquery",
    "websearch_to_tsquery",
    "phraseto_tsquery",
    "ts_rank",
    "ts_rank_cd",
    "ts_headline",
    "isempty",
];

/// They give NULL only for NULL as long as they are about text; of a range they give its bounds.
const OF_TEXT: &[&str] = &["lower", "upper"];

/// They give a value where one of several is given.
const FIRST: &[&str] = &["coalesce", "greatest", "least"];

/// Aggregates that give a value for every group that is not empty and holds no NULL.
const AGGREGATES: &[&str] = &[
    "sum",
    "avg",
    "min",
    "max",
    "string_agg",
    "bool_and",
    "bool_or",
    "every",
    "bit_and",
    "bit_or",
    "bit_xor",
];

/// Aggregates that give a value for every group that is not empty.
const GATHERERS: &[&str] = &["array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg"];

/// What is known of the arguments of a call.
pub(super) struct Arguments {
    /// NULL as soon as one is.
    pub nulls: Nulls,
    /// NULL only when all are.
    pub every: Nulls,
    /// Whether the first one is text for sure.
    text: Text,
    /// Whether the last one is spread.
    spread: Spread,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Sure,
    Unsure,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spread {
    No,
    Yes,
}

impl Reader<'_> {
    pub(super) fn arguments(&mut self, call: &ast::CallExpr) -> Arguments {
        let mut all =
            Arguments { nulls: Nulls::Never, every: Nulls::Maybe, text: Text::Unsure, spread: Spread::No };
        for (at, argument) in call.arg_list().iter().flat_map(|list| list.args()).enumerate() {
            let value = match argument.func_arg_expr() {
                Some(ast::FuncArgExpr::Expr(value)) => Some(value),
                Some(ast::FuncArgExpr::NamedArg(named)) => named.expr(),
                None => argument.expr(),
            };
            let Some(value) = value else {
                all.nulls = Nulls::Maybe;
                continue;
            };
            if at == 0 && self.is_text(&value) {
                all.text = Text::Sure;
            }
            if argument.variadic_token().is_some() {
                all.spread = Spread::Yes;
            }
            let nulls = self.nulls(&value);
            all.nulls = all.nulls.or(nulls);
            all.every = all.every.and(nulls);
        }
        all
    }

    pub(super) fn call(&mut self, call: &ast::CallExpr) -> Nulls {
        if let Some(query) = call.exists_fn().and_then(|exists| exists.select_variant()) {
            self.inside(|reader| reader.variant(&query));
            return Nulls::Never;
        }
        let filter = call.filter_clause().and_then(|filter| filter.expr());
        if let Some(filter) = &filter {
            self.nulls(filter);
        }
        let Some(path) = call.expr().and_then(|callee| path(&callee)) else { return self.special(call) };
        let arguments = self.arguments(call);
        let own = match path.as_slice() {
            [name] if !self.catalogue.has_function(name) => name,
            [namespace, name] if namespace == "pg_catalog" => name,
            _ => return Nulls::Maybe,
        };
        let grouped = self.scopes.last().is_some_and(|scope| scope.groups == Groups::Filled)
            && filter.is_none()
            && call.over_clause().is_none();
        result(own, &arguments, grouped.then_some(Groups::Filled))
    }

    /// Calls with a grammar of their own.
    fn special(&mut self, call: &ast::CallExpr) -> Nulls {
        let inner: Vec<ast::Expr> = match (call.position_fn(), call.trim_fn()) {
            (Some(position), _) => [position.pos(), position.string()].into_iter().flatten().collect(),
            (None, Some(trim)) => {
                let arguments = trim.trim_args();
                let nodes = arguments.iter().flat_map(|args| args.syntax().children());
                nodes.filter_map(ast::Expr::cast).collect()
            }
            (None, None) => {
                // Whatever else is in there may use parameters.
                let within = [call.any_fn().and_then(|f| f.expr()), call.all_fn().and_then(|f| f.expr())];
                self.all(within.into_iter().flatten());
                let queries = [
                    call.any_fn().and_then(|f| f.select_variant()),
                    call.all_fn().and_then(|f| f.select_variant()),
                ];
                for query in queries.into_iter().flatten() {
                    self.inside(|reader| reader.variant(&query));
                }
                return Nulls::Maybe;
            }
        };
        self.all(inner.into_iter())
    }

    fn is_text(&self, expr: &ast::Expr) -> bool {
        match expr {
            ast::Expr::Literal(literal) => matches!(
                literal.kind(),
                Some(LitKind::String(_) | LitKind::EscString(_) | LitKind::DollarQuotedString(_))
            ),
            ast::Expr::CastExpr(cast) => {
                let to = cast.ty().map(|ty| ty.syntax().text().to_string().to_lowercase());
                to.is_some_and(|to| to == "text" || to.starts_with("varchar"))
            }
            ast::Expr::CallExpr(call) => call.trim_fn().is_some(),
            other => {
                let origin = self.column(other).and_then(|column| column.origin);
                origin.is_some_and(|origin| self.catalogue.is_text(&origin))
            }
        }
    }
}

fn result(name: &str, arguments: &Arguments, grouped: Option<Groups>) -> Nulls {
    let spread = arguments.spread == Spread::Yes;
    match name {
        name if ALWAYS.contains(&name) && !spread => Nulls::Never,
        name if STRICT.contains(&name) && !spread => arguments.nulls,
        name if FIRST.contains(&name) && !spread => arguments.every,
        name if OF_TEXT.contains(&name) && arguments.text == Text::Sure => arguments.nulls,
        name if GATHERERS.contains(&name) && grouped.is_some() => Nulls::Never,
        name if AGGREGATES.contains(&name) && grouped.is_some() => arguments.nulls,
        _ => Nulls::Maybe,
    }
}

/// Whether a query gives exactly one row: an aggregate over everything, nothing behind it.
pub(super) fn gives_one_row(query: &ast::SelectVariant) -> bool {
    let ast::SelectVariant::Select(select) = query else { return false };
    let aggregate = |target: ast::Target| match target.expr() {
        Some(ast::Expr::CallExpr(call)) => is_aggregate(&call),
        Some(ast::Expr::CastExpr(cast)) => {
            matches!(cast.expr(), Some(ast::Expr::CallExpr(call)) if is_aggregate(&call))
        }
        _ => false,
    };
    let list = select.select_clause().and_then(|clause| clause.target_list());
    select.group_by_clause().is_none()
        && select.having_clause().is_none()
        && select.tail_clauses().next().is_none()
        && list.is_some_and(|list| list.targets().any(aggregate))
}

/// Whether a call is an aggregate of its own query. COALESCE around one counts too.
fn is_aggregate(call: &ast::CallExpr) -> bool {
    let Some(path) = call.expr().and_then(|callee| path(&callee)) else { return false };
    let name = path.last().map(String::as_str).unwrap_or_default();
    let own = name == "count" || AGGREGATES.contains(&name) || GATHERERS.contains(&name);
    let inner = |argument: ast::Arg| matches!(argument.expr(), Some(ast::Expr::CallExpr(call)) if is_aggregate(&call));
    call.over_clause().is_none()
        && (own || name == "coalesce" && call.arg_list().is_some_and(|list| list.args().any(inner)))
}
