-- Version 2: what is said about the contact of a report, and what is claimed of its place in the record.

CREATE TABLE statement (
    report  INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    pos     INTEGER NOT NULL,        -- in the order of the text, from 0
    speaker TEXT,                    -- the person, where the page names one
    side    TEXT,                    -- the actor that the speaker speaks for
    verb    TEXT NOT NULL,
    manner  TEXT NOT NULL,           -- quotation or report
    words   TEXT NOT NULL,
    PRIMARY KEY (report, pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_side ON statement (side, report);

CREATE TABLE claim (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    pos    INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    since  TEXT,                     -- EDTF
    words  TEXT NOT NULL,
    body   TEXT NOT NULL,            -- JSON: the whole claim
    PRIMARY KEY (report, pos)
) STRICT, WITHOUT ROWID;
