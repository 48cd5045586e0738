//! The words of the packs that name actors, offices and people, as entries of the phrase matcher.

use crate::{Surface, SurfaceKind, World, ending::Endings};
use chancery_model::{ActorCode, Row};
use chancery_packs::{LangPack, PackError, TableRow};
use chancery_text::{LexiconBuilder, Match, Payload};
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

/// How the word before a party ties it to the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// of: an office's state, a member of an encounter.
    Of,
    /// 's: the owner.
    Owner,
    /// An article.
    Article,
    /// A comma.
    Comma,
    /// and.
    And,
    /// with.
    With,
    /// between, among.
    Between,
    /// about, on, against: a topic, not a side.
    Topic,
    /// by.
    By,
    /// from.
    From,
    /// to.
    To,
    /// in, at, near: a place.
    Place,
    /// for.
    For,
    /// who: what follows speaks of the party right before.
    Who,
}

/// What a title says of the person it introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Title {
    /// Mr and the like.
    Person,
    /// A military rank.
    Officer,
    /// King and the like: a first name follows.
    Royal,
    /// former: no holder.
    Former,
    /// elect, designate.
    Designate,
    /// acting.
    Acting,
}

/// Whether an adjective of a state is also a noun for those who act for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Noun {
    /// Never: Russian.
    Never,
    /// For one person, by itself: Frenchman.
    One,
    /// For one person, with an article before it and no name after it: el francés.
    Single,
    /// For one person, with an article before it and no noun after it: the Ukrainian.
    Last,
    /// For many, with an article before it and no noun after it: the French.
    Collective,
    /// By itself: Russians.
    Plural,
}

/// What an entry means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A state by its name.
    State(ActorCode),
    /// An adjective of a state, and how far it can stand for the people who act for it.
    Adjective(ActorCode, Noun),
    /// A capital, which is a place or stands for its state.
    Capital(ActorCode, CompactString),
    /// A seat of government that stands for its state, such as a palace.
    Metonym(ActorCode),
    /// An organisation.
    Organisation(ActorCode),
    /// A group.
    Group(ActorCode),
    /// A place and the state it lies in.
    Place(ActorCode, CompactString),
    /// An office.
    Office(CompactString),
    /// A title.
    Title(Title),
    /// A small word inside names.
    Particle,
    /// Words that name no party, whatever stands in them: a dish, a company, a newspaper.
    Nobody,
    /// A word that ties parties together.
    Link(Link),
    /// his counterpart: the same office of another state.
    Counterpart,
    /// his host, his guest: the other side.
    Other,
    /// A word for a capital; the state beside it says which.
    CapitalWord,
    /// One person told of before.
    He,
    /// A word that a name begins with, in a script without capitals.
    Start,
    /// A letter that foreign names are written with, in a script without spaces.
    Sound,
    /// A word that is no part of a name, in a script without capitals.
    Edge,
    /// The sides told of before, and how many they are; 0 where the words don't say.
    They(u8),
}

/// The entries of one language.
#[derive(Debug, Default)]
pub struct Names {
    base: Payload,
    entries: Vec<(Meaning, Row)>,
    /// The links among them, by the same numbers: asked of each match again and again.
    links: Vec<Option<Link>>,
    /// Actors that share the form of a row, the likeliest first.
    rivals: FxHashMap<Row, Vec<ActorCode>>,
    /// Rows whose form counts in capitals only.
    capitals: FxHashSet<Row>,
    /// Forms with small letters that count as they are written: the Italian "Usa", the Portuguese "Irã" (but not "Irá").
    written: FxHashMap<Row, CompactString>,
    /// Links that stand behind their party.
    behind: FxHashSet<Row>,
    /// Offices that are no person, such as a government: no name follows them.
    bodies: FxHashSet<Row>,
    /// Whether an office stands before its state.
    pub(crate) head_first: bool,
    /// Forms that are also the name of a part of another state.
    namesakes: FxHashMap<Row, ActorCode>,
    /// Rows of offices that only one actor has.
    owners: FxHashMap<Row, ActorCode>,
    /// Endings that the language puts on names.
    pub(crate) endings: Endings,
}

