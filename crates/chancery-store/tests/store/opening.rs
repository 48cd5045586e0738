//! What `open` makes of what it finds, and what it says.

use crate::made::{self, article};
use chancery_store::{Store, StoreError};
use rusqlite::Connection;
use std::fs;
use std::path::Path;

fn refusal(path: impl AsRef<Path>) -> StoreError {
    Store::open(path).unwrap_err()
}

#[test]
fn a_new_record_is_empty_and_opens_again() {
    let (folder, store) = made::store();
    assert_eq!(store.summary().unwrap().pages, 0);
    store.write_batch(&[article(1, 0)]).unwrap();
    drop(store);
    let store = Store::open(folder.path().join("record.db")).unwrap();
    assert_eq!(store.summary().unwrap().pages, 1);
}

#[test]
fn a_closed_record_is_one_file() {
    let (folder, store) = made::store();
    store.write_batch(&[article(1, 0)]).unwrap();
    store.summary().unwrap();
    drop(store);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_empty_file_becomes_a_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.db");
    fs::write(&path, "").unwrap();
    assert!(matches!(Store::open_readonly(&path), Err(StoreError::Older { found: 0, .. })));
    assert_eq!(Store::open(&path).unwrap().summary().unwrap().pages, 0);
}

#[test]
fn an_older_record_is_brought_to_the_present() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../migrations/0001_record.sql")).unwrap();
    old.pragma_update(None, "application_id", 0x4348_4359).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    assert!(matches!(Store::open_readonly(&path), Err(StoreError::Older { found: 1, known: 2, .. })));
    let store = Store::open(&path).unwrap();
    store.write_batch(&[article(1, 0)]).unwrap();
    assert_eq!(store.claims(&[]).unwrap().len(), 3);
}

#[test]
fn a_newer_record_is_left_alone() {
    let (folder, store) = made::store();
    let path = folder.path().join("record.db");
    drop(store);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&path).unwrap();
    for error in [refusal(&path), Store::open_readonly(&path).err().unwrap()] {
        assert!(
            matches!(&error, StoreError::Newer { found: 99, known: 2, path: p } if *p == path),
            "{error}"
        );
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn another_applications_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let check = |sql: &str, expected: i32| {
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let before = fs::read(&path).unwrap();
        let error = refusal(&path);
        assert!(
            matches!(error, StoreError::Foreign { application_id, .. } if application_id == expected),
            "{error}"
        );
        assert_eq!(fs::read(&path).unwrap(), before);
    };
    check("CREATE TABLE article (id)", 0);
    check("PRAGMA application_id = 7", 7);
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("text.db");
    for content in ["x", "Le ministre s'est entretenu avec son homologue. ".repeat(200).as_str()] {
        fs::write(&path, content).unwrap();
        let error = refusal(&path);
        assert!(matches!(error, StoreError::NotSqlite { .. }), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
}

#[test]
fn a_damaged_record_says_so() {
    let (folder, store) = made::store();
    let path = folder.path().join("record.db");
    store.write_batch(&(0..50).map(|n| article(n, 0)).collect::<Vec<_>>()).unwrap();
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len();
    // Past the first page, which tells what the file is.
    bytes[4096..end].fill(0xa5);
    fs::write(&path, bytes).unwrap();
    let error = Store::open(&path).and_then(|s| s.summary()).unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
}

#[test]
fn places_that_hold_no_record() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(refusal(folder.path()), StoreError::IsFolder { .. }));
    assert!(matches!(refusal(folder.path().join("none/record.db")), StoreError::NoFolder { .. }));
    assert!(matches!(refusal(file.join("record.db")), StoreError::NoFolder { .. }));
    assert!(matches!(Store::open_readonly(folder.path()), Err(StoreError::IsFolder { .. })));
}

/// `/proc` takes no new file from anybody, so that this holds for root too.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_can_not_be_written() {
    let error = refusal("/proc/record.db");
    assert!(matches!(error, StoreError::NotWritable { .. }), "{error}");
}

/// For root, whom no permission binds, this shows less than for others.
#[test]
#[cfg(unix)]
fn a_record_in_a_folder_that_can_not_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, store) = made::store();
    store.write_batch(&[article(1, 0)]).unwrap();
    drop(store);
    let allow = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    let found = Store::open_readonly(folder.path().join("record.db")).and_then(|s| s.article(&made::id(1)));
    allow(0o755);
    assert_eq!(found.unwrap(), Some(article(1, 0)));
}

#[test]
fn a_missing_record_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    let error = Store::open_readonly(&path).unwrap_err();
    assert!(error.to_string().ends_with("found no file; `chancery read` makes one"), "{error}");
    assert!(!path.exists());
}

#[test]
fn reading_only() {
    let (folder, store) = made::store();
    let path = folder.path().join("record.db");
    store.write_batch(&[article(1, 0)]).unwrap();
    let reader = Store::open_readonly(&path).unwrap();
    assert_eq!(reader.article(&made::id(1)).unwrap(), Some(article(1, 0)));
    assert!(matches!(reader.write_batch(&[article(2, 0)]), Err(StoreError::ReadOnly { .. })));
    store.write_batch(&[article(2, 0)]).unwrap();
    assert_eq!(reader.summary().unwrap().pages, 2);
}

#[test]
fn a_reader_does_not_wait_for_a_writer() {
    let (folder, store) = made::store();
    store.write_batch(&[article(1, 0)]).unwrap();
    let writer = Connection::open(folder.path().join("record.db")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE article SET lang = 'xx'; DELETE FROM note").unwrap();
    // A reader that waited would fail after ten seconds.
    assert_eq!(store.article(&made::id(1)).unwrap(), Some(article(1, 0)));
    let other = Store::open_readonly(folder.path().join("record.db")).unwrap();
    assert_eq!(other.summary().unwrap().languages, [("fr".to_owned(), 1)]);
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(store.summary().unwrap().languages, [("xx".to_owned(), 1)]);
}

#[test]
fn two_threads_write_in_turn() {
    let (_folder, store) = made::store();
    std::thread::scope(|scope| {
        for t in 0..4 {
            let store = &store;
            scope.spawn(move || {
                for n in 0..10 {
                    store.write_batch(&[article(t * 10 + n, 0)]).unwrap();
                }
            });
        }
    });
    assert_eq!(store.summary().unwrap().pages, 40);
}
