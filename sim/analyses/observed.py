"""What an event log says about a process, in one yardstick for a municipality's log and for a simulated one.

`python -m sim.analyses.observed LOG.csv [TABLE.csv]` reads the receipt phase of the WABO log and writes its figures.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median, quantiles, variance
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

DAY = 1440.0
MONDAY = datetime(1969, 12, 29, tzinfo=UTC)  # any Monday 00:00 before the log begins
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
SPANS = {  # days
    "5_minutes": 5 / DAY, "20_minutes": 20 / DAY, "1_hour": 1 / 24, "4_hours": 1 / 6, "1_day": 1.0,
    "3_days": 3.0, "1_week": 7.0, "2_weeks": 14.0, "4_weeks": 28.0, "8_weeks": 56.0,
}  # fmt: skip
CHECK, ADJUST, REGISTER = "check", "adjust", "register"
LETTER, ADVICE = "other_letter", "advice"
# The log's activity, up to its first blank or dash, and what the scenario calls it.
ACTIVITIES = {
    "Confirmation": REGISTER, "T02": CHECK, "T03": ADJUST, "T04": "decide", "T05": "send",
    "T06": "stop_advice", "T07": ADVICE, "T08": ADVICE, "T09": ADVICE, "T10": "stop_indication",
    **{f"T{number}": LETTER for number in range(11, 21)},
}  # fmt: skip


class Event(NamedTuple):
    """One completed step of a case, `time` in minutes since a Monday 00:00."""

    case: str
    time: float
    activity: str
    person: str
    channel: str


Case = Sequence[Event]


def read_log(path: str | Path) -> list[Event]:
    """Read the municipality's event log; raises ValueError where an activity is unknown."""
    with open(path, newline="", encoding="utf-8") as file:
        return [_event(row) for row in csv.DictReader(file)]


def _event(row: Mapping[str, str]) -> Event:
    name = row["concept:name"].split()[0].split("-")[0]
    if name not in ACTIVITIES:
        raise ValueError(f"unknown activity {row['concept:name']!r}: expected one of {', '.join(ACTIVITIES)}")
    # Minutes of the clock on the wall: a weekday has to stay a weekday when summer time begins.
    stamp = datetime.fromisoformat(row["time:timestamp"]).replace(tzinfo=UTC)
    time = (stamp - MONDAY).total_seconds() / 60
    channel = row["case:channel"].lower().replace("-", "")
    return Event(row["case:concept:name"], time, ACTIVITIES[name], row["org:resource"], channel)


def simulated_events(log: "pd.DataFrame", replication: int = 0) -> list[Event]:
    """Return what the municipality's system would have written down in one replication of a simulated log.

    Only steps that the real log knows count: who rings up or comes back about a mistake is not in it.
    A step `check_by_senior` is the log's `check`.
    """
    known = {*ACTIVITIES.values()}
    rows = log[(log["replication"] == replication) & (log["what"] == "handled")]
    columns = rows[["case", "time", "step", "role", "person", "channel"]].itertuples(index=False)
    events = (
        Event(str(case), float(time), step.split("_by_")[0], f"{role} {person}", channel)
        for case, time, step, role, person, channel in columns
    )
    return [event for event in events if event.activity in known]


def by_case(events: Iterable[Event]) -> list[Case]:
    """Return the events of each case in the order of time, cases in the order in which they began."""
    cases: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: event.time):
        cases.setdefault(event.case, []).append(event)
    return list(cases.values())


def lead_time(case: Case) -> float:
    """Return the days from the first to the last completed step."""
    return (case[-1].time - case[0].time) / DAY


def persons(case: Case) -> int:
    """Return by how many different persons a case was handled."""
    return len({event.person for event in case})


def figures(events: Iterable[Event]) -> dict[str, float]:
    """Return the figures of a log by name; a figure without anything to divide by is left out."""
    cases = by_case(events)
    parts = (_arrivals, _channels, _lead_times, _hand_overs, _rework, _checks, _lead_by_persons)
    return {name: value for part in parts for name, value in part(cases)}


def _share(part: float, whole: float, name: str) -> Iterator[tuple[str, float]]:
    if whole:
        yield name, part / whole