const LINKS: &[(&str, Link)] = &[
    ("of", Link::Of),
    ("owner", Link::Owner),
    ("article", Link::Article),
    ("comma", Link::Comma),
    ("and", Link::And),
    ("with", Link::With),
    ("between", Link::Between),
    ("topic", Link::Topic),
    ("by", Link::By),
    ("from", Link::From),
    ("to", Link::To),
    ("place", Link::Place),
    ("for", Link::For),
    ("who", Link::Who),
];

/// The link of a name such as `of`.
pub(crate) fn link(name: &str) -> Option<Link> {
    LINKS.iter().find(|(known, _)| *known == name).map(|(_, link)| *link)
}

const TITLES: &[(&str, Title)] = &[
    ("person", Title::Person),
    ("officer", Title::Officer),
    ("royal", Title::Royal),
    ("former", Title::Former),
    ("designate", Title::Designate),
    ("acting", Title::Acting),
];

const REFERRING: &[(&str, Meaning)] = &[
    ("counterpart", Meaning::Counterpart),
    ("other", Meaning::Other),
    ("he", Meaning::He),
    ("they", Meaning::They(0)),
    ("two", Meaning::They(2)),
    ("three", Meaning::They(3)),
    ("four", Meaning::They(4)),
    ("capital", Meaning::CapitalWord),
];

