//! The reader: packs compiled once, articles read one by one.

use crate::{
    ReaderError,
    across::across,
    bounds,
    bounds::EventMention,
    discourse::{Discourse, Outcome, Trace},
    entities::{
        Entities,
        salience::{Choice, Salience},
    },
    formats::Formats,
    implied::{self, Implied},
    recall::Recall,
    refusal::Refusal,
    report::{Reporter, Weighed},
    rules::Rules,
    scan::{Scan, Scanner},
    seats::Seats,
    statements::{Account, Phrases, Sayings},
    weights::Weights,
};
use chancery_model::{Article, BlockKind, Dating, Edtf, Report, Row, Span};
use chancery_names::{Names, Party, Recogniser, World};
use chancery_packs::{PackError, PackSet};
use chancery_text::{Abbreviations, Glue, Lexicon, LexiconBuilder, Match, Payload, Text, analyse, identify};
use chancery_time::{Mention, Times, document_date};
use compact_str::CompactString;
use jiff::civil::Date;
use std::sync::OnceLock;

/// One language, compiled.
struct Language {
    code: String,
    lexicon: Lexicon,
    times: Times,
    names: Names,
    rules: Rules,
    phrases: Phrases,
    weights: Weights,
    salience: Salience,
    implied: Implied,
    abbreviations: Abbreviations,
    verb_last: bool,
    null_subject: bool,
    events: (Payload, Vec<Date>),
}

/// Reads articles with a set of packs.
///
/// A language of the built-in packs is compiled when the first article in it comes: few users read all of them.
pub struct Reader {
    packs: PackSet,
    world: World,
    formats: Formats,
    seats: Seats,
    languages: Vec<(String, OnceLock<Result<Language, ReaderError>>)>,
    digest: String,
}

/// A sentence as the reader saw it, for explanations.
#[derive(Clone, Debug)]
pub struct SentenceView {
    /// Where it stands.
    pub span: Span,
    /// What its block is.
    pub kind: BlockKind,
    /// Times: the words, the date they denote by the article's own date, the rows.
    pub times: Vec<(Span, Option<Edtf>, Vec<Row>)>,
    /// Parties.
    pub parties: Vec<Party>,
}

/// What was read in an article.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Language (ISO 639-1) the article was read in; empty where no pack could.
    pub lang: String,
    /// The article's date.
    pub dating: Dating,
    /// The reports, in the order of their first mention.
    pub reports: Vec<Report>,
    /// What the user should know: no pack for the language, and the like.
    pub notes: Vec<String>,
    /// What became of each trigger; the numbers are of `reports`.
    pub traces: Vec<Trace>,
    /// The sentences; only where asked for.
    pub sentences: Vec<SentenceView>,
    /// For each report the named evidence that its confidence is the sum of; only where asked for.
    pub evidence: Vec<Vec<CompactString>>,
    /// Who could have been meant by words that name nobody; only where asked for.
    pub choices: Vec<Choice>,
}

impl Reader {
    /// Compiles the world and every language that does not read as it was built in.
    ///
    /// # Errors
    /// Where one of these packs is malformed.
    pub fn new(packs: &PackSet) -> Result<Reader, ReaderError> {
        Reader::compile(packs, |code| !packs.is_builtin(code))
    }

    /// Compiles the world and all languages.
    ///
    /// # Errors
    /// Where a pack is malformed.
    pub fn whole(packs: &PackSet) -> Result<Reader, ReaderError> {
        Reader::compile(packs, |_| true)
    }

    fn compile(packs: &PackSet, now: impl Fn(&str) -> bool) -> Result<Reader, ReaderError> {
        let world = World::of(packs)?;
        let mut languages = Vec::new();
        for code in packs.languages() {
            let compiled = if now(code) { Some(Ok(Language::new(packs, code, &world)?)) } else { None };
            languages.push((code.to_owned(), compiled.map_or_else(OnceLock::new, OnceLock::from)));
        }
        let digest = format!("{}-{}", packs.digest(), env!("CARGO_PKG_VERSION"));
        let (formats, seats) = (Formats::load(packs)?, Seats::load(packs)?);
        Ok(Reader { packs: packs.clone(), world, formats, seats, languages, digest })
    }

