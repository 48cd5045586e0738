//! Whom words go back to that name a person by halves or not at all: everyone in mind is weighed by where and how the
//! page spoke of them, and the best is meant.

use super::{Entities, Entity, IN_MIND};
use crate::{
    frame::{Frame, SideDraft},
    scan::Scan,
};
use chancery_model::{ActorCode, Level, Span};
use chancery_packs::{PackError, Table};

/// How far back somebody is in mind who is neither in the headline nor acts most, in sentences.
const MIND: usize = 12;

/// Of how many of those who could have been meant a choice tells.
const TOLD: usize = 8;

/// Of how many choices a reading tells.
const CHOICES: usize = 2000;

/// How far back the last contact's people are still whom the words may go on about, in sentences.
const CONTACT_REACH: usize = 4;

/// The words that a person is looked for behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A pronoun for one person.
    Pronoun,
    /// A verb or noun whose subject stands elsewhere.
    Gap,
    /// An office without its holder.
    Office,
}

impl Way {
    /// The column of the table.
    pub const COLUMNS: [(&'static str, Way); 3] =
        [("pronoun", Way::Pronoun), ("gap", Way::Gap), ("office", Way::Office)];

    /// Its name.
    pub fn name(self) -> &'static str {
        Way::COLUMNS[self as usize].0
    }
}

/// What is known of somebody in mind; each has a row in `contacts/salience.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// Spoken of in the same sentence.
    Here,
    /// Spoken of in the sentence before.
    Before,
    /// Spoken of two sentences before.
    TwoBefore,
    /// Spoken of three sentences before.
    ThreeBefore,
    /// Spoken of in the same paragraph.
    SameParagraph,
    /// Stood free when last spoken of, as a subject does.
    Free,
    /// Stood first of those that stood free in its sentence.
    First,
    /// The first that stood free in the last sentence with one: who acted last.
    ActedLast,
    /// The last person spoken of.
    ToldLast,
    /// Stood free more often than anybody else.
    ActsMost,
    /// The same, and nobody was spoken of in this paragraph yet.
    ActsMostAnew,
    /// No person is named more often on the whole page.
    NamedMost,
    /// Named in the headline.
    Headline,
    /// Of the actor whose page it is.
    Owner,
    /// The first side of the contact told last.
    Subject,
    /// Another side of it.
    Partner,
    /// The first side of the contact before that too.
    SubjectTwice,
    /// Whom words before that left a person out were taken to mean.
    Meant,
    /// Side of a contact told before, with the side that is told here.
    MetBefore,
    /// Has a name.
    Named,
    /// Was given the very office that is asked for.
    Titled,
    /// Holds the office that is asked for.
    Holds,
}

/// Traits by the names of their rows.
const TRAITS: [(&str, Trait); 22] = [
    ("here", Trait::Here),
    ("sentence before", Trait::Before),
    ("two sentences before", Trait::TwoBefore),
    ("three sentences before", Trait::ThreeBefore),
    ("same paragraph", Trait::SameParagraph),
    ("stood free", Trait::Free),
    ("stood first", Trait::First),
    ("acted last", Trait::ActedLast),
    ("told last", Trait::ToldLast),
    ("acts most", Trait::ActsMost),
    ("acts most, new paragraph", Trait::ActsMostAnew),
    ("named most", Trait::NamedMost),
    ("in the headline", Trait::Headline),
    ("whose page it is", Trait::Owner),
    ("first side of the contact before", Trait::Subject),
    ("other side of the contact before", Trait::Partner),
    ("first side of two contacts before", Trait::SubjectTwice),
    ("meant before", Trait::Meant),
    ("met before", Trait::MetBefore),
    ("named", Trait::Named),
    ("titled", Trait::Titled),
    ("holder", Trait::Holds),
];

/// A set of traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u32);

impl Traits {
    fn set(&mut self, found: Trait, holds: bool) {
        self.0 |= u32::from(holds) << found as u32;
    }

