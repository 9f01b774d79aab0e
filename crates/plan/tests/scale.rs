//! Many tables: the order stays stable, and no transaction locks more relations than it may.

use icms_diff::{Answers, diff};
use icms_model::{
    Builtin, Column, DataType, ForeignKey, Hints, Match, Pair, PrimaryKey, QualifiedName, ReferentialAction,
    Schema, Table, Target,
};
use icms_plan::{GroupKind, Limits, Mode, plan_within, prove};
use icms_sql::Name;

/// Tables that each point at the one before, the first at the last.
fn ring(tables: usize) -> Schema {
    let mut schema = Schema::empty();
    for at in 0..tables {
        let mut table = Table::new(QualifiedName::new("public", format!("t{at}")));
        for column in ["id", "other", "name"] {
            table.columns.push(Column::new(column, DataType::builtin(Builtin::Int8)));
        }
        table.columns[0].not_null = true;
        table.primary_key = Some(PrimaryKey {
            name: Name::new(format!("t{at}_pkey")),
            columns: vec![Name::new("id")],
            include: Vec::new(),
            deferrable: icms_model::Deferrable::No,
            comment: None,
        });
        table.foreign_keys.push(ForeignKey {
            name: Name::new(format!("t{at}_other_fkey")),
            columns: vec![Name::new("other")],
            references: QualifiedName::new("public", format!("t{}", (at + tables - 1) % tables)),
            referenced: vec![Name::new("id")],
            on_update: ReferentialAction::NoAction,
            on_delete: ReferentialAction::NoAction,
            on_delete_columns: Vec::new(),
            matching: Match::Simple,
            deferrable: icms_model::Deferrable::No,
            validation: icms_model::Validation::Validated,
            comment: None,
        });
        schema.tables.insert(table);
    }
    schema
}

#[test]
fn a_large_migration_is_split_and_says_so() {
    let (empty, full) = (Schema::empty(), ring(300));
    let pair = Pair::new(&empty, &full);
    let found = diff(pair, &Hints::default(), &Answers::default());
    let within =
        |locks| plan_within(pair, &found.changes, Target::default(), Mode::Offline, Limits { locks });
    assert_eq!(within(10_000).up.len(), 1);
    let split = within(100);
    assert!(split.up.len() > 5, "{} groups", split.up.len());
    assert!(split.up.iter().all(|group| group.kind == GroupKind::Transaction));
    assert!(split.diagnostics.iter().any(|d| d.message.contains("split into several")));
    prove(&split, pair, &Answers::default()).unwrap();
}

#[test]
fn planning_is_linear_enough() {
    let measure = |tables| {
        let (empty, full) = (Schema::empty(), ring(tables));
        let pair = Pair::new(&empty, &full);
        let found = diff(pair, &Hints::default(), &Answers::default());
        let start = std::time::Instant::now();
        let plan = icms_plan::plan(pair, &found.changes, Target::default(), Mode::Offline);
        assert_eq!(plan.steps().count(), 2 * tables);
        start.elapsed()
    };
    // The fastest of three: other tests run at the same time.
    let fastest = |tables| (0..3).map(|_| measure(tables)).min().unwrap_or_default();
    let (small, large) = (fastest(250), fastest(2000));
    println!("250 tables {small:?}, 2000 tables {large:?}");
    // Eight times the tables; quadratic would be 64 times the time.
    assert!(large < small * 48, "250 tables {small:?}, 2000 tables {large:?}");
}
