//! Who an article has spoken of so far, for words that refer back.

mod rank;
mod recall;
pub mod salience;

use crate::{
    frame::{Frame, SideDraft},
    scan::Scan,
};
use chancery_model::{ActorCode, BlockKind, Level, Span};
use chancery_names::{Certainty, Form, Link, Named, Party, PersonId, World};
use compact_str::CompactString;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use salience::{Asked, Choice, Salience, Way};
use std::{cell::RefCell, rc::Rc};

/// How many mentions, the last ones, are looked through for whom words go back to.
const IN_MIND: usize = 200;

/// How often a page must speak of the actor that its headline leaves out.
const OWN_MENTIONS: usize = 2;

/// Someone, or some actor, that the text has spoken of.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The actor.
    pub actor: ActorCode,
    /// The person, where one was named.
    pub person: Option<Named>,
    /// Offices given.
    pub offices: Vec<(CompactString, Span)>,
    /// Sentence in which it was last spoken of.
    pub sentence: usize,
    /// Token at which it stood.
    pub token: u32,
    /// Whether it stood free, as a subject does.
    pub free: bool,
    /// Whether it was the first in its sentence that did.
    pub first: bool,
    /// The block of the sentence.
    pub block: u32,
    /// Whether that is a headline.
    pub headline: bool,
    /// The words.
    pub span: Span,
}

/// An actor, the person of it and their offices, as words that only refer to them are taken to mean.
type Meant = (ActorCode, Option<Named>, Vec<(CompactString, Span)>);

/// The people named on a page, by their numbers, who hold an office, and those who have its rank: the same office, or
/// one as high where its word is no more than a rank.
#[derive(Debug, Default)]
struct InOffice {
    holders: Vec<usize>,
    ranked: Vec<usize>,
}

/// The people and actors of an article in the order of their mention.
pub struct Entities<'w> {
    world: &'w World,
    salience: &'w Salience,
    /// What was chosen among whom; only where asked for.
    pub(crate) choices: Option<RefCell<Vec<Choice>>>,
    list: Vec<Entity>,
    /// Who holds an office of an actor, among those the article names.
    holders: FxHashMap<(ActorCode, CompactString), Named>,
    /// The same by the names of the holders: the offices of each, and whose they are.
    held: FxHashMap<String, Vec<(ActorCode, CompactString)>>,
    counts: FxHashMap<ActorCode, usize>,
    /// Places and states in the order of their mention.
    pub(crate) places: Vec<Party>,
    /// Every person named on the page, with the actor, in order.
    named: Vec<(ActorCode, Named)>,
    /// The states of officials whom the page names without one.
    adopted: FxHashMap<String, (ActorCode, Span)>,
    /// How often each person is named.
    mentions: FxHashMap<String, usize>,
    /// The city that the headline names.
    pub(crate) headline_city: Option<Party>,
    /// The actor whose page it is, as its headline has it; and whether the page is by that actor itself.
    own: Option<(ActorCode, bool)>,
    /// Who of `named` holds an office, and who has its rank, by the offices that were asked for.
    in_office: RefCell<FxHashMap<CompactString, Rc<InOffice>>>,
    /// Known people by the names that were asked for.
    called: RefCell<FxHashMap<String, Rc<[PersonId]>>>,
}

