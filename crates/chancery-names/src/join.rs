//! Joins atoms that stand together into parties: adjective, office, title and name in any order.

use crate::{
    atoms::{Atom, Atoms, Scope},
    gap::Gap,
    lexis::{Link, Meaning, Title},
    recognise::actor,
};
use chancery_text::Glue;

/// A party as its atoms, before people are looked up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) atoms: Vec<Atom>,
    /// States that the words give it, nearest first.
    pub(crate) states: Vec<Atom>,
    /// Offices told once for several parties.
    pub(crate) shared: Vec<Atom>,
    /// What an envoy is sent to or for: no state of the party's own.
    pub(crate) area: Vec<Atom>,
    pub(crate) link: Option<Link>,
    /// Whether the link stands behind the words.
    pub(crate) behind: bool,
    pub(crate) owns: bool,
    /// Whether the head of its words is in the plural.
    pub(crate) plural: bool,
    /// Whether an article stands before it.
    pub(crate) article: bool,
    /// Whether no noun stands after it.
    pub(crate) closed: bool,
    /// Whether an article stands before it and no noun after it.
    pub(crate) noun: bool,
    pub(crate) relative: bool,
    pub(crate) listed: bool,
    /// Whether its state stands in brackets behind its name.
    pub(crate) bracketed: bool,
}

impl Draft {
    fn of(atom: Atom) -> Draft {
        Draft { atoms: vec![atom], ..Draft::default() }
    }

    pub(crate) fn first(&self) -> u32 {
        self.atoms.iter().chain(&self.states).map(|a| a.first).min().unwrap_or(0)
    }

    pub(crate) fn end(&self) -> u32 {
        self.atoms.iter().chain(&self.states).chain(&self.area).map(|a| a.end).max().unwrap_or(0)
    }

    pub(crate) fn name(&self) -> Option<&Atom> {
        self.atoms.iter().find(|a| a.is_name())
    }

    /// Its own atoms and those it shares.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Atom> {
        self.shared.iter().chain(&self.atoms)
    }

    pub(crate) fn has_office(&self) -> bool {
        self.all().any(|a| a.is_office() || a.meaning() == Some(&Meaning::Counterpart))
    }

    /// Whether it is told to head an organisation.
    pub(crate) fn heads_organisation(&self) -> bool {
        self.all().filter_map(Atom::office).any(|office| is_of_organisation(office))
    }

    pub(crate) fn has_title(&self) -> bool {
        self.atoms.iter().any(|a| a.title().is_some())
    }

    pub(crate) fn titles(&self) -> impl Iterator<Item = Title> {
        self.atoms.iter().filter_map(Atom::title)
    }
}

/// Joins the atoms of a sentence.
pub(crate) fn join(scope: &Scope<'_>, atoms: Atoms) -> Vec<Draft> {
    let ends: Vec<u32> = atoms.list.iter().map(|a| a.end).collect();
    let joiner = Joiner { scope, links: &atoms.links, behind: &atoms.behind, inner: &atoms.inner, ends };
    let mut drafts = joiner.fold(&atoms.list);
    joiner.take_turns(&mut drafts);
    joiner.spread_plural(&mut drafts);
    for draft in &mut drafts {
        joiner.tie(draft);
    }
    joiner.lists(&mut drafts);
    share_links(&mut drafts);
    drafts
}

/// The parties of a row share the link of the first, or of the last where links stand behind.
fn share_links(drafts: &mut [Draft]) {
    for index in 1..drafts.len() {
        if drafts[index].listed && drafts[index].link.is_none() {
            drafts[index].link = drafts[index - 1].link;
        }
    }
    for index in (1..drafts.len()).rev() {
        let (before, after) = drafts.split_at_mut(index);
        let (one, next) = (&mut before[index - 1], &after[0]);
        if next.listed && next.behind && one.link.is_none() {
            (one.link, one.behind) = (next.link, true);
        }
    }
}

pub(crate) struct Joiner<'a> {
    pub(crate) scope: &'a Scope<'a>,
    pub(crate) links: &'a [(u32, u32, Link)],
    pub(crate) behind: &'a [(u32, u32, Link)],
    inner: &'a [Atom],
    /// Where the atoms of the sentence end.
    pub(crate) ends: Vec<u32>,
}

