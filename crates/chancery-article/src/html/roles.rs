//! What elements and the conventional names of classes mean. The names are identifiers of page templates
//! (microformats, content systems), the same on pages of every language.

use super::Role;

/// What an element makes of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    None,
    /// The content is not text of the page.
    Drop,
    /// The content is beside the article, and dropped unless nothing else is left.
    DropMargin,
    /// The content has a role.
    Is(Role),
}

const COMMENT: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "comment-list",
    "respond",
    "disqus_thread",
    "disqus",
    "reader-comments",
    "user-comments",
    "fb-comments",
    "livefyre",
    "usercomments",
];
const COMMENT_STARTS: &[&str] = &["comment-", "comments-", "comment_", "comments_"];
const COMMENT_NOT: &[&str] = &["open", "closed", "count", "link", "enabled", "disabled", "number"];
const RELATED: &[&str] = &[
    "related",
    "read-also",
    "readalso",
    "read-more",
    "readmore",
    "see-also",
    "more-stories",
    "recommended",
    "recirc",
    "most-read",
    "mostread",
    "trending",
    "outbrain",
    "taboola",
    "yarpp",
    "crp_related",
    "jp-relatedposts",
];
const RELATED_STARTS: &[&str] =
    &["related-", "related_", "recommended-", "outbrain", "taboola", "most-read-"];
const MENU: &[&str] = &[
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "addtoany",
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "navbar",
    "nav",
    "newsletter",
    "cookie",
    "cookies",
    "consent",
    "subscribe",
    "pagination",
    "tags",
    "tag-list",
    "post-tags",
    "skip-link",
    "advertisement",
    "ads",
    "paywall",
    "toolbar",
];
const MENU_STARTS: &[&str] =
    &["share-", "social-", "breadcrumb-", "newsletter-", "cookie-", "subscribe-", "menu-"];
const CAPTION: &[&str] = &[
    "caption",
    "wp-caption-text",
    "image-caption",
    "photo-caption",
    "photo-credit",
    "credit",
    "media-caption",
];
const ASIDE: &[&str] = &["sidebar", "widget-area", "complementary", "widget"];
const FOOTER: &[&str] = &["footer", "site-footer", "contentinfo", "page-footer", "colophon"];

/// Effect of an element by its name alone.
pub(super) fn of_name(name: &str, in_article: bool) -> Effect {
    match name {
        "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "object" | "select"
        | "textarea" | "button" | "head" | "datalist" | "audio" | "video" | "canvas" | "map" | "noframes"
        | "noembed" | "title" => Effect::Drop,
        "nav" | "dialog" | "menu" => Effect::DropMargin,
        "footer" if !in_article => Effect::DropMargin,
        "aside" => Effect::Is(Role::Aside),
        "figcaption" | "caption" => Effect::Is(Role::Caption),
        "h1" => Effect::Is(Role::Heading(1)),
        "h2" => Effect::Is(Role::Heading(2)),
        "h3" => Effect::Is(Role::Heading(3)),
        "h4" | "h5" | "h6" => Effect::Is(Role::Heading(4)),
        _ => Effect::None,
    }
}

/// Effect of a class, id or ARIA role. Whole-page elements take none, an article only that of a comment.
pub(super) fn of_class(element: &str, class: &str) -> Effect {
    if matches!(element, "html" | "body" | "main") {
        return Effect::None;
    }
    let class = class.to_ascii_lowercase();
    let is = |names: &[&str], starts: &[&str]| {
        names.contains(&class.as_str()) || starts.iter().any(|s| class.starts_with(s))
    };
    if is(COMMENT, COMMENT_STARTS) && !COMMENT_NOT.iter().any(|n| class.contains(n)) {
        return Effect::Is(Role::Comment);
    }
    if element == "article" {
        return Effect::None;
    }
    if is(RELATED, RELATED_STARTS) {
        Effect::Is(Role::Related)
    } else if is(MENU, MENU_STARTS) {
        Effect::Is(Role::Menu)
    } else if is(CAPTION, &[]) {
        Effect::Is(Role::Caption)
    } else if is(ASIDE, &[]) {
        Effect::Is(Role::Aside)
    } else if is(FOOTER, &[]) || class == "navigation" {
        Effect::DropMargin
    } else {
        Effect::None
    }
}

/// Whether an element breaks the line.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "main"
            | "article"
            | "section"
            | "div"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "form"
            | "p"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "pre"
            | "address"
            | "details"
            | "summary"
            | "fieldset"
            | "hr"
            | "br"
            | "center"
            | "hgroup"
            | "menu"
            | "dialog"
    )
}

/// Whether an element has no content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether an element only styles its words; it is not tracked.
pub(super) fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "b" | "i"
            | "u"
            | "em"
            | "strong"
            | "font"
            | "small"
            | "big"
            | "sub"
            | "sup"
            | "code"
            | "mark"
            | "s"
            | "abbr"
            | "cite"
            | "q"
            | "ins"
            | "del"
            | "tt"
            | "bdi"
            | "bdo"
            | "nobr"
            | "kbd"
            | "var"
            | "samp"
            | "dfn"
    )
}

/// The open elements that a start tag closes, and those behind which it does not look.
pub(super) fn implied_end(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "div", "article", "section"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "div"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table", "tbody", "thead", "tfoot"]),
        n if is_block(n) => {
            (&["p"], &["div", "article", "section", "td", "li", "body", "main", "blockquote"])
        }
        _ => (&[], &[]),
    }
}
