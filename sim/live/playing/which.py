"""Which day is shown, and from when to when."""

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from sim.catalogue.numbers import DAY, pick
from sim.kernel.limits import Unusable
from sim.records import log
from sim.views.dates import spelled, weekdays

QUARTER = 15.0  # minutes
ENDS = (log.HANDLED, log.CUT_OFF, log.SENT_HOME, log.SUSPENDED)  # of work, and of waiting for it at closing time
USUAL = 0.05  # part of the busiest day from which a day is one on which is worked
_DAY = ("{weekday}, day {n} of the run", "{weekday}, dag {n} van de simulatie")


def chosen(given: str | int | date | None, record: Any, start: date | None, rows: Any) -> int:
    """Return the number of the day (from 0) that was asked for, or else the first after the warm-up on which is worked.

    Raises Unusable for a day that is not in the run.
    """
    days = math.ceil(float(record["horizon"]) / DAY)
    if given is None:
        return _first(rows, float(record["warm_up"]), days)
    text = str(given).strip()
    number = -1
    if re.fullmatch(r"\d{1,5}", text):
        number = int(text) - 1
    elif start is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        try:
            number = (date.fromisoformat(text) - start).days
        except ValueError:
            number = -1
    if 0 <= number < days:
        return number
    dates = f", or a date from {start} to {start + timedelta(days=days - 1)}" if start else ""
    raise Unusable(f"date: {text!r}, allowed is the number of a day, 1 to {days}{dates}")


def _first(rows: Any, warm_up: float, days: int) -> int:
    """Return the first whole day after the warm-up on which is worked; the last where there is none."""
    begun = rows["time"][(rows["what"] == log.STARTED) & (rows["role"] >= 0)]
    work = np.bincount((begun // DAY).astype(np.int64), minlength=days)
    after = range(min(math.ceil(warm_up / DAY), days - 1), days)
    worked = [number for number in after if work[number] > USUAL * work.max()]
    return worked[0] if worked else days - 1


def hours(number: int, horizon: float, logs: Sequence[Any]) -> tuple[float, float]:
    """Return from when to when (minutes of the run) anybody of the staff helps anybody that day, in quarters of an hour."""
    begin, end = number * DAY, min((number + 1) * DAY, horizon)
    first, last = end, begin
    for rows in logs:
        here = rows[(rows["time"] >= begin) & (rows["time"] < end) & (rows["role"] >= 0)]
        first = min([first, *here["time"][here["what"] == log.STARTED][:1].tolist()])
        last = max([last, *here["time"][np.isin(here["what"], ENDS)][-1:].tolist()])
    if first >= last:
        return begin, end
    return max(begin, first // QUARTER * QUARTER), min(end, (last // QUARTER + 1.0) * QUARTER)


def named(number: int, start: date | None, language: str) -> str:
    """Return what a day is called: "Tuesday 3 March 2026", or without dates "Tuesday, day 30 of the run"."""
    weekday = weekdays(language)[number % 7]
    if start is None:
        return pick(_DAY, language).format(weekday=weekday, n=number + 1)
    return f"{weekday} {spelled(start + timedelta(days=number), language)}"
