"""Everybody counts: cohorts, where they are, and product limits are what the log of the same run gives."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf
from strategies import scenarios, variant

from sim.blueprint import Blueprint, build
from sim.engines import Replication, replicate
from sim.kernel.jit import plain
from sim.kernel.working import later
from sim.records import log, product_limit
from sim.records.counters import OCTAVE_OFFSET, PER_OCTAVE, TIME_BINS
from sim.records.measures import time_bin
from sim.records.product_limit import MEAN, Percentile
from sim.scenario import Scenario

RANDOM = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
ENDS = (log.RESOLVED, log.WITHDRAWN, log.LOST)
WIDE = 0.04  # of a bin of times, at most


class Log:
    """What a log says of cases and visits that came in the measured time."""

    def __init__(self, blueprint: Blueprint, rows: np.ndarray) -> None:
        self.record, self.rows = blueprint.record, rows
        self.since, self.horizon = float(self.record["warm_up"]), float(self.record["horizon"])

    def cases(self, kind: int) -> list[tuple[float, int, float]]:
        """Of each case of a kind: when it arose, how it ended (below nought: not), and after how long (or its age)."""
        rows = self.rows
        ended = {int(row["case"]): row for row in rows[np.isin(rows["what"], ENDS)]}
        found = []
        for row in rows[
            np.isin(rows["what"], (log.ARRIVED, log.THERE)) & (rows["kind"] == kind) & (rows["time"] >= self.since)
        ]:
            end, arose = ended.get(int(row["case"])), float(row["time"]) - (float(row["waited"]) if row["what"] == log.THERE else 0.0)
            how, when = (-1, self.horizon) if end is None else (int(end["what"]), float(end["time"]))
            found.append((arose, how, when - arose))
        return found

    def visits(self, role: int) -> list[tuple[float, bool, bool, float]]:
        """Of each visit to a role whose customer did not hang up: when it joined, whether it waits yet, is answered, its wait."""
        queued: dict[tuple[int, int], float] = {}
        found = []
        for row in self.rows[self.rows["role"] == role]:
            who, what = (int(row["case"]), int(row["chaser"])), int(row["what"])
            if what == log.QUEUED:
                queued[who] = float(row["time"])
            elif what == log.WITHDREW:
                queued.pop(who)
            elif (what == log.STARTED and not math.isnan(row["waited"])) or what in (log.GAVE_UP, log.SENT_HOME, log.OVERFLOWED):
                found.append((queued.pop(who), False, what == log.STARTED, float(row["waited"])))
        found += [(joined, True, False, self.horizon - joined) for joined in queued.values()]
        return [one for one in found if one[0] >= self.since]


def share(values: list[bool]) -> float:
    return sum(values) / len(values) if values else math.nan


def same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9) or (math.isnan(one) and math.isnan(other))


def norm_of(blueprint: Blueprint, part: str, number: int, since: float) -> float:
    """Return a norm in minutes of the clock, from a moment on where it is in working time."""
    record = blueprint.record
    norm, unit = float(record[f"{part}_norm"][number]), int(record[f"{part}_unit"][number])
    if not unit:
        return norm
    hours = [record[name] for name in ("hours", "hours_count", "hours_cycle")]
    shifts = [record[f"role_{name}"][number] for name in ("plan", "plan_count", "cycle")] if part == "role" else hours
    at, count, cycle = shifts
    return later(blueprint.table, int(at), int(count), float(cycle), since, norm, unit) - since


def check_kind(blueprint: Blueprint, run: Replication, kind: int) -> None:
    cases = Log(blueprint, run.log).cases(kind)
    norms = [norm_of(blueprint, "kind", kind, arose) for arose, *_ in cases]
    horizon, value = float(blueprint.record["horizon"]), {}
    for name, how in zip(("resolved", "withdrawn", "lost"), ENDS, strict=True):
        value[f"{name}_of_came"] = share([one[1] == how for one in cases])
    each = list(zip(cases, norms, strict=True))
    value["inside_overdue"] = share([how < 0 and 0 <= norm < age for (_, how, age), norm in each])
    value["inside_in_time"] = share([how < 0 and not 0 <= norm < age for (_, how, age), norm in each])
    cohort = [(one, norm) for one, norm in each if norm < 0 or one[0] + norm <= horizon]
    value["served"] = share([how == log.RESOLVED and (norm < 0 or lead <= norm) for (_, how, lead), norm in cohort])
    if blueprint.record["kind_norm"][kind] >= 0:
        value["within_norm"] = value["served"]
    place = f"kind.{blueprint.kind_names[kind]}."
    for name, expected in value.items():
        assert same(run.values[place + name], expected), (place + name, run.values[place + name], expected)
    parts = [value[name] for name in value if "came" in name or "inside" in name]
    assert not cases or math.isclose(math.fsum(parts), 1.0)
    resolved = [lead for _, how, lead in cases if how == log.RESOLVED]
    assert same(run.values[f"{place}lead_time_resolved"], float(np.mean(resolved)) if resolved else math.nan)
    if cases and all(how >= 0 for _, how, _ in cases) and resolved:
        assert math.isclose(run.values[f"{place}lead_time"], np.mean(resolved), rel_tol=1e-12, abs_tol=1e-12)


def check_role(blueprint: Blueprint, run: Replication, role: int) -> None:
    visits = Log(blueprint, run.log).visits(role)
    place = f"role.{blueprint.role_names[role]}."
    value = {"visits": float(len(visits)), "waited_share": share([wait > 0.0 for *_, wait in visits])}
    value["wait_max"] = max((wait for *_, wait in visits), default=math.nan)
    if blueprint.record["role_norm"][role] >= 0:
        rows = run.log[(run.log["role"] == role) & (run.log["what"] == log.REFUSED)]
        horizon, since = float(blueprint.record["horizon"]), float(blueprint.record["warm_up"])
        came = [time for time in rows["time"].tolist() if time >= since]
        refused = sum(time + norm_of(blueprint, "role", role, time) <= horizon for time in came)
        norms = [(one, norm_of(blueprint, "role", role, one[0])) for one in visits]
        cohort = [(one, norm) for one, norm in norms if one[0] + norm <= horizon]
        value["wait_over_norm"] = share([one[3] > norm for one, norm in cohort])
        value["service_level"] = share([one[2] and one[3] <= norm for one, norm in cohort] + [False] * refused)
    for name, expected in value.items():
        assert same(run.values[place + name], expected), (place + name, run.values[place + name], expected)
    if visits:
        ended = [wait for _, still, _, wait in visits if not still]
        check_limit(run.values, place + "wait", ended, [wait for _, still, _, wait in visits if still])


def check_limit(values: dict[str, float], name: str, ended: Any, still: Any) -> None:
    """The mean and the percentiles are Kaplan and Meier's, to within what is left of a bin."""
    curve = ecdf(CensoredData(uncensored=ended, right=still)).sf
    times, left = curve.quantiles, curve.probabilities
    edges, largest = np.concatenate([[0.0], times]), max([*ended, *still])
    mean = float(np.sum(np.concatenate([[1.0], left[:-1]]) * np.diff(edges))) if len(times) else 0.0
    mean += float(left[-1] if len(left) else 1.0) * (largest - edges[-1])
    assert values[name] == pytest.approx(mean, rel=WIDE, abs=1e-9)
    assert values[name] >= np.mean([*ended, *still]) * (1.0 - WIDE)
    for percent in (50, 90):
        found = values[f"{name}_p{percent}"]
        assert not found > max(ended, default=0.0)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.one_of(st.floats(0.0, allow_infinity=False), st.integers(-20, 30).map(lambda power: 2.0**power)))
