"""The week: profiles of arrivals, and plans of staff or opening hours (minutes from Monday 00:00)."""

import itertools
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from sim.scenario.text.faults import shown
from sim.scenario.text.units import (
    DAY,
    WEEK,
    UnreadableError,
    duration,
    each,
    entry,
    every,
    number,
    weight,
    whole,
)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBER = {name: i for names in (DAYS, _FULL) for i, name in enumerate(names)} | {
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
UNLIMITED = 10**9
WEEKS = 53  # of a roster
PART_WEEKS = 4  # in which parts of posts come to whole days
Span = tuple[float, float]
SINE_BLOCKS = 480
SHORTEST_CYCLE = 1.0
STAFF = "a number of staff"
Level = TypeVar("Level", int, float)


class Profile(BaseModel):
    """Relative intensity per minute over a cycle (minutes), in blocks that start at `edges`; mean 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cycle: float
    edges: tuple[float, ...]
    weights: tuple[float, ...]

    @property
    def weekday_share(self) -> float:
        """Share of the intensity that falls on Monday to Friday (1 for a cycle that isn't a week)."""
        ends = (*self.edges[1:], self.cycle)
        blocks = zip(self.weights, self.edges, ends, strict=True)
        inside = sum(w * (min(e, 5 * DAY) - t) for w, t, e in blocks if t < 5 * DAY)
        return inside / WEEK if self.cycle == WEEK else 1.0


class Schedule(BaseModel):
    """Number of staff (or open = 1) over a cycle (minutes): from each of `times` on, the level beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cycle: float = WEEK
    times: tuple[float, ...] = (0.0,)
    levels: tuple[int, ...] = (0,)

    @property
    def mean(self) -> float:
        """Mean level over the cycle."""
        ends = (*self.times[1:], self.cycle)
        return sum(n * (e - t) for n, t, e in zip(self.levels, self.times, ends, strict=True)) / self.cycle

    def at(self, time: float) -> int:
        """Level at a time, in minutes from the start of the run."""
        return self.levels[bisect_right(self.times, time % self.cycle) - 1]

    def over(self, cycle: float) -> "Schedule":
        """Return this plan written out over a longer cycle, of whole cycles of its own."""
        turns = [self.cycle * i for i in range(round(cycle / self.cycle))]
        times = tuple(turn + time for turn in turns for time in self.times)
        return Schedule(cycle=cycle, times=times, levels=self.levels * len(turns))

    def less(self, other: "Schedule") -> "Schedule":
        """Return this plan less another, nowhere below nought."""
        one, two = alike(self, other)
        times = tuple(sorted({*one.times, *two.times}))
        levels = tuple(max(0, one.at(time) - two.at(time)) for time in times)
        return Schedule(cycle=one.cycle, times=times, levels=levels)


def alike(one: Schedule, other: Schedule) -> tuple[Schedule, Schedule]:
    """Return two plans of whole weeks, both written out over the least cycle that is whole in each."""
    if one.cycle == other.cycle:
        return one, other
    cycle = WEEK * math.lcm(round(one.cycle / WEEK), round(other.cycle / WEEK))
    return one.over(cycle), other.over(cycle)


def spans(text: Any) -> list[Span]:
    """Return the stretches of the week (start, end in minutes) that text such as "sat 08:30-17:00" names."""
    allowed = 'days and hours such as "mon-fri 08:30-17:00", "sat 10:00-14:00" or "daily 00:00-24:00"'
    form = re.fullmatch(r"([a-z,\-]+)(?:\s+(\d{1,2}:\d\d)\s*-\s*(\d{1,2}:\d\d))?", str(text).strip().lower())
    if not form:
        raise UnreadableError(allowed, "write the days, a space, and the hours")
    start, end = _clock(form[2] or "00:00", allowed), _clock(form[3] or "24:00", allowed)
    if end == start:
        raise UnreadableError(allowed, "let the end differ from the beginning; a whole day is 00:00-24:00")
    end += DAY if end < start else 0
    return [
        piece for day in _days(form[1], allowed) for piece in _wrapped(day * DAY + start, day * DAY + end)
    ]


def _by_hours(given: dict[Any, Any], reader: Callable[[Any], Level]) -> list[tuple[Span, Level]]:
    """Read a mapping of hours, {"mon-fri 08:30-17:00": 3}, as stretches of the week with a level each."""
    entries = [(text, (text, level)) for text, level in given.items()]
    read = each(entries, lambda entry: (_spans_of(entry[0]), reader(entry[1])))
    _refuse_overlap([(str(text), span) for text, (found, _) in read for span in found])
    return [(span, level) for _, (found, level) in read for span in found]


def _refuse_overlap(pieces: list[tuple[str, Span]]) -> None:
    """Refuse blocks that overlap: adding them up, or letting one count, would be a guess."""
    ordered = sorted(pieces, key=lambda piece: piece[1])
    last = ordered[0] if ordered else ("", (0.0, 0.0))
    for text, span in ordered[1:]:
        if span[0] < last[1][1]:
            complaint = UnreadableError("blocks of hours that do not overlap", _SPLIT)
            raise complaint.inside(text).about(f"the hours {shown(text)}, which overlap {shown(last[0])}")
        if span[1] > last[1][1]:
            last = (text, span)


_SPLIT = (
    'write each hour once, such as {"mon-fri 09:00-12:00": 3, "mon-fri 12:00-13:00": 2, "mon-fri 13:00-17:00": 3}, '
    'or, in a role, breaks: {"mon-fri 12:00-13:00": 1} beside staff'
)


def _spans_of(key: str) -> list[Span]:
    try:
        return spans(key)
    except UnreadableError as complaint:
        raise complaint.about(f"the hours {shown(key)}") from None


def _wrapped(start: float, end: float) -> list[Span]:
    return [(start, end)] if end <= WEEK else [(start, WEEK), (0.0, end - WEEK)]


def _clock(text: str, allowed: str) -> float:
    hours, minutes = map(int, text.split(":"))
    if minutes > 59 or hours * 60 + minutes > DAY:
        raise UnreadableError(allowed, f"correct the time {text}")
    return hours * 60.0 + minutes


def _days(text: str, allowed: str) -> list[int]:
    chosen: list[int] = []
    for part in {"daily": "mon-sun"}.get(text, text).split(","):
        ends = part.split("-")
        if len(ends) > 2 or any(d not in _NUMBER for d in ends):
            raise UnreadableError(allowed, f"name the days {', '.join(DAYS)} or daily")
        first, last = _NUMBER[ends[0]], _NUMBER[ends[-1]]
        chosen += [(first + i) % 7 for i in range((last - first) % 7 + 1)]
    return chosen


def _added(pieces: Iterable[tuple[Span, float]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return block starts and levels over the week, the levels of overlapping pieces added up."""
    known = list(pieces)
    edges = sorted({0.0} | {t for span, _ in known for t in span if t < WEEK})
    return changes(edges, [sum(level for (start, end), level in known if start <= t < end) for t in edges])


def changes(times: Sequence[float], levels: Sequence[Level]) -> tuple[tuple[float, ...], tuple[Level, ...]]:
    """Return the times at which a level differs from the one before, the first included, and the levels from then on."""
    keep = [i for i in range(len(times)) if i == 0 or levels[i] != levels[i - 1]]
    return tuple(times[i] for i in keep), tuple(levels[i] for i in keep)


def staff(given: Any) -> Schedule:
    """Return a staffing plan from 3, unlimited, {"mon-fri 08:30-17:00": 3}, or {weeks: [...]} with one such for each week."""
    if isinstance(given, Schedule):
        return given
    if given == "unlimited":
        return Schedule(levels=(UNLIMITED,))
    if not isinstance(given, dict):
        posts = number(given, 0, UNLIMITED, STAFF)
        return Schedule(levels=(int(posts),)) if posts == int(posts) else _part_time({"daily": posts})
    if "weeks" in given:
        return entry(given, "weeks", _roster) if len(given) == 1 else _not_beside_weeks(given)
    pieces = _by_hours(given, lambda n: number(n, 0, UNLIMITED, STAFF))
    if any(level != int(level) for _, level in pieces):
        return _part_time({str(text): number(level) for text, level in given.items()})
    return _plan([(span, int(level)) for span, level in pieces])


def _part_time(posts: dict[str, float]) -> Schedule:
    """Return a plan with parts of posts: somebody who is there on some days, as evenly spread as may be, over up to four weeks."""
    over = {text: (posts[text], sorted(spans(text))) for text in posts}
    fits = (
        weeks for weeks in range(1, PART_WEEKS + 1)
        if all(abs(part - round(part)) < 1e-6 for posts, days in over.values() for part in [posts * len(days) * weeks])
    )  # fmt: skip
    weeks = next(fits, 0)
    if not weeks:
        advice = "such as 2.6 (three of five days), or write staff: {weeks: [...]}"
        raise UnreadableError(f"parts of a post that come to whole days in {PART_WEEKS} weeks", advice)
    plans = [_plan(_days_of(over.values(), week)) for week in range(weeks)]
    return _in_turn(plans) if weeks > 1 else plans[0]


def _days_of(blocks: Iterable[tuple[float, list[Span]]], week: int) -> list[tuple[Span, int]]:
    """Return the stretches of one week with the whole numbers there: what is left of each day adds up to somebody's next day."""
    found = []
    for posts, days in blocks:
        for i, span in enumerate(days, week * len(days)):
            found.append((span, math.floor((i + 1) * posts + 1e-6) - math.floor(i * posts + 1e-6)))
    return found


def _roster(given: Any) -> Schedule:
    """Return a roster over several weeks: a plan for each, from the first week of the run on, and then from the first again."""
    if not isinstance(given, list) or not 2 <= len(given) <= WEEKS:
        raise UnreadableError(f"a list of 2 to {WEEKS} plans, one for each week", "write the weeks as a list")
    return _in_turn(every(given, _of_a_week))


def _in_turn(plans: Sequence[Schedule]) -> Schedule:
    """Return a plan of several weeks, one after the other."""
    each_time = [WEEK * week + time for week, plan in enumerate(plans) for time in plan.times]
    times, levels = changes(each_time, [level for plan in plans for level in plan.levels])
    return Schedule(cycle=WEEK * len(plans), times=times, levels=levels)


def _of_a_week(given: Any) -> Schedule:
    if isinstance(given, dict) and "weeks" in given:
        raise UnreadableError("the plan of one week", "write all weeks in one list")
    plan = staff(given)
    if plan.cycle != WEEK:
        raise UnreadableError("parts of a post that come to whole days in this week", "spread them over the list yourself")
    return plan


def _not_beside_weeks(given: dict[Any, Any]) -> Schedule:
    other = next(str(key) for key in given if key != "weeks")
    complaint = UnreadableError("either weeks or hours", "write these hours into each of the weeks")
    raise complaint.inside(other).about(f"the hours {shown(other)} beside weeks")


def opening(given: Any) -> Schedule:
    """Return opening hours (levels 0 and 1): always, "mon-fri 09:00-17:00", a list of such, or a mapping."""
    if isinstance(given, Schedule):
        return given
    if given == "always":
        return Schedule(levels=(1,))
    plan = _plan(_open_pieces(given))
    return plan.model_copy(update={"levels": tuple(min(1, n) for n in plan.levels)})


def _open_pieces(given: Any) -> list[tuple[Span, int]]:
    if isinstance(given, list):
        return [(span, 1) for found in every(given, spans) for span in found]  # open is open, also twice
    if not isinstance(given, dict):
        return [(span, 1) for span in spans(given)]
    return _by_hours(given, lambda level: whole(level, 0, 1, "1 (open) or 0 (closed)"))


def _plan(pieces: Iterable[tuple[Span, int]]) -> Schedule:
    times, levels = _added(pieces)
    return Schedule(times=times, levels=tuple(min(UNLIMITED, int(n)) for n in levels))


def profile(given: Any) -> Profile:
    """Return an arrival profile from flat, weekdays, office_hours, or one of the mapping forms."""
    if isinstance(given, Profile):
        return given
    if given == "flat":
        return Profile(cycle=WEEK, edges=(0.0,), weights=(1.0,))
    if given == "weekdays":
        return _weekly({"mon-fri": 1})
    if given == "office_hours":
        return _weekly({"mon-fri 09:00-17:00": 1})
    if isinstance(given, dict) and "weekdays" in given:
        return _by_day(given)
    if isinstance(given, dict) and "cycle" in given:
        return _cyclic(given)
    if isinstance(given, dict) and given:
        return _weekly(given)
    raise UnreadableError(
        'flat, weekdays, office_hours, {"mon-fri 08:00-12:00": 3}, {weekdays: [5, 6, 5, 7, 4]} '
        "or {cycle: 8 h, sine: 0.6}",
        "write the profile in one of these forms",
    )


def _weekly(given: dict[Any, Any]) -> Profile:
    return _normalised(WEEK, *_added(_by_hours(given, weight)))


def _by_day(given: dict[Any, Any]) -> Profile:
    counts = given["weekdays"]
    if not isinstance(counts, list) or len(counts) not in (5, 7) or set(given) - {"weekdays", "hours"}:
        raise UnreadableError(
            '{weekdays: [5 or 7 numbers], hours: "09:00-17:00"}', "give a number for each day"
        )
    weights = entry(given, "weekdays", _weights)
    hours = entry({"hours": "00:00-24:00"} | given, "hours", _hours)
    return _weekly({f"{day} {hours}": weight for day, weight in zip(DAYS, weights, strict=False)})


def _hours(given: Any) -> str:
    spans(f"daily {given}")  # complains of hours that can't be read once, not once for each day
    return str(given)


def _cyclic(given: dict[Any, Any]) -> Profile:
    cycle = entry(given, "cycle", _cycle_of)
    if len(set(given) & {"sine", "weights"}) != 1 or len(given) != 2:
        raise UnreadableError(
            "{cycle: 8 h, weights: [1, 2]} or {cycle: 8 h, sine: 0.6}", "use one of these forms"
        )
    if "sine" in given:
        return _sine(cycle, entry(given, "sine", lambda a: number(a, -1, 1, "an amplitude")))
    read = entry(given, "weights", _weights)
    return _normalised(cycle, tuple(cycle * i / len(read) for i in range(len(read))), read)


def _cycle_of(given: Any) -> float:
    cycle = duration(given)
    if cycle < SHORTEST_CYCLE:
        raise UnreadableError("a cycle of at least 1 minute", "choose a longer cycle")
    return cycle


def _weights(given: Any) -> tuple[float, ...]:
    if not isinstance(given, list) or not 0 < len(given) <= 10_000:
        raise UnreadableError("a list of 1 to 10000 weights", "give one weight for each block of the cycle")
    return tuple(every(given, weight))


def _sine(cycle: float, amplitude: float) -> Profile:
    # The mean of 1 + a sin over each block is exact, so only the shape inside a block is approximated.
    turns = [2 * math.pi * i / SINE_BLOCKS for i in range(SINE_BLOCKS + 1)]
    means = [1 + amplitude * (math.cos(a) - math.cos(b)) / (b - a) for a, b in itertools.pairwise(turns)]
    edges = tuple(cycle * i / SINE_BLOCKS for i in range(SINE_BLOCKS))
    return _normalised(cycle, edges, tuple(means))


def _normalised(cycle: float, edges: tuple[float, ...], weights: tuple[float, ...]) -> Profile:
    ends = (*edges[1:], cycle)
    total = sum(w * (e - t) for w, t, e in zip(weights, edges, ends, strict=True))
    if total <= 0:
        raise UnreadableError(
            "a profile with some intensity above 0", "give at least one block a positive number"
        )
    return Profile(cycle=cycle, edges=edges, weights=tuple(max(0.0, w * cycle / total) for w in weights))
