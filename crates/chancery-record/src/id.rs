//! Identities of contacts: short, and the same as long as the first report stands.

use crate::{group::Group, record::File, slip::Slip};
use chancery_model::Kind;
use rustc_hash::FxHashSet;

/// Hands out identities and keeps them apart.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    given: FxHashSet<String>,
}

impl Ids {
    /// `c` and ten hexadecimal digits of the FNV-1a hash of the group's first report: its page, actors,
    /// channel, date and people, all as that report tells them. First is the earliest article's.
    pub(crate) fn id(&mut self, file: &File, group: &Group) -> String {
        let slips = group.members.iter().map(|n| &file.slips[*n as usize]);
        let day = |s: &Slip| file.sheets[s.page as usize].stamp.first.as_ref().map(|b| b.day);
        let first = slips.min_by_key(|s| (day(s).is_none(), day(s), s.page, s.index));
        let text = first.map(|s| describe(file, s)).unwrap_or_default();
        (0u32..).map(|n| hash(&text, n)).find(|id| self.given.insert(id.clone())).unwrap_or_default()
    }
}

fn describe(file: &File, slip: &Slip) -> String {
    let mut text = format!("{}\n{}\n", file.sheets[slip.page as usize].id, channel(slip.kind));
    text.extend(slip.date.map(|d| d.to_string()));
    for seat in slip.seats.iter() {
        text.push('\n');
        text.push_str(file.words.text(seat.actor));
        for name in &seat.names {
            text.push('\t');
            text.push_str(file.words.text(*name));
        }
    }
    text
}

fn channel(kind: Kind) -> &'static str {
    match kind {
        Kind::Meeting | Kind::Visit => "in person",
        Kind::Call | Kind::Video => "remote",
        Kind::Message => "message",
        Kind::Contact => "contact",
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo), folded to 40 bits; `n` tells equal texts apart.
fn hash(text: &str, n: u32) -> String {
    let bytes = text.bytes().chain(n.to_le_bytes().into_iter().filter(|_| n > 0));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    format!("c{:010x}", (hash ^ hash >> 40) & 0xff_ffff_ffff)
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn identities() {
        assert_eq!(hash("a", 0).len(), 11);
        assert_eq!(hash("a", 0), hash("a", 0));
        assert_ne!(hash("a", 0), hash("a", 1));
        assert_ne!(hash("a", 0), hash("b", 0));
    }
}
