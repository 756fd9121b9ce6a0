"""The store: every replication that was run, in one file (SQLite), so that nothing is run twice and a killed run goes on.

A replication is known by what was run (the blueprint, so the meaning of a variant and not its name), the seed, its
number and the code of the engines, which agree: which of them ran it makes no difference. Kept are its counters, from
which all measures come, and what was taken out of its log where a study needs that (see `extracts`). Several processes
may use one store at the same time.

A store may come from elsewhere. What is in it is read as numbers and never as code; contents carry a digest over
themselves and all that they are known by, so that what was exchanged or damaged is refused; and sizes are bounded.
"""

import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.records.counters import MEASURES
from sim.results.results import Unusable
from sim.runs.provenance import CODE, now
from sim.scenario.text.faults import harmless

PATIENCE = 60.0  # seconds that another process may hold the store
PAUSE = 0.01  # seconds between attempts
FORM = 1  # of the tables below
DIGEST = 32  # bytes, before all contents
LARGEST = 64_000_000  # bytes of contents, as they are kept
LONGEST = 300  # characters of a name
ROW = (str, str, int, int, str, str, str)  # of RUNS
MARK = 0x4C525331  # "LRS1", by which the file is known
TABLES = (
    """CREATE TABLE replications (
        meaning TEXT, code TEXT, seed INTEGER, number INTEGER, engine TEXT, at TEXT, books BLOB,
        PRIMARY KEY (meaning, code, seed, number))""",
    """CREATE TABLE tried (
        hash TEXT, variant TEXT, meaning TEXT, title TEXT,
        PRIMARY KEY (hash, variant, meaning))""",
)
EXTRACTS = """CREATE TABLE IF NOT EXISTS extracts (
    key TEXT, meaning TEXT, code TEXT, seed INTEGER, number INTEGER, packed BLOB,
    PRIMARY KEY (key, meaning, code, seed, number))"""  # in a store of an earlier day it is added
RUNS = """
SELECT title, variant, seed, count(*), max(at), code, hash
FROM tried JOIN replications USING (meaning)
GROUP BY hash, variant, meaning, seed, code ORDER BY max(at), tried.rowid, seed
"""


@dataclass(frozen=True)
class StoredRun:
    """What was tried: replications of a variant of a scenario, the last of them when (UTC), by which code."""

    title: str
    variant: str
    seed: int
    replications: int
    last: str
    code: str
    scenario_hash: str


def meaning(blueprint: Blueprint) -> str:
    """Return the SHA-256 of all that a replication of a blueprint depends on, seed and number apart, and of the names in it."""
    names = [list(value) for key, value in sorted(vars(blueprint).items()) if key.endswith("_names")]
    words = json.dumps([names, [moment.hex() for moment in map(float, blueprint.snapshots)]])
    pilot = meaning(blueprint.pilot) if blueprint.pilot else ""
    whole = blueprint.record.tobytes() + blueprint.table.tobytes() + (words + pilot).encode()
    return hashlib.sha256(whole).hexdigest()


