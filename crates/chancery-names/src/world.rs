//! The world pack, loaded: states, organisations, groups, places, offices, people, terms.
//!
//! Texts stay where they are in the tables; what is searched for is kept as numbers beside them.

use crate::Link;
use crate::index::NameIndex;
use crate::load::{Actors, SurfaceData, column};
use crate::sheet::Sheet;
use crate::skeleton::Sounds;
use crate::term::{Term, TermData, TermId, TermRecord};
use chancery_model::{ActorCode, Level, Row};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock};

/// A name index that is made when it is first asked for.
pub(crate) type LazyIndex = LazyLock<NameIndex, Box<dyn FnOnce() -> NameIndex + Send + Sync>>;

/// A person of the pack: their row in the table of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u32);

/// A person, as the table has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord<'w> {
    /// Identity that stays when rows are added, such as `sergei-shoigu`.
    pub id: &'w str,
    /// Full name in the common English spelling.
    pub name: &'w str,
    /// Where the row comes from.
    pub source: &'w str,
    aliases: &'w str,
    /// Its row in the pack.
    pub row: Row,
}

impl<'w> PersonRecord<'w> {
    /// Other names and spellings, the native one among them.
    pub fn aliases(&self) -> impl Iterator<Item = &'w str> {
        split_aliases(self.aliases)
    }

    /// The same, for as long as the world lives.
    pub(crate) fn into_aliases(self) -> impl Iterator<Item = &'w str> {
        split_aliases(self.aliases)
    }
}

fn split_aliases(aliases: &str) -> impl Iterator<Item = &str> {
    aliases.split('|').map(str::trim).filter(|a| !a.is_empty())
}

/// An office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its name, such as `defence-minister`.
    pub code: CompactString,
    /// Its rank.
    pub level: Level,
    /// Its domain, such as `military`; empty for heads.
    pub domain: CompactString,
    /// Whether an actor has one holder of it at a time.
    pub single: bool,
    /// Whether it is only a word, such as "minister", that anyone of its rank may be called by.
    pub bare: bool,
    /// What leads from the office to where or what for its holder is sent: "ambassador to France".
    pub sent: Vec<Link>,
    /// The offices that its name is used for as well, likeliest first.
    pub covers: Vec<CompactString>,
}

/// What a surface form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SurfaceKind {
    /// A state's name.
    StateName,
    /// An adjective of a state.
    Adjective,
    /// A word for a state's people.
    Demonym,
    /// A capital or seat of government.
    Capital,
    /// A building or address that stands for a government.
    Metonym,
    /// An organisation or a body of it.
    Organisation,
    /// An armed or political group.
    Group,
    /// Any other place.
    Place,
}

/// A surface form of an actor or a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface<'w> {
    /// The words.
    pub form: &'w str,
    /// What they are.
    pub kind: SurfaceKind,
    /// Whose they are.
    pub actor: &'w ActorCode,
    /// For a place: its English name.
    pub place: Option<&'w str>,
    /// Marks, apart by spaces: `case`, `ambiguous:COD,COG`, `given-name`, `surname`, `common-word`,
    /// `part`, `former`, `disputed`, `body:security-council`.
    pub note: &'w str,
    /// Its row in the pack.
    pub row: Row,
}

impl Surface<'_> {
    /// Whether the note has a mark.
    pub fn is(&self, mark: &str) -> bool {
        self.note.split(' ').any(|m| m == mark)
    }
}

/// The world pack.
#[derive(Debug)]
pub struct World {
    pub(crate) surface_sheets: Vec<Sheet>,
    /// Languages of the surface forms, by number.
    pub(crate) surface_langs: Vec<CompactString>,
    pub(crate) surfaces: Vec<SurfaceData>,
    pub(crate) actors: Actors,
    pub(crate) offices: Vec<Office>,
    pub(crate) office_numbers: FxHashMap<CompactString, u16>,
    pub(crate) people: Arc<Sheet>,
    pub(crate) person_numbers: FxHashMap<CompactString, u32>,
    pub(crate) terms: Sheet,
    pub(crate) term_data: Vec<TermData>,
    /// Terms of each person, earliest first.
    pub(crate) by_person: Vec<Vec<u32>>,
    pub(crate) by_office: FxHashMap<(u16, u16), Vec<u32>>,
    pub(crate) index: LazyIndex,
    /// How spellings sound.
    pub(crate) sounds: Arc<Sounds>,
    /// English name of each state's capital.
    pub(crate) capitals: FxHashMap<ActorCode, CompactString>,
    /// English name of each actor.
    pub(crate) actor_names: FxHashMap<ActorCode, CompactString>,
}

