//! Queries: WITH, SELECT, VALUES, set operations, joins.

use super::cursor::Cursor;
use crate::expr::ast::{Alias, Body, Cte, Expr, From, JoinOn, Path, Query, Select, Target};
use crate::keywords::{Keyword, keyword};
use crate::lex::TokenKind;

impl Cursor {
    pub(super) fn query(&mut self) -> Option<Query> {
        self.deeper(|c| {
            let recursive = c.sees_all(&["with", "recursive"]);
            let with = if c.eat("with") {
                c.eat("recursive");
                c.list(Self::cte)?
            } else {
                Vec::new()
            };
            let mut query = c.set_operations()?;
            query.recursive = recursive;
            query.with = with;
            query.order = c.order_by()?;
            c.limits(&mut query)?;
            // Locking clauses and the like do not occur in views.
            (!c.sees("for")).then_some(query)
        })
    }

    fn cte(&mut self) -> Option<Cte> {
        let name = self.name()?.name;
        let columns = self.column_aliases()?;
        self.expect("as")?;
        let materialized = if self.eat_all(&["not", "materialized"]) {
            "NOT MATERIALIZED"
        } else if self.eat("materialized") {
            "MATERIALIZED"
        } else {
            ""
        };
        self.expect("(")?;
        let query = self.query()?;
        self.expect(")")?;
        Some(Cte { name, columns, materialized, query })
    }

    fn column_aliases(&mut self) -> Option<Vec<String>> {
        if self.sees("(") { self.parenthesized(|c| Some(c.name()?.name)) } else { Some(Vec::new()) }
    }

    fn limits(&mut self, query: &mut Query) -> Option<()> {
        for _ in 0..2 {
            if self.eat("limit") {
                query.limit = if self.eat("all") { None } else { Some(self.expr()?) };
            } else if self.eat("offset") {
                query.offset = Some(self.expr()?);
                let _ = self.eat("rows") || self.eat("row");
            }
        }
        (!self.sees("fetch")).then_some(())
    }

    /// UNION and EXCEPT from the left; INTERSECT binds more strongly.
    fn set_operations(&mut self) -> Option<Query> {
        let mut left = self.intersections()?;
        while self.sees("union") || self.sees("except") {
            let op = self.set_operator()?;
            let right = self.intersections()?;
            left = plain(Body::Set { op, left: Box::new(left), right: Box::new(right) });
        }
        Some(left)
    }

    fn intersections(&mut self) -> Option<Query> {
        let mut left = self.simple()?;
        while self.sees("intersect") {
            let op = self.set_operator()?;
            let right = self.simple()?;
            left = plain(Body::Set { op, left: Box::new(left), right: Box::new(right) });
        }
        Some(left)
    }

    fn set_operator(&mut self) -> Option<String> {
        let mut op = self.next()?.value.to_ascii_uppercase();
        if self.eat("all") {
            op.push_str(" ALL");
        } else {
            self.eat("distinct");
        }
        Some(op)
    }

    fn simple(&mut self) -> Option<Query> {
        if self.eat("(") {
            let query = self.query()?;
            self.expect(")")?;
            return Some(plain(Body::Nested(Box::new(query))));
        }
        if self.eat("values") {
            return Some(plain(Body::Values(self.list(|c| c.parenthesized(Self::expr))?)));
        }
        Some(plain(Body::Select(Box::new(self.select()?))))
    }

    fn select(&mut self) -> Option<Select> {
        self.expect("select")?;
        let distinct = self.eat("distinct");
        let distinct_on =
            if distinct && self.eat("on") { self.parenthesized(Self::expr)? } else { Vec::new() };
        self.eat("all");
        let targets = if self.sees("from") || self.at_end() { Vec::new() } else { self.list(Self::target)? };
        let from = if self.eat("from") { self.list(Self::from)? } else { Vec::new() };
        let filter = if self.eat("where") { Some(self.expr()?) } else { None };
        let group = if self.eat_all(&["group", "by"]) { self.list(Self::expr)? } else { Vec::new() };
        let having = if self.eat("having") { Some(self.expr()?) } else { None };
        let windows = if self.eat("window") { self.list(Self::named_window)? } else { Vec::new() };
        Some(Select { distinct, distinct_on, targets, from, filter, group, having, windows })
    }

    fn named_window(&mut self) -> Option<(String, crate::expr::ast::Window)> {
        let name = self.name()?.name;
        self.expect("as")?;
        Some((name, self.window()?))
    }

