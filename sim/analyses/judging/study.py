"""A study of the method of judging itself: how often is any verdict false, do the intervals cover, what do pairs save?

python -m sim.analyses.judging.study [draws limits power simulations coverage savings] [--repeats 200] [--pool 2000]
                                     [--scenarios FILE ...]

`--help` says what else can be asked for.

What came out is in STUDY.md.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sim.analyses.judging.coverage import NUMBERS, coverage, judged, pool
from sim.analyses.judging.criteria import Criterion, criteria
from sim.analyses.judging.exact import open_desk, queue
from sim.analyses.judging.portfolio import judge
from sim.analyses.judging.savings import savings
from sim.analyses.judging.sequential import METHODS, Decided, Look, decide, looks
from sim.analyses.judging.skewed import cases
from sim.analyses.judging.truths import (
    CRITERIA,
    EFFECTS,
    HIDDEN_GAIN,
    HIDDEN_HARM,
    ON_GAIN,
    ON_HARM,
    RARE,
    SKEWS,
    Draws,
    true_effects,
    truth,
)
from sim.analyses.judging.verdict import OUTCOME, UNDECIDED, Finding, verdict
from sim.results.intervals import wilson
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load

ALPHA = 0.05
OTHERS = ("coverage", "savings")
AT_ONCE = "max-t"  # the method of which intervals hold all together
SIZES, PAIRS = (1.5, 2.0, 3.0), (20, 40, 80)  # of a relevant effect, in thresholds; pairs, to see power
HARDEST = {
    "all on the border of harm": ON_HARM,
    "all on the border of gain": ON_GAIN,
    "one measure beyond the border of harm": HIDDEN_HARM,
    "one measure beyond the border of gain": HIDDEN_GAIN,
}
FIXED, SEQUENCE = [Look(20, ALPHA)], looks(20, 320, ALPHA)
NEAR = 1e-9

Truths = Mapping[str, Mapping[str, float]]  # true effects by change and measure
Portfolio = Mapping[str, Mapping[str, float]]  # the same in thresholds, where more is better


@dataclass
class Score:
    """What came out of the repeats: with any false verdict, with all intervals covering, and the verdicts by change.

    False verdicts are counted as well among the changes of which an effect is exactly as large as its threshold, and others.
    """

    truths: Truths
    criteria: Mapping[str, Criterion]
    repeats: int = 0
    false: int = 0
    false_on_border: int = 0
    false_elsewhere: int = 0
    covered: int = 0
    runs: int = 0
    verdicts: dict[str, Counter[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.right = {name: truth(effects, self.criteria) for name, effects in self.truths.items()}
        self.on_border = {name for name in self.truths if self._on_border(name)}

    def _on_border(self, name: str) -> bool:
        """Return whether an effect is as large as its threshold; of a guardrail only if it is for the worse."""
        sides = {
            measure: by.better * self.truths[name].get(measure, 0.0) for measure, by in self.criteria.items()
        }
        return any(
            abs(abs(side) - self.criteria[measure].threshold) < NEAR
            and (side < 0.0 or self.criteria[measure].role == OUTCOME)
            for measure, side in sides.items()
        )

    def add(self, found: Mapping[str, Sequence[Finding]], runs: int) -> None:
        """Add a repeat: findings by change, and how many replications they took."""
        said = {name: verdict(findings) for name, findings in found.items()}
        false = {name for name, one in said.items() if one not in (UNDECIDED, self.right[name])}
        self.repeats += 1
        self.runs += runs
        self.false += bool(false)
        self.false_on_border += bool(false & self.on_border)
        self.false_elsewhere += bool(false - self.on_border)
        self.covered += all(
            _covers(one, self.truths[name]) for name, findings in found.items() for one in findings
        )
        for name, one in said.items():
            self.verdicts.setdefault(name, Counter())[one] += 1

    def lines(self, together: bool = True) -> Iterator[str]:
        """Say what came out, in lines; whether intervals cover where they are said to hold together (Holm's are not)."""
        yield self._share("any false verdict", self.false)
        if 0 < len(self.on_border) < len(self.truths):
            yield self._share(f"  among {len(self.on_border)} on a border", self.false_on_border)
            yield self._share(
                f"  among the {len(self.truths) - len(self.on_border)} others", self.false_elsewhere
            )
        if together:
            yield self._share("all intervals cover", self.covered)
        yield f"  replications per repeat: {self.runs / self.repeats:.0f}"
        for name, verdicts in self.verdicts.items():
            each = (f"{one} {100 * n / self.repeats:.1f}%" for one, n in verdicts.most_common())
            yield f"    {f'{name} ({self.right[name]})':32} {', '.join(each)}"

    def _share(self, what: str, count: int) -> str:
        low, high = wilson(count / self.repeats, self.repeats)
        share = f"{100 * count / self.repeats:.1f}% of {self.repeats} repeats"
        return f"  {what}: {share} ({100 * low:.1f}..{100 * high:.1f})"


def _covers(one: Finding, true: Mapping[str, float]) -> bool:
    value = true.get(one.measure, 0.0)
    return one.low - 1e-9 <= value <= one.high + 1e-9


def draws(
    repeats: int,
    at: Sequence[Look],
    method: str = METHODS[0],
    skew: str = "lognormal",
    portfolio: Portfolio = EFFECTS,
    seed: int = 1,
) -> Score:
    """Judge a portfolio of draws again and again."""
    tally = Score({name: true_effects(effects) for name, effects in portfolio.items()}, CRITERIA)
    for repeat in range(repeats):
        source = Draws(seed + repeat, skew, portfolio)
        found = decide(source, CRITERIA, at, Decided(), method, seed + repeat)
        tally.add(found, source.runs)
    return tally


def simulations(
    scenario: Scenario,
    truths: Truths,
    repeats: int,
    until_decided: bool = False,
    seed: int = 1,
    method: str = METHODS[0],
) -> Score:
    """Judge a portfolio of simulations again and again, each time with other luck."""
    tally = Score(truths, {one.measure: one for one in criteria(scenario)})
    for repeat in range(repeats):
        found = judge(scenario, seed=seed + repeat, until_decided=until_decided, method=method)
        tally.add({name: list(item.outcomes.values()) for name, item in found.items.items()}, found.runs)
    return tally


def _draws(repeats: int) -> Iterator[tuple[str, Iterator[str]]]:
    for skew in SKEWS:
        for method in METHODS:
            yield (
                f"{skew}, 20 pairs, {method}",
                draws(repeats, FIXED, method, skew).lines(method == AT_ONCE),
            )
        yield f"{skew}, until decided, {METHODS[0]}", draws(repeats, SEQUENCE, METHODS[0], skew).lines(False)


def _limits(repeats: int) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield what is hardest: all on a border, one beyond it, few pairs, differences that rest on a few replications."""
    for what, portfolio in HARDEST.items():
        for skew in SKEWS:
            for method in METHODS:
                found = draws(repeats, FIXED, method, skew, portfolio)
                yield f"{what}, {skew}, 20 pairs, {method}", _head(found, method)
        found = draws(repeats, SEQUENCE, METHODS[0], "runaway", portfolio)
        yield f"{what}, runaway, until decided, {METHODS[0]}", _head(found, METHODS[0])
    for skew, numbers in (*((skew, (5, 10)) for skew in SKEWS), (RARE, (20, 100, 320))):
        for n in numbers:
            yield f"{skew}, {n} pairs", _head(draws(repeats, [Look(n, ALPHA)], AT_ONCE, skew), AT_ONCE)


def _head(found: Score, method: str) -> Iterator[str]:
    return (line for line in found.lines(method == AT_ONCE) if not line.startswith("    "))


def _simulations(repeats: int) -> Iterator[tuple[str, Iterator[str]]]:
    for scenario, truths in (open_desk(), queue()):
        for until in (False, True):
            how = "until decided" if until else "20 pairs"
            yield f"{scenario.title}, {how}", simulations(scenario, truths, repeats, until).lines(False)


def _power(repeats: int) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield how often changes that are relevant are found so, by how much more than matters they do."""
    portfolio = {f"{size:g} times the threshold": {"goodwill": size} for size in SIZES}
    for skew in SKEWS:
        for n in PAIRS:
            for method in METHODS:
                found = draws(repeats, [Look(n, ALPHA)], method, skew, portfolio)
                yield (
                    f"{skew}, {n} pairs, {method}",
                    (line for line in found.lines(False) if "(relevant)" in line),
                )


def _coverage(size: int, numbers: Sequence[int]) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield how often intervals of skewed cases cover all together, out of groups of a large pool."""
    for scenario in cases():
        known = pool(scenario, size)
        lines = chain.from_iterable(
            (*coverage(known, n), *(line for method in METHODS for line in judged(known, n, method)))
            for n in numbers
        )
        yield f"{scenario.title}, {size} replications", lines


def main() -> None:
    """Print what the study finds."""
    parts: dict[str, Callable[[int], Iterator[tuple[str, Iterator[str]]]]]
    parts = {"draws": _draws, "limits": _limits, "power": _power, "simulations": _simulations}
    parser = argparse.ArgumentParser(prog="python -m sim.analyses.judging.study", description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", help=", ".join((*parts, *OTHERS)), default=[*parts, *OTHERS])
    parser.add_argument("--repeats", type=int, default=20, help="of every experiment")
    parser.add_argument("--scenarios", nargs="*", default=(), help="whose savings are measured too")
    parser.add_argument("--replications", type=int, default=100, help="of each change, to measure savings")
    parser.add_argument("--store", help="where the replications of the savings are kept")
    parser.add_argument(
        "--pool", type=int, default=2000, help="replications of each skewed case, for coverage"
    )
    parser.add_argument(
        "--pairs", type=int, nargs="*", default=NUMBERS, help="pairs of a group, for coverage"
    )
    asked = parser.parse_args()
    parts["coverage"] = lambda _: _coverage(asked.pool, asked.pairs)
    for part, experiments in parts.items():
        for what, lines in experiments(asked.repeats) if part in asked.parts else ():
            print(f"{part}: {what}", *lines, sep="\n", flush=True)
    scenarios = (open_desk()[0], queue()[0], *map(load, asked.scenarios)) if "savings" in asked.parts else ()
    for scenario in scenarios:
        print(
            f"savings: {scenario.title}",
            *savings(scenario, asked.replications, asked.store).lines(),
            sep="\n",
            flush=True,
        )


if __name__ == "__main__":
    main()
