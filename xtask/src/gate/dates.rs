//! Which dates the measure counts as right.

/// First and last day of an EDTF date, each as `YYYY-MM-DD` with `XXXX` kept for a year that is not told.
type Days = (String, String);

/// Marks of doubt, which the measure does not compare.
const DOUBT: [char; 3] = ['?', '~', '%'];

/// Whether a predicted date is right: both denote the same days. Where the gold has no date, a date that says
/// that it is in doubt, or is longer than a day, is no error.
pub fn right(gold: Option<&str>, predicted: Option<&str>) -> bool {
    let (gold, days) = (gold.and_then(days), predicted.and_then(days));
    match (gold, days) {
        (None, None) => true,
        (None, Some((first, last))) => predicted.is_some_and(|p| p.contains(DOUBT)) || first != last,
        (Some(_), None) => false,
        (Some(gold), Some(days)) => {
            let open = |days: &Days| days.0.starts_with("XXXX");
            if !open(&gold) && !open(&days) {
                return gold == days;
            }
            open(&gold) && gold.0[4..] == days.0[4..] && gold.1[4..] == days.1[4..]
        }
    }
}

/// None where the date is absent or malformed.
fn days(date: &str) -> Option<Days> {
    let date: String = date.chars().filter(|c| !DOUBT.contains(c)).collect();
    if date.is_empty() {
        return None;
    }
    let (first, last) = date.split_once('/').unwrap_or((&date, &date));
    Some((day(first, "01", "01")?, day(last, "12", "31")?))
}

fn day(end: &str, month: &str, day: &str) -> Option<String> {
    let is_number = |text: &str, width| text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = end.trim().split('-').collect();
    let year = *parts.first()?;
    let rest_is_right = parts.len() <= 3 && parts[1..].iter().all(|p| is_number(p, 2));
    if !rest_is_right || !(is_number(year, 4) || year == "XXXX") {
        return None;
    }
    Some(format!("{year}-{}-{}", parts.get(1).unwrap_or(&month), parts.get(2).unwrap_or(&day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_days_are_right() {
        let check = |gold: &str, predicted: &str, expected: bool| {
            let given = |date: &str| (!date.is_empty()).then(|| date.to_owned());
            let got = right(given(gold).as_deref(), given(predicted).as_deref());
            assert_eq!(got, expected, "{gold} {predicted}");
        };
        check("2024-04-03", "2024-04-03", true);
        check("2024-04-03", "2024-04-03?", true);
        check("2024-04-03", "2024-04", false);
        check("2024-04", "2024-04-01/2024-04-31", true);
        check("2024", "2024-01/2024-12", true);
        check("2024-04-03", "", false);
        check("", "", true);
        check("", "2024-04-03", false);
        check("", "2024-04-03~", true);
        check("", "2024-04", true);
        check("", "soon", true);
        check("XXXX-04-26", "XXXX-04-26", true);
        check("XXXX-04-26", "2024-04-26", true);
        check("2024-04-26", "XXXX-04-26", false);
    }
}
