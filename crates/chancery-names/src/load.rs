//! From the pack's tables to a [`World`]: columns, numbers, indexes, and complaints with file and line.

use crate::index::{NameIndex, NameWords};
use crate::sheet::{Cells, Sheet};
use crate::skeleton::{self, Sounds};
use crate::term::{DayRange, TermData};
use crate::{NamesError, Office, SurfaceKind, World};
use chancery_model::{ActorCode, ActorError};
use chancery_packs::PackSet;
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock};

/// Column numbers.
pub(crate) mod column {
    pub const CODE: usize = 0;
    pub const LANG: usize = 1;
    pub const FORM: usize = 2;
    pub const ROLE: usize = 3;
    pub const SURFACE_WIDTH: usize = 6;
    pub const ID: usize = 0;
    pub const NAME: usize = 1;
    pub const ALIASES: usize = 2;
    pub const PERSON_SOURCE: usize = 3;
    pub const PERSON: usize = 0;
    pub const ACTOR: usize = 1;
    pub const OFFICE: usize = 2;
    pub const TITLE: usize = 3;
    pub const FROM: usize = 4;
    pub const TO: usize = 5;
    pub const BASIS: usize = 6;
    pub const KNOWN_UNTIL: usize = 7;
    pub const TERM_SOURCE: usize = 8;
}

const STATES: &[&str] = &["code", "lang", "form", "role", "note", "source"];
const PLACES: &[&str] = &["code", "lang", "form", "place", "note", "source"];
const PLAIN: &[&str] = &["code", "lang", "form", "note", "source"];
const OFFICES: &[&str] = &["office", "level", "domain", "single", "sent", "covers", "note", "source"];
const PEOPLE: &[&str] = &["id", "name", "aliases", "source"];
const TERMS: &[&str] =
    &["person", "actor", "office", "title", "from", "to", "basis", "known_until", "source"];
const NAME_WORDS: &[&str] = &["form", "kind", "note", "source"];

/// Tables of surface forms, their columns, and the kind of rows that tell no other.
const SURFACES: [(&str, &[&str], SurfaceKind); 5] = [
    ("states.tsv", STATES, SurfaceKind::StateName),
    ("metonyms.tsv", PLAIN, SurfaceKind::Metonym),
    ("organisations.tsv", PLAIN, SurfaceKind::Organisation),
    ("groups.tsv", PLAIN, SurfaceKind::Group),
    ("places.tsv", PLACES, SurfaceKind::Place),
];

/// What the world keeps of a surface form; its texts stay in the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SurfaceData {
    pub sheet: u8,
    /// Number of its language in `World::surface_langs`.
    pub lang: u8,
    pub kind: SurfaceKind,
    pub actor: u16,
    /// Column of the note.
    pub note: u8,
    /// Column of the place as it is printed.
    pub printed: Option<u8>,
    pub row: u32,
}

/// Actors by number, in the order of first mention.
#[derive(Debug, Default)]
pub(crate) struct Actors {
    pub codes: Vec<ActorCode>,
    pub numbers: FxHashMap<ActorCode, u16>,
}

impl Actors {
    /// The number of the actor in a cell, new or old.
    fn number<const N: usize>(&mut self, row: &Cells<'_, N>, column: usize) -> Result<u16, NamesError> {
        let code: Result<ActorCode, ActorError> = row.need(column)?.parse();
        let code = code.map_err(|e| row.wrong(column, &e.to_string()))?;
        if let Some(number) = self.numbers.get(&code) {
            return Ok(*number);
        }
        let number = self.codes.len() as u16;
        self.codes.push(code.clone());
        self.numbers.insert(code, number);
        Ok(number)
    }
}

fn sheet(files: &[(&str, &str)], name: &'static str, columns: &[&str]) -> Result<Sheet, NamesError> {
    let found = files.iter().find(|(path, _)| path.rsplit('/').next() == Some(name));
    let (path, text) = found.ok_or(NamesError::Missing { file: name })?;
    Ok(Sheet::parse(path, text, columns)?)
}

