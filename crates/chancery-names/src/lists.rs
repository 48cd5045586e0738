//! Parties in a row: an office told once for several states, lists, and the word that ties each party to the sentence.

use crate::{
    atoms::Atom,
    gap::Gap,
    join::{Draft, Joiner, is_adjective, is_counterpart},
    lexis::{Link, Meaning},
};
use chancery_text::{Glue, TokenKind};

impl Joiner<'_> {
    /// "the foreign ministers of Russia and France", "the Russian and French ministers": one party each.
    pub(crate) fn spread_plural(&self, drafts: &mut [Draft]) {
        let mut index = 0;
        while index < drafts.len() {
            let Some(office) = self.plural_office(drafts, index) else {
                index += 1;
                continue;
            };
            let after = self.listed_after(drafts, index);
            let before = self.listed_before(drafts, index);
            for at in after.into_iter().chain(before) {
                if !drafts[at].shared.iter().any(|s| s.first == office.first) {
                    drafts[at].shared.push(office.clone());
                }
            }
            index += 1;
        }
    }

    fn plural_office(&self, drafts: &[Draft], index: usize) -> Option<Atom> {
        let draft = &drafts[index];
        let office = draft.all().find(|a| a.is_office() || is_counterpart(a))?;
        let several = self.is_plural(office) || self.is_stacked(drafts, index);
        let plural = draft.name().is_none() && !draft.states.is_empty() && several;
        plural.then(|| office.clone())
    }

    /// "中法外长": two states before one office, with nothing between them.
    fn is_stacked(&self, drafts: &[Draft], index: usize) -> bool {
        let Some(before) = index.checked_sub(1).map(|at| &drafts[at]) else { return false };
        let letter = |a: &Atom| self.scope.text.tokens[a.first as usize].is_ideograph(self.scope.source);
        before.atoms.is_empty()
            && before.states.iter().all(|s| is_adjective(s) && letter(s))
            && before.end() == drafts[index].first()
    }

    pub(crate) fn is_plural(&self, atom: &Atom) -> bool {
        // "minister of the armed forces": what stands after the preposition is not the head of the words.
        let of = |i: u32| self.links.iter().any(|l| l.0 == i && l.2 == Link::Of);
        (atom.first..atom.end)
            .take_while(|i| *i == atom.first || !of(*i))
            .any(|i| self.scope.lexicon.tags(&self.scope.text.tokens[i as usize]).any(|t| t == "plural"))
    }

    fn listed_after(&self, drafts: &[Draft], index: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut end = drafts[index].end();
        for (at, draft) in drafts.iter().enumerate().skip(index + 1) {
            let gap = self.gap(end, draft.first());
            if !matches!(gap, Gap::And | Gap::Comma) || !draft.atoms.is_empty() || self.is_place_only(draft) {
                break;
            }
            found.push(at);
            end = draft.end();
        }
        let adjectives = |d: &Draft| d.states.iter().all(is_adjective);
        let office_end = drafts[index].atoms.iter().map(|a| a.end).max().unwrap_or(0);
        let follows = drafts[index].states.iter().all(|s| s.first >= office_end);
        let postposed = follows && found.iter().all(|&at| adjectives(&drafts[at]));
        if adjectives(&drafts[index]) && !postposed { Vec::new() } else { found }
    }

    fn listed_before(&self, drafts: &[Draft], index: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut first = drafts[index].first();
        // A state's name right before the office, in languages where it needs no other form there.
        let head = drafts[index].atoms.iter().map(|a| a.first).min();
        let named = drafts[index].states.iter().any(|s| !is_adjective(s) && Some(s.end) == head);
        for at in (0..index).rev() {
            let draft = &drafts[at];
            let adjectives = draft.states.iter().all(is_adjective);
            let states = draft.atoms.is_empty() && (adjectives || (named && !self.is_place_only(draft)));
            let gap = self.gap(draft.end(), first);
            if !states || !matches!(gap, Gap::And | Gap::Comma | Gap::Nothing) {
                break;
            }
            found.push(at);
            first = draft.first();
        }
        found
    }

    /// Marks the parties that are joined to the one before them: by "and", or by commas in a row that ends in "and".
    pub(crate) fn lists(&self, drafts: &mut [Draft]) {
        for index in (1..drafts.len()).rev() {
            let gap = self.gap(drafts[index - 1].end(), drafts[index].first());
            // "After the talk with A B left": behind a preposition, a second name begins something else.
            let pair = gap == Gap::Nothing
                && drafts[index - 1].name().is_some()
                && drafts[index].name().is_some()
                && drafts[index - 1].link.is_none();
            let goes_on = drafts.get(index + 1).is_some_and(|next| next.listed);
            // "In Helsinki, Putin and Trump met": a place before the comma is none of them.
            let bare = |d: &Draft| d.atoms.is_empty() && !d.states.iter().any(is_adjective);
            let before = &drafts[index - 1];
            let set_apart = matches!(before.link, Some(Link::Place | Link::Of | Link::By))
                && bare(before)
                && !bare(&drafts[index]);
            // "At Gimhae, Putin and Trump met": a place that nobody knows.
            let unknown = |d: &Draft| {
                let lone = d.states.is_empty() && !d.has_office() && !d.has_title();
                let name = d.name().filter(|_| lone && d.link == Some(Link::Place));
                name.is_some_and(|n| (self.scope.unknown)(&self.scope.words(n.first, n.end)))
            };
            let and = |l: &(u32, u32, Link)| l.0 == drafts[index - 1].end() && l.2 == Link::And;
            if gap == Gap::And && drafts[index - 1].behind && self.links.iter().any(and) {
                (drafts[index - 1].link, drafts[index - 1].behind) = (None, false);
            }
            // "A (Paraguay), B (Ecuador), C (Uruguay)".
            let bracketed = drafts[index - 1].bracketed && drafts[index].bracketed;
            drafts[index].listed |= gap == Gap::And
                || pair
                || (gap == Gap::Comma
                    && (bracketed || (goes_on && !set_apart && !unknown(&drafts[index - 1]))));
        }
    }

    /// Whether a mark, a preposition, a verb or "and the" stands at a token, or the sentence ends there: no noun.
    pub(crate) fn closes(&self, at: u32) -> bool {
        let next = self.scope.text.tokens.get(at as usize).filter(|_| at < self.scope.sentence.end);
        let mark = next.is_none_or(|t| t.kind == TokenKind::Mark && t.glue != Glue::Hyphen);
        let edge = || self.scope.meant(at).any(|(m, _)| *m == Meaning::Edge);
        let article = |at: u32| self.links.iter().any(|l| l.0 == at && l.2 == Link::Article);
        let link = |l: &(u32, u32, Link)| match l.2 {
            Link::And => article(l.1),
            Link::Owner => false,
            _ => true,
        };
        mark || self.links.iter().any(|l| l.0 == at && link(l)) || edge()
    }

    /// Whether a word for "of" that is an article too ("der", "des") stands where it can be no more than that:
    /// neither behind a party's words nor behind a noun in capitals.
    fn is_mere_article(&self, first: u32, link: Link) -> bool {
        let both = || self.links.iter().any(|l| l.0 == first && l.2 == Link::Article);
        if link != Link::Of || !both() {
            return false;
        }
        let before = first.checked_sub(1).filter(|at| *at >= self.scope.sentence.first);
        let noun = |at: u32| self.ends.contains(&first) || self.scope.text.tokens[at as usize].capital;
        !before.is_some_and(noun)
    }

    /// Finds the word that ties a party to what stands before it, and whether it owns what follows.
    pub(crate) fn tie(&self, draft: &mut Draft) {
        let start = self.scope.sentence.first;
        let place_like = draft.atoms.is_empty() && !draft.states.iter().any(is_adjective);
        let mut at = draft.first();
        let mut seen = None;
        while at > start {
            let Some(&(first, _, link)) = self
                .links
                .iter()
                .filter(|l| l.1 == at && !self.is_mere_article(l.0, l.2))
                .min_by_key(|l| (l.0, std::cmp::Reverse(preference(l.2, place_like))))
            else {
                break;
            };
            at = first;
            match link {
                Link::Article => {}
                Link::Comma | Link::And => break,
                link => {
                    seen = Some(link);
                    break;
                }
            }
        }
        let behind = self.behind.iter().filter(|l| l.0 == draft.end()).max_by_key(|l| l.1);
        draft.behind = behind.is_some();
        draft.link = behind.map(|l| l.2).or(seen);
        let plural = draft.all().any(|a| !a.is_name() && self.is_plural(a));
        draft.plural = plural;
        draft.article = self.links.iter().any(|l| l.1 == draft.first() && l.2 == Link::Article);
        draft.closed = self.closes(draft.end());
        draft.noun = draft.article && draft.closed;
        draft.owns = self.links.iter().any(|l| l.0 == draft.end() && l.2 == Link::Owner);
        let follows =
            |l: &&(u32, u32, Link)| l.2 == Link::Who && (draft.end()..=draft.end() + 1).contains(&l.0);
        draft.relative = self.links.iter().any(|l| follows(&l));
    }
}

/// Which meaning of one word comes first; French "à" leads to a person and stands before a place.
pub(crate) fn preference(link: Link, place_like: bool) -> u8 {
    match link {
        Link::Of => 3,
        Link::Place if place_like => 2,
        Link::Place => 0,
        Link::To | Link::From | Link::For => 1,
        _ => 0,
    }
}
