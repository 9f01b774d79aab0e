//! Expressions that nobody here wrote: what people's scripts say against what a server prints for it.
#![allow(clippy::unwrap_used)]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/server.rs"]
mod server;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use icms_diagnostic::FileId;
use icms_sql::tree::{AstNode, SyntaxNode, ast};
use icms_sql::{
    Canonical, Context, FunctionTypes, Name, Qualified, Script, TypeKind, canonical, canonical_query,
    decode_name, lex,
};

/// What a database knows, by bare names.
#[derive(Default)]
struct Catalog {
    columns: BTreeMap<String, Vec<(Name, String)>>,
    kinds: BTreeMap<String, TypeKind>,
    functions: BTreeMap<String, FunctionTypes>,
}

struct Scene<'c> {
    catalog: &'c Catalog,
    table: &'c str,
    expected: Option<&'c str>,
}

impl Context for Scene<'_> {
    fn column_type(&self, relation: Option<&Qualified>, column: &str) -> Option<Cow<'_, str>> {
        let table = relation.map_or(self.table, |r| r.name.as_str());
        let found = self.catalog.columns.get(table)?.iter().find(|(n, _)| *n == column)?;
        Some(Cow::Borrowed(&found.1))
    }

    fn columns(&self, relation: &Qualified) -> Option<Vec<Name>> {
        Some(self.catalog.columns.get(relation.name.as_str())?.iter().map(|(n, _)| n.clone()).collect())
    }

    fn expected_type(&self) -> Option<Cow<'_, str>> {
        self.expected.map(Cow::Borrowed)
    }

    fn type_kind(&self, _: Option<&str>, name: &str) -> TypeKind {
        self.catalog.kinds.get(name).cloned().unwrap_or(TypeKind::Base)
    }

    fn function(&self, _: Option<&str>, name: &str) -> Option<FunctionTypes> {
        self.catalog.functions.get(name).cloned()
    }
}

const CATALOG: &str = "
SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
  WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v', 'm') AND relnamespace::regnamespace::text NOT LIKE 'pg\\_%'
    AND relnamespace::regnamespace::text <> 'information_schema' ORDER BY a.attrelid, attnum;
SELECT 'kind', typname, typtype, CASE WHEN typtype = 'd' THEN format_type(typbasetype, typtypmod) END FROM pg_type
  WHERE typtype IN ('e', 'd', 'c') AND typnamespace::regnamespace::text NOT LIKE 'pg\\_%';
SELECT 'function', proname, min((SELECT string_agg(format_type(t, NULL), '|' ORDER BY o) FROM unnest(proargtypes) WITH ORDINALITY x(t, o))),
  min(format_type(prorettype, NULL)) FROM pg_proc WHERE pronamespace::regnamespace::text NOT LIKE 'pg\\_%' AND NOT proretset
  GROUP BY proname HAVING count(*) = 1;
SELECT 'default', relname, attname, pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_class c ON c.oid = adrelid
  JOIN pg_attribute a ON attrelid = adrelid AND attnum = adnum;
SELECT 'check', relname, conname, pg_get_expr(conbin, conrelid) FROM pg_constraint JOIN pg_class c ON c.oid = conrelid
  WHERE contype = 'c' AND conislocal;
SELECT 'where', t.relname, i.relname, pg_get_expr(indpred, indrelid) FROM pg_index JOIN pg_class i ON i.oid = indexrelid
  JOIN pg_class t ON t.oid = indrelid WHERE indpred IS NOT NULL;
SELECT 'index', t.relname, i.relname, pg_get_indexdef(indexrelid, n, false) FROM pg_index JOIN pg_class i ON i.oid = indexrelid
  JOIN pg_class t ON t.oid = indrelid, generate_series(1, indnkeyatts) n WHERE indexprs IS NOT NULL AND indkey[n - 1] = 0;
