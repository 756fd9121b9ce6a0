"""What there is to say about a measure, once: unit, denominator, label, which way is better, when it has a value."""

from dataclasses import dataclass
from enum import StrEnum

Text = tuple[str, str]  # in English and in Dutch

MINUTES, COUNT, SHARE, MARK, PER_CASE, PEOPLE = "min", "", "share", "mark", "per case", "people"
PER_STAFF_DAY, MINUTES_A_WEEK, COMPLAINTS = "per staff-day", "min/week", "complaints"
SQUARE_MINUTES, SQUARE_MARKS = "min2", "mark2"
MONEY, MONEY_A_YEAR = "money", "money/year"  # a scenario has a name for it, such as EUR
UP, NEITHER, DOWN = 1, 0, -1

_NUMBERS = {
    "time": (MINUTES, MINUTES_A_WEEK),
    "share": (SHARE,),
    "mark": (MARK,),
    "money": (MONEY, MONEY_A_YEAR),
    "variance": (SQUARE_MINUTES, SQUARE_MARKS),
}


class Needs(StrEnum):
    """What a scenario has to have before a measure has a value."""

    MIND = "mind"
    POPULATION = "population"
    WORD_OF_MOUTH = "word of mouth"
    RECOVERY = "recovery"
    VOICE = "voice"
    CRISIS = "crisis"
    WHIMS = "whims"
    ENERGY = "energy"
    PROMISE = "promise"
    NORM_OF_ROLE = "norm of a role"
    NORM_OF_QUEUE = "norm of a channel or role"
    ABSENCE = "absence"
    NORM_OF_NEED = "norm of a need"
    PACE = "pace"
    CLOSING = "closing"
    TRAY = "tray"
    APPOINTMENTS = "appointments"
    BACKLOG = "backlog"
    OVERFLOW = "overflow"
    COST = "cost"
    EXPLANATION = "explanation"  # a measure of `sim explain`, and of no run


@dataclass(frozen=True)
class Definition:
    """A measure of one sort of place (see `keys.PLACES`).

    `better` is 1 where more is better, -1 where less is, 0 where neither can be said. What is `pooled` is over cases, visits or
    moments of all replications together; else each run counts as much as another. `by_run` has its mean over runs besides.
    `needs` is what it takes to have a value; what is `always` listed is in every table, without a value or as nought.
    """

    name: str
    unit: str
    over: Text
    label: Text
    better: int = NEITHER
    pooled: bool = False
    by_run: bool = False
    needs: tuple[Needs, ...] = ()
    always: bool = False

    @property
    def number(self) -> str:
        """What sort of number it is: time, share, mark, money, variance or count."""
        return next((sort for sort, units in _NUMBERS.items() if self.unit in units), "count")


def pooled(
    name: str, unit: str, over: Text, label: Text, better: int = NEITHER, *needs: Needs,
    by_run: bool = False, always: bool = False,
) -> Definition:  # fmt: skip
    """Return a measure that is over cases, visits or moments of all replications together."""
    return Definition(name, unit, over, label, better, True, by_run, needs, always)


def per_run(name: str, unit: str, over: Text, label: Text, better: int = NEITHER, *needs: Needs) -> Definition:
    """Return a measure of which a result has the mean over runs: counts, costs a year, means over time and extremes."""
    return Definition(name, unit, over, label, better, needs=needs)
