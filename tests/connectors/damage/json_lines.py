"""Damaged JSON lines, plain and gzip."""

import gzip

from connectors.damage import DamagedFile, IncompleteDelivery
from schema.errors import ContractDrift
from tests.connectors.damage.case import (
    FileDamage,
    Refused,
    content,
    cut_behind,
    swapped,
    written,
)
from tests.connectors.damage.goods import ENROLMENT, PLACES, SECRET

JSON_LINES = (
    FileDamage(
        "JSON lines cut inside a line",
        PLACES,
        cut_behind('"dmid": "D0060", "bzmc": "张'),
        Refused(DamagedFile, "dm.jsonl line 60: it is no whole JSON object from character 29 on"),
    ),
    FileDamage(
        "JSON lines cut at the end of a line",
        PLACES,
        content(lambda whole: whole[: whole.index(b'{"dmid": "D0100"')]),
        Refused(
            IncompleteDelivery,
            "dm.jsonl: it ends where the delivery before had 21 more rows: it may be cut at the end of a line",
        ),
    ),
    FileDamage(
        "JSON lines cut between a line and its end",
        PLACES,
        content(lambda whole: whole[: whole.index(b'\n{"dmid": "D0120"')]),
        Refused(
            IncompleteDelivery, "dm.jsonl: no end of the last line, and the last 1 rows of the delivery before are gone"
        ),
    ),
    FileDamage(
        "JSON lines without a single byte",
        PLACES,
        written(b""),
        Refused(DamagedFile, "dm.jsonl: it is empty: not a single byte"),
    ),
    FileDamage(
        "a line that is a list instead of an object",
        PLACES,
        content(lambda whole: whole + f'["{SECRET}"]\n'.encode()),
        Refused(DamagedFile, "dm.jsonl line 123: it is no JSON object"),
    ),
    FileDamage(
        "a column twice in one JSON object",
        PLACES,
        swapped('"lb"', '"bzmc"'),
        Refused(DamagedFile, "dm.jsonl line 1: column 'bzmc' is there twice in one row"),
    ),
    FileDamage(
        "NaN, which is no JSON",
        PLACES,
        swapped('"2001-01-01"', "NaN"),
        Refused(DamagedFile, "dm.jsonl line 1: it is no whole JSON object from character 103 on"),
    ),
    FileDamage(
        "an object where a text was agreed",
        PLACES,
        swapped('"甲街道"', '{"name": "甲街道"}'),
        Refused(ContractDrift, "dm.jsonl: column 'jd' holds an object"),
    ),
    FileDamage(
        "gzip cut",
        ENROLMENT,
        content(lambda whole: whole[: len(whole) // 2]),
        Refused(DamagedFile, "cb_20240508.jsonl.gz: cannot be read to its end (EOFError)"),
    ),
    FileDamage(
        "gzip with something behind its end",
        ENROLMENT,
        content(lambda whole: whole + b"HTTP/1.1 200 OK"),
        Refused(DamagedFile, "cb_20240508.jsonl.gz: cannot be read to its end (BadGzipFile)"),
    ),
    FileDamage(
        "gzip of which a byte was altered",
        ENROLMENT,
        content(lambda whole: whole[:-6] + bytes([whole[-6] ^ 1]) + whole[-5:]),
        Refused(DamagedFile, "cb_20240508.jsonl.gz: cannot be read to its end (BadGzipFile)"),
    ),
    FileDamage(
        "a name that promises gzip, and plain text in it",
        ENROLMENT,
        content(gzip.decompress),
        Refused(DamagedFile, "cb_20240508.jsonl.gz: cannot be read to its end (BadGzipFile)"),
    ),
)
