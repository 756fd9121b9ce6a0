"""Sliders of a scenario that proposes none: the demand, the numbers of staff, and what is assumed with a range."""

import math
import re

from sim.live.positions import number
from sim.live.telling import roles
from sim.scenario.fields.model import Scenario
from sim.scenario.fields.play import MOST
from sim.scenario.inspect.assumptions import Assumed, assumed
from sim.scenario.inspect.quantities import LENGTH, Quantity
from sim.scenario.inspect.sliders import DEMAND, TINY, USUAL_STOPS, Slider, sliders, stops

TAKES = 2  # handling times
STAFF = 0.5, 1.5  # of what there is now
FEW = 4  # sliders, where nothing that is left has a range of its own


def proposed(scenario: Scenario) -> list[Slider]:
    """Return the sliders of a scenario: those that it proposes, or else four to eight that nearly all have an effect.

    What an assumption does is not known before it is tried: those with a range of their own come before the usual ranges.
    """
    return sliders(scenario) or _usual(scenario)[:MOST]


def _usual(scenario: Scenario) -> list[Slider]:
    design = scenario.default_design
    demand = number(scenario, design, DEMAND)
    found = [Slider("demand", demand, stops(demand, 0.5, 1.5, 0.05), {})] if demand else []
    for role in roles(scenario):
        if (one := number(scenario, design, f"roles.{role}.staff")) and 0.0 < one.now < 10_000.0:
            found.append(_staff(role, one))
    known = [one for one in assumed(scenario, design) if one.quantity.path != LENGTH and one.low < one.quantity.now < one.high]
    return found + [_slider(one) for one in _chosen(known, FEW - len(found))]


def _staff(role: str, one: Quantity) -> Slider:
    low, high = max(1, math.floor(one.now * STAFF[0])), math.ceil(one.now * STAFF[1]) + 1
    return Slider(role, one, stops(one, low, high, max(1, round((high - low) / USUAL_STOPS))), {})


def _chosen(known: list[Assumed], room: int) -> list[Assumed]:
    """Return handling times, then what has a range of its own, and as far as there is room for them defaults with a range."""
    times = [one for one in known if one.quantity.path.endswith(".takes")][:TAKES]
    given = [one for one in known if one.given and one not in times]
    others = [one for one in known if not one.written]
    return [*times, *given, *others[: max(0, room - len(times) - len(given))]]


def _slider(one: Assumed) -> Slider:
    found, step = one.quantity, _round((one.high - one.low) / USUAL_STOPS)
    step = max(1.0, step) if found.whole else step
    name = re.sub(r"\W", "_", found.path.replace("*", "all"))
    low = math.ceil(one.low / step - TINY) * step
    return Slider(name, found, stops(found, low, one.high, step), {})


def _round(step: float) -> float:
    """Return a step that people count by: 1, 2 or 5 times a power of ten, at most."""
    size = 10.0 ** math.floor(math.log10(step))
    return next(times * size for times in (5.0, 2.0, 1.0) if times * size <= step * (1.0 + TINY))
