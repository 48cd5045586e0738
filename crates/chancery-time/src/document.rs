//! When an article was written, from what it shows of it.
//!
//! Evidence in falling rank: the structured field; a full date in a stamp above the body; a dateline; a
//! stamp below the body; readers' comments; a day without its year above the body. A date in running text,
//! or the year of a copyright notice, is no evidence.

use crate::{
    Core, Mention, Relation, Which,
    page::{Layout, Zone},
};
use chancery_model::{Article, BlockKind, Dating, Edtf, Point, Premise, Sourced, Span};
use chancery_text::{Glue, Text, Token, TokenKind};
use jiff::civil::{Date, Weekday};

/// A day that the page tells, with its year or without.
struct Seen<'a> {
    mention: &'a Mention,
    block: u32,
    point: Point,
    weekday: Option<Weekday>,
}

/// What a page tells of its own date.
struct Evidence<'a> {
    source: &'a str,
    tokens: &'a [Token],
    layout: Layout,
    seen: Vec<Seen<'a>>,
}

/// The date of an article, as far as the page tells it. `mentions` are those of the whole text, each with
/// the index of its sentence, in text order. Every value is stated by words, or inferred from named ones.
pub fn document_date(article: &Article, text: &Text, mentions: &[(usize, Mention)]) -> Dating {
    let evidence = Evidence::new(article, text, mentions);
    let mut dating = Dating::default();
    evidence.bound_by_comments(&mut dating);
    if let Some(field) = &article.published {
        dating.date = evidence.listed(field).or_else(|| Some(field.clone()));
        return dating;
    }
    let told = evidence.stamp_above().or_else(|| evidence.dateline(true));
    let told = told.map(|s| Sourced::stated(Edtf::Point(s.point), vec![s.mention.span]));
    dating.date = told.or_else(|| evidence.completed(article)).or_else(|| evidence.stamp_below());
    if dating.date.is_none() {
        dating.date = evidence.day_of_comments();
    }
    if dating.date.is_none()
        && let Some(seen) = evidence.yearless()
    {
        dating.date = Some(Sourced::stated(Edtf::Point(seen.point), vec![seen.mention.span]));
        dating.weekday = seen.weekday;
    }
    dating
}

impl<'a> Evidence<'a> {
    fn new(article: &'a Article, text: &'a Text, mentions: &'a [(usize, Mention)]) -> Evidence<'a> {
        let seen = mentions.iter().filter_map(|(sentence, mention)| {
            let Core::Calendar(c) = &mention.expr.core else { return None };
            let point = Point::new(c.year, c.month, Some(c.day?))?;
            let plain = mention.expr.relation == Relation::On
                && matches!(c.which, Which::Bare | Which::Near | Which::This);
            let block = text.sentences.get(*sentence)?.block;
            plain.then_some(Seen { mention, block, point, weekday: c.weekday })
        });
        let layout = Layout::of(article, text);
        Evidence { source: &article.text, tokens: &text.tokens, seen: seen.collect(), layout }
    }

    /// A field whose day stands on the page only among links to other articles: that of the collection, by which
    /// the article can be some days old. Its month is all it tells.
    fn listed(&self, field: &Sourced<Edtf>) -> Option<Sourced<Edtf>> {
        if self.stamp_above().or_else(|| self.dateline(true)).is_some() {
            return None;
        }
        let day = field.value.earliest()?;
        let same = |s: &&Seen<'_>| Self::is_full(s) && s.point.earliest() == Some(day);
        let mut shown = self.seen.iter().filter(same).peekable();
        let first = *shown.peek()?;
        if shown.any(|s| self.kind(s) != BlockKind::ReadAlso) {
            return None;
        }
        let month = Edtf::month(day.year(), day.month())?;
        let premise = Premise::words(first.mention.span, self.source);
        let rule = "the day stands only among links to other articles";
        Some(Sourced::inferred(month, rule, vec![premise]))
    }

    fn kind(&self, seen: &Seen<'_>) -> BlockKind {
        self.layout.kinds[seen.block as usize]
    }

    fn is_full(seen: &Seen<'_>) -> bool {
        seen.point.year().is_some_and(|y| (1900..=2099).contains(&y))
    }

    /// The best full date above the body: in a stamp, else in a line that holds little else.
    fn stamp_above(&self) -> Option<&Seen<'a>> {
        let above = self.seen.iter().filter(|s| Self::is_full(s) && self.layout.zone(s.block) == Zone::Above);
        above.filter_map(|s| Some((self.stamp_rank(s)?, s))).min_by_key(|(rank, _)| *rank).map(|(_, s)| s)
    }

