//! Chunks of HTML to one text, with a hint for each block, and the title chosen.

use crate::html::{Chunk, Document, Meta, Role};
use crate::shape;
use chancery_model::BlockKind;

/// The text of a document, blocks parted by an empty line, and what the markup says of each block.
pub(crate) fn assemble(document: &Document) -> (String, Vec<Option<BlockKind>>) {
    let mut blocks: Vec<(&str, Option<BlockKind>)> =
        document.chunks.iter().map(|c| (c.text.as_str(), hint(c))).collect();
    let named = page_title(&document.meta);
    match title_chunk(&document.chunks, named.as_deref()) {
        Some(i) => blocks[i].1 = Some(BlockKind::Title),
        None => {
            if let Some(title) = &named {
                blocks.insert(0, (title, Some(BlockKind::Title)));
            }
        }
    }
    let text = blocks.iter().map(|(t, _)| *t).collect::<Vec<_>>().join("\n\n");
    (text, blocks.into_iter().map(|(_, h)| h).collect())
}

/// What the markup of a chunk says; none leaves the judgement to its shape.
fn hint(chunk: &Chunk) -> Option<BlockKind> {
    let words = shape::words(&chunk.text);
    let links = || if words >= 4 { BlockKind::ReadAlso } else { BlockKind::Boilerplate };
    match chunk.role {
        Role::Caption => Some(BlockKind::Caption),
        Role::Comment => Some(BlockKind::Comment),
        Role::Related => Some(BlockKind::ReadAlso),
        Role::Menu => Some(BlockKind::Boilerplate),
        Role::Aside if chunk.linked => Some(links()),
        Role::Aside => Some(BlockKind::Boilerplate),
        Role::Heading(_) if chunk.linked => Some(links()),
        Role::Heading(_) => Some(BlockKind::Heading),
        Role::Plain if chunk.linked && shape::end(&chunk.text) != shape::End::Stop => Some(links()),
        Role::Plain => None,
    }
}

/// The title that the head gives, without the outlet's name behind it.
fn page_title(meta: &Meta) -> Option<String> {
    let title = meta.og_title.as_ref().or(meta.title.as_ref())?;
    let cut = [" | ", " - ", " — ", " – ", " :: "].iter().find_map(|s| {
        let (head, tail) = title.rsplit_once(s)?;
        let outlet = meta.outlet.as_deref().is_some_and(|o| o.eq_ignore_ascii_case(tail.trim()));
        (outlet || *s == " | " && shape::words(head) >= 3).then(|| head.trim().to_owned())
    });
    Some(cut.unwrap_or_else(|| title.clone())).filter(|t| !t.is_empty())
}

/// The chunk that holds the title: one that the head names, else the first `<h1>` of three words, else the first.
fn title_chunk(chunks: &[Chunk], named: Option<&str>) -> Option<usize> {
    let heading = |c: &Chunk| matches!(c.role, Role::Heading(_) | Role::Plain);
    let same = |c: &Chunk| heading(c) && named.is_some_and(|n| key(n) == key(&c.text));
    let first = |rule: &dyn Fn(&Chunk) -> bool| chunks.iter().position(rule);
    let h1 = |c: &Chunk| c.role == Role::Heading(1);
    first(&same)
        .or_else(|| first(&|c| h1(c) && shape::words(&c.text) >= 3))
        .or_else(|| first(&h1).filter(|_| named.is_none()))
}

fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
