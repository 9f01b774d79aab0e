//! A long made-up history: scripts as they pile up in a project over the years.

/// The scripts of so many migrations, in order. Every eighth makes a table, the others go on with it.
pub fn scripts(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|number| {
        let (table, before) = (number / 8, (number / 8).saturating_sub(1));
        match number % 8 {
            0 => create(table),
            1 => format!("CREATE UNIQUE INDEX \"Part{table}_code_key\" ON \"Part{table}\"(\"code\");"),
            2 => format!("ALTER TABLE \"Part{table}\" ADD COLUMN \"madeIn\" TEXT, ADD COLUMN \"before\" INTEGER;"),
            3 => format!(
                "ALTER TABLE \"Part{table}\" ADD CONSTRAINT \"Part{table}_before_fkey\" FOREIGN KEY (\"before\") \
                 REFERENCES \"Part{before}\"(\"id\") ON DELETE SET NULL ON UPDATE CASCADE;"
            ),
            4 => format!("ALTER TYPE \"Kind{table}\" ADD VALUE 'SPARE';"),
            5 => format!(
                "ALTER TABLE \"Part{table}\" ALTER COLUMN \"price\" TYPE DECIMAL(12,2), ALTER COLUMN \"note\" SET NOT NULL;"
            ),
            6 => format!("CREATE INDEX \"Part{table}_kind_at_idx\" ON \"Part{table}\"(\"kind\", \"at\" DESC);"),
            _ => format!("ALTER TABLE \"Part{table}\" DROP COLUMN \"madeIn\";"),
        }
    })
}

fn create(table: usize) -> String {
    format!(
        "-- CreateEnum\nCREATE TYPE \"Kind{table}\" AS ENUM ('SMALL', 'LARGE');\n\n-- CreateTable\n\
         CREATE TABLE \"Part{table}\" (\n    \"id\" SERIAL NOT NULL,\n    \"code\" TEXT NOT NULL,\n    \
         \"note\" TEXT,\n    \"kind\" \"Kind{table}\" NOT NULL DEFAULT 'SMALL',\n    \
         \"price\" DECIMAL(10,2) NOT NULL DEFAULT 0,\n    \
         \"at\" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,\n\n    \
         CONSTRAINT \"Part{table}_pkey\" PRIMARY KEY (\"id\")\n);"
    )
}
