//! The tables `contacts/*.tsv` of a language: triggers, cues, topics, formats.

use chancery_model::{Kind, Row, Status};
use chancery_packs::{LangPack, PackError, TableRow};
use chancery_text::{LexiconBuilder, Match, Payload};
use compact_str::CompactString;
use std::str::FromStr;

macro_rules! listed {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<$name, String> {
                match word {
                    $($word => Ok($name::$variant),)+
                    _ => Err(format!("expected one of {}, got \"{word}\"", [$($word),+].join(", "))),
                }
            }
        }
    };
}

listed! {
    /// How the sides of a contact stand around its trigger.
    Shape {
        /// A verb whose partner follows with a preposition, or shares its subject.
        Verb = "verb",
        /// A verb that needs both sides in its subject.
        Plural = "plural",
        /// A verb whose direct object is the other side: nothing opens without it.
        Transitive = "transitive",
        /// A verb whose object is a pronoun among the trigger's own words.
        Clitic = "clitic",
        /// A noun.
        Noun = "noun",
        /// Words that only name the channel of another trigger.
        Adverb = "adverb",
        /// A verb or noun whose object is the place, and so the host.
        Travel = "travel",
        /// A noun whose goal is the place.
        Journey = "journey",
        /// X invites Y.
        Invite = "invite",
        /// The noun: an invitation.
        Invitation = "invitation",
        /// Words that look like a trigger and are none.
        Block = "block",
    }
}

listed! {
    /// What a cue does to the contact beside it.
    Effect {
        /// Announced or agreed.
        Planned = "planned",
        /// An invitation was accepted.
        Accepted = "accepted",
        /// Suggested.
        Proposed = "proposed",
        /// Called off.
        Cancelled = "cancelled",
        /// Had been planned, and did not come about.
        CancelledPlan = "cancelled-plan",
        /// Put off.
        Postponed = "postponed",
        /// Declined.
        Refused = "refused",
        /// Said not to have been.
        Denied = "denied",
        /// Took place.
        Held = "held",
        /// Opens nothing.
        None = "none",
        /// Opens nothing, unless something says that it was held.
        Hypothetical = "hypothetical",
        /// Not.
        Negated = "negated",
        /// Tells whose idea it was.
        Initiative = "initiative",
        /// Tells that it was the idea of the party told last.
        Latter = "latter",
        /// An earlier contact.
        Background = "background",
        /// Of no one time.
        Habitual = "habitual",
        /// Each partner apart from the others.
        Separate = "separate",
        /// Begins the next member of a row, met or called after the one before.
        Next = "next",
        /// Another contact than the one told before.
        Another = "another",
        /// Makes the verb right after it an infinitive.
        Infinitive = "infinitive",
        /// A verb of saying.
        Said = "said",
        /// When and where what was told right before came about.
        Happened = "happened",
        /// At the place told of before.
        There = "there",
        Where = "where",
        /// Begins the time after something: what is dated behind it is that.
        Since = "since",
        /// Behind a time: what follows was then.
        When = "when",
        /// Tells what people did or think apart from each other: its sentence implies no contact.
        Apart = "apart",
        /// A word of sport: a page full of them tells of matches.
        Sport = "sport",
    }
}

listed! {
    /// Where a cue must stand.
    Scope {
        /// Before the trigger.
        Before = "before",
        /// After it.
        After = "after",
        /// Before or after it.
        Near = "near",
    }
}

listed! {
    /// Who asked for a contact, by the grammar of its trigger.
    Asker {
        /// The subject.
        Subject = "subject",
        /// The object.
        Object = "object",
        /// The partner.
        Partner = "partner",
    }
}

impl Shape {
    /// Whether it is a noun on an encounter or a journey.
    pub fn is_noun(self) -> bool {
        matches!(self, Shape::Noun | Shape::Journey)
    }

    /// Whether what it leads to is the place, and so the host.
    pub fn is_travel(self) -> bool {
        matches!(self, Shape::Travel | Shape::Journey)
    }