    /// Whether a trait is among them.
    pub fn has(self, wanted: Trait) -> bool {
        self.0 & 1 << wanted as u32 != 0
    }

    /// Their names.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        TRAITS.iter().filter(move |(_, t)| self.has(*t)).map(|(name, _)| *name)
    }
}

/// How much each trait tells, for each way of asking: a linear model over traits.
#[derive(Clone, Debug)]
pub struct Salience([[f32; TRAITS.len()]; Way::COLUMNS.len()]);

impl Salience {
    /// Reads `contacts/salience.tsv`: `trait`, and a weight in each of `pronoun`, `gap`, `office`.
    ///
    /// # Errors
    /// Where a trait is unknown or a weight is no number.
    pub fn load(table: Option<&Table>) -> Result<Salience, PackError> {
        let mut weights = [[0.0; TRAITS.len()]; Way::COLUMNS.len()];
        for row in table.iter().flat_map(|t| t.rows()) {
            let name = row.need("trait")?;
            let Some((_, found)) = TRAITS.iter().find(|(known, _)| *known == name) else {
                let known: Vec<&str> = TRAITS.iter().map(|(name, _)| *name).collect();
                let message = format!("expected one of {}, got {name}", known.join("; "));
                return Err(row.wrong("trait", &message));
            };
            for (column, way) in Way::COLUMNS {
                weights[way as usize][*found as usize] = row.parse(column)?.unwrap_or(0.0);
            }
        }
        Ok(Salience(weights))
    }

    fn weigh(&self, way: Way, traits: Traits) -> f32 {
        let weights = &self.0[way as usize];
        TRAITS.iter().filter(|(_, t)| traits.has(*t)).map(|(_, t)| weights[*t as usize]).sum()
    }
}

/// Who is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'q> {
    /// By what words.
    pub way: Way,
    /// The token they stand at.
    pub before: u32,
    /// The words.
    pub words: Span,
    /// Their sentence.
    pub sentence: usize,
    /// Its block.
    pub block: u32,
    /// Actors that can't be meant: the sides that are told.
    pub not: &'q [&'q ActorCode],
    /// The office, where one is told.
    pub office: Option<&'q str>,
}

impl<'q> Asked<'q> {
    /// What words at a token of a sentence ask that name nobody.
    pub fn of(
        way: Way,
        scan: &Scan<'_>,
        (before, words): (u32, Span),
        not: &'q [&'q ActorCode],
    ) -> Asked<'q> {
        Asked { way, before, words, sentence: scan.index, block: scan.block, not, office: None }
    }
}

/// Somebody who was weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// The actor.
    pub actor: ActorCode,
    /// The person.
    pub person: Option<String>,
    /// What spoke for them.
    pub traits: Traits,
}

/// Words that went back to somebody, and those who could have been meant, the best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The words.
    pub words: Span,
    /// How they ask.
    pub way: Way,
    /// The sides that are told.
    pub not: Vec<ActorCode>,
    /// The best of those in mind.
    pub weighed: Vec<Weighed>,
}

/// One person in mind: how they were spoken of last, and how often they acted.
struct Candidate<'e> {
    last: &'e Entity,
    acts: usize,
    headline: bool,
}

