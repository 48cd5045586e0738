//! Loads the world pack from a folder and prints how long that takes: `cargo run --release --example load -- packs/world`.

#![allow(clippy::disallowed_methods, reason = "an example is a program of its own")]

use chancery_names::World;
use std::time::Instant;

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "packs/world".to_owned());
    let mut files: Vec<(String, String)> = std::fs::read_dir(&folder)
        .expect("the folder of the world pack can be read")
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "tsv"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a table of the pack is UTF-8");
            (path.display().to_string(), text)
        })
        .collect();
    files.sort();
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    for _ in 0..10 {
        let start = Instant::now();
        match World::parse(&files) {
            Ok(world) => println!("{:?} for {} people", start.elapsed(), world.people().count()),
            Err(error) => println!("{error}"),
        }
    }
}
