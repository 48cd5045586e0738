//! When an article was written, as far as it can be told.

use crate::{Edtf, Sourced};
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// The date of an article: a day, a day without its year, or only bounds. Never the day of reading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dating {
    /// The day of publication, or what is known of it; its year may be unknown.
    pub date: Option<Sourced<Edtf>>,
    /// The weekday, where the text tells it beside a date without a year.
    #[serde(default, with = "weekday", skip_serializing_if = "Option::is_none")]
    pub weekday: Option<Weekday>,
    /// A day before which the article cannot have been written.
    pub not_before: Option<Sourced<Date>>,
    /// A day after which it cannot have been written.
    pub not_after: Option<Sourced<Date>>,
}

impl Dating {
    /// First day on which the article can have been written.
    pub fn earliest(&self) -> Option<Date> {
        let told = self.date.as_ref().and_then(|d| d.value.earliest());
        told.or_else(|| self.not_before.as_ref().map(|d| d.value))
    }

    /// Last day on which it can have been written.
    pub fn latest(&self) -> Option<Date> {
        let told = self.date.as_ref().and_then(|d| d.value.latest());
        told.or_else(|| self.not_after.as_ref().map(|d| d.value))
    }

    /// Moves the lower bound up to `bound`, if it is later than what stands.
    pub fn after(&mut self, bound: Sourced<Date>) {
        if self.not_before.as_ref().is_none_or(|old| old.value < bound.value) {
            self.not_before = Some(bound);
        }
    }

    /// Moves the upper bound down to `bound`, if it is earlier than what stands.
    pub fn before(&mut self, bound: Sourced<Date>) {
        if self.not_after.as_ref().is_none_or(|old| old.value > bound.value) {
            self.not_after = Some(bound);
        }
    }
}

/// Weekdays in JSON: 1 for Monday to 7 for Sunday, as ISO 8601 numbers them.
mod weekday {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands the field over by reference")]
    pub(super) fn serialize<S: Serializer>(day: &Option<Weekday>, out: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => out.serialize_i8(day.to_monday_one_offset()),
            None => out.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Weekday>, D::Error> {
        let number = Option::<i8>::deserialize(input)?;
        number.map(|n| Weekday::from_monday_one_offset(n).map_err(serde::de::Error::custom)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_only_tighten() {
        let day = |d| Sourced::inferred(Date::constant(2024, 4, d), "test", Vec::new());
        let mut dating = Dating { weekday: Some(Weekday::Wednesday), ..Dating::default() };
        dating.after(day(3));
        dating.after(day(1));
        dating.before(day(9));
        assert_eq!(
            (dating.earliest(), dating.latest()),
            (Some(Date::constant(2024, 4, 3)), Some(Date::constant(2024, 4, 9)))
        );
        let json = serde_json::to_string(&dating).unwrap();
        assert!(json.contains("\"weekday\":3"));
        assert_eq!(serde_json::from_str::<Dating>(&json).unwrap(), dating);
    }
}