    fn target(&mut self) -> Option<Target> {
        let start = self.here();
        let expr = self.expr()?;
        let range = start..self.behind();
        let alias = if self.eat("as") { Some(self.label()?.name) } else { self.bare_alias() };
        Some(Target { expr, range, alias })
    }

    /// An alias without AS: a name that is no keyword of a clause.
    fn bare_alias(&mut self) -> Option<String> {
        let token = self.peek()?;
        let clause = token.kind == TokenKind::Word
            && (keyword(&token.value).is_some_and(|k| k != Keyword::ColumnName)
                || matches!(
                    token.value.as_str(),
                    "set" | "within" | "filter" | "over" | "as" | "rows" | "nulls"
                ));
        if clause { None } else { self.name().map(|i| i.name) }
    }

    fn from(&mut self) -> Option<From> {
        let mut left = self.item_of_from()?;
        while let Some(kind) = self.join_kind() {
            let natural = kind.starts_with("NATURAL");
            let right = self.item_of_from()?;
            let on = if natural {
                JoinOn::Natural
            } else if self.eat("on") {
                JoinOn::Condition(Box::new(self.expr()?))
            } else if self.eat("using") {
                JoinOn::Using(self.parenthesized(Self::name)?)
            } else {
                JoinOn::Nothing
            };
            let kind = kind.trim_start_matches("NATURAL ");
            left = From::Join { kind, left: Box::new(left), right: Box::new(right), on };
        }
        Some(left)
    }

    fn join_kind(&mut self) -> Option<&'static str> {
        const KINDS: [(&[&str], &str); 15] = [
            (&["join"], "JOIN"),
            (&["inner", "join"], "JOIN"),
            (&["cross", "join"], "CROSS JOIN"),
            (&["left", "join"], "LEFT JOIN"),
            (&["left", "outer", "join"], "LEFT JOIN"),
            (&["right", "join"], "RIGHT JOIN"),
            (&["right", "outer", "join"], "RIGHT JOIN"),
            (&["full", "join"], "FULL JOIN"),
            (&["full", "outer", "join"], "FULL JOIN"),
            (&["natural", "join"], "NATURAL JOIN"),
            (&["natural", "inner", "join"], "NATURAL JOIN"),
            (&["natural", "left", "join"], "NATURAL LEFT JOIN"),
            (&["natural", "left", "outer", "join"], "NATURAL LEFT JOIN"),
            (&["natural", "right", "join"], "NATURAL RIGHT JOIN"),
            (&["natural", "full", "join"], "NATURAL FULL JOIN"),
        ];
        KINDS.iter().find(|(words, _)| self.eat_all(words)).map(|(_, kind)| *kind)
    }

    fn item_of_from(&mut self) -> Option<From> {
        let lateral = self.eat("lateral");
        if self.sees("(") {
            return self.deeper(|c| c.parenthesis_of_from(lateral));
        }
        if self.eat_all(&["rows", "from"]) {
            return None;
        }
        let only = self.eat("only");
        let special = self.peek().and_then(|t| self.special(&t.value)).is_some();
        let call = if special { Some(self.primary()?) } else { self.attempt(Self::call) };
        if let Some(call) = call {
            let ordinality = self.eat_all(&["with", "ordinality"]);
            let alias = self.alias()?;
            return Some(From::Function { lateral, call: Box::new(call), ordinality, alias });
        }
        let path = self.path()?;
        let alias = self.alias()?;
        // Samples and inheritance marks do not occur in views; better refused than lost.
        (!self.sees("tablesample") && !self.sees("*")).then_some(From::Table { only, path, alias })
    }

    fn parenthesis_of_from(&mut self, lateral: bool) -> Option<From> {
        if self.sees_query_at(1) {
            self.expect("(")?;
            let query = Box::new(self.query()?);
            self.expect(")")?;
            return Some(From::Query { lateral, query, alias: self.alias()? });
        }
        self.expect("(")?;
        let join = self.from()?;
        self.expect(")")?;
        // An alias over a join hides the names inside it: not read here.
        let aliased = self.alias()?.name.is_some();
        (!aliased).then_some(join)
    }

    fn alias(&mut self) -> Option<Alias> {
        let name = if self.eat("as") { Some(self.name()?.name) } else { self.bare_alias() };
        if name.is_none() {
            return Some(Alias::default());
        }
        // A list of column definitions (`AS t(a int)`) fails here, which refuses the query.
        Some(Alias { name, columns: self.column_aliases()? })
    }
}

