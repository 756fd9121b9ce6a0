"""What may be tried with a client: numbers of a scenario that get a slider, each between two values."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from sim.scenario.text.faults import STEERING, shown
from sim.scenario.text.field_types import Fields, Text
from sim.scenario.text.units import UnreadableError, each

LANGUAGES = ("en", "nl")
MOST = 8  # sliders: more can't be taken in at a glance


def _end(given: Any) -> int | float | str:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise UnreadableError("a number, with its unit where it has one", "write for instance 3, 20% or 6 min")
    return given


def _labels(given: Any) -> dict[str, str]:
    if isinstance(given, str):
        return dict.fromkeys(LANGUAGES, _label(given))
    if not isinstance(given, dict) or not given or not set(given) <= {*LANGUAGES}:
        raise UnreadableError("text, or text by language", "write for instance {en: Waiters, nl: Kelners}")
    return dict(each(given.items(), _label))


def _label(given: Any) -> str:
    if not isinstance(given, str) or len(given) > 80:
        raise UnreadableError("text of at most 80 signs", "put it between quotation marks").about(shown(given))
    if STEERING.search(given):
        raise UnreadableError("text without signs that steer a screen", "leave such signs out")
    return given


End = Annotated[int | float | str, BeforeValidator(_end), WithJsonSchema({"form": "threshold"})]
Labels = Annotated[dict[str, str], BeforeValidator(_labels), WithJsonSchema({"form": "labels"})]


class Play(Fields):
    """A number that gets a slider: its path (as in a sweep), from where to where it goes, and in which steps."""

    path: Text
    start: End = Field(alias="from")
    to: End
    step: End | None = None
    label: Labels = Field(default_factory=dict)