    /// The world pack.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// A digest of the packs and of the reader's version: what was read with others is worth reading again.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Languages that can be read, as ISO 639-1 codes.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|(code, _)| code.as_str())
    }

    /// Reads an article.
    pub fn read(&self, article: &Article) -> Reading {
        self.read_with(article, &mut Recall::default(), false)
    }

    /// Reads an article with what was kept of those read before.
    pub fn read_recalling(&self, article: &Article, recall: &mut Recall) -> Reading {
        self.read_with(article, recall, false)
    }

    /// Reads an article and keeps what was seen in each sentence.
    pub fn explain(&self, article: &Article) -> Reading {
        self.read_with(article, &mut Recall::default(), true)
    }

    fn read_with(&self, article: &Article, recall: &mut Recall, keep: bool) -> Reading {
        let declared =
            article.lang.as_deref().map(|l| l.split(['-', '_']).next().unwrap_or(l).to_ascii_lowercase());
        let code = declared.as_deref().or_else(|| identify(&article.text));
        let note = match code.and_then(|code| self.language(code)) {
            Some(Ok(language)) => {
                let (recall, apart) = (recall.names(&language.code), (&self.formats, &self.seats));
                return language.read((&self.world, apart), recall, article, keep);
            }
            Some(Err(error)) => format!("not read: {error}"),
            None => self.no_pack(code),
        };
        Reading { notes: vec![note], dating: dated(article), ..Reading::default() }
    }

    fn no_pack(&self, got: Option<&str>) -> String {
        let known = self.languages().collect::<Vec<_>>().join(", ");
        let got = got.unwrap_or("none that could be told");
        format!("not read: expected a language with a pack ({known}), got {got}")
    }

    fn language(&self, code: &str) -> Option<Result<&Language, &ReaderError>> {
        let (code, compiled) = self.languages.iter().find(|(known, _)| known == code)?;
        Some(compiled.get_or_init(|| Language::new(&self.packs, code, &self.world)).as_ref())
    }
}

fn dated(article: &Article) -> Dating {
    Dating { date: article.published.clone(), ..Dating::default() }
}

impl Language {
    fn new(packs: &PackSet, code: &str, world: &World) -> Result<Language, ReaderError> {
        let pack = &packs.lang(code)?;
        let mut builder = LexiconBuilder::new(pack);
        let times = Times::install(pack, &mut builder, 0)?;
        let mut base = times.rows();
        let names = Names::install(pack, world, &mut builder, base)?;
        base += names.rows();
        let rules = Rules::install(pack, &mut builder, base)?;
        base += rules.rows();
        let phrases = Phrases::install(packs, pack, &mut builder, base)?;
        base += phrases.rows();
        let events = install_events(packs, &pack.code, &mut builder, base)?;
        let weights = Weights::load(pack.table("contacts/weights.tsv"))?;
        let salience = Salience::load(pack.table("contacts/salience.tsv"))?;
        let implied = Implied::load(pack.table(implied::TABLE))?;
        let abbreviations = pack.abbreviations.iter().collect();
        Ok(Language {
            code: pack.code.clone(),
            lexicon: builder.build(),
            times,
            names,
            rules,
            phrases,
            weights,
            salience,
            implied,
            abbreviations,
            verb_last: pack.meta.verb_last,
            null_subject: pack.meta.null_subject,
            events: (base, events),
        })
    }

    fn read(
        &self,
        (world, apart): (&World, (&Formats, &Seats)),
        recall: &chancery_names::Recall,
        article: &Article,
        keep: bool,
    ) -> Reading {
        let text = analyse(article, &self.lexicon, &self.abbreviations);
        let source = article.text.as_str();
        let mut matches: Vec<Vec<Match>> =
            text.sentences.iter().map(|s| self.lexicon.matches(&text.tokens, s.first, s.end)).collect();
        let times = self.times(source, &text, &matches);
        for ((sentence, times), found) in text.sentences.iter().zip(&times).zip(&mut matches) {
            found.extend(across(&self.lexicon, &self.rules, &text, sentence, times));
        }
        let flat: Vec<(usize, Mention)> =
            times.iter().enumerate().flat_map(|(i, ms)| ms.iter().map(move |m| (i, m.clone()))).collect();
        let mut dating = document_date(article, &text, &flat);
        let day = dating.date.as_ref().and_then(|d| d.value.earliest());
        let recogniser =
            Recogniser { names: &self.names, world, lexicon: &self.lexicon, source, text: &text, day };
        let timed: Vec<Vec<(u32, u32)>> =
            times.iter().map(|ms| ms.iter().map(|m| (m.first, m.end)).collect()).collect();
        let parties = recogniser.parties_recalling(&matches, &timed, recall);
        let title = |s: &usize| text.sentences[*s].kind == BlockKind::Title;
        let headlines: Vec<usize> = (0..text.sentences.len()).filter(title).collect();
        let mut entities = Entities::new((world, &self.salience), day, &parties, &headlines);
        entities.choices = keep.then(Default::default);
        let scans = self.scans(source, &text, &matches, &parties, times);
        let (frames, traces, mut entities) =
            Discourse::new(world, apart, &self.implied, &dating, entities).read(&scans);
        bounds::tighten(&mut dating, world, &parties, &self.events(&text, &matches), &frames, source);
        let account = Account {
            phrases: &self.phrases,
            lexicon: &self.lexicon,
            text: &text,
            source,
            matches: &matches,
            scans: &scans,
            frames: &frames,
            entities: &entities,
            dating: &dating,
        };
        let sayings = account.read();
        let kinds: Vec<BlockKind> = frames.iter().map(|f| scans[f.sentence].kind).collect();
        let reporter = Reporter {
            world,
            entities: &entities,
            dating: &dating,
            source,
            scans: &scans,
            weights: &self.weights,
        };
        let reports = with_sayings(reporter.reports(frames, &kinds), sayings);
        let (made, traces) = keep_sure(reports, traces);
        let (reports, mut evidence): (Vec<Report>, Vec<_>) = made.into_iter().unzip();
        let sentences = if keep { views(&scans, &dating) } else { Vec::new() };
        evidence.truncate(if keep { reports.len() } else { 0 });
        let choices = entities.choices.take().map(std::cell::RefCell::into_inner).unwrap_or_default();
        let (lang, notes) = (self.code.clone(), Vec::new());
        Reading { lang, dating, reports, notes, traces, sentences, evidence, choices }
    }

