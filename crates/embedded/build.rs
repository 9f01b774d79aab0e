//! Finds the runtime archive of the carried PostgreSQL in the data crate of this target and makes it part of the program.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=Cargo.toml");
    let archive = match env::var_os("CARGO_FEATURE_EMBEDDED") {
        Some(_) => archive(&env::var("TARGET")?)?,
        None => None,
    };
    let text = match archive {
        Some(path) => {
            let key = fs::read(&path)?.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
            });
            format!("Some((include_bytes!({:?}), \"17.5-{key:016x}\"))", path.display().to_string())
        }
        // a target that the data crates do not know still has the servers of its machine
        None => "None".to_owned(),
    };
    fs::write(Path::new(&env::var("OUT_DIR")?).join("archive.in"), text)?;
    Ok(())
}

/// Where cargo put the data crate; it has no Rust code that could say so itself.
fn archive(target: &str) -> Result<Option<PathBuf>, Box<dyn Error>> {
    let cargo = env::var("CARGO")?;
    let manifest = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("Cargo.toml");
    let out = Command::new(cargo)
        .args([
            "metadata",
            "--offline",
            "--format-version",
            "1",
            "--filter-platform",
            target,
            "--manifest-path",
        ])
        .arg(manifest)
        .output()?;
    if !out.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&out.stderr)).into());
    }
    let metadata = String::from_utf8(out.stdout)?;
    let name = format!("pglite-rs-lib-{target}");
    let paths = metadata.split("\"manifest_path\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found = paths
        .map(Path::new)
        .filter_map(Path::parent)
        .find(|folder| folder.file_name().is_some_and(|folder| folder.to_string_lossy().starts_with(&name)));
    let archive = found.map(|folder| folder.join("lib/pglite-runtime.tar.zst"));
    if let Some(archive) = &archive {
        println!("cargo:rerun-if-changed={}", archive.display());
    }
    Ok(archive.filter(|path| path.exists()))
}
