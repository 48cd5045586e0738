//! The program `chancery`: arguments in, wiring, printing out.
//!
//! All that is known of news, languages and records lives in the other crates. **Invariant.** Bad input gives a
//! message and an exit code (2 for what the user got wrong, 1 for other failures), never a panic.

mod args;
mod claims;
mod code;
mod console;
mod engine;
mod explain;
mod failure;
mod pack;
mod parallel;
mod progress;
mod read;
mod rebuild;
mod report_json;
mod sayings;
mod sayings_json;
mod show;
mod time;
mod timeline;
mod who;
mod words;

use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::Args::parse();
    trace(args.shared.verbose);
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

/// Sends what crates trace to standard error, at the level asked for.
fn trace(verbose: u8) {
    let level = match verbose {
        0 => tracing::Level::WARN,
        1 => tracing::Level::INFO,
        _ => tracing::Level::DEBUG,
    };
    let subscriber =
        tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).without_time();
    subscriber.with_target(false).init();
}

fn run(args: &args::Args) -> Result<(), Failure> {
    match &args.command {
        args::Command::Read(read) => read::run(&args.shared, read),
        args::Command::Timeline(timeline) => timeline::run(&args.shared, timeline),
        args::Command::Code(code) => code::run(&args.shared, code),
        args::Command::Show(show) => show::run(&args.shared, show),
        args::Command::Claims(claims) => claims::run(&args.shared, claims),
        args::Command::Explain(explain) => explain::run(&args.shared, explain),
        args::Command::Time(time) => time::run(&args.shared, time),
        args::Command::Who(who) => who::run(&args.shared, who),
        args::Command::Pack(pack) => pack::run(&args.shared, pack),
    }
}