impl World {
    /// Loads the world pack of a set of packs.
    ///
    /// # Errors
    /// As [`World::parse`].
    pub fn of(packs: &PackSet) -> Result<World, NamesError> {
        let files: Vec<(&str, &str)> =
            packs.paths("world/").filter_map(|path| Some((path, packs.file(path)?))).collect();
        World::parse(&files)
    }

    /// Loads the pack from its files: paths (whose last part names the table) and contents.
    ///
    /// # Errors
    /// Where a table is missing, or a row is malformed or refers to what is not there: file, line and column.
    pub fn parse(files: &[(&str, &str)]) -> Result<World, NamesError> {
        let mut world = World {
            surface_sheets: Vec::new(),
            surface_langs: Vec::new(),
            surfaces: Vec::new(),
            actors: Actors::default(),
            offices: Vec::new(),
            office_numbers: FxHashMap::default(),
            people: Arc::new(sheet(files, "people.tsv", PEOPLE)?),
            person_numbers: FxHashMap::default(),
            terms: sheet(files, "terms.tsv", TERMS)?,
            term_data: Vec::new(),
            by_person: Vec::new(),
            by_office: FxHashMap::default(),
            index: LazyLock::new(Box::new(NameIndex::default)),
            sounds: Arc::new(Sounds::load(&sheet(files, "sounds.tsv", skeleton::COLUMNS)?)?),
            capitals: FxHashMap::default(),
            actor_names: FxHashMap::default(),
        };
        world.load_offices(&sheet(files, "offices.tsv", OFFICES)?)?;
        for (name, columns, kind) in SURFACES {
            world.load_surfaces(sheet(files, name, columns)?, columns, kind)?;
        }
        world.load_capitals();
        world.load_people()?;
        world.load_terms()?;
        let (known, orders) = name_words(&sheet(files, "name_words.tsv", NAME_WORDS)?)?;
        world.load_names(known, &orders);
        Ok(world)
    }

    fn load_capitals(&mut self) {
        let capitals = self.surfaces("en").filter(|s| s.kind == SurfaceKind::Capital);
        let named: Vec<_> = capitals.filter_map(|s| Some((s.actor.clone(), s.place?.into()))).collect();
        for (actor, place) in named {
            self.capitals.entry(actor).or_insert(place);
        }
        self.load_actor_names();
    }

    /// An actor's common English name: the form marked `print`, else the first that is not marked `formal`.
    fn load_actor_names(&mut self) {
        use SurfaceKind::{Group, Organisation, StateName};
        let names = || self.surfaces("en").filter(|s| matches!(s.kind, StateName | Organisation | Group));
        let printed = names().filter(|s| s.is("print"));
        let common = names().filter(|s| !s.is("formal"));
        let named: Vec<(ActorCode, CompactString)> =
            printed.chain(common).map(|s| (s.actor.clone(), s.form.into())).collect();
        for (actor, name) in named {
            self.actor_names.entry(actor).or_insert(name);
        }
    }

    fn load_offices(&mut self, sheet: &Sheet) -> Result<(), NamesError> {
        for row in sheet.rows::<6>() {
            let code = CompactString::from(row.need(0)?);
            self.office_numbers.insert(code.clone(), self.offices.len() as u16);
            let (single, bare) = (row.get(3) == "yes", row.get(3) == "bare");
            let sent = row.get(4).split_whitespace().map(|word| {
                crate::lexis::link(word)
                    .ok_or_else(|| row.wrong(4, &format!("expected a link, got \"{word}\"")))
            });
            let sent = sent.collect::<Result<_, _>>()?;
            let covers = row.get(5).split_whitespace().map(CompactString::from).collect();
            let domain = row.get(2).into();
            self.offices.push(Office { code, level: row.value(1)?, domain, single, bare, sent, covers });
        }
        Ok(())
    }

