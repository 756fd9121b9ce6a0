"""The backlog at the start: cases that stand at a step when a run begins. Times in minutes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from sim.scenario.text import units
from sim.scenario.text.field_types import Fields, Lasting, lasting, name, reads, whole
from sim.scenario.text.units import UnreadableError, each, every

MOST = 200_000  # cases at one step
ANY = ""  # the kind of need of cases of which it is not said
_AGES = "ages: [3 days, 2 weeks], or how many up to each age: {1 week: 40, 9 weeks: 372}, perhaps below each need"
Ages = tuple[float, ...]


def evenly(since: float, until: float, number: int) -> Ages:
    """Return ages spread evenly from (but not at) one age to another, the youngest first."""
    return tuple(since + (until - since) * (i + 1) / number for i in range(number))


def _ages(given: Any) -> dict[str, Ages]:
    """Return ages by kind of need, each more than nought; all of no kind where none is named."""
    if isinstance(given, dict) and given and not any(str(key)[:1].isdigit() for key in given):
        found = dict(each([(name(key), value) for key, value in given.items()], _of_one))
    else:
        found = {ANY: _of_one(given)}
    if not 0 < sum(map(len, found.values())) <= MOST:
        raise UnreadableError(f"1 to {MOST:,} cases at a step", "leave the step out, or leave out what is not needed")
    return found


def _of_one(given: Any) -> Ages:
    if isinstance(given, dict):
        return _in_bands(given)
    return tuple(sorted(every(given if isinstance(given, list | tuple) else [given], lasting)))


def _in_bands(given: Mapping[Any, Any]) -> Ages:
    """Return the ages of so many cases up to each of some ages, spread evenly from the age before."""
    numbers = each(given.items(), lambda number: units.whole(number, 0, MOST, "a number of cases"))
    try:
        bands = sorted((lasting(until), number) for until, number in numbers)
    except UnreadableError as complaint:
        raise UnreadableError(_AGES, complaint.advice) from None
    since, found = 0.0, list[float]()
    for until, number in bands:
        found += evenly(since, until, number)
        since = until
    return tuple(found)


def _needs(given: Any) -> dict[str, float] | None:
    if given is None:
        return None
    if isinstance(given, dict):
        return dict(each([(name(key), value) for key, value in given.items()], units.probability))
    return {name(given): 1.0}


class Backlog(Fields):
    """Cases that stand at a step when a run begins: how many and how old the oldest is (the others spread evenly from nought
    to that age, [A]), or the age of each; and of which needs they are."""

    waiting: Annotated[int | None, whole(1, MOST)] = None
    oldest: Lasting | None = None
    ages: Annotated[dict[str, tuple[float, ...]] | None, *reads(lambda given: None if given is None else _ages(given), "ages")] = None
    needs: Annotated[dict[str, float] | None, BeforeValidator(_needs), *reads(_needs, "mix")] = None

    @property
    def known(self) -> Mapping[str, Ages]:
        """The ages of all cases by kind of need, of those of which it is not said under no name; the youngest first."""
        if self.ages is not None:
            return self.ages
        return {ANY: evenly(0.0, self.oldest or 0.0, self.waiting or 0)}

    @property
    def number(self) -> int:
        """How many cases there are."""
        return sum(map(len, self.known.values()))

    def cases(self, mix: Mapping[str, float]) -> list[tuple[float, str]]:
        """Return the age and kind of need of each case, the oldest first; where it is not said of which, by shares kept all along."""
        found = [(age, kind) for kind, ages in self.known.items() if kind != ANY for age in ages]
        rest = sorted(self.known.get(ANY, ()), reverse=True)
        found += zip(rest, dealt(mix, len(rest)), strict=True)
        return sorted(found, key=lambda case: (-case[0], case[1]))


def dealt(shares: Mapping[str, float], number: int) -> Iterator[str]:
    """Yield so many names, at each the one that is furthest behind its share."""
    total, so_far = sum(shares.values()), dict.fromkeys(shares, 0)
    for i in range(1, number + 1):
        behind = max(shares, key=lambda one: i * shares[one] / total - so_far[one])
        so_far[behind] += 1
        yield behind


def oldest_of(stacks: Iterable[Backlog]) -> float:
    """Return the age of the oldest case, nought where there is none."""
    return max((ages[-1] for stack in stacks for ages in stack.known.values() if ages), default=0.0)
