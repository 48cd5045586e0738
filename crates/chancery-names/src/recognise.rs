//! Recognises the parties of an article's sentences.

use crate::{
    Candidate, NameBasis, World,
    atoms::{Atom, Scope, is_oblique_office},
    form::{counted, form},
    join::{Draft, join},
    lexis::{Link, Meaning, Names, Noun, Title},
    memo::{Memo, Recall},
    neighbours::{belong, possess},
    party::{Named, Party},
    roster::{Context, LONGEST_NAME, Roster, RosterPerson},
};
use chancery_model::{ActorCode, BlockKind, Level, Span};
use chancery_text::{Glue, Lexicon, Match, Text, TokenKind};
use compact_str::CompactString;
use jiff::civil::Date;
use rustc_hash::FxHashSet;

/// The office of somebody of whom only a military rank is told.
const OFFICER: &str = "military-officer";

/// Score of a name all of whose words are those of the text.
pub(crate) const WHOLE: f32 = 0.99;

/// What recognition works with.
#[derive(Clone, Copy)]
pub struct Recogniser<'a> {
    /// Entries of the language.
    pub names: &'a Names,
    /// The world pack.
    pub world: &'a World,
    /// The language's lexicon.
    pub lexicon: &'a Lexicon,
    /// The article's text.
    pub source: &'a str,
    /// Its tokens and sentences.
    pub text: &'a Text,
    /// The day of the article, where it is known.
    pub day: Option<Date>,
}