    fn times(&self, source: &str, text: &Text, matches: &[Vec<Match>]) -> Vec<Vec<Mention>> {
        let sentences = text.sentences.iter().zip(matches);
        let in_name =
            |m: &Mention| m.end - m.first == 1 && text.tokens[m.first as usize].glue == Glue::Hyphen;
        let found = sentences.map(|(s, m)| self.times.find(source, text, s, m, &self.lexicon));
        found.map(|ms| ms.into_iter().filter(|m| !in_name(m)).collect()).collect()
    }

    fn scans<'r>(
        &'r self,
        source: &'r str,
        text: &'r Text,
        matches: &[Vec<Match>],
        parties: &[Vec<Party>],
        times: Vec<Vec<Mention>>,
    ) -> Vec<Scan<'r>> {
        let scanner = Scanner {
            rules: &self.rules,
            phrases: &self.phrases,
            names: &self.names,
            lexicon: &self.lexicon,
            source,
            text,
            verb_last: self.verb_last,
            null_subject: self.null_subject,
        };
        times
            .into_iter()
            .enumerate()
            .map(|(i, times)| scanner.scan(i, &matches[i], parties[i].clone(), times))
            .collect()
    }

    fn events(&self, text: &Text, matches: &[Vec<Match>]) -> Vec<EventMention> {
        let (base, days) = &self.events;
        let found = matches.iter().flatten().filter_map(|m| {
            let day = *days.get(m.payload.checked_sub(*base)? as usize)?;
            let span = text.tokens[m.first as usize].span.join(text.tokens[m.end as usize - 1].span);
            Some(EventMention { day, span })
        });
        found.collect()
    }
}

/// Adds the dated public events of the world pack that have a form in a language.
fn install_events(
    packs: &PackSet,
    lang: &str,
    builder: &mut LexiconBuilder,
    base: Payload,
) -> Result<Vec<Date>, PackError> {
    let mut days = Vec::new();
    let Some(table) = packs.table("world/events.tsv")? else { return Ok(days) };
    for row in table.rows().filter(|r| r.get("lang") == lang) {
        builder
            .phrase(row.need("form")?, base + days.len() as Payload)
            .map_err(|e| row.wrong("form", &e.to_string()))?;
        days.push(row.parse("date")?.ok_or_else(|| row.wrong("date", "expected a day, got nothing"))?);
    }
    Ok(days)
}

/// Puts what was said about each contact with its report.
fn with_sayings(mut made: Vec<Option<Weighed>>, sayings: Vec<Sayings>) -> Vec<Option<Weighed>> {
    for (made, sayings) in made.iter_mut().zip(sayings) {
        if let Some((report, _)) = made {
            (report.statements, report.claims) = (sayings.statements, sayings.claims);
        }
    }
    made
}

/// Drops what is not sure enough, and renumbers the traces.
fn keep_sure(made: Vec<Option<Weighed>>, mut traces: Vec<Trace>) -> (Vec<Weighed>, Vec<Trace>) {
    let mut number = 0;
    let numbers: Vec<Option<usize>> = made
        .iter()
        .map(|r| {
            r.as_ref().map(|_| {
                number += 1;
                number - 1
            })
        })
        .collect();
    for trace in &mut traces {
        trace.outcome = match trace.outcome {
            Outcome::Opened(i) => numbers[i].map_or(Outcome::Nothing(Refusal::Unsure), Outcome::Opened),
            Outcome::Added(i) => numbers[i].map_or(Outcome::Nothing(Refusal::Unsure), Outcome::Added),
            nothing => nothing,
        };
    }
    (made.into_iter().flatten().collect(), traces)
}

fn views(scans: &[Scan<'_>], dating: &Dating) -> Vec<SentenceView> {
    let clock = crate::clock::Clock::of(dating);
    let view = |scan: &Scan<'_>| SentenceView {
        span: scan.span,
        kind: scan.kind,
        times: scan
            .times
            .iter()
            .map(|m| (m.span, clock.read(m, chancery_model::Status::Cancelled), m.rows.clone()))
            .collect(),
        parties: scan.parties.clone(),
    };
    scans.iter().map(view).collect()
}
