"""Goals of the organisation: each a measure, and the bound that it should keep to."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import WithJsonSchema, model_validator

from sim.catalogue.definition import MINUTES, MONEY, MONEY_A_YEAR, SHARE
from sim.catalogue.measures import nearest
from sim.scenario.text.field_types import Fields, Text, money
from sim.scenario.text.units import duration, each, number, probability

BOUNDS = ("at_most", "at_least")
RENAMED = {"capacity": "productivity"}  # what measures were called in files of old

_WRITTEN = {"share": SHARE, "time": MINUTES, "money": MONEY_A_YEAR}

Bound = Annotated[float | None, WithJsonSchema({"form": "bound"})]


def renamed(measure: Any) -> Any:
    """Return what a measure is called now; what is no name as it is."""
    return RENAMED.get(measure, measure) if isinstance(measure, str) else measure


def unit_of(measure: str) -> str:
    """Return in which unit a measure's bound is written: share, min (a duration), money/year, or none (a number)."""
    found = nearest(measure)
    return _WRITTEN.get(found.number if found.unit != MONEY else "", "") if found else ""


def _plain(given: Any) -> float:
    return number(given, -1e15, 1e15)


READERS: dict[str, Callable[[Any], float]] = {SHARE: probability, MINUTES: duration, MONEY_A_YEAR: money}


class Goal(Fields):
    """What the organisation wants: a measure that is at most, or at least, its bound (in the measure's unit)."""

    measure: Text
    at_most: Bound = None
    at_least: Bound = None
    title: Text = ""
    why: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _in_the_unit_of_its_measure(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        given = given | {"measure": renamed(given["measure"])} if "measure" in given else given
        reader = READERS.get(unit_of(str(given.get("measure"))), _plain)
        return given | dict(each([(key, given[key]) for key in BOUNDS if _is_given(given, key)], reader))

    @property
    def bound(self) -> float:
        """The bound."""
        return self.at_most if self.at_most is not None else self.at_least or 0.0

    def met_by(self, value: float) -> bool:
        """Whether a value keeps to the bound; the bound itself does."""
        return value <= self.bound if self.at_most is not None else value >= self.bound


def _is_given(given: dict[Any, Any], key: str) -> bool:
    return key in given and given[key] not in (None, "none")
