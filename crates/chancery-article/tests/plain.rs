//! Plain text as copied from a browser: what each line is taken for.

use chancery_article::{CueClass, Cues, read};
use chancery_model::{Article, BlockKind, Page, PageBody};

fn cues() -> Cues {
    Cues::new([
        ("read also", CueClass::ReadAlso),
        ("lire aussi", CueClass::ReadAlso),
        ("more", CueClass::ReadAlso),
        ("comments", CueClass::CommentsStart),
        ("to leave comments", CueClass::CommentsStart),
        ("share", CueClass::Share),
        ("photo", CueClass::Caption),
        ("pictured", CueClass::Caption),
        ("legend", CueClass::Caption),
        ("cookies", CueClass::Notice),
        ("sign in", CueClass::Notice),
        ("all rights reserved", CueClass::Notice),
        ("published", CueClass::Stamp),
        ("updated", CueClass::Stamp),
    ])
}

fn article(text: &str) -> Article {
    let body = PageBody::Text(text.to_owned());
    read(&Page { id: "p".into(), url: None, lang: None, published: None, body }, &cues())
}

/// Each line of `page` starts with a letter for its kind and a bar, which are cut off before reading.
fn check(page: &str) {
    let rows: Vec<(&str, &str)> = page.lines().filter_map(|l| l.split_once('|').or(Some(("", "")))).collect();
    let text: String = rows.iter().map(|(_, t)| format!("{t}\n")).collect();
    let article = article(&text);
    assert_eq!(article.text, text);
    let expected: Vec<String> =
        rows.iter().filter(|(k, _)| !k.is_empty()).map(|(k, t)| format!("{k}|{}", t.trim())).collect();
    let found: Vec<String> =
        article.blocks.iter().map(|b| format!("{}|{}", letter(b.kind), b.span.of(&article.text))).collect();
    assert_eq!(found, expected);
}

fn letter(kind: BlockKind) -> char {
    match kind {
        BlockKind::Title => 'T',
        BlockKind::Heading => 'H',
        BlockKind::Stamp => 'S',
        BlockKind::Paragraph => 'P',
        BlockKind::Caption => 'C',
        BlockKind::ReadAlso => 'R',
        BlockKind::Boilerplate => 'B',
        BlockKind::Comment => 'K',
    }
}

#[test]
fn a_page_with_all_its_parts() {
    check(
        "B|The Harbour Post
B|News | Sport | Business
B|Home > Politics

T|Two ministers talk about the strait
S|Published 4 May 2021, 10:15 GMT
B|Share: Facebook Twitter

P|LISBON — The foreign ministers of both countries spoke by telephone on Monday.
C|Photo: the minister at her desk

H|A long silence

P|It was their first talk in two years.
P|They agreed to speak again in June, when the council meets in the capital.

R|Read also:
R|Fishing fleet stays in port
R|Who owns the islands?

B|Comments (2)
K|tomas_w: at last somebody calls
K|Ines: too late if you ask me, nobody listened when it counted.
B|© The Harbour Post. All rights reserved.
",
    );
}

#[test]
fn live_entries_are_paragraphs() {
    check(
        "T|As it happened: the summit
S|Updated 3 hours ago

P|23:40 Signed. The two presidents have put their names to the paper, says a spokesman.
P|21:05 Dinner. They are still at table, we are told by people who wait outside.
",
    );
}

#[test]
fn threads_of_indented_comments() {
    check(
        "T|Ministers discuss the border

P|The two defence ministers met in the capital and discussed the border.

B|Dear reader, to leave comments you must register.
B|I have an account? Sign in

K|  1. Marek
K|    Marek 2 May 2016 13: 09
K|    What is there to discuss with them? They never keep a word of it.
K|    1. old_sailor
K|      old_sailor 2 May 2016 13: 11
K|      So that we keep out of it.
",
    );
}

#[test]
fn bulleted_captions_with_a_credit() {
    check(
        "T|A new stage in the talks

P|The general said that the talks would go on as long as both sides wished.

C|  • The general and the minister at the airport, where they met before the talks
C|  • Agency
C|  • © Ann Smith

P|The minister said nothing to the reporters who waited for him at the gate.
",
    );
}

