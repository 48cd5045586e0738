//! The project's own checks, run as `cargo xtask tidy`, `cargo xtask gate [--raise]` and
//! `cargo xtask causes [--write]`.
//!
//! `tidy` holds the house rules that no compiler checks; it runs as a test too. `gate` measures the reader on
//! the gold pages and compares with floors that only rise. Nothing here is part of the program.

mod gate;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a task says when it can't be done, or when what it checks is not so.
type Failure = Box<dyn std::error::Error>;

const USAGE: &str = "\
cargo xtask tidy           check the house rules
cargo xtask gate           measure the reader on the gold pages and compare with gold/floors.json
cargo xtask calibrate      fit the weights of evidence to the gold pages, and tell what a confidence means
cargo xtask salience       fit the weights of whom words go back to, and tell how often they are right
cargo xtask causes         tell why contacts are missed, false or wrong; --write puts it into docs/quality.md
cargo xtask gate --raise   raise the floors to what is measured; no floor is ever lowered";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["tidy"] => tidy::run(&root()),
        ["calibrate"] => gate::calibrate(&root()),
        ["salience"] => gate::salience(&root()),
        ["causes"] => gate::causes(&root(), false),
        ["causes", "--write"] => gate::causes(&root(), true),
        ["gate"] => gate::run(&root(), gate::Mode::Compare),
        ["gate", "--raise"] => gate::run(&root(), gate::Mode::Raise),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_path_buf()
}
