"""Money in words, in English and Dutch: amounts to the digits that are known, what a change costs or saves, and its price."""

import math

from sim.analyses.judging import Finding, Item
from sim.analyses.judging.portfolio import PER
from sim.analyses.judging.verdict import HOBBY, RELEVANT
from sim.catalogue import labels
from sim.catalogue.numbers import count, pick, scale

DIGITS = 3  # of an amount that is certain
_COSTS, _SAVES = ("costs {}{}", "kost {}{}"), ("saves {}{}", "bespaart {}{}")
_A_YEAR = (" a year", " per jaar")
_NOBODY = ("nobody notices", "niemand merkt het")
_FREE = ("costs nothing", "kost niets")
_EQUAL = ("no difference in cost that can be told", "geen verschil in kosten dat te zien is")
_UNKNOWN = ("cost unknown", "kosten onbekend")
_PRICE = ("about {amount} per {unit}", "zo'n {amount} per {unit}")
_NAMED = ("{price} of: {measure}", "{price} van: {measure}")
_POINT, _PER_CENT, _TENTH = (
    ("percentage point", "procentpunt"),
    ("1%", "procent"),
    ("0.1 mark", "0,1 punt"),
)


def money(value: float, currency: str, language: str, half_width: float = 0.0) -> str:
    """Return an amount to the digits that its interval bears, three at most: "EUR 15,000"."""
    step = max((0, *(_size(one) for one in (value / 10.0 ** (DIGITS - 1), half_width) if one)))
    text = count(abs(round(value / 10**step) * 10**step), language)
    return f"{currency} {text}" if currency != "money" else text


def _size(value: float) -> int:
    return math.floor(math.log10(abs(value)))


def cost(item: Item, currency: str, language: str, per: str | None = None) -> str:
    """Return what a change costs more a year, or saves; `per` stands for "a year" where that is said elsewhere."""
    if item.money is None:
        return pick(_UNKNOWN, language)
    if item.money.nothing:
        return pick(_FREE, language)
    if not item.money.way:
        return pick(_EQUAL, language)
    said = money(item.money.mean, currency, language, item.money.half_width)
    per = pick(_A_YEAR, language) if per is None else per
    return pick(_COSTS if item.money.way > 0 else _SAVES, language).format(said, per)


def span(item: Item, language: str) -> str:
    """Return from where to where costs or savings go, without signs where the words beside it say which: "27,800 to 29,400"."""
    low, _, high = interval(item, language).partition("..")
    if low.startswith("-") and high.startswith("-"):
        low, high = high[1:], low[1:]
    elif low.startswith("+") and high.startswith("+"):
        low, high = low[1:], high[1:]
    return f"{low} {pick(('to', 'tot'), language)} {high}" if high else ""


def interval(item: Item, language: str) -> str:
    """Return the 95% interval of what it costs more (below nought what it saves), nothing where it is certain."""
    if item.money is None or item.money.low == item.money.high:
        return ""
    ends = [_signed(end, language, item.money.half_width) for end in (item.money.low, item.money.high)]
    return "..".join(ends) if ends[0] != ends[1] else ""


def _signed(value: float, language: str, half_width: float) -> str:
    text = money(value, "money", language, half_width / 10.0)
    return f"{'-' if value < 0.0 else '+'}{text}" if text.strip("0") else "0"


def beside(item: Item, currency: str, language: str) -> str:
    """Return what is said of money beside a verdict, nothing where it neither costs nor saves: a hobby that nobody notices."""
    if item.money is None or item.money.nothing:
        return ""
    said = cost(item, currency, language)
    if item.verdict == HOBBY and item.money.way:
        return f"{said}, {pick(_NOBODY, language)}"
    more = price(item, currency, language) if item.verdict == RELEVANT else ""
    return f"{said}, {more}" if more else said


def price(item: Item, currency: str, language: str, named: bool = True) -> str:
    """Return what a relevant change costs per point of the outcome that it improves most; nothing where it saves."""
    best = max(item.rests_on, key=lambda one: abs(one.effect) / (one.threshold or math.inf), default=None)
    if best is None or item.money is None or item.money.way <= 0:
        return ""
    units, unit = _points(best, language)
    amount = money(float(f"{item.money.mean / units:.2g}"), currency, language)
    said = pick(_PRICE, language).format(amount=amount, unit=unit)
    if not named or len(item.rests_on) == 1:
        return said
    return pick(_NAMED, language).format(price=said, measure=labels.label(best.measure, language))


def _points(one: Finding, language: str) -> tuple[float, str]:
    """Return an effect in the units in which a price is said, and what these are called."""
    size = abs(one.effect)
    if one.relative or one.unit == "share":
        return 100.0 * size, pick(_PER_CENT if one.relative else _POINT, language)
    if one.unit == "mark":
        return 10.0 * size, pick(_TENTH, language)
    how = scale(one.unit, [one.effect], None, language)
    return how.factor * size, how.unit or "1"


def per_heading(currency: str, language: str) -> str:
    """Return the heading above effects per 10,000 of cost."""
    return f"per {money(PER, currency, language)}"
