//! What sort of time an expression is, as those who weigh it ask.

use super::{Base, Calendar, Core, Expr, Slice, System, Which};
use crate::Unit;

impl Expr {
    /// Whether it is a week so many weeks off: "last week", "two weeks ago".
    pub fn is_week(&self) -> bool {
        let unit = match self.core {
            Core::Period { unit, .. } | Core::Offset { unit, .. } | Core::Within { unit, .. } => unit,
            _ => return false,
        };
        unit == Unit::Week
    }

    /// Whether it is a season: "in the autumn".
    pub fn is_season(&self) -> bool {
        let season = |slice: &Slice| !matches!(slice, Slice::Quarter(_) | Slice::Half(_));
        matches!(&self.core, Core::Slice { slice, .. } if season(slice))
    }

    /// Whether it is counted from the day the text last spoke of: "the day before".
    pub fn is_of_narrative(&self) -> bool {
        self.core.base() == Base::Narrative
    }

    /// Whether it is a time of the day alone.
    pub fn is_clock(&self) -> bool {
        matches!(self.core, Core::Clock)
    }

    /// Whether it is a bare weekday.
    pub fn is_weekday(&self) -> bool {
        let bare = |c: &Calendar| c.weekday.is_some() && c.day.is_none() && c.which == Which::Bare;
        matches!(&self.core, Core::Calendar(c) if bare(c))
    }

    /// Whether it is a day whose month the words leave open: "the 15th".
    pub fn lacks_month(&self) -> bool {
        let alone =
            |c: &Calendar| c.day.is_some() && c.month.is_none() && c.year.is_none() && c.weekday.is_none();
        matches!(&self.core, Core::Calendar(c) if alone(c) && c.which == Which::Bare)
    }

    /// Whether it is a month, or a day of one, whose year the words leave open: "in June".
    pub fn lacks_year(&self) -> bool {
        let open = |c: &Calendar| c.month.is_some() && c.year.is_none() && c.system == System::Gregorian;
        matches!(&self.core, Core::Calendar(c) if open(c) && matches!(c.which, Which::Bare | Which::Near))
    }
}
