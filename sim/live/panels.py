"""The parts of the page that change as sliders move, as HTML: what differs, waits, where people are, mirrors, money."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analyses.two_views import Light
from sim.catalogue import labels
from sim.catalogue.keys import ROLE, named
from sim.catalogue.numbers import Scale, one_or_more, scale
from sim.live import svg
from sim.live.first_look import Shorter
from sim.live.pairs import A, B, Found
from sim.live.telling import BETTER, OPEN, SAME, SMALL, WORSE, AgainstThreshold, roles, rows
from sim.live.waits import WaitCurve, curve
from sim.live.words import SPANS, say
from sim.results.results import Difference
from sim.views import mirrors_words, words
from sim.views.counted import FATES
from sim.views.money_words import money
from sim.views.render import html

if TYPE_CHECKING:
    from jinja2 import Environment

FINDINGS = {BETTER: "better", WORSE: "worse", SMALL: "small_word", OPEN: "open", SAME: "same_word"}
FULL = 1.0  # of a share
BRIEF, SECONDS = 2.0, 60.0  # minutes below which a time is said in seconds, and how many there are in one


@lru_cache(maxsize=1)
def templates() -> "Environment":
    """Return the templates of the page, which escape every text."""
    made = html.templates(Path(__file__).parent)
    made.globals["say"] = say
    return made


def panels(found: Found, language: str, most: int) -> dict[str, str]:
    """Return the panels by name; `most` is how many pairs there will be at most."""
    make: Any = templates().get_template("panels.html").module
    told = [_told(row, language) for row in rows(found.pairs.scenario, found.shown, found.comparison.pairs[B])]
    curves = [one for role in roles(found.pairs.scenario) if (one := curve(found, role))]
    return {
        "answer": str(make.answer(answer(found, told, language), _first(found, language))),
        "differences": str(make.differences(told, language)),
        "waits": str(make.waits([_drawn(one, language) for one in curves], language)),
        "where": str(make.where(list(_where(found, language)), language)),
        "mirrors": str(make.mirrors(_mirrors(found, language), language)),
        "money": str(make.money(cost(found, language), language)),
        "foot": str(make.foot(say("foot", language, n=found.n, most=most, count=found.comparison.intervals))),
    }


@dataclass(frozen=True)
class Told:
    """A row in words: its label, both values, the difference, its interval, what it comes to, and its picture."""

    row: AgainstThreshold
    label: str
    a: str
    b: str
    difference: str
    interval: str
    finding: str
    picture: str


def _told(row: AgainstThreshold, language: str) -> Told:
    d, how = row.difference, _scale(row.difference, language)
    a, b = (how.quantity(one.mean) if one else "-" for one in (d.baseline, d.design))
    difference = how.change(d.difference, sign=True) if d.values else "-"
    said, finding = interval(d, how, language), say(FINDINGS[row.finding], language)
    label = _capital(labels.label(row.measure, language))
    text = say("strip", language, label=label, difference=difference, interval=said, finding=finding)
    return Told(row, label, a, b, difference, said, finding, svg.strip(row, text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _scale(d: Difference, language: str) -> Scale:
    """Return how a row is written; times of less than two minutes in seconds."""
    how = words.row_scale(d, language)
    means = [one.mean for one in (d.baseline, d.design) if one and one.n]
    if d.unit != "min" or how.factor != 1.0 or max(means, default=BRIEF) >= BRIEF:
        return how
    return Scale(SECONDS, "s", max(0, how.decimals - 2), language)


def interval(d: Difference, how: Scale, language: str) -> str:
    """Return the ends of an interval in words, what stands there as long as there is none."""
    if d.interval is None:
        return say("no_interval", language)
    low, high = (how.number(end, sign=True) for end in d.interval)
    return say("to", language, low=low, high=high)


def answer(found: Found, told: Sequence[Told], language: str) -> str:
    """Return in a sentence what is found: the clearest difference that matters."""
    if found.pairs.same:
        return say("same", language)
    judged = [one for one in told if one.row.judged]
    clear = [one for one in judged if one.row.finding in (BETTER, WORSE)]
    if not clear:
        decided = all(one.row.finding in (SMALL, SAME) for one in judged)
        return say("small" if decided else "unclear", language)
    most = max(clear, key=lambda one: abs(one.row.scaled[0]) if one.row.scaled else 0.0)
    d, how = most.row.difference, _scale(most.row.difference, language)
    way = say("more" if d.difference > 0.0 else "less", language)
    size = how.change(abs(d.difference))
    return say("answer", language, label=most.label, before=most.a, after=most.b, difference=size, way=way)


def _first(found: Found, language: str) -> str:
    if found.pairs.short:
        return _first_look(found, found.pairs.short, language)
    return say("first_pair", language) if found.n == 1 and not found.pairs.same else ""


def _first_look(found: Found, short: Shorter, language: str) -> str:
    """Return what a first look is of, and when whole runs take its place."""
    times = short.length, round(short.of.length / short.unit), short.warm_up, round(short.of.warm_up / short.unit)
    length, of, warm_up, of_warm_up = (lasting(n, short, language) for n in times)
    warm = say("shorter_warm_up", language, warm_up=warm_up, of=of_warm_up) if short.of.warm_up else ""
    return say("first_look", language, n=found.n, length=length, of=of, warm=warm)


def lasting(n: int, short: Shorter, language: str) -> str:
    """Return so many of the weeks or days in which a shorter run is counted."""
    return one_or_more(n, SPANS["weeks" if short.in_weeks else "days"], language)


def soon(seconds: float, language: str) -> str:
    """Return in how many seconds whole runs are there, where that is worth a word."""
    return say("soon", language, seconds=round(seconds)) if seconds >= 1.0 else ""


def _drawn(one: WaitCurve, language: str) -> tuple[str, str]:
    """Return the heading of a curve of waits, and its picture."""
    role = one.role.replace("_", " ")
    unit = labels.unit(one.unit, language)
    head = say("waits_of", language, role=role, unit=unit)
    ticks = [(time, Scale(1.0, "", decimals, language).number(shown)) for time, shown, decimals in one.ticks]
    time, at_a, at_b = one.halfway
    said = say("waits_said", language, role=role, times=f"{time:.3g} {unit}", a=f"{at_a:.0%}", b=f"{at_b:.0%}")
    norm = None if one.norm is None else (one.norm, say("norm", language))
    return head, svg.curves(one.a, one.b, one.furthest, ticks, norm, said)


def _where(found: Found, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield what became of all that came, who gave up where, and how many wait on average: label, A, B, picture."""
    both = [found.results[name].measures for name in (A, B)]
    names = [(name, labels.label(name, language)) for name in FATES]
    for role in roles(found.pairs.scenario):
        called = role.replace("_", " ")
        names.append((named(ROLE, role, "abandoned_share"), say("gave_up", language, role=called)))
        names.append((named(ROLE, role, "queue_mean"), say("waiting_at", language, role=called)))
    for name, label in names:
        a, b = (side[name].mean if name in side else 0.0 for side in both)
        if a > 0.0 or b > 0.0:
            how = replace(scale(next(side[name].unit for side in both if name in side), [a, b], None, language), decimals=1)
            said = how.quantity(a), how.quantity(b)
            most = FULL if how.unit == "%" else max(a, b)
            yield label, *said, svg.bars(a, b, most, f"{label}: A {said[0]}, B {said[1]}")


