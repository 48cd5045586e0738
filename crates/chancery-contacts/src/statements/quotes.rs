//! Words between quotation marks.

use chancery_text::{Text, Token, TokenKind};

/// Tokens of the longest quotation.
const LONGEST: usize = 400;

/// A quotation: its marks are the tokens `first` and `end - 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The mark that opens it.
    pub first: u32,
    /// One past the mark that closes it.
    pub end: u32,
}

impl Quote {
    /// Whether a token stands inside.
    pub fn holds(self, token: u32) -> bool {
        self.first < token && token + 1 < self.end
    }
}

/// The quotations of a text, in order; none crosses the end of a block or lies within another.
pub fn quotes(source: &str, text: &Text) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &[&str], u32)> = None;
    for sentence in &text.sentences {
        open = open.filter(|(_, _, block)| *block == sentence.block);
        for at in sentence.first as usize..sentence.end as usize {
            let token = &text.tokens[at];
            if token.kind != TokenKind::Mark {
                continue;
            }
            match open {
                Some((first, close, _)) if close.contains(&token.of(source)) => {
                    found.push(Quote { first: first as u32, end: at as u32 + 1 });
                    open = None;
                }
                Some((first, ..)) if at - first < LONGEST => {}
                _ => open = closers(source, token).map(|close| (at, close, sentence.block)),
            }
        }
    }
    found
}

/// The marks that close what a mark opens.
fn closers(source: &str, token: &Token) -> Option<&'static [&'static str]> {
    Some(match token.of(source) {
        "“" => &["”"],
        "„" => &["“", "”"],
        "«" => &["»"],
        "»" => &["«"],
        "\"" => &["\""],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_model::Article;
    use chancery_text::{Abbreviations, analyse};

    #[test]
    fn marks_of_several_languages_pair() {
        let packs = chancery_packs::PackSet::builtin();
        let pack = packs.lang("de").unwrap();
        let lexicon = chancery_text::LexiconBuilder::new(&pack).build();
        let said = |text: &str| {
            let article = Article::of_lines("a", text);
            let read = analyse(&article, &lexicon, &Abbreviations::default());
            let words = |q: &Quote| {
                let inside = q.first as usize + 1..q.end as usize - 1;
                let spans = read.tokens[inside].iter().map(|t| t.of(text));
                spans.collect::<Vec<_>>().join(" ")
            };
            quotes(text, &read).iter().map(words).collect::<Vec<_>>()
        };
        assert_eq!(said("„Ja. Nein.“ sagte er"), ["Ja . Nein ."]);
        assert_eq!(said("« oui » et \"non\""), ["oui", "non"]);
        assert_eq!(said("“yes”, »nein«"), ["yes", "nein"]);
        assert_eq!(said("« oui\nnon »"), Vec::<String>::new());
    }
}
