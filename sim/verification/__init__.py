"""Models with known answers, simulated: what comes out is set beside what is exact.

python -m sim.verification           every case
python -m sim.verification V06 V10   some of them
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim import theory
from sim.results.results import Measure
from sim.runs.experiments import run
from sim.scenario.load import load
from sim.verification.checks import CHECKS, Check

__all__ = ["CHECKS", "FOLDER", "Check", "Compared", "table", "verify"]

ROUNDING = 1e-6
FOLDER = Path(__file__).parents[2] / "scenarios" / "verification"


@dataclass(frozen=True)
class Compared:
    """One answer, exact and simulated, in the unit of its case."""

    check: Check
    exact: float
    simulated: Measure

    @property
    def half_width(self) -> float:
        """Half the width of the 95% interval; of an answer without chance in it what rounding may do."""
        width = self.simulated.half_width
        return math.inf if width is None else max(width, ROUNDING * abs(self.exact))

    @property
    def off(self) -> float:
        """How far the mean is off the exact answer, in half-widths."""
        return abs(self.simulated.mean - self.exact) / self.half_width

    @property
    def inside(self) -> bool:
        """Whether the exact answer lies within the interval."""
        return self.off <= 1.0

    @property
    def relative(self) -> float:
        """The half-width as a part of the answer."""
        return self.half_width / abs(self.exact)

    @property
    def narrow(self) -> bool:
        """Whether the interval is as narrow as the case asks for."""
        return self.relative <= self.check.allowed


def verify(
    numbers: Iterable[str] = (), folder: Path = FOLDER, seed: int | None = None
) -> tuple[Compared, ...]:
    """Run the cases of these numbers (all, if none is given); return every answer, exact and simulated."""
    wanted = set(numbers) or {check.case for check in CHECKS}
    chosen = [check for check in CHECKS if check.case in wanted]
    runs = {at: _replications(folder, *at, seed) for at in dict.fromkeys((c.file, c.design) for c in chosen)}
    return tuple(_outcome(check, runs[check.file, check.design]) for check in chosen)


def _replications(folder: Path, file: str, design: str | None, seed: int | None) -> list[dict[str, float]]:
    scenario = load(folder / f"{file}.yaml")
    measures = run(scenario, design, seed=seed).measures
    known = {
        "minutes": scenario.run.length - scenario.run.warm_up,
        "population": float(scenario.world.customers.population or 0),
    }
    count = range(scenario.run.replications)
    return [known | {name: measure.values[i] for name, measure in measures.items()} for i in count]


def _outcome(check: Check, replications: Sequence[dict[str, float]]) -> Compared:
    exact = theory.case(check.case).answers[check.answer]
    return Compared(check, exact, Measure("", tuple(check.value(values) for values in replications)))


def table(outcomes: Sequence[Compared]) -> str:
    """Return the outcomes as text: case, answer, exact, simulated, half-width, whether inside."""
    head = f"{'case':<6}{'answer':<16}{'exact':>14}{'simulated':>14}{'half-width':>12}{'in %':>7}  inside"
    inside = sum(outcome.inside for outcome in outcomes)
    foot = f"{inside} of {len(outcomes)} answers inside their own 95% interval"
    return "\n".join([head, *map(_line, outcomes), foot])


def _line(o: Compared) -> str:
    numbers = f"{o.exact:>14.6f}{o.simulated.mean:>14.6f}{o.half_width:>12.6f}{100 * o.relative:>7.2f}"
    words = ("yes" if o.inside else "no") + ("" if o.narrow else ", too wide")
    return f"{o.check.case:<6}{o.check.answer:<16}{numbers}  {words}"
