"""One or two numbers over ranges: the same customers everywhere, levels and differences, verdicts, pictures."""

import json

import pytest

import sim
from sim.results.results import Unusable
from sim.runs import work
from sim.scenario.text.faults import ScenarioError


@pytest.fixture(scope="module")
def staff(small):
    """Staff at the desk from one to three."""
    return sim.sweep(
        small, {"roles.desk.staff": "1..3"}, measures=["role.desk.wait", "resistance"], replications=6
    )


def test_a_point_is_what_a_run_of_that_design_gives(small, staff):
    assert [spot.values for spot in staff.spots] == [(1.0,), (2.0,), (3.0,)]
    alone = sim.run(sim.what_if(small, {"roles.desk.staff": 2}), "what_if", replications=6)
    assert staff.spots[1].measures["role.desk.wait"].values == alone.measures["role.desk.wait"].values


def test_each_point_is_held_against_the_design_as_it_is(staff):
    now, more = staff.spots[0], staff.spots[1]
    assert now.differences["role.desk.wait"].same
    assert now.verdict == "hobby"
    assert more.differences["role.desk.wait"].verdict == "lower"


def test_a_number_of_the_world_is_the_same_for_both(small):
    found = sim.sweep(small, {"world.needs.question.rate": "10..20"}, "more", ["arrived"], 3, replications=2)
    assert (found.design, found.against) == ("more", "today")
    for spot in found.spots:
        assert spot.differences["arrived"].same
    means = [spot.measures["arrived"].mean for spot in found.spots]
    assert means == sorted(means)
    assert sim.sweep(small, {"world.needs.question.rate": "10..20"}, steps=2, replications=2).against is None


def test_two_numbers_make_a_grid(small):
    ranges = {"world.needs.question.rate": "10..20", "roles.desk.staff": "1..2"}
    found = sim.sweep(small, ranges, measures=["resistance"], steps=3, replications=2)
    assert [spot.values for spot in found.spots] == [(r, s) for r in (10, 15, 20) for s in (1, 2)]


def test_what_is_in_the_store_is_not_run_again(small, tmp_path, monkeypatch):
    store = tmp_path / "kept.sqlite"
    once = sim.sweep(small, {"roles.desk.staff": "1..2"}, replications=2, store=store)
    monkeypatch.setattr(work, "replicate", None)
    again = sim.sweep(small, {"roles.desk.staff": "1..2"}, replications=2, store=store)
    assert again.spots[1].measures == once.spots[1].measures


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        ({"roles.desk.staff": "3..1"}, "lowest value below"),
        ({"roles.desk.staff": "3"}, r"LOW\.\.HIGH"),
        ({"steps.answer.takes": "1..3"}, "its unit"),
        ({}, "one or two"),
    ],
)
def test_ranges_that_cannot_be_read_are_refused(small, ranges, said):
    with pytest.raises(Unusable, match=said):
        sim.sweep(small, ranges, replications=1)


def test_unknown_paths_and_measures_are_refused(small):
    with pytest.raises(ScenarioError, match="did you mean desk"):
        sim.sweep(small, {"roles.dsk.staff": "1..3"}, replications=1)
    with pytest.raises(Unusable, match="did you mean resistance"):
        sim.sweep(small, {"roles.desk.staff": "1..3"}, measures=["resistence"], replications=1)


@pytest.mark.parametrize("two", [(), ("world.patience", "2..9 min")])
def test_the_command(command, small_file, tmp_path, two):
    picture = tmp_path / "sweep.png"
    how = ("--steps", 2, "--replications", 2, "--measure", "resistance,role.desk.wait")
    code, out, _ = command("sweep", small_file, "roles.desk.staff", "1..2", *two, *how, "--picture", picture)
    assert code == 0
    assert "desk: staff" in out
    assert picture.stat().st_size > 10_000
    code, out, _ = command("sweep", small_file, "roles.desk.staff", "1..2", *two, *how, "--json")
    assert len(json.loads(out)["points"]) == (4 if two else 2)


def test_a_path_without_a_range_is_wrong_usage(command, small_file):
    code, _, err = command("sweep", small_file, "roles.desk.staff")
    assert code == 2
    assert "needs its range" in err
