"""Where verdicts turn: assumptions, those that the file leaves out among them, at the ends of their ranges."""

import json

import pytest
from gruff import DESK

import sim
from sim.analyses.judging.verdict import HARMFUL, HOBBY, UNDECIDED
from sim.analyses.studies.turns import turns
from sim.runs import work
from sim.views import turn_words

K = "world.mind.disconfirmation.k"


@pytest.fixture(scope="module")
def write(tmp_path_factory):
    def written(text, name="desk.yaml"):
        path = tmp_path_factory.mktemp("turns") / name
        path.write_text(text)
        return path

    return written


@pytest.fixture(scope="module")
def found(write):
    scenario = sim.load(write(DESK))
    return turns(scenario, sim.judge(scenario))


def test_a_verdict_that_turns_within_a_default_s_range_says_so(found):
    item = found.items["gruff"]
    assert item.verdict == HARMFUL
    by = {(one.assumed.origin, one.value): one.verdict for one in item.turns}
    assert by[K, 0.3] == HOBBY
    assert (K, 1.5) not in by  # more of the same
    assert found.untried == 0
    assert found.tried > 10


def test_where_all_is_undecided_it_says_that_there_is_nothing_to_turn(write):
    text = DESK.replace("  new_logo: {design: today, set: {}}\n", "").replace("mark: 6.6", "mark: 6.85")
    scenario = sim.load(write(text.replace("mark: 7}", "mark: normal 7 3}")))
    found = turns(scenario, sim.judge(scenario, replications=2))
    assert found.items["gruff"].verdict == UNDECIDED
    assert turn_words.notes(found, "en") == ["Where verdicts turn is looked for once there are any: all is undecided."]
    assert turn_words.notes(sim.judge(scenario, replications=2), "en") == []


def test_what_it_turns_to_is_what_a_file_with_that_value_says(write, found):
    for one in found.items["gruff"].turns:
        if one.assumed.origin == K:
            other = sim.load(
                write(DESK.replace("{episode", f"{{disconfirmation: {{k: {one.value}}}, episode"))
            )
            assert sim.judge(other).items["gruff"].verdict == one.verdict


def test_a_change_that_does_nothing_has_no_turns_and_judging_alone_looks_for_none(write, found):
    assert found.items["new_logo"].turns == ()
    alone = sim.judge(sim.load(write(DESK)))
    assert alone.tried is None
    assert all(item.turns == () for item in alone.items.values())


def test_it_is_bounded_and_counts_what_it_left(write):
    scenario = sim.load(write(DESK))
    judgement = sim.judge(scenario)
    some = turns(scenario, judgement, bound=0.0)
    assert some.untried > 0
    assert some.tried + some.untried == turns(scenario, judgement).tried


def test_what_is_in_the_store_is_not_run_again(write, tmp_path, monkeypatch, found):
    scenario, store = sim.load(write(DESK)), tmp_path / "kept.sqlite"
    judgement = sim.judge(scenario, store=store)
    once = turns(scenario, judgement, store=store)
    monkeypatch.setattr(work, "replicate", None)
    again = turns(scenario, judgement, store=store)
    assert [one.value for one in again.items["gruff"].turns] == [
        one.value for one in once.items["gruff"].turns
    ]


@pytest.mark.parametrize(("language", "said"), [("en", "turns to hobby if"), ("nl", "wordt hobby als")])
def test_the_command_says_it_beside_the_verdict(command, write, tmp_path, language, said):
    path = write(DESK + f"language: {language}\n")
    code, out, _ = command("judge", path, "--store", tmp_path / "kept.sqlite")
    assert code == 0
    assert said in " ".join(out.split())
    assert "(k)" in out


def test_the_command_can_leave_it_out_and_json_has_it(command, write, tmp_path):
    path, store = write(DESK), tmp_path / "kept.sqlite"
    _, out, _ = command("judge", path, "--no-turns", "--store", store)
    assert "turns to" not in out
    _, out, _ = command("judge", path, "--turns", "--json", "--store", store)
    document = json.loads(out)
    assert {one["at"] for one in document["changes"]["gruff"]["turns"]} >= {K}
    assert document["turns_untried"] == 0


@pytest.mark.parametrize(
    ("language", "said"), [("en", "What it hangs on: it turns"), ("nl", "Waar het aan hangt: het ")]
)
def test_a_report_says_it_below_the_verdict_and_lists_what_is_assumed_unwritten(write, language, said):
    made = sim.report(sim.load(write(DESK)), language=language, turns=True)
    assert said in made.html
    assert {"en": "loss aversion", "nl": "verliesaversie"}[language] in made.html
    assert said not in sim.report(sim.load(write(DESK)), language=language).html
