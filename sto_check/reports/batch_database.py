"""The results of a batch as a SQLite database; ``TABLES`` says what its tables and columns are."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sto_check.reports.batch_tables import allotment_cells, overview_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.desk.batch_round import TogetherFound
    from sto_check.desk.row import Row
    from sto_check.text.language import Lang

TABLES = """\
CREATE TABLE application (      -- one row an application
    document  TEXT PRIMARY KEY, -- its name: where it stands in the folder that was checked
    called    TEXT NOT NULL,    -- what people call it; empty where it does not say
    scheme    TEXT NOT NULL,    -- empty of a document that could not be read
    verdict   TEXT NOT NULL,    -- eligible, not-eligible, supplement, assess; empty where there is no decision
    decision  TEXT NOT NULL,    -- the same in words
    exit_code INTEGER NOT NULL,
    not_met   INTEGER NOT NULL, -- how many outcomes of each status
    unknown   INTEGER NOT NULL,
    open      INTEGER NOT NULL,
    met       INTEGER NOT NULL,
    rule      TEXT NOT NULL,    -- the first rule that decides, or the code of the first problem
    reason    TEXT NOT NULL,
    sha256    TEXT NOT NULL     -- fingerprint of the document and its tables
);
CREATE TABLE outcome (          -- one row an outcome, also what is met; status error: a problem of a document
    document  TEXT NOT NULL REFERENCES application (document),
    verdict TEXT, rule TEXT, theme TEXT, title TEXT,
    subject_kind TEXT, subject TEXT,
    status    TEXT NOT NULL,    -- not_met, unknown, open, met or error
    leads_to  TEXT,             -- refuse, supplement, assess, advise; empty where nothing follows
    leads_to_is_reading TEXT,   -- yes: no source says that this follows, it is our reading
    reason TEXT, remedy TEXT,
    line TEXT, column TEXT, sheet TEXT, cell TEXT -- where in the document
);
CREATE TABLE round (            -- what the rules about all applications together say
    scheme TEXT, rule TEXT, title TEXT,
    document  TEXT NOT NULL,    -- empty where it is about all together
    subject TEXT, status TEXT, leads_to TEXT, reason TEXT, remedy TEXT
);
CREATE TABLE allotment (        -- how a ceiling that is exceeded is allotted
    rule TEXT,                  -- the rule of the round with the ceiling
    document  TEXT NOT NULL,
    rank      INTEGER NOT NULL, -- its place in the order; 0 where there is no order
    result    TEXT NOT NULL,    -- granted, refused or open
    asked_cents INTEGER NOT NULL,
    granted_so_far_cents INTEGER NOT NULL,
    reason TEXT
);
CREATE INDEX outcome_of_rule ON outcome (rule, status);
"""


def database(rows: Iterable[Row], outcomes: Iterable[list[str]], together: TogetherFound, lang: Lang) -> bytes:
    """Return the bytes of a database of a batch."""
    with sqlite3.connect(":memory:") as base:
        base.executescript(TABLES)
        _fill(base, "application", (overview_cells(row) for row in rows))
        _fill(base, "outcome", (list(row) for row in outcomes))
        _fill(base, "round", (list(row) for row in together.rows))
        _fill(base, "allotment", (allotment_cells(one, lang) for one in together.allotted))
        base.commit()
        data: bytes = base.serialize()
    base.close()
    return data


def _fill(base: sqlite3.Connection, table: str, rows: Iterator[list[str | int]] | Iterator[list[str]]) -> None:
    columns = len(base.execute(f"PRAGMA table_info({table})").fetchall())
    base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)  # noqa: S608
