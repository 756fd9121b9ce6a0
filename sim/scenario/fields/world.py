"""The world of a scenario: what the organisation does not choose. Durations in minutes."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from sim.kernel import limits
from sim.scenario.fields.mind import Mind
from sim.scenario.fields.staff import Energy
from sim.scenario.fields.whims import Whims
from sim.scenario.text import calendars, law_text, laws, units
from sim.scenario.text.field_types import (
    Fields,
    Holidays,
    Lasting,
    Law,
    Mark,
    Name,
    NewName,
    Norm,
    Opening,
    Positive,
    Probability,
    Profile,
    Rate,
    Season,
    Switch,
    Trend,
    at_most,
    between,
    is_off,
    is_on,
    reads,
    whole,
)
from sim.scenario.text.laws import Distribution

THREE_DAYS = Distribution(kind="exponential", a=3 * units.DAY)
WORKING_HOURS = "mon-fri 09:00-17:00"  # [A]
MOST_TOGETHER = 10_000
ONE_HOUR = Distribution(kind="exponential", a=60.0)


class Return(Fields):
    """Whether someone comes back (probability), and after how long."""

    probability: Probability
    after: Law


class Segment(Fields):
    """Customers alike in patience, what they think will happen and may expect, goodwill at the start, and self-reliance."""

    share: Probability
    patience: Law | None = None
    expectation: Mark | None = None
    should_expectation: Mark | None = None
    goodwill: Mark | None = None
    self_reliance: Probability | None = None


class Customers(Fields):
    """Who has needs: a finite population, or (none) a stream in which each need is a new customer."""

    population: Annotated[int | None, whole(1, limits.POPULATION)] = None
    one_case_at_a_time: Switch = False
    segments: Annotated[dict[NewName, Segment], at_most(limits.SEGMENTS, "segments")] = Field(
        default_factory=lambda: {"all": Segment(share=1.0)}, min_length=1
    )

    @property
    def least_self_reliant(self) -> str | None:
        """The segment that manages least on its own, None where the scenario does not say so of two."""
        known = {name: who.self_reliance for name, who in self.segments.items()}
        reliance = {name: value for name, value in known.items() if value is not None}
        lowest = [name for name, value in reliance.items() if value == min(reliance.values())]
        return lowest[0] if len(lowest) == 1 and len(reliance) > 1 else None


def _times(given: Any) -> tuple[float, ...]:
    """Read times, in whatever order they were written, as they come."""
    items = given if isinstance(given, list | tuple) else [given]
    return tuple(sorted(units.every(items, units.duration)))


Times = Annotated[tuple[float, ...], *reads(_times, "durations")]


def _dispersion(given: Any) -> float | None:
    index = None if given is None else units.number(given, 1, 1e6, "an index of dispersion")
    return None if index == 1 else index  # 1 is Poisson: no busyness of the day


def _sizes(given: Any) -> dict[int, float]:
    """Return the share of each number of needs that come together, the lowest first."""
    if not isinstance(given, dict):
        given = {given: 1.0}
    read = units.each([(str(size), share) for size, share in given.items()], units.probability)
    sizes = {units.whole(size.removeprefix("of "), 1, MOST_TOGETHER, "how many come together"): share for size, share in read}
    return dict(sorted((size, share) for size, share in sizes.items() if share > 0.0))


def _spread(given: Any) -> float:
    """Return a coefficient of variation above 0."""
    share = isinstance(given, str) and given.strip().endswith("%")
    value = units.number(given.strip()[:-1] if share else given, 0, 1e4, "a spread such as 30%") / (100 if share else 1)
    if not 0.0 < value <= 10.0:
        raise units.UnreadableError("a spread above 0 and at most 10 (1000%)", "or leave it out")
    return value


Sizes = Annotated[dict[int, float], *reads(_sizes, "sizes")]
Spread = Annotated[float, *reads(_spread, "spread")]


class Need(Fields):
    """What brings customers: a rate with its profile over the week, or explicit times; perhaps with a law of the time between
    two, in groups, and by the busyness of a day that it shares with other needs."""

    rate: Rate | None = None
    profile: Profile | None = None
    season: Season = None
    trend: Trend = None
    dispersion: Annotated[float | None, BeforeValidator(_dispersion)] = None
    interarrival: Law | None = None
    size: Sizes = Field(default_factory=dict)
    busyness: Name | None = None
    at: Times = ()
    count: Annotated[int, whole(1, limits.POPULATION)] = 1
    priority: Annotated[int, whole(1, limits.PRIORITIES)] = 1
    starts: Name | None = None
    norm: Norm = None

    @model_validator(mode="before")
    @classmethod
    def _weekdays_have_a_profile(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("rate") is None and given.get("interarrival") is not None:
            given = given | _rate_of(given["interarrival"])
        if not isinstance(given, dict) or not units.is_per_weekday(given.get("rate")):
            return given
        return {"profile": "weekdays"} | given | _rate_over_the_week(given)

    @property
    def per_minute(self) -> float:
        """Mean number per minute that the rate brings, for each customer or for all."""
        return self.rate.per_minute if self.rate else 0.0

    @property
    def gap(self) -> Distribution | None:
        """The law of the time between two, in units of its mean; None where it is exponential."""
        law = self.interarrival
        return None if law is None or law.mean <= 0.0 else laws.scaled(law, 1.0 / law.mean)

    @property
    def mean_size(self) -> float:
        """How many come together on average."""
        return self._moment(1)

    @property
    def own_dispersion(self) -> float:
        """The index of dispersion of counts over long times without any busyness of days: of groups, and of the time between two."""
        gap = 1.0 if self.gap is None else self.gap.variance
        return self._moment(2) / self.mean_size + self.mean_size * (gap - 1.0)

    def _moment(self, power: int) -> float:
        """Return the mean of a power of how many come together."""
        return sum(size**power * share for size, share in self.size.items()) / sum(self.size.values()) if self.size else 1.0

    @property
    def weekly(self) -> calendars.Profile:
        """The profile over time, flat when none was given."""
        return self.profile or calendars.profile("flat")


def _rate_of(interarrival: Any) -> dict[str, Any]:
    """Return the rate that a law of the time between two comes to; what can't be read is left to the fields."""
    try:
        mean = law_text.law(interarrival).mean
    except units.UnreadableError:
        return {"rate": "1 / hour"}
    return {"rate": units.Rate(per_minute=1.0 / mean)} if mean > 0.0 else {"rate": "1 / hour"}


