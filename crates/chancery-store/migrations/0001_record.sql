-- Version 1: articles as read, what each reports, and the contacts that the reports meet in.
-- Days are ISO 8601 text (YYYY-MM-DD), which sorts as it reads. Spans inside JSON count bytes of UTF-8.

CREATE TABLE article (
    key      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,   -- identity of the page
    digest   BLOB NOT NULL,          -- of the page's content and fields, without its id
    packs    TEXT NOT NULL,          -- version of the packs that read it
    lang     TEXT NOT NULL,          -- language as identified, ISO 639-1
    url      TEXT,
    outlet   TEXT,
    title    TEXT,
    dated    TEXT,                   -- EDTF
    earliest TEXT,
    latest   TEXT,
    dating   TEXT NOT NULL,          -- JSON: how it was dated, and between which days it was written
    body     TEXT NOT NULL           -- JSON: the article without its text
) STRICT;
CREATE INDEX article_lang ON article (lang);

-- The text stands apart so that a list of articles never reads it.
CREATE TABLE article_text (
    article INTEGER PRIMARY KEY REFERENCES article (key),
    text    TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE article_search USING fts5 (
    text,
    content = 'article_text',
    content_rowid = 'article',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE note (
    article INTEGER NOT NULL REFERENCES article (key),
    idx     INTEGER NOT NULL,
    text    TEXT NOT NULL,
    PRIMARY KEY (article, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
    key        INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL REFERENCES article (key),
    idx        INTEGER NOT NULL,     -- place among the article's reports, from 0
    kind       TEXT NOT NULL,
    status     TEXT NOT NULL,
    date       TEXT,                 -- EDTF
    earliest   TEXT,
    latest     TEXT,
    place      TEXT,
    initiator  TEXT,
    origin     TEXT NOT NULL,        -- article or comment
    confidence REAL NOT NULL,
    body       TEXT NOT NULL,        -- JSON: the whole report
    UNIQUE (article, idx)
) STRICT;

CREATE TABLE report_side (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    pos    INTEGER NOT NULL,
    actor  TEXT NOT NULL,
    PRIMARY KEY (report, pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_side_actor ON report_side (actor, report);

CREATE TABLE report_person (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    pos    INTEGER NOT NULL,
    actor  TEXT NOT NULL,
    name   TEXT NOT NULL,
    folded TEXT NOT NULL,            -- without case and diacritics
    basis  TEXT NOT NULL,            -- known, introduced, or holder: found by office and date
    PRIMARY KEY (report, pos)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    kind      TEXT NOT NULL,
    also      TEXT NOT NULL,         -- JSON array of further kinds
    status    TEXT NOT NULL,
    date      TEXT,                  -- EDTF
    earliest  TEXT,
    latest    TEXT,
    place     TEXT,
    initiator TEXT,
    body      TEXT NOT NULL          -- JSON: the whole contact
) STRICT;
CREATE INDEX contact_earliest ON contact (earliest, id);

CREATE TABLE contact_side (
    contact INTEGER NOT NULL REFERENCES contact (key) ON DELETE CASCADE,
    pos     INTEGER NOT NULL,
    actor   TEXT NOT NULL,
    PRIMARY KEY (contact, pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_side_actor ON contact_side (actor, contact);

CREATE TABLE contact_person (
    contact INTEGER NOT NULL REFERENCES contact (key) ON DELETE CASCADE,
    pos     INTEGER NOT NULL,
    actor   TEXT NOT NULL,
    name    TEXT NOT NULL,
    folded  TEXT NOT NULL,
    basis   TEXT NOT NULL,
    PRIMARY KEY (contact, pos)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_report (
    contact INTEGER NOT NULL REFERENCES contact (key) ON DELETE CASCADE,
    pos     INTEGER NOT NULL,
    report  INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    PRIMARY KEY (contact, pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_report_report ON contact_report (report);

-- One row: how often articles changed, and which of these states the contacts were made from.
CREATE TABLE revision (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    articles INTEGER NOT NULL,
    contacts INTEGER NOT NULL
) STRICT;
INSERT INTO revision VALUES (1, 0, 0);
