"""How changes are judged, as written in scenario files: what is read, what is refused with its line."""

from pathlib import Path

import pytest

from sim.scenario import ScenarioError, load

TEXT = """\
title: desk
world:
  needs: {visit: {rate: 10 / hour}}
  mind: default
designs:
  today:
    roles: {desk: {staff: 2}}
    steps: {serve: {role: desk, takes: 3 min}}
judge:
  thresholds: {goodwill: 0.2, productivity: 3%, lead_time: 2 min, resistance: {value: 5%, assumption: true}}
  guardrails: {resolved_share: 2%, worst_decile: none, role.desk.wait: 10%}
  alpha: 10%
  most_replications: 200
run: {length: 20 days}
"""


def read(text: str, folder: Path):
    path = folder / "desk.yaml"
    path.write_text(text)
    return load(path)


def test_effects_are_read_in_the_unit_of_their_measure(tmp_path):
    judge = read(TEXT, tmp_path).judge
    assert judge.smallest == {"goodwill": 0.2, "productivity": "3%", "lead_time": 2.0, "resistance": "5%"}
    assert judge.least_harm == {
        "resolved_share": 0.02, "inside_overdue": 0.02, "energy": 0.05, "least_self_reliant": "10%", "role.desk.wait": "10%",
    }  # fmt: skip
    assert (judge.alpha, judge.most_replications) == (0.1, 200)


def test_what_is_not_written_is_as_usual(tmp_path):
    judge = read(TEXT[: TEXT.index("judge:")] + TEXT[TEXT.index("run:") :], tmp_path).judge
    assert judge.smallest == {"goodwill": 0.2, "served": 0.02, "resistance": "5%"}
    assert judge.norms == {"role.*.service_level": 0.05, "kind.*.within_norm": 0.05}
    assert judge.least_harm == {
        "resolved_share": 0.02, "inside_overdue": 0.02, "energy": 0.05, "worst_decile": "10%", "least_self_reliant": "10%",
    }  # fmt: skip
    assert (judge.alpha, judge.most_replications) == (0.05, None)


def test_assumptions_are_kept(tmp_path):
    notes = {note.path: note for note in read(TEXT, tmp_path).notes}
    assert notes["judge.thresholds.resistance"].assumption


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("productivity: 3%", "productivty: 3%", 10, "did you mean productivity"),
        ("resolved_share: 2%", "resolved_shar: 2%", 11, "did you mean resolved_share"),
        ("lead_time: 2 min", "lead_time: 2", 10, '"2 min"'),
        ("lead_time: 2 min", "role.desk.utilisation: 2%", 10, "more, or less, is better"),
        ("goodwill: 0.2", "goodwill: -0.2", 10, "at least 0"),
        ("goodwill: 0.2", "goodwill: much", 10, "a number"),
        ("resolved_share: 2%", "resolved_share: 200%", 11, "between 0 and 1"),
        ("resolved_share: 2%", "lead_time: 2%", 11, "as both"),
        ("alpha: 10%", "alpha: 0", 12, "0.01% and 50%"),
        ("alpha: 10%", "alfa: 10%", 12, "did you mean alpha"),
        ("most_replications: 200", "most_replications: 1", 13, "between 2"),
        ("thresholds: {goodwill: 0.2, productivity: 3%, lead_time: 2 min, resistance: {value: 5%, assumption: true}}",
         "thresholds: 5", 10, "a mapping"),
        ("lead_time: 2 min", "role.desk.service_level: 5%", 10, "add for instance norm: 30 s"),
        ("lead_time: 2 min", "role.*.service_level: 5%", 10, "add for instance norm: 30 s"),
        ("lead_time: 2 min", "within_norm: 5%", 10, "add for instance norm: 8 weeks"),
        ("lead_time: 2 min", "role.desk.energy: 5%", 10, "add world.energy"),
        ("lead_time: 2 min", "complaints: 5%", 10, "add world.voice"),
        ("lead_time: 2 min", "promises_kept: 5%", 10, "add for instance promise"),
        ("lead_time: 2 min", "segment.young.resistance: 5%", 10, "the name of a measure"),
        ("lead_time: 2 min", "kind.complaint.lead_time: 5%", 10, "add world.voice"),
        ("lead_time: 2 min", "goals: 5%", 10, "a threshold of its own"),
        ("worst_decile: none", "energy: 5%", 11, "add world.energy"),
        ("worst_decile: none", "least_self_reliant: 5%", 11, "give segments a self_reliance"),
        ("alpha: 10%", "outcomes: [goodwill_of_all]", 12, "world.customers.population"),
        ("alpha: 10%", "words: kind", 12, "blog or neutral"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_its_line(old, new, line, said, tmp_path):
    assert old in TEXT
    with pytest.raises(ScenarioError) as caught:
        read(TEXT.replace(old, new), tmp_path)
    found = str(caught.value).splitlines()
    assert len(found) == 1, found
    assert f"desk.yaml:{line}: " in found[0]
    assert said in found[0]


def test_productivity_may_be_written_as_it_was_called(tmp_path):
    old = TEXT.replace("productivity: 3%", "capacity: 3%").replace(
        "judge:\n", "goals: {busy: {measure: capacity, at_least: 2}}\njudge:\n  outcomes: [capacity]\n"
    )
    scenario = read(old, tmp_path)
    assert scenario.judge.smallest["productivity"] == "3%"
    assert scenario.judge.outcomes == ("productivity",)
    assert scenario.goals["busy"].measure == "productivity"


def test_taking_away_what_never_comes_out_is_no_fault(tmp_path):
    text = TEXT.replace("lead_time: 2 min", "role.*.service_level: none, goals: none").replace(
        "worst_decile: none", "energy: none, least_self_reliant: none"
    )
    assert "energy" not in read(text, tmp_path).judge.least_harm


def test_one_norm_or_goal_less_leaves_the_usual_outcomes(tmp_path):
    bare = (
        TEXT[: TEXT.index("judge:")]
        + "judge: {thresholds: {goals: none, resistance: none}}\n"
        + TEXT[TEXT.index("run:") :]
    )
    assert read(bare, tmp_path).judge.smallest == {"goodwill": 0.2, "served": 0.02}
