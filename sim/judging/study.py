"""A study of the method of judging itself: how often is any verdict false, do the intervals cover, what do pairs save?

python -m sim.judging.study [--repeats 200]
"""

import argparse
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sim.experiments import pairing
from sim.intervals import wilson
from sim.judging.criteria import criteria
from sim.judging.exact import open_desk, queue
from sim.judging.portfolio import judge
from sim.judging.sequential import METHODS, Decided, Look, decide, looks
from sim.judging.truths import CRITERIA, EFFECTS, SKEWS, Draws, true_effects, truth
from sim.judging.verdict import UNDECIDED, Finding, verdict
from sim.scenario.model import Scenario

ALPHA = 0.05
FIXED, SEQUENCE = [Look(20, ALPHA)], looks(20, 320, ALPHA)

Truths = Mapping[str, Mapping[str, float]]  # true effects by change and measure


@dataclass
class Tally:
    """What came out of the repeats: with any false verdict, with all intervals covering, and the verdicts by change."""

    right: Mapping[str, str]
    truths: Truths
    repeats: int = 0
    false: int = 0
    covered: int = 0
    runs: int = 0
    verdicts: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, found: Mapping[str, Sequence[Finding]], runs: int) -> None:
        """Add a repeat: findings by change, and how many replications they took."""
        said = {name: verdict(findings) for name, findings in found.items()}
        self.repeats += 1
        self.runs += runs
        self.false += any(one not in (UNDECIDED, self.right[name]) for name, one in said.items())
        self.covered += all(
            _covers(one, self.truths[name]) for name, findings in found.items() for one in findings
        )
        for name, one in said.items():
            self.verdicts.setdefault(name, Counter())[one] += 1

    def lines(self, together: bool = True) -> Iterator[str]:
        """Say what came out, in lines; whether intervals cover where they are said to hold together (Holm's are not)."""
        for what, count in (("any false verdict", self.false), ("all intervals cover", self.covered))[
            : 1 + together
        ]:
            low, high = wilson(count / self.repeats, self.repeats)
            share = f"{100 * count / self.repeats:.1f}% of {self.repeats} repeats"
            yield f"  {what}: {share} ({100 * low:.1f}..{100 * high:.1f})"
        yield f"  replications per repeat: {self.runs / self.repeats:.0f}"
        for name, verdicts in self.verdicts.items():
            each = (f"{one} {100 * n / self.repeats:.0f}%" for one, n in verdicts.most_common())
            yield f"    {f'{name} ({self.right[name]})':32} {', '.join(each)}"


def _covers(one: Finding, true: Mapping[str, float]) -> bool:
    value = true.get(one.measure, 0.0)
    return one.low - 1e-9 <= value <= one.high + 1e-9


def draws(
    repeats: int, at: Sequence[Look], method: str = METHODS[0], skew: str = "lognormal", seed: int = 1
) -> Tally:
    """Judge a portfolio of draws again and again."""
    truths = {name: true_effects(name) for name in EFFECTS}
    tally = Tally({name: truth(effects, CRITERIA) for name, effects in truths.items()}, truths)
    for repeat in range(repeats):
        source = Draws(seed + repeat, skew)
        found = decide(source, CRITERIA, at, Decided(), method, seed + repeat)
        tally.add(found, source.runs)
    return tally


def simulations(
    scenario: Scenario, truths: Truths, repeats: int, until_decided: bool = False, seed: int = 1
) -> Tally:
    """Judge a portfolio of simulations again and again, each time with other luck."""
    by = {one.measure: one for one in criteria(scenario)}
    tally = Tally({name: truth(effects, by) for name, effects in truths.items()}, truths)
    for repeat in range(repeats):
        found = judge(scenario, seed=seed + repeat, until_decided=until_decided)
        tally.add({name: list(item.outcomes.values()) for name, item in found.items.items()}, found.runs)
    return tally


def pairs_save(scenario: Scenario, replications: int = 200) -> Iterator[str]:
    """Say how many times fewer replications a difference takes under common random numbers, by change and outcome."""
    measures = [one.measure for one in criteria(scenario)]
    for name, change in scenario.changes.items():
        factors = pairing(scenario, change.design, name, replications)
        found = [f"{one} {factors[one]:.1f}" for one in measures if factors.get(one, math.nan) > 0.0]
        yield f"    {name:20} " + (", ".join(found) or "no difference at all")


def main() -> None:
    """Print what the study finds."""
    parser = argparse.ArgumentParser(prog="python -m sim.judging.study", description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=20, help="of every experiment")
    repeats = parser.parse_args().repeats
    for skew in SKEWS:
        for method in METHODS:
            print(
                f"draws, {skew}, 20 pairs, {method}", *draws(repeats, FIXED, method, skew).lines(), sep="\n"
            )
            found = draws(repeats, SEQUENCE, method, skew)
            print(f"draws, {skew}, until decided, {method}", *found.lines(), sep="\n")
    for scenario, truths in (open_desk(), queue()):
        for until in (False, True):
            print(f"simulation, {scenario.title}, {'until decided' if until else '20 pairs'}")
            print(*simulations(scenario, truths, repeats, until).lines(), sep="\n")
        print("  common random numbers: so many times fewer replications", *pairs_save(scenario), sep="\n")


if __name__ == "__main__":
    main()
