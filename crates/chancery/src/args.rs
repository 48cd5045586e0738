//! What can be asked for on the command line.

use chancery_model::{ClaimKind, Edtf, Kind, Status};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads news in many languages and keeps the record of contacts between states:
/// who called, met, visited or wrote to whom, when, where and on whose initiative.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, disable_help_subcommand = true)]
pub struct Args {
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Debug, Group)]
pub struct Shared {
    /// The record's file
    #[arg(long, global = true, value_name = "FILE", default_value = "chancery.db")]
    pub db: PathBuf,
    /// A folder of packs, laid over the built-in ones file by file
    #[arg(long, global = true, value_name = "DIR")]
    pub packs: Option<PathBuf>,
    /// Tell more; twice for all
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Read(Read),
    Timeline(Timeline),
    Show(Show),
    Claims(Claims),
    Explain(Explain),
    Who(Who),
    Code(Code),
    Time(Time),
    Pack(Pack),
}

/// Read files and folders into the record
///
/// Pages are files .txt, .html, .htm, and lines of .jsonl: {"id", "url"?, "lang"?, "published"?, "text" | "html"}.
/// What has been read before and has not changed is passed over. After Ctrl-C the same command goes on.
#[derive(Debug, Group)]
pub struct Read {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Print the contacts of the record in the order of time
#[derive(Debug, Default, Group)]
pub struct Timeline {
    /// Only contacts with both of these: codes (FRA, UN) or English names ("France")
    #[arg(long, num_args = 2, value_names = ["ACTOR", "ACTOR"])]
    pub between: Vec<String>,
    /// Only contacts on or after this date: 2024, 2024-04 or 2024-04-03
    #[arg(long, value_name = "DATE")]
    pub from: Option<Edtf>,
    /// Only contacts on or before this date
    #[arg(long, value_name = "DATE")]
    pub to: Option<Edtf>,
    /// Only this kind: call, meeting, visit, video, message, contact (repeatable)
    #[arg(long, value_delimiter = ',')]
    pub kind: Vec<Kind>,
    /// Only this status: held, planned, proposed, cancelled, postponed, refused, denied (repeatable)
    #[arg(long, value_delimiter = ',')]
    pub status: Vec<Status>,
    /// Only contacts in which this person took part: a name or a part of one
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// Only offices of this rank (head, minister, deputy, military, …) or domain (foreign, …) (repeatable)
    #[arg(long, value_delimiter = ',')]
    pub level: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: TableFormat,
}

/// How a timeline is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    #[default]
    Table,
    Json,
    Csv,
}

/// How one thing is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    #[default]
    Text,
    Json,
}

/// Show one contact: every field with the words it came from, and all its reports
#[derive(Debug, Group)]
pub struct Show {
    /// The contact's id, or its beginning
    pub id: String,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: TextFormat,
}

/// List the claims that pages make about the record, and what the record says to them
///
/// "The first since", "no comment yet", "denied that". Claims on order in time are held against the contacts of the
/// record: borne out, contradicted by, or unknown.
#[derive(Debug, Default, Group)]
pub struct Claims {
    /// Only claims of this kind: first-since, first, last-was, no-comment, not-confirmed, confirmed, denied (repeatable)
    #[arg(long, value_delimiter = ',')]
    pub kind: Vec<ClaimKind>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: TextFormat,
}

/// Explain what is seen in a page: its date, times, parties, the rows that fired, the reports
#[derive(Debug, Group)]
pub struct Explain {
    /// A file .txt or .html, or - for text on standard input
    pub file: PathBuf,
    /// Language of the page (ISO 639-1), where it should not be guessed
    #[arg(long)]
    pub lang: Option<String>,
    /// Day of publication, such as 2024-04-03, where the page does not show it
    #[arg(long, value_name = "DATE")]
    pub published: Option<Edtf>,
    /// Only the sentence of this number
    #[arg(long, value_name = "NUMBER")]
    pub only: Option<usize>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: TextFormat,
}

/// Tell who is meant: by a name in any spelling, by an office and its state, on a day
///
/// Past the day to which the data reach a holder is only the last known one. Offices: `defence-minister`,
/// `foreign-minister`, `head-of-state`, `head-of-government`, `chief-of-defence` and the others of the world pack.
#[derive(Debug, Default, Group)]
pub struct Who {
    /// A name, as a text writes it
    #[arg(required_unless_present_any = ["office", "pairs", "batch"])]
    pub name: Option<String>,
    /// Only somebody who held this office
    #[arg(long)]
    pub office: Option<String>,
    /// Only somebody of this state or organisation: a code (FRA, UN) or an English name
    #[arg(long = "of", value_name = "ACTOR")]
    pub actor: Option<String>,
    /// On this day
    #[arg(long, value_name = "DATE")]
    pub on: Option<jiff::civil::Date>,
    /// Read lines of two names with a tab between them; tell of each whether they can be one person's
    #[arg(long, conflicts_with_all = ["name", "office", "actor", "on", "batch"])]
    pub pairs: bool,
    /// Read questions as JSONL: {"name"?, "office"?, "state"?, "on"?}; answer each with a line of JSON
    #[arg(long, conflicts_with_all = ["name", "office", "actor", "on"])]
    pub batch: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: TextFormat,
}

/// Check, explain and begin language packs
#[derive(Debug, Group)]
pub struct Pack {
    #[command(subcommand)]
    pub command: PackCommand,
}

#[derive(Debug, Subcommand)]
pub enum PackCommand {
    Check(PackCheck),
    Explain(PackExplain),
    New(PackNew),
}

/// Parse packs and run their own cases
///
/// Warns of rows that no case exercises and of forms that stand twice; -v lists them. Fails where a case fails.
#[derive(Debug, Group)]
pub struct PackCheck {
    /// Languages (ISO 639-1); all where none is named
    pub langs: Vec<String>,
}

/// Print which rows fire on which words of a sentence
#[derive(Debug, Group)]
pub struct PackExplain {
    /// Language (ISO 639-1)
    pub lang: String,
    /// The sentence
    pub sentence: String,
    /// Day of publication, such as 2024-04-03
    #[arg(long, value_name = "DATE")]
    pub published: Option<Edtf>,
}

/// Write the skeleton of a language pack
#[derive(Debug, Group)]
pub struct PackNew {
    /// Language (ISO 639-1)
    pub lang: String,
    /// The folder of packs in which lang/LANG is made
    #[arg(long, value_name = "DIR", default_value = "packs")]
    pub dir: PathBuf,
}

/// Read JSONL pages and write their contacts as JSONL, one line a page, without a database
///
/// A page is {"id", "url"?, "lang"?, "published"?, "text" | "html"}. Lines come out in the order they came in.
#[derive(Debug, Group)]
pub struct Code {
    /// Read from this file instead of standard input
    #[arg(long = "in", value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Write to this file instead of standard output
    #[arg(long = "out", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Tell on standard error where the time went
    #[arg(long)]
    pub timings: bool,
}

/// Find the expressions of time in a text and say what they denote
///
/// Standard input is a text, or JSONL lines {"id"?, "lang"?, "dct"?, "text"}. Comes out as JSONL with offsets in
/// characters; a text, on a terminal, as itself with its times coloured.
#[derive(Debug, Group)]
pub struct Time {
    /// Language of the text (ISO 639-1), where it should not be guessed
    #[arg(long)]
    pub lang: Option<String>,
    /// Day on which the text was written
    #[arg(long, value_name = "DATE")]
    pub date: Option<Edtf>,
}