impl Joiner<'_> {
    fn fold(&self, list: &[Atom]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        for (index, atom) in list.iter().enumerate() {
            let gap = drafts.last().map_or(Gap::Other, |d| self.gap(d.end(), atom.first));
            let next = list.get(index + 1);
            match drafts.last_mut() {
                Some(draft)
                    if self.leads_to(draft, atom, gap)
                        || self.is_post(draft, atom, gap, next)
                        || self.is_address(draft, atom, gap) =>
                {
                    draft.area.push(atom.clone());
                }
                Some(draft) if self.joins(draft, atom, gap, next) => self.add(draft, atom.clone()),
                Some(draft) if self.is_bracketed(draft, atom) => {
                    self.add(draft, atom.clone());
                    draft.bracketed = true;
                }
                _ => self.begin(atom.clone(), &mut drafts),
            }
        }
        drafts
    }

    /// Begins a party; an office in the plural around several states begins one for each of them.
    fn begin(&self, atom: Atom, drafts: &mut Vec<Draft>) {
        if is_state(&atom) {
            drafts.push(Draft { states: vec![atom], ..Draft::default() });
            return;
        }
        let shared = self.within(&atom).filter(|s| s.is_office()).cloned().collect();
        let mut states = self.inside(&atom);
        let plural = atom.is_office() && self.is_plural(&atom);
        let others = if plural && states.len() > 1 { states.split_off(1) } else { Vec::new() };
        drafts.push(Draft { states, shared, ..Draft::of(atom.clone()) });
        drafts.extend(others.into_iter().map(|state| Draft {
            states: vec![state],
            shared: vec![atom.clone()],
            listed: true,
            ..Draft::default()
        }));
    }

    /// Whether `atom` is what the envoy before it is sent to or for.
    fn leads_to(&self, draft: &Draft, atom: &Atom, gap: Gap) -> bool {
        let office = draft.all().find_map(Atom::office);
        let Some(office) = office.filter(|_| matches!(gap, Gap::Toward | Gap::Of)) else { return false };
        let sent = |link| (self.scope.sent)(office, link);
        let mut links = self.links.iter().filter(|l| l.0 == draft.end()).map(|l| l.2);
        // A region that the pack lacks reads like a name: "for the Sahel".
        let region = atom.is_name() && (self.scope.unknown)(&self.scope.words(atom.first, atom.end));
        let toward = links.any(|link| match link {
            Link::For => sent(link),
            Link::Topic => sent(link) && !region,
            Link::To | Link::Place => sent(link) && matches!(atom.meaning(), Some(Meaning::State(_))),
            Link::Of => !region && !draft.states.is_empty() && sent(Link::For),
            _ => false,
        });
        toward && draft.name().is_none() && (region || is_state(atom)) && !is_adjective(atom)
    }

    /// "Russia's Ankara ambassador": where an envoy is sent stands between the state and the office.
    fn is_post(&self, draft: &Draft, atom: &Atom, gap: Gap, next: Option<&Atom>) -> bool {
        let bare = draft.atoms.is_empty() && !draft.states.is_empty() && draft.area.is_empty();
        let envoy = next.filter(|n| self.gap(atom.end, n.first) == Gap::Nothing).and_then(Atom::office);
        let sent = |office: &str| (self.scope.sent)(office, Link::For);
        gap == Gap::Owner && bare && is_state(atom) && !is_adjective(atom) && envoy.is_some_and(|o| sent(o))
    }

    /// "Received in Ankara Sergei Lavrov": a place behind its preposition takes nothing that follows.
    fn is_set_apart(&self, draft: &Draft) -> bool {
        let bare = draft.atoms.is_empty() && !draft.states.is_empty() && !self.is_demonym(draft);
        let placed = || self.links.iter().any(|l| l.1 == draft.first() && l.2 == Link::Place);
        bare && (self.scope.names.head_first || placed())
    }

    fn inside(&self, atom: &Atom) -> Vec<Atom> {
        self.within(atom).filter(|s| is_state(s)).cloned().collect()
    }

    pub(crate) fn within<'s>(&'s self, atom: &'s Atom) -> impl Iterator<Item = &'s Atom> {
        self.inner.iter().filter(|s| atom.first <= s.first && s.end <= atom.end)
    }

    fn add(&self, draft: &mut Draft, atom: Atom) {
        if is_state(&atom) && is_lent(draft) {
            draft.states.clear();
        }
        draft.states.extend(self.inside(&atom));
        if is_state(&atom) { draft.states.push(atom) } else { draft.atoms.push(atom) }
    }

    /// Whether `atom` belongs to the party before it.
    fn joins(&self, draft: &Draft, atom: &Atom, gap: Gap, next: Option<&Atom>) -> bool {
        let (named, ranked) = (draft.name().is_some(), draft.has_office());
        // "Speaker of the Sejm of Lithuania": a seat of power among an office's words is of the state told behind it.
        let names_it = matches!(atom.meaning(), Some(Meaning::State(_)));
        let lent = names_it && is_lent(draft);
        let stated = !(lent || draft.states.is_empty());
        let bare_state = draft.atoms.is_empty();
        let they = |a: &Atom| matches!(a.meaning(), Some(Meaning::They(_)));
        if they(atom) && gap == Gap::Of && ranked && !named && !stated {
            return true;
        }
        if draft.atoms.iter().any(they) && atom.is_office() && gap == Gap::Nothing {
            return true;
        }
        let the_offices = draft.atoms.iter().any(they) && !draft.shared.is_empty();
        if the_offices && gap == Gap::Of && is_state(atom) && !is_place(atom) && !stated {
            return true;
        }
        // "The Turkish guest".
        let guest = |a: &Atom| a.meaning() == Some(&Meaning::Other);
        if guest(atom) && gap == Gap::Nothing && bare_state && stated {
            return draft.states.iter().all(is_adjective);
        }
        // "Son hôte burkinabè", where adjectives stand behind.
        let guests = draft.atoms.len() == 1 && draft.atoms.iter().all(guest) && !stated;
        if guests && gap == Gap::Nothing && is_adjective(atom) {
            return next.is_none_or(|n| n.first != atom.end);
        }
        if gap == Gap::Nothing && self.is_host_told(draft, atom) {
            return true;
        }
        if (is_referring(draft) && !named) || referring(atom) {
            return false;
        }
        match gap {
            Gap::Nothing if self.is_set_apart(draft) => false,
            Gap::Nothing => {
                if is_state(atom) && !draft.atoms.iter().any(is_capital_word) {
                    let qualified = draft.atoms.iter().filter(|a| a.title().is_some()).all(is_status);
                    if draft.has_title() && qualified && !ranked && !named {
                        return !is_place(atom);
                    }
                    // "president-elect" is an office with what is said of its holder; a capital is owned like an office.
                    let owned = |a: &Atom| a.is_office() || is_capital_word(a) || (ranked && is_status(a));
                    let after_office =
                        draft.atoms.last().is_some_and(|a| a.end == atom.first && owned(a)) || lent;
                    // A state right behind an office owns it, in languages that need no word for "of".
                    let owner = after_office
                        && matches!(
                            atom.meaning(),
                            Some(Meaning::State(_) | Meaning::Organisation(_) | Meaning::Group(_))
                        );
                    let fits = is_adjective(atom) || owner;
                    return (!named || after_office) && !bare_state && !stated && fits;
                }
                if atom.is_name() {
                    return !named
                        && (ranked || draft.has_title() || self.is_demonym(draft))
                        && !(ranked && self.is_of_another(draft, atom))
                        && !self.is_body_of_group(draft, atom);
                }
                if is_capital_word(atom) {
                    return bare_state;
                }
                if draft.atoms.iter().any(is_capital_word) {
                    let state = matches!(atom.meaning(), Some(Meaning::State(_)));
                    return (is_adjective(atom) || state) && !stated;
                }
                if atom.title().is_some() || atom.is_office() {
                    let apposed = named
                        && (draft.states.last().is_some_and(|s| s.end == atom.first && is_adjective(s))
                            || draft
                                .atoms
                                .last()
                                .is_some_and(|a| a.end == atom.first && a.title().is_some()));
                    return apposed
                        || self.follows_name(draft, atom, next)
                        || (!named && (!bare_state || !self.is_place_only(draft)));
                }
                is_counterpart(atom) && !named
            }
            Gap::Of => {
                is_state(atom)
                    && !is_adjective(atom)
                    && (ranked || draft.atoms.iter().any(is_capital_word) || self.is_own(draft, atom))
                    && !stated
                    && !is_place(atom)
            }
            Gap::Owner => {
                let apposed = named && !ranked && draft.states.last().is_some_and(|s| s.end == draft.end());
                (bare_state || apposed)
                    && (atom.is_office()
                        || atom.is_name()
                        || atom.title().is_some()
                        || is_counterpart(atom)
                        || is_capital_word(atom))
            }
            Gap::Comma => self.apposes(draft, atom, next),
            Gap::And | Gap::Article | Gap::Toward | Gap::Other => false,
        }
    }

    /// A name and then its office, with no comma between: "王毅外长"; in a script with spaces only an office that the
    /// one named is known to have had, of the state he had it for.
    fn follows_name(&self, draft: &Draft, office: &Atom, next: Option<&Atom>) -> bool {
        let Some((name, code)) = draft.name().zip(office.office()) else { return false };
        let token = &self.scope.text.tokens[office.first as usize];
        let caseless =
            token.is_caseless(self.scope.source) && name.end == office.first && !draft.has_office();
        let adjacent = |n: &&Atom| n.first == office.end;
        let body = office.row.as_ref().is_some_and(|row| self.scope.names.is_body(row));
        if !caseless || body || next.filter(adjacent).is_some_and(Atom::is_name) {
            return false;
        }
        if token.is_ideograph(self.scope.source) {
            return token.glue == Glue::None;
        }
        let tokens = &self.scope.text.tokens[name.first as usize..name.end as usize];
        let words: Vec<&str> = tokens.iter().map(|t| t.of(self.scope.source)).collect();
        let state =
            self.within(office).find(|a| is_state(a)).or(next.filter(adjacent)).and_then(Atom::meaning);
        (self.scope.held)(&words, code) && !state.is_some_and(|s| (self.scope.foreign)(&words, s))
    }

    /// "Emmanuel Macron of France": a full name of somebody who has served that state, or whom nobody knows.
    fn is_own(&self, draft: &Draft, state: &Atom) -> bool {
        let Some((name, meaning)) = draft.name().zip(state.meaning()) else { return false };
        let words = self.scope.words(name.first, name.end);
        words.len() > 1 && matches!(meaning, Meaning::State(_)) && !(self.scope.foreign)(&words, meaning)
    }

    fn is_demonym(&self, draft: &Draft) -> bool {
        draft.states.iter().any(is_adjective)
    }

    pub(crate) fn is_place_only(&self, draft: &Draft) -> bool {
        draft.states.iter().all(is_place)
    }
}