def _rate_over_the_week(given: dict[Any, Any]) -> dict[str, Any]:
    """Keep a mean per weekday when the profile has weekends too; what can't be read is left to the fields."""
    try:
        rate, weekly = units.rate(given["rate"]), calendars.profile(given.get("profile", "weekdays"))
    except units.UnreadableError:
        return {}
    if weekly.weekday_share == 0:
        complaint = units.UnreadableError("a profile with some weekdays", "or give the rate per day")
        raise complaint.inside("profile")
    per_minute = rate.per_minute / weekly.weekday_share
    return {"rate": units.Rate(per_minute=per_minute, per_customer=rate.per_customer)}


def _calls(given: Any) -> float:
    per_minute = units.rate(given).per_minute
    if per_minute > 1:
        raise units.UnreadableError("at most 1 call a minute for each open case", "choose a lower rate")
    return per_minute


class WorldChasing(Fields):
    """Customers who ask where their open case is, once it is later than promised or expected."""

    rate: Annotated[float, *reads(_calls, "rate")] = 1 / (5 * units.DAY)
    expected: Norm = None
    status_factor: Positive = 0.3


class Voice(Fields):
    """Customers who complain, with probability c exp(-beta (g - g_star)) at the end of a case (UWV: .3% of decisions;
    Hirschman 1970); each complaint adds to a political pressure that fades; above `crisis` it is a crisis. It starts at
    `start` complaints; where nothing is said, at the long-run mean of the baseline design."""

    complains: Probability = 0.003
    beta: Annotated[float, between(0, 100)] = 0.4
    g_star: Mark = 7.0
    half_life: Lasting = 26 * 7 * units.DAY
    crisis: Positive | None = None
    start: Positive | None = None


class World(Fields):
    """What the organisation does not choose: customers, their needs, patience, returns and psychology."""

    customers: Customers = Customers()
    needs: Annotated[dict[NewName, Need], at_most(limits.NEEDS, "needs")] = Field(min_length=1)
    busyness: Annotated[dict[NewName, Spread] | None, at_most(limits.NEEDS, "names")] = None
    holidays: Holidays = None
    working_hours: Opening | None = None
    patience: Law | None = None
    redial: Return | None = None
    failure_demand: Return = Return(probability=0.3, after=THREE_DAYS)
    error_lag: Law = THREE_DAYS
    chasing: WorldChasing | None = None
    mind: Mind | None = None
    voice: Voice | None = None
    energy: Energy | None = None
    whims: Whims | None = None

    @property
    def open(self) -> calendars.Schedule:
        """When working time runs."""
        return self.working_hours or calendars.opening(WORKING_HOURS)

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return _filled(given) | _switched(given)


def _filled(given: dict[Any, Any]) -> dict[Any, Any]:
    defaults = {
        "redial": {"probability": 0.7, "after": ONE_HOUR},
        "failure_demand": {"probability": 0.3, "after": THREE_DAYS},
    }
    found = {key: _switch(given[key], {"probability": 0.0}) for key in defaults if key in given}
    return given | {key: defaults[key] | value for key, value in found.items() if isinstance(value, dict)}


SWITCHES = ("chasing", "mind", "voice", "energy", "whims")


def _switched(given: dict[Any, Any]) -> dict[Any, Any]:
    return {key: _switch(given[key], None) for key in SWITCHES if key in given}


def _switch(value: Any, off: Any) -> Any:
    """Return what on and off stand for, and any other value as it is."""
    if is_on(value):
        return {}
    return off if is_off(value) else value
