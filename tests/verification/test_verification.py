"""The compiled engine reproduces every known answer; its intervals are honest and narrow."""

import math
from pathlib import Path

import pytest

import sim
from sim.results.intervals import t_quantile
from sim.verification import CHECKS, FOLDER, Check, Compared, table, verify

SCENARIOS = FOLDER.parent
MOST_STANDARD_ERRORS = 3.5

# Pooled over 20 runs of a million customers (../shared/bench/README.md): mean, standard error.
DESK = {
    "role.a.wait_served": (0.2767, 0.0006),
    "role.b.wait": (1.504, 0.007),
    "role.a.abandoned_share": (0.0566, 0.0001),
    "visits_per_case": (1.6224, 0.0002),
}


@pytest.fixture(scope="module")
def outcomes() -> dict[Check, Compared]:
    done = verify()
    print("\n" + table(done))
    return {outcome.check: outcome for outcome in done}


def _standard_errors(outcome: Compared) -> float:
    return outcome.off * t_quantile(0.975, outcome.simulated.n - 1)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.case} {check.answer}")
def test_answer(outcomes: dict[Check, Compared], check: Check) -> None:
    outcome = outcomes[check]
    assert outcome.off <= 3.0, table([outcome])
    assert _standard_errors(outcome) <= MOST_STANDARD_ERRORS, table([outcome])
    assert outcome.narrow, table([outcome])


def test_intervals_hold_what_they_promise(outcomes: dict[Check, Compared]) -> None:
    """About 95% of the answers lie inside; answers of one run hang together, so the share itself varies."""
    inside = sum(outcome.inside for outcome in outcomes.values())
    assert inside / len(outcomes) >= 0.88, table(list(outcomes.values()))


def test_every_file_is_checked() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {check.file for check in CHECKS}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_cases_are_said_without_python(file: Path) -> None:
    scenario = sim.load(file)
    assert scenario.warnings == ()


@pytest.fixture(scope="module")
def desk() -> sim.Result:
    scenario = sim.load(SCENARIOS / "desk.yaml")
    a_long_run = scenario.run.model_copy(update={"length": 100_000.0})
    return sim.run(scenario.model_copy(update={"run": a_long_run}), "today")


@pytest.mark.parametrize("name", DESK)
def test_desk_reproduces_the_pooled_truth(desk: sim.Result, name: str) -> None:
    truth, its_error = DESK[name]
    ours = desk.measures[name]
    our_error = ours.half_width / t_quantile(0.975, ours.n - 1)
    assert abs(ours.mean - truth) <= 3.0 * math.hypot(our_error, its_error)


# As published, from 5 runs: mean, standard deviation between runs.
URGENT_CARE = {
    "role.operator.wait": (3.2, 0.8),
    "role.nurse.wait": (3.0, 1.7),
}
URGENT_CARE_LIMITS = {"role.operator.utilisation": 0.94017, "role.nurse.utilisation": 0.88889}


@pytest.fixture(scope="module")
def urgent_care() -> sim.Result:
    return sim.run(sim.load(SCENARIOS / "nhs111.yaml"), "fifteen_nurses", replications=400)


@pytest.mark.parametrize("name", URGENT_CARE)
def test_published_runs_of_an_urgent_care_line(urgent_care: sim.Result, name: str) -> None:
    published, deviation = URGENT_CARE[name]
    assert abs(urgent_care.measures[name].mean - published) <= 3.0 * deviation / math.sqrt(5)


@pytest.mark.parametrize("name", URGENT_CARE_LIMITS)
def test_use_approaches_the_load_of_an_urgent_care_line(urgent_care: sim.Result, name: str) -> None:
    # A day of 1,050 minutes that began empty is still a little below its limit.
    assert urgent_care.measures[name].mean == pytest.approx(URGENT_CARE_LIMITS[name], rel=0.02)
