"""A list of calls, read and checked: when each came, how long it waited, how it ended, how long it took, who answered."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.fit import columns as named_columns
from sim.fit import source
from sim.fit.findings import Finding, Findings
from sim.fit.stamps import stamps
from sim.scenario.text.faults import shown

ANSWERED = ("agent", "answer", "answered", "beantwoord", "served", "handled", "connected", "aangenomen", "opgenomen", "afgehandeld")
GAVE_UP = ("hang", "abandon", "abandoned", "opgehangen", "afgehaakt", "gave_up", "no_answer", "verloren", "lost", "gemist", "missed")


@dataclass(frozen=True)
class CallLog:
    """Calls in the order in which they came: arrives (time), wait and service (seconds), answered (bool), resource."""

    file: str
    frame: Any
    columns: dict[str, str]
    separator: str
    findings: tuple[Finding, ...]


def read_calls(path: Path, columns: dict[str, str], by: str, findings: Findings) -> CallLog:
    """Read a list of calls; raises LogError for one that nothing can be fitted to."""
    parts = list(source.rows(path, columns, by, findings))
    if not sum(map(len, parts)):
        findings.add("L01", ("no rows", "geen regels"))
    texts = pd.concat(parts, ignore_index=True)
    frame = _waits(texts, _moments(texts, findings))
    frame = _outcomes(texts, frame, findings)
    frame["resource"] = texts["resource"].fillna("") if "resource" in texts else ""
    frame = frame[frame["arrives"].notna() & (frame["wait"] >= 0)]
    if len(frame) < 2:
        findings.add("L03", str(len(frame)))
    frame = frame.sort_values("arrives", kind="stable").reset_index(drop=True)
    return CallLog(str(path), frame, columns, by, tuple(findings.found))


def _moments(texts: Any, findings: Findings) -> dict[str, Any]:
    """Return the times of a call; where the date stands by itself it goes before each."""
    found = {}
    for part in ("arrives", "answered", "ended"):
        if part in texts:
            written = texts["date"].str.cat(texts[part], sep=" ") if "date" in texts else texts[part]
            read = stamps(_two_digits(written))
            bad = read.times.isna() & texts[part].notna()
            if part == "arrives" and bad.any():
                first = texts[bad].iloc[0]
                findings.add("L11", shown(first[part]), int(first[source.LINE]), part, int(bad.sum()))
            found[part] = read.times
    return found


def _two_digits(texts: Any) -> Any:
    return texts.str.replace(r" (\d):", r" 0\1:", regex=True)


def _seconds(texts: Any) -> Any:
    """Return a length of time in seconds from a number of them, or from 0:01:23."""
    plain = pd.to_numeric(texts.str.replace(",", ".", regex=False), errors="coerce")
    clock = pd.to_timedelta(texts.where(texts.str.count(":") == 2, "00:" + texts.astype(str)), errors="coerce")
    return plain.fillna(clock.dt.total_seconds())


def _waits(texts: Any, moments: dict[str, Any]) -> Any:
    frame = pd.DataFrame({"arrives": moments["arrives"]})
    answered, ended = moments.get("answered"), moments.get("ended")
    if "wait" in texts:
        frame["wait"] = _seconds(texts["wait"])
    else:
        until = moments["answered"] if ended is None else moments["answered"].fillna(ended)
        frame["wait"] = (until - frame["arrives"]).dt.total_seconds()
    if "service" in texts:
        frame["service"] = _seconds(texts["service"]).fillna(0.0)
    elif ended is not None and answered is not None:
        frame["service"] = (ended - answered).dt.total_seconds().fillna(0.0)
    else:
        frame["service"] = float("nan")
    return frame


def _outcomes(texts: Any, frame: Any, findings: Findings) -> Any:
    """Say of each call whether it was answered; what is no call is left out."""
    if "outcome" not in texts:
        return frame.assign(answered=frame["service"].fillna(0.0) > 0)
    words = texts["outcome"].fillna("").map(named_columns.plain)
    answered = words.map(lambda word: any(part in word for part in ANSWERED) and not _gave_up(word))
    known = answered | words.map(_gave_up)
    if not known.all():
        first = texts[~known].iloc[0]
        findings.add("L30", shown(first["outcome"]), int(first[source.LINE]), "outcome", int((~known).sum()))
    return frame.assign(answered=answered)[known]


def _gave_up(word: str) -> bool:
    return any(part in word for part in GAVE_UP)


def is_list(columns: list[str], named: dict[str, str]) -> bool:
    """Return whether columns are those of a list of calls."""
    return named_columns.are_calls(columns, named)
