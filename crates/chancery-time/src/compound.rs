//! Compounds that classes make together: `{weekday}+abend`, `{count}+tägig`.

use crate::install::PACKED;
use chancery_text::fold;
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// Every word of a form whose parts are apart by `+`, with the value of the class in it, or the values of two
/// packed into one number.
pub(crate) fn words(
    form: &str,
    members: &FxHashMap<CompactString, Vec<(CompactString, i32)>>,
) -> Result<Vec<(CompactString, i32)>, String> {
    let mut all = vec![(CompactString::default(), 0)];
    let mut classes = 0;
    for part in form.split('+').map(str::trim) {
        let Some(class) = part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) else {
            all.iter_mut().for_each(|(word, _)| word.push_str(&fold(part)));
            continue;
        };
        let list = members
            .get(class)
            .ok_or_else(|| format!("expected a class with members in the rows above, got \"{{{class}}}\""))?;
        classes += 1;
        let mut next = Vec::with_capacity(all.len() * list.len());
        for (word, value) in &all {
            for (member, more) in list.iter().filter(|(m, _)| !m.contains(' ')) {
                let whole = CompactString::from(format!("{word}{member}"));
                next.push((whole, if classes == 1 { *more } else { value * PACKED + more }));
            }
        }
        all = next;
    }
    if classes == 0 || classes > 2 {
        return Err(format!("expected one or two classes among the parts, got {classes} in \"{form}\""));
    }
    Ok(all)
}
