//! What a change of the schema does to the code that uses a client.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use icms_codegen::{Change, Input, ItemChange, Options, UnknownValues, item_changes};
use icms_diagnostic::FileId;
use icms_lower::Lowered;
use icms_syntax::Dialect;

const SCHEMA: &str = r#"
enum Role { ADMIN MEMBER }

domain Email = String

type Address {
  street String
}

model User {
  id       BigInt   @id @identity(always)
  email    String   @unique
  name     String?
  role     Role     @default(MEMBER)
  work     Email?
  home     Address?
  posts    Post[]
  profiles Profile[]
}

model Post {
  id       BigInt  @id @identity(always)
  authorId BigInt  @map("author_id")
  author   User    @relation(fields: [authorId], references: [id])
  slug     String
  title    String
  body     String?
  tags     Tag[]

  @@unique([authorId, slug])
}

model Profile {
  id     Int    @id
  userId BigInt @map("user_id")
  user   User   @relation(fields: [userId], references: [id])
}

model Tag {
  id    BigInt @id @identity(always)
  posts Post[]
}
"#;

fn lowered(text: &str) -> Lowered {
    let parse = icms_syntax::parse(FileId(0), text, Dialect::Icms);
    let lowered = icms_lower::lower(&[parse.file], &icms_lower::Options::default());
    assert!(!parse.errors.has_errors() && !lowered.diagnostics.has_errors(), "{:?}", lowered.diagnostics);
    lowered
}

fn changes(before: &str, after: &str, options: Options) -> Vec<ItemChange> {
    let (before, after) = (lowered(before), lowered(after));
    let input = |of| -> Input<'_> {
        let of: &Lowered = of;
        Input { graph: &of.entities, schema: &of.schema, place: &|_| None, queries: &[], options }
    };
    item_changes(input(&before), input(&after))
}

fn shown(change: &ItemChange) -> String {
    let how = match &change.change {
        Change::Removed => "gone".to_owned(),
        Change::Missing => "missing".to_owned(),
        Change::Retyped(before, after) => format!("{before} → {after}"),
        Change::Reordered(before, after) => format!("{before} before, {after} after"),
    };
    format!("{} {how}", change.item)
}

