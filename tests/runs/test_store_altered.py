# ruff: noqa: E501 - a table reads best with a case a line
"""A store that was altered, damaged or made to harm: one clear line, and never a number that isn't its own."""

import hashlib
import sqlite3
import zlib
from io import BytesIO

import numpy as np
import pytest

from sim.records.counters import MEASURES
from sim.results.results import Unusable
from sim.runs import log_summaries, store
from sim.runs.store import Store, runs

BOOKS = np.zeros(2, MEASURES)
BOOKS["inside"] = 1, 2
ALL = "meaning, code, seed, number"


@pytest.fixture
def kept(tmp_path):
    """Return the path of a store with two replications of one thing and one of another, and an extract of each."""
    path = tmp_path / "store"
    made = Store(path)
    made.note("desk", "hash", {"one": "a", "other": "b"})
    for meaning, number, counters in (("a", 0, BOOKS[0]), ("a", 1, BOOKS[1]), ("b", 0, BOOKS[1])):
        made.keep(meaning, 1, number, "compiled", counters)
        made.keep_extract("key", meaning, 1, number, log_summaries._packed([np.arange(3.0 + number)]))
    made.close()
    return path


def altered(path, *statements):
    with sqlite3.connect(path) as base:
        for statement, *values in statements:
            base.execute(statement, values)
    base.close()


def read(path, meaning="a", number=0):
    opened = Store(path)
    try:
        packed = opened.extract("key", meaning, 1, number)
        return opened.counters(meaning, 1, number), log_summaries._unpacked(packed), runs(path)
    finally:
        opened.close()


def test_what_was_kept_is_read(kept):
    counters, arrays, tried = read(kept)
    assert (counters["inside"], len(arrays[0]), len(tried)) == (1, 3, 2)


def swapped(table, column):
    return (
        f"UPDATE {table} SET {column} = (SELECT {column} FROM {table} WHERE meaning = 'b') WHERE meaning = 'a'",
    )


@pytest.mark.parametrize(
    "statements",
    [
        [swapped("replications", "books")],
        [swapped("extracts", "packed")],
        [("UPDATE replications SET number = 9 - number WHERE meaning = 'a'",), ("UPDATE replications SET number = 0 WHERE number = 8",)],
        [("UPDATE replications SET books = substr(books, 1, 40)",)],
        [("UPDATE replications SET books = 'text'",)],
        [("UPDATE replications SET books = 7",)],
        [("UPDATE replications SET books = NULL",)],
        [("UPDATE replications SET books = zeroblob(200000000)",)],
        [("UPDATE extracts SET packed = x'00'",)],
        [("UPDATE extracts SET packed = 3.5",)],
        [("UPDATE tried SET title = x'ff'",)],
        [("UPDATE replications SET at = 'yesterday'",)],
        [("UPDATE replications SET at = 5",)],
        [("DROP TABLE replications",)],
    ],
)  # fmt: skip
def test_contents_that_are_not_those_of_their_key_are_refused_in_a_line(kept, statements):
    altered(kept, *statements)
    with pytest.raises(OSError, match=r"^store .*$") as refused:
        read(kept)
    assert "\n" not in str(refused.value)


def bound(packed, key, number=0):
    return store._digest(packed, key, "a", 1, number) + packed


def bomb():
    return zlib.compress(bytes(300_000_000), 9)


def arrays_of(shape):
    file = BytesIO()
    np.savez_compressed(file, np.zeros(1))
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    import zipfile

    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("arr_0.npy", b"\x93NUMPY\x01\x00v\x00" + header.encode())
    return file.getvalue()


@pytest.mark.parametrize(
    ("column", "table", "made"),
    [("books", "replications", bomb), ("books", "replications", lambda: b"x" * 50), ("books", "replications", lambda: zlib.compress(b"x")),
     ("packed", "extracts", lambda: b"PK\x03\x04" * 20), ("packed", "extracts", lambda: arrays_of("(10 ** 13,)".replace("10 ** 13", str(10**13))))],
)  # fmt: skip
def test_a_bomb_with_a_digest_of_its_own_is_bounded(kept, column, table, made):
    content = bound(made(), "books" if column == "books" else "key")
    altered(kept, (f"UPDATE {table} SET {column} = ? WHERE meaning = 'a' AND number = 0", content))
    with pytest.raises(OSError, match=r"^store"):
        read(kept)


def test_views_and_triggers_are_refused(kept):
    altered(kept, ("CREATE TRIGGER t AFTER INSERT ON tried BEGIN DELETE FROM replications; END",))
    with pytest.raises(Unusable, match="something else"):
        Store(kept)


def test_another_form_and_another_file_are_refused(kept, tmp_path):
    altered(kept, ("PRAGMA user_version = 7",))
    with pytest.raises(Unusable, match="form 7"):
        Store(kept)
    (tmp_path / "text").write_text("no store" * 1000)
    with pytest.raises(OSError, match="not a database"):
        Store(tmp_path / "text")
    with pytest.raises(OSError, match=r"^store"):
        Store(tmp_path / "no" / "folder")


def test_a_store_that_is_locked_or_may_not_be_written_is_said(kept, monkeypatch):
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    holder = sqlite3.connect(kept, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OSError, match="locked"):
        Store(kept).note("x", "y", {"z": "w"})
    holder.close()


def test_names_in_a_store_are_shown_harmlessly(kept):
    altered(kept, ("UPDATE tried SET title = ?", "\x1b]0;x\x07[link=http://a]b[/link]"))
    assert all(run.title == "\\u001b]0;x\\u0007[link=http://a]b[/link]" for run in runs(kept))


def test_a_digest_is_over_all_that_contents_are_known_by():
    made = {store._digest(*asked) for asked in ((b"x", "k", "m", 1, 2), (b"y", "k", "m", 1, 2), (b"x", "l", "m", 1, 2),
                                                 (b"x", "k", "n", 1, 2), (b"x", "k", "m", 2, 2), (b"x", "k", "m", 1, 3))}  # fmt: skip
    assert len(made) == 6
    assert all(len(digest) == hashlib.sha256().digest_size for digest in made)
