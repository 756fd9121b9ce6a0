"""The process of a design as it is written, before anything runs: who does what, and where it goes on from there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sim.kernel.limits import Unusable
from sim.results.shown import Shown
from sim.scenario.checks.flow import Flow
from sim.scenario.fields.design import ENDINGS, Design, Step
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.scenario.text.laws import Distribution

START, CHANNELS = "", "channels."  # before the name of a channel, as in its path: a step may have the same name
ON, AGAIN, REWORK = range(3)  # how it goes on: as written, back unresolved, or because of an error that a step finds


@dataclass(frozen=True)
class Way:
    """One way on: from a step, channel or START, to a step, channel or ending, with its share and a delay on it."""

    origin: str
    to: str
    share: float
    manner: int = ON
    after: Distribution | None = None


@dataclass(frozen=True, repr=False)
class Process(Shown, says="draw"):
    """A design as a graph: its ways, and how often each channel, step and ending is come to per need (expected)."""

    scenario: Scenario = field(compare=False)
    design: str
    ways: tuple[Way, ...]
    times: Mapping[str, float] = field(compare=False)

    @property
    def steps(self) -> Mapping[str, Step]:
        """The steps by name."""
        return variant(self.scenario, self.design).steps


def draw(scenario: Scenario, design: str | None = None, language: str | None = None) -> Process:
    """Return the process of a design or change (the baseline if left out) as a table and a picture, in "en" or "nl"; nothing is run.

    How often a step is come to is expected by shares: without redials, chasing, and errors that customers find. Raises
    ScenarioError for a design that there is not, Unusable for a market or another language.
    """
    if language not in (None, "en", "nl"):
        raise Unusable(f"language: {language!r}, allowed are en and nl")
    scenario = scenario.model_copy(update={"language": language}) if language else scenario
    name = design or scenario.default_design
    if name in scenario.markets:
        offered = ", ".join(scenario.markets[name].providers.values())
        raise Unusable(f"draw: {name} is a market; draw a design that is offered in it: {offered}")
    one = variant(scenario, name)
    flow = Flow(one, scenario)
    ways, total = (*_entries(flow), *_onward(one, scenario)), sum(flow.arrivals().values())
    times = {START: 1.0} | {step: number / total if total else 0.0 for step, number in flow.visits().items()}
    for way in ways:
        if way.to.startswith(CHANNELS) or way.to in ENDINGS:
            times[way.to] = times.get(way.to, 0.0) + way.share * times.get(way.origin, 0.0)
    return Process(scenario, name, ways, times)


def _entries(flow: Flow) -> Iterator[Way]:
    """Yield how needs come in: by channels, those of all kinds together, or right at a step."""
    rates = flow.arrivals()
    total = sum(rates.values()) or 1.0
    found: dict[tuple[str, str], float] = {}
    for kind, rate in rates.items():
        need = flow.scenario.world.needs[kind]
        if need.starts is not None or not flow.design.channels:
            _add(found, (START, need.starts or flow.first), rate / total)
            continue
        for name, share in flow.channel_shares(kind).items():
            _add(found, (START, CHANNELS + name), rate / total * share)
            _add(found, (CHANNELS + name, flow.start(flow.design.channels[name], kind)), rate / total * share)
    into = {origin: sum(share for (_, to), share in found.items() if to == origin) for origin, _ in found}
    for (origin, to), share in found.items():
        if share > 0.0:
            yield Way(origin, to, share / into[origin] if origin else share)


def _add(found: dict[tuple[str, str], float], key: tuple[str, str], share: float) -> None:
    found[key] = found.get(key, 0.0) + share


def _onward(design: Design, scenario: Scenario) -> Iterator[Way]:
    """Yield how it goes on from each step: its branches, who comes back unresolved, and errors that it finds."""
    back, returns = design.recontact or next(iter(design.steps)), scenario.world.failure_demand
    for name, step in design.steps.items():
        found = sum(_found(design, step, maker) for maker in step.finds)
        left = max(0.0, 1.0 - found)
        for maker in step.finds:
            if share := _found(design, step, maker):
                yield Way(name, step.on_error or maker, share, REWORK)
        for branch in step.then:
            share = branch.share * left
            if share > 0.0 and branch.to == "unresolved":
                yield Way(name, back, share * returns.probability, AGAIN, returns.after)
                yield Way(name, "lost", share * (1.0 - returns.probability))
            elif share > 0.0:
                yield Way(name, branch.to, share, ON, branch.after)


def _found(design: Design, step: Step, maker: str) -> float:
    """Return the share of cases that are sent back for an error of one step, if each case has been there once."""
    return step.detects * (1.0 - design.steps[maker].right_first_time)
