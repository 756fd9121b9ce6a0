"""The verdict on B against A, out of the pairs that are there: by the criteria and intervals of `sim judge`."""

from dataclasses import replace

from sim.analyses.judging import Item
from sim.analyses.judging.pairs import gone, nobody, unmeasured
from sim.analyses.judging.verdict import UNDECIDED, needed
from sim.analyses.studies.verdicts import criteria_of, judged
from sim.live.pairs import A, B, Found
from sim.runs.collect import Sample

LEAST = 20  # pairs
MOST = 100


def wanted(replications: int) -> int:
    """Return how many pairs a verdict takes: as many as the scenario runs, within bounds."""
    return min(MOST, max(LEAST, replications))


def verdict(found: Found) -> Item:
    """Return the verdict on B, and what it rests on."""
    before, after = (_first(side.runs.totals.sample, found.n) for side in (found.pairs.a, found.pairs.b))
    scenario = found.pairs.b.scenario
    ((said, findings),) = judged(scenario, {B: (before, after)}, scenario.run.seed).values()
    by = criteria_of(scenario)
    lacking = unmeasured(by, before, after, [one.measure for one in findings])
    empty = nobody(before, after)
    units = {**before.units, **after.units}
    return Item(
        name=B,
        against=A,
        verdict=said,
        outcomes={one.measure: replace(one, unit=units[one.measure]) for one in findings},
        needed=needed(findings) if said == UNDECIDED and not lacking and not empty else None,
        money=found.money,
        n=found.n,
        without=tuple(name for name in by if name not in {one.measure for one in findings} and (name in before or name in after)),
        lacking=lacking,
        gone=gone(by, before, after),
        nobody=empty,
    )


def _first(sample: Sample, n: int) -> Sample:
    return sample.part(range(n), sample.series.keys())
