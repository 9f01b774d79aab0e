//! Times of comparing synthetic schemas: `cargo run --release -p icms-diff --example bench`.

use std::time::{Duration, Instant};

use icms_diff::{Answers, diff};
use icms_model::{
    Builtin, Column, DataType, DefaultValue, Deferrable, Expr, ForeignKey, Hints, Index, IndexKey,
    IndexState, Language, Match, Pair, PrimaryKey, QualifiedName, ReferentialAction, Schema, Table,
    Uniqueness, Validation,
};
use icms_sql::Name;

/// What is done to the synthetic schema.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edit {
    /// Nothing.
    None,
    /// Every tenth table gets and loses columns and an index.
    EveryTenth,
    /// Every default is spelt as a person would.
    Spelling,
}

fn main() {
    println!("{:>8} {:>12} {:>12} {:>12} {:>12}", "tables", "equal", "variant", "prisma", "created");
    let mut floor = None;
    for count in [1_000, 10_000] {
        let (plain, again) = (schema(count, Edit::None), schema(count, Edit::None));
        let variant = schema(count, Edit::EveryTenth);
        let mut file = schema(count, Edit::Spelling);
        file.scope.language = Language::Prisma;
        let empty = Schema::empty();
        let times = [
            best(&plain, &again, 0),
            best(&plain, &variant, count / 10 * 4),
            best(&plain, &file, 0),
            best(&empty, &plain, count * 4),
        ];
        let shown: Vec<String> = times.iter().map(|t| format!("{:>9.2} ms", t.as_secs_f64() * 1e3)).collect();
        println!("{count:>8} {}", shown.join(" "));
        let first = *floor.get_or_insert(times);
        let ratios: Vec<String> = times
            .iter()
            .zip(first)
            .map(|(t, f)| format!("{:>10.1} ×", t.as_secs_f64() / f.as_secs_f64()))
            .collect();
        println!("{:>8} {}", "", ratios.join(" "));
    }
}

/// The best of a few runs; checks that the number of changes is the expected one.
fn best(before: &Schema, after: &Schema, expected: usize) -> Duration {
    let (hints, answers) = (Hints::default(), Answers::default());
    let run = || {
        let start = Instant::now();
        let found = diff(Pair::new(before, after), &hints, &answers);
        let time = start.elapsed();
        assert_eq!(found.changes.len(), expected);
        time
    };
    (0..7).map(|_| run()).min().unwrap_or_default()
}

fn schema(count: usize, edit: Edit) -> Schema {
    let mut schema = Schema::empty();
    for number in 0..count {
        schema.tables.insert(table(number, count, edit));
    }
    schema
}

fn table(number: usize, count: usize, edit: Edit) -> Table {
    let name = |suffix: &str| Name::new(format!("model_{number}{suffix}"));
    let mut table = Table::new(QualifiedName::new("public", name("")));
    let edited = edit == Edit::EveryTenth && number.is_multiple_of(10);
    table.columns = columns(edit);
    if edited {
        table.columns.retain(|c| c.name != "meta");
        table.columns.push(Column::new("extra", DataType::builtin(Builtin::Int8)));
        if let Some(column) = table.column_mut("name") {
            column.data_type = DataType::builtin(Builtin::Varchar).with([200]);
        }
        table.indexes.push(index(name("_owner_id_idx"), "owner_id"));
    }
    table.primary_key = Some(PrimaryKey {
        name: name("_pkey"),
        columns: vec![Name::new("id")],
        include: Vec::new(),
        deferrable: Deferrable::No,
        comment: None,
    });
    table.indexes.push(index(name("_parent_id_idx"), "parent_id"));
    table.indexes.push(index(name("_created_at_idx"), "created_at"));
    table.foreign_keys.push(ForeignKey {
        name: name("_parent_id_fkey"),
        columns: vec![Name::new("parent_id")],
        references: QualifiedName::new("public", format!("model_{}", (number * 7 + 3) % count)),
        referenced: vec![Name::new("id")],
        on_update: ReferentialAction::Cascade,
        on_delete: ReferentialAction::Cascade,
        on_delete_columns: Vec::new(),
        matching: Match::Simple,
        deferrable: Deferrable::No,
        validation: Validation::Validated,
        comment: None,
    });
    table
}

fn columns(edit: Edit) -> Vec<Column> {
    let spelt = |catalogue: &'static str, person: &'static str| {
        if edit == Edit::Spelling { person } else { catalogue }
    };
    let plain = |name: &str, builtin| Column::new(name, DataType::builtin(builtin));
    let with = |name: &str, builtin, default: &str| {
        let mut column = plain(name, builtin);
        column.not_null = true;
        column.default = Some(DefaultValue::Expression(Expr::new(default)));
        column
    };
    vec![
        with("id", Builtin::Uuid, spelt("gen_random_uuid()", "Gen_Random_UUID( )")),
        Column::new("name", DataType::builtin(Builtin::Varchar).with([100])),
        plain("description", Builtin::Text),
        with("status", Builtin::Text, spelt("'active'::text", "'active'::TEXT")),
        with("amount", Builtin::Numeric, spelt("0", "0 ")),
        plain("score", Builtin::Float8),
        with("active", Builtin::Bool, spelt("true", "TRUE")),
        plain("meta", Builtin::Jsonb),
        with("created_at", Builtin::Timestamptz, spelt("CURRENT_TIMESTAMP", "current_timestamp")),
        plain("updated_at", Builtin::Timestamptz),
        plain("parent_id", Builtin::Uuid),
        plain("owner_id", Builtin::Uuid),
    ]
}

fn index(name: Name, column: &str) -> Index {
    Index {
        name,
        uniqueness: Uniqueness::Plain,
        method: Name::new("btree"),
        keys: vec![IndexKey::column(Name::new(column))],
        include: Vec::new(),
        predicate: None,
        options: Vec::new(),
        state: IndexState::Valid,
        comment: None,
    }
}