impl Entities<'_> {
    /// The one whom words go back to; none where nobody is in mind.
    pub fn whom(&self, asked: &Asked<'_>, frames: &[Frame]) -> Option<&Entity> {
        let candidates = self.in_mind(asked);
        let traits = self.traits(asked, frames, &candidates);
        let scores = traits.iter().map(|t| self.salience.weigh(asked.way, *t));
        // Of two that weigh the same, the one told of last.
        let mut ranked: Vec<(f32, usize)> = scores.zip(0..).collect();
        let order = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        let best = ranked.iter().copied().min_by(order).map(|(_, i)| candidates[i].last);
        if let Some(choices) = self.choices.as_ref().filter(|told| told.borrow().len() < CHOICES) {
            ranked.sort_by(order);
            let weighed = |(_, i): &(f32, usize)| Weighed {
                actor: candidates[*i].last.actor.clone(),
                person: candidates[*i].last.person.as_ref().map(|p| p.name.clone()),
                traits: traits[*i],
            };
            let weighed = ranked.iter().take(TOLD).map(weighed).collect();
            let not = asked.not.iter().map(|a| (*a).clone()).collect();
            choices.borrow_mut().push(Choice { words: asked.words, way: asked.way, not, weighed });
        }
        best
    }

    /// Everyone in mind, whom the page spoke of last first.
    fn in_mind(&self, asked: &Asked<'_>) -> Vec<Candidate<'_>> {
        let mut candidates: Vec<Candidate<'_>> = Vec::new();
        let office = asked.office.map(|office| (office, self.level(office), self.is_bare(office)));
        let fits = |e: &&Entity| {
            e.token < asked.before
                && !asked.not.contains(&&e.actor)
                && (e.person.is_some() || !e.offices.is_empty())
                && office.is_none_or(|office| self.fills(e, office))
        };
        for entity in self.list.iter().rev().take(IN_MIND).filter(fits) {
            let same = |c: &&mut Candidate<'_>| c.last.actor == entity.actor && name(c.last) == name(entity);
            match candidates.iter_mut().find(same) {
                Some(known) => {
                    known.acts += usize::from(entity.free);
                    known.headline |= entity.headline;
                }
                None => candidates.push(Candidate {
                    last: entity,
                    acts: usize::from(entity.free),
                    headline: entity.headline,
                }),
            }
        }
        if let Some(office) = asked.office {
            let higher = |c: &Candidate<'_>| self.outranks(c.last, office);
            if !candidates.iter().all(higher) {
                candidates.retain(|c| !higher(c));
            }
        }
        let most = candidates.iter().map(|c| c.acts).max().unwrap_or(0);
        candidates.retain(|c| asked.sentence - c.last.sentence <= MIND || c.headline || c.acts == most);
        candidates
    }

    fn traits(&self, asked: &Asked<'_>, frames: &[Frame], candidates: &[Candidate<'_>]) -> Vec<Traits> {
        let most = candidates.iter().map(|c| c.acts).max().unwrap_or(0);
        let leads = candidates.iter().position(|c| c.acts == most && most > 1);
        let times = |c: &Candidate<'_>| c.last.person.as_ref().map_or(0, |p| self.named_times(p));
        let named = candidates.iter().map(times).max().unwrap_or(0);
        let acting = candidates.iter().filter(|c| c.last.free).map(|c| c.last.sentence).max();
        let acted = candidates
            .iter()
            .enumerate()
            .filter(|(_, c)| c.last.free && Some(c.last.sentence) == acting)
            .min_by_key(|(_, c)| c.last.token)
            .map(|(i, _)| i);
        let anew =
            !self.list.iter().rev().take(IN_MIND).any(|e| e.block == asked.block && e.token < asked.before);
        let mut told = frames.iter().rev().filter(|f| asked.sentence - f.sentence <= CONTACT_REACH);
        let (last, before) = (told.next(), told.next());
        let side = |frame: Option<&Frame>, c: &Candidate<'_>, first: bool| {
            let mut sides = frame.into_iter().flat_map(|f| f.sides.iter().enumerate());
            sides.any(|(i, s)| (i == 0) == first && is_of(s, c.last))
        };
        let meant = |c: &Candidate<'_>| {
            last.is_some_and(|f| f.sides.iter().any(|s| s.inferred.is_some() && is_of(s, c.last)))
        };
        let met = |c: &Candidate<'_>| {
            let both = |f: &Frame| asked.not.iter().any(|n| f.side(n).is_some());
            frames.iter().any(|f| both(f) && f.side(&c.last.actor).is_some())
        };
        let own = self.owner_but(asked.not).map(|(actor, ..)| actor);
        let of = |(i, c): (usize, &Candidate<'_>)| {
            let mut traits = Traits::default();
            let apart = asked.sentence - c.last.sentence;
            traits.set(Trait::Here, apart == 0);
            traits.set(Trait::Before, apart == 1);
            traits.set(Trait::TwoBefore, apart == 2);
            traits.set(Trait::ThreeBefore, apart == 3);
            traits.set(Trait::SameParagraph, c.last.block == asked.block);
            traits.set(Trait::Free, c.last.free);
            traits.set(Trait::First, c.last.first);
            traits.set(Trait::ActedLast, acted == Some(i));
            traits.set(Trait::ToldLast, i == 0);
            traits.set(Trait::ActsMost, leads == Some(i));
            traits.set(Trait::ActsMostAnew, leads == Some(i) && anew);
            traits.set(Trait::NamedMost, named > 1 && times(c) == named);
            traits.set(Trait::Headline, c.headline);
            traits.set(Trait::Owner, own == Some(&c.last.actor));
            traits.set(Trait::Subject, side(last, c, true));
            traits.set(Trait::Partner, side(last, c, false));
            traits.set(Trait::SubjectTwice, side(last, c, true) && side(before, c, true));
            traits.set(Trait::Meant, meant(c));
            traits.set(Trait::MetBefore, met(c));
            traits.set(Trait::Named, c.last.person.is_some());
            if let Some(office) = asked.office {
                traits.set(Trait::Titled, c.last.offices.iter().any(|(o, _)| o == office));
                traits.set(Trait::Holds, self.holds(c.last, office, false, self.level(office)));
            }
            traits
        };
        candidates.iter().enumerate().map(of).collect()
    }

    /// Whether somebody was given an office or holds it, or one of its rank where its word is no more than a rank.
    fn fills(&self, entity: &Entity, (office, level, bare): (&str, Level, bool)) -> bool {
        entity.person.is_some()
            && (entity.offices.iter().any(|(o, _)| o == office || (bare && self.level(o) == level))
                || self.holds(entity, office, bare, level))
    }
}