def _mirrors(found: Found, language: str) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return both mirrors: heading, and rows of label, bounds, A with its light, B with its light."""
    heads = (say(name, language) for name in ("inside", "lived"))
    return [(head, _lights(a, b, language)) for head, a, b in zip(heads, *found.lights, strict=True)]


def _lights(a: Sequence[Light], b: Sequence[Light], language: str) -> list[tuple[str, ...]]:
    names = dict.fromkeys(one.measure for pair in zip_longest(a, b) for one in pair if one)
    first, second = ({one.measure: one for one in side} for side in (a, b))
    return [
        (
            labels.label(name, language),
            mirrors_words.bounds(first.get(name) or second[name], language),
            *(_light(side.get(name), language) for side in (first, second)),
        )
        for name in names
    ]


def _light(one: Light | None, language: str) -> str:
    if one is None:
        return "-"
    return f"{mirrors_words.scale(one, language).quantity(one.found.mean)} {mirrors_words.light(one.verdict, language)}".strip()


def cost(found: Found, language: str) -> str:
    """Return what B costs more a year, or less, in a sentence."""
    one, currency = found.money, found.pairs.scenario.currency or "money"
    if one is None:
        return say("no_money", language)
    if one.nothing:
        return say("free", language)
    amount = money(one.mean, currency, language, one.half_width)
    key = {1: "costs", -1: "saves", 0: "equal"}[one.way]
    ends = sorted((one.low, one.high), key=lambda end: end * (one.way or 1))
    low, high = (_amount(end, one.half_width, language, sign=one.way == 0) for end in ends)
    return say(key, language, amount=amount, low=low, high=high)


def _amount(value: float, half_width: float, language: str, sign: bool) -> str:
    text = money(value, "money", language, half_width / 10.0)
    return f"{'-' if value < 0.0 else '+'}{text}" if sign else text
