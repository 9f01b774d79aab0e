//! Every name that a text uses, what it stands for and where: the ground of references and renames.

use std::ops::Range;

use super::ast::{
    Body, Call, Expr, From, Ident, JoinOn, Path, Query, Select, Sort, Subscript, Target, TypeName, Window,
};
use super::context::Context;
use super::parse::{self, implied_name};
use super::references::Qualified;
use crate::Name;
use crate::decode::decode_text;
use crate::lex::{RawToken, TokenKind, lex};

/// A name in the text.
#[derive(Debug, Clone)]
pub(super) enum Mention {
    /// A column, and the relation it belongs to if the text or the context tells.
    Column {
        relation: Option<Qualified>,
        column: Ident,
    },
    /// A relation in FROM.
    Relation(Path),
    /// A relation's own name before the dot of a column or a star: it changes with the relation.
    Qualifier(Path),
    /// A relation named inside a string: `nextval('s')`.
    Quoted {
        relation: Qualified,
        range: Range<usize>,
    },
    Function(Path),
    Type(Path),
    /// A star among the outputs and the columns behind it, if they are known.
    Star {
        columns: Option<Vec<(String, Name)>>,
        range: Range<usize>,
    },
    /// An output column without alias: its name, and the expression that the name follows from.
    Output {
        name: String,
        range: Range<usize>,
    },
}

/// All mentions of an expression or a query, in the order of the text's structure; none when it cannot be read.
pub(super) fn of(text: &str, context: &dyn Context) -> Option<Vec<Mention>> {
    let mut collector = Collector { context, scopes: Vec::new(), ctes: Vec::new(), mentions: quoted(text) };
    match parse::expression(text) {
        Some(expr) => collector.expr(&expr),
        None => collector.query(&parse::query(text)?),
    }
    Some(collector.mentions)
}

/// The relation that a path names.
pub(super) fn qualified(path: &[Ident]) -> Option<Qualified> {
    let (name, before) = path.split_last()?;
    Some(Qualified { schema: before.last().map(|s| Name::new(&s.name)), name: Name::new(&name.name) })
}

/// Strings that name relations: `'s'::regclass`, and the first argument of the sequence functions.
fn quoted(text: &str) -> Vec<Mention> {
    let tokens: Vec<RawToken> =
        lex(text).filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Comment)).collect();
    let spelled = |i: usize| tokens.get(i).map_or("", |t| &text[t.range.clone()]);
    let is = |i: usize, word: &str| spelled(i).eq_ignore_ascii_case(word);
    let mut mentions = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let Some(value) = decode_text(token.kind, &text[token.range.clone()]) else { continue };
        let cast = is(i + 1, "::") && (is(i + 2, "regclass") || is(i + 4, "regclass") && is(i + 3, "."));
        let call = i >= 2 && is(i - 1, "(") && ["nextval", "currval", "setval"].iter().any(|f| is(i - 2, f));
        if !cast && !call {
            continue;
        }
        if let Some(relation) = parse::path(&value).and_then(|p| qualified(&p)) {
            mentions.push(Mention::Quoted { relation, range: token.range.clone() });
        }
    }
    mentions
}

struct Collector<'c> {
    context: &'c dyn Context,
    scopes: Vec<Vec<Source>>,
    ctes: Vec<String>,
    mentions: Vec<Mention>,
}

/// A relation in sight: the name that qualifies its columns, and what it is if it is one of the database.
struct Source {
    name: String,
    relation: Option<Qualified>,
    /// The relation has no alias, so a qualifier is its own name.
    bare: bool,
}