class Store:
    """Replications kept in a file; OSError where it can't be read or written, Unusable where it is something else."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        with self._plainly():
            self._base = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            self._write_ahead()
            self._make_tables()
            self._check_form()
        self._do(EXTRACTS)

    def _write_ahead(self) -> None:
        """Let readers and a writer go together; SQLite doesn't wait by itself where two processes ask for this at once."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._base.execute("PRAGMA journal_mode = WAL")
                self._base.execute("PRAGMA synchronous = NORMAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(PAUSE)

    def _make_tables(self) -> None:
        if self._number("application_id") == MARK:
            return
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            if self._number("application_id") == MARK:  # made by another process meanwhile
                return
            if self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise Unusable(f"store {self.path}: a database of something else; name another file")
            for statement in TABLES:
                self._base.execute(statement)
            self._base.execute(f"PRAGMA application_id = {MARK}")
            self._base.execute(f"PRAGMA user_version = {FORM}")

    def _check_form(self) -> None:
        """Refuse tables of another release, and what would do more than lie there (views, triggers)."""
        if (form := self._number("user_version")) != FORM:
            raise Unusable(
                f"store {self.path}: of form {form}, this release knows form {FORM}; name another file"
            )
        kinds = {kind for (kind,) in self._base.execute("SELECT DISTINCT type FROM sqlite_master")}
        if not kinds <= {"table", "index"}:
            raise Unusable(f"store {self.path}: a database of something else; name another file")

    def _number(self, pragma: str) -> int:
        return int(self._base.execute(f"PRAGMA {pragma}").fetchone()[0])

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, zlib.error, OverflowError) as error:
            raise OSError(f"store {self.path}: {error}") from error

    def _do(self, statement: str, *values: Any) -> list[Any]:
        with self._plainly():
            return self._base.execute(statement, values).fetchall()

    def note(self, title: str, scenario_hash: str, meanings: Mapping[str, str]) -> None:
        """Note what is tried: variants of a scenario by name, and what each means."""
        for variant, meaning in meanings.items():
            self._do(
                "INSERT OR IGNORE INTO tried VALUES (?, ?, ?, ?)", scenario_hash, variant, meaning, title
            )

    def numbers(self, meaning: str, seed: int) -> set[int]:
        """Return the numbers of the replications that are kept, by this code."""
        asked = "SELECT number FROM replications WHERE meaning = ? AND code = ? AND seed = ?"
        return {number for (number,) in self._do(asked, meaning, CODE, seed)}

    def keep(self, meaning: str, seed: int, number: int, engine: str, counters: Any) -> None:
        """Write a replication, all of it or nothing; one that is there already stays."""
        packed = zlib.compress(counters.tobytes(), 1)  # mostly noughts: from 200 kB to some 5
        packed = _digest(packed, "books", meaning, seed, number) + packed
        written = "INSERT OR IGNORE INTO replications VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._do(written, meaning, CODE, seed, number, engine, now(), packed)

    def counters(self, meaning: str, seed: int, number: int) -> Any:
        """Return the counters of a replication that is kept, to the last bit."""
        asked = f"SELECT substr(books, 1, {LARGEST}) FROM replications WHERE meaning = ? AND code = ? AND seed = ? AND number = ?"
        found = self._do(asked, meaning, CODE, seed, number)
        packed = self._own(found, "books", meaning, seed, number)
        with self._plainly():
            unpacked = zlib.decompressobj().decompress(packed, MEASURES.itemsize + 1)
        if len(unpacked) != MEASURES.itemsize:
            raise self._altered(seed, number)
        return np.frombuffer(unpacked, MEASURES)[0]

    def _own(self, found: list[Any], key: str, meaning: str, seed: int, number: int) -> bytes:
        """Return contents without their digest; OSError where they are not what was kept under that key."""
        content = found[0][0] if found else None
        digest, packed = (content[:DIGEST], content[DIGEST:]) if isinstance(content, bytes) else (b"", b"")
        if not packed or digest != _digest(packed, key, meaning, seed, number):
            raise self._altered(seed, number)
        return packed

    def _altered(self, seed: int, number: int) -> OSError:
        said = f"replication {number} of seed {seed} is not what was kept there"
        return OSError(f"store {self.path}: {said}; remove the file, or name another")

    def engines(self, meaning: str, seed: int, numbers: range) -> set[str]:
        """Return by which engines replications that are kept were run."""
        asked = "SELECT DISTINCT engine FROM replications WHERE meaning = ? AND code = ? AND seed = ? AND number BETWEEN ? AND ?"
        found = self._do(asked, meaning, CODE, seed, numbers.start, numbers.stop - 1)
        return {harmless(str(engine)[:LONGEST]) for (engine,) in found}

    def extract(self, key: str, meaning: str, seed: int, number: int) -> bytes | None:
        """Return what was taken out of the log of a replication, None where it isn't kept."""
        known = "key = ? AND meaning = ? AND code = ? AND seed = ? AND number = ?"
        asked = f"SELECT substr(packed, 1, {LARGEST}) FROM extracts WHERE {known}"
        found = self._do(asked, key, meaning, CODE, seed, number)
        return self._own(found, key, meaning, seed, number) if found else None

    def keep_extract(self, key: str, meaning: str, seed: int, number: int, packed: bytes) -> None:
        """Write what was taken out of the log of a replication."""
        packed = _digest(packed, key, meaning, seed, number) + packed
        written = "INSERT OR IGNORE INTO extracts VALUES (?, ?, ?, ?, ?, ?)"
        self._do(written, key, meaning, CODE, seed, number, packed)

    def runs(self) -> list[StoredRun]:
        """Return what was tried, the latest at the end."""
        return [self._run(row) for row in self._do(RUNS)]

    def _run(self, row: tuple[Any, ...]) -> StoredRun:
        try:
            if tuple(map(type, row)) != ROW:
                raise ValueError
            datetime.fromisoformat(row[4])
        except ValueError:
            raise OSError(f"store {self.path}: rows of something else; name another file") from None
        cells: list[Any] = [harmless(cell[:LONGEST]) if isinstance(cell, str) else cell for cell in row]
        return StoredRun(*cells)

    def close(self) -> None:
        """Close the file; what was kept is in it anyway."""
        self._base.close()


def _digest(packed: bytes, key: str, meaning: str, seed: int, number: int) -> bytes:
    """Return what binds contents to all that they are known by."""
    known = json.dumps([key, meaning, CODE, int(seed), int(number)])
    return hashlib.sha256(known.encode() + b"\0" + packed).digest()


def runs(path: str | Path) -> list[StoredRun]:
    """Return what was tried according to a store.

    Raises FileNotFoundError where there is none, OSError for a file that is no store.
    """
    if not Path(path).exists():
        raise FileNotFoundError(f"store {path}: there is no such file; --store names another")
    with closing(Store(path)) as store:
        return store.runs()
