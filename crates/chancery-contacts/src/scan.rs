//! One sentence with everything the packs found in it.

mod apart;

use crate::{
    rules::{Cue, Effect, Rule, Rules, Shape, Trigger},
    statements::{Phrase, Phrases},
};
pub use apart::{between, gap};
use chancery_model::{BlockKind, Kind, Row, Span};
use chancery_names::{Form, Link, Names, Party};
use chancery_text::{Lexicon, Match, Sentence, Text, TokenKind};
use chancery_time::Mention;
use compact_str::CompactString;

/// A trigger where it stands.
#[derive(Clone, Debug)]
pub struct Hit<'r> {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Where the next member of its row begins: no time or place from there on is its own.
    pub limit: u32,
    /// The rule.
    pub trigger: &'r Trigger,
    /// Its words, in bytes.
    pub span: Span,
    /// The channel that a phrase inside its words names more exactly.
    pub finer: Option<Kind>,
    /// Tags of its verb's form: `past`, `participle`, ….
    pub tags: Vec<&'r str>,
    /// For one that needs an object: the triggers within its words, to be read where it has none.
    pub inside: Vec<Hit<'r>>,
}

/// A cue where it stands.
#[derive(Clone, Debug)]
pub struct CueHit<'r> {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The rule.
    pub cue: &'r Cue,
}

/// A topic or a format that a sentence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Its name in the pack.
    pub name: CompactString,
    /// The words.
    pub span: Span,
    /// The row that fired.
    pub row: Row,
    /// Whether it is a format rather than a topic.
    pub format: bool,
}

/// A sentence and what stands in it.
#[derive(Debug)]
pub struct Scan<'r> {
    /// Index of the sentence.
    pub index: usize,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Where it stands, in bytes.
    pub span: Span,
    /// Its block.
    pub block: u32,
    /// What the block is.
    pub kind: BlockKind,
    /// Its parties, in order.
    pub parties: Vec<Party>,
    /// Its times, in order.
    pub times: Vec<Mention>,
    /// Its triggers, in order, without overlap.
    pub hits: Vec<Hit<'r>>,
    /// Words that look like triggers and are none, with the row that says so.
    pub blocked: Vec<Hit<'r>>,
    /// Its cues.
    pub cues: Vec<CueHit<'r>>,
    /// Tokens at which a clause ends: semicolons, dashes, colons.
    pub breaks: Vec<u32>,
    /// Tokens that are commas.
    pub commas: Vec<u32>,
    /// Tokens that are words for "and".
    pub ands: Vec<u32>,
    /// Tokens at which a word for "about" stands.
    pub topics: Vec<u32>,
    /// Tokens at which a word stands that begins a clause on whoever stands before it.
    pub whos: Vec<u32>,
    /// Tokens that are articles.
    pub articles: Vec<u32>,
    /// Tokens at which a preposition opens another phrase.
    pub ties: Vec<u32>,
    /// Tokens of prepositions.
    pub prepositions: Vec<u32>,
    /// Topics and formats it names: the name, the words, the row; formats are marked so.
    pub labels: Vec<Label>,
    /// Whether it is a question.
    pub question: bool,
    /// Whether a verb of saying stands in it, but for those of agreeing and promising.
    pub says: bool,
    /// Whether clauses of the language may end in their verb.
    pub verb_last: bool,
    /// Whether a verb whose subject was told before may stand without one.
    pub null_subject: bool,
}

/// Links that open another phrase: what stands before them is no part of what stands behind.
const PHRASES: [Link; 3] = [Link::Place, Link::With, Link::Between];

/// What a scan is made from.
pub struct Scanner<'r> {
    /// The rules.
    pub rules: &'r Rules,
    /// Words of saying.
    pub phrases: &'r Phrases,
    /// The names.
    pub names: &'r Names,
    /// The lexicon.
    pub lexicon: &'r Lexicon,
    /// The article's text.
    pub source: &'r str,
    /// Its tokens.
    pub text: &'r Text,
    /// Whether clauses of the language may end in their verb.
    pub verb_last: bool,
    /// Whether a verb whose subject was told before may stand without one.
    pub null_subject: bool,
}

