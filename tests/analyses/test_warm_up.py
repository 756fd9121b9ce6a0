"""Warm-up: MSER-5 as others compute it, and what it advises for a scenario, whoever asks."""

import json
import math

import numpy as np
import pytest

import sim
from sim.analyses.studies.warm_up import longest, mser5
from sim.results.results import Unusable


def series(count, bias, lasting, inertia, seed):
    """Return a series that begins too low and forgets it: noise from a linear congruential generator (glibc's)."""
    state, noise, found = seed, 0.0, []
    for i in range(count):
        state = (1103515245 * state + 12345) % 2**31
        noise = inertia * noise + (state / 2**31 - 0.5) * math.sqrt(12)
        found.append(10 + noise - bias * math.exp(-i / lasting))
    return found


def by_the_book(values):
    """Return the cut of MSER-5 as White, Cobb & Spratt (2000) write it down, the last five batches left alone."""
    batches = [sum(values[i : i + 5]) / 5 for i in range(0, len(values) - 4, 5)]
    found = {}
    for d in range(len(batches) - 5):
        kept = batches[d:]
        mean = sum(kept) / len(kept)
        found[d] = sum((z - mean) ** 2 for z in kept) / len(kept) ** 2
    return 5 * min(found, key=lambda d: (found[d], d)), found


# What pymser 1.0.22 and kim-convergence 0.1.0 (mser_m, batches of 5) both say of these series.
ELSEWHERE = {
    (1000, 10, 50, 0.5, 1): 110,
    (1000, 5, 200, 0.8, 2): 210,
    (2003, 20, 300, 0.9, 3): 665,
    (500, 3, 20, 0.0, 4): 40,
    (600, 0, 1, 0.5, 5): 0,
}


@pytest.mark.parametrize("made", ELSEWHERE)
def test_the_cut_is_that_of_others(made):
    values = series(*made)
    cut, errors = by_the_book(values)
    found = mser5(values)
    assert found.observations == cut == ELSEWHERE[made]
    np.testing.assert_allclose(found.errors, list(errors.values()), rtol=1e-9)
    assert found.enough


def test_a_series_that_never_settles_is_too_short_to_say():
    found = mser5(series(400, 10, 400, 0.3, 6))
    assert found.observations > 200
    assert not found.enough
    assert mser5([1.0] * 49) is None
    assert mser5([1.0] * 50).observations == 0


def test_what_is_advised_does_not_depend_on_the_cores_nor_on_the_warm_up_that_is_set(
    small, tmp_path, small_file
):
    found = sim.warm_up(small, ["today"], jobs=1)
    assert [one.measure for one in found] == ["lead_time", "goodwill", "role.desk.wait", "role.back.wait"]
    assert [one.minutes for one in sim.warm_up(small, ["today"], jobs=2)] == [one.minutes for one in found]
    path = tmp_path / "cold.yaml"
    path.write_text(small_file.read_text().replace("warm_up: 4 h", "warm_up: 0"))
    cold = sim.warm_up(sim.load(path), ["today"], jobs=2)
    assert [one.minutes for one in cold] == [one.minutes for one in found]
    assert {one.suffices for one in cold if one.minutes} == {False}


def test_series_are_those_of_the_measures(small):
    """Without a warm-up the mean of a replication's series is the measure."""
    scenario = small.model_copy(update={"run": small.run.model_copy(update={"warm_up": 0.0})})
    from sim.analyses.studies.warm_up import observed

    result = sim.run(scenario, "today", replications=1, log=True)
    series = observed(result.logs[0], result.blueprint)
    assert {"lead_time", "role.desk.wait"} <= set(series)
    for name, (times, values) in series.items():
        ended = {"lead_time": "lead_time_resolved"}.get(name, name.replace(".wait", ".wait_ended"))
        assert values.mean() == pytest.approx(result.measures[ended].mean, rel=1e-9)
        assert (np.diff(times) >= 0).all()


def test_the_longest_is_unknown_where_one_is(small):
    found = sim.warm_up(small, ["today"], ["role.desk.wait", "lead_time"], replications=2)
    assert longest(found) == max(one.minutes for one in found)
    assert math.isnan(longest([]))


def test_what_has_no_series_is_refused(small):
    with pytest.raises(Unusable, match="did you mean lead_time"):
        sim.warm_up(small, ["today"], ["leadtime"], replications=1)


def test_the_command(command, small_file, tmp_path):
    picture = tmp_path / "warm_up.png"
    code, out, _ = command("warm-up", small_file, "--replications", 3, "--picture", picture)
    assert code == 0
    assert "run.warm_up is 4.00 h" in " ".join(out.split())
    assert picture.stat().st_size > 10_000
    code, out, _ = command("warm-up", small_file, "--replications", 3, "--measure", "lead_time", "--json")
    found = json.loads(out)
    assert {row["design"] for row in found["advice"]} == {"today", "more"}
    assert found["run_warm_up"] == 240
