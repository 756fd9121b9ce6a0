LANGUAGE = "nl"

from IPython.display import Markdown, display

import sim
from sim.catalogue.numbers import Scale, scale


def t(dutch, english):
    """Nederlands of Engels. | Dutch or English."""
    return dutch if LANGUAGE == "nl" else english


def say(dutch, english):
    """Een zin met getallen uit de cellen erboven. | A sentence with numbers from the cells above."""
    display(Markdown(t(dutch, english)))


def value(measure, unit=None):
    """Een uitkomst met eenheid. | An outcome with its unit."""
    mean, unit = (measure, unit) if unit else (measure.mean, measure.unit)
    if unit == "min" and abs(mean) < 2:
        return f"{number(60 * mean)} s"
    return scale(unit, [mean], None, LANGUAGE).quantity(mean)


def change(difference):
    """Een gepaard verschil met zijn 95%-interval. | A paired difference with its 95% interval."""
    how = scale(difference.unit, [difference.difference], None, LANGUAGE)
    low, high = difference.interval or (difference.difference,) * 2
    return f"{how.change(difference.difference, sign=True)} ({how.number(low, sign=True)} .. {how.number(high, sign=True)})"


def money(amount):
    """Een bedrag in drie cijfers. | An amount in three digits."""
    return "EUR " + number(float(f"{amount:.3g}"))


def number(amount, decimals=0):
    """Een getal zoals men het schrijft. | A number as people write it."""
    return Scale(1.0, "", decimals, LANGUAGE).number(amount)
