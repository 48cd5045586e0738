//! Full-text search.

use crate::made::{self, article, id};

#[test]
fn words_are_found_as_they_are_written_and_without_their_marks() {
    let (_folder, store) = made::store();
    let mut other = article(2, 0);
    other.article.text = "Шойгу поговорил с Лекорню. The general staff called.".into();
    other.article.blocks.clear();
    store.write_batch(&[article(1, 0), other]).unwrap();
    let check = |words: &str, expected: &[usize]| {
        let found: Vec<_> = store.search(words, 9).unwrap().into_iter().map(|h| h.article.id).collect();
        assert_eq!(found, expected.iter().map(|n| id(*n)).collect::<Vec<_>>(), "{words}");
    };
    check("telephone MINISTRE", &[1]);
    check("шойгу", &[2]);
    check("Лекор*", &[2]);
    check("Лекор", &[]);
    check("\"general staff\"", &[2]);
    check("\"staff general\"", &[]);
    check("staff NOT called", &[]);
    check("l'\"(*", &[]);
    check("staff\0\"called", &[2]);
    check("", &[]);
    assert_eq!(store.search("staff", 0).unwrap(), []);
}

#[test]
fn a_hit_shows_the_place() {
    let (_folder, store) = made::store();
    store.write_batch(&[article(1, 0)]).unwrap();
    let hit = store.search("Poutine", 1).unwrap().remove(0);
    assert!(hit.snippet.starts_with("Macron appelle Poutine"), "{}", hit.snippet);
    assert_eq!(hit.article.title.as_deref(), Some("Macron appelle Poutine, version 0"));
}
