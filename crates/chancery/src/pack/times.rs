//! Runs a pack's cases of times.

use chancery_contacts::CaseResult;
use chancery_packs::{LangPack, PackError};
use chancery_time::Tagger;

/// Runs the cases of `times.txt`.
///
/// # Errors
/// Where a table of times is malformed.
pub fn run_cases(pack: &LangPack) -> Result<Vec<CaseResult>, PackError> {
    let tagger = Tagger::new(pack)?;
    let mut results = Vec::new();
    for file in pack.cases.iter().filter(|f| f.subject() == "times") {
        for case in &file.cases {
            let got = tagger.denoted(&case.text, case.on.parse().ok());
            let mark = if case.known_failure { "? " } else { "" };
            results.push(CaseResult {
                file: file.file.clone(),
                line: case.line,
                text: format!("{mark}{}", case.text),
                expected: case.expected.clone(),
                passed: (got == case.expected) != case.known_failure,
                got,
            });
        }
    }
    Ok(results)
}