impl World {
    /// All surface forms of a language, in the order of the tables.
    pub fn surfaces<'w>(&'w self, lang: &str) -> impl Iterator<Item = Surface<'w>> {
        let number = self.surface_langs.iter().position(|l| l == lang);
        let own = move |data: &&SurfaceData| Some(usize::from(data.lang)) == number;
        self.surfaces.iter().filter(own).map(|data| self.surface(data))
    }

    fn surface(&self, data: &SurfaceData) -> Surface<'_> {
        let row = self.surface_sheets[usize::from(data.sheet)].row::<{ column::SURFACE_WIDTH }>(data.row);
        Surface {
            form: row.get(column::FORM),
            kind: data.kind,
            actor: &self.actors.codes[usize::from(data.actor)],
            place: data.printed.map(|c| row.get(usize::from(c))),
            note: row.get(usize::from(data.note)),
            row: row.place(),
        }
    }

    /// Whether an actor is a state rather than an organisation or a group.
    pub fn is_state(&self, actor: &ActorCode) -> bool {
        self.capitals.contains_key(actor)
    }

    /// The English name of a state's capital.
    pub fn capital(&self, actor: &ActorCode) -> Option<&str> {
        self.capitals.get(actor).map(CompactString::as_str)
    }

    /// Every actor that the pack names, in the order of first mention.
    pub fn actors(&self) -> &[ActorCode] {
        &self.actors.codes
    }

    /// An actor's common English name: the form marked `print`, else the first; its code where there is none.
    pub fn actor_name<'w>(&'w self, actor: &'w ActorCode) -> &'w str {
        self.actor_names.get(actor).map_or(actor.as_str(), CompactString::as_str)
    }

    /// An office by its name.
    pub fn office(&self, code: &str) -> Option<&Office> {
        self.office_number(code).map(|n| &self.offices[usize::from(n)])
    }

    /// Whether what a text calls one office can be another: the same, or one that the word for it covers.
    pub fn may_be(&self, said: &str, held: &str) -> bool {
        said == held || self.office(said).is_some_and(|o| o.covers.iter().any(|c| c == held))
    }

    /// All offices, in the order of their table.
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// A person.
    ///
    /// # Panics
    /// Where the id comes from another world.
    pub fn person(&self, id: PersonId) -> PersonRecord<'_> {
        let row = self.people.row::<4>(id.0);
        PersonRecord {
            id: row.get(column::ID),
            name: row.get(column::NAME),
            source: row.get(column::PERSON_SOURCE),
            aliases: row.get(column::ALIASES),
            row: row.place(),
        }
    }

    /// A person's full name in the common English spelling.
    ///
    /// # Panics
    /// Where the id comes from another world.
    pub fn name_of(&self, id: PersonId) -> &str {
        self.people.row::<2>(id.0).get(column::NAME)
    }

    /// The person with an identity such as `sergei-shoigu`.
    pub fn person_by_id(&self, id: &str) -> Option<PersonId> {
        self.person_numbers.get(id).copied().map(PersonId)
    }

    /// All people, in the order of their table.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        (0..self.people.len() as u32).map(PersonId)
    }

    /// Where a term is told.
    pub fn term_record(&self, id: TermId) -> TermRecord<'_> {
        let row = self.terms.row::<9>(self.data(id.0).row);
        TermRecord { title: row.get(column::TITLE), source: row.get(column::TERM_SOURCE), row: row.place() }
    }

    /// A term.
    pub fn term(&self, id: TermId) -> Term<'_> {
        let data = self.data(id.0);
        Term {
            id,
            person: PersonId(data.person),
            actor: &self.actors.codes[usize::from(data.actor)],
            office: &self.offices[usize::from(data.office)].code,
            from: data.from,
            to: data.to,
            basis: data.basis,
            known_until: data.known_until,
        }
    }

    pub(crate) fn data(&self, term: u32) -> &TermData {
        &self.term_data[term as usize]
    }

    pub(crate) fn person_terms(&self, person: PersonId) -> &[u32] {
        &self.by_person[person.0 as usize]
    }

    pub(crate) fn office_terms(&self, actor: u16, office: u16) -> &[u32] {
        self.by_office.get(&(actor, office)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn is_single(&self, office: u16) -> bool {
        self.offices[usize::from(office)].single
    }

    pub(crate) fn actor_number(&self, actor: &ActorCode) -> Option<u16> {
        self.actors.numbers.get(actor).copied()
    }

    pub(crate) fn office_number(&self, code: &str) -> Option<u16> {
        self.office_numbers.get(code).copied()
    }
}
