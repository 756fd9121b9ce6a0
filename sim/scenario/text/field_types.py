"""What every part of a scenario has in common: frozen, no unknown keys, and values read from text."""

import re
from collections.abc import Callable
from datetime import date
from types import NoneType
from typing import Annotated, Any, Self, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from sim.scenario.text import calendars, dates, law_text, laws, units, working
from sim.scenario.text.faults import STEERING, shown
from sim.scenario.text.units import UnreadableError

Named = TypeVar("Named")
WORKED_HOURS = 1600.0  # a year, of one member of staff [A]
RESERVED = (
    "resolved",
    "withdrawn",
    "lost",
    "unresolved",
    "self",
    "none",
    "value",
    "source",
    "assumption",
    "note",
    "range",
)


def is_on(given: Any) -> bool:
    """Whether a value switches something on, with its default values."""
    return given is True or (isinstance(given, str) and given in ("on", "default"))


def is_off(given: Any) -> bool:
    """Whether a value switches something off."""
    return given is None or given is False or (isinstance(given, str) and given in ("off", "none"))


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise UnreadableError("text", "put it between quotation marks")
    if STEERING.search(given):
        raise UnreadableError("text without signs that steer a screen", "leave such signs out")
    return given


def _short(given: Any, most: int) -> str:
    text = " ".join(_text(given).split())
    if len(text) > most:
        raise UnreadableError(f"text of at most {most} characters", "leave the rest to the description")
    return text


def _line(given: Any) -> str:
    return _short(given, 120)


def _question(given: Any) -> str:
    return _short(given, 400)


def _logo(given: Any) -> str:
    text = _line(given)
    if text and not re.fullmatch(r"[^/\\]+\.(?:png|jpe?g|svg)", text, re.IGNORECASE):
        raise UnreadableError(
            "the name of a .png, .jpg or .svg beside the scenario's file", "put the picture there"
        )
    return text


def name(given: Any) -> str:
    """Return a name: letters, digits, _ and -, first a letter."""
    if not isinstance(given, str) or not re.fullmatch(r"[^\W\d][\w-]*", given):
        raise UnreadableError(
            "a name: letters, digits, _ and -, first a letter", "write for instance case_handler"
        )
    return given


def _new_name(given: Any) -> str:
    complaint = None
    try:
        known = name(given)
    except UnreadableError as found:
        complaint = found
    else:
        if known not in RESERVED:
            return known
        complaint = UnreadableError("a name with no meaning of its own", "choose another name")
    raise complaint.about(f"the name {shown(given)}")


def _texts(given: Any) -> tuple[str, ...]:
    return tuple(units.every(given if isinstance(given, list | tuple) else [given], _text))


def _names(given: Any) -> tuple[str, ...]:
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, list | tuple):
        raise UnreadableError("a name or a list of names", "write for instance [confirm, check]")
    return tuple(units.every(given, name))


def _yes_or_no(given: Any) -> bool:
    if given in ("on", "yes", "off", "no"):
        return given in ("on", "yes")
    if not isinstance(given, bool):
        raise UnreadableError("true or false", "write true or false")
    return given


def lasting(given: Any) -> float:
    """Return minutes above 0 from a duration in text."""
    minutes = units.duration(given)
    if minutes == 0:
        raise UnreadableError("a duration above 0", "choose a positive duration")
    return minutes


def _durations(given: Any) -> tuple[float, ...]:
    if not isinstance(given, list | tuple):
        return (units.duration(given),)
    return tuple(units.every(given, units.duration))


def money(given: Any) -> float:
    """Return an amount per year from a number, or from text with another period: "1_000 / month"."""
    text, _, unit = given.partition("/") if isinstance(given, str) else (given, "", "")
    per = units.minutes_of(unit.strip()) if unit.strip() else units.MINUTES["year"]
    amount = units.number(text, -1e15, 1e15, 'an amount such as "12_000 / year"')
    return amount * units.MINUTES["year"] / per


def wage(given: Any) -> float:
    """Return the cost of an hour of one member of staff, from that of an hour or of a year (of WORKED_HOURS)."""
    amount, _, period = given.partition("/") if isinstance(given, str) else ("", "", "")
    hours = {"h": 1.0, "hour": 1.0, "year": WORKED_HOURS}.get(period.strip().lower())
    if hours is None:
        raise UnreadableError(
            'an amount per hour or per year, such as "45 / hour"', "write the period as well"
        )
    return units.number(amount, 0, 1e9, "an amount of at least 0") / hours


def between(low: float, high: float, what: str = "a number") -> BeforeValidator:
    """Return a reader of numbers from low to high inclusive (or none)."""
    return BeforeValidator(lambda given: None if given is None else units.number(given, low, high, what))


def whole(low: int, high: int) -> BeforeValidator:
    """Return a reader of whole numbers from low to high inclusive (or none)."""
    return BeforeValidator(lambda given: None if given is None else units.whole(given, low, high))


def one_of(*choices: str) -> BeforeValidator:
    """Return a reader of one word out of several."""

    def read(given: Any) -> Any:
        if given not in choices:
            raise UnreadableError(" or ".join(choices), "choose one of these words")
        return given

    return BeforeValidator(read)