    /// Whether it has a subject, as nouns and adverbs don't.
    pub fn is_verb(self) -> bool {
        !matches!(self, Shape::Noun | Shape::Journey | Shape::Adverb | Shape::Invitation)
    }

    /// Whether the other side is an object, which may stand among the trigger's own words.
    pub fn has_object(self) -> bool {
        matches!(self, Shape::Transitive | Shape::Invite)
    }
}

/// A trigger.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The channel; none for a block.
    pub kind: Option<Kind>,
    /// Further channels.
    pub also: Option<Kind>,
    /// How the sides stand.
    pub shape: Shape,
    /// Status that the trigger itself gives.
    pub status: Option<Status>,
    /// Who asked.
    pub asker: Option<Asker>,
    /// Whether its subject is the host, so that the contact was with him.
    pub hosting: bool,
    /// Where it is written.
    pub row: Row,
}

/// A cue.
#[derive(Clone, Debug)]
pub struct Cue {
    /// What it does.
    pub effect: Effect,
    /// Where it stands.
    pub scope: Scope,
    /// Where it is written.
    pub row: Row,
}

/// What an entry of these tables is.
#[derive(Clone, Debug)]
pub enum Rule {
    /// A trigger.
    Trigger(Trigger),
    /// A cue.
    Cue(Cue),
    /// A topic.
    Topic(CompactString, Row),
    /// A format, such as `2+2`.
    Format(CompactString, Row),
}

/// The entries of one language.
#[derive(Debug)]
pub struct Rules {
    base: Payload,
    rules: Vec<Rule>,
}

type Reader = fn(TableRow<'_>) -> Result<Rule, PackError>;

impl Rules {
    /// Adds the tables to a lexicon.
    ///
    /// # Errors
    /// Where a row's meaning is unknown or its form is no phrase.
    pub fn install(pack: &LangPack, builder: &mut LexiconBuilder, base: Payload) -> Result<Rules, PackError> {
        let mut rules = Rules { base, rules: Vec::new() };
        let tables: [(&str, Reader); 4] = [
            ("contacts/triggers.tsv", trigger),
            ("contacts/cues.tsv", cue),
            ("contacts/topics.tsv", |row| Ok(Rule::Topic(row.need("topic")?.into(), row.place()))),
            ("contacts/formats.tsv", |row| Ok(Rule::Format(row.need("format")?.into(), row.place()))),
        ];
        for (path, read) in tables {
            for row in pack.table(path).iter().flat_map(|t| t.rows()) {
                let payload = base + rules.rules.len() as Payload;
                builder.phrase(row.need("form")?, payload).map_err(|e| row.wrong("form", &e.to_string()))?;
                rules.rules.push(read(row)?);
            }
        }
        Ok(rules)
    }

    /// The least payload of a rule.
    pub fn least(&self) -> Payload {
        self.base
    }

    /// How many payloads are taken from the base on.
    pub fn rows(&self) -> u32 {
        self.rules.len() as u32
    }

    /// The rule of a match; none for other tables' matches.
    pub fn rule(&self, found: &Match) -> Option<&Rule> {
        self.rules.get(found.payload.checked_sub(self.base)? as usize)
    }
}

fn trigger(row: TableRow<'_>) -> Result<Rule, PackError> {
    let shape = row.parse("shape")?.ok_or_else(|| row.wrong("shape", "expected a shape, got nothing"))?;
    let kind = if shape == Shape::Block { None } else { row.parse("kind")? };
    Ok(Rule::Trigger(Trigger {
        kind,
        also: row.parse("also")?,
        shape,
        status: row.parse("status")?,
        asker: row.parse("initiator")?,
        hosting: row.get("note").split(' ').any(|mark| mark == "hosting"),
        row: row.place(),
    }))
}

fn cue(row: TableRow<'_>) -> Result<Rule, PackError> {
    let missing = |column: &str| row.wrong(column, "expected a value, got nothing");
    let effect = row.parse("meaning")?.ok_or_else(|| missing("meaning"))?;
    let scope = row.parse("scope")?.ok_or_else(|| missing("scope"))?;
    Ok(Rule::Cue(Cue { effect, scope, row: row.place() }))
}
