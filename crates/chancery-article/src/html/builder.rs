//! Tokens to chunks: a bounded stack of open elements, each with what it makes of its content.

use super::meta::{DateSource, Meta};
use super::roles::{self, Effect};
use super::{Chunk, Document, Role};
use html5gum::StartTag;

/// Elements deeper than this keep the role of the last one above; browsers stop at 512, too.
const DEEPEST: usize = 512;

struct Open {
    name: Box<str>,
    state: State,
}

/// What holds inside an element.
#[derive(Clone, Copy)]
struct State {
    role: Role,
    dropped: bool,
    linked: bool,
    in_article: bool,
}

/// Text that is read for the head's sake rather than as text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capture {
    None,
    Title,
    JsonLd,
}

pub(super) struct Builder {
    keep_margins: bool,
    stack: Vec<Open>,
    /// Elements open beyond [`DEEPEST`].
    beyond: usize,
    capture: Capture,
    captured: String,
    text: String,
    role: Role,
    linked: bool,
    chunks: Vec<Chunk>,
    meta: Meta,
    has_margins: bool,
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|v| String::from_utf8_lossy(&v.value).into_owned())
}

impl Builder {
    pub fn new(keep_margins: bool) -> Builder {
        Builder {
            keep_margins,
            stack: Vec::new(),
            beyond: 0,
            capture: Capture::None,
            captured: String::new(),
            text: String::new(),
            role: Role::Plain,
            linked: true,
            chunks: Vec::new(),
            meta: Meta::default(),
            has_margins: false,
        }
    }

    fn state(&self) -> State {
        let outside = State { role: Role::Plain, dropped: false, linked: false, in_article: false };
        self.stack.last().map_or(outside, |o| o.state)
    }

    /// Takes a start tag.
    pub fn open(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        self.end_head(&name);
        self.head_data(&name, tag);
        if roles::is_block(&name) {
            self.flush();
            self.close_implied(&name);
        }
        if roles::is_void(&name) || roles::is_formatting(&name) || tag.self_closing && name == "svg" {
            return;
        }
        if self.stack.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        let state = self.inner_state(&name, tag);
        self.stack.push(Open { name: name.into(), state });
    }

    /// The state inside a new element.
    fn inner_state(&mut self, name: &str, tag: &StartTag<()>) -> State {
        let mut state = self.state();
        state.linked |= name == "a";
        state.in_article |= name == "article";
        let mut effects = vec![roles::of_name(name, state.in_article)];
        for key in ["class", "id", "role"] {
            let value = attribute(tag, key).unwrap_or_default();
            effects.extend(value.split_ascii_whitespace().take(32).map(|c| roles::of_class(name, c)));
        }
        if tag.attributes.contains_key(b"hidden".as_slice()) {
            effects.push(Effect::Drop);
        }
        for effect in effects {
            self.apply(effect, &mut state);
        }
        state
    }

    /// A margin's role is not changed by what stands in it.
    fn apply(&mut self, effect: Effect, state: &mut State) {
        let margin = |r: Role| matches!(r, Role::Aside | Role::Menu | Role::Related);
        self.has_margins |=
            effect == Effect::DropMargin || matches!(effect, Effect::Is(role) if margin(role));
        let settled = matches!(state.role, Role::Comment) || margin(state.role);
        match effect {
            Effect::None => {}
            Effect::Drop => state.dropped = true,
            Effect::DropMargin => state.dropped |= !self.keep_margins,
            Effect::Is(role) if margin(role) && self.keep_margins => {}
            Effect::Is(Role::Related) if state.role == Role::Aside => state.role = Role::Related,
            Effect::Is(role) if !settled => state.role = role,
            Effect::Is(_) => {}
        }
    }

    /// Flow content ends a head that was left open.
    fn end_head(&mut self, name: &str) {
        let of_head =
            matches!(name, "meta" | "link" | "title" | "script" | "style" | "base" | "noscript" | "template");
        if !of_head && self.stack.last().is_some_and(|o| &*o.name == "head") {
            self.stack.pop();
        }
    }

    /// Takes what a tag says of the page.
    fn head_data(&mut self, name: &str, tag: &StartTag<()>) {
        match name {
            "html" => {
                let lang = attribute(tag, "lang").unwrap_or_default().to_ascii_lowercase();
                let code: String = lang.chars().take_while(char::is_ascii_alphabetic).collect();
                self.meta.lang = self.meta.lang.take().or((code.len() == 2).then_some(code));
            }
            "meta" => {
                let content = attribute(tag, "content").unwrap_or_default();
                for key in ["property", "name", "itemprop"] {
                    if let Some(named) = attribute(tag, key) {
                        self.meta.tag(&named, &content);
                    }
                }
            }
            "title" if self.meta.title.is_none() && !self.stack.iter().any(|o| &*o.name == "svg") => {
                self.capture = Capture::Title;
            }
            "script"
                if attribute(tag, "type")
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                self.capture = Capture::JsonLd;
            }
            "time" if self.dates_the_page() => {
                if let Some(written) = attribute(tag, "datetime") {
                    self.meta.date(DateSource::Time, &written);
                }
            }
            _ => {}
        }
    }

    fn dates_the_page(&self) -> bool {
        let state = self.state();
        !state.dropped && matches!(state.role, Role::Plain | Role::Heading(_))
    }

    fn close_implied(&mut self, name: &str) {
        let (closed, walls) = roles::implied_end(name);
        let stop = |o: &Open| closed.contains(&&*o.name) || walls.contains(&&*o.name);
        if let Some(at) = self.stack.iter().rposition(stop)
            && closed.contains(&&*self.stack[at].name)
        {
            self.stack.truncate(at);
        }
    }

    /// Takes an end tag. One that closes nothing is passed over.
    pub fn close(&mut self, name: &str) {
        self.end_capture();
        if roles::is_block(name) {
            self.flush();
        }
        if roles::is_formatting(name) || roles::is_void(name) {
            return;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(at) = self.stack.iter().rposition(|o| &*o.name == name) {
            self.stack.truncate(at);
        }
    }

    fn end_capture(&mut self) {
        let captured = std::mem::take(&mut self.captured);
        match std::mem::replace(&mut self.capture, Capture::None) {
            Capture::None => {}
            Capture::Title => {
                let title = captured.split_whitespace().collect::<Vec<_>>().join(" ");
                self.meta.title = Some(title).filter(|t| !t.is_empty());
            }
            Capture::JsonLd => self.meta.json_ld(&captured),
        }
    }

    /// Takes characters.
    pub fn text(&mut self, text: &str) {
        if self.capture != Capture::None {
            return self.captured.push_str(text);
        }
        let head_left_open = self.stack.last().is_some_and(|o| &*o.name == "head") && !text.trim().is_empty();
        if head_left_open {
            self.stack.pop();
        }
        let state = self.state();
        if state.dropped {
            return;
        }
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
                continue;
            }
            if self.text.is_empty() {
                (self.role, self.linked) = (state.role, true);
            }
            self.linked &= state.linked || !c.is_alphanumeric();
            self.text.push(c);
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if !text.is_empty() {
            self.chunks.push(Chunk { text: text.to_owned(), role: self.role, linked: self.linked });
        }
    }

    /// Ends the page.
    pub fn finish(mut self) -> Document {
        self.end_capture();
        self.flush();
        Document { chunks: self.chunks, meta: self.meta, has_margins: self.has_margins }
    }
}
