//! Tokens: words, numbers and marks.

use crate::{KeyId, Lexicon};
use chancery_model::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// A mark.
    Mark,
}

/// How a token is joined to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glue {
    /// White space or a line end stands between them.
    Space,
    /// Nothing does.
    None,
    /// A hyphen does, which is no token of its own.
    Hyphen,
}

/// A token of an article's text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Its folded key in the lexicon; [`KeyId::UNKNOWN`] where no phrase holds it.
    pub key: KeyId,
    /// What it is.
    pub kind: TokenKind,
    /// How it is joined to the token before.
    pub glue: Glue,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Value of a number of at most 9 digits.
    pub number: Option<u32>,
    /// Whether its key is that of the word without the article that it is written with.
    pub bare: bool,
}

impl Token {
    /// The words of the token.
    #[inline]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether the token is a letter that is a word by itself.
    pub fn is_ideograph(&self, text: &str) -> bool {
        self.kind == TokenKind::Word && self.of(text).chars().next().is_some_and(|c| class(c) == Class::Han)
    }

    /// Whether the token is a word of a script that has no capitals.
    pub fn is_caseless(&self, text: &str) -> bool {
        // Most letters of most texts, which have capitals: Latin and Cyrillic ones, by their first bytes.
        let cased = |b: &u8| b.is_ascii() || matches!(b, 0xc3 | 0xd0 | 0xd1);
        let first = self.of(text).chars().next();
        self.kind == TokenKind::Word
            && !text.as_bytes().get(self.span.start as usize).is_some_and(cased)
            && first
                .is_some_and(|c| !c.is_ascii() && c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase())
    }

    /// Whether the token is the mark `mark`.
    pub fn is(&self, text: &str, mark: &str) -> bool {
        self.kind == TokenKind::Mark && self.of(text) == mark
    }
}

/// Splits `text[span]` into tokens, appended to `tokens`. Keys come from the lexicon.
pub(crate) fn tokenize(text: &str, span: Span, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let base = span.start as usize;
    let body = span.of(text);
    let mut glue = Glue::Space;
    let mut scanner = Scanner { body, at: 0 };
    let mut folded = String::new();
    while let Some((start, end, kind)) = scanner.next(lexicon) {
        if kind == TokenKind::Mark && scanner.joins(start, end) {
            glue = Glue::Hyphen;
            continue;
        }
        let word = &body[start..end];
        let gap = tokens.last().is_none_or(|t: &Token| t.span.end as usize != base + start);
        let glue_now = match glue {
            Glue::Hyphen => Glue::Hyphen,
            _ if gap => Glue::Space,
            _ => Glue::None,
        };
        glue = Glue::None;
        let token = Token {
            span: Span::new(base + start, base + end),
            key: lexicon.key_of(word, &mut folded),
            kind,
            glue: glue_now,
            capital: word.chars().next().is_some_and(char::is_uppercase),
            number: if kind == TokenKind::Number { number(word) } else { None },
            bare: false,
        };
        if token.key == KeyId::UNKNOWN && kind == TokenKind::Word {
            cut(text, token, lexicon, &mut folded, tokens);
        } else {
            tokens.push(token);
        }
    }
}

/// Adds an unknown word, cut behind its prefixes.
fn cut(text: &str, mut word: Token, lexicon: &Lexicon, folded: &mut String, tokens: &mut Vec<Token>) {
    while word.key == KeyId::UNKNOWN {
        let (prefix, key, bare) = lexicon.prefix_of(word.of(text), folded);
        if prefix == 0 {
            word = Token { key, bare, ..word };
            break;
        }
        let (start, end) = (word.span.start as usize, word.span.end as usize);
        let span = Span::new(start, start + prefix);
        tokens.push(Token { span, key: lexicon.key_of(span.of(text), folded), ..word });
        word = Token { span: Span::new(start + prefix, end), key, bare, glue: Glue::None, ..word };
    }
    tokens.push(word);
}

fn number(word: &str) -> Option<u32> {
    if word.chars().count() > 9 {
        return None;
    }
    word.chars().try_fold(0u32, |sum, c| Some(sum * 10 + digit(c)?))
}

/// Value of a decimal digit, Arabic-Indic, Persian and full-width ones included.
pub(crate) fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}

