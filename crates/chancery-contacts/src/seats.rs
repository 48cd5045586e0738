//! Where organisations sit, from `world/seats.tsv`: who travels there is received by them.

use crate::formats::codes;
use chancery_model::ActorCode;
use chancery_packs::{PackError, PackSet};
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// What sits in a city.
#[derive(Debug)]
struct Seat {
    organisations: Vec<ActorCode>,
    /// Whether the state that the city lies in is a host all the same.
    host: bool,
}

/// The organisations of each city that has some.
#[derive(Debug, Default)]
pub(crate) struct Seats(FxHashMap<CompactString, Seat>);

impl Seats {
    /// Reads the table; columns `place`, the city's name in English, `organisations`, their codes with spaces between,
    /// and `host`: `no` where a journey to the city is none to the state it lies in.
    ///
    /// # Errors
    /// Where a code is malformed.
    pub(crate) fn load(packs: &PackSet) -> Result<Seats, PackError> {
        let mut seats = FxHashMap::default();
        let table = packs.table("world/seats.tsv")?;
        for row in table.iter().flat_map(|t| t.rows()) {
            let organisations = codes(&row, "organisations")?;
            let host = match row.get("host") {
                "" => true,
                "no" => false,
                other => {
                    return Err(row.wrong("host", &format!("expected no or nothing, got \"{other}\"")));
                }
            };
            seats.insert(row.need("place")?.into(), Seat { organisations, host });
        }
        Ok(Seats(seats))
    }

    /// The organisations that sit in a city.
    pub(crate) fn organisations(&self, city: &str) -> &[ActorCode] {
        self.0.get(city).map_or(&[], |seat| &seat.organisations)
    }

    /// Whether a journey to a city is one to its state.
    pub(crate) fn is_host(&self, city: &str) -> bool {
        self.0.get(city).is_none_or(|seat| seat.host)
    }
}
