"""Logs as people send them: what is wrong gets a stable code and a line, and nothing gives a traceback."""

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import fitted
import pandas as pd
import pytest

from sim.fit.findings import CODES, STOPS, Findings, LogError, codes
from sim.fit.reading import Log, read_log
from sim.fit.stamps import stamps


def read(path: Path, language: str = "en", **named: str) -> Log:
    """Read a log as `sim fit` does."""
    return read_log(path, named, Findings(path.name, language, []))


def write(folder: Path, text: str, name: str = "log.csv") -> Path:
    """Write a log."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def parts(*numbers: int) -> str:
    """Return the log with some of its columns."""
    return "".join(";".join(line.strip().split(";")[n] for n in numbers) + "\n" for line in (fitted.HEAD, *fitted.rows()))


def turned(row: str) -> str:
    """Return a row with start and end the other way round."""
    case, activity, start, end, who = row.strip().split(";")
    return f"{case};{activity};{end};{start};{who}\n"


def shuffled() -> str:
    """Return the log in another order."""
    rows = list(fitted.rows())
    random.Random(1).shuffle(rows)
    return fitted.HEAD + "".join(rows)


MUTILATED: dict[str, tuple[Callable[[], str], str]] = {
    "empty": (lambda: "", "L01"),
    "a head and no rows": (lambda: fitted.HEAD, "L01"),
    "no such columns": (lambda: "a;b;c\n1;2;3\n", "L02"),
    "one case": (lambda: fitted.HEAD + "".join(row for row in fitted.rows() if row.startswith("0-0;")), "L03"),
    "no text": (lambda: "\0\1\2", "L04"),
    "bad dates": (lambda: fitted.text().replace("2026-01-05", "2026-13-05"), "L11"),
    "ends before it starts": (lambda: fitted.HEAD + "".join([*fitted.rows()[3:], *map(turned, fitted.rows()[:3])]), "L12"),
    "doubled": (lambda: fitted.text() + "".join(fitted.rows()[:40]), "L13"),
    "shuffled": (shuffled, "L14"),
    "cut": (lambda: fitted.text()[:-30], "L15"),
    "no starts": (lambda: parts(0, 1, 3, 4), "L20"),
    "no people": (lambda: parts(0, 1, 2, 3), "L29"),
}


@pytest.mark.parametrize("what", MUTILATED)
def test_what_is_wrong_has_its_code(what: str, tmp_path: Path) -> None:
    make, code = MUTILATED[what]
    path = write(tmp_path, make())
    if code in STOPS:
        with pytest.raises(LogError, match=code) as complaint:
            read(path)
        assert all(str(one).count("\n") == 0 for one in complaint.value.faults)
    else:
        assert code in codes(read(path).findings)


def test_a_good_log_has_nothing_to_say_of_it(tmp_path: Path) -> None:
    log = read(write(tmp_path, fitted.text()))
    assert codes(log.findings) == []
    assert len(log.frame) == len(fitted.rows())
    assert log.columns == {
        "case": "Zaaknummer", "activity": "Activiteit", "start": "Begin", "end": "Einde", "resource": "Medewerker",
    }  # fmt: skip


def test_a_finding_names_the_line(tmp_path: Path) -> None:
    text = fitted.HEAD + "".join(["1;a;2026-01-05T09:00;2026-01-05T08:00;p\n", *fitted.rows()[:50]])
    found = read(write(tmp_path, text)).findings[0]
    assert str(found).startswith("L12 log.csv:2: end: given '2026-01-05 08:00:00', allowed an end at or after the start")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_code_has_both_languages(language: str) -> None:
    for allowed, done in CODES.values():
        assert allowed[0] != allowed[1]
        assert done[0] != done[1]


def test_the_same_log_in_other_clothes(tmp_path: Path) -> None:
    plain = read(write(tmp_path, fitted.text())).frame
    dutch = "".join(_dutch(row) for row in fitted.rows())
    other = read(write(tmp_path, fitted.HEAD + dutch, "dutch.csv")).frame
    assert (plain["end"].dt.floor("min") == other["end"]).all()
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(fitted.text().replace(";", "\t").encode("utf-8")))
    pd.testing.assert_frame_equal(plain, read(packed).frame)


def _dutch(row: str) -> str:
    case, activity, *times, who = row.strip().split(";")
    written = [f"{one[8:10]}-{one[5:7]}-{one[:4]} {one[11:16]}" for one in times]
    return ";".join((case, activity, *written, who)) + "\n"


XES = (
    '<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">{traces}</log>',
    '<trace><string key="concept:name" value="{case}"/>{events}</trace>',
    '<event><string key="concept:name" value="{name}"/><string key="lifecycle:transition" value="{what}"/>'
    '<date key="time:timestamp" value="2026-01-05T{hour:02d}:00:00.000+01:00"/></event>',
)


def test_xes_has_starts_in_pairs(tmp_path: Path) -> None:
    events = "".join(XES[2].format(name="a", what=what, hour=hour) for what, hour in (("start", 9), ("complete", 10)))
    traces = "".join(XES[1].format(case=case, events=events) for case in "12")
    log = read(write(tmp_path, XES[0].format(traces=traces), "log.xes"))
    assert log.starts
    assert ((log.frame["end"] - log.frame["start"]).dt.total_seconds() == 3600).all()
    assert log.zone == "+01:00"


def test_xml_that_declares_its_own_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="L04"):
        read(write(tmp_path, '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><log/>', "log.xes"))


@pytest.mark.parametrize(
    ("texts", "form"),
    [(["2026-03-31T14:05:06", "2026-04-01T10:00:00"], "ISO8601"), (["31-03-2026 14:05", "01-04-2026 10:00"], "%d-%m-%Y %H:%M"),
     (["03/31/2026 14:05", "04/01/2026 10:00"], "%m/%d/%Y %H:%M")],
)  # fmt: skip
def test_dates_are_read_as_they_can_be(texts: list[str], form: str) -> None:
    read = stamps(pd.Series(texts))
    assert read.forms == (form,)
    assert [str(one)[:10] for one in read.times] == ["2026-03-31", "2026-04-01"]
