//! The day of publication, from structured sources only: a field, the head, `<time>`, the address.

use crate::html::Meta;
use chancery_model::{Edtf, Page, Premise, Sourced};
use jiff::civil::Date;

/// The day that the most trusted source gives. Days are as written there, whatever the time zone.
pub(crate) fn day(page: &Page, meta: &Meta) -> Option<Sourced<Edtf>> {
    let field = page.published.iter().map(|w| ("published field", w.as_str(), field(w)));
    let mut dates: Vec<_> = meta.dates.iter().collect();
    dates.sort_by_key(|(source, _)| *source);
    let found =
        dates.into_iter().map(|(source, w)| (source.rule(), w.as_str(), written_day(w).map(Edtf::day)));
    let address = page.url.iter().map(|u| ("date in the address", u.as_str(), in_address(u).map(Edtf::day)));
    field.chain(found).chain(address).find_map(|(rule, says, value)| {
        let premise = Premise { page: None, span: None, says: format!("{rule}: {says}") };
        Some(Sourced::inferred(value?, rule, vec![premise]))
    })
}

/// A declared field: a day, a date with time, or a coarser EDTF date.
fn field(written: &str) -> Option<Edtf> {
    let written = written.trim();
    written_day(written).map(Edtf::day).or_else(|| written.parse().ok())
}

/// The day at the start of an ISO 8601 text, or in an RFC 2822 one.
fn written_day(written: &str) -> Option<Date> {
    let written = written.trim();
    leading_day(written).or_else(|| {
        let zoned = jiff::fmt::rfc2822::parse(written).ok()?;
        sensible(zoned.date())
    })
}

/// `2024-04-03`, `2024/04/03`, `20240403`, and a time or nothing behind it.
fn leading_day(written: &str) -> Option<Date> {
    let bytes = written.as_bytes();
    let (year, month, day, rest) = match bytes.get(4)? {
        separator @ (b'-' | b'/') => {
            (bytes.get(7)? == separator).then_some(())?;
            (written.get(..4)?, written.get(5..7)?, written.get(8..10)?, written.get(10..)?)
        }
        _ => (written.get(..4)?, written.get(4..6)?, written.get(6..8)?, written.get(8..)?),
    };
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(())?;
    digits(year, month, day)
}

fn digits(year: &str, month: &str, day: &str) -> Option<Date> {
    let plain = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    (plain(year) && plain(month) && plain(day)).then_some(())?;
    sensible(Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?)
}

/// No page was published before 1900, and none dates itself to after 2099.
fn sensible(date: Date) -> Option<Date> {
    (1900..=2099).contains(&date.year()).then_some(date)
}

/// `/2024/04/03/`, `/2024/4/3/` or `2024-04-03` in an address. Its query is not looked at.
fn in_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let parts: Vec<&str> = path.split('/').collect();
    let slashed = parts.windows(3).find_map(|w| match w {
        [y, m, d] if y.len() == 4 && matches!(m.len(), 1 | 2) && matches!(d.len(), 1 | 2) => digits(y, m, d),
        _ => None,
    });
    slashed.or_else(|| parts.iter().find_map(|p| dashed(p)))
}

/// `2024-04-03` with no digit on either side.
fn dashed(part: &str) -> Option<Date> {
    let bytes = part.as_bytes();
    let digit = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
    (0..bytes.len().saturating_sub(9)).find_map(|i| {
        let written = part.get(i..i + 10)?;
        let clear = !digit(i.checked_sub(1)) && !digit(Some(i + 10));
        let dashed = written.as_bytes()[4] == b'-' && written.as_bytes()[7] == b'-';
        (clear && dashed).then(|| leading_day(written)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_written() {
        for (written, expected) in [
            ("2024-04-03", Some("2024-04-03")),
            ("2024-04-03T23:30:00-05:00", Some("2024-04-03")),
            ("2024/04/03 10:00", Some("2024-04-03")),
            ("20240403", Some("2024-04-03")),
            ("20240403T101500Z", Some("2024-04-03")),
            ("Wed, 03 Apr 2024 10:00:00 GMT", Some("2024-04-03")),
            ("2024-02-30", None),
            ("3024-02-03", None),
            ("1712138400", None),
            ("2024é04-03", None),
            ("", None),
        ] {
            assert_eq!(written_day(written).map(|d| d.to_string()).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn days_in_addresses() {
        for (url, expected) in [
            ("https://x.example/2024/04/03/call", Some("2024-04-03")),
            ("https://x.example/news/2024/4/3/call.html", Some("2024-04-03")),
            ("https://x.example/world/call-2024-04-03-paris", Some("2024-04-03")),
            ("https://x.example/2024/04/call", None),
            ("https://x.example/id/12024-04-03", None),
            ("https://x.example/?d=2024-04-03", None),
            ("https://x.example/2024/13/03/", None),
            ("", None),
        ] {
            assert_eq!(in_address(url).map(|d| d.to_string()).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn a_field_may_be_coarser_than_a_day() {
        assert_eq!(field("2024-04").map(|e| e.to_string()).as_deref(), Some("2024-04"));
        assert_eq!(field("yesterday"), None);
    }
}
