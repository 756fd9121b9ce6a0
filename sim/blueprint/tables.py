"""The long lists of a blueprint, and its distributions, collected while it is drawn."""

from collections.abc import Iterable, Sequence
from typing import Any

from sim.blueprint.layout import ABSENT
from sim.kernel import distributions
from sim.scenario.text.calendars import Schedule
from sim.scenario.text.laws import Distribution


class Tables:
    """Collects the long lists and the distributions while a blueprint is drawn."""

    def __init__(self, record: Any) -> None:
        self.record = record
        self.values: list[float] = []
        self.known: dict[Distribution, int] = {}

    def add(self, values: Iterable[float]) -> int:
        start = len(self.values)
        self.values.extend(float(value) for value in values)
        return start

    def distribution(self, law: Distribution | None) -> int:
        if law is None:
            return ABSENT
        if law not in self.known:
            self.known[law] = len(self.known)
            self._write(law, self.known[law])
        return self.known[law]

    def _write(self, law: Distribution, number: int) -> None:
        r = self.record
        r["dist_kind"][number] = distributions.KINDS.index(law.kind)
        r["dist_a"][number], r["dist_b"][number], r["dist_c"][number] = law.a, law.b, law.c
        r["dist_zero"][number], r["dist_unit"][number] = law.zero, law.unit
        if law.kind == "empirical":
            r["dist_at"][number] = self.add([*law.values, *cumulative(law.weights)])
            r["dist_count"][number] = len(law.values)


def cumulative(shares: Sequence[float]) -> list[float]:
    """Return the running sums of shares as parts of their total; the last is 1."""
    total, sums = sum(shares), []
    running = 0.0
    for share in shares:
        running += share / total
        sums.append(running)
    sums[-1] = 1.0  # a uniform just below 1 must find a place
    return sums


def write_shifts(tables: Tables, shifts: Schedule, breaks: Schedule) -> tuple[int, int]:
    """Write the times of a role's plan with its breaks, then how many are on shift, then how many of them have a break."""
    times = sorted({*shifts.times, *breaks.times})
    on, away = [shifts.at(time) for time in times], [breaks.at(time) for time in times]
    return tables.add([*times, *on, *away]), len(times)


def write_plan(tables: Tables, plan: Schedule) -> tuple[int, int]:
    """Write the times of a plan, then its levels."""
    return tables.add([*plan.times, *plan.levels]), len(plan.times)
