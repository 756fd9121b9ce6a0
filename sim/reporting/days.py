"""The day in the annex: by half-hour and by weekday, as a picture and a table of what comes, what is answered and who is there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isnan
from statistics import median

import numpy as np

from sim.analyses.day import SLOT, TELLS, Day
from sim.catalogue.numbers import Scale, pick, scale
from sim.reporting.gathered import Gathered
from sim.reporting.sections import Block, Section, illustration
from sim.results.document import Cell, Column, Head, Row, Table, Text
from sim.views import day_picture
from sim.views.dates import weekdays
from sim.views.names import title
from sim.views.path_words import named

_DAY = ("The day by half-hours", "De dag per half uur")
_SHOWS = ("The mean working day, by half-hour", "De gemiddelde werkdag, per half uur")
_NOTE = (
    "Means of {n} replications. Waits, answered and given up are of who came in that half-hour, to roles with a norm where there "
    "are any.",
    "Gemiddelden over {n} herhalingen. Wachten, geholpen en afgehaakt zijn van wie in dat half uur kwam, bij rollen met een norm als "
    "die er zijn.",
)
_HEADS = {
    "needs": ("needs", "vragen"),
    "contacts": ("contacts", "contacten"),
    "wait": ("wait", "wachttijd"),
    "within": ("within the norm", "binnen de norm"),
    "answered": ("answered", "geholpen"),
    "gave_up": ("given up", "afgehaakt"),
    "staff": ("on shift", "aanwezig"),
    "busy": ("busy", "bezig"),
}
LIVELY = 0.05  # on the mean working day, below which all of a row would be nought
CHANNEL, _OTHER = "channel ", ("elsewhere", "elders")  # contacts without a channel
MOST_CHANNELS = 4  # with a column each
RARE = 1.0  # needs and contacts in a half-hour, below which a table of half-hours has nothing but noughts
LONG = 20.0  # a wait, from which it is written without decimals
_TIME, _WEEKDAY = ("from", "vanaf"), ("weekday", "dag")
_BY_WEEKDAY = ("By weekday: {name}", "Per weekdag: {name}")
_BY_SLOT = ("By half-hour, the mean working day: {name}", "Per half uur, de gemiddelde werkdag: {name}")


def days(found: Gathered) -> Section | None:
    """Return the day of the designs that are looked at in pictures; None where nobody comes."""
    known = {name: day for name, day in found.days.items() if day.open}
    if not known:
        return None
    language, (name, first) = found.scenario.language, next(iter(known.items()))
    blocks: list[Block] = [illustration(day_picture.picture(found.scenario, known), pick(_SHOWS, language))]
    blocks += _tables(found, name, first)
    blocks.append(Text(pick(_NOTE, language).format(n=first.replications), "note"))
    return Section("day", pick(_DAY, language), blocks)


def _tables(found: Gathered, name: str, day: Day) -> Iterator[Block]:
    language, called = found.scenario.language, title(found.scenario, name)
    if sum(_value(day, name, day.open, day.working) for name in ("needs", "contacts")) >= RARE * len(day.open):
        yield Head(pick(_BY_SLOT, language).format(name=called))
        rows = [(day_picture.clock(slot * SLOT / 60.0), [slot], day.working) for slot in day.open if _is_lively(day, slot)]
        yield _table(day, pick(_TIME, language), rows, language)
    if len(day.working) > 1:
        names = weekdays(language)
        yield Head(pick(_BY_WEEKDAY, language).format(name=called))
        yield _table(day, pick(_WEEKDAY, language), [(names[one], day.open, [one]) for one in day.working], language)


def by_weekday(day: Day, language: str) -> Table:
    """Return a day for a spreadsheet: a row for each half-hour of each weekday, waits in minutes, shares as parts."""
    heads = {key: pick(head, language) for key, head in _HEADS.items() if key != "contacts"}
    channels = {f"{CHANNEL}{name}": named(name) or pick(_OTHER, language) for name in day.contacts}
    columns = [Column("weekday", pick(_WEEKDAY, language), index=True), Column("from", pick(_TIME, language), index=True)]
    columns += [Column(key, head, "number") for key, head in (channels | heads).items()]
    names = weekdays(language)
    rows = [
        Row(
            {"weekday": Cell(names[one], names[one]), "from": Cell(text := day_picture.clock(slot * SLOT / 60.0), text)}
            | {key: Cell(_value(day, key, [slot], [one])) for key in channels | heads}
        )
        for one in day.working
        for slot in day.open
    ]
    return Table("day", tuple(columns), tuple(rows))


def _is_lively(day: Day, slot: int) -> bool:
    """Whether anybody to speak of comes or is at work in a slot: at night a table would be of noughts."""
    return any(_value(day, name, [slot], day.working) >= LIVELY for name in ("needs", "contacts", "staff", "busy"))


def _table(day: Day, first: str, rows: Sequence[tuple[str, Sequence[int], Sequence[int]]], language: str) -> Table:
    """Return a table with a row for each stretch of slots over weekdays, a unit for each column."""
    heads = _heads(day, language)
    values = {name: [_value(day, name, slots, days) for _, slots, days in rows] for name in heads}
    scales = {name: _scale(name, values[name], language) for name in heads}
    columns = [Column(name, head, "number", scales[name].unit) for name, head in heads.items()]
    cells = [
        {"from": Cell(text, text), **{name: Cell(values[name][i], scales[name].number(values[name][i])) for name in heads}}
        for i, (text, _, _) in enumerate(rows)
    ]
    return Table("day", (Column("from", first), *columns), tuple(map(Row, cells)))


def _heads(day: Day, language: str) -> dict[str, str]:
    """Return the columns and their heads; contacts by channel where there are a few, together where there are many or none."""
    within = day_picture.level_head({"": day})[0] != "% answered"
    heads = {name: pick(head, language) for name, head in _HEADS.items() if name != ("answered" if within else "within")}
    if not 1 < len(day.contacts) <= MOST_CHANNELS:
        return heads
    channels = {f"{CHANNEL}{name}": named(name) or pick(_OTHER, language) for name in day.contacts}
    return {"needs": heads["needs"], **channels, **{name: head for name, head in heads.items() if name not in ("needs", "contacts")}}


def _scale(name: str, values: Sequence[float], language: str) -> Scale:
    if name in ("within", "answered", "gave_up"):
        return Scale(100.0, "%", 0, language)
    if name == "wait":
        known = [value for value in values if not isnan(value)] or [0.0]
        how = scale("min", [median(known)], None, language)
        return replace(how, decimals=int(median(known) * how.factor < LONG))
    return Scale(1.0, "", int(max(values, default=0.0) < 20.0), language)


def _value(day: Day, name: str, slots: Sequence[int], days: Sequence[int]) -> float:
    """Return a figure over some slots of some weekdays: counts added up, people on average, shares and waits of all who came."""

    def added(what: str) -> float:
        return float(day.figures[what][np.ix_(days, slots)].sum())

    over = {"within": "offered", "answered": "offered", "gave_up": "offered", "wait": "answered"}
    if name in over:
        top, under = added("waited" if name == "wait" else name), added(over[name])
        usual = float(day.figures[over[name]][list(days)].sum()) / max(1, len(day.open))
        return top / under if under > TELLS * usual * len(slots) else float("nan")
    if name in ("staff", "busy"):
        return float(day.mean(name, days)[slots].mean()) * 60.0 / SLOT
    if name.startswith(CHANNEL):
        return float(day.mean_contacts(name.removeprefix(CHANNEL), days)[slots].sum())
    if name == "contacts":
        return sum(float(day.mean_contacts(channel, days)[slots].sum()) for channel in day.contacts)
    return float(day.mean(name, days)[slots].sum())