def test_a_time_falls_in_one_of_sixteen_bins_to_a_doubling(minutes: float) -> None:
    fraction, power = math.frexp(minutes)
    place = (power + OCTAVE_OFFSET - 1) * PER_OCTAVE + int((fraction - 0.5) * 2.0 * PER_OCTAVE)
    assert plain(time_bin)(minutes) == (0 if minutes == 0.0 else min(max(place, 0), TIME_BINS - 2) + 1)
    assert time_bin(minutes) == plain(time_bin)(minutes)


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_measures_are_what_the_log_gives(engine: str) -> None:
    @RANDOM
    @given(scenarios(), st.integers(0, 2**63 - 1))
    def check(scenario: Scenario, seed: int) -> None:
        blueprint = build(scenario, variant(scenario))
        run = replicate(blueprint, seed, 0, engine, log=True)
        for kind in range(len(blueprint.kind_names)):
            check_kind(blueprint, run, kind)
        for role in range(len(blueprint.role_names)):
            check_role(blueprint, run, role)

    check()


def counted(ended: Any, still: Any, gone: Any = ()) -> Any:
    """Times in bins, as the counters have them."""
    bins = [np.bincount([time_bin(t) for t in times], minlength=TIME_BINS)[:, None] for times in (ended, gone, still)]
    sums = (math.fsum(ended), max(ended, default=0.0), max(still, default=0.0))
    return product_limit.rows(*bins, *(np.array([one]) for one in sums))[0]


