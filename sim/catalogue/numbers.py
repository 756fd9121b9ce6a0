"""Numbers as people write them: unit and decimals that suit a row, in English and Dutch."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sim.catalogue import labels

Ends = tuple[float, float]  # of an interval
HOUR, DAY = 60.0, 1440.0  # minutes
_TIMES = (
    (20160.0, "weeks", 10080.0),
    (4320.0, "days", DAY),
    (0.0, "h", HOUR),
)  # from this length on, shown in


# What every 95% hangs on: said beside each, by {if} in a text, or {If} where a sentence begins with it.
HOLDS = "the model and its numbers hold"
_IF = (f"if {HOLDS}", "als het model en de getallen kloppen")


def pick(texts: tuple[str, str], language: str) -> str:
    """Return the text in the language asked for, with what its 95% hangs on where it says `{if}`."""
    text, condition = texts[language == "nl"], _IF[language == "nl"]
    return text.replace("{if}", condition).replace("{If}", condition.capitalize())


@dataclass(frozen=True)
class Scale:
    """How the numbers of one row are written: multiplied by `factor`, in `unit`, with so many decimals."""

    factor: float
    unit: str
    decimals: int
    language: str

    def number(self, value: float | None, sign: bool = False) -> str:
        """Return a number of the row as text, '-' where there is none."""
        if value is None or math.isnan(value):
            return "-"
        text = f"{value * self.factor:{'+' if sign else ''}z,.{self.decimals}f}"
        text = text if text.strip("+0.") else text.lstrip("+")  # nought has no sign
        return text.translate(str.maketrans(",.", ".,")) if self.language == "nl" else text

    def margin(self, mean: float, ends: Ends | None, sign: bool = False) -> str:
        """Return how far an interval goes to either side of its mean: "0.3", or both its ends where the sides differ visibly."""
        if ends is None:
            return "-"
        below, above = mean - ends[0], ends[1] - mean
        if abs(above - below) * self.factor <= 10.0**-self.decimals:
            return self.number(max(below, above))
        return f"({self.number(ends[0], sign)} .. {self.number(ends[1], sign)})"

    def estimate(self, mean: float, ends: Ends | None, sign: bool = False) -> str:
        """Return a mean with its interval: "0.31 ± 0.05", or "0.31 (0.02 .. 0.92)" where the sides differ visibly."""
        margin = "" if ends is None else self.margin(mean, ends, sign)
        joined = f" {margin}" if margin.startswith("(") else f" ± {margin}" if margin else ""
        return self.number(mean, sign) + joined

    def measured(self, mean: float, ends: Ends | None) -> str:
        """Return a mean with its interval and unit: "12.0 ± 1.2 min", or "66.2% (58.2 .. 81.0)" where the sides differ visibly."""
        margin = self.margin(mean, ends)
        if margin.startswith("("):
            return f"{self.quantity(mean)} {margin}"
        return f"{self.estimate(mean, ends)} {self.unit}".strip()

    def quantity(self, value: float | None) -> str:
        """Return a number of the row with its unit."""
        number = self.number(value)
        return f"{number}%" if self.unit == "%" else f"{number} {self.unit}".strip()

    def change(self, value: float, sign: bool = False) -> str:
        """Return a difference of the row with its unit: of shares in percentage points."""
        unit = labels.unit("points", self.language) if self.unit == "%" else self.unit
        return f"{self.number(value, sign)} {unit}".strip()


def count(number: float, language: str) -> str:
    """Return a number without decimals, its thousands apart: 48,984, in Dutch 48.984."""
    return Scale(1.0, "", 0, language).number(number)


def one_or_more(number: int, texts: tuple[tuple[str, str], tuple[str, str]], language: str) -> str:
    """Return a text of one, or the other of any other number, with the number where it says {n}."""
    return pick(texts[number != 1], language).format(n=count(number, language))


def scale(unit: str, values: Iterable[float | None], width: float | None, language: str = "en") -> Scale:
    """Choose unit and decimals for a row: minutes become hours or days when large, those a week hours, shares per cent."""
    largest = max((abs(value) for value in values if value is not None and math.isfinite(value)), default=0.0)
    factor, shown = 1.0, unit
    if unit == "share":
        factor, shown = 100.0, "%"
    elif unit == "min/week":
        factor, shown = 1 / HOUR, "h/week"
    elif unit == "min" and largest >= 3 * DAY:
        factor, shown = 1 / DAY, "days"
    elif unit == "min" and largest >= 3 * HOUR:
        factor, shown = 1 / HOUR, "h"
    return Scale(
        factor, labels.unit(shown, language), _decimals(largest * factor, (width or 0.0) * factor), language
    )


def _decimals(largest: float, width: float) -> int:
    """Three digits of the largest number, two of the half-width, at most three decimals."""
    wanted = [2 - math.floor(math.log10(largest))] if largest > 0 else [0]
    if width > 0:
        wanted.append(1 - math.floor(math.log10(width)))
    return min(max(0, *wanted), 2 if largest >= 1 else 3)


def time_axis(length: float) -> tuple[str, float]:
    """Return the unit in which a time of this length (minutes) is shown, and how many minutes it has."""
    return next((unit, minutes) for least, unit, minutes in _TIMES if length >= least)
