//! Schemas in several files, of which one is named.

#![allow(clippy::unwrap_used)]

use icms_workspace::{Overrides, Project, compile};

const HEAD: &str = "datasource db {\n  provider = \"postgresql\"\n}\n\ngenerator client {\n  provider = \
                    \"prisma-client-js\"\n  previewFeatures = [FLAG]\n}\n\nmodel Team {\n  id Int @id\n  users User[]\n}\n";
const OTHER: &str = "model User {\n  id Int @id\n  teamId Int\n  team Team @relation(fields: [teamId], references: [id])\n}\n";

#[test]
fn a_file_that_says_it_is_one_of_a_folder_stands_for_the_folder() {
    let folder = std::env::temp_dir().join(format!("icms-folder-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("schema")).unwrap();
    std::fs::write(folder.join("icms.toml"), "").unwrap();
    std::fs::write(folder.join("schema/user.prisma"), OTHER).unwrap();
    let file = folder.join("schema/schema.prisma");
    let project = Project::open(&folder, Overrides::default()).unwrap();

    std::fs::write(&file, HEAD.replace("FLAG", "\"prismaSchemaFolder\"")).unwrap();
    let compiled = compile::at(Some(&file), &project).unwrap();
    let codes: Vec<String> = compiled.lowered.diagnostics.iter().map(|d| d.code.to_string()).collect();

    std::fs::write(&file, HEAD.replace("FLAG", "")).unwrap();
    let alone = compile::at(Some(&file), &project);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(compiled.lowered.schema.tables.len(), 2);
    assert_eq!(codes, ["E7012", "E2035"]);
    assert!(alone.is_err(), "without the flag a file is a file");
}