def mean(row: Any) -> float:
    return float(MEAN(row[None])[0])


def percentile(row: Any, share: float) -> float:
    return float(Percentile(share)(row[None])[0])


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("censoring", [0.1, 0.5, 1.0, 3.0])
def test_the_product_limit_is_that_of_kaplan_and_meier(seed: int, censoring: float) -> None:
    source = np.random.default_rng(seed)
    needed, age = source.lognormal(3.0, 1.0, 2000), source.exponential(30.0 / censoring, 2000)
    ended, still = needed[needed <= age], age[needed > age]
    times, curve = counted(list(ended), list(still)), ecdf(CensoredData(uncensored=ended, right=still)).sf
    check_limit(
        {"t": mean(times), "t_p50": percentile(times, 0.5), "t_p90": percentile(times, 0.9)},
        "t",
        ended,
        still,
    )
    for percent in (0.1, 0.5, 0.9):
        found = percentile(times, percent)
        if math.isnan(found):
            assert curve.probabilities[-1] > 1.0 - percent - 0.01
        else:
            assert curve.evaluate(found * (1.0 + WIDE)) <= 1.0 - percent + 0.01
            assert curve.evaluate(found * (1.0 - WIDE)) >= 1.0 - percent - 0.01


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.lists(st.floats(0.0, 1e6), min_size=1, max_size=80), st.lists(st.floats(0.0, 1e6), max_size=20))
def test_with_nobody_open_the_mean_is_the_plain_mean_and_who_went_otherwise_has_no_time(ended, gone) -> None:
    times = counted(ended, [], gone)
    assert mean(times) == math.fsum(ended) / len(ended)
    assert percentile(times, 0.5) <= max(ended)


def test_what_is_open_counts_at_least_with_its_age() -> None:
    times = counted([1.0] * 87, [500.0] * 13)
    assert mean(times) == pytest.approx(0.87 + 0.13 * 500.0)
    assert percentile(times, 0.5) <= 1.0
    assert math.isnan(percentile(times, 0.9))


def test_who_went_otherwise_is_no_longer_at_risk() -> None:
    # 10 came; 4 gone at 1; of the 6 left 3 resolved at 10; 3 still open at 20: not resolved yet
    times = counted([10.0] * 3, [20.0] * 3, [1.0] * 4)
    assert mean(times) == pytest.approx(15.0)
    assert percentile(times, 0.5) == pytest.approx(10.0, rel=WIDE)
    assert math.isnan(percentile(times, 0.6))
