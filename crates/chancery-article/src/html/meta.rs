//! The structured data of a page: names, titles, and dates with where they were found.

use serde_json::Value;

/// Where a date was found. The order is that of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DateSource {
    /// `<meta property="article:published_time">`.
    PublishedTime,
    /// `datePublished` of JSON-LD.
    JsonLd,
    /// `<meta>` with a name such as `date` or `dc.date`.
    MetaDate,
    /// `<time datetime>` outside comments and margins.
    Time,
}

impl DateSource {
    /// Name of the rule.
    pub fn rule(self) -> &'static str {
        match self {
            DateSource::PublishedTime => "meta article:published_time",
            DateSource::JsonLd => "JSON-LD datePublished",
            DateSource::MetaDate => "meta date",
            DateSource::Time => "time element",
        }
    }
}

/// What a page's head and attributes say of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meta {
    /// ISO 639-1 code of `<html lang>`.
    pub lang: Option<String>,
    /// `og:site_name`.
    pub outlet: Option<String>,
    /// `og:title`.
    pub og_title: Option<String>,
    /// `<title>`.
    pub title: Option<String>,
    /// Dates as written, in page order.
    pub dates: Vec<(DateSource, String)>,
}

/// Names of `<meta>` whose content is the day of publication.
const DATE_NAMES: &[&str] = &[
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "datepublished",
    "og:pubdate",
    "citation_publication_date",
];

/// Most dates worth keeping.
const MOST_DATES: usize = 64;

impl Meta {
    /// Takes a `<meta>` tag: its name (or property, or itemprop) and its content.
    pub fn tag(&mut self, name: &str, content: &str) {
        let content = content.trim();
        if content.is_empty() {
            return;
        }
        let fill = |field: &mut Option<String>| {
            field.get_or_insert_with(|| content.split_whitespace().collect::<Vec<_>>().join(" "));
        };
        match name.trim().to_ascii_lowercase().as_str() {
            "og:site_name" => fill(&mut self.outlet),
            "og:title" => fill(&mut self.og_title),
            "article:published_time" | "og:article:published_time" => {
                self.date(DateSource::PublishedTime, content)
            }
            name if DATE_NAMES.contains(&name) => self.date(DateSource::MetaDate, content),
            _ => {}
        }
    }

    /// Takes a date as written.
    pub fn date(&mut self, source: DateSource, written: &str) {
        if self.dates.len() < MOST_DATES {
            self.dates.push((source, written.trim().chars().take(64).collect()));
        }
    }

    /// Takes the content of a JSON-LD script. What is no JSON is passed over.
    pub fn json_ld(&mut self, source: &str) {
        let Ok(root) = serde_json::from_str::<Value>(source.trim()) else { return };
        let mut queue = vec![&root];
        while let Some(value) = queue.pop() {
            match value {
                Value::Array(items) => queue.extend(items.iter().rev()),
                Value::Object(map) => {
                    if is_comment(map) {
                        continue;
                    }
                    if let Some(Value::String(written)) = map.get("datePublished") {
                        self.date(DateSource::JsonLd, written);
                    }
                    queue.extend(
                        ["mainEntity", "mainEntityOfPage", "@graph"].iter().filter_map(|k| map.get(*k)),
                    );
                }
                _ => {}
            }
        }
    }
}

fn is_comment(map: &serde_json::Map<String, Value>) -> bool {
    map.get("@type").and_then(Value::as_str) == Some("Comment")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_is_searched_in_its_graph() {
        let mut meta = Meta::default();
        meta.json_ld(r#"{"@graph":[{"@type":"Comment","datePublished":"2020-01-01"},{"@type":"NewsArticle","datePublished":"2024-04-03T10:00:00Z"}]}"#);
        meta.json_ld("{ not json");
        meta.json_ld(&"[".repeat(100_000));
        assert_eq!(meta.dates, [(DateSource::JsonLd, "2024-04-03T10:00:00Z".to_owned())]);
    }

    #[test]
    fn the_first_of_equals_is_kept() {
        let mut meta = Meta::default();
        meta.tag("OG:site_name", " The  Gazette ");
        meta.tag("og:site_name", "Other");
        assert_eq!(meta.outlet.as_deref(), Some("The Gazette"));
    }
}
