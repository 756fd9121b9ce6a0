"""What every part of a scenario has in common: frozen, no unknown keys, and values read from text."""

from types import NoneType
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from sim.scenario import calendars, laws, units
from sim.scenario.units import Unreadable

Named = TypeVar("Named")
ON = ("on", "default", True)
OFF = ("off", "none", False, None)


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise Unreadable("text", "put it between quotation marks")
    return given


def _name(given: Any) -> str:
    if not isinstance(given, str) or not given:
        raise Unreadable("a name", "write a name")
    return given


def _names(given: Any) -> tuple[str, ...]:
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, list | tuple):
        raise Unreadable("a name or a list of names", "write for instance [confirm, check]")
    return tuple(_name(name) for name in given)


def _yes_or_no(given: Any) -> bool:
    if given in ("on", "yes", "off", "no"):
        return given in ("on", "yes")
    if not isinstance(given, bool):
        raise Unreadable("true or false", "write true or false")
    return given


def _durations(given: Any) -> tuple[float, ...]:
    return tuple(units.duration(item) for item in (given if isinstance(given, list | tuple) else [given]))


def _money(given: Any) -> float:
    text, _, unit = given.partition("/") if isinstance(given, str) else (given, "", "")
    per = units.minutes_of(unit.strip()) if unit.strip() else units.MINUTES["year"]
    return units.number(text, what='an amount such as "12_000 / year"') * units.MINUTES["year"] / per


def between(low: float, high: float, what: str = "a number") -> BeforeValidator:
    """Return a reader of numbers from low to high inclusive."""
    return BeforeValidator(lambda given: units.number(given, low, high, what))


def whole(low: int, high: int) -> BeforeValidator:
    """Return a reader of whole numbers from low to high inclusive."""
    return BeforeValidator(lambda given: units.whole(given, low, high))


def one_of(*choices: str) -> BeforeValidator:
    """Return a reader of one word out of several."""

    def read(given: Any) -> Any:
        if given not in choices:
            raise Unreadable(" or ".join(choices), "choose one of these words")
        return given

    return BeforeValidator(read)


def at_most(limit: int, what: str) -> BeforeValidator:
    """Return a check that a mapping or list isn't longer than the limit."""

    def check(given: Any) -> Any:
        if isinstance(given, dict | list | tuple) and len(given) > limit:
            raise Unreadable(f"at most {limit} {what}", f"there are {len(given)}; join some of them")
        return given

    return BeforeValidator(check)


Duration = Annotated[float, BeforeValidator(units.duration)]
Durations = Annotated[tuple[float, ...], BeforeValidator(_durations)]
Probability = Annotated[float, BeforeValidator(units.probability)]
Number = Annotated[float, between(-1e9, 1e9)]
Positive = Annotated[float, between(0, 1e9)]
Mark = Annotated[float, between(-1e6, 1e6, "a mark")]
Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Switch = Annotated[bool, BeforeValidator(_yes_or_no)]
Money = Annotated[float, BeforeValidator(_money)]
Law = Annotated[laws.Distribution, BeforeValidator(laws.law)]
MarkLaw = Annotated[laws.Distribution, BeforeValidator(laws.mark_law)]
Rate = Annotated[units.Rate, BeforeValidator(units.rate)]
Profile = Annotated[calendars.Profile, BeforeValidator(calendars.profile)]
Staff = Annotated[calendars.Plan, BeforeValidator(calendars.staff)]
Opening = Annotated[calendars.Plan, BeforeValidator(calendars.opening)]


class Part(BaseModel):
    """A mapping of a scenario file: frozen, unknown keys refused, `none` meaning that an entry is absent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _leave_out_none(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {
            key: None if _none(value) else value for key, value in given.items() if cls._keeps(key, value)
        }

    @classmethod
    def _keeps(cls, key: Any, value: Any) -> bool:
        field = cls.model_fields.get(key)
        return not _none(value) or field is None or NoneType in get_args(field.annotation)


def _none(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value == "none")
