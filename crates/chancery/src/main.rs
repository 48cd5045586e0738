//! The program `chancery`: arguments in, wiring, printing out.
//!
//! All that is known of news, languages and records lives in the other crates. **Invariant.** Bad input gives a
//! message and an exit code (2 for what the user got wrong, 1 for other failures), never a panic.

mod args;
mod code;
mod console;
mod engine;
mod failure;
mod parallel;
mod progress;
mod read;
mod rebuild;
mod report_json;
mod timeline;

use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

fn run(args: &args::Args) -> Result<(), Failure> {
    match &args.command {
        args::Command::Read(read) => read::run(&args.shared, read),
        args::Command::Timeline(timeline) => timeline::run(&args.shared, timeline),
        args::Command::Code(code) => code::run(&args.shared, code),
        _ => Ok(()),
    }
}
