"""Why changes got their verdicts: the difference that a verdict rests on, in parts that add up to it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sim.analyses.explain.explanation import Explanation
from sim.analyses.explain.ledger import MEASURES
from sim.analyses.explain.run import explained
from sim.analyses.judging import Item, Judgement
from sim.analyses.judging.verdict import HARMFUL, RELEVANT
from sim.results.shown import Shown
from sim.runs.replications import plan
from sim.scenario.fields.model import Scenario


class Reasons(dict[str, Explanation], Shown, says="why"):
    """By change the explanation of what its verdict rests on."""

    def __init__(self, found: Mapping[str, Explanation], scenario: Scenario, judgement: Judgement) -> None:
        super().__init__(found)
        self._scenario, self.judgement = scenario, judgement

    @property
    def scenario(self) -> Scenario | None:
        """The scenario that was judged."""
        return self._scenario

    __repr__ = Shown.__repr__


def why(
    scenario: Scenario,
    judgement: Judgement,
    engine: str | None = None,
    jobs: int | str | None = None,
    most: int = 10,
) -> Reasons:
    """Return why each relevant or harmful change differs from what it was held against, over its first `most` pairs.

    Explained is the measure that the verdict rests on, and no other: of several the one that differs most against the smallest
    difference that matters. A verdict that rests on what can't be taken apart has no explanation.
    Raises as `run`.
    """
    found: dict[str, Explanation] = {}
    items = [one for one in (*judgement.verdicts(RELEVANT), *judgement.verdicts(HARMFUL)) if candidates(one)]
    for (against, n), some in _together(items, most).items():
        wanted = {item.name: candidates(item) for item in some}
        how = plan(scenario, n, judgement.provenance.seed, engine, jobs, log=True)
        those = explained(scenario, against, wanted, how)
        found |= {item.name: max(those[item.name], key=lambda one: _telling(item, one)) for item in some}
    return Reasons({name: found[name] for name in judgement.items if name in found}, scenario, judgement)


def candidates(item: Item) -> list[str]:
    """Return the measures that explain a verdict: those that it rests on, as far as these can be taken apart."""
    return [one.measure for one in item.rests_on if one.measure in MEASURES]


def _together(items: Sequence[Item], most: int) -> Mapping[tuple[str, int], Sequence[Item]]:
    """Return the changes by what they are held against, which is run once for all, and how many replications."""
    found: dict[tuple[str, int], list[Item]] = defaultdict(list)
    for item in items:
        found[item.against, min(item.n, most)].append(item)
    return found


def _telling(item: Item, one: Explanation) -> tuple[bool, float]:
    """Return how telling an explanation is: whether there is a difference, and how large against what matters."""
    finding = item.outcomes[one.measure]
    size = abs(finding.effect) / finding.threshold if finding.threshold else abs(finding.effect)
    return one.whole.distinguishable, size
