//! Runs a pack's cases of times: the values of the expressions in a text, joined by ` ; `.
//!
//! `past: ` or `future: ` before the text tells which way a date without its year is looked for.

use chancery_contacts::CaseResult;
use chancery_model::{Article, Edtf};
use chancery_packs::{Case, LangPack, PackError};
use chancery_text::{Lexicon, LexiconBuilder, analyse};
use chancery_time::{Anchors, Direction, Times, resolve};

/// Runs the cases of `times.txt`.
///
/// # Errors
/// Where a table of times is malformed.
pub fn run_cases(pack: &LangPack) -> Result<Vec<CaseResult>, PackError> {
    let mut builder = LexiconBuilder::new(pack);
    let times = Times::install(pack, &mut builder, 0)?;
    let lexicon = builder.build();
    let mut results = Vec::new();
    for file in pack.cases.iter().filter(|f| f.subject() == "times") {
        for case in &file.cases {
            let got = value(pack, &times, &lexicon, case);
            results.push(CaseResult {
                file: file.file.clone(),
                line: case.line,
                text: case.text.clone(),
                expected: case.expected.clone(),
                passed: got == case.expected,
                got,
            });
        }
    }
    Ok(results)
}

fn value(pack: &LangPack, times: &Times, lexicon: &Lexicon, case: &Case) -> String {
    let (direction, words) = match case.text.split_once(": ") {
        Some(("past", words)) => (Direction::Past, words),
        Some(("future", words)) => (Direction::Future, words),
        _ => (Direction::Nearest, case.text.as_str()),
    };
    let document: Option<Edtf> = case.on.parse().ok();
    let mut anchors = Anchors { document, direction, ..Anchors::default() };
    let article = Article::of_lines("case", words);
    let text = analyse(&article, lexicon, &pack.abbreviations);
    let mut values = Vec::new();
    for sentence in &text.sentences {
        let matches = lexicon.matches(&text.tokens, sentence.first, sentence.end);
        for mention in times.find(&article.text, &text, sentence, &matches, lexicon) {
            if let Some(resolved) = resolve(&mention.expr, &anchors) {
                values.push(resolved.edtf.to_string());
                anchors.narrative = Some(resolved.edtf);
            }
        }
    }
    if values.is_empty() { "nothing".to_owned() } else { values.join(" ; ") }
}