struct Scanner<'t> {
    body: &'t str,
    at: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Letter,
    /// A letter that is a word by itself: Chinese sets no spaces.
    Han,
    Digit,
    Space,
    Apostrophe,
    Mark,
}

/// Classes of the ASCII characters.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Mark; 128];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\'' => Class::Apostrophe,
            _ if byte.is_ascii_whitespace() => Class::Space,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

fn class(c: char) -> Class {
    if let Some(class) = ASCII.get(c as usize) {
        return *class;
    }
    match c {
        '’' | 'ʼ' => Class::Apostrophe,
        // Most letters of most texts: Latin, Cyrillic and Arabic ones.
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'ؠ'..='ي' => Class::Letter,
        c if digit(c).is_some() => Class::Digit,
        '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
            Class::Han
        }
        c if c.is_alphabetic() || is_combining(c) => Class::Letter,
        c if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' => Class::Space,
        _ => Class::Mark,
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}' | '\u{ad}')
}

impl Scanner<'_> {
    fn next(&mut self, lexicon: &Lexicon) -> Option<(usize, usize, TokenKind)> {
        let start = self.run_end(self.at, Class::Space);
        let first = self.body[start..].chars().next()?;
        let (end, kind) = match class(first) {
            Class::Letter => (self.word_end(start, lexicon), TokenKind::Word),
            Class::Han => (start + first.len_utf8(), TokenKind::Word),
            Class::Digit => (self.run_end(start, Class::Digit), TokenKind::Number),
            Class::Apostrophe => self.apostrophe(start, first, lexicon),
            _ => (start + first.len_utf8(), TokenKind::Mark),
        };
        self.at = end;
        Some((start, end, kind))
    }

    fn run_end(&self, start: usize, of: Class) -> usize {
        let bytes = self.body.as_bytes();
        let mut at = start;
        loop {
            while bytes.get(at).and_then(|b| ASCII.get(usize::from(*b))).is_some_and(|c| *c == of) {
                at += 1;
            }
            match self.body[at..].chars().next() {
                Some(c) if !c.is_ascii() && class(c) == of => at += c.len_utf8(),
                _ => return at,
            }
        }
    }

    /// A word ends with its letters; an elided one (`l'`) takes its apostrophe, others stop before it.
    ///
    /// An elided word holds no apostrophe of its own, so that only the first one of a word can end it.
    fn word_end(&self, start: usize, lexicon: &Lexicon) -> usize {
        let mut end = self.run_end(start, Class::Letter);
        let mut first = true;
        loop {
            let mut rest = self.body[end..].chars();
            let (Some(mark), Some(next)) = (rest.next(), rest.next()) else { return end };
            if class(mark) != Class::Apostrophe || class(next) != Class::Letter {
                return end;
            }
            let after = end + mark.len_utf8();
            if std::mem::take(&mut first) && lexicon.is_elided(&self.body[start..end]) {
                return after;
            }
            if lexicon.is_clitic(&self.body[after..self.run_end(after, Class::Letter)]) {
                return end;
            }
            end = self.run_end(after, Class::Letter);
        }
    }

    /// An apostrophe begins a clitic (`'s`) where it follows a letter, else it is a quotation mark.
    fn apostrophe(&self, start: usize, mark: char, lexicon: &Lexicon) -> (usize, TokenKind) {
        let after = start + mark.len_utf8();
        let before = self.body[..start].chars().next_back();
        let end = self.run_end(after, Class::Letter);
        let follows = before.is_none_or(|c| matches!(class(c), Class::Letter | Class::Digit));
        if follows && lexicon.is_clitic(&self.body[after..end]) {
            return (end, TokenKind::Word);
        }
        (after, TokenKind::Mark)
    }

    /// Whether the mark just read is a hyphen inside a word.
    fn joins(&self, start: usize, end: usize) -> bool {
        let mark = &self.body[start..end];
        let touches = |c: Option<char>| c.is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit));
        let before = self.body[..start].chars().next_back();
        let after = self.body[end..].chars().next();
        let numbers = before.is_some_and(|c| class(c) == Class::Digit)
            && after.is_some_and(|c| class(c) == Class::Digit);
        matches!(mark, "-" | "‑" | "‐") && touches(before) && touches(after) && !numbers
    }
}
