//! The program from outside: what it prints, what it keeps, and how it meets bad input.
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod bad_input;
mod coding;
mod packs;
mod record;
mod who;

use assert_cmd::Command;
use std::path::Path;

/// The program, run in `folder`, without colours and 100 columns wide.
fn chancery(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.current_dir(folder).env("NO_COLOR", "1").env("COLUMNS", "100").env_remove("RUST_LOG");
    command
}

/// Runs the program; gives its exit code, standard output and standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    told(&mut chancery(folder), args)
}

/// As [`run`], with text on standard input.
fn run_with(folder: &Path, args: &[&str], input: impl Into<Vec<u8>>) -> (i32, String, String) {
    told(chancery(folder).write_stdin(input.into()), args)
}

fn told(command: &mut Command, args: &[&str]) -> (i32, String, String) {
    let output = command.args(args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// A page of English news that reports one call, as a line of JSON.
fn line(id: &str, day: u32) -> String {
    let text = format!(
        "French Defence Minister Sébastien Lecornu spoke by telephone with Russian Defence Minister \
         Sergei Shoigu on {day} April 2024."
    );
    serde_json::json!({ "id": id, "lang": "en", "published": "2024-04-30", "text": text }).to_string()
}
