"""Why changes got their verdicts: the difference that a verdict rests on, in parts that add up to it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sim.judging import Item, Judgement
from sim.judging.verdict import HARMFUL, RELEVANT
from sim.reasons.asked import explained
from sim.reasons.explanation import Explanation
from sim.reasons.ledger import MEASURES
from sim.replications import plan
from sim.scenario.model import Scenario

NEAREST = {
    "resistance_worst_decile": "resistance"
}  # what stands for a measure that can't be explained itself
ELSE = ("lead_time", "goodwill_at_end")  # what is looked at where no measure that a verdict rests on can be
WORTH = 0.05  # of the mean: the smallest difference that matters [A], of a measure without a threshold


def why(
    scenario: Scenario,
    judgement: Judgement,
    engine: str | None = None,
    jobs: int | str | None = None,
    most: int = 10,
) -> dict[str, Explanation]:
    """Return why each relevant or harmful change differs from what it was held against, over its first `most` pairs.

    Explained is the measure that the verdict rests on, or, where none can be explained, lead time or goodwill: of several
    the one that differs most against the smallest difference that matters.
    """
    found: dict[str, Explanation] = {}
    items = [*judgement.verdicts(RELEVANT), *judgement.verdicts(HARMFUL)]
    for (against, n), some in _together(items, most).items():
        wanted = {item.name: candidates(scenario, item) for item in some}
        asked = plan(scenario, n, judgement.provenance.seed, engine, jobs, log=True)
        those = explained(scenario, against, wanted, asked)
        found |= {item.name: max(those[item.name], key=lambda one: _telling(item, one)) for item in some}
    return {name: found[name] for name in judgement.items if name in found}


def candidates(scenario: Scenario, item: Item) -> list[str]:
    """Return the measures that may explain a verdict: those that it rests on, as far as these can be explained."""
    carrying = [nearest(one.measure) for one in item.rests_on]
    known = [one for one in MEASURES if one != "goodwill_at_end" or scenario.world.mind is not None]
    return [one for one in dict.fromkeys(carrying) if one in known] or [one for one in ELSE if one in known]


def nearest(measure: str) -> str:
    """Return the measure by which another is explained: mostly itself."""
    return NEAREST.get(measure, measure)


def _together(items: Sequence[Item], most: int) -> Mapping[tuple[str, int], Sequence[Item]]:
    """Return the changes by what they are held against, which is run once for all, and how many replications."""
    found: dict[tuple[str, int], list[Item]] = defaultdict(list)
    for item in items:
        found[item.against, min(item.n, most)].append(item)
    return found


def matters(item: Item, one: Explanation) -> bool:
    """Return whether an explanation is of a difference that is there, and large enough to matter."""
    there, size = _telling(item, one)
    return there and size >= 1.0


def _telling(item: Item, one: Explanation) -> tuple[bool, float]:
    """Return how telling an explanation is: whether there is a difference, and how large against what matters."""
    if not one.whole.n or one.whole.baseline is None:
        return False, 0.0
    mean, finding = abs(one.whole.baseline.mean), item.outcomes.get(one.measure)
    part = finding.threshold if finding and finding.relative else WORTH
    least = finding.threshold if finding and not finding.relative else part * mean
    return one.whole.distinguishable, abs(one.whole.difference) / least if least else 0.0