/// What becomes of the client where these words of the schema are written otherwise.
fn edited(edits: &[(&str, &str)]) -> String {
    let after = edits.iter().fold(SCHEMA.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    changes(SCHEMA, &after, Options::default()).iter().map(shown).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_column_that_goes_or_is_renamed() {
    assert_eq!(
        edited(&[("  body     String?\n", "")]),
        "post::BODY gone\nPost.body gone\nPostPatch.body gone\nNewPost.body gone"
    );
    assert_eq!(
        edited(&[("title    String", "headline String")]),
        "post::TITLE gone\nPost.title gone\nPostPatch.title gone\nNewPost.title gone\nNewPost.headline missing"
    );
    // As long as the schema says so, the constant keeps its old name too.
    assert_eq!(
        edited(&[("title    String", "headline String @renamedFrom(\"title\")")]),
        "Post.title gone\nPostPatch.title gone\nNewPost.title gone\nNewPost.headline missing"
    );
    // The name of the column is nothing to code that uses the field.
    assert_eq!(edited(&[("title    String", "title String @map(\"headline\")")]), "");
}

#[test]
fn a_model_or_a_relation_that_goes_or_is_renamed() {
    assert_eq!(
        edited(&[("\nmodel Tag {", "\nmodel Label {"), ("Tag[]", "Label[]")]),
        "post::TAGS Vec<Tag> → Vec<Label>\ntag gone"
    );
    assert_eq!(edited(&[("  posts    Post[]\n", "  articles Post[]\n")]), "user::POSTS gone");
}

#[test]
fn another_type() {
    assert_eq!(
        edited(&[("title    String", "title Int")]),
        "post::TITLE String → i32\nPost.title String → i32\nPostPatch.title String → i32\nNewPost.title String → i32"
    );
    assert_eq!(edited(&[("id     Int    @id", "id BigInt @id")]), "ProfileId i32 → i64");
    assert_eq!(edited(&[("domain Email = String", "domain Email = Int")]), "Email String → i32");
    assert_eq!(edited(&[("street String", "street String\n  city String?")]), "Address.city missing");
}

#[test]
fn what_may_be_null() {
    assert_eq!(
        edited(&[("body     String?", "body String")]),
        "post::BODY Option<String> → String\nPost.body Option<String> → String\nPostPatch.body Option<String> → \
         String\nNewPost.body Option<String> → String"
    );
    assert_eq!(
        edited(&[("title    String", "title String?")]),
        "post::TITLE String → Option<String>\nPost.title String → Option<String>\nPostPatch.title String → \
         Option<String>\nNewPost.title String → Option<String>"
    );
    assert_eq!(
        edited(&[("title    String", "title String @default(\"x\")")]),
        "NewPost.title String → Option<String>"
    );
}

#[test]
fn what_a_new_row_lacks() {
    assert_eq!(
        edited(&[("  body     String?", "  body     String?\n  lead String")]),
        "NewPost.lead missing"
    );
}

#[test]
fn values_that_change_places_unnoticed() {
    assert_eq!(
        edited(&[("  slug     String\n  title    String\n", "  title    String\n  slug     String\n")]),
        "NewPost::new slug, title before, title, slug after"
    );
    // What comes between is no matter, and what has another type is.
    assert_eq!(
        edited(&[
            ("  authorId BigInt  @map(\"author_id\")\n", ""),
            (
                "  slug     String\n",
                "  authorId BigInt  @map(\"author_id\")\n  slug     String\n  lead String\n"
            )
        ]),
        "NewPost.lead missing"
    );
    let keys = "model Grade {\n  pupil Int\n  term Int\n  mark String\n  @@id([pupil, term])\n}\n";
    assert_eq!(
        changes(keys, &keys.replace("[pupil, term]", "[term, pupil]"), Options::default())
            .iter()
            .map(shown)
            .filter(|said| !said.contains("_and_"))
            .collect::<Vec<_>>(),
        [
            "grade::update pupil, term before, term, pupil after",
            "grade::delete pupil, term before, term, pupil after"
        ]
    );
}

#[test]
fn values_of_an_enum() {
    assert_eq!(edited(&[("ADMIN MEMBER", "ADMIN MEMBER GUEST")]), "Role::Guest missing");
    assert_eq!(edited(&[("ADMIN MEMBER", "MEMBER")]), "Role::Admin gone");
    let more = SCHEMA.replace("ADMIN MEMBER", "ADMIN MEMBER GUEST");
    let keep = Options { unknown_values: UnknownValues::Keep, ..Options::default() };
    assert_eq!(changes(SCHEMA, &more, keep), [], "a match has an arm for what is not listed");
}

#[test]
fn keys_and_constraints() {
    assert_eq!(
        edited(&[("email    String   @unique", "email String")]),
        "user::by_email gone\nuser::upsert_by_email gone\nuser::constraint::EMAIL_KEY gone"
    );
    let found =
        changes(SCHEMA, &SCHEMA.replace("email    String   @unique", "email String"), Options::default());
    assert_eq!(found[0].objects[0].to_string(), "index public.User.User_email_key");
}

#[test]
fn foreign_keys() {
    assert_eq!(
        edited(&[
            (
                "user   User   @relation(fields: [userId], references: [id])",
                "user   User   @relation(\"x\", fields: [userId], references: [id])"
            ),
            ("userId BigInt @map(\"user_id\")", "userId BigInt @map(\"user_id\") @unique"),
            ("profiles Profile[]", "profiles Profile? @relation(\"x\")"),
        ]),
        "user::PROFILES Vec<Profile> → Option<Profile>"
    );
    assert_eq!(
        edited(&[
            ("author   User    @relation", "author   Tag    @relation"),
            ("  posts    Post[]\n", ""),
            ("  posts Post[]\n}", "  posts Post[] @relation(\"t\")\n  written Post[]\n}"),
            ("tags     Tag[]", "tags Tag[] @relation(\"t\")"),
        ])
        .lines()
        .next()
        .unwrap(),
        "user::POSTS gone"
    );
}

#[test]
fn what_is_safe_says_nothing() {
    assert_eq!(changes(SCHEMA, SCHEMA, Options::default()), []);
    for (from, to) in [
        ("  body     String?", "  body     String?\n  lead String?"),
        ("  body     String?", "  body     String?\n  lead String @default(\"\")"),
        ("\nmodel Tag {", "\nmodel More {\n  id Int @id\n}\n\nmodel Tag {"),
        ("  @@unique([authorId, slug])", "  @@unique([authorId, slug])\n  @@index([title])"),
        ("  slug     String", "  slug     String @unique"),
        ("enum Role", "enum Kind { A }\n\nenum Role"),
    ] {
        assert_eq!(edited(&[(from, to)]), "", "{to}");
    }
}

/// The cases of `examples/breaks` of one kind: their names, and the schema that each makes of the base.
fn cases(kind: &str) -> (String, Vec<(String, String)>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/breaks");
    let base = std::fs::read_to_string(root.join("base/schema.icms")).unwrap();
    let entries = std::fs::read_dir(root.join(kind)).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let changed = |folder: &PathBuf| {
        let diff = std::fs::read_to_string(folder.join("change.diff")).unwrap();
        let side = |block: &str, gone: char| -> String {
            let kept = block.lines().filter(|line| !line.starts_with(gone));
            kept.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect()
        };
        let blocks = diff.split("@@\n").filter(|block| !block.is_empty());
        blocks.fold(base.clone(), |schema, block| schema.replacen(&side(block, '+'), &side(block, '-'), 1))
    };
    let name = |folder: &PathBuf| folder.file_name().unwrap().to_str().unwrap().to_owned();
    let cases = folders.iter().map(|folder| (name(folder), changed(folder))).collect();
    (base, cases)
}

#[test]
fn what_the_compiler_refuses_is_said() {
    let (base, breaking) = cases("breaking");
    assert!(breaking.len() > 10);
    for (name, schema) in breaking {
        let said = changes(&base, &schema, Options::default());
        // Whoever lists every column wants to be asked about any new one.
        assert_eq!(said.is_empty(), name == "listed_every_column", "{name}: {said:?}");
    }
}

#[test]
fn what_the_compiler_takes_is_not() {
    let (base, safe) = cases("safe");
    assert!(safe.len() > 10);
    for (name, schema) in safe {
        assert_eq!(changes(&base, &schema, Options::default()), [], "{name}");
    }
}
