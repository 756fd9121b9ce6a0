"""Sliders of a scenario that proposes none: the demand, the numbers of staff, and what is assumed with a range."""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sim.live.positions import number
from sim.live.telling import ROLES, roles
from sim.scenario.fields.model import Scenario
from sim.scenario.fields.play import MOST
from sim.scenario.inspect.assumptions import Assumed, assumed
from sim.scenario.inspect.places import in_whole
from sim.scenario.inspect.quantities import LENGTH, Quantity
from sim.scenario.inspect.sliders import DEMAND, TINY, USUAL_STOPS, Slider, sliders, stops
from sim.scenario.load import offers

TAKES = 2  # handling times
STAFF = 0.5, 1.5  # of what there is now
FEW = 4  # sliders, where nothing that is left has a range of its own


@dataclass(frozen=True, eq=False)
class Candidate:
    """A number that may get a slider, and the ends between which it is tried."""

    slider: Slider
    ends: tuple[float, ...]
    staff: bool

    @property
    def path(self) -> str:
        """Where the number stands."""
        return self.slider.path


def proposed(scenario: Scenario) -> list[Slider]:
    """Return the sliders of a scenario: those that it proposes, or else four to eight that nearly all have an effect.

    What an assumption does is not known before it is tried: those with a range of their own come before the usual ranges.
    """
    return sliders(scenario) or _usual(scenario)[:MOST]


def by_effect(scenario: Scenario, telling: Sequence[Candidate], moved: Collection[str]) -> list[Slider]:
    """Return the demand, then of what does most, the widest effect first, some staff and some assumptions; and what was `moved`."""
    before = proposed(scenario)
    staff = [one.slider for one in telling if one.staff][:ROLES]
    others = [one.slider for one in telling if not one.staff]
    kept = [one for one in before if one.path in {DEMAND, *moved}]
    room = max(0, MOST - len(kept) - len(staff))
    found = {one.path: one for one in (*kept, *staff, *others[:room])}
    order = [*(one.path for one in kept if one.path == DEMAND), *(one.path for one in (*staff, *others)), *found]
    return [found[path] for path in dict.fromkeys(order) if path in found][: max(MOST, len(kept))]


def candidates(scenario: Scenario, design: str) -> list[Candidate]:
    """Return what may get a slider beside the demand: the numbers of staff, and all that is assumed."""
    those = offers(scenario, design)
    roles = next(iter(those.values())).roles if len(those) == 1 else ()
    found = [one for role in roles if (one := number(scenario, design, f"roles.{role}.staff")) and 0.0 < one.now < 10_000.0]
    staff = [Candidate(_staff(one), tuple({max(1.0, one.now - 1.0), one.now + 1.0} - {one.now}), True) for one in found]
    process = [one for one in _known(scenario, design) if not in_whole(one.quantity.path)]  # not how it is counted
    return staff + [Candidate(_slider(one), (one.low, one.high), False) for one in process]


def _usual(scenario: Scenario) -> list[Slider]:
    design = scenario.default_design
    demand = number(scenario, design, DEMAND)
    found = [Slider("demand", demand, stops(demand, 0.5, 1.5, 0.05), {})] if demand else []
    for role in roles(scenario):
        if (one := number(scenario, design, f"roles.{role}.staff")) and 0.0 < one.now < 10_000.0:
            found.append(_staff(one))
    return found + [_slider(one) for one in _chosen(_known(scenario, design), FEW - len(found))]


def _known(scenario: Scenario, design: str) -> list[Assumed]:
    there = [one for one in assumed(scenario, design) if one.low < one.quantity.now < one.high]
    return [one for one in there if one.quantity.path != LENGTH and not one.quantity.path.endswith(".norm")]  # a norm is agreed


def _staff(one: Quantity) -> Slider:
    low, high = max(1, math.floor(one.now * STAFF[0])), math.ceil(one.now * STAFF[1]) + 1
    name = one.path.split(".")[1]
    return Slider(name, one, stops(one, low, high, max(1, round((high - low) / USUAL_STOPS))), {})


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
