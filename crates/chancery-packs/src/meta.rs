//! `pack.toml`: who made a pack, from what, under which licence.

use serde::Deserialize;

/// The head of a language pack.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// English name of the language.
    pub name: String,
    /// ISO 15924 code of the script.
    pub script: String,
    /// SPDX expression.
    pub licence: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it was made from.
    pub sources: Vec<String>,
    /// Marks that end an elided word which stands glued to the next one (`l'` in French), each a single character.
    #[serde(default)]
    pub elision: Vec<String>,
    /// Endings that are split off after an apostrophe (`s` in English).
    #[serde(default)]
    pub clitics: Vec<String>,
    /// Words of one or a few letters that are written as one with the word after them (`و`, "and", in Arabic).
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// The article that is written as one with its word, where the language has one (`ال` in Arabic).
    #[serde(default)]
    pub article: String,
    /// Whether an office stands before its state, so that a state's name before an office is another party (Arabic).
    #[serde(default)]
    pub head_first: bool,
    /// Whether clauses may end in their verb, with partner and object before it.
    #[serde(default)]
    pub verb_last: bool,
    /// Whether a verb whose subject was told before may stand without one.
    #[serde(default)]
    pub null_subject: bool,
    /// Whether a name with one of the endings of `names/endings.tsv` owns what stands right behind it.
    #[serde(default)]
    pub ending_owns: bool,
}