    /// How much a line looks like a stamp: 0 is best; none where it does not.
    fn stamp_rank(&self, seen: &Seen<'_>) -> Option<u8> {
        match self.kind(seen) {
            BlockKind::Stamp => Some(0),
            BlockKind::Comment | BlockKind::ReadAlso | BlockKind::Caption => None,
            kind if self.is_line_of_date(seen) => Some(match kind {
                BlockKind::Paragraph | BlockKind::Heading => 1,
                BlockKind::Boilerplate => 2,
                _ => 3,
            }),
            _ => None,
        }
    }

    /// Whether the line of a date holds few other words, or the date stands by itself between marks or at an end.
    fn is_line_of_date(&self, seen: &Seen<'_>) -> bool {
        let (first, end) = self.layout.tokens[seen.block as usize];
        let others =
            self.tokens[first as usize..end as usize].iter().filter(|t| t.kind == TokenKind::Word).count();
        let dated = (seen.mention.end - seen.mention.first) as usize;
        let at_edge = seen.mention.first == first || seen.mention.end == end;
        let apart = |at: u32| {
            let token = self.tokens.get(at as usize).filter(|_| (first..end).contains(&at));
            token.is_none_or(|t| t.kind == TokenKind::Mark && !t.is(self.source, "."))
        };
        let marked = apart(seen.mention.first.wrapping_sub(1)) && apart(seen.mention.end);
        others <= dated + 6 || (others <= 24 && (at_edge || marked)) || (others <= 40 && marked)
    }

