//! One sentence with the words of saying in it.

use super::{
    phrases::{Asks, Meaning, Phrase, Phrases},
    quotes::Quote,
};
use crate::scan::{CueHit, Scan, between};
use chancery_model::{ClaimKind, Span, Verb};
use chancery_text::{Lexicon, Match, Text, TokenKind};

/// A quotation of fewer words is part of a report, or a name.
pub const QUOTED: usize = 4;

/// Tags of the forms of a verb that tell of what was said.
const FINITE: [&str; 4] = ["past", "present", "imperfect", "gerund"];

/// Tags of those that tell nothing by themselves.
const INFINITE: [&str; 5] = ["base", "participle", "future", "infinitive", "conditional"];

/// Most marks of a sentence that is read for who says what: more stand in no prose, and each is held against the rest.
const MOST_MARKS: usize = 16;

/// How far from a contact's words a claim on its order in time may stand, in tokens.
const BESIDE: u32 = 6;

/// A phrase where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'r> {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The phrase.
    pub phrase: &'r Phrase,
    /// Whether it is a form that depends on the sentence's main verb.
    pub gerund: bool,
}

impl Mark<'_> {
    /// What it tells.
    pub fn meaning(&self) -> &Meaning {
        &self.phrase.meaning
    }

    /// The class of a verb of saying, and what it asks for.
    pub fn verb(&self) -> Option<(Verb, Asks)> {
        match self.meaning() {
            Meaning::Verb(verb, asks) => Some((*verb, *asks)),
            _ => None,
        }
    }

    /// What it claims of the record.
    pub fn claim(&self) -> Option<ClaimKind> {
        match self.meaning() {
            Meaning::Claim(kind) => Some(*kind),
            _ => None,
        }
    }

    /// Whether it may be the subject of a verb of saying.
    pub fn speaks(&self) -> bool {
        self.is_carrier() || *self.meaning() == Meaning::Body
    }

    /// Whether it is a link in a chain of attribution.
    pub fn is_carrier(&self) -> bool {
        matches!(self.meaning(), Meaning::Carrier(..))
    }
}

/// A sentence and the marks in it.
pub struct Utterance<'a> {
    /// What else was found in it.
    pub scan: &'a Scan<'a>,
    /// The text's tokens.
    pub text: &'a Text,
    /// The text.
    pub source: &'a str,
    /// Its marks but for claims, in order, without overlap.
    pub marks: Vec<Mark<'a>>,
    /// Its claims.
    pub claims: Vec<Mark<'a>>,
    /// The quotations that reach into it.
    pub quotes: &'a [Quote],
}