def by_name(reader: Callable[[Any], Any]) -> BeforeValidator:
    """Return a reader of one value, or of a mapping with a value for each name (or none)."""

    def read(given: Any) -> Any:
        if isinstance(given, dict):
            return dict(units.each(given.items(), reader))
        return None if given is None else reader(given)

    return BeforeValidator(read)


def by_names(reader: Callable[[Any], Any]) -> BeforeValidator:
    """Return a reader of one value, or of a mapping with a value for each name, or for some names such a mapping (or none)."""
    return by_name(lambda given: dict(units.each(given.items(), reader)) if isinstance(given, dict) else reader(given))


def at_most(limit: int, what: str) -> BeforeValidator:
    """Return a check that a mapping or list isn't longer than the limit."""

    def check(given: Any) -> Any:
        if isinstance(given, dict | list | tuple) and len(given) > limit:
            raise UnreadableError(f"at most {limit} {what}", f"there are {len(given)}; join some of them")
        return given

    return BeforeValidator(check)


def reads(reader: Callable[[Any], Any], form: str) -> tuple[BeforeValidator, WithJsonSchema]:
    """Return a reader, and the name of the form that it reads for the JSON Schema (see schema.py)."""
    return BeforeValidator(reader), WithJsonSchema({"form": form})


Duration = Annotated[float, *reads(units.duration, "duration")]
Norm = Annotated[
    float | None, PlainValidator(working.norm), PlainSerializer(working.plain), WithJsonSchema({"form": "norm"})
]
Lasting = Annotated[float, *reads(lasting, "duration")]
Durations = Annotated[tuple[float, ...], *reads(_durations, "durations")]
Probability = Annotated[float, *reads(units.probability, "probability")]
Number = Annotated[float, between(-1e9, 1e9)]
Positive = Annotated[float, between(0, 1e9)]
Mark = Annotated[float, between(-1e6, 1e6, "a mark")]
Shares = Annotated[
    float | dict[str, float | dict[str, float]] | None, by_names(units.probability), WithJsonSchema({"form": "shares"})
]
ByNeed = Annotated[float | dict[str, float], by_name(units.probability), WithJsonSchema({"form": "by_need"})]
Costs = Annotated[float | dict[str, float | dict[str, float]] | None, by_names(lambda given: units.number(given, 0, 1e9))]
Starts = Annotated[str | dict[str, str] | None, by_name(name)]
Text = Annotated[str, BeforeValidator(_text)]
Line = Annotated[str, BeforeValidator(_line)]
Question = Annotated[str, BeforeValidator(_question)]
Logo = Annotated[str, *reads(_logo, "logo")]
Name = Annotated[str, BeforeValidator(name)]
NewName = Annotated[str, BeforeValidator(_new_name)]
Names = Annotated[tuple[str, ...], *reads(_names, "names")]
Texts = Annotated[tuple[str, ...], *reads(_texts, "names")]
Switch = Annotated[bool, *reads(_yes_or_no, "switch")]
Money = Annotated[float, *reads(money, "money")]
Wage = Annotated[float | None, *reads(lambda given: None if given is None else wage(given), "wage")]
Law = Annotated[laws.Distribution, *reads(law_text.law, "distribution")]
Delay = Annotated[laws.Distribution, *reads(working.delay, "delay")]
MarkLaw = Annotated[laws.Distribution, *reads(law_text.mark_law, "marks")]
Rate = Annotated[units.Rate, *reads(units.rate, "rate")]
Profile = Annotated[calendars.Profile, *reads(calendars.profile, "profile")]
Staff = Annotated[calendars.Schedule, *reads(calendars.staff, "staff")]
Opening = Annotated[calendars.Schedule, *reads(calendars.opening, "opening")]
Monday = Annotated[date | None, *reads(dates.monday, "date")]
Stretches = Annotated[tuple[dates.Days, ...], *reads(dates.stretches, "dates")]
Holidays = Annotated[dates.Holidays | None, *reads(dates.holidays, "holidays")]
Season = Annotated[tuple[float, ...] | None, *reads(dates.season, "season")]
Trend = Annotated[float | None, *reads(dates.trend, "trend")]
Exceptions = Annotated[tuple[dates.Exceptional, ...], *reads(dates.exceptions, "exceptions")]


class Frozen(dict[Any, Any]):
    """A mapping that cannot be changed: a variant is a new scenario (what_if)."""

    def _no(self, *_: Any, **__: Any) -> Any:
        raise TypeError("a scenario can't be changed; make another with sim.what_if")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _no

    def __reduce__(self) -> tuple[type["Frozen"], tuple[dict[Any, Any]]]:
        return Frozen, (dict(self),)


class Fields(BaseModel):
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

    @model_validator(mode="after")
    def _freeze(self) -> Self:
        for name, value in self.__dict__.items():
            if type(value) is dict:
                self.__dict__[name] = Frozen(value)
        return self

    @classmethod
    def _keeps(cls, key: Any, value: Any) -> bool:
        field = cls.model_fields.get(key)
        return not _none(value) or field is None or NoneType in get_args(field.annotation)


def _none(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value == "none")
