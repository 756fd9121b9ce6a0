"""Why an outcome differs: parts that add up, the same whichever way one asks, and a sentence that names what matters."""

import json
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.analyses.explain import MEASURES
from sim.results.results import Unusable
from sim.views import reasons_picture

DESK = Path(__file__).parents[2] / "scenarios" / "desk.yaml"

COUNTER = """
title: Balie
language: nl
world:
  customers:
    segments: {haastig: {share: 0.4, patience: exponential 3 min}, rustig: {share: 0.6}}
  needs:
    vraag: {rate: 20 / hour}
  patience: exponential 10 min
  redial: {probability: 0.5, after: exponential 20 min}
  mind: default
designs:
  nu:
    title: Een aan de balie
    roles: {balie: {staff: 1}, achter: {staff: 1}}
    steps:
      antwoord: {role: balie, takes: exponential 2 min, then: {uitzoeken: 0.3, resolved: 0.7}}
      uitzoeken: {role: achter, customer: absent, takes: exponential 5 min, then: {antwoord: 0.2, resolved: 0.8}}
  samen:
    extends: nu
    title: Alles aan de balie
    roles: {achter: none, balie: {staff: 2}}
    steps: {uitzoeken: {role: balie}}
changes:
  meer: {design: nu, title: Een erbij, set: {roles.balie.staff: 2}}
judge: {baseline: nu}
run: {length: 2 days, warm_up: 2 h, replications: 6}
"""


@pytest.fixture(scope="module")
def counter_file(tmp_path_factory):
    """The path of a counter with two segments, in Dutch."""
    path = tmp_path_factory.mktemp("counter") / "counter.yaml"
    path.write_text(COUNTER)
    return path


@pytest.fixture(scope="module")
def counter(counter_file):
    """That counter."""
    return sim.load(counter_file)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("design", ["meer", "samen"])
def test_parts_add_up_in_every_replication_however_they_are_grouped(counter, design, measure):
    found = sim.explain(counter, design, measure=measure, replications=3)
    whole = pytest.approx(found.whole.values, rel=1e-9, abs=1e-9)
    for parts in (
        found.parts,
        found.few(),
        found.by("cause"),
        found.by("role"),
        found.by("segment"),
        found.by(),
    ):
        assert np.sum([part.found.values for part in parts], axis=0) == whole
    assert (found.whole.n, found.baseline, found.design) == (3, "nu", design)


def test_the_whole_is_the_difference_that_a_comparison_has(counter):
    compared = sim.compare(counter, ["nu", "meer"]).measures
    for measure in MEASURES:
        if measure in compared:  # wait_per_case is of explanations only
            found = sim.explain(counter, "meer", measure=measure)
            assert found.whole.values == pytest.approx(compared[measure].values, rel=1e-9, abs=1e-9)
            assert found.whole.design.values == pytest.approx(compared[measure].design.values, rel=1e-9)


def test_asked_the_other_way_round_every_part_turns_its_sign(counter):
    there = sim.explain(counter, "samen", "nu", "resistance", replications=2)
    back = sim.explain(counter, "nu", "samen", "resistance", replications=2)
    assert there.items.keys() == back.items.keys()
    for key, values in there.items.items():
        assert values == pytest.approx([-value for value in back.items[key]], rel=1e-9, abs=1e-9)


def test_both_engines_give_the_same_explanation(counter):
    one, other = (
        sim.explain(counter, "meer", replications=2, engine=engine) for engine in ("compiled", "simpy")
    )
    assert one.items == other.items
    assert one.sentence == other.sentence


def test_more_replications_leave_the_first_as_they_were(counter):
    few, many = (sim.explain(counter, "meer", replications=n) for n in (3, 6))  # six in three lots
    assert many.whole.baseline.values[:3] == few.whole.baseline.values
    assert many.whole.design.values[:3] == few.whole.design.values
    assert [origin.replications for origin in many.origins] == [6, 6]


def test_one_more_at_a_moves_the_queue_to_b():
    found = sim.explain(sim.load(DESK), "one_more_at_a", replications=16)
    assert found.whole.verdict == "higher"
    assert [part.name for part in found.parts[:3]] == [
        "waiting at b",
        "waiting at a",
        "people who no longer give up at a",
    ]
    assert [part.value > 0.0 for part in found.parts[:3]] == [True, False, True]
    assert any(part.distinguishable for part in found.parts[:2])
    assert found.sentence.startswith("Lead time of those resolved rises with “Eleven at a” by ")
    told = "people who no longer give up at a (+0.13); against it waiting at a (-0.15)"
    assert f"{told}; perhaps most of all waiting at b (+0.33), which 16 pairs can't tell from chance." in found.sentence
    assert "The queue moves" not in found.sentence
    found = sim.explain(sim.load(DESK), "one_more_at_a", replications=40)
    assert "waiting at b (+0.35) and people who no longer" in found.sentence
    assert "The queue moves from a to b, where 3.1% more visits come." in found.sentence
    assert "perhaps" not in found.sentence


def test_who_gives_up_now_is_named_so(counter):
    names = [part.name for part in sim.explain(counter, "nu", "meer", replications=2).parts]
    assert "mensen die nu afhaken bij balie" in names


def test_where_roles_differ_causes_are_taken_together(counter):
    found = sim.explain(counter, "samen", replications=3)
    assert not any(part.role for part in found.parts)
    assert {part.role for part in found.by("role")} >= {"balie", "achter"}


def test_what_cannot_be_explained_is_refused(counter, small):
    with pytest.raises(Unusable, match="'lead_tme' can't be explained, did you mean lead_time"):
        sim.explain(counter, "meer", measure="lead_tme")
    with pytest.raises(Unusable, match="nu is what it is compared with"):
        sim.explain(counter, "nu")


def test_the_command_prints_the_sentence_and_the_parts(command, counter_file):
    code, out, _ = command("explain", counter_file, "meer", "--measure", "resistance")
    assert code == 0
    assert "Weerstand daalt bij “Een erbij” met " in out
    assert "wachten bij balie" in out
    assert "doelgroep" in out
    assert "haastig" in out


def test_the_command_has_it_as_json(command, counter_file):
    code, out, _ = command("explain", counter_file, "samen", "--against", "meer", "--json")
    told = json.loads(out)
    assert (code, told["baseline"], told["design"]) == (0, "meer", "samen")
    for parts in ("parts", "causes", "roles", "segments"):
        assert sum(part["mean"] for part in told[parts]) == pytest.approx(told["whole"]["mean"])
    assert command("explain", counter_file, "meer", "--measure", "gone")[0] == 2


def test_the_picture_goes_from_one_mean_to_the_other(counter, tmp_path):
    found = sim.explain(counter, "meer", replications=3)
    figure = reasons_picture.picture(counter, found)
    figure.savefig(tmp_path / "x.png")
    rows = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert (rows[0], rows[-1]) == ("Een aan de balie", "Een erbij")
    assert len(rows) == len(found.few()) + 2


def test_a_comparison_can_say_why(command, counter_file):
    code, out, _ = command(
        "compare", counter_file, "--designs", "nu,meer,samen", "--why", "resistance", "--replications", 3
    )
    assert code == 0
    assert out.count("Weerstand daalt bij ") == 2
    code, out, _ = command("compare", counter_file, "--why", "resistance", "--replications", 2, "--json")
    told = json.loads(out)
    assert told["why"]["samen"]["whole"]["mean"] == pytest.approx(told["measures"]["resistance"]["mean"])
