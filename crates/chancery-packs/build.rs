//! Lists the files of `packs/`, and their digest, so that they are compiled into the library.

#![allow(clippy::disallowed_methods, reason = "a build script reads the packs")]

#[path = "src/builtin/digest.rs"]
mod digest;

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../../packs");
    let mut files = Vec::new();
    collect(&root, &root, &mut files)?;
    files.sort();
    let mut code = String::from("pub(crate) static FILES: &[(&str, &str)] = &[\n");
    for (name, path) in &files {
        writeln!(code, "    ({name:?}, include_str!({path:?})),").map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    let texts: io::Result<Vec<String>> = files.iter().map(|(_, path)| fs::read_to_string(path)).collect();
    let texts = texts?;
    let named = files.iter().zip(&texts).map(|((name, _), text)| (name.as_str(), text.as_str()));
    let hash = digest::hash(named);
    writeln!(code, "/// The digest of these files.\npub(crate) const DIGEST: u64 = {hash:#018x};")
        .map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("files.rs"), code)
}

/// Adds the pack files below `folder`; folders named `build` hold the scripts that make data, not data.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "build" {
                collect(root, &path, files)?;
            }
        } else if matches!(path.extension().and_then(|e| e.to_str()), Some("tsv" | "toml" | "txt")) {
            let relative = path.strip_prefix(root).map_err(io::Error::other)?;
            let relative = relative.to_string_lossy().replace('\\', "/");
            files.push((relative, path.canonicalize()?.to_string_lossy().into_owned()));
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    Ok(())
}
