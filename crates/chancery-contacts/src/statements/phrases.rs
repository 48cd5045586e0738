//! The tables `contacts/statements.tsv` and `contacts/claims.tsv` of a language, and the outlets of the world pack.

use chancery_model::{CarrierKind, ClaimKind, Row, Verb};
use chancery_packs::{LangPack, PackError, PackSet, TableRow};
use chancery_text::{LexiconBuilder, Match, Payload};
use compact_str::CompactString;

/// What a verb of saying asks of the words around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// The party right behind it is the one spoken to.
    pub addressee: bool,
    /// It says nothing without a clause or a quotation.
    pub clause: bool,
}

/// What a phrase of these tables tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A verb of saying, and what it asks for.
    Verb(Verb, Asks),
    /// Begins what is said.
    That,
    /// Begins a clause on who says what stands beside it: "as the agency reports".
    As,
    /// A body that speaks for an actor told elsewhere: the ministry.
    Body,
    /// The speaker follows.
    According,
    /// The speaker stands before it.
    Behind,
    /// Who is quoted follows.
    Citing,
    /// A link in the chain of attribution, with its name where the world pack knows it.
    Carrier(CarrierKind, Option<CompactString>),
    /// A claim about the record.
    Claim(ClaimKind),
    /// Looks like one of these and is none.
    Block,
}

/// A phrase and where it is written.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// What it tells.
    pub meaning: Meaning,
    /// Which of its words are written with a capital, the first in the lowest bit; 0 where case tells nothing.
    pub capitals: u32,
    /// Where it is written.
    pub row: Row,
}

impl Phrase {
    /// Whether it is a verb of saying, but for those of agreeing and promising, which two do together.
    pub fn says(&self) -> bool {
        matches!(self.meaning, Meaning::Verb(verb, _) if !matches!(verb, Verb::Agreed | Verb::Promised))
    }
}

/// The phrases of one language.
#[derive(Debug)]
pub struct Phrases {
    base: Payload,
    list: Vec<Phrase>,
}

impl Phrases {
    /// Adds the tables to a lexicon.
    ///
    /// # Errors
    /// Where a row's meaning is unknown or its form is no phrase.
    pub fn install(
        packs: &PackSet,
        pack: &LangPack,
        builder: &mut LexiconBuilder,
        base: Payload,
    ) -> Result<Phrases, PackError> {
        let mut phrases = Phrases { base, list: Vec::new() };
        let own = ["contacts/statements.tsv", "contacts/claims.tsv"].map(|path| pack.table(path));
        let outlets = packs.table("world/outlets.tsv")?;
        let outlets = outlets.as_ref().filter(|_| own[0].is_some());
        let rows = own.into_iter().flatten().flat_map(|t| t.rows().map(|row| (row, meaning as Reads)));
        let spoken = |row: &TableRow<'_>| row.get("lang").is_empty() || row.get("lang") == pack.code;
        let outlets =
            outlets.into_iter().flat_map(|t| t.rows()).filter(spoken).map(|row| (row, outlet as Reads));
        for (row, read) in rows.chain(outlets) {
            let payload = base + phrases.list.len() as Payload;
            builder.phrase(row.need("form")?, payload).map_err(|e| row.wrong("form", &e.to_string()))?;
            let meaning = read(row)?;
            let named = matches!(meaning, Meaning::Carrier(_, Some(_)));
            let capitals = if named { capitals(row.get("form")) } else { 0 };
            phrases.list.push(Phrase { meaning, capitals, row: row.place() });
        }
        Ok(phrases)
    }

    /// How many payloads are taken from the base on.
    pub fn rows(&self) -> u32 {
        self.list.len() as u32
    }

    /// The phrase of a match; none for other tables' matches.
    pub fn phrase(&self, found: &Match) -> Option<&Phrase> {
        self.list.get(found.payload.checked_sub(self.base)? as usize)
    }
}

type Reads = fn(TableRow<'_>) -> Result<Meaning, PackError>;

fn meaning(row: TableRow<'_>) -> Result<Meaning, PackError> {
    let word = row.need("meaning")?;
    let claims = row.place().file.ends_with("claims.tsv");
    Ok(match word {
        "block" => Meaning::Block,
        _ if claims => Meaning::Claim(word.parse().map_err(|e: chancery_model::UnknownWord| wrong(row, &e))?),
        "that" => Meaning::That,
        "as" => Meaning::As,
        "body" => Meaning::Body,
        "according" => Meaning::According,
        "according-behind" => Meaning::Behind,
        "citing" => Meaning::Citing,
        _ => match word.parse::<CarrierKind>() {
            Ok(kind) => Meaning::Carrier(kind, None),
            Err(_) => {
                let noted = |mark: &str| row.get("note").split(' ').any(|word| word == mark);
                let asks = Asks { addressee: noted("addressee"), clause: noted("clause") };
                Meaning::Verb(word.parse().map_err(|e: chancery_model::UnknownWord| wrong(row, &e))?, asks)
            }
        },
    })
}

fn wrong(row: TableRow<'_>, error: &chancery_model::UnknownWord) -> PackError {
    row.wrong("meaning", &error.to_string())
}

fn outlet(row: TableRow<'_>) -> Result<Meaning, PackError> {
    Ok(Meaning::Carrier(CarrierKind::Outlet, Some(row.need("outlet")?.into())))
}

/// Which of the first words of a name begin with a capital.
fn capitals(form: &str) -> u32 {
    let words = form.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(32);
    let large = words.map(|w| w.starts_with(char::is_uppercase));
    large.enumerate().fold(0, |bits, (i, large)| bits | (u32::from(large) << i))
}
