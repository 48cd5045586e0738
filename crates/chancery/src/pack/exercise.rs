//! Rows that no case of the pack exercises.

use chancery_contacts::{Reader, Reading};
use chancery_model::{Article, Edtf, Row, Sourced};
use chancery_packs::{LangPack, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that fired in no case, of those tables of the pack of which any row fired: the rest are word lists,
/// which rows refer to and which tell nothing by themselves.
pub fn idle(reader: &Reader, pack: &LangPack) -> Vec<Problem> {
    let mut fired: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for case in pack.cases.iter().flat_map(|f| &f.cases) {
        let mut article = Article::of_lines("case", &case.text);
        article.lang = Some(pack.code.clone());
        article.published =
            case.on.parse::<Edtf>().ok().map(|d| Sourced::inferred(d, "the case says so", Vec::new()));
        for row in rows(&reader.explain(&article)) {
            fired.entry(row.file.to_string()).or_default().insert(row.line);
        }
    }
    let own = format!("lang/{}/", pack.code);
    let mut problems = Vec::new();
    for table in pack.tables("").filter(|t| t.file.starts_with(&own)) {
        let Some(lines) = fired.get(&*table.file) else { continue };
        for row in table.rows().filter(|r| !lines.contains(&r.place().line)) {
            let message = format!("no case exercises \"{}\"", row.get("form"));
            problems.push(Problem { file: table.file.to_string(), line: row.place().line, message });
        }
    }
    problems
}

/// Every row that fired in a reading.
fn rows(reading: &Reading) -> impl Iterator<Item = &Row> {
    let seen = reading.sentences.iter();
    let times = seen.clone().flat_map(|s| s.times.iter().flat_map(|(_, _, rows)| rows));
    let parties = seen.flat_map(|s| s.parties.iter().flat_map(|p| &p.rows));
    let triggers = reading.traces.iter().map(|t| &t.row);
    let said = reading.reports.iter().flat_map(|r| &r.statements).flat_map(|s| &s.rows);
    let claimed = reading.reports.iter().flat_map(|r| &r.claims).flat_map(|c| &c.rows);
    let reports = reading.reports.iter().flat_map(|r| &r.rows);
    times.chain(parties).chain(triggers).chain(reports).chain(said).chain(claimed)
}
