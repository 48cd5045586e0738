//! A page's content in 16 bytes, so that a page read before is known again.

use chancery_model::{Page, PageBody};
use std::fmt;

/// A digest of a page's content and declared fields, without its id: the first 16 bytes of BLAKE3.
///
/// It is stored, so its definition never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageDigest([u8; 16]);

impl PageDigest {
    /// The digest of a page. Two pages with other ids and all else equal have one digest.
    pub fn of(page: &Page) -> PageDigest {
        let mut hasher = blake3::Hasher::new();
        for field in [&page.url, &page.lang, &page.published] {
            feed(&mut hasher, field.as_deref());
        }
        hasher.update(match page.body {
            PageBody::Text(_) => b"t",
            PageBody::Html(_) => b"h",
        });
        hasher.update(page.body.as_str().as_bytes());
        PageDigest::finish(&hasher)
    }

    /// The digest of raw bytes, for input that is known before it is split into fields.
    pub fn of_bytes(bytes: &[u8]) -> PageDigest {
        let mut hasher = blake3::Hasher::new();
        hasher.update(bytes);
        PageDigest::finish(&hasher)
    }

    /// The digest as stored.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// A digest as it was stored; none unless there are 16 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<PageDigest> {
        bytes.try_into().ok().map(PageDigest)
    }

    fn finish(hasher: &blake3::Hasher) -> PageDigest {
        let mut first = [0; 16];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        PageDigest(first)
    }
}

/// Length before content, so that no two lists of fields run together alike.
fn feed(hasher: &mut blake3::Hasher, field: Option<&str>) {
    match field {
        None => hasher.update(b"-"),
        Some(text) => hasher.update(b"+").update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes()),
    };
}

impl fmt::Display for PageDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        Page {
            id: "p1".into(),
            url: Some("a".into()),
            lang: Some("fr".into()),
            published: None,
            body: PageBody::Text("Appel".into()),
        }
    }

    #[test]
    fn content_counts_and_the_id_does_not() {
        let first = PageDigest::of(&page());
        assert_eq!(first, PageDigest::of(&Page { id: "p2".into(), ..page() }));
        let others = [
            Page { url: None, ..page() },
            Page { url: Some("af".into()), lang: Some("r".into()), ..page() },
            Page { lang: None, published: Some("fr".into()), ..page() },
            Page { body: PageBody::Html("Appel".into()), ..page() },
            Page { body: PageBody::Text("Appels".into()), ..page() },
        ];
        for other in others {
            assert_ne!(first, PageDigest::of(&other), "{other:?}");
        }
    }

    #[test]
    fn the_definition_is_fixed() {
        assert_eq!(PageDigest::of(&page()).to_string(), "803e46982fd0d629edfb74bc3c4bdb2e");
        assert_eq!(PageDigest::of_bytes(b"").to_string(), "af1349b9f5f9a1a6a0404dea36dcc949");
    }

    #[test]
    fn bytes_read_back() {
        let digest = PageDigest::of(&page());
        assert_eq!(PageDigest::from_bytes(digest.as_bytes()), Some(digest));
        assert_eq!(PageDigest::from_bytes(&[0; 15]), None);
    }
}
