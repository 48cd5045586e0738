//! Opening the file: what it is, whether it can be used, and bringing it to the present schema.

use crate::error::{PATIENCE_SECONDS, StoreError, sorted};
use crate::values::Inner;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, Transaction, TransactionBehavior};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// `CHCY`, in the file's header: tells a record from other SQLite databases.
const APPLICATION_ID: i32 = 0x4348_4359;

/// Each brings a record from the version before it to its own; the first makes version 1 of an empty file.
const MIGRATIONS: &[&str] =
    &[include_str!("../migrations/0001_record.sql"), include_str!("../migrations/0002_sayings.sql")];

/// How every SQLite database begins.
const SIGNATURE: &[u8; 16] = b"SQLite format 3\0";

const KNOWN: i32 = MIGRATIONS.len() as i32;

/// Read connections kept open while nobody reads.
const IDLE_READERS: usize = 8;

/// A record, open for reading and, unless opened with [`Store::open_readonly`], for writing.
///
/// It may be shared between threads: writing calls wait for each other, reading calls for nobody.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    // Before the writer, so that the writer closes last and folds the log into the file.
    idle: Mutex<Vec<Connection>>,
    writer: Option<Mutex<Connection>>,
    immutable: bool,
}

impl Store {
    /// Opens the record at `path` for reading and writing. Makes it where there is no file or an empty one,
    /// and migrates it where it is of an earlier version.
    ///
    /// # Errors
    /// Where the path is a folder or has none above it, can't be written, is no SQLite database or another
    /// application's, is damaged, or is of a later version. Such a file is left as it was.
    pub fn open(path: impl AsRef<Path>) -> Result<Store, StoreError> {
        let path = path.as_ref();
        check_place(path)?;
        check_signature(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let writer = prepared_writer(path, flags).map_err(|e| match e {
            StoreError::Sql { path, source } if cannot_open(&source) => {
                StoreError::NotWritable { path, detail: source.to_string() }
            }
            other => other,
        })?;
        Ok(Store::with(path, Some(writer), false))
    }

    /// Opens the record at `path` for reading only.
    ///
    /// # Errors
    /// As [`Store::open`], and where no file is there or it is of an earlier version, which only writing migrates.
    pub fn open_readonly(path: impl AsRef<Path>) -> Result<Store, StoreError> {
        let path = path.as_ref();
        if path.is_dir() {
            return Err(StoreError::IsFolder { path: path.to_owned() });
        }
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        check_signature(path)?;
        let mut store = Store::with(path, None, false);
        let version = match store.version() {
            // In a folder that can't be written, a database with a log opens only as one that nobody changes.
            Err(StoreError::NotReadable { .. }) if !log_of(path).exists() => {
                store = Store::with(path, None, true);
                store.version()?
            }
            other => other?,
        };
        match version {
            KNOWN => Ok(store),
            found => Err(StoreError::Older { path: path.to_owned(), found, known: KNOWN }),
        }
    }

    /// The record's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn with(path: &Path, writer: Option<Connection>, immutable: bool) -> Store {
        Store { path: path.to_owned(), idle: Mutex::default(), writer: writer.map(Mutex::new), immutable }
    }

    fn version(&self) -> Result<i32, StoreError> {
        let reader = self.reader()?;
        version(&reader, &self.path).map_err(|e| match e {
            StoreError::Sql { path, source } if cannot_open(&source) => {
                StoreError::NotReadable { path, detail: source.to_string() }
            }
            // Even a reader writes: it makes the log that it shares with writers.
            StoreError::NotWritable { path, detail } => StoreError::NotReadable { path, detail },
            other => other,
        })
    }

