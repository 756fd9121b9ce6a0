"""What a slider is called, and its values, as people write them."""

from dataclasses import replace
from itertools import pairwise

from sim.catalogue.definition import PEOPLE
from sim.catalogue.numbers import pick
from sim.live.words import ONE_PERSON, say
from sim.scenario.inspect.sliders import DEMAND, Slider
from sim.views import quantity_words

DECIMALS, TINY = 3, 1e-6


def label(one: Slider, language: str) -> str:
    """Return what a slider is called: as the scenario says in this language, or in the other, or by its path."""
    known = one.labels.get(language) or next(iter(one.labels.values()), "")
    if known:
        return known
    if one.path == DEMAND:
        return say("demand", language)
    called = quantity_words.label(one.path, language)
    return say("all_blocks", language, label=called) if one.moves_all else called


def text(one: Slider, value: float, language: str) -> str:
    """Return a value as people write it, with its unit and as many decimals as its steps have."""
    if one.quantity.unit == PEOPLE and value == 1.0:
        return pick(ONE_PERSON, language)
    how = quantity_words.scale(one.quantity, one.values, language)
    step = min((after - before for before, after in pairwise(one.values)), default=1.0) * how.factor
    decimals = next((n for n in range(DECIMALS) if abs(round(step, n) - step) < TINY), DECIMALS)
    return replace(how, decimals=0 if one.quantity.whole else decimals).quantity(value)


def said(one: Slider, value: float, language: str) -> str:
    """Return a slider with a value: "Waiters 6"."""
    return f"{label(one, language)} {text(one, value, language)}"
