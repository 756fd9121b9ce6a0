"""Replications and pairs: the same numbers on any number of cores, others for another seed, sharp pairs."""

from pathlib import Path

import pytest

import sim
from sim.results.results import Unusable
from sim.runs import work

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def test_the_numbers_do_not_depend_on_the_number_of_jobs(small):
    assert sim.run(small, jobs=1) == sim.run(small, jobs=2)


def test_nor_does_the_simpy_engine_in_processes(small, monkeypatch):
    monkeypatch.setattr(work, "WORTH_PROCESSES", 0.0)
    alone = sim.run(small, engine="simpy", jobs=1, replications=3)
    together = sim.run(small, engine="simpy", jobs=2, replications=3)
    assert alone.measures == together.measures
    assert alone.measures == sim.run(small, engine="compiled", replications=3).measures


def test_more_replications_add_to_the_same_ones(small):
    few, many = sim.run(small, replications=2), sim.run(small, replications=4)
    for name, measure in few.measures.items():
        assert repr(measure.values) == repr(many.measures[name].values[:2])


def test_different_seeds_share_no_replication(small):
    found = [set(sim.run(small, seed=seed).measures["role.desk.wait"].values) for seed in (1, 2, 3)]
    assert len(set.union(*found)) == sum(map(len, found))


def test_a_comparison_pairs_the_same_customers(small):
    comparison = sim.compare(small, ["today", "more"])
    assert comparison.baseline == "today"
    assert comparison.measures["arrived"].verdict == "same"
    wait = comparison.measures["role.desk.wait"]
    assert wait.verdict == "lower"
    assert wait.n == 4
    assert wait.intervals == comparison.intervals == len(comparison.shown)


def test_a_change_that_changes_nothing_makes_no_difference(tmp_path, small_file):
    path = tmp_path / "logo.yaml"
    path.write_text(small_file.read_text().replace("changes:", "changes:\n  new_logo: {design: today}"))
    comparison = sim.compare(sim.load(path), ["today", "new_logo"])
    assert {d.verdict for d in comparison.measures.values()} <= {"same", "unknown"}


def test_the_baseline_comes_first_and_all_designs_are_compared_by_default(small):
    assert sim.compare(small, replications=2).designs == ("more",)
    three = sim.compare(small, ["more", "filing_at_the_desk", "today"], replications=2)
    assert (three.baseline, three.designs) == ("today", ("more", "filing_at_the_desk"))
    of_the_back = [name for name in three.shown if name.startswith("role.back.")]
    assert of_the_back
    assert three.intervals == 2 * len(three.shown) - len(of_the_back)  # one of the two has no back office


def test_the_measures_shown_can_be_chosen(small):
    chosen = sim.compare(small, replications=3, shown=["lead_time", "goodwill"])
    assert chosen.measures["lead_time"].intervals == 2
    everything = sim.compare(small, replications=3, shown="all")
    assert everything.measures["lead_time"].half_width > chosen.measures["lead_time"].half_width
    with pytest.raises(Unusable, match="did you mean lead_time"):
        sim.compare(small, replications=2, shown=["lead_tim"])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"replications": 0}, "replications"),
        ({"replications": 2**20 + 1}, "differ"),
        ({"jobs": 0}, "jobs"),
        ({"seed": -1}, "seed"),
        ({"engine": "steam"}, "compiled, simpy"),
    ],
)
def test_what_cannot_be_done_is_refused(small, wrong, words):
    with pytest.raises(Unusable, match=words):
        sim.run(small, **wrong)


def test_pairing_pays():
    gain = sim.pairing(sim.load(SCENARIOS / "desk.yaml"), "today", "little_less_rework", replications=40)
    assert min(gain[name] for name in ("role.a.wait", "role.b.wait", "role.a.abandoned_share")) > 10


def test_provenance_is_no_part_of_equality_where_it_is_a_date(small):
    one, other = sim.run(small), sim.run(small)
    assert one == other
    assert one.provenance.scenario_hash == small.hash
    assert {"python", "numpy", "numba"} <= set(one.provenance.versions)


def test_tables_have_units_and_the_log_has_names(small):
    result = sim.run(small, replications=2, log=True)
    assert list(result.table().columns) == ["mean", "half_width", "low", "high", "n", "unit", "over"]
    log = result.log
    assert set(log["replication"]) == {0, 1}
    assert {"need arrived", "queued", "started", "handled"} <= set(log["what"])
    assert {"desk", "back"} <= set(log["role"])
    assert set(log.loc[log["what"] == "handled", "next"]) == {"file", "resolved"}
    assert log["time"].is_monotonic_increasing is False  # one replication after the other
    table = sim.compare(small, replications=2).table()
    assert table.loc[("more", "role.desk.wait"), "unit"] == "min"


def test_a_log_that_was_not_kept_is_not_there(small):
    with pytest.raises(ValueError, match="log=True"):
        _ = sim.run(small, replications=1).log