def _arrivals(cases: Sequence[Case]) -> Iterator[tuple[str, float]]:
    days = Counter(day for case in cases if (day := int(case[0].time // DAY)) % 7 < 5)
    counts = [days[day] for day in range(min(days), max(days) + 1) if day % 7 < 5]
    yield "cases", len(cases)
    yield "events", sum(map(len, cases))
    yield "arrivals_per_weekday", fmean(counts)
    if len(counts) > 1:
        yield "dispersion", variance(counts) / fmean(counts)
    for number, name in enumerate(WEEKDAYS):
        count = sum(n for day, n in days.items() if day % 7 == number)
        yield f"share_{name}", count / sum(counts)


def _channels(cases: Sequence[Case]) -> Iterator[tuple[str, float]]:
    for channel, count in Counter(case[0].channel for case in cases).most_common():
        yield f"channel_{channel}", count / len(cases)


def _lead_times(cases: Sequence[Case]) -> Iterator[tuple[str, float]]:
    lead = [lead_time(case) for case in cases]
    yield "lead_time_mean", fmean(lead)
    yield "lead_time_median", median(lead)
    yield "lead_time_p90", quantiles(lead, n=10, method="inclusive")[-1]
    for name, limit in SPANS.items():
        yield f"done_within_{name}", sum(days <= limit for days in lead) / len(lead)


def _hand_overs(cases: Sequence[Case]) -> Iterator[tuple[str, float]]:
    steps = [(before.person, after.person) for case in cases for before, after in pairwise(case)]
    yield "events_per_case", fmean(map(len, cases))
    yield "persons_per_case", fmean(map(persons, cases))
    yield "one_person", sum(persons(case) == 1 for case in cases) / len(cases)
    yield from _share(sum(a != b for a, b in steps), len(steps), "next_step_by_another")


def _rework(cases: Sequence[Case]) -> Iterator[tuple[str, float]]:
    follows = Counter((a.activity, b.activity) for case in cases for a, b in pairwise(case))
    from_check = sum(n for (a, _), n in follows.items() if a == CHECK)
    from_adjust = sum(n for (a, _), n in follows.items() if a == ADJUST)
    count = Counter(event.activity for case in cases for event in case)
    adjusted = [case for case in cases if any(event.activity == ADJUST for event in case)]
    yield from _share(count[ADJUST], count[CHECK], "adjustments_per_check")
    yield from _share(follows[CHECK, ADJUST], from_check, "adjust_right_after_check")
    yield from _share(follows[ADJUST, CHECK], from_adjust, "check_right_after_adjust")
    yield from _share(len(adjusted), len(cases), "cases_adjusted")
    yield from _share(sum(map(lead_time, adjusted)), len(adjusted), "lead_time_adjusted")
    rest = [lead_time(case) for case in cases if case not in adjusted]
    yield from _share(sum(rest), len(rest), "lead_time_not_adjusted")


def _checks(cases: Sequence[Case]) -> Iterator[tuple[str, float]]:
    """How often the first check led to an adjustment, by whether the author of the letter checked it."""
    tried: Counter[bool] = Counter()
    found: Counter[bool] = Counter()
    for case in cases:
        first = next((event for event in case if event.activity == CHECK), None)
        if first is not None:
            own = first.person == case[0].person
            tried[own] += 1
            found[own] += any(event.activity == ADJUST for event in case)
    yield from _share(tried[False], tried[True] + tried[False], "checked_by_another")
    yield from _share(found[True], tried[True], "adjusted_after_own_check")
    yield from _share(found[False], tried[False], "adjusted_after_check_by_another")


def _lead_by_persons(cases: Sequence[Case]) -> Iterator[tuple[str, float]]:
    for number in range(1, 6):
        lead = [lead_time(case) for case in cases if persons(case) == number]
        yield from _share(sum(lead), len(lead), f"lead_time_{number}_person{'s'[: number > 1]}")


def read_figures(path: str | Path) -> dict[str, float]:
    """Read a committed table of figures."""
    with open(path, newline="", encoding="utf-8") as file:
        return {row["figure"]: float(row["observed"]) for row in csv.DictReader(file)}


def write_figures(found: Mapping[str, float], path: str | Path) -> None:
    """Write figures as a table, six significant digits."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("figure", "observed"))
        writer.writerows((name, f"{value:.6g}") for name, value in found.items())


def main(arguments: Sequence[str]) -> int:
    """Print the figures of a log, or write them to a table."""
    if not 1 <= len(arguments) <= 2:
        print("usage: python -m sim.analyses.observed LOG.csv [TABLE.csv]", file=sys.stderr)
        return 2
    if len(arguments) == 2 and Path(arguments[1]).exists():
        print(f"{arguments[1]}: exists already; choose another name, or remove it first", file=sys.stderr)
        return 1
    found = figures(read_log(arguments[0]))
    write_figures(found, arguments[1] if len(arguments) == 2 else "/dev/stdout")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