/// Reads the meaning of a row of one table.
type Reader = fn(TableRow<'_>) -> Result<Meaning, PackError>;

impl Names {
    /// Adds the names of the world pack and the tables `names/*.tsv` of a language to its lexicon.
    ///
    /// # Errors
    /// Where a row's meaning is unknown or its form is no phrase.
    pub fn install(
        pack: &LangPack,
        world: &World,
        builder: &mut LexiconBuilder,
        base: Payload,
    ) -> Result<Names, PackError> {
        let mut names = Names { base, endings: Endings::load(pack)?, ..Names::default() };
        names.head_first = pack.meta.head_first;
        names.surfaces(&pack.code, world, builder);
        if builder.has_prefixes() {
            world.caseless_words().for_each(|word| builder.know(&word));
        }
        let tables: [(&str, Reader); 9] = [
            ("names/offices.tsv", |row| Ok(Meaning::Office(row.need("office")?.into()))),
            ("names/titles.tsv", |row| listed(row, TITLES).map(Meaning::Title)),
            ("names/particles.tsv", |_| Ok(Meaning::Particle)),
            ("names/nobody.tsv", |_| Ok(Meaning::Nobody)),
            ("names/starts.tsv", |_| Ok(Meaning::Start)),
            ("names/sounds.tsv", |_| Ok(Meaning::Sound)),
            ("names/edges.tsv", |_| Ok(Meaning::Edge)),
            ("names/links.tsv", |row| listed(row, LINKS).map(Meaning::Link)),
            ("names/counterparts.tsv", |row| listed(row, REFERRING)),
        ];
        for (path, meaning) in tables {
            for row in pack.table(path).iter().flat_map(|t| t.rows()) {
                let payload = names.payload();
                builder.phrase(row.need("form")?, payload).map_err(|e| row.wrong("form", &e.to_string()))?;
                for mark in row.get("note").split(' ') {
                    match mark {
                        "case" => _ = names.capitals.insert(row.place()),
                        "body" => _ = names.bodies.insert(row.place()),
                        "after" => _ = names.behind.insert(row.place()),
                        _ => {}
                    }
                }
                if let Some(owner) = row.get("note").split(' ').find_map(|mark| mark.strip_prefix("of:")) {
                    let code = owner.parse().map_err(|_| {
                        row.wrong(
                            "note",
                            &format!("expected the code of an actor behind of:, got \"{owner}\""),
                        )
                    })?;
                    names.owners.insert(row.place(), code);
                }
                names.entries.push((meaning(row)?, row.place()));
            }
        }
        let link = |(meaning, _): &(Meaning, Row)| match meaning {
            Meaning::Link(link) => Some(*link),
            _ => None,
        };
        names.links = names.entries.iter().map(link).collect();
        Ok(names)
    }

    fn surfaces(&mut self, lang: &str, world: &World, builder: &mut LexiconBuilder) {
        for surface in world.surfaces(lang).filter(|s| !s.note.starts_with("body:")) {
            let actor = surface.actor.clone();
            let place = || surface.place.unwrap_or(surface.form).into();
            let meaning = match surface.kind {
                SurfaceKind::StateName => Meaning::State(actor),
                SurfaceKind::Adjective | SurfaceKind::Demonym => Meaning::Adjective(actor, noun(&surface)),
                SurfaceKind::Capital => Meaning::Capital(actor, place()),
                SurfaceKind::Metonym => Meaning::Metonym(actor),
                SurfaceKind::Organisation => Meaning::Organisation(actor),
                SurfaceKind::Group => Meaning::Group(actor),
                SurfaceKind::Place => Meaning::Place(actor, place()),
            };
            self.note(&surface);
            if surface.kind == SurfaceKind::Demonym && surface.form.starts_with(char::is_uppercase) {
                self.capitals.insert(surface.row.clone());
            }
            builder.plain(surface.form, self.payload());
            self.entries.push((meaning, surface.row.clone()));
        }
    }

    /// Keeps with whom a surface shares its form, and how it is written.
    fn note(&mut self, surface: &Surface<'_>) {
        let mark = |name: &str| surface.note.split(' ').find_map(|m| m.strip_prefix(name));
        if surface.is("proper") {
            self.capitals.insert(surface.row.clone());
        }
        if let Some(codes) = mark("ambiguous:") {
            let rivals: Vec<ActorCode> = codes.split(',').filter_map(|c| c.parse().ok()).collect();
            if rivals.len() > 1 {
                self.rivals.insert(surface.row.clone(), rivals);
            }
        }
        if surface.is("case") && surface.form.chars().any(char::is_lowercase) {
            self.written.insert(surface.row.clone(), surface.form.into());
        }
        if let Some(other) = mark("namesake:").and_then(|code| code.parse().ok()) {
            self.namesakes.insert(surface.row.clone(), other);
        }
    }

    /// Whether the words of a row count in capitals only: abbreviations.
    pub(crate) fn in_capitals(&self, row: &Row) -> bool {
        self.capitals.contains(row)
    }

    /// The one actor that has the office of a row.
    pub(crate) fn owner(&self, row: &Row) -> Option<&ActorCode> {
        self.owners.get(row)
    }

    /// How the short form of a row is written, where it has small letters.
    pub(crate) fn written(&self, row: &Row) -> Option<&str> {
        self.written.get(row).map(CompactString::as_str)
    }

    /// Whether an office is no person.
    pub(crate) fn is_body(&self, row: &Row) -> bool {
        self.bodies.contains(row)
    }

    /// Whether a link stands behind the party that it ties.
    pub(crate) fn is_behind(&self, row: &Row) -> bool {
        self.behind.contains(row)
    }

    /// The actors that share the form of a row, the likeliest first; none where it has one alone.
    pub(crate) fn rivals(&self, row: &Row) -> &[ActorCode] {
        self.rivals.get(row).map_or(&[], Vec::as_slice)
    }

    /// The state that has a part of the same name as a row's form.
    pub(crate) fn namesake(&self, row: &Row) -> Option<&ActorCode> {
        self.namesakes.get(row)
    }

    fn payload(&self) -> Payload {
        self.base + self.entries.len() as Payload
    }

    /// How many payloads are taken from the base on.
    pub fn rows(&self) -> u32 {
        self.entries.len() as u32
    }

    /// The link that a match is.
    #[inline]
    pub fn link(&self, found: &Match) -> Option<Link> {
        *self.links.get(found.payload.checked_sub(self.base)? as usize)?
    }

    /// What a match means, and its row; none for other tables' matches.
    #[inline]
    pub fn meaning(&self, found: &Match) -> Option<&(Meaning, Row)> {
        self.entries.get(found.payload.checked_sub(self.base)? as usize)
    }
}

fn noun(surface: &Surface<'_>) -> Noun {
    if surface.is("plural") {
        Noun::Plural
    } else if surface.is("collective") {
        Noun::Collective
    } else if surface.is("last") {
        Noun::Last
    } else if surface.is("single") {
        Noun::Single
    } else if surface.kind == SurfaceKind::Demonym {
        Noun::One
    } else {
        Noun::Never
    }
}

/// The value of the column `meaning` in a closed list.
fn listed<T: Clone>(row: TableRow<'_>, list: &[(&str, T)]) -> Result<T, PackError> {
    let word = row.need("meaning")?;
    list.iter().find(|(name, _)| *name == word).map(|(_, value)| value.clone()).ok_or_else(|| {
        let known = list.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        row.wrong("meaning", &format!("expected one of {known}, got \"{word}\""))
    })
}
