//! What ends the program before its work is done, and how it is told.

use crate::console;
use chancery_contacts::ReaderError;
use chancery_ingest::IngestError;
use chancery_names::NamesError;
use chancery_packs::{PackError, PackSet};
use chancery_store::StoreError;
use miette::{Diagnostic, MietteHandlerOpts, NamedSource, ReportHandler, SourceSpan};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why the program stops.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum Failure {
    /// The user asked for what can't be.
    #[error("{message}")]
    Usage {
        message: String,
        #[help]
        help: Option<String>,
    },
    /// A file can't be opened.
    #[error("{path}: can't be {what}: {cause}")]
    File { path: PathBuf, what: &'static str, cause: io::Error },
    /// The record's file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The packs are malformed.
    #[error(transparent)]
    Packs(#[from] ReaderError),
    /// A row of a pack is malformed, and its file is at hand.
    #[error("{message}")]
    Row {
        message: String,
        #[source_code]
        table: NamedSource<String>,
        #[label("this row")]
        at: SourceSpan,
    },
    /// Reading input failed midway.
    #[error("{0}; what came before it was read")]
    Input(IngestError),
    /// Writing output failed midway.
    #[error("the output can't be written: {0}")]
    Output(io::Error),
    /// What was to be checked was found wanting.
    #[error("{0}")]
    Wanting(String),
    /// The user stopped the work.
    #[error("{0}")]
    Stopped(String),
}

impl Failure {
    /// What the user got wrong.
    pub fn usage(message: impl Into<String>) -> Failure {
        Failure::Usage { message: message.into(), help: None }
    }

    /// What the user got wrong, and how to put it right.
    pub fn usage_with(message: impl Into<String>, help: impl Into<String>) -> Failure {
        Failure::Usage { message: message.into(), help: Some(help.into()) }
    }

    /// A file that can't be opened, read or written.
    pub fn file(path: &Path, what: &'static str, cause: io::Error) -> Failure {
        Failure::File { path: path.to_owned(), what, cause }
    }

    /// The same with the row of the pack that it complains about, where there is one.
    #[must_use]
    pub fn with_row(self, packs: &PackSet) -> Failure {
        let Failure::Packs(ReaderError::Pack(error) | ReaderError::World(NamesError::Pack(error))) = &self
        else {
            return self;
        };
        let PackError::Row { file, line, .. } = error else { return self };
        let Some(text) = packs.file(file) else { return self };
        let mut starts = text.split_inclusive('\n').scan(0, |at, l| {
            *at += l.len();
            Some((*at - l.len(), l.trim_end().len()))
        });
        let Some((start, length)) = starts.nth(line.saturating_sub(1) as usize) else { return self };
        let table = NamedSource::new(file, text.to_owned());
        Failure::Row { message: error.to_string(), table, at: (start, length).into() }
    }

    /// Prints the failure and gives the exit code. A reader who closed the pipe is told nothing.
    pub fn tell(&self) -> ExitCode {
        if let Failure::Output(error) = self
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            return ExitCode::SUCCESS;
        }
        let handler =
            MietteHandlerOpts::new().width(400).wrap_lines(false).with_cause_chain().unicode(true).build();
        console::tell(Shown(self, &handler).to_string().trim_end());
        ExitCode::from(self.code())
    }

    /// 2 for what the user got wrong, 130 where the user stopped the work, 1 for all else.
    fn code(&self) -> u8 {
        match self {
            Failure::Usage { .. } | Failure::File { .. } | Failure::Packs(_) | Failure::Row { .. } => 2,
            Failure::Store(error) => store_code(error),
            Failure::Input(_) | Failure::Output(_) | Failure::Wanting(_) => 1,
            Failure::Stopped(_) => 130,
        }
    }
}

impl From<PackError> for Failure {
    fn from(error: PackError) -> Failure {
        Failure::Packs(error.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

/// A file or an id that the user can put right is the user's; a full disk, damage or a rival process is not.
fn store_code(error: &StoreError) -> u8 {
    match error {
        StoreError::Missing { .. }
        | StoreError::NoFolder { .. }
        | StoreError::IsFolder { .. }
        | StoreError::NotWritable { .. }
        | StoreError::NotReadable { .. }
        | StoreError::NotSqlite { .. }
        | StoreError::Foreign { .. }
        | StoreError::Newer { .. }
        | StoreError::Older { .. }
        | StoreError::NotFound { .. }
        | StoreError::Ambiguous { .. } => 2,
        _ => 1,
    }
}

/// A failure as the handler prints it.
struct Shown<'a>(&'a Failure, &'a miette::MietteHandler);

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.1.debug(self.0, f)
    }
}
