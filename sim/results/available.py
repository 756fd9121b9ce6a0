"""What can be measured in a scenario: each measure with unit, denominator, label and better way, out of the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sim.catalogue import labels
from sim.catalogue.definition import MONEY, NEITHER, Definition
from sim.catalogue.keys import WHOLE, Key
from sim.catalogue.measures import described
from sim.results.shown import Shown
from sim.scenario.fields.model import Scenario
from sim.scenario.load import measurable


@dataclass(frozen=True)
class Available:
    """A measure that can be asked for, by its key: what it is called and taken over is in two languages."""

    key: Key
    definition: Definition
    unit: str

    @property
    def name(self) -> str:
        """How it is written: role.desk.wait."""
        return str(self.key)

    @property
    def pooled(self) -> bool:
        """Whether it is over all replications together; else it is the mean over runs."""
        return self.definition.pooled and not self.key.per_run


@dataclass(frozen=True, repr=False)
class Measures(Shown, says="measures"):
    """The measures that designs of a scenario can give, those of the whole first."""

    scenario: Scenario = field(compare=False)
    designs: tuple[str, ...]
    measures: tuple[Available, ...]


def measures(scenario: Scenario, design: str | None = None) -> Measures:
    """Return what can be measured of a design or change of a scenario, of all together where none is named.

    Of each measure: its name (as goals, thresholds and `--measure` take it), unit, denominator, label, and whether more or less of
    it is better. Raises ScenarioError for a design that there is not.
    """
    names = scenario.variants if design is None else (design,)
    return Measures(scenario, names, tuple(_available(scenario, names)))


def _available(scenario: Scenario, designs: tuple[str, ...]) -> Iterator[Available]:
    own = {str(Key(WHOLE, "", one.name)): _own(one.name, one.unit, one.better, one.per is not None) for one in scenario.custom}
    for name in measurable(scenario, *designs).names:
        definition = own.get(name) or described(name)
        yield Available(Key.of(name), definition, definition.unit.replace(MONEY, scenario.currency or MONEY))


def _own(name: str, unit: str, better: int = NEITHER, pooled: bool = False) -> Definition:
    """Return what a user's own measure says of itself."""
    said = labels.label(name)
    return Definition(name, unit, ("", ""), (said, said), better, pooled)
