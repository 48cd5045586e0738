//! `chancery pack`: check, explain and begin packs.

mod check;
mod exercise;
mod skeleton;
mod surfaces;
mod times;

use crate::{args, args::PackCommand, explain, failure::Failure};

/// Runs the command.
pub fn run(shared: &args::Shared, pack: &args::Pack) -> Result<(), Failure> {
    match &pack.command {
        PackCommand::Check(check) => check::run(shared, check),
        PackCommand::Explain(sentence) => explain::sentence(shared, sentence),
        PackCommand::New(new) => skeleton::run(new),
    }
}
