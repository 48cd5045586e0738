//! Words and their inflected forms, declared once a class.
//!
//! `inflections.tsv` has `class, strip, add, tag`: the ending of the dictionary form to take off, the
//! ending to put on, and what the form then is (`past`, `future`, `plural`, …).
//! `words.tsv` has `lemma, class, forms`: `forms` adds irregular ones as `tag:form|tag:form`, and a class
//! that ends in `!` takes only those.

use crate::{PackError, Table};
use chancery_model::Row;
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// One inflected form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As written.
    pub form: String,
    /// What it is, such as `past`.
    pub tag: CompactString,
}

/// A word with its forms, the dictionary form among them.
#[derive(Clone, Debug)]
pub struct Lemma {
    /// Dictionary form.
    pub lemma: String,
    /// Its forms.
    pub forms: Vec<Form>,
    /// Where it is declared.
    pub row: Row,
}

/// The words of a language.
#[derive(Clone, Debug, Default)]
pub struct Lemmas {
    list: Vec<Lemma>,
    index: FxHashMap<String, usize>,
}

struct Rule<'a> {
    strip: &'a str,
    add: &'a str,
    tag: &'a str,
}

impl Lemmas {
    /// Inflects every word of `words` by the classes of `inflections`.
    ///
    /// # Errors
    /// Where a class is unknown, a rule does not fit its word, or a form lacks its tag.
    pub fn load(inflections: Option<&Table>, words: Option<&Table>) -> Result<Lemmas, PackError> {
        let mut classes: FxHashMap<&str, Vec<Rule<'_>>> = FxHashMap::default();
        for row in inflections.iter().flat_map(|t| t.rows()) {
            let rule = Rule { strip: row.get("strip"), add: row.get("add"), tag: row.need("tag")? };
            classes.entry(row.need("class")?).or_default().push(rule);
        }
        let mut lemmas = Lemmas::default();
        for row in words.iter().flat_map(|t| t.rows()) {
            let lemma = row.need("lemma")?;
            let mut forms = Vec::new();
            for irregular in row.get("forms").split('|').filter(|f| !f.is_empty()) {
                let (tag, form) = irregular
                    .split_once(':')
                    .ok_or_else(|| row.wrong("forms", &format!("expected tag:form, got \"{irregular}\"")))?;
                forms.push(Form { form: form.trim().to_owned(), tag: tag.trim().into() });
            }
            let class = row.get("class");
            if !class.is_empty() && !class.ends_with('!') {
                let rules = classes.get(class).ok_or_else(|| {
                    row.wrong("class", &format!("expected a class of inflections.tsv, got \"{class}\""))
                })?;
                let irregular = forms.len();
                for rule in rules {
                    if forms[..irregular].iter().any(|f| f.tag == rule.tag) && is_single(rule.tag) {
                        continue;
                    }
                    let stem = lemma.strip_suffix(rule.strip).ok_or_else(|| {
                        row.wrong(
                            "lemma",
                            &format!("expected a word in -{} for class {class}, got \"{lemma}\"", rule.strip),
                        )
                    })?;
                    forms.push(Form { form: format!("{stem}{}", rule.add), tag: rule.tag.into() });
                }
            }
            if !forms.iter().any(|f| f.form == lemma) {
                forms.push(Form { form: lemma.to_owned(), tag: "base".into() });
            }
            lemmas.index.insert(lemma.to_owned(), lemmas.list.len());
            lemmas.list.push(Lemma { lemma: lemma.to_owned(), forms, row: row.place() });
        }
        Ok(lemmas)
    }

    /// A word by its dictionary form.
    pub fn get(&self, lemma: &str) -> Option<&Lemma> {
        self.index.get(lemma).map(|&i| &self.list[i])
    }

    /// All words in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Lemma> {
        self.list.iter()
    }
}

/// Whether an irregular form of this tag replaces the regular one: tags in capitals may have several.
fn is_single(tag: &str) -> bool {
    !tag.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_forms_win() {
        let inflections = "class\tstrip\tadd\ttag\nv\t\ts\tpresent\nv\t\ted\tpast\nv\t\ting\tgerund\n";
        let words = "lemma\tclass\tforms\nmeet\tv\tpast:met\ntalk\tv\n";
        let table = |name: &str, text: &'static str| Table::parse(name, text.into()).unwrap();
        let lemmas = Lemmas::load(Some(&table("i", inflections)), Some(&table("w", words))).unwrap();
        let forms = |l: &str| {
            lemmas.get(l).unwrap().forms.iter().map(|f| format!("{}={}", f.tag, f.form)).collect::<Vec<_>>()
        };
        assert_eq!(forms("meet"), ["past=met", "present=meets", "gerund=meeting", "base=meet"]);
        assert_eq!(forms("talk"), ["present=talks", "past=talked", "gerund=talking", "base=talk"]);
        let bad = Lemmas::load(Some(&table("i", inflections)), Some(&table("w", "lemma\tclass\ngo\tx\n")));
        assert_eq!(bad.unwrap_err().to_string(), "w:2:2: expected a class of inflections.tsv, got \"x\"");
    }
}
