//! Made-up articles and contacts, each part of which follows from a number.

use chancery_model::{
    Article, Block, BlockKind, Carrier, CarrierKind, Claim, ClaimKind, Contact, Dating, Edtf, Kind, Level,
    Manner, OfficeMention, Origin, Person, PersonBasis, Report, Side, Sourced, Span, Speaker, Statement,
    Status, Verb,
};
use chancery_store::{PageDigest, Store, StoredArticle};
use jiff::civil::Weekday;
use tempfile::TempDir;

/// A new record in a folder of its own, which lives as long as the first value.
pub fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("record.db")).unwrap();
    (folder, store)
}

/// The id of article `n`, whose order is that of the numbers.
pub fn id(n: usize) -> String {
    format!("page-{n:06}")
}

/// Article `n` in its form `version`, with three reports.
pub fn article(n: usize, version: usize) -> StoredArticle {
    let title = format!("Macron appelle Poutine, version {version}");
    let sentence = format!("Le ministre n° {n} s'est entretenu par téléphone avec son homologue russe. ");
    let text = format!("{title}\n{}", sentence.repeat(20));
    let published = Edtf::month(2024, 1 + (n % 12) as i8).unwrap();
    StoredArticle {
        digest: PageDigest::of_bytes(text.as_bytes()),
        lang: if n.is_multiple_of(3) { "ru" } else { "fr" }.into(),
        dating: Dating {
            date: Some(Sourced::stated(published, vec![Span::new(0, 4)])),
            weekday: Some(Weekday::Friday),
            ..Dating::default()
        },
        reports: (0..3).map(|i| report(n, i)).collect(),
        notes: vec![format!("note of {n}.{version}")],
        packs: "packs-1".into(),
        article: Article {
            id: id(n),
            url: Some(format!("address/{n}")),
            lang: Some("fr".into()),
            published: Some(Sourced::stated(published, Vec::new())),
            outlet: (n % 2 == 1).then(|| "Outlet".into()),
            blocks: vec![
                Block { kind: BlockKind::Title, span: Span::new(0, title.len()) },
                Block { kind: BlockKind::Paragraph, span: Span::new(title.len() + 1, text.len()) },
            ],
            text,
        },
    }
}

/// Report `i` of article `n`: France and Russia, a day of April 2024.
pub fn report(n: usize, i: usize) -> Report {
    let day = format!("2024-04-{:02}", 1 + (n + i) % 28);
    Report {
        kind: Kind::ALL[i % Kind::ALL.len()],
        also: Vec::new(),
        status: Sourced::stated(Status::Held, vec![Span::new(10, 20)]),
        history: Vec::new(),
        date: Some(Sourced::stated(day.parse().unwrap(), vec![Span::new(0, 4)])),
        place: Some(Sourced::stated("Paris".into(), vec![Span::new(4, 9)])),
        sides: vec![side("FRA", "Sébastien Lecornu"), side("RUS", "Sergei Shoigu")],
        initiator: Some(Sourced::stated("FRA".parse().unwrap(), vec![Span::new(0, 3)])),
        format: None,
        topics: Vec::new(),
        origin: Origin::Article,
        quote: Span::new(0, 40),
        mentions: vec![Span::new(0, 40)],
        statements: vec![Statement {
            speakers: vec![speaker("FRA")],
            verb: Sourced::stated(Verb::Denied, vec![Span::new(7, 14)]),
            manner: Manner::Report,
            content: Span::new(0, 21),
            chain: vec![Carrier { kind: CarrierKind::Outlet, name: "AFP".into(), span: Span::new(0, 3) }],
            rows: Vec::new(),
        }],
        claims: vec![Claim {
            kind: ClaimKind::FirstSince,
            speakers: Vec::new(),
            since: Some(Sourced::stated("2022-10".parse().unwrap(), Vec::new())),
            span: Span::new(0, 6),
            rows: Vec::new(),
        }],
        rows: Vec::new(),
        confidence: 0.1 + 0.3 * i as f32,
    }
}

/// A speaker for an actor, of whom no more is told.
fn speaker(actor: &str) -> Speaker {
    Speaker {
        actor: Some(actor.parse().unwrap()),
        person: None,
        offices: Vec::new(),
        span: Span::new(0, 6),
        inference: None,
    }
}

/// A side with a defence minister and nobody else.
pub fn side(actor: &str, name: &str) -> Side {
    Side {
        actor: actor.parse().unwrap(),
        spans: vec![Span::new(0, 5)],
        inference: None,
        people: vec![Person {
            name: name.into(),
            basis: PersonBasis::Known,
            spans: Vec::new(),
            held: Vec::new(),
        }],
        offices: vec![OfficeMention {
            office: "defence-minister".into(),
            level: Level::Minister,
            domain: "military".into(),
            span: Span::new(5, 9),
        }],
        holders: Vec::new(),
    }
}

/// A call between France and Russia, held on `date`, in the first report of each of `pages`.
pub fn contact(id: &str, date: Option<&str>, pages: &[usize]) -> Contact {
    Contact {
        id: id.into(),
        kind: Kind::Call,
        also: Vec::new(),
        status: Status::Held,
        history: Vec::new(),
        date: date.map(|d| Sourced::stated(d.parse().unwrap(), Vec::new())),
        place: None,
        sides: vec![side("FRA", "Sébastien Lecornu"), side("RUS", "Sergei Shoigu")],
        initiator: None,
        reports: pages.iter().map(|n| (self::id(*n), 0)).collect(),
        conflicts: vec!["initiator: page-1 FRA, page-2 RUS".into()],
    }
}