    /// A connection for reading, returned to the store when dropped.
    pub(crate) fn reader(&self) -> Result<Reader<'_>, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.new_reader().map_err(|e| {
                let (path, detail) = (self.path.clone(), e.to_string());
                if cannot_open(&e) { StoreError::NotReadable { path, detail } } else { sorted(&self.path, e) }
            })?,
        };
        Ok(Reader { store: self, connection: Some(connection) })
    }

    fn new_reader(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = if self.immutable {
            Connection::open_with_flags(immutable_uri(&self.path), flags | OpenFlags::SQLITE_OPEN_URI)?
        } else {
            Connection::open_with_flags(&self.path, flags)?
        };
        connection.busy_timeout(Duration::from_secs(PATIENCE_SECONDS))?;
        connection.set_prepared_statement_cache_capacity(32);
        connection.execute_batch("PRAGMA cache_size = -1000")?;
        Ok(connection)
    }

    /// Runs `reading` on one state of the record.
    pub(crate) fn read<T>(&self, reading: impl FnOnce(&Connection) -> Inner<T>) -> Result<T, StoreError> {
        let reader = self.reader()?;
        let run = || {
            let snapshot = reader.unchecked_transaction()?;
            reading(&snapshot)
        };
        run().map_err(|failure| failure.at(&self.path))
    }

    /// Runs `writing` as one transaction, which leaves no trace where it fails.
    pub(crate) fn write<T>(&self, writing: impl FnOnce(&Transaction) -> Inner<T>) -> Result<T, StoreError> {
        let Some(writer) = &self.writer else {
            return Err(StoreError::ReadOnly { path: self.path.clone() });
        };
        let mut connection = writer.lock().unwrap_or_else(PoisonError::into_inner);
        let run = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = writing(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        run().map_err(|failure: crate::values::Failure| failure.at(&self.path))
    }
}

/// A read connection on loan from its store.
#[derive(Debug)]
pub(crate) struct Reader<'s> {
    store: &'s Store,
    connection: Option<Connection>,
}

impl Reader<'_> {
    pub(crate) fn path(&self) -> &Path {
        &self.store.path
    }
}

impl std::ops::Deref for Reader<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("only drop takes the connection")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let clean = connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok();
        let mut idle = self.store.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if clean && idle.len() < IDLE_READERS {
            idle.push(connection);
        }
    }
}

fn check_place(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        return Err(StoreError::IsFolder { path: path.to_owned() });
    }
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if folder.is_dir() {
        return Ok(());
    }
    Err(StoreError::NoFolder { path: path.to_owned(), folder: folder.to_owned() })
}

/// Refuses a file that begins otherwise than a database. SQLite itself would take a very short one for empty.
fn check_signature(path: &Path) -> Result<(), StoreError> {
    if !path.exists() {
        return Ok(());
    }
    let not_sqlite = || StoreError::NotSqlite { path: path.to_owned() };
    if !path.is_file() {
        return Err(not_sqlite());
    }
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SIGNATURE.len() as u64).read_to_end(&mut start));
    // A file that can't be read is left to SQLite, which tells why.
    let sound = read.is_err() || start.is_empty() || start == SIGNATURE;
    if sound { Ok(()) } else { Err(not_sqlite()) }
}

fn prepared_writer(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let at = |e| sorted(path, e);
    let mut connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(at)?;
    connection.busy_timeout(Duration::from_secs(PATIENCE_SECONDS)).map_err(at)?;
    connection.set_prepared_statement_cache_capacity(32);
    // Before anything is set, so that a foreign file stays as it is.
    version(&connection, path)?;
    let not_writable =
        |detail: &str| StoreError::NotWritable { path: path.to_owned(), detail: detail.into() };
    if connection.is_readonly(MAIN_DB).map_err(at)? {
        return Err(not_writable("the file is write-protected"));
    }
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(at)?;
    if mode != "wal" {
        return Err(not_writable("its file system can't hold a write-ahead log"));
    }
    // FULL syncs once per batch, so that a commit outlives a power cut and not only the process.
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
             PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 67108864;",
        )
        .map_err(at)?;
    migrate(&mut connection, path)?;
    Ok(connection)
}

/// The version of the record; 0 for a file without content.
fn version(connection: &Connection, path: &Path) -> Result<i32, StoreError> {
    let number =
        |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i32>(0)).map_err(|e| sorted(path, e));
    let application_id = number("PRAGMA application_id")?;
    let found = number("PRAGMA user_version")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    match application_id {
        APPLICATION_ID if found > KNOWN => {
            Err(StoreError::Newer { path: path.to_owned(), found, known: KNOWN })
        }
        APPLICATION_ID => Ok(found),
        0 if found == 0 && tables == 0 => Ok(0),
        _ => Err(StoreError::Foreign { path: path.to_owned(), application_id }),
    }
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let at = |e| sorted(path, e);
    if version(connection, path)? == KNOWN {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(at)?;
    // Once more under the lock: another process may have migrated meanwhile.
    let from = usize::try_from(version(&transaction, path)?).unwrap_or(0);
    for migration in &MIGRATIONS[from..] {
        transaction.execute_batch(migration).map_err(at)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(at)?;
    transaction.pragma_update(None, "user_version", KNOWN).map_err(at)?;
    transaction.commit().map_err(at)
}

fn cannot_open(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::CannotOpen)
}

fn log_of(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(*byte as char)
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}
