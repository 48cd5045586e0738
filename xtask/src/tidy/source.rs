//! The files of the checkout, and Rust source as the tokens that run: no comments, attributes or tests.

use crate::Failure;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// The files that the project tracks, or would, by their path inside the workspace. Files that are no
/// UTF-8 are left out.
pub struct Checkout(BTreeMap<String, String>);

impl Checkout {
    /// Reads what git lists at `root`.
    pub fn open(root: &Path) -> Result<Checkout, Failure> {
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let done = Command::new("git").current_dir(root).args(list).output()?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            return Err(format!("git ls-files: expected the files of a checkout, got: {said}").into());
        }
        let listed = String::from_utf8(done.stdout)?;
        let paths = listed.split('\0').filter(|p| !p.is_empty());
        let read = |path: &str| Some((path.to_owned(), std::fs::read_to_string(root.join(path)).ok()?));
        Ok(Checkout(paths.filter_map(read).collect()))
    }

    /// Path and text of every file.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

/// Whether a path is a Rust file in `src/` of one of `crates`.
pub fn in_crates(path: &str, crates: &[&str]) -> bool {
    let inside = path.strip_prefix("crates/").and_then(|p| p.split_once("/src/"));
    path.ends_with(".rs") && inside.is_some_and(|(name, _)| crates.contains(&name))
}

/// A token of the code that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A name or keyword.
    Ident(String),
    /// The value of a string literal.
    Text(String),
    /// `::`.
    Path,
    /// Another mark, brackets among them.
    Mark(char),
}

/// The pieces of a file with their lines, from 1.
///
/// Comments, attributes (documentation among them), the items under `#[cfg(test)]` and the branches of
/// `cfg!(test)` are left out; literals that are no strings, too.
pub fn pieces(file: &str, text: &str) -> Result<Vec<(usize, Piece)>, Failure> {
    let stream: TokenStream =
        text.parse().map_err(|e| format!("{file}: expected Rust, got what does not lex: {e}"))?;
    let mut out = Vec::new();
    flatten(stream, &mut out);
    Ok(out)
}

fn flatten(stream: TokenStream, out: &mut Vec<(usize, Piece)>) {
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let line = tree.span().start().line;
        match tree {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                trees.next_if(|t| matches!(t, TokenTree::Punct(p) if p.as_char() == '!'));
                let Some(TokenTree::Group(attribute)) = trees.next() else { continue };
                if is_test(&attribute.stream().to_string()) {
                    skip_item(&mut trees);
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' && mark.spacing() == Spacing::Joint => {
                trees.next();
                out.push((line, Piece::Path));
            }
            TokenTree::Punct(mark) => out.push((line, Piece::Mark(mark.as_char()))),
            TokenTree::Ident(name) => out.push((line, Piece::Ident(name.to_string()))),
            TokenTree::Literal(literal) => {
                out.extend(string(&literal.to_string()).map(|s| (line, Piece::Text(s))));
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::Parenthesis | Delimiter::None => ('(', ')'),
                };
                out.push((line, Piece::Mark(open)));
                flatten(group.stream(), out);
                out.push((group.span_close().start().line, Piece::Mark(close)));
            }
        }
    }
}

fn is_test(attribute: &str) -> bool {
    let bare: String = attribute.split_whitespace().collect();
    bare == "test" || bare.starts_with("cfg(test") || bare.starts_with("cfg(all(test")
}

/// Skips an item: up to its block, or to its semicolon.
fn skip_item(trees: &mut impl Iterator<Item = TokenTree>) {
    for tree in trees {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            TokenTree::Punct(mark) if mark.as_char() == ';' => return,
            _ => {}
        }
    }
}

/// The value of a string literal as it is written; none for other literals.
fn string(written: &str) -> Option<String> {
    let bare = written.trim_start_matches(['b', 'c']);
    let is_raw = bare.starts_with('r');
    let bare = bare.trim_start_matches('r').trim_matches('#');
    let inner = bare.strip_prefix('"')?.strip_suffix('"')?;
    Some(if is_raw { inner.to_owned() } else { unescape(inner) })
}

/// Escapes by their characters; those of bytes and of line ends become a space.
fn unescape(written: &str) -> String {
    let mut out = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut after = after.chars();
        match after.next() {
            Some('u') => {
                let (code, tail) = after.as_str().split_once('}').unwrap_or(("", ""));
                let code = u32::from_str_radix(&code.trim_start_matches('{').replace('_', ""), 16);
                out.extend(code.ok().and_then(char::from_u32));
                rest = tail;
                continue;
            }
            Some(mark @ ('"' | '\'' | '\\')) => out.push(mark),
            _ => out.push(' '),
        }
        rest = after.as_str();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_is_seen() {
        let check = |text: &str, expected: &[&str]| {
            let found = pieces("a.rs", text).expect("the source lexes");
            let seen: Vec<String> = found
                .into_iter()
                .filter_map(|(line, piece)| match piece {
                    Piece::Ident(name) => Some(format!("{line} {name}")),
                    Piece::Text(text) => Some(format!("{line} «{text}»")),
                    _ => None,
                })
                .collect();
            assert_eq!(seen, expected, "{text}");
        };
        check("//! std::fs\n// x\n/// y\nfn f() {}\n", &["4 fn", "4 f"]);
        check("#[cfg(test)]\nmod tests { fn g() {} }\nfn f() {}", &["3 fn", "3 f"]);
        check("#[cfg(test)]\nuse x;\n#[derive(Debug)]\nstruct S;", &["4 struct", "4 S"]);
        check(
            r##"a("a\"b", r#"c"d"#, 'e', b"f", "\u{e9}t\u{e9}", 3)"##,
            &["1 a", "1 «a\"b»", "1 «c\"d»", "1 «f»", "1 «été»"],
        );
        assert!(pieces("a.rs", "fn f( {").is_err());
    }

    #[test]
    fn crates_are_told_by_their_path() {
        let pure = ["chancery-text"];
        assert!(in_crates("crates/chancery-text/src/token.rs", &pure));
        assert!(!in_crates("crates/chancery-text/tests/reading.rs", &pure));
        assert!(!in_crates("crates/chancery-store/src/open.rs", &pure));
        assert!(!in_crates("crates/chancery-text/src/a.txt", &pure));
    }
}