impl<'r> Scanner<'r> {
    /// Puts a sentence's findings together.
    pub fn scan(
        &self,
        index: usize,
        matches: &[Match],
        parties: Vec<Party>,
        times: Vec<Mention>,
    ) -> Scan<'r> {
        let sentence = &self.text.sentences[index];
        let (hits, blocked) = self.triggers(matches, &parties, &times);
        let cues = self.cues(matches, &parties, &times);
        let parties =
            parties.into_iter().filter(|p| !hits.iter().any(|h| is_word_of(h, p, self.verb_last))).collect();
        let mark = |i: &u32, marks: &[&str]| {
            let token = &self.text.tokens[*i as usize];
            token.kind == TokenKind::Mark && marks.contains(&token.of(self.source))
        };
        let tokens = sentence.first..sentence.end;
        // "+++" parts the headlines of a live report.
        let parts = |i: &u32| mark(i, &["+"]) && i + 1 < sentence.end && mark(&(i + 1), &["+"]);
        // A dash between two days breaks nothing off.
        let timed = |i: &u32| times.iter().any(|m| m.first <= *i && *i < m.end);
        let breaks =
            tokens.clone().filter(|i| (mark(i, &[";", "–", "—", ":"]) && !timed(i)) || parts(i)).collect();
        let commas = tokens.clone().filter(|i| mark(i, &[",", "(", ")"])).collect();
        let ands = self.links(matches, Link::And);
        let whos = self.links(matches, Link::Who);
        let topics = self.links(matches, Link::Topic);
        let articles = self.links(matches, Link::Article);
        let ties = PHRASES.iter().flat_map(|link| self.links(matches, *link)).collect();
        let prepositions = self.prepositions(matches);
        let labels = self.labels(matches);
        let question = tokens.rev().take(2).any(|i| mark(&i, &["?", "؟", "？"]));
        let says = matches.iter().any(|m| self.phrases.phrase(m).is_some_and(Phrase::says));
        let Sentence { first, end, span, block, kind, .. } = *sentence;
        Scan {
            index,
            first,
            end,
            span,
            block,
            kind,
            parties,
            times,
            hits,
            blocked,
            cues,
            breaks,
            commas,
            ands,
            topics,
            whos,
            articles,
            ties,
            prepositions,
            labels,
            question,
            says,
            verb_last: self.verb_last,
            null_subject: self.null_subject,
        }
    }

    /// The longest triggers from the left; a block of the same words wins.
    fn triggers(
        &self,
        matches: &[Match],
        parties: &[Party],
        times: &[Mention],
    ) -> (Vec<Hit<'r>>, Vec<Hit<'r>>) {
        let mut all: Vec<(&Match, &'r Trigger)> = Vec::new();
        for found in matches {
            if let Some(Rule::Trigger(trigger)) = self.rules.rule(found) {
                all.push((found, trigger));
            }
        }
        all.sort_by_key(|(m, t)| (m.first, std::cmp::Reverse((m.end, t.shape == Shape::Block))));
        let (mut hits, mut blocked): (Vec<Hit<'r>>, Vec<Hit<'r>>) = (Vec::new(), Vec::new());
        let mut covered = 0;
        for &(found, trigger) in &all {
            if found.first < covered {
                continue;
            }
            let inside = |first: u32, end: u32| first <= found.first && found.end <= end;
            let in_name = |p: &Party| p.person.is_some() && p.first < found.first && found.first < p.end;
            let named = parties.iter().any(|p| inside(p.first, p.end) || in_name(p))
                || times.iter().any(|t| inside(t.first, t.end));
            if named {
                continue;
            }
            covered = found.end;
            let mut hit = self.hit(found, trigger, &all);
            // A party may begin with the last word of a trigger: "received of-the delegates".
            let begun = |p: &Party| hit.first < p.first && p.first < hit.end && hit.end < p.end;
            if let Some(party) = parties.iter().find(|p| begun(p)) {
                hit.end = party.first;
            }
            if matches!(trigger.shape, Shape::Transitive | Shape::Invite) {
                hit.inside = self.inside(found, trigger, &all);
            }
            if trigger.shape == Shape::Block { blocked.push(hit) } else { hits.push(hit) }
        }
        (hits, blocked)
    }

    fn hit(&self, found: &Match, trigger: &'r Trigger, all: &[(&Match, &'r Trigger)]) -> Hit<'r> {
        Hit {
            first: found.first,
            end: found.end,
            limit: u32::MAX,
            trigger,
            span: self.span(found),
            finer: finer(found, trigger, all),
            tags: self.tags(found),
            inside: Vec::new(),
        }
    }

    /// The triggers within a longer one, the longest from the left.
    fn inside(&self, outer: &Match, trigger: &Trigger, all: &[(&Match, &'r Trigger)]) -> Vec<Hit<'r>> {
        let mut inner: Vec<Hit<'r>> = Vec::new();
        for &(found, other) in all {
            let within = outer.first <= found.first && found.end <= outer.end && other.row != trigger.row;
            let free = inner.last().is_none_or(|hit| hit.end <= found.first);
            let plain = !matches!(other.shape, Shape::Transitive | Shape::Invite | Shape::Adverb)
                && (found.first == outer.first || other.shape.is_noun() || other.shape == Shape::Block);
            if within && free && plain {
                inner.push(self.hit(found, other, all));
            }
        }
        inner.retain(|hit| hit.trigger.shape != Shape::Block);
        inner
    }

    fn labels(&self, matches: &[Match]) -> Vec<Label> {
        let label = |m: &Match| {
            let (name, row, format) = match self.rules.rule(m)? {
                Rule::Topic(name, row) => (name, row, false),
                Rule::Format(name, row) => (name, row, true),
                _ => return None,
            };
            Some(Label {
                first: m.first,
                end: m.end,
                name: name.clone(),
                span: self.span(m),
                row: row.clone(),
                format,
            })
        };
        matches.iter().filter_map(label).collect()
    }

    fn links(&self, matches: &[Match], wanted: Link) -> Vec<u32> {
        let fits = |m: &&Match| self.names.link(m) == Some(wanted);
        matches.iter().filter(fits).map(|m| m.first).collect()
    }

    fn prepositions(&self, matches: &[Match]) -> Vec<u32> {
        let none = [Link::And, Link::Comma, Link::Article, Link::Owner, Link::Who, Link::Of];
        let fits = |m: &&Match| self.names.link(m).is_some_and(|link| !none.contains(&link));
        matches.iter().filter(fits).flat_map(|m| m.first..m.end).collect()
    }

    fn span(&self, found: &Match) -> Span {
        let tokens = &self.text.tokens;
        tokens[found.first as usize].span.join(tokens[found.end as usize - 1].span)
    }

    fn tags(&self, found: &Match) -> Vec<&'r str> {
        let mut tags = Vec::new();
        for token in &self.text.tokens[found.first as usize..found.end as usize] {
            tags.extend(self.lexicon.tags_spelt(token, token.of(self.source)));
            if !tags.is_empty() {
                break;
            }
        }
        tags
    }

    fn cues(&self, matches: &[Match], parties: &[Party], times: &[Mention]) -> Vec<CueHit<'r>> {
        let mut cues: Vec<CueHit<'r>> = Vec::new();
        for found in matches {
            let timed = times.iter().any(|t| t.first <= found.first && found.end <= t.end);
            let named = parties.iter().any(|p| p.first <= found.first && found.end <= p.end);
            if let Some(Rule::Cue(cue)) = self.rules.rule(found)
                && (!timed || (cue.effect == Effect::Background && is_undated(found, times)))
                && !(named && cue.effect == Effect::Negated)
            {
                cues.push(CueHit { first: found.first, end: found.end, cue });
            }
        }
        let longer = |a: &CueHit<'_>, b: &CueHit<'_>| {
            b.first <= a.first && a.end <= b.end && (b.end - b.first) > (a.end - a.first)
        };
        let kept = (0..cues.len()).filter(|&i| !cues.iter().any(|b| longer(&cues[i], b))).collect::<Vec<_>>();
        kept.into_iter().map(|i| cues[i].clone()).collect()
    }
}

