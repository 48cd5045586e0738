//! Forms that stand in two rows of one table: the reader can't tell which is meant.

use chancery_packs::{LangPack, Problem, Table};
use chancery_text::fold;
use std::collections::BTreeMap;

/// Columns that part the forms of a table into lists of their own.
const LISTS: [&str; 2] = ["class", "scope"];

/// The second and further rows of each form, in the pack's own tables.
pub fn ambiguous(pack: &LangPack) -> Vec<Problem> {
    let own = format!("lang/{}/", pack.code);
    pack.tables("").filter(|t| t.file.starts_with(&own)).flat_map(of).collect()
}

fn of(table: &Table) -> Vec<Problem> {
    let mut first: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    let mut problems = Vec::new();
    for row in table.rows().filter(|r| !r.get("form").is_empty()) {
        let lists = LISTS.iter().map(|c| row.get(c).to_owned());
        for form in row.get("form").split('|').filter(|_| !row.get("form").contains(['(', '['])) {
            let key: Vec<String> = lists.clone().chain([fold(form.trim()).to_string()]).collect();
            let line = row.place().line;
            let old = *first.entry(key).or_insert(line);
            if old != line {
                let message = format!("\"{}\" stands in line {old} too", form.trim());
                problems.push(Problem { file: table.file.to_string(), line, message });
            }
        }
        if row.get("form").contains(['(', '[']) {
            let key: Vec<String> = lists.chain([row.get("form").to_owned()]).collect();
            let line = row.place().line;
            let old = *first.entry(key).or_insert(line);
            if old != line {
                let message = format!("\"{}\" stands in line {old} too", row.get("form"));
                problems.push(Problem { file: table.file.to_string(), line, message });
            }
        }
    }
    problems
}
