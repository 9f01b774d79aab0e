//! The way back, for schemas edited at random: every change of it is the inverse of a change of the way there.

mod support;

use icms_model::{Change, Hints, Schema, Text};
use icms_sql::Name;
use support::*;

/// The same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides
    }
}

const TYPES: [&str; 5] =
    ["integer", "bigint!", "text = 'x'::text", "varchar(20)!", "timestamp(3)! = CURRENT_TIMESTAMP"];

fn random(dice: &mut Dice) -> Schema {
    let mut schema = Schema::empty();
    for number in 0..5 {
        if dice.roll(4) == 0 {
            continue;
        }
        let name = format!("t{number}");
        let columns: Vec<String> = (0..4).map(|i| format!("c{i} {}", TYPES[dice.roll(5)])).collect();
        let columns = &columns[..dice.roll(5)];
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let mut table = table(&name, &columns);
        let names: Vec<String> = table.columns.iter().map(|c| c.name.to_string()).collect();
        if let Some(first) = names.first() {
            if dice.roll(2) == 0 {
                table.primary_key = Some(primary_key(["a_pkey", "b_pkey"][dice.roll(2)], first));
            }
            if dice.roll(2) == 0 {
                table.uniques.push(unique(["u1", "u2"][dice.roll(2)], &names[dice.roll(names.len())]));
            }
            for index_name in ["i1", "i2", "i3"] {
                if dice.roll(2) == 0 {
                    table.indexes.push(index(index_name, &names[dice.roll(names.len())]));
                }
            }
            if dice.roll(2) == 0 {
                table.foreign_keys.push(foreign_key("fk", first, ["t0", "t1"][dice.roll(2)], "c0"));
            }
            if dice.roll(3) == 0 {
                table.columns[0].comment = Some(Text::from(["one", "two"][dice.roll(2)]));
            }
        }
        if dice.roll(3) == 0 {
            table.comment = Some(Text::from("table"));
        }
        schema.tables.insert(table);
        if dice.roll(3) == 0 && !names.is_empty() {
            serial(&mut schema, &name, &names[0], ["s1", "s2"][dice.roll(2)]);
        }
    }
    if dice.roll(2) == 0 {
        schema.enums.insert(enumeration("E", ["A,B", "B,A", "A"][dice.roll(3)]));
    }
    schema
}

fn sorted(changes: impl Iterator<Item = Change>) -> Vec<String> {
    let mut all: Vec<String> = changes.map(|c| format!("{c:?}")).collect();
    all.sort();
    all
}

#[test]
fn the_way_back_of_random_edits_is_the_inverse() {
    let mut dice = Dice(7);
    let mut seen = 0;
    for round in 0..400 {
        let (before, after) = (random(&mut dice), random(&mut dice));
        let there = compare(&before, &after, &Hints::default());
        let back = compare(&after, &before, &Hints::default());
        seen += there.changes.len();
        assert_eq!(
            sorted(there.changes.into_iter().map(Change::inverse)),
            sorted(back.changes.into_iter()),
            "round {round}"
        );
        assert!(changes(&before, &before).is_empty());
    }
    assert!(seen > 4_000, "{seen} changes are too few to show anything");
}

#[test]
fn the_same_input_gives_the_same_output() {
    let run = || {
        let mut dice = Dice(11);
        let (before, after) = (random(&mut dice), random(&mut dice));
        changes(&before, &after)
    };
    assert_eq!(run(), run());
    assert!(run().iter().all(|line| !line.contains(Name::new("\n").as_str())));
}
