//! A large made-up schema: shops with their stock, each in a table of a dozen columns that points at two others.

use std::fmt::Write as _;

/// Before or after an edit of every tenth model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    First,
    /// Columns come, go, grow and become required, an index and a value of an enum come.
    Second,
}

/// A schema file with so many models, one enum for every five.
pub fn file(models: usize, edition: Edition) -> String {
    let mut text = String::from("datasource db {\n  provider = \"postgresql\"\n}\n");
    for number in 0..models.div_ceil(5) {
        let more = if edited(number, edition) { "  RECALLED\n" } else { "" };
        let _ = write!(text, "\nenum Stage{number} {{\n  PLANNED\n  ORDERED\n  STORED\n  SOLD\n{more}}}\n");
    }
    let mut pointing = vec![(Vec::new(), Vec::new()); models];
    for number in 0..models {
        pointing[source(number, models)].0.push(number);
        pointing[target(number, models)].1.push(number);
    }
    for (number, (sources, targets)) in pointing.iter().enumerate() {
        let edited = edited(number, edition);
        fields(&mut text, number, models, edited);
        for other in sources {
            let _ = writeln!(text, "  sourceOf{other} Stock{other}[] @relation(\"source{other}\")");
        }
        for other in targets {
            let _ = writeln!(text, "  targetOf{other} Stock{other}[] @relation(\"target{other}\")");
        }
        let index = if edited { "  @@index([targetId])\n" } else { "" };
        let _ = write!(
            text,
            "\n  @@index([sourceId])\n  @@index([stage, since(sort: Desc)])\n{index}  @@map(\"stock_{number}\")\n}}\n"
        );
    }
    text
}

fn edited(number: usize, edition: Edition) -> bool {
    edition == Edition::Second && number.is_multiple_of(10)
}

const fn source(number: usize, models: usize) -> usize {
    (number * 3 + 1) % models
}

const fn target(number: usize, models: usize) -> usize {
    (number * 11 + 7) % models
}

fn fields(text: &mut String, number: usize, models: usize, edited: bool) {
    let either = |first: &'static str, second: &'static str| if edited { second } else { first };
    let _ = write!(
        text,
        "\n/// The stock of shop {number}\nmodel Stock{number} {{\n\
         \x20 id Int @id @default(autoincrement())\n\
         \x20 code String @unique @db.Uuid\n\
         \x20 title String @db.VarChar({length})\n\
         \x20 remark String{optional}\n\
         \x20 stage Stage{stage} @default(PLANNED)\n\
         \x20 price Decimal @default(0) @db.Decimal(10, 2)\n\
         \x20 weight Float?\n\
         \x20 listed Boolean @default(false)\n\
         \x20 {details} Json?\n\
         \x20 labels String[]\n\
         \x20 since DateTime @default(now()) @map(\"stored_since\") @db.Timestamptz(6)\n\
         \x20 changed DateTime @updatedAt @map(\"changed_at\") @db.Timestamptz(6)\n\
         \x20 sourceId Int @map(\"source_id\")\n\
         \x20 targetId Int? @map(\"target_id\")\n\
         {added}\
         \x20 source Stock{source} @relation(\"source{number}\", fields: [sourceId], references: [id], onDelete: Cascade)\n\
         \x20 target Stock{target}? @relation(\"target{number}\", fields: [targetId], references: [id])\n",
        length = either("80", "160"),
        optional = either("?", ""),
        stage = number % models.div_ceil(5),
        details = either("details", "properties"),
        added = either("", "  pieces BigInt?\n"),
        source = source(number, models),
        target = target(number, models),
    );
}
