"""Why changes got their verdicts: of which measure, from how many pairs, and the same as asking for each change apart."""

import io
import json
import sys
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

import sim
from sim.analyses.explain import why
from sim.analyses.explain.why import candidates
from sim.analyses.judging.exact import OPEN, open_desk
from sim.cli.app import main
from sim.views.findings.judge import document
from sim.views.render.terminal import show
from sim.views.verdict_reasons import said

RELEVANT, HARMFUL = {"quicker", "friendlier"}, {"quick_and_rude", "fewer_resolved"}


@pytest.fixture(scope="module")
def scenario():
    return open_desk()[0]


@pytest.fixture(scope="module")
def judgement(scenario):
    return sim.judge(scenario)


@pytest.fixture(scope="module")
def found(scenario, judgement):
    return why(scenario, judgement, most=3)


def test_relevant_and_harmful_changes_are_explained_and_no_others(judgement, found):
    assert set(found) == RELEVANT | HARMFUL
    assert list(found) == [name for name in judgement.items if name in found]


def test_explained_is_what_the_verdict_rests_on(judgement, found):
    for name, one in found.items():
        item = judgement.items[name]
        carrying = {finding.measure for finding in item.rests_on}
        assert carrying
        assert one.measure in carrying
    assert found["friendlier"].measure == "goodwill_at_end"


def test_it_goes_the_way_of_the_verdict_and_adds_up(judgement, found):
    one = found["friendlier"]
    finding = judgement.items["friendlier"].outcomes["goodwill_at_end"]
    assert one.whole.difference * finding.effect > 0.0
    for one in found.values():
        total = np.sum([part.found.values for part in one.parts], axis=0)
        assert total == pytest.approx(one.whole.values, rel=1e-9, abs=1e-9)


def test_it_is_what_explain_says_of_the_same_pairs(scenario, found):
    one = found["quick_and_rude"]
    alone = sim.explain(scenario, "quick_and_rude", measure=one.measure, replications=3)
    assert (alone.sentence, alone.items, alone.whole) == (one.sentence, one.items, one.whole)


def test_no_more_pairs_than_were_judged(scenario):
    judged = sim.judge(scenario, ["friendlier"], replications=4, seed=9)
    (one,) = why(scenario, judged).values()
    assert (one.whole.n, one.origins[0].seed) == (4, 9)


def test_what_cannot_be_taken_apart_is_not_explained_by_something_else(judgement):
    quicker = judgement.items["quicker"]
    bare = replace(quicker, outcomes={"productivity": quicker.outcomes["productivity"]})
    assert [one.measure for one in bare.rests_on] == ["productivity"]
    assert candidates(bare) == []
    alone = replace(judgement, items={"quicker": bare, "new_logo": judgement.items["new_logo"]})
    ((name, text),) = said(alone, {}, "en")
    one = bare.outcomes["productivity"]
    before, after = one.baseline, one.baseline + one.difference
    assert (name, text) == (
        "quicker",
        f"Productivity from {before:.1f} per staff-day to {after:.1f} per staff-day; that can't be taken apart by cause.",
    )
    ((_, text),) = said(alone, {}, "nl")
    assert text.startswith("Productiviteit van ")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_table_says_why(scenario, judgement, found, language):
    file = io.StringIO()
    spoken = scenario.model_copy(update={"language": language})
    show(Console(file=file, width=400), document(spoken, judgement, found))
    lines = file.getvalue().splitlines()
    assert found
    for one in found.values():
        (line,) = [line for line in lines if one.sentence in line]
        assert line.endswith(
            {"en": "(By the first 3 of 20 pairs.)", "nl": "(Naar de eerste 3 van 20 paren.)"}[language]
        )


def test_the_command_says_why(capsys, monkeypatch, tmp_path):
    (tmp_path / "open.yaml").write_text(OPEN.replace("replications: 20", "replications: 4"))
    monkeypatch.chdir(tmp_path)

    def call(*more):
        monkeypatch.setattr(
            sys,
            "argv",
            ["sim", "judge", "open.yaml", "--changes", "friendlier,new_logo", "--why", "--no-turns", *more],
        )
        with pytest.raises(SystemExit) as left:
            main()
        return left.value.code or 0, capsys.readouterr().out

    code, out = call()
    assert code == 0
    assert "friendlier: Goodwill" in out
    changes = json.loads(call("--json")[1])["changes"]
    assert changes["friendlier"]["why"]["measure"] == "goodwill_at_end"
    assert "why" not in changes["new_logo"]
    assert call("--csv")[0] == 2


def test_nothing_to_explain(scenario):
    assert why(scenario, sim.judge(scenario, ["new_logo"], replications=2)) == {}
