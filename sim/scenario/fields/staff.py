"""What work does to staff, and how fast they work. Every default is an assumption of ours unless a source is named."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from sim.kernel.limits import PACES
from sim.scenario.text import units
from sim.scenario.text.field_types import Fields, Lasting, Law, Mark, Probability, between, is_off, is_on
from sim.scenario.text.units import UnreadableError

EIGHT_WEEKS = 80640.0
SLOWEST, FASTEST = 0.01, 100.0


class Absence(Fields):
    """Probability that a member of staff is absent at the start of a shift: base exp(beta (1 - energy)).

    The defaults come to about 6.3%, as in Dutch municipalities, at five days of eight hours with an occupancy of 85%.
    """

    base: Probability = 0.028
    beta: Annotated[float, between(0, 100)] = 3.0


class Turnover(Fields):
    """Probability that a member of staff quits at the start of a shift: base exp(beta (1 - energy)); the place then stays
    vacant for some time."""

    base: Probability = 0.0004
    beta: Annotated[float, between(0, 100)] = 3.0
    vacancy: Lasting = EIGHT_WEEKS


class Energy(Fields):
    """What staff of a role have left, from 0 to 1: it recovers by the hour when idle or off shift, drains by the hour when
    busy and by each hostile moment (Demerouti 2001; Grandey 2004); low energy slows work and breeds errors."""

    start: Probability = 1.0
    recover: Annotated[float, between(0, 60)] = 0.03
    drain: Annotated[float, between(0, 60)] = 0.03
    hostile: Probability = 0.02
    hostile_below: Mark = 5.0
    handling: Annotated[float, between(0, 10)] = 0.1
    errors: Annotated[float, between(0, 100)] = 0.5
    absence: Absence | None = Absence()
    turnover: Turnover | None = Turnover()

    @model_validator(mode="before")
    @classmethod
    def _switches(cls, given: Any) -> Any:
        return (
            {key: _switched(key, value) for key, value in given.items()} if isinstance(given, dict) else given
        )


def _switched(key: Any, value: Any) -> Any:
    if key not in ("absence", "turnover"):
        return value
    return {} if is_on(value) else None if is_off(value) else value


def _pace(given: Any) -> Any:
    """Read {from 3: 1.15, from 10: 0.9} as pairs of a number of customers and a speed, in ascending order."""
    if given is None or isinstance(given, tuple):
        return given or ()
    if not isinstance(given, dict) or not given:
        raise UnreadableError(
            "a speed by number of customers: {from 3: 1.15, from 10: 0.9}", "write it in this form"
        )
    if len(given) > PACES:
        raise UnreadableError(f"at most {PACES} speeds", f"there are {len(given)}; join some of them")
    speeds = units.each(given.items(), lambda speed: units.number(speed, SLOWEST, FASTEST, "a speed"))
    pairs = [
        (units.whole(_after_from(key), 1, 1_000_000, "from 3: a number of customers"), speed)
        for key, speed in speeds
    ]
    if len({number for number, _ in pairs}) < len(pairs):
        raise UnreadableError("each number of customers once", "leave one of them out")
    return tuple(sorted(pairs))


def _after_from(key: Any) -> Any:
    return key.strip().removeprefix("from ").strip() if isinstance(key, str) else key


Pace = Annotated[tuple[tuple[int, float], ...], BeforeValidator(_pace), WithJsonSchema({"form": "pace"})]


class Spells(Fields):
    """Spells in which a role works at another speed: fatigue, or systems that fail."""

    every: Law
    last: Law
    speed: Annotated[float, between(SLOWEST, FASTEST, "a speed")] = 0.7