impl Collector<'_> {
    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|e| self.expr(e));
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Text(_) | Expr::Bits(_) | Expr::Number(_) | Expr::True | Expr::False | Expr::Null => {}
            Expr::Parameter(_) | Expr::Value(_) => {}
            Expr::Column(path) => self.column(path),
            Expr::Star(path) => {
                if !path.is_empty() {
                    self.qualifier(path);
                }
            }
            Expr::Binary { left, right, .. }
            | Expr::Quantified { left, right, .. }
            | Expr::Distinct { left, right } => self.exprs([&**left, &**right]),
            Expr::And(items) | Expr::Or(items) | Expr::Array(items) | Expr::Row(items) => self.exprs(items),
            Expr::Special { args, .. } => self.exprs(args),
            Expr::Unary { arg, .. }
            | Expr::Not(arg)
            | Expr::Is { arg, .. }
            | Expr::Collate { arg, .. }
            | Expr::Field { arg, .. } => self.expr(arg),
            Expr::In { left, list, .. } => self.exprs(std::iter::once(&**left).chain(list)),
            Expr::InQuery { left, query, .. } => {
                self.expr(left);
                self.query(query);
            }
            Expr::Between { arg, low, high, .. } => self.exprs([&**arg, &**low, &**high]),
            Expr::Case { operand, whens, otherwise } => {
                self.exprs(operand.as_deref());
                whens.iter().for_each(|(condition, result)| self.exprs([condition, result]));
                self.exprs(otherwise.as_deref());
            }
            Expr::Call(call) => self.call(call),
            Expr::Cast { arg, to } | Expr::Relabel { arg, to } => {
                self.expr(arg);
                self.type_name(to);
            }
            Expr::Constant { ty, .. } => self.type_name(ty),
            Expr::Subscript { arg, subscripts } => {
                self.expr(arg);
                subscripts.iter().for_each(|s| match s {
                    Subscript::Element(index) => self.expr(index),
                    Subscript::Slice(low, high) => self.exprs(low.iter().chain(high)),
                });
            }
            Expr::Exists(query) | Expr::ArrayQuery(query) | Expr::Subquery(query) => self.query(query),
        }
    }

    fn type_name(&mut self, ty: &TypeName) {
        if !ty.path.is_empty() && (ty.schema.is_some() || !parse::is_built_in_type(&ty.name)) {
            self.mentions.push(Mention::Type(ty.path.clone()));
        }
    }

    fn call(&mut self, call: &Call) {
        // Functions that the grammar puts in stand nowhere.
        if call.path.first().is_some_and(|i| !i.range.is_empty()) {
            self.mentions.push(Mention::Function(call.path.clone()));
        }
        self.exprs(call.args.iter().map(|a| &a.value));
        self.sorts(&call.order);
        self.sorts(&call.within);
        self.exprs(&call.filter);
        call.over.iter().for_each(|w| self.window(w));
    }

    fn sorts(&mut self, sorts: &[Sort]) {
        self.exprs(sorts.iter().map(|s| &s.expr));
    }

    fn window(&mut self, window: &Window) {
        if let Window::Inline { partition, order, .. } = window {
            self.exprs(partition);
            self.sorts(order);
        }
    }

    fn column(&mut self, path: &Path) {
        let Some((column, before)) = path.split_last() else { return };
        let relation = if before.is_empty() { self.owner(&column.name) } else { self.qualifier(before) };
        self.mentions.push(Mention::Column { relation, column: column.clone() });
    }

    /// The relation that a qualifier means; its own name is a mention of it.
    fn qualifier(&mut self, path: &[Ident]) -> Option<Qualified> {
        let name = &path.last()?.name;
        let source = self.scopes.iter().rev().flatten().find(|s| s.name == *name);
        let (relation, bare) = match source {
            Some(source) => (source.relation.clone(), source.bare),
            // An expression of a table: the table itself is the only qualifier there is.
            None => (qualified(path), true),
        };
        if bare && relation.is_some() {
            self.mentions.push(Mention::Qualifier(path.to_vec()));
        }
        relation
    }

    /// Whose an unqualified column is: that of the one relation in sight, or of the only one known to have it.
    fn owner(&self, column: &str) -> Option<Qualified> {
        if let [only] = self.scopes.as_slice()
            && let [source] = only.as_slice()
        {
            return source.relation.clone();
        }
        for scope in self.scopes.iter().rev() {
            let has = |r: &Qualified| self.context.columns(r).is_some_and(|c| c.iter().any(|n| *n == column));
            let mut owners = scope.iter().filter_map(|s| s.relation.as_ref()).filter(|r| has(r));
            if let Some(owner) = owners.next() {
                return owners.next().is_none().then(|| owner.clone());
            }
        }
        None
    }

    fn query(&mut self, query: &Query) {
        let outer = self.ctes.len();
        for cte in &query.with {
            if query.recursive {
                self.ctes.push(cte.name.clone());
            }
            self.query(&cte.query);
            self.ctes.push(cte.name.clone());
        }
        match &query.body {
            Body::Select(select) => {
                self.scopes.push(Vec::new());
                self.select(select);
                self.order(&query.order, &select.targets);
                self.scopes.pop();
            }
            Body::Values(rows) => rows.iter().for_each(|row| self.exprs(row)),
            Body::Set { left, right, .. } => {
                self.query(left);
                let named = self.mentions.len();
                self.query(right);
                // The names of a set operation are those of its first branch.
                let mut at = 0;
                self.mentions.retain(|m| {
                    at += 1;
                    at <= named || !matches!(m, Mention::Output { .. })
                });
            }
            Body::Nested(inner) => self.query(inner),
        }
        self.exprs(query.limit.iter().chain(&query.offset));
        self.ctes.truncate(outer);
    }

    /// ORDER BY may name outputs, which are no columns.
    fn order(&mut self, sorts: &[Sort], targets: &[Target]) {
        for sort in sorts {
            let output = matches!(&sort.expr, Expr::Column(path) if path.len() == 1 && path.first().is_some_and(|name| {
                targets.iter().any(|t| t.alias.as_ref() == Some(&name.name))
            }));
            if !output {
                self.expr(&sort.expr);
            }
        }
    }

    fn select(&mut self, select: &Select) {
        select.from.iter().for_each(|f| self.from(f));
        select.targets.iter().for_each(|t| self.target(t));
        self.exprs(&select.distinct_on);
        self.exprs(&select.filter);
        self.exprs(&select.group);
        self.exprs(&select.having);
        select.windows.iter().for_each(|(_, w)| self.window(w));
    }

    fn target(&mut self, target: &Target) {
        self.expr(&target.expr);
        let range = target.range.clone();
        match (&target.expr, &target.alias) {
            (Expr::Star(path), _) => {
                let columns = self.star(path);
                self.mentions.push(Mention::Star { columns, range });
            }
            (expr, None) => {
                if let Some(name) = implied_name(expr) {
                    self.mentions.push(Mention::Output { name, range });
                }
            }
            (_, Some(_)) => {}
        }
    }

    fn star(&self, path: &Path) -> Option<Vec<(String, Name)>> {
        let wanted = path.last().map(|i| i.name.as_str());
        let mut found = Vec::new();
        for source in self.scopes.last()?.iter().filter(|s| wanted.is_none_or(|w| w == s.name)) {
            let columns = self.context.columns(source.relation.as_ref()?)?;
            found.extend(columns.into_iter().map(|c| (source.name.clone(), c)));
        }
        Some(found)
    }

    fn from(&mut self, from: &From) {
        match from {
            From::Table { path, alias, .. } => {
                let Some(name) = path.last() else { return };
                let cte = path.len() == 1 && self.ctes.contains(&name.name);
                let relation = if cte { None } else { qualified(path) };
                if !cte {
                    self.mentions.push(Mention::Relation(path.clone()));
                }
                let bare = alias.name.is_none();
                self.add(alias.name.clone().unwrap_or_else(|| name.name.clone()), relation, bare);
            }
            From::Function { call, alias, .. } => {
                self.expr(call);
                let name = alias.name.clone().or_else(|| implied_name(call));
                self.add(name.unwrap_or_default(), None, false);
            }
            From::Query { query, alias, .. } => {
                self.query(query);
                self.add(alias.name.clone().unwrap_or_default(), None, false);
            }
            From::Join { left, right, on, .. } => {
                self.from(left);
                self.from(right);
                match on {
                    JoinOn::Condition(condition) => self.expr(condition),
                    JoinOn::Using(columns) => {
                        for column in columns {
                            self.mentions.push(Mention::Column { relation: None, column: column.clone() });
                        }
                    }
                    JoinOn::Nothing | JoinOn::Natural => {}
                }
            }
        }
    }

    fn add(&mut self, name: String, relation: Option<Qualified>, bare: bool) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.push(Source { name, relation, bare });
        }
    }
}
