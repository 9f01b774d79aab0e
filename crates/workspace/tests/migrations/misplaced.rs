//! Histories of Prisma's with a migration before the one it needs, or a script in no folder.

use icms_workspace::{Project, compare};

use crate::place::Place;

const SCHEMA: &str = "datasource db {\n  provider = \"postgresql\"\n}\n\nmodel staff {\n  id    Int     @id\n  \
                      shown Boolean @default(false)\n  name  String?\n}\n";

fn compared(place: &Place, project: &Project) -> compare::Comparison {
    let path = |name: &str| place.0.join(name).display().to_string();
    let options = compare::Options { server: compare::Server::Forbidden, ..compare::Options::default() };
    compare::sources(&path("migrations"), &path("schema.prisma"), project, options).unwrap()
}

fn history(name: &str) -> Place {
    let place = Place::new(name);
    place.write("schema.prisma", SCHEMA);
    place.write(
        "migrations/20240101000000_show_staff/migration.sql",
        "-- too early\nALTER TABLE staff ADD COLUMN shown boolean NOT NULL DEFAULT false;",
    );
    place.write(
        "migrations/20250101000059_create/migration.sql",
        "CREATE TABLE staff (id int NOT NULL, CONSTRAINT staff_pkey PRIMARY KEY (id));",
    );
    place.write("migrations/20250101000200_comment/migration.sql", "COMMENT ON TABLE staff IS 'people';");
    place
}

#[test]
fn a_migration_before_its_table_is_named_and_read_behind_it() {
    let place = history("misplaced");
    let comparison = compared(&place, &place.offline());
    let described = comparison.described();
    let objects: Vec<String> = described.iter().map(|change| change.object.to_string()).collect();
    assert_eq!(objects, ["column public.staff.name"], "what really differs");
    let found: Vec<_> = comparison.diagnostics.iter().collect();
    let [warning] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(warning.code.to_string(), "E3903");
    assert_eq!(
        warning.message,
        "`20240101000000_show_staff` needs the table public.staff, which only the later `20250101000059_create` creates"
    );
    let statement = comparison.sources.text(warning.span.unwrap());
    assert!(statement.starts_with("ALTER TABLE staff"), "{statement}");
    let creation = comparison.sources.text(warning.labels[0].span);
    assert!(creation.starts_with("CREATE TABLE staff"), "{creation}");
    let help = warning.help.as_deref().unwrap();
    assert!(help.contains("\n  git mv 20240101000000_show_staff 20250101000100_show_staff\n"), "{help}");
}

#[test]
fn the_renamed_history_is_in_order() {
    let place = history("renamed");
    let migrations = place.0.join("migrations");
    std::fs::rename(
        migrations.join("20240101000000_show_staff"),
        migrations.join("20250101000100_show_staff"),
    )
    .unwrap();
    let comparison = compared(&place, &place.offline());
    assert!(comparison.diagnostics.is_empty(), "{:?}", comparison.diagnostics);
    assert_eq!(comparison.changes().len(), 1);
}

#[test]
fn a_script_in_no_folder_is_named_and_not_run() {
    let place = history("loose");
    std::fs::remove_dir_all(place.0.join("migrations/20240101000000_show_staff")).unwrap();
    place.write("migrations/add_name.sql", "ALTER TABLE staff ADD COLUMN name text;");
    let comparison = compared(&place, &place.offline());
    assert_eq!(comparison.changes().len(), 2, "the loose script counts for nothing");
    let found: Vec<_> = comparison.diagnostics.iter().collect();
    let [warning] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        (warning.code.to_string().as_str(), warning.message.as_str()),
        ("E3904", "`add_name.sql` is in no folder of its own")
    );
    assert!(
        warning
            .help
            .as_deref()
            .unwrap()
            .contains("\n  git mv add_name.sql 20250101000201_add_name/migration.sql\n")
    );
}

#[test]
fn what_no_later_migration_creates_stays_missing() {
    let place = history("nowhere");
    place.write("migrations/20250101000059_create/migration.sql", "CREATE TABLE other (id int);");
    let path = |name: &str| place.0.join(name).display().to_string();
    let options = compare::Options { server: compare::Server::Forbidden, ..compare::Options::default() };
    let failure =
        compare::sources(&path("migrations"), &path("schema.prisma"), &place.offline(), options).unwrap_err();
    let codes: Vec<String> = failure.diagnostics.iter().map(|d| d.code.to_string()).collect();
    assert!(codes.contains(&"E3001".to_owned()), "{codes:?}");
}
