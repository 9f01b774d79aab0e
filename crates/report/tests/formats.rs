//! One finding in every format that people and machines read, and the other texts of this crate.

#![allow(clippy::unwrap_used)]

use icms_classify::{Class, DataLoss, Finding, Harm, Impact, Level, OldClient, Reversible, Subject};
use icms_codegen::{Change, ItemChange};
use icms_diagnostic::{Code, Diagnostic, Diagnostics, Sources, Span};
use icms_journal::{Entry, Fingerprint, MigrationId, Seal, State};
use icms_model::{LockLevel, ObjectKind, ObjectRef, QualifiedName};
use icms_report::{Item, Judgement, Paint, QueryUse, Touched, findings};
use icms_sql::Name;
use insta::assert_snapshot;

/// A dropped column twice: refused, and acknowledged.
fn judgements() -> [Judgement; 1] {
    let table = QualifiedName { namespace: Name::new("public"), name: Name::new("users") };
    let path = [Name::new("public"), Name::new("users"), Name::new("email")];
    let finding = Finding {
        code: "ICMS218",
        rule: "column_dropped",
        class: Class::Risky,
        subject: Subject::Object(ObjectRef::new(ObjectKind::Column, path)),
        statement: 0,
        message: "the column and its values are gone <for good>".into(),
        remedy: Some("stop using it in one release, drop it in the next".into()),
        locks: vec![(LockLevel::AccessExclusive, table)],
        impact: Impact::Brief,
        rewrites: Vec::new(),
        scans: Vec::new(),
        fails_with: None,
        data_loss: DataLoss::Loses("the column's values".into()),
        old_client: OldClient::Fails,
        reversible: Reversible::Lossy,
        harms: vec![Harm::LosesData, Harm::BreaksReaders],
        before: "text not null".into(),
        after: String::new(),
        facts: vec!["3 rows hold a value".into()],
    };
    let item = Item {
        finding,
        fingerprint: Fingerprint::stored("0123456789abcdef"),
        level: Level::Deny,
        acknowledged: None,
        line: 3,
        sql: "ALTER TABLE public.users DROP COLUMN email".into(),
        touched: Touched {
            client: vec![
                change("user::EMAIL", Change::Removed),
                change("User.email", Change::Removed),
                change("NewUser.mail", Change::Missing),
            ],
            queries: vec![QueryUse { query: "mails".into(), file: "queries/users.sql".into(), line: 7 }],
        },
    };
    let accepted = Item {
        acknowledged: Some("nobody reads it | since May".into()),
        line: 4,
        touched: Touched::default(),
        ..item.clone()
    };
    [Judgement {
        file: "migrations/1_drop/up.sql".into(),
        migration: Some("1_drop".into()),
        items: vec![item, accepted],
        client: vec![change("Address.city", Change::Retyped("String".into(), "Option<String>".into()))],
    }]
}

fn change(item: &str, change: Change) -> ItemChange {
    ItemChange { item: item.into(), change, objects: Vec::new() }
}

/// The refused one alone.
fn refused() -> [Judgement; 1] {
    let [mut judgement] = judgements();
    judgement.items.truncate(1);
    [judgement]
}