impl<'w> Entities<'w> {
    /// Looks over all parties of an article first, so that an office finds its holder wherever he is named.
    /// `headlines` are the sentences of its headline.
    pub fn new(
        (world, salience): (&'w World, &'w Salience),
        day: Option<Date>,
        parties: &[Vec<Party>],
        headlines: &[usize],
    ) -> Entities<'w> {
        let mut entities = Entities {
            world,
            salience,
            choices: None,
            list: Vec::new(),
            holders: FxHashMap::default(),
            held: FxHashMap::default(),
            counts: FxHashMap::default(),
            places: Vec::new(),
            named: Vec::new(),
            adopted: FxHashMap::default(),
            mentions: FxHashMap::default(),
            headline_city: None,
            own: None,
            in_office: RefCell::default(),
            called: RefCell::default(),
        };
        let mut named = FxHashSet::default();
        for party in parties.iter().flatten() {
            let Some(actor) = &party.actor else { continue };
            if !matches!(party.form, Form::Seat) || party.link != Some(Link::Place) {
                *entities.counts.entry(actor.clone()).or_default() +=
                    if party.person.is_some() { 2 } else { 1 };
            }
            if let Some(person) = party.person.as_ref().filter(|_| !party.former) {
                *entities.mentions.entry(person.name.clone()).or_default() += 1;
                entities.note_offices(actor, person, party);
                if named.insert((actor, &person.name)) {
                    entities.note_terms(actor, person, day);
                    entities.named.push((actor.clone(), person.clone()));
                }
            }
        }
        for ((actor, office), named) in &entities.holders {
            let held = entities.held.entry(named.name.clone()).or_default();
            held.push((actor.clone(), office.clone()));
        }
        let mut headline = headlines.iter().flat_map(|&i| &parties[i]);
        let city = headline.find(|p| p.form == Form::Seat && p.place.is_some());
        entities.headline_city = city.cloned();
        entities.own = entities.owner(headlines.iter().flat_map(|&i| &parties[i]));
        entities
    }

    /// Whose page it is: of a headline that gives a bare office ("Minister's talks with his Polish counterpart"),
    /// the actor spoken of most but for those it names; of one that names a single actor, that one.
    fn owner<'p>(&self, headline: impl Iterator<Item = &'p Party>) -> Option<(ActorCode, bool)> {
        let (bare, named): (Vec<&Party>, Vec<&Party>) = headline
            .filter(|p| p.actor.is_some() || (p.form == Form::Office && p.link.is_none()))
            .partition(|p| p.actor.is_none());
        let mut actors: Vec<&ActorCode> = named.iter().filter_map(|p| p.actor.as_ref()).collect();
        actors.sort();
        actors.dedup();
        match (bare.first(), actors.as_slice()) {
            (Some(_), told) if !told.is_empty() => {
                let other = |a: &&ActorCode| !told.contains(a) && self.world.is_state(a);
                let mut ranked: Vec<_> = self.counts.iter().filter(|(a, _)| other(a)).collect();
                // Of two spoken of as often, the one whose person the page names first.
                let named = |actor: &ActorCode| self.named.iter().position(|(a, _)| a == actor);
                let place = |actor: &ActorCode| named(actor).unwrap_or(usize::MAX);
                ranked.sort_by(|a, b| b.1.cmp(a.1).then(place(a.0).cmp(&place(b.0))).then(a.0.cmp(b.0)));
                let most = ranked.first().filter(|(_, count)| **count >= OWN_MENTIONS);
                most.map(|(actor, _)| ((*actor).clone(), true))
            }
            (None, [only]) => Some(((*only).clone(), false)),
            _ => None,
        }
    }

    /// The actor whose page it is, where it is none of `not`; with the person of it that was named last, and
    /// whether the page is by that actor itself.
    pub fn owner_but(&self, not: &[&ActorCode]) -> Option<(&ActorCode, Option<&Entity>, bool)> {
        let (own, by_itself) = self.own.as_ref().filter(|(own, _)| !not.contains(&own))?;
        let person = self.list.iter().rev().find(|e| e.actor == *own && e.person.is_some());
        Some((own, person, *by_itself))
    }

    fn note_offices(&mut self, actor: &ActorCode, person: &Named, party: &Party) {
        for (office, _) in &party.offices {
            self.holders.entry((actor.clone(), office.clone())).or_insert_with(|| person.clone());
        }
    }

    /// Notes what a person holds for an actor by the world pack.
    fn note_terms(&mut self, actor: &ActorCode, person: &Named, day: Option<Date>) {
        for id in self.called(&person.name).iter() {
            for held in self.world.held(*id, day) {
                // On a page without a date, whoever it names leads the state that he ever led.
                let head = || day.is_none() && self.level(held.term.office) == Level::Head;
                let then = held.certainty != Certainty::Other || head();
                if held.term.actor == actor && then {
                    self.holders
                        .entry((actor.clone(), held.term.office.into()))
                        .or_insert_with(|| person.clone());
                }
            }
        }
    }

    /// The people whose name in the pack this is; asked for again and again.
    pub fn called(&self, name: &str) -> Rc<[PersonId]> {
        if let Some(found) = self.called.borrow().get(name) {
            return Rc::clone(found);
        }
        let words: Vec<&str> = name.split(' ').collect();
        let found = self.world.people_exactly(&words).into_iter().map(|c| c.person);
        let found: Rc<[PersonId]> = found.filter(|id| self.world.name_of(*id) == name).collect();
        self.called.borrow_mut().insert(name.to_owned(), Rc::clone(&found));
        found
    }

    /// The rank of an office.
    pub fn level(&self, office: &str) -> Level {
        self.world.office(office).map_or(Level::Official, |o| o.level)
    }

    /// Whether an office is no more than a word such as "minister", which any of its rank may be called.
    fn is_bare(&self, office: &str) -> bool {
        self.world.office(office).is_some_and(|o| o.bare)
    }

    /// The domain of an office.
    pub fn domain(&self, office: &str) -> CompactString {
        self.world.office(office).map(|o| o.domain.clone()).unwrap_or_default()
    }

    /// The person named in the article who holds an office of an actor.
    pub fn holder(&self, actor: &ActorCode, office: &str) -> Option<&Named> {
        if let Some(named) = self.holders.get(&(actor.clone(), office.into())) {
            return Some(named);
        }
        let office = self.world.office(office)?;
        let mut found =
            office.covers.iter().filter_map(|rank| self.holders.get(&(actor.clone(), rank.clone())));
        let first = found.next()?;
        (office.level == Level::Head || found.all(|other| other.name == first.name)).then_some(first)
    }

    /// "Vaduz. Foreign Minister Frick …": officials whom nobody knows and whose state nobody tells are of the state
    /// that the page is written from.
    pub fn adopt(&mut self, parties: &[Party], home: &ActorCode) {
        for party in parties {
            let ranked = party.offices.iter().any(|(office, _)| self.level(office) != Level::Official);
            let own =
                party.actor.is_none() && party.form == Form::Name && party.link.is_none() && !party.former;
            let Some(person) = party.person.as_ref().filter(|_| own && ranked) else { continue };
            self.adopted.entry(person.name.clone()).or_insert_with(|| (home.clone(), party.span));
        }
    }

    /// The state of an official who is named without one, and where the page first named them.
    pub fn adopted(&self, party: &Party) -> Option<&(ActorCode, Span)> {
        let person = party.person.as_ref().filter(|_| party.actor.is_none())?;
        self.adopted.get(&person.name)
    }

    /// Remembers the parties of a sentence.
    pub fn remember(&mut self, scan: &Scan<'_>, frames: &[Frame]) {
        let mut first = true;
        for party in &scan.parties {
            let adopted = self.adopted(party).map(|(actor, _)| actor.clone());
            let free = stands_free(party);
            let Some(actor) = party.actor.as_ref().or(adopted.as_ref()) else {
                let meant = match party.form {
                    Form::He if free => self.pronoun(scan, party, frames),
                    Form::Office => self.office_alone(scan, party),
                    _ => None,
                };
                if let Some(meant) = meant {
                    self.list.push(mention(scan, party, free && first, meant));
                }
                first &= !(free && matches!(party.form, Form::He | Form::Office));
                continue;
            };
            let place =
                party.form == Form::Seat || (party.form == Form::Actor && party.link == Some(Link::Place));
            if party.person.is_none() && matches!(party.form, Form::Seat | Form::Actor) {
                self.places.push(party.clone());
            }
            if party.former || place || party.form == Form::Adjective {
                continue;
            }
            let named = party.offices.first().and_then(|(office, _)| self.holder(actor, office));
            let person = party.person.clone().or_else(|| named.cloned());
            let told = (actor.clone(), person, party.offices.clone());
            self.list.push(mention(scan, party, free && first, told));
            first &= !free;
        }
    }

    /// "Il s'est réuni avec X", "le ministre s'est entretenu avec X": who such a subject turned out to be stood there,
    /// whoever it was taken for before its contact was read.
    pub fn settle(&mut self, scan: &Scan<'_>, party: &Party, sides: &[SideDraft]) {
        let refers = matches!(party.form, Form::He | Form::Office) && party.actor.is_none();
        let meant = |s: &&SideDraft| s.inferred.is_some() && s.spans.contains(&party.span);
        let Some(side) = sides.iter().find(meant).filter(|_| refers) else { return };
        let told = (side.actor.clone(), side.people.first().cloned(), side.offices.clone());
        let at = self.list.iter().rposition(|e| e.token <= party.first).map_or(0, |at| at + 1);
        match self.list[..at].last_mut().filter(|e| e.span == party.span) {
            Some(known) if told.1.is_none() && known.actor == told.0 => {}
            Some(known) => (known.actor, known.person, known.offices) = told,
            None => {
                let mut here = self.list[..at].iter().rev().take_while(|e| e.sentence == scan.index);
                let first = stands_free(party) && !here.any(|e| e.free);
                self.list.insert(at, mention(scan, party, first, told));
            }
        }
    }

    /// A pronoun that stands as a subject keeps its person in mind.
    fn pronoun(&self, scan: &Scan<'_>, party: &Party, frames: &[Frame]) -> Option<Meant> {
        let asked = Asked::of(Way::Pronoun, scan, (party.first, party.span), &[]);
        let entity = self.whom(&asked, frames)?;
        Some((entity.actor.clone(), entity.person.clone(), entity.offices.clone()))
    }

    /// "The Prime Minister" of a page that names only one, or only one of a state that the sentence names too.
    fn office_alone(&self, scan: &Scan<'_>, party: &Party) -> Option<Meant> {
        let (office, _) = party.offices.first()?;
        let beside = |actor: &ActorCode| {
            let own = |p: &&Party| {
                p.person.is_none() && matches!(p.form, Form::Actor | Form::Adjective | Form::Seat)
            };
            scan.parties.iter().filter(own).any(|p| p.actor.as_ref() == Some(actor))
        };
        let found = self.only_with(office, &[]);
        let found = found.or_else(|| self.leading(office, beside).filter(|_| party.link.is_none()));
        let (actor, named) = found?;
        Some((actor.clone(), Some(named.clone()), party.offices.clone()))
    }

    /// The two actors that the page speaks of most.
    pub fn leading_pair(&self) -> Option<[&ActorCode; 2]> {
        let mut ranked: Vec<_> = self.counts.iter().filter(|(actor, _)| self.world.is_state(actor)).collect();
        ranked.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        match ranked.as_slice() {
            [(a, _), (b, second), rest @ ..] if rest.first().is_none_or(|(_, third)| third < second) => {
                Some([a, b])
            }
            _ => None,
        }
    }

    /// Whether an actor is a state.
    pub fn is_state(&self, actor: &ActorCode) -> bool {
        self.world.is_state(actor)
    }
}

/// Whether a party stands as a subject does: tied to nothing, and no mere owner of what follows.
fn stands_free(party: &Party) -> bool {
    party.link.is_none() && !party.owns
}

/// A mention where a party stands.
fn mention(scan: &Scan<'_>, party: &Party, first: bool, (actor, person, offices): Meant) -> Entity {
    Entity {
        actor,
        person,
        offices,
        sentence: scan.index,
        token: party.first,
        free: stands_free(party),
        first,
        block: scan.block,
        headline: scan.kind == BlockKind::Title,
        span: party.span,
    }
}
