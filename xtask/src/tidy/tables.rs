//! Each table of the packs says where its rows come from, in a column `source`.
//!
//! Three kinds of tables have none: words and their inflections are grammar, for which the `sources` of
//! `pack.toml` speak, and weights are computed.

use super::Complaint;

/// Tables that need no column `source`, by their names.
const EXEMPT: [&str; 3] = ["words.tsv", "inflections.tsv", "weights.tsv"];

/// Complaints about a table without the column `source`, or with a row that leaves it empty.
pub fn check(file: &str, text: &str) -> Vec<Complaint> {
    let name = file.rsplit('/').next().unwrap_or_default();
    if !file.starts_with("packs/")
        || !name.ends_with(".tsv")
        || EXEMPT.contains(&name)
        || file.contains("/build/")
    {
        return Vec::new();
    }
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    let mut lines = lines.map(|(index, line)| (index + 1, line.split('\t').collect::<Vec<_>>()));
    let Some((line, header)) = lines.next() else {
        return vec![Complaint::new(file, 1, "expected a header row, got nothing")];
    };
    let Some(column) = header.iter().position(|h| h.trim() == "source") else {
        return vec![Complaint::new(file, line, "expected a column \"source\", got none")];
    };
    lines
        .filter(|(_, fields)| fields.get(column).is_none_or(|f| f.trim().is_empty()))
        .map(|(line, _)| Complaint::new(file, line, "expected where the row comes from, got nothing"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_say_where_they_come_from() {
        let check = |file: &str, text: &str, lines: &[usize]| {
            assert_eq!(check(file, text).iter().map(|c| c.line).collect::<Vec<_>>(), lines, "{text}");
        };
        check("packs/lang/en/contacts/cues.tsv", "# a\nform\tsource\nx\town\n\ny\t\nz\n", &[5, 6]);
        check("packs/lang/en/contacts/cues.tsv", "form\tnote\nx\ty\n", &[1]);
        check("packs/lang/en/contacts/cues.tsv", "# nothing\n", &[1]);
        check("packs/lang/en/words.tsv", "lemma\tclass\n", &[]);
        check("packs/world/README.md", "form\n", &[]);
        check("crates/a/tests/b.tsv", "form\n", &[]);
    }
}