/// Whether somebody is one of a side's people; of its actor, where it names none.
fn is_of(side: &SideDraft, entity: &Entity) -> bool {
    let named = |name: &str| side.people.iter().any(|p| p.name == name);
    side.actor == entity.actor && (side.people.is_empty() || name(entity).is_none_or(named))
}

fn name(entity: &Entity) -> Option<&str> {
    entity.person.as_ref().map(|p| p.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_are_weighed_by_the_way_of_asking() {
        let table =
            Table::parse("s.tsv", "trait\tpronoun\tgap\toffice\nhere\t2\t0.5\t\nnamed\t-1\t1\t1\n".into());
        let salience = Salience::load(Some(&table.unwrap())).unwrap();
        let mut traits = Traits::default();
        traits.set(Trait::Here, true);
        traits.set(Trait::Named, true);
        traits.set(Trait::First, false);
        let weights = Way::COLUMNS.map(|(_, way)| salience.weigh(way, traits));
        assert_eq!(weights, [1.0, 1.5, 1.0]);
        assert_eq!(traits.names().collect::<Vec<_>>(), ["here", "named"]);
        for (trait_, (_, own)) in TRAITS.iter().enumerate() {
            assert_eq!(trait_, *own as usize, "a trait has its place in the table");
        }
    }

    #[test]
    fn an_unknown_trait_is_refused() {
        let table =
            Table::parse("s.tsv", "trait\tpronoun\ttall\t1\n".replace("\ttall", "\ntall").into()).unwrap();
        let wrong = Salience::load(Some(&table)).unwrap_err().to_string();
        assert!(wrong.contains("got tall"), "{wrong}");
    }
}