impl Recogniser<'_> {
    /// The parties of every sentence, in text order. `matches[i]` are all matches of sentence `i`, `times[i]`
    /// the ranges of its tokens that are times.
    pub fn parties(&self, matches: &[Vec<Match>], times: &[Vec<(u32, u32)>]) -> Vec<Vec<Party>> {
        self.parties_recalling(matches, times, &Recall::default())
    }

    /// The same with what was kept of pages before, in the same language and with the same world.
    pub fn parties_recalling(
        &self,
        matches: &[Vec<Match>],
        times: &[Vec<(u32, u32)>],
        recall: &Recall,
    ) -> Vec<Vec<Party>> {
        let memo = Memo::new(self.world, &self.names.endings, recall);
        let known_name = |words: &[&str]| self.is_known(&memo, words);
        let full_name = |words: &[&str]| self.is_full_name(&memo, words);
        let leads = |word: &str| self.leads(&memo, word);
        let given = |word: &str| {
            self.world.is_given_name(word)
                || self.names.endings.readings(word).iter().any(|w| self.world.is_given_name(w))
        };
        let sent =
            |office: &str, link: Link| self.world.office(office).is_some_and(|o| o.sent.contains(&link));
        let many = |office: &CompactString| {
            self.world.office(office).is_some_and(|o| o.bare && o.level == Level::Official)
        };
        let unknown = |words: &[&str]| words.len() > LONGEST_NAME || memo.people_exactly(words).is_empty();
        let sounds = |words: &[&str]| !memo.people_named(words).is_empty();
        let spelt = |words: &[&str]| self.is_spelt(&memo, words);
        let held = |words: &[&str], office: &str| self.has_held(&memo, words, office);
        let endings = &self.names.endings;
        let name_word = |word: &str| {
            self.world.knows_word(word)
                || (!endings.is_empty() && endings.readings(word).iter().any(|w| self.world.is_given_name(w)))
        };
        let inflected = |words: &[&str]| memo.is_inflected(words);
        let foreign = |words: &[&str], state: &Meaning| self.is_foreign(&memo, words, state);
        let mut drafts: Vec<Vec<Draft>> = Vec::with_capacity(matches.len());
        for ((sentence, matches), times) in self.text.sentences.iter().zip(matches).zip(times) {
            let scope = Scope {
                names: self.names,
                lexicon: self.lexicon,
                source: self.source,
                text: self.text,
                sentence,
                matches,
                times,
                known_name: &known_name,
                leads: &leads,
                given: &given,
                full_name: &full_name,
                sounds: &sounds,
                spelt: &spelt,
                held: &held,
                name_word: &name_word,
                inflected: &inflected,
                sent: &sent,
                many: &many,
                unknown: &unknown,
                foreign: &foreign,
            };
            let atoms = scope.atoms();
            drafts.push(join(&scope, atoms));
        }
        self.settle(&memo, &mut drafts);
        let mut roster = Roster::new(self.world, &memo, self.day, self.mentioned(&drafts));
        self.first_pass(&drafts, &mut roster);
        roster.begin();
        let finish = |(index, drafts): (usize, &Vec<Draft>)| {
            let headline = self.text.sentences[index].kind == BlockKind::Title;
            let mut parties: Vec<Party> =
                drafts.iter().filter_map(|d| self.finish(d, headline, &mut roster)).collect();
            if self.names.endings.own {
                possess(&mut parties);
            }
            self.serve(&mut parties);
            belong(&mut parties);
            parties
        };
        drafts.iter().enumerate().map(finish).collect()
    }

    fn mentioned(&self, drafts: &[Vec<Draft>]) -> FxHashSet<ActorCode> {
        let states = drafts.iter().flatten().flat_map(|d| &d.states);
        states.filter_map(|a| a.meaning().and_then(actor)).cloned().collect()
    }

    /// Full names first, wherever they stand, so that a headline's surname finds its person.
    fn first_pass(&self, drafts: &[Vec<Draft>], roster: &mut Roster<'_>) {
        for (index, draft) in drafts.iter().enumerate().flat_map(|(i, ds)| ds.iter().map(move |d| (i, d))) {
            let headline = self.text.sentences[index].kind == BlockKind::Title;
            if let Some(name) = draft.name().filter(|n| self.words(n).len() >= 2) {
                let words = self.name_words(roster.memo, draft, name);
                if roster.resolve(&words, &self.context(draft, !headline)).is_none() {
                    roster.stranger(&words);
                }
            }
        }
    }

    pub(crate) fn words(&self, atom: &Atom) -> Vec<&str> {
        let tokens = &self.text.tokens[atom.first as usize..atom.end as usize];
        let mut words: Vec<Span> = Vec::new();
        for token in tokens.iter().filter(|t| t.kind != TokenKind::Mark) {
            // Letters that are set without spaces make one word.
            match words.last_mut() {
                Some(word) if token.is_ideograph(self.source) && word.end == token.span.start => {
                    *word = word.join(token.span);
                }
                _ => words.push(token.span),
            }
        }
        words.iter().map(|w| w.of(self.source)).collect()
    }

    /// The words of a party's name; those of the title before it too where the two are a known alias ("King Salman").
    fn name_words(&self, memo: &Memo<'_>, draft: &Draft, name: &Atom) -> Vec<&str> {
        let before = draft.atoms.iter().find(|a| a.end == name.first && !a.is_name());
        let own = self.own_words(name);
        let whole = before.map(|title| [self.words(title), own.clone()].concat());
        let known = |words: &Vec<&str>| {
            words.len() <= LONGEST_NAME
                && memo
                    .people_exactly(words)
                    .iter()
                    .any(|c| matches!(c.basis, NameBasis::Full | NameBasis::Alias) && c.score >= WHOLE)
        };
        whole.filter(known).unwrap_or_else(|| self.family_of(memo, draft, own))
    }

    /// The words of a name without a first name of two letters and a full stop, which matches none.
    fn own_words(&self, name: &Atom) -> Vec<&str> {
        let words = self.words(name);
        let [first, stop] = [name.first, name.first + 1].map(|at| self.text.tokens.get(at as usize));
        let short = first.is_some_and(|t| t.of(self.source).chars().count() == 2)
            && stop.is_some_and(|t| t.glue == Glue::None && t.is(self.source, "."))
            && words.len() > 1;
        if short { words[1..].to_vec() } else { words }
    }

    /// The family name alone, where the first name before it is spelt as in no name of the one it must mean, in a
    /// script where names are not matched by sound.
    fn family_of<'s>(&self, memo: &Memo<'_>, draft: &Draft, words: Vec<&'s str>) -> Vec<&'s str> {
        let caseless = |w: &&str| w.chars().all(|c| !c.is_uppercase() && !c.is_lowercase());
        let Some(last) = words.last().copied().filter(|w| words.len() > 1 && caseless(w)) else {
            return words;
        };
        let actors: Vec<_> = draft.states.iter().filter_map(|a| a.meaning().and_then(actor)).collect();
        let serves = |c: &Candidate| self.world.terms_of(c.person).any(|t| actors.contains(&t.actor));
        let meant = memo.people_exactly(&words).is_empty() && memo.people_exactly(&[last]).iter().any(serves);
        if meant { vec![last] } else { words }
    }

    fn context(&self, draft: &Draft, may_introduce: bool) -> Context {
        let mut actors: Vec<ActorCode> =
            draft.states.iter().filter_map(|a| a.meaning().and_then(actor)).cloned().collect();
        if actors.is_empty() {
            actors.extend(draft.all().filter_map(|a| self.names.owner(a.row.as_ref()?)).cloned());
        }
        let former = draft.titles().any(|t| t == Title::Former);
        let titled = draft.titles().any(|t| matches!(t, Title::Person | Title::Officer | Title::Royal));
        let offices = draft.all().filter_map(Atom::office).cloned().collect();
        // "The Frenchman Jean Dupont".
        let inhabitant = |s: &Atom| {
            matches!(s.meaning(), Some(Meaning::Adjective(_, Noun::One)))
                && draft.name().is_some_and(|n| n.first == s.end)
        };
        let native = draft.bracketed || draft.states.iter().any(inhabitant);
        Context { actors, offices, titled, native, former, may_introduce }
    }

    fn finish(&self, draft: &Draft, headline: bool, roster: &mut Roster<'_>) -> Option<Party> {
        let context = self.context(draft, !headline);
        let person = match draft.name() {
            Some(name) => roster
                .resolve(&self.name_words(roster.memo, draft, name), &context)
                .inspect(|found| roster.rank(self.rank_word(draft), *found))
                .map(|found| (found, name.span(self.text))),
            None => self.officer(draft, roster).or_else(|| self.inhabitant(draft, roster)),
        };
        let person = person.map(|(found, span)| (roster.person(found), span));
        if draft.name().is_some() && person.is_none() && draft.states.is_empty() && !draft.has_office() {
            return None;
        }
        let own = person.as_ref().and_then(|(p, _)| p.known.and(p.actor.clone()));
        let serves =
            |actor: &ActorCode| person.as_ref().is_none_or(|(p, _)| roster_serves(self.world, p, actor));
        let stated = context.actors.iter().find(|a| serves(a)).cloned();
        let stated = if own.is_some() { stated } else { context.actors.first().cloned() };
        let stated = organisation(draft).cloned().or(stated);
        let actor = stated.or_else(|| person.as_ref().and_then(|(p, _)| p.actor.clone()));
        let person = person.map(|(p, span)| Named { name: p.name.clone(), known: p.known.is_some(), span });
        let oblique = self.is_oblique(draft, roster.memo);
        Some(Party { oblique, ..self.party(draft, actor, person, context.former)? })
    }

    /// Whether a party stands in a case that no subject stands in: by the form of its office, or else of its name.
    fn is_oblique(&self, draft: &Draft, memo: &Memo<'_>) -> bool {
        match (is_oblique_office(self.lexicon, self.text, &draft.atoms), draft.name()) {
            (Some(oblique), _) => oblique,
            (None, Some(name)) => memo.is_inflected(&self.words(name)),
            (None, None) => false,
        }
    }

    /// The last word of the military rank in a party.
    fn rank_word(&self, draft: &Draft) -> Option<&str> {
        let office =
            |a: &Atom| self.world.office(a.office()?).filter(|o| o.bare && o.level == Level::Military);
        let ranked = |a: &&Atom| a.title() == Some(Title::Officer) || office(a).is_some();
        let rank = draft.atoms.iter().find(ranked)?;
        self.words(rank).last().copied()
    }

    /// "the general": the last person on the page who was named with this rank.
    fn officer(&self, draft: &Draft, roster: &Roster<'_>) -> Option<(usize, Span)> {
        let [rank] = draft.atoms.as_slice() else { return None };
        let article = draft.article || rank.end - rank.first > 1;
        let alone = draft.states.is_empty() && draft.shared.is_empty() && article;
        let found = roster.ranked(self.rank_word(draft).filter(|_| alone)?)?;
        Some((found, rank.span(self.text)))
    }

    /// "The Frenchman": the person of the state whom the page named last.
    fn inhabitant(&self, draft: &Draft, roster: &Roster<'_>) -> Option<(usize, Span)> {
        let [word] = draft.states.as_slice() else { return None };
        // "The French guest".
        let guest = |a: &Atom| a.meaning() == Some(&Meaning::Other);
        if let ([other], Some(Meaning::Adjective(actor, _))) = (draft.atoms.as_slice(), word.meaning()) {
            let found = roster.last_of(actor).filter(|_| guest(other));
            return found.map(|found| (found, other.span(self.text)));
        }
        if !draft.atoms.is_empty() {
            return None;
        }
        // Prepositions run together with the article: al francés, del francés.
        let article = draft.article || matches!(draft.link, Some(Link::Of | Link::To));
        let named = || self.text.tokens.get(word.end as usize).is_some_and(|t| t.capital);
        let actor = match word.meaning() {
            Some(Meaning::Adjective(actor, Noun::One)) => actor,
            Some(Meaning::Adjective(actor, Noun::Single)) if article && !named() => actor,
            Some(Meaning::Adjective(actor, Noun::Last)) if draft.noun => actor,
            _ => return None,
        };
        Some((roster.last_of(actor)?, word.span(self.text)))
    }

    fn party(
        &self,
        draft: &Draft,
        actor: Option<ActorCode>,
        person: Option<Named>,
        former: bool,
    ) -> Option<Party> {
        let form = form(draft, person.is_some())?;
        let (first, end) = (draft.first(), draft.end());
        let tokens = &self.text.tokens[first as usize..end as usize];
        let span = tokens.first()?.span.join(tokens.last()?.span);
        let mut offices: Vec<_> =
            draft.all().filter_map(|a| Some((a.office()?.clone(), a.span(self.text)))).collect();
        if offices.is_empty() && person.is_none() {
            let ranked = |a: &&Atom| a.title() == Some(Title::Officer);
            offices.extend(draft.atoms.iter().find(ranked).map(|a| (OFFICER.into(), a.span(self.text))));
        }
        let place = draft.states.iter().find_map(|s| match s.meaning() {
            Some(Meaning::Capital(_, place) | Meaning::Place(_, place)) => Some(place.clone()),
            _ => None,
        });
        // A capital, or a house of government, which stands in it.
        let house = |a: &Atom| matches!(a.meaning(), Some(Meaning::CapitalWord | Meaning::Metonym(_)));
        let capital = place.is_none() && draft.all().chain(&draft.states).any(house);
        let seat = actor.as_ref().filter(|_| capital).and_then(|a| self.world.capital(a));
        let place = place.or(seat.map(Into::into));
        let plural = person.is_none() && draft.plural;
        let rows = draft.atoms.iter().chain(&draft.states).filter_map(|a| a.row.clone()).collect();
        Some(Party {
            span,
            first,
            end,
            form,
            actor,
            offices,
            person,
            place,
            link: draft.link,
            owns: draft.owns,
            listed: draft.listed,
            relative: draft.relative,
            former: former || draft.titles().any(|t| t == Title::Former),
            oblique: false,
            plural,
            count: counted(draft).unwrap_or_default(),
            rows,
        })
    }
}

/// Whether a person has had an office for an actor; of somebody the pack does not know, anything may be so.
fn roster_serves(world: &World, person: &RosterPerson, actor: &ActorCode) -> bool {
    person.known.is_none_or(|id| world.terms_of(id).any(|t| t.actor == actor))
}

/// "Senegal's president, who chairs the African Union": whoever is told to head an organisation stands for it.
fn organisation(draft: &Draft) -> Option<&ActorCode> {
    draft.states.iter().filter(|_| draft.heads_organisation()).find_map(|s| match s.meaning() {
        Some(Meaning::Organisation(actor)) => Some(actor),
        _ => None,
    })
}

pub(crate) fn actor(meaning: &Meaning) -> Option<&ActorCode> {
    use Meaning::{Adjective, Capital, Group, Metonym, Organisation, Place, State};
    match meaning {
        State(a)
        | Adjective(a, _)
        | Capital(a, _)
        | Metonym(a)
        | Organisation(a)
        | Group(a)
        | Place(a, _) => Some(a),
        _ => None,
    }
}
