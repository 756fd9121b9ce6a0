"""Which changes an analysis of one design is about."""

from collections.abc import Sequence

from sim.results.results import Unusable
from sim.scenario.fields.model import Scenario
from sim.scenario.text.faults import did_you_mean


def changes_on(scenario: Scenario, design: str, names: Sequence[str] | None, none: str) -> list[str]:
    """Return the changes asked for, or all on a design, in the order of the file.

    Raises Unusable for one that is about another design, and saying `none` where there is no change on it.
    """
    own = [name for name, change in scenario.changes.items() if change.design == design]
    for name in names or ():
        if name not in own:
            raise Unusable(f"changes: {name!r} is no change on {design}, {did_you_mean(name, own)}")
    if not own:
        raise Unusable(none)
    return [name for name in own if names is None or name in names]