#[test]
fn findings_for_a_terminal() {
    assert_snapshot!(findings::text(&judgements(), Paint::Plain), @r#"
    1_drop
      risky    ICMS218  column public.users.email  [ACCESS EXCLUSIVE, loses the column's values, breaks the running release]
               the column and its values are gone <for good>
               fact: 3 rows hold a value
               safer: stop using it in one release, drop it in the next
               breaks client: user::EMAIL, User.email (removed)
               breaks client: NewUser.mail (new, and needed)
               used by query: mails (queries/users.sql:7)
               at migrations/1_drop/up.sql:3
               icms acknowledge 0123456789abcdef --reason "…"
      risky    ICMS218  column public.users.email  [ACCESS EXCLUSIVE, loses the column's values, breaks the running release]
               the column and its values are gone <for good>
               fact: 3 rows hold a value
               safer: stop using it in one release, drop it in the next
               acknowledged: nobody reads it | since May
      breaks client: Address.city (String → Option<String>)

    0 safe, 2 risky, 0 breaking; 1 must be acknowledged
    "#);
}

#[test]
fn findings_for_a_pull_request() {
    assert_snapshot!(findings::markdown(&judgements()), @r#"
    <!-- icms-check -->
    ## Schema changes: risky

    | class | code | object | what happens | lock | data loss | breaks the running release |
    |---|---|---|---|---|---|---|
    | risky | ICMS218 | column public.users.email | the column and its values are gone <for good> | ACCESS EXCLUSIVE | the column's values | yes |
    | risky (acknowledged) | ICMS218 | column public.users.email | the column and its values are gone <for good> | ACCESS EXCLUSIVE | the column's values | yes |

    In the code that uses the schema:

    - column public.users.email breaks the client: `user::EMAIL, User.email (removed)`
    - column public.users.email breaks the client: `NewUser.mail (new, and needed)`
    - column public.users.email is used by the query mails (queries/users.sql:7)
    - the client: `Address.city (String → Option<String>)`

    To accept what stops this build:

    ```sh
    icms acknowledge 0123456789abcdef --reason "…"  # column public.users.email
    ```
    "#);
}

#[test]
fn findings_for_annotations() {
    assert_snapshot!(findings::github(&judgements()), @r#"
    ::error file=migrations/1_drop/up.sql,line=3,title=ICMS218 column public.users.email (risky)::the column and its values are gone <for good>%0Abreaks client: user::EMAIL, User.email (removed)%0Abreaks client: NewUser.mail (new, and needed)
    ::warning file=migrations/1_drop/up.sql,line=4,title=ICMS218 column public.users.email (risky)::the column and its values are gone <for good>
    ::notice file=queries/users.sql,line=7,title=ICMS218 column public.users.email::used by query: mails
    ::notice file=migrations/1_drop/up.sql,line=1,title=client::breaks client: Address.city (String → Option<String>)
    "#);
}

#[test]
fn findings_for_junit() {
    assert_snapshot!(findings::junit(&judgements()), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="icms check" tests="2" failures="1">
      <testsuite name="1_drop" tests="2">
        <testcase classname="1_drop" name="ICMS218 column public.users.email"><failure message="the column and its values are gone &lt;for good&gt;">breaks client: user::EMAIL, User.email (removed)
    breaks client: NewUser.mail (new, and needed)
    used by query: mails (queries/users.sql:7)</failure></testcase>
        <testcase classname="1_drop" name="ICMS218 column public.users.email"><skipped message="nobody reads it | since May"/></testcase>
        <system-out>breaks client: Address.city (String → Option&lt;String&gt;)</system-out>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn a_change_of_order_is_said_where_nothing_differs() {
    let change = change("NewUser::new", Change::Reordered("name, mail".into(), "mail, name".into()));
    let up = Judgement { client: vec![change], ..Judgement::default() };
    assert_snapshot!(findings::besides(&[up]).join("\n"), @"breaks client: NewUser::new (values of one type change places, which no compiler notices: name, mail → mail, name)");
}

#[test]
fn findings_as_json() {
    assert_snapshot!(format!("{:#}", findings::json(&refused())), @r#"
    {
      "breaks_client": [
        {
          "after": null,
          "before": null,
          "change": "removed",
          "item": "user::EMAIL"
        },
        {
          "after": null,
          "before": null,
          "change": "removed",
          "item": "User.email"
        },
        {
          "after": null,
          "before": null,
          "change": "missing",
          "item": "NewUser.mail"
        },
        {
          "after": "Option<String>",
          "before": "String",
          "change": "retyped",
          "item": "Address.city"
        }
      ],
      "class": "risky",
      "findings": [
        {
          "acknowledged": null,
          "after": "",
          "before": "text not null",
          "breaks_client": [
            {
              "after": null,
              "before": null,
              "change": "removed",
              "item": "user::EMAIL"
            },
            {
              "after": null,
              "before": null,
              "change": "removed",
              "item": "User.email"
            },
            {
              "after": null,
              "before": null,
              "change": "missing",
              "item": "NewUser.mail"
            }
          ],
          "breaks_old_client": "yes",
          "class": "risky",
          "code": "ICMS218",
          "data_loss": "the column's values",
          "facts": [
            "3 rows hold a value"
          ],
          "fails_with": null,
          "fingerprint": "0123456789abcdef",
          "impact": 1,
          "level": "deny",
          "line": 3,
          "lock": "ACCESS EXCLUSIVE",
          "locks": [
            {
              "mode": "ACCESS EXCLUSIVE",
              "on": "public.users"
            }
          ],
          "message": "the column and its values are gone <for good>",
          "object": "column public.users.email",
          "queries": [
            {
              "file": "queries/users.sql",
              "line": 7,
              "query": "mails"
            }
          ],
          "remedy": "stop using it in one release, drop it in the next",
          "reversible": "lossy",
          "rewrites": [],
          "rule": "column_dropped",
          "scans": [],
          "statement": 0
        }
      ],
      "migrations": [
        {
          "file": "migrations/1_drop/up.sql",
          "findings": [
            {
              "acknowledged": null,
              "after": "",
              "before": "text not null",
              "breaks_client": [
                {
                  "after": null,
                  "before": null,
                  "change": "removed",
                  "item": "user::EMAIL"
                },
                {
                  "after": null,
                  "before": null,
                  "change": "removed",
                  "item": "User.email"
                },
                {
                  "after": null,
                  "before": null,
                  "change": "missing",
                  "item": "NewUser.mail"
                }
              ],
              "breaks_old_client": "yes",
              "class": "risky",
              "code": "ICMS218",
              "data_loss": "the column's values",
              "facts": [
                "3 rows hold a value"
              ],
              "fails_with": null,
              "fingerprint": "0123456789abcdef",
              "impact": 1,
              "level": "deny",
              "line": 3,
              "lock": "ACCESS EXCLUSIVE",
              "locks": [
                {
                  "mode": "ACCESS EXCLUSIVE",
                  "on": "public.users"
                }
              ],
              "message": "the column and its values are gone <for good>",
              "object": "column public.users.email",
              "queries": [
                {
                  "file": "queries/users.sql",
                  "line": 7,
                  "query": "mails"
                }
              ],
              "remedy": "stop using it in one release, drop it in the next",
              "reversible": "lossy",
              "rewrites": [],
              "rule": "column_dropped",
              "scans": [],
              "statement": 0
            }
          ],
          "migration": "1_drop"
        }
      ],
      "refused": 1,
      "version": 1
    }
    "#);
}

#[test]
fn findings_as_sarif() {
    assert_snapshot!(format!("{:#}", findings::sarif(&refused())), @r#"
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "runs": [
        {
          "results": [
            {
              "level": "error",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "migrations/1_drop/up.sql"
                    },
                    "region": {
                      "startLine": 3
                    }
                  }
                }
              ],
              "message": {
                "text": "column public.users.email: the column and its values are gone <for good>\nbreaks client: user::EMAIL, User.email (removed)\nbreaks client: NewUser.mail (new, and needed)\nused by query: mails (queries/users.sql:7)"
              },
              "partialFingerprints": {
                "icms/v1": "0123456789abcdef"
              },
              "properties": {
                "breaks_client": [
                  {
                    "after": null,
                    "before": null,
                    "change": "removed",
                    "item": "user::EMAIL"
                  },
                  {
                    "after": null,
                    "before": null,
                    "change": "removed",
                    "item": "User.email"
                  },
                  {
                    "after": null,
                    "before": null,
                    "change": "missing",
                    "item": "NewUser.mail"
                  }
                ],
                "queries": [
                  {
                    "file": "queries/users.sql",
                    "line": 7,
                    "query": "mails"
                  }
                ]
              },
              "relatedLocations": [
                {
                  "message": {
                    "text": "used by query: mails"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "queries/users.sql"
                    },
                    "region": {
                      "startLine": 7
                    }
                  }
                }
              ],
              "ruleId": "ICMS218",
              "suppressions": []
            },
            {
              "level": "note",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "migrations/1_drop/up.sql"
                    },
                    "region": {
                      "startLine": 1
                    }
                  }
                }
              ],
              "message": {
                "text": "breaks client: Address.city (String → Option<String>)"
              },
              "properties": {
                "breaks_client": [
                  {
                    "after": "Option<String>",
                    "before": "String",
                    "change": "retyped",
                    "item": "Address.city"
                  }
                ]
              },
              "ruleId": "client"
            }
          ],
          "tool": {
            "driver": {
              "name": "icms",
              "rules": [
                {
                  "id": "ICMS218",
                  "name": "column_dropped"
                },
                {
                  "id": "client",
                  "name": "client_changed"
                }
              ],
              "version": "0.1.0"
            }
          }
        }
      ],
      "version": "2.1.0"
    }
    "#);
}