SELECT 'view', relname, relname, pg_get_viewdef(c.oid) FROM pg_class c WHERE relkind IN ('v', 'm')
  AND relnamespace::regnamespace::text NOT LIKE 'pg\\_%' AND relnamespace::regnamespace::text <> 'information_schema';
";

/// What was written, by kind and by the table or view (and the column of a default).
type Sources = BTreeMap<(&'static str, String), Vec<String>>;

#[test]
fn what_people_write_equals_what_servers_print() {
    let Some(root) = corpus::folder() else { return };
    let Some(server) = server::Server::start() else { return };
    let (mut totals, mut misses): (BTreeMap<&str, (usize, usize)>, Vec<String>) = Default::default();
    for path in files(&root) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        if !text.is_ascii() && text.contains('\0') {
            continue;
        }
        server.psql("DROP DATABASE IF EXISTS c WITH (FORCE); CREATE DATABASE c STRATEGY file_copy;");
        server.psql_in("c", &text);
        let rows = server.psql_in("c", &CATALOG.replace("SELECT '", "SELECT chr(30) || '"));
        compare(&path, &sources(&text), &rows, &mut totals, &mut misses);
    }
    if std::env::var_os("VERBOSE").is_some() {
        eprintln!("{}", misses.join("\n"));
    }
    for (kind, (equal, all)) in &totals {
        eprintln!("{kind}: {equal} of {all}");
    }
    let (equal, all) = totals.values().fold((0, 0), |sum, n| (sum.0 + n.0, sum.1 + n.1));
    assert!(equal * 100 >= all * 90, "{equal} of {all}\n{}", misses.join("\n"));
}

fn files(root: &std::path::Path) -> Vec<PathBuf> {
    let mut files = corpus::sql_files(&root.join("sql"));
    files.extend(corpus::sql_files(&root.join("prisma")));
    // Hundreds of small databases take minutes.
    if std::env::var_os("ALL").is_some() {
        files.extend(corpus::sql_files(&root.join("pairs")));
    }
    files
}

fn compare(
    path: &std::path::Path,
    sources: &Sources,
    rows: &str,
    totals: &mut BTreeMap<&'static str, (usize, usize)>,
    misses: &mut Vec<String>,
) {
    let mut catalog = Catalog::default();
    let mut found = Vec::new();
    for row in rows.split('\u{1e}') {
        let fields: Vec<&str> = row.trim_end_matches('\n').split('\u{1f}').collect();
        let [kind, owner, name, text] = fields.as_slice() else { continue };
        match *kind {
            "column" => catalog
                .columns
                .entry((*owner).to_owned())
                .or_default()
                .push((Name::new(name), (*text).to_owned())),
            "kind" => drop(catalog.kinds.insert(
                (*owner).to_owned(),
                match *name {
                    "e" => TypeKind::Enumeration,
                    "d" => TypeKind::Domain((*text).to_owned()),
                    _ => TypeKind::Composite,
                },
            )),
            "function" => {
                let arguments = name.split('|').filter(|a| !a.is_empty()).map(str::to_owned).collect();
                catalog
                    .functions
                    .insert((*owner).to_owned(), FunctionTypes { arguments, result: (*text).to_owned() });
            }
            other => {
                found.push((other.to_owned(), (*owner).to_owned(), (*name).to_owned(), (*text).to_owned()))
            }
        }
    }
    for (kind, table, name, text) in found {
        let kind = ["default", "check", "where", "index", "view"].into_iter().find(|k| *k == kind).unwrap();
        let key = if kind == "default" { format!("{table}.{name}") } else { table.clone() };
        let Some(written) = sources.get(&(kind, key)) else { continue };
        let ty = catalog
            .columns
            .get(&table)
            .and_then(|c| c.iter().find(|(n, _)| *n == name.as_str()))
            .map(|c| c.1.clone());
        let expected = if kind == "default" { ty.as_deref() } else { None };
        let scene = Scene { catalog: &catalog, table: &table, expected };
        let form = |t: &str| -> Canonical {
            if kind == "view" { canonical_query(t, &scene) } else { canonical(t, &scene) }
        };
        let printed = form(&text);
        let equal = written.iter().any(|w| form(w) == printed);
        let total = totals.entry(kind).or_default();
        total.1 += 1;
        total.0 += usize::from(equal);
        if !equal {
            let forms: Vec<String> = written.iter().map(|w| format!("   <{w}\n   = {}", form(w))).collect();
            misses.push(format!(
                "{} {kind} {table}.{name}: {text}\n   ≠ {printed}\n{}",
                path.display(),
                forms.join("\n")
            ));
        }
    }
}

fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    for statement in Script::parse(FileId(0), text).sql() {
        if let Some(tree) = statement.tree() {
            tree.syntax().descendants().for_each(|node| collect(&node, &mut sources));
        }
    }
    sources
}

fn collect(node: &SyntaxNode, sources: &mut Sources) {
    let mut add = |kind, key: String, expr: Option<String>| {
        if let Some(text) = expr {
            sources.entry((kind, key)).or_default().push(text);
        }
    };
    let own_expr =
        |node: &SyntaxNode| node.children().find_map(ast::Expr::cast).map(|e| e.syntax().text().to_string());
    let default = ast::DefaultConstraint::can_cast(node.kind()) || ast::SetDefault::can_cast(node.kind());
    if default || ast::GeneratedStored::can_cast(node.kind()) {
        if let (Some(table), Some(column)) = (table_of(node), column_of(node)) {
            add("default", format!("{table}.{column}"), own_expr(node));
        }
    } else if ast::CheckConstraint::can_cast(node.kind()) {
        if let Some(table) = table_of(node) {
            add("check", table, own_expr(node));
        }
    } else if let Some(index) = ast::CreateIndex::cast(node.clone()) {
        let Some(table) = table_of(index.syntax()) else { return };
        for child in index.syntax().children() {
            if ast::WhereClause::can_cast(child.kind()) {
                add("where", table.clone(), own_expr(&child));
            }
            for item in child.children().filter_map(ast::PartitionItem::cast) {
                add("index", table.clone(), own_expr(item.syntax()));
            }
        }
    } else if ast::CreateView::can_cast(node.kind()) || ast::CreateMaterializedView::can_cast(node.kind()) {
        let name = node.descendants().find(|n| ast::View::can_cast(n.kind())).map(|n| last_name(&n));
        let query = node.children().find(|n| ast::SelectVariant::can_cast(n.kind()));
        if let (Some(name), Some(query)) = (name, query) {
            add("view", name, Some(query.text().to_string()));
        }
    }
}

fn table_of(node: &SyntaxNode) -> Option<String> {
    let statement = node.ancestors().filter(|n| ast::Stmt::can_cast(n.kind())).last()?;
    let name = statement.descendants().find(|n| {
        ast::TableName::can_cast(n.kind())
            || ast::TableRelationName::can_cast(n.kind())
            || ast::RelationName::can_cast(n.kind())
    })?;
    Some(last_name(&name))
}

fn column_of(node: &SyntaxNode) -> Option<String> {
    let owner = node.ancestors().find(|n| {
        ast::Column::can_cast(n.kind())
            || ast::AddColumn::can_cast(n.kind())
            || ast::AlterColumn::can_cast(n.kind())
    })?;
    let name = owner
        .children()
        .find(|n| ast::ColumnName::can_cast(n.kind()) || ast::ColumnNameRef::can_cast(n.kind()))?;
    Some(last_name(&name))
}

fn last_name(node: &SyntaxNode) -> String {
    let text = node.text().to_string();
    let names = lex(&text).filter(|t| {
        matches!(
            t.kind,
            icms_sql::TokenKind::Word | icms_sql::TokenKind::QuotedName | icms_sql::TokenKind::UnicodeName
        )
    });
    names.last().map(|t| decode_name(t.kind, &text[t.range])).unwrap_or_default()
}