    fn load_surfaces(&mut self, sheet: Sheet, columns: &[&str], kind: SurfaceKind) -> Result<(), NamesError> {
        let number = self.surface_sheets.len() as u8;
        let place = |name: &str| columns.iter().position(|c| *c == name).map(|c| c as u8);
        let (printed, note) = (place("place"), place("note").expect("each of the tables has a note"));
        self.surfaces.reserve(sheet.len());
        // An actor's rows mostly stand together, and in them those of a language.
        let (mut last_code, mut last_lang) = (("", 0), ("", 0));
        for (i, row) in (0..).zip(sheet.rows::<{ column::SURFACE_WIDTH }>()) {
            if row.get(column::CODE) != last_code.0 || last_code.0.is_empty() {
                last_code = (row.get(column::CODE), self.actors.number(&row, column::CODE)?);
            }
            if row.get(column::LANG) != last_lang.0 || last_lang.0.is_empty() {
                last_lang = (row.get(column::LANG), self.lang_number(row.need(column::LANG)?));
            }
            let (actor, lang) = (last_code.1, last_lang.1);
            row.need(column::FORM)?;
            let kind = surface_kind(&row, kind, row.get(usize::from(note)))?;
            self.surfaces.push(SurfaceData { sheet: number, lang, kind, actor, note, printed, row: i });
        }
        self.surface_sheets.push(sheet);
        Ok(())
    }

    /// The number of a language, new or old.
    fn lang_number(&mut self, lang: &str) -> u8 {
        let langs = &mut self.surface_langs;
        let number = langs.iter().position(|l| l == lang).unwrap_or_else(|| {
            langs.push(lang.into());
            langs.len() - 1
        });
        u8::try_from(number).expect("there are fewer than 256 language codes of two letters in the tables")
    }

    fn load_people(&mut self) -> Result<(), NamesError> {
        self.person_numbers.reserve(self.people.len());
        for (i, row) in (0..).zip(self.people.rows::<2>()) {
            let id = row.need(column::ID)?;
            row.need(column::NAME)?;
            if self.person_numbers.insert(id.into(), i).is_some() {
                return Err(row.wrong(column::ID, &format!("expected a new id, got \"{id}\" again")).into());
            }
        }
        Ok(())
    }

    fn load_terms(&mut self) -> Result<(), NamesError> {
        self.by_person = vec![Vec::new(); self.people.len()];
        self.term_data.reserve(self.terms.len());
        // A person's terms mostly stand together.
        let mut last = ("", 0);
        for (i, row) in (0..).zip(self.terms.rows::<8>()) {
            if row.get(column::PERSON).is_empty() || row.get(column::PERSON) != last.0 {
                let person = number(&row, column::PERSON, "people.tsv", &self.person_numbers)?;
                last = (row.get(column::PERSON), person);
            }
            let term = TermData {
                person: last.1,
                office: number(&row, column::OFFICE, "offices.tsv", &self.office_numbers)?,
                actor: self.actors.number(&row, column::ACTOR)?,
                from: row.value(column::FROM)?,
                to: row.option(column::TO)?,
                known_until: row.option::<DayRange>(column::KNOWN_UNTIL)?.map(|u| u.first),
                basis: row.value(column::BASIS)?,
                row: i,
            };
            self.by_person[term.person as usize].push(i);
            self.by_office.entry((term.actor, term.office)).or_default().push(i);
            self.term_data.push(term);
        }
        for terms in self.by_person.iter_mut().filter(|terms| terms.len() > 1) {
            terms.sort_by_key(|id| (self.term_data[*id as usize].from, *id));
        }
        Ok(())
    }