fn plain(body: Body) -> Query {
    Query { recursive: false, with: Vec::new(), body, order: Vec::new(), limit: None, offset: None }
}

/// The name that an output column gets from its expression when it has no alias.
pub(crate) fn implied_name(expr: &Expr) -> Option<String> {
    let last = |path: &Path| path.last().map(|i| i.name.clone());
    match expr {
        Expr::Column(path) => last(path),
        Expr::Field { field, .. } => Some(field.name.clone()),
        Expr::Call(call) => last(&call.path),
        Expr::Subscript { arg, .. } | Expr::Collate { arg, .. } => implied_name(arg),
        // A type's name is stronger than that of CASE or of a cast further in, weaker than any other.
        Expr::Cast { arg, to } | Expr::Relabel { arg, to } => {
            implied_name(arg).filter(|_| !is_weak(arg)).or_else(|| Some(to.name.clone()))
        }
        Expr::Case { otherwise, .. } => {
            otherwise.as_ref().and_then(|e| implied_name(e)).or_else(|| Some("case".to_owned()))
        }
        Expr::Special { name, .. } => special_name(name).map(str::to_owned),
        Expr::Value(word) => word.split('(').next().map(str::to_ascii_lowercase),
        Expr::Array(_) | Expr::ArrayQuery(_) => Some("array".to_owned()),
        Expr::Row(_) => Some("row".to_owned()),
        Expr::Exists(_) => Some("exists".to_owned()),
        Expr::Subquery(query) => first_output(query),
        Expr::True | Expr::False => None,
        Expr::Text(_) | Expr::Bits(_) | Expr::Number(_) | Expr::Null | Expr::Parameter(_) | Expr::Star(_) => {
            None
        }
        Expr::Unary { .. } | Expr::Binary { .. } | Expr::Quantified { .. } | Expr::Distinct { .. } => None,
        Expr::And(_) | Expr::Or(_) | Expr::Not(_) | Expr::Is { .. } | Expr::Constant { .. } => None,
        Expr::In { .. } | Expr::InQuery { .. } | Expr::Between { .. } => None,
    }
}

/// True when the name comes from a type or is that of CASE itself.
fn is_weak(expr: &Expr) -> bool {
    let nameless = |e: &Expr| implied_name(e).is_none() || is_weak(e);
    if let Expr::Cast { arg, .. } | Expr::Relabel { arg, .. } = expr {
        nameless(arg)
    } else if let Expr::Case { otherwise, .. } = expr {
        otherwise.as_deref().is_none_or(nameless)
    } else if let Expr::Subscript { arg, .. } | Expr::Collate { arg, .. } = expr {
        is_weak(arg)
    } else {
        false
    }
}

fn first_output(query: &Query) -> Option<String> {
    match &query.body {
        Body::Select(select) => {
            let target = select.targets.first()?;
            target.alias.clone().or_else(|| implied_name(&target.expr))
        }
        Body::Nested(inner) | Body::Set { left: inner, .. } => first_output(inner),
        Body::Values(_) => Some("column1".to_owned()),
    }
}

fn special_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "COALESCE" => "coalesce",
        "GREATEST" => "greatest",
        "LEAST" => "least",
        "NULLIF" => "nullif",
        "GROUPING" => "grouping",
        "EXTRACT" => "extract",
        "POSITION" => "position",
        "SUBSTRING FROM" | "SUBSTRING SIMILAR" => "substring",
        "OVERLAY" => "overlay",
        "OVERLAPS" => "overlaps",
        "TRIM LEADING" => "ltrim",
        "TRIM TRAILING" => "rtrim",
        "TRIM BOTH" => "btrim",
        "AT TIME ZONE" => "timezone",
        "COLLATION FOR" => "pg_collation_for",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::parse::expression;

    #[test]
    fn output_names() {
        for (text, name) in [
            ("a::text", Some("a")),
            ("'x'::text::varchar", Some("varchar")),
            ("(CASE WHEN a THEN 1 END)::text", Some("text")),
            ("CASE WHEN a THEN 1 ELSE b END", Some("b")),
            ("CASE WHEN a THEN 1 END", Some("case")),
            ("lower(a)::text", Some("lower")),
            ("true", None),
            ("(SELECT x FROM t)", Some("x")),
            ("a + 1", None),
        ] {
            assert_eq!(implied_name(&expression(text).unwrap()).as_deref(), name, "{text}");
        }
    }
}