/// Whether a party that names nobody is no more than a word of a trigger. Between an auxiliary and its verb it may be
/// the subject: "had the two met".
fn is_word_of(hit: &Hit<'_>, party: &Party, verb_last: bool) -> bool {
    let named = party.actor.is_some() || party.person.is_some();
    let inside = hit.first <= party.first && party.end <= hit.end;
    let between = hit.first < party.first && party.end < hit.end;
    let refers = match party.form {
        Form::He | Form::They => party.link.is_none(),
        // Between the two parts of a verb: "flog der Präsident weiter".
        Form::Office | Form::Other => verb_last && matches!(party.link, None | Some(Link::With)),
        _ => false,
    };
    let verb = matches!(hit.trigger.shape, Shape::Verb | Shape::Plural | Shape::Travel);
    let referring = between && refers && verb;
    !named && inside && !hit.trigger.shape.has_object() && !referring
}

/// "held a video meeting": the channel of a trigger inside a longer one.
fn finer(found: &Match, trigger: &Trigger, all: &[(&Match, &Trigger)]) -> Option<Kind> {
    let inside =
        |m: &Match| found.first <= m.first && m.end <= found.end && m.end - m.first < found.end - found.first;
    let remote = |k: &Kind| matches!(k, Kind::Video | Kind::Call);
    let named = |t: &&Trigger| matches!(t.shape, Shape::Noun | Shape::Adverb);
    let told = all.iter().filter(|(m, _)| inside(m)).map(|(_, t)| *t).filter(named);
    let told = told.filter_map(|t| t.kind).find(remote);
    told.filter(|_| matches!(trigger.kind, Some(Kind::Meeting | Kind::Contact)))
}

impl Hit<'_> {
    /// The channel.
    pub fn kind(&self) -> Option<Kind> {
        self.finer.or(self.trigger.kind)
    }
}

/// Whether words are a time that tells no date, such as "zuletzt": they may say how a contact stands.
fn is_undated(words: &Match, times: &[Mention]) -> bool {
    times.iter().any(|t| t.first == words.first && t.end == words.end && !t.expr.is_date())
}