#[test]
fn diagnostics_show_their_line_and_are_counted() {
    let mut sources = Sources::default();
    let file = sources.add("schema.icms".to_owned(), "model User {\n  id Itn @id\n}\n");
    let mut all = Diagnostics::default();
    let span = Span { file, start: 18, end: 21 };
    let other = sources.add("other.icms".to_owned(), "model Team {\n  id Itn @id\n}\n");
    let here_too = Span { file: other, ..span };
    let unknown = Diagnostic::error(Code(2001), "there is no type `Itn`").at(span);
    all.push(unknown.help("did you mean `Int`?").label(here_too, "here too"));
    all.push(Diagnostic::error(Code(2002), "a second one"));
    assert_snapshot!(icms_report::diagnostics(&all, &sources, Paint::Plain, 1), @r#"
    E2001

      × there is no type `Itn`
       ╭─[schema.icms:2:6]
     1 │ model User {
     2 │   id Itn @id
       ·      ───
     3 │ }
       ╰────
      help: did you mean `Int`?
            see other.icms:2:6: here too
    … and 1 more
    "#);
    assert_snapshot!(format!("{:#}", icms_report::diagnostics_json(&all, &sources)), @r#"
    {
      "diagnostics": [
        {
          "code": "E2001",
          "fix": null,
          "help": "did you mean `Int`?",
          "labels": [
            {
              "place": {
                "column": 6,
                "end": 21,
                "file": "other.icms",
                "line": 2,
                "start": 18
              },
              "text": "here too"
            }
          ],
          "message": "there is no type `Itn`",
          "place": {
            "column": 6,
            "end": 21,
            "file": "schema.icms",
            "line": 2,
            "start": 18
          },
          "severity": "error",
          "withheld": false
        },
        {
          "code": "E2002",
          "fix": null,
          "help": null,
          "labels": [],
          "message": "a second one",
          "place": null,
          "severity": "error",
          "withheld": false
        }
      ],
      "version": 1
    }
    "#);
}

#[test]
fn a_status_says_what_to_do() {
    let entry = |id: &str, state| Entry { id: MigrationId::new(id), state, seal: Seal::Whole };
    let failed = State::Failed { statement: Some(2), message: "relation \"t\" already exists".into() };
    let entries = [
        entry("1_a", State::Applied),
        entry("2_b", State::Edited),
        entry("3_c", State::Missing),
        entry("4_d", failed),
        entry("5_e", State::Diverged),
        entry("6_f", State::Pending),
        entry("7_g", State::Partial { lacking: vec![MigrationId::new("6_x")] }),
    ];
    assert_snapshot!(icms_report::status_text(&entries, Paint::Plain), @r#"
    applied   1_a
    edited    2_b
              its script differs from what was applied: restore it, and write the change as a new migration
    missing   3_c
              it is applied, and its folder is not here: restore it, or deploy from the branch that has it
    failed    4_d
              statement 2: relation "t" already exists; mend the script from there on and deploy again, what is applied stays (`icms migrate resolve` when you finished or undid it by hand)
    diverged  5_e
              later ones are applied: `icms migrate rebase` puts it behind them; it is never skipped
    pending   6_f
    partial   7_g
              it was folded from migrations of which 6_x is not applied here: deploy the revision before `icms migrate squash` first
    7 migrations, 1 pending
    "#);
}

#[test]
fn a_text_diff_names_its_file() {
    assert_snapshot!(icms_report::text_diff("a\nb\n", "a\nc\n", "schema.icms"), @r#"
    --- schema.icms
    +++ schema.icms
    @@ -1,2 +1,2 @@
     a
    -b
    +c
    "#);
    assert_eq!(icms_report::text_diff("a\n", "a\n", "schema.icms"), "");
}
