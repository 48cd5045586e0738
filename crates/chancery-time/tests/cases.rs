//! Runs `cases/times.txt` of the language packs.

use chancery_packs::{Case, PackSet};
use chancery_time::Tagger;

fn check(lang: &str) {
    let pack = PackSet::builtin().lang(lang).expect("the pack loads");
    let tagger = Tagger::new(&pack).expect("the tables load");
    let file = pack.cases.iter().find(|f| f.subject() == "times").expect("the pack has cases of times");
    let wrong: Vec<String> = file.cases.iter().filter_map(|case| difference(&tagger, case)).collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), file.cases.len(), wrong.join("\n"));
    assert!(file.cases.len() >= 60, "expected 60 cases at least, got {}", file.cases.len());
    assert!(file.negatives() * 4 >= file.cases.len(), "expected a quarter of negatives at least");
}

/// What is wrong with a case: another value, or a mark of what is not read right yet though it is.
fn difference(tagger: &Tagger, case: &Case) -> Option<String> {
    let day = (!case.on.is_empty()).then(|| case.on.parse().expect("@on holds a date"));
    let got = tagger.denoted(&case.text, day);
    let place = format!("{}: {}", case.line, case.text);
    match (got == case.expected, case.known_failure) {
        (true, false) | (false, true) => None,
        (true, true) => Some(format!("{place}\n  is read right: its mark has to go")),
        (false, false) => Some(format!("{place}\n  expected {}\n  got      {got}", case.expected)),
    }
}

/// A test for each language whose pack has cases of times.
macro_rules! languages {
    ($($name:ident $lang:literal)*) => {
        $(
            #[test]
            fn $name() {
                check($lang);
            }
        )*

        #[test]
        fn no_language_is_left_out() {
            let packs = PackSet::builtin();
            let has_cases = |lang: &&str| {
                packs.lang(lang).is_ok_and(|pack| pack.cases.iter().any(|f| f.subject() == "times"))
            };
            let mut with: Vec<&str> = packs.languages().into_iter().filter(has_cases).collect();
            with.sort_unstable();
            assert_eq!(with, [$($lang),*]);
        }
    };
}

languages! {
    arabic "ar"
    german "de"
    english "en"
    spanish "es"
    french "fr"
    italian "it"
    polish "pl"
    portuguese "pt"
    russian "ru"
    turkish "tr"
    ukrainian "uk"
    chinese "zh"
}