    /// The first dateline, with a full date or with one that lacks the year.
    fn dateline(&self, full: bool) -> Option<&Seen<'a>> {
        let datelines = self.seen.iter().filter(|s| Self::is_full(s) == full && self.is_dateline(s));
        datelines.min_by_key(|s| s.mention.first)
    }

    /// Whether a date opens a block as `PARIS, July 13. / TASS /` does: only names and marks before it, a mark
    /// right before it, and a dash, slash or bracket behind it; or, behind a name, a full stop.
    fn is_dateline(&self, seen: &Seen<'_>) -> bool {
        let zone = self.layout.zone(seen.block);
        let early = zone == Zone::Above || self.layout.is_opening(seen.block);
        let (first, _) = self.layout.tokens[seen.block as usize];
        let before = &self.tokens[first as usize..seen.mention.first as usize];
        let is_name = |t: &Token| t.kind == TokenKind::Mark || t.capital || t.glue == Glue::Hyphen;
        let named = before.len() <= 10 && before.iter().all(is_name);
        let parted = before.last().is_none_or(|t| t.kind == TokenKind::Mark);
        let mut after = self.tokens[seen.mention.end as usize..].iter();
        let mut next = after.next();
        let stopped = next.is_some_and(|t| t.is(self.source, "."));
        if stopped {
            next = after.next();
        }
        let ends = stopped && before.iter().any(|t| t.kind == TokenKind::Word && t.capital);
        let closed = ends
            || next.is_some_and(|t| {
                t.kind == TokenKind::Mark
                    && matches!(t.of(self.source), "(" | "—" | "–" | "-" | "/" | ":" | "|" | "[" | "·")
            });
        early && named && parted && closed && self.kind(seen) != BlockKind::Comment
    }

    /// A yearless dateline or line with the year that other evidence gives: the address, or a stamp below.
    fn completed(&self, article: &Article) -> Option<Sourced<Edtf>> {
        let day = self.yearless()?;
        let premise =
            |span: Span, says: &str| Premise { page: None, span: Some(span), says: says.to_owned() };
        if let Some(year) = article.url.as_deref().and_then(year_in_address) {
            let point = day.point.in_year(year)?;
            let address = Premise { page: None, span: None, says: format!("the address holds {year}") };
            let premises = vec![premise(day.mention.span, "day and month"), address];
            return Some(Sourced::inferred(Edtf::Point(point), "year of the address", premises));
        }
        let stamp = self.stamps_below().next()?;
        let limit = stamp.point.earliest()?;
        let years = [limit.year(), limit.year() - 1];
        let point = years
            .iter()
            .filter_map(|y| day.point.in_year(*y))
            .find(|p| p.earliest().is_some_and(|d| d <= limit))?;
        let premises = vec![premise(day.mention.span, "day and month"), premise(stamp.mention.span, "stamp")];
        Some(Sourced::inferred(Edtf::Point(point), "year of the stamp below", premises))
    }

    /// Full dates below the body that stand in stamps.
    fn stamps_below(&self) -> impl Iterator<Item = &Seen<'a>> {
        self.seen.iter().filter(|s| {
            let kind = self.kind(s);
            let stamped = kind == BlockKind::Stamp || self.has_clock(s);
            let open = !matches!(kind, BlockKind::Comment | BlockKind::Caption);
            Self::is_full(s) && open && stamped && self.layout.zone(s.block) == Zone::Below
        })
    }

    /// Whether a clock time stands beside or inside the date.
    fn has_clock(&self, seen: &Seen<'_>) -> bool {
        let inside =
            (seen.mention.first..seen.mention.end).any(|i| self.tokens[i as usize].is(self.source, ":"));
        let end = seen.mention.end as usize;
        let beside =
            self.tokens[end..].iter().take(4).any(|t| t.is(self.source, ":") && t.glue == Glue::None);
        inside || (beside && self.tokens.get(end).is_some_and(|t| t.kind != TokenKind::Word))
    }

    fn stamp_below(&self) -> Option<Sourced<Edtf>> {
        let stamp = self.stamps_below().next()?;
        let premise =
            Premise { page: None, span: Some(stamp.mention.span), says: "first stamp below the body".into() };
        Some(Sourced::inferred(Edtf::Point(stamp.point), "stamp below the body", vec![premise]))
    }

    fn comment_days(&self) -> Vec<(Date, Span)> {
        let comments = self.seen.iter().filter(|s| Self::is_full(s) && self.kind(s) == BlockKind::Comment);
        let comments = comments.filter(|s| self.has_clock(s) || self.is_line_of_date(s));
        comments.filter_map(|s| Some((s.point.earliest()?, s.mention.span))).collect()
    }

    /// An article is not younger than the first comment on it.
    fn bound_by_comments(&self, dating: &mut Dating) {
        if let Some((day, span)) = self.comment_days().into_iter().min() {
            let premise = Premise { page: None, span: Some(span), says: "earliest comment".into() };
            dating.before(Sourced::inferred(day, "not after its comments", vec![premise]));
        }
    }

    /// The day of the comments, where all are of one day.
    fn day_of_comments(&self) -> Option<Sourced<Edtf>> {
        let days = self.comment_days();
        let (day, _) = *days.first()?;
        if days.iter().any(|(d, _)| *d != day) {
            return None;
        }
        let premise = |span| Premise { page: None, span: Some(span), says: "stamp of a comment".into() };
        let premises = days.into_iter().map(|(_, span)| premise(span)).collect();
        Some(Sourced::inferred(Edtf::day(day), "comments of the day", premises))
    }

    /// A day without its year in a dateline, or above the body in a stamp or beside its weekday.
    fn yearless(&self) -> Option<&Seen<'a>> {
        let above = self.seen.iter().filter(|s| {
            let shown = self.kind(s) == BlockKind::Stamp || s.weekday.is_some() || self.is_short(s);
            let open = !matches!(self.kind(s), BlockKind::Comment | BlockKind::ReadAlso | BlockKind::Caption);
            s.point.year().is_none() && shown && open && self.layout.zone(s.block) == Zone::Above
        });
        self.dateline(false).or_else(|| above.min_by_key(|s| s.mention.first))
    }

    /// Whether a line is a date and at most a few words, the date first or last.
    fn is_short(&self, seen: &Seen<'_>) -> bool {
        let (first, end) = self.layout.tokens[seen.block as usize];
        let edge = seen.mention.first == first || seen.mention.end == end;
        edge && end - first <= seen.mention.end - seen.mention.first + 5
    }
}

/// A year that stands alone between slashes or hyphens of an address's path.
fn year_in_address(url: &str) -> Option<i16> {
    let path = url.split(['?', '#']).next()?;
    let host_end = path.find("://").map_or(0, |i| i + 3);
    let mut parts = path[host_end..].split(['/', '-', '_', '.']).skip(1);
    parts.find_map(|p| p.parse::<i16>().ok().filter(|y| p.len() == 4 && (1990..=2099).contains(y)))
}