    /// Leaves the index of names to the first lookup: most commands look no name up.
    fn load_names(&mut self, known: NameWords, orders: &FxHashMap<ActorCode, Order>) {
        let first_actor = |terms: &Vec<u32>| Some(self.term_data[*terms.first()? as usize].actor);
        let order = |actor: u16| orders.get(&self.actors.codes[usize::from(actor)]).copied();
        let orders: Vec<Order> = self
            .by_person
            .iter()
            .map(|terms| first_actor(terms).and_then(order).unwrap_or(Order::FamilyLast))
            .collect();
        let (people, sounds) = (Arc::clone(&self.people), Arc::clone(&self.sounds));
        self.index = LazyLock::new(Box::new(move || index_names(&people, &known, &orders, sounds)));
    }
}

/// Where the family name stands in the names of a state's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// "Emmanuel Macron".
    FamilyLast,
    /// "Xi Jinping".
    FamilyFirst,
    /// "Santiago Peña Palacios", whom most call Santiago Peña.
    TwoFamilies,
}

/// Fewest words of a name that can end in two family names.
const TWO_FAMILIES: usize = 3;

/// The index of all names; `orders` tells of each person where the family name stands.
fn index_names(people: &Sheet, known: &NameWords, orders: &[Order], sounds: Arc<Sounds>) -> NameIndex {
    let mut index = NameIndex::with_capacity(people.len() * 2, sounds);
    index.set_words(known);
    for ((i, row), order) in (0..).zip(people.rows::<3>()).zip(orders) {
        let first = *order == Order::FamilyFirst;
        let name = row.get(column::NAME);
        index.add(i, name, false, first, known);
        if let (Order::TwoFamilies, Some((short, _))) = (order, name.rsplit_once(' '))
            && name.split(' ').count() >= TWO_FAMILIES
        {
            index.add_short(i, short, known);
        }
        for alias in row.get(column::ALIASES).split('|').filter(|a| !a.is_empty()) {
            index.add(i, alias, true, first, known);
        }
    }
    index.finish();
    index
}

/// The number of what a cell refers to.
fn number<T: Copy, const N: usize>(
    row: &Cells<'_, N>,
    column: usize,
    table: &str,
    numbers: &FxHashMap<CompactString, T>,
) -> Result<T, NamesError> {
    let name = row.need(column)?;
    let found = numbers.get(name).copied();
    Ok(found.ok_or_else(|| row.wrong(column, &format!("expected a row of {table}, got \"{name}\"")))?)
}

fn surface_kind<const N: usize>(
    row: &Cells<'_, N>,
    kind: SurfaceKind,
    note: &str,
) -> Result<SurfaceKind, NamesError> {
    Ok(match (kind, row.get(column::ROLE)) {
        (SurfaceKind::Place, _) if note.split(' ').any(|n| n == "capital" || n == "seat") => {
            SurfaceKind::Capital
        }
        (SurfaceKind::StateName, "name" | "other") => SurfaceKind::StateName,
        (SurfaceKind::StateName, "adjective") => SurfaceKind::Adjective,
        (SurfaceKind::StateName, "demonym") => SurfaceKind::Demonym,
        (SurfaceKind::StateName, other) => {
            let message = format!("expected one of name, other, adjective, demonym, got \"{other}\"");
            return Err(row.wrong(column::ROLE, &message).into());
        }
        _ => kind,
    })
}

fn name_words(sheet: &Sheet) -> Result<(NameWords, FxHashMap<ActorCode, Order>), NamesError> {
    let mut known = NameWords::default();
    let mut orders = FxHashMap::default();
    for row in sheet.rows::<2>() {
        let form = row.need(0)?;
        match row.get(1) {
            "particle" => _ = known.particles.insert(form.into()),
            "article" => known.articles.push(form.into()),
            "suffix" => _ = known.suffixes.insert(form.into()),
            "family-first" => _ = orders.insert(row.value(0)?, Order::FamilyFirst),
            "two-families" => _ = orders.insert(row.value(0)?, Order::TwoFamilies),
            other => {
                let expected = "particle, suffix, article, family-first, two-families";
                let message = format!("expected one of {expected}, got \"{other}\"");
                return Err(row.wrong(1, &message).into());
            }
        }
    }
    Ok((known, orders))
}
