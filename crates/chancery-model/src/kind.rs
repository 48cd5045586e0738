//! The closed word lists of the record: kinds, statuses, levels.

/// A word that is not in a closed list.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("expected one of {expected}, got \"{got}\"")]
pub struct UnknownWord {
    /// The list.
    pub expected: String,
    /// What came.
    pub got: String,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The word as it is written in JSON, tables and arguments.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(word: &str) -> Result<$name, $crate::UnknownWord> {
                $name::ALL.iter().copied().find(|w| w.as_str() == word).ok_or_else(|| $crate::UnknownWord {
                    expected: $name::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(", "),
                    got: word.to_owned(),
                })
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The channel of a contact.
    Kind {
        /// A telephone call.
        Call = "call",
        /// People in one room.
        Meeting = "meeting",
        /// A journey to the other side's soil.
        Visit = "visit",
        /// A video conference.
        Video = "video",
        /// A letter, note or telegram.
        Message = "message",
        /// A contact whose channel the text leaves open.
        Contact = "contact",
    }
}

impl Kind {
    /// Whether two kinds can name one encounter: in person together, at a distance together, `contact` with any.
    pub fn compatible(self, other: Kind) -> bool {
        use Kind::{Contact, Meeting, Visit};
        let in_person = |k| matches!(k, Meeting | Visit);
        self == Contact || other == Contact || in_person(self) == in_person(other)
    }
}

words! {
    /// What became of a contact.
    Status {
        /// It took place, or has begun.
        Held = "held",
        /// Agreed or announced.
        Planned = "planned",
        /// Invited or suggested, not agreed.
        Proposed = "proposed",
        /// Called off.
        Cancelled = "cancelled",
        /// Put off to another day.
        Postponed = "postponed",
        /// Asked for and declined.
        Refused = "refused",
        /// Said not to have taken place.
        Denied = "denied",
    }
}

words! {
    /// The rank of an office, highest first.
    Level {
        /// Heads of state and of government.
        Head = "head",
        /// Ministers and those of equal rank.
        Minister = "minister",
        /// Deputies.
        Deputy = "deputy",
        /// Chiefs of staff and commanders.
        Military = "military",
        /// Special envoys and ambassadors.
        Envoy = "envoy",
        /// Spokespersons.
        Spokesperson = "spokesperson",
        /// Anyone else in office.
        Official = "official",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse::<Kind>().unwrap(), *kind);
        }
        let error = "talk".parse::<Kind>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected one of call, meeting, visit, video, message, contact, got \"talk\""
        );
        assert!(Kind::Call.compatible(Kind::Video) && !Kind::Call.compatible(Kind::Visit));
    }
}