/// Whether an office, by its code, is one that organisations have.
pub(crate) fn is_of_organisation(office: &str) -> bool {
    office.starts_with("organisation")
}

pub(crate) fn is_state(atom: &Atom) -> bool {
    atom.meaning().and_then(actor).is_some()
}

pub(crate) fn is_adjective(atom: &Atom) -> bool {
    matches!(atom.meaning(), Some(Meaning::Adjective(..)))
}

/// Whether a draft has its state from a seat of power alone, the last of the words of its office.
fn is_lent(draft: &Draft) -> bool {
    let lends = |seat: &Atom| {
        let within = |a: &Atom| a.is_office() && a.first <= seat.first && seat.end == draft.end();
        matches!(seat.meaning(), Some(Meaning::Metonym(_))) && draft.atoms.iter().any(within)
    };
    !draft.states.is_empty() && draft.states.iter().all(lends)
}

fn is_place(atom: &Atom) -> bool {
    matches!(atom.meaning(), Some(Meaning::Place(..)))
}

fn is_capital_word(atom: &Atom) -> bool {
    matches!(atom.meaning(), Some(Meaning::CapitalWord))
}

pub(crate) fn is_counterpart(atom: &Atom) -> bool {
    matches!(atom.meaning(), Some(Meaning::Counterpart))
}

/// Whether an atom says of an office that its holder is none, not yet one or only stands in.
pub(crate) fn is_status(atom: &Atom) -> bool {
    matches!(atom.title(), Some(Title::Former | Title::Acting | Title::Designate))
}

fn referring(atom: &Atom) -> bool {
    matches!(atom.meaning(), Some(Meaning::He | Meaning::They(_) | Meaning::Other))
}

fn is_referring(draft: &Draft) -> bool {
    draft.atoms.iter().any(referring)
}
