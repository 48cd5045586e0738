-- Version 2: what is claimed of the place of a report's contact in the record. What is said about it stands in the
-- report itself.

CREATE TABLE claim (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    pos    INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    since  TEXT,                     -- EDTF
    words  TEXT NOT NULL,
    body   TEXT NOT NULL,            -- JSON: the whole claim
    PRIMARY KEY (report, pos)
) STRICT, WITHOUT ROWID;