#[test]
fn a_list_of_links_in_the_middle_ends_where_text_goes_on() {
    check(
        "T|Le ministre appelle son homologue

P|Le ministre a appelé lundi son homologue pour parler de la frontière commune.

R|Lire aussi :
R|La flotte reste au port

H|Un précédent

P|En février, les deux hommes s'étaient déjà parlé pendant une heure au téléphone.
",
    );
}

#[test]
fn running_text_is_never_boilerplate() {
    for sentence in [
        "They will sign in Paris an accord on the border.",
        "Comments by the minister drew fire from the whole opposition on Monday.",
        "More than forty ministers came to the capital for the talks.",
        "He gave the president a photo of the regiment and a map.",
        "Published reports say that the two presidents met in secret in May.",
        "The company's cookies were served to the guests at the state dinner.",
        "Share prices fell on the news of the call between the two leaders.",
        "The conversation | as he put it | was frank, and it lasted for two hours.",
    ] {
        let before = "The two ministers spoke by telephone on Monday about the border.";
        let article = article(&format!("Ministers talk at length\n\n{before}\n\n{sentence}\n\n{before}\n"));
        assert_eq!(article.blocks[2].kind, BlockKind::Paragraph, "{sentence}");
    }
}

#[test]
fn a_comments_link_above_the_text_swallows_nothing() {
    let body = "The two ministers spoke by telephone on Monday about the border.\n\n".repeat(6);
    for page in [format!("Ministers talk at length\nComments (3)\n\n{body}"), {
        format!(
            "Ministers talk at length\n\nHe called on Monday, his office said in a note.\nComments\n\n{body}"
        )
    }] {
        let article = article(&page);
        assert!(article.blocks.iter().all(|b| b.kind != BlockKind::Comment), "{:?}", article.blocks);
        assert!(article.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph).count() >= 6);
    }
}

#[test]
fn an_interview_is_not_a_thread() {
    let article = article(
        "The envoy answers questions\n\nThe envoy spoke to this newspaper about the talks on the strait.\n\n\
         Question: Will you meet again?\nEnvoy: We will meet in June, if all goes well.\n",
    );
    assert!(article.blocks.iter().all(|b| b.kind != BlockKind::Comment));
}

#[test]
fn comments_may_stand_on_the_line_that_counts_them() {
    check(
        "T|Ministers discuss the border

P|The two defence ministers met in the capital and discussed the border.
R|More: Fishing fleet stays in port
K|Comments (118): Ines L. “My uncle built that harbour, and nobody ever asked him.”
",
    );
}

#[test]
fn other_scripts_have_paragraphs_and_stamps() {
    check(
        "T|习近平会见法国总统
S|2021年11月16日 14:05

P|国家主席在北京同法国总统举行会谈，双方就国际形势交换意见。
",
    );
}

#[test]
fn odd_texts_are_read() {
    for text in ["", "\n\n", "x", "|", "\u{feff}", "a\r\nb\r\n", "\u{a0}\u{2028}", ":", "©", "\0", "…………"]
    {
        let article = article(text);
        assert_eq!(article.text, text);
    }
}

proptest::proptest! {
    #[test]
    fn blocks_are_in_order_and_fit(text in "(?s)([a-zA-Zé .:|•©\n\r\t\"»0-9]{0,12}|comments|read also:|\\PC|\n){0,60}") {
        let article = article(&text);
        proptest::prop_assert_eq!(&article.text, &text);
        let mut at = 0;
        for block in &article.blocks {
            proptest::prop_assert!(block.span.start >= at && !block.span.of(&text).is_empty());
            at = block.span.end;
        }
        let words: usize = article.blocks.iter().map(|b| b.span.of(&text).split_whitespace().count()).sum();
        proptest::prop_assert_eq!(words, text.split_whitespace().count());
        proptest::prop_assert_eq!(article.blocks.iter().filter(|b| b.kind == BlockKind::Title).count() <= 1, true);
    }
}

/// Only cues near a line's beginning are looked at with what stands before them: all of these would take minutes.
#[test]
fn a_line_of_many_cues() {
    let text = format!("The minister spoke.\n{}", ". comments".repeat(100_000));
    assert_eq!(article(&text).text.len(), text.len());
}