impl<'a> Utterance<'a> {
    /// Finds the marks of a sentence.
    pub fn new(
        scan: &'a Scan<'a>,
        (text, source): (&'a Text, &'a str),
        lexicon: &Lexicon,
        phrases: &'a Phrases,
        matches: &[Match],
        quotes: &'a [Quote],
    ) -> Utterance<'a> {
        let found = matches.iter().filter_map(|m| Some((m, phrases.phrase(m)?)));
        let tags = |m: &Match| {
            let tokens = &text.tokens[m.first as usize..m.end as usize];
            tokens.iter().flat_map(|t| lexicon.tags_spelt(t, t.of(source))).collect::<Vec<_>>()
        };
        let (mut marks, mut claims): (Vec<(Mark<'a>, bool)>, Vec<Mark<'a>>) = (Vec::new(), Vec::new());
        for (m, phrase) in found.filter(|(m, phrase)| is_written(text, m, phrase.capitals)) {
            let mark = Mark { first: m.first, end: m.end, phrase, gerund: false };
            match phrase.meaning {
                Meaning::Claim(_) => claims.push(mark),
                Meaning::Block => {
                    claims.push(mark);
                    marks.push((mark, true));
                }
                Meaning::Verb(..) => {
                    let tags = tags(m);
                    let finite = tags.iter().any(|t| FINITE.contains(t));
                    let gerund = finite && tags.iter().all(|t| !FINITE[..3].contains(t));
                    let told = finite || !tags.iter().any(|t| INFINITE.contains(t));
                    marks.push((Mark { gerund, ..mark }, told));
                }
                _ => marks.push((mark, true)),
            }
        }
        marks.sort_by_key(|(m, _)| {
            (m.first, std::cmp::Reverse((m.end, matches!(m.phrase.meaning, Meaning::Block))))
        });
        let (from, to) =
            (quotes.partition_point(|q| q.end <= scan.first), quotes.partition_point(|q| q.first < scan.end));
        let quotes = &quotes[from.min(to)..to];
        let mut utterance = Utterance { scan, text, source, marks: Vec::new(), claims, quotes };
        let mut covered = 0;
        for (mark, told) in marks {
            if mark.first < covered || utterance.is_in_name(&mark) {
                continue;
            }
            covered = mark.end;
            if told && *mark.meaning() != Meaning::Block && !utterance.is_undone(&mark) {
                utterance.marks.push(mark);
            }
        }
        if utterance.marks.len() > MOST_MARKS {
            utterance.marks.clear();
        }
        let block = |m: &Mark<'_>| matches!(m.meaning(), Meaning::Block);
        let claims = std::mem::take(&mut utterance.claims);
        // The longer words win, and of the same words those that block.
        let longer = |m: &Mark<'_>| {
            claims.iter().any(|o| {
                let (own, others) = (m.end - m.first, o.end - o.first);
                o.first <= m.first
                    && m.end <= o.end
                    && (others > own || others == own && block(o) && !block(m))
            })
        };
        utterance.claims = claims.iter().filter(|m| !longer(m) && !block(m)).copied().collect();
        let since: Vec<Mark<'_>> =
            utterance.claims.iter().filter(|m| m.claim() == Some(ClaimKind::FirstSince)).copied().collect();
        let told = |m: &Mark<'_>| since.iter().any(|s| s.first < m.end && m.first < s.end);
        utterance.claims.retain(|m| m.claim() != Some(ClaimKind::First) || !told(m));
        utterance
    }

    /// Whether a mark is no more than words of a time or of a party.
    fn is_in_name(&self, mark: &Mark<'_>) -> bool {
        let inside = |first: u32, end: u32| first <= mark.first && mark.end <= end;
        self.scan.times.iter().any(|t| inside(t.first, t.end))
            || ((mark.verb().is_some() || *mark.meaning() == Meaning::Body)
                && self.scan.parties.iter().any(|p| inside(p.first, p.end)))
    }

    /// Whether a verb is negated, or only asked for or foreseen: then nothing was said.
    fn is_undone(&self, mark: &Mark<'_>) -> bool {
        use crate::rules::{Effect, Scope};
        let undoes = |effect: Effect| {
            matches!(effect, Effect::Negated | Effect::Planned | Effect::Hypothetical | Effect::Habitual)
        };
        let before = |c: &CueHit<'_>| {
            c.cue.scope == Scope::Before
                && c.end <= mark.first
                && mark.first - c.end <= 1
                && undoes(c.cue.effect)
        };
        let within = |c: &CueHit<'_>| {
            let denied = c.cue.effect == Effect::Denied && !matches!(mark.verb(), Some((Verb::Denied, _)));
            let no = denied || matches!(c.cue.effect, Effect::Negated | Effect::None);
            no && mark.first < c.first && c.first < mark.end
        };
        // "Said not when": where verbs may end their clause, the negation stands behind a finite one.
        let behind =
            |c: &CueHit<'_>| self.scan.verb_last && c.cue.effect == Effect::Negated && c.first == mark.end;
        mark.verb().is_some() && self.scan.cues.iter().any(|c| before(c) || within(c) || behind(c))
    }

    /// Whether a claim on order in time stands beside words on a contact: "the first visit since", not "the first
    /// interview since".
    pub fn is_of_contact(&self, mark: &Mark<'_>) -> bool {
        let ordered =
            matches!(mark.claim(), Some(ClaimKind::FirstSince | ClaimKind::First | ClaimKind::LastWas));
        let near = |first: u32, end: u32| {
            let (from, to) = between((first, end), (mark.first, mark.end));
            self.scan.distance(from, to, |_| true) <= BESIDE
        };
        !ordered || self.scan.hits.iter().any(|h| near(h.first, h.end))
    }

    /// The words of some tokens.
    pub fn span(&self, first: u32, end: u32) -> Span {
        self.text.tokens[first as usize].span.join(self.text.tokens[end as usize - 1].span)
    }

    /// Whether a token is a mark, one of these.
    pub fn is(&self, at: u32, marks: &[&str]) -> bool {
        let token = &self.text.tokens[at as usize];
        token.kind == TokenKind::Mark && marks.contains(&token.of(self.source))
    }

    /// How many words stand between two tokens, those of times and carriers not counted.
    pub fn words(&self, first: u32, end: u32) -> usize {
        let counts = |at: &u32| {
            let carried = |m: &&Mark<'_>| m.is_carrier() && m.first <= *at && *at < m.end;
            self.text.tokens[*at as usize].kind != TokenKind::Mark
                && !self.scan.is_timed(*at)
                && !self.marks.iter().any(|m| carried(&m))
        };
        (first..end).filter(counts).count()
    }

    /// Whether a token stands in a quotation, and not in a name between quotation marks.
    pub fn is_quoted(&self, at: u32) -> bool {
        self.quotes.iter().any(|q| q.holds(at) && self.words(q.first + 1, q.end - 1) >= QUOTED)
    }

    /// Whether nothing, or a mark that sets words apart, stands right before a token.
    pub fn opens(&self, at: u32) -> bool {
        at == self.scan.first || self.is(at - 1, &APART)
    }
}

/// Whether the words of a name begin with capitals where the name does.
fn is_written(text: &Text, found: &Match, capitals: u32) -> bool {
    let tokens = text.tokens[found.first as usize..found.end as usize].iter();
    let words = tokens.filter(|t| t.kind != TokenKind::Mark).take(32).enumerate();
    capitals == 0 || words.fold(0, |bits, (i, t)| bits | (u32::from(t.capital) << i)) & capitals == capitals
}

/// Marks that set who speaks apart from what is said.
pub const APART: [&str; 11] = [",", "”", "“", "»", "«", "\"", "–", "—", "-", ":", ";"];
