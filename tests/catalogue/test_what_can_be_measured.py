"""What a user is told that can be measured, and what is refused beforehand because it can't."""

import json
import re

import pytest
from small import SMALL

import sim
from sim import CustomMeasure, Unusable


@pytest.fixture(scope="module")
def desk():
    return sim.scenario(SMALL)


def test_what_can_be_measured_is_what_a_run_gives(desk):
    found = sim.measures(desk, "more")
    out = sim.run(desk, "more", replications=1, engine="simpy")
    assert {one.name for one in found.measures} <= set(out.measures)
    assert {one.name: one.unit for one in found.measures} == {
        one.name: out.measures[one.name].unit for one in found.measures
    }


def test_a_design_has_the_measures_of_its_own_roles(desk):
    names = {one.name for one in sim.measures(desk, "filing_at_the_desk").measures}
    assert "role.desk.wait" in names
    assert "role.back.wait" not in names
    assert "role.back.wait" in {one.name for one in sim.measures(desk).measures}


def test_the_same_of_several_roles_is_one_row(desk):
    rows = {row.cell("measure").value: row for row in sim.measures(desk).document("nl").parts[0].screen}
    wait = rows["role.*.wait"]
    assert [wait.cell(key).text for key in ("label", "written_in", "better")] == ["wachttijd", "min", "minder"]
    assert "role.desk.wait" not in rows
    assert rows["kind.question.lead_time"].cell("label").text == "question: doorlooptijd"


def test_a_measure_of_ones_own_can_be_asked_for(desk):
    own = desk.measuring(CustomMeasure("rows", lambda run: 1.0, unit="rows", better=-1))
    (found,) = (one for one in sim.measures(own).measures if one.name == "rows")
    assert (found.unit, found.definition.better, found.pooled) == ("rows", -1, False)


def test_the_command_says_what_can_be_measured(command, small_file, tmp_path):
    code, out, _ = command("measures", small_file, "--design", "today", "--json")
    found = json.loads(out)["measures"]
    assert code == 0
    assert found["role.desk.abandoned_share"] == {
        "label": "desk: abandoned",
        "unit": "share",
        "number": "share",
        "over": "visits that came, those still waiting included",
        "better": -1,
        "pooled": True,
    }
    assert command("measures", small_file, "--out", tmp_path / "x.csv")[0] == 0
    assert "\nrole.desk.wait,desk: waiting time,time,min,-1," in (tmp_path / "x.csv").read_text()


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("role.desk.wiat", "did you mean role.desk.wait?"),
        ("role.dsk.wait", "did you mean role.desk.wait?"),
        ("role.desk.service_level", "a service level where the role has a norm, add for instance norm: 30 s"),
        ("complaints", "complaints where customers have a voice, add world.voice"),
        ("promises_kept", "promises where a step has one"),
        ("wait_per_case", "that one is of sim explain"),
    ],
)
@pytest.mark.parametrize("ask", ["compare", "sweep", "target", "combine"])
def test_what_the_scenario_cannot_give_is_refused_before_anything_runs(desk, ask, measure, said):
    asked = {
        "compare": lambda: sim.compare(desk, shown=[measure]),
        "sweep": lambda: sim.sweep(desk, {"roles.desk.staff": "1..2"}, measures=[measure]),
        "target": lambda: sim.target(desk, measure, 1, vary={"roles.desk.staff": "1..2"}),
        "combine": lambda: sim.combine(desk, measure=measure),
    }
    with pytest.raises(Unusable, match=re.escape(said)):
        asked[ask]()
