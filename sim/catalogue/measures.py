"""The catalogue: every measure there is, by place and name. A new measure is a line in the file of its subject."""

from collections.abc import Mapping

from sim.catalogue.cases import CASES
from sim.catalogue.definition import Definition
from sim.catalogue.effort import EFFORTS
from sim.catalogue.keys import WHOLE, Key
from sim.catalogue.mind import FELT
from sim.catalogue.places import PLACES

MEASURES: Mapping[str, Mapping[str, Definition]] = {
    place: {one.name: one for one in measures}
    for place, measures in {WHOLE: (*CASES, *FELT, *EFFORTS), **PLACES}.items()
}


def find(measure: str | Key) -> Definition | None:
    """Return what the catalogue says of a measure; None where it has none of this name at such a place."""
    key = Key.of(measure) if isinstance(measure, str) else measure
    return MEASURES.get(key.place, {}).get(key.measure)


def described(measure: str | Key) -> Definition:
    """Return what the catalogue says of a measure; KeyError where it has none of this name at such a place."""
    found = find(measure)
    if found is None:
        raise KeyError(f"the catalogue has no measure {measure}")
    return found


def nearest(measure: str | Key) -> Definition | None:
    """Return what the catalogue says of a measure, or else of one of that name at another sort of place."""
    key = Key.of(measure) if isinstance(measure, str) else measure
    return find(key) or next((some[key.measure] for some in MEASURES.values() if key.measure in some), None)


def is_money(measure: str | Key) -> bool:
    """Return whether a measure is an amount of money."""
    found = nearest(measure)
    return found is not None and found.number == "money"


def better(measure: str | Key) -> int:
    """Return 1 where more of a measure is better, -1 where less is, 0 where neither can be said."""
    found = nearest(measure)
    return found.better if found else 0
