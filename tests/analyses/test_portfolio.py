"""`sim.judge` from end to end: verdicts on small simulations, what is refused, and the command with its views."""

import csv
import io
import json
import sys
from dataclasses import replace

import pytest
from rich.console import Console

import sim
from sim.analyses.judging.exact import OPEN, open_desk
from sim.analyses.judging.verdict import OUTCOME
from sim.cli.app import main
from sim.results.results import Unusable
from sim.views import judgement, verdict_words
from sim.views.render.terminal import show

COSTS = OPEN.replace("staff: unlimited", "staff: 3, cost: 60 / hour").replace(
    "changes:\n", "changes:\n  one_more: {design: today, cost: 1_000, set: {roles.desk.staff: 4}}\n"
)


@pytest.fixture(scope="module")
def scenario():
    return open_desk()[0]


@pytest.fixture(scope="module")
def found(scenario):
    return sim.judge(scenario)


@pytest.fixture
def command(capsys, monkeypatch, tmp_path):
    """Call `sim` with arguments in an empty folder; return exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "open.yaml").write_text(OPEN.replace("replications: 20", "replications: 4"))

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["sim", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        output = capsys.readouterr()
        return left.value.code or 0, output.out, output.err

    return call


def test_every_change_gets_the_verdict_that_it_deserves(found):
    said = {name: item.verdict for name, item in found.items.items()}
    assert said == {
        "quicker": "relevant", "a_little_quicker": "hobby", "friendlier": "relevant", "hardly_friendlier": "hobby",
        "quick_and_rude": "harmful", "fewer_resolved": "harmful", "on_the_border": "undecided", "new_logo": "hobby",
    }  # fmt: skip


def test_what_was_judged_by_is_what_the_scenario_says(found):
    assert found.baseline == "today"
    assert found.outcomes == ("goodwill_at_end", "productivity", "resistance")
    assert found.guardrails == ("kind.visit.resolved_share", "resistance_worst_decile")
    assert {m: (by.threshold, by.relative, by.better) for m, by in found.thresholds.items()} == {
        "goodwill_at_end": (0.2, False, 1), "productivity": (0.06, True, 1), "resistance": (0.05, True, -1),
        "kind.visit.resolved_share": (0.02, False, 1), "resistance_worst_decile": (0.1, True, -1),
    }  # fmt: skip


def test_a_new_logo_differs_in_nothing(found):
    assert all(one.low == one.effect == one.high == 0.0 for one in found.items["new_logo"].outcomes.values())


def test_undecided_says_how_many_more(found):
    item = found.items["on_the_border"]
    assert item.needed is None or item.more == item.needed - item.n > 0


def test_the_same_again_with_other_cores_and_names_alone(scenario, found):
    again = sim.judge(scenario, list(scenario.changes), jobs=1)
    assert again == found
    alone = sim.judge(scenario, ["friendlier"]).items["friendlier"].outcomes["goodwill_at_end"]
    among = found.items["friendlier"].outcomes["goodwill_at_end"]
    assert alone.effect == among.effect
    assert alone.low > among.low


def test_what_is_in_the_store_is_not_run_again(scenario, found, tmp_path):
    kept = sim.judge(scenario, store=tmp_path / "kept.sqlite")
    assert kept == found == sim.judge(scenario, store=tmp_path / "kept.sqlite")


def test_until_decided_adds_where_it_decides(scenario):
    found = sim.judge(scenario, replications=5, until_decided=True, bound=40)
    assert found.items["new_logo"].n == 5
    assert found.items["on_the_border"].n == 40
    assert sum(look.alpha for look in found.looks) == pytest.approx(0.05)
    assert (
        found.runs == sum(item.n for item in found.items.values()) + 40
    )  # of the baseline as many as of the last


def test_a_precision_is_reached(scenario):
    found = sim.judge(scenario, ["a_little_quicker"], replications=5, precision=0.5, bound=2000)
    for one in found.items["a_little_quicker"].outcomes.values():
        assert (one.high - one.low) / 2 <= 0.5 * one.threshold


def test_intervals_that_hold_at_once(scenario, found):
    assert found.method == "holm"
    other = sim.judge(scenario, method="max-t")
    assert other.method == "max-t"
    assert other.items["quicker"].verdict == "relevant"
    for name, item in other.items.items():
        assert item.verdict in ("undecided", found.items[name].verdict)
        for measure, one in item.outcomes.items():
            there = found.items[name].outcomes[measure]
            assert one.low <= there.low <= there.effect <= there.high <= one.high


def test_patched_scenarios_and_combinations(scenario):
    tried = sim.what_if(scenario, {"steps.serve.mark": "normal 8 1"}, name="much_friendlier")
    found = sim.judge(tried, ["much_friendlier", "today+quicker+friendlier"])
    assert found.items["much_friendlier"].verdict == "relevant"
    assert found.items["today+quicker+friendlier"].against == "today"
    assert found.items["today+quicker+friendlier"].verdict == "relevant"


def test_cost_a_year_and_effect_per_ten_thousand(tmp_path):
    path = tmp_path / "costs.yaml"
    path.write_text(COSTS)
    found = sim.judge(sim.load(path), ["one_more", "friendlier"], replications=3)
    item = found.items["one_more"]
    assert item.cost == pytest.approx(60 * 24 * 365 + 1000, rel=0.02)  # less overtime that is saved
    assert item.per_cost("productivity") == pytest.approx(
        item.outcomes["productivity"].effect / item.cost * 10_000
    )
    assert found.items["friendlier"].cost == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"changes": []}, "none to judge, and no other design"),
        ({"changes": ["today"]}, "other than the baseline"),
        ({"replications": 1}, "at least 2"),
        ({"method": "tukey"}, "holm, max-t"),
        ({"until_decided": True, "bound": 3}, "at least the first 20"),
        ({"until_decided": True, "precision": 0.5}, "one of the two"),
        ({"precision": 0.0}, "above 0"),
    ],
)
def test_what_cannot_be_done_is_said(scenario, arguments, said):
    with pytest.raises(Unusable, match=said):
        sim.judge(scenario, **arguments)


def test_an_unknown_change_is_named(scenario):
    with pytest.raises(sim.ScenarioError, match="did you mean quicker"):
        sim.judge(scenario, ["quickr"])


def test_a_table_for_pandas(found):
    table = found.table()
    assert table.loc[("quicker", "resistance"), "effect"] == pytest.approx(-0.1, abs=0.02)
    assert set(table["verdict"]) == {"relevant", "hobby", "harmful", "undecided"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["HARMFUL", "matters from", "Relevant: quicker", "Fixed beforehand", "max-t bootstrap"]),
     ("nl", ["SCHADELIJK", "telt vanaf", "Relevant: quicker", "Vooraf vastgelegd", "max-t-bootstrap"])],
)  # fmt: skip
def test_the_table_says_it_in_both_languages(found, language, words):
    file = io.StringIO()
    show(Console(file=file, width=140), found.document(language))
    for one in words:
        assert one in file.getvalue()


def test_the_table_can_be_read_on_a_hundred_columns(found):
    file = io.StringIO()
    show(Console(file=file, width=100), found.document())
    assert max(map(len, file.getvalue().splitlines())) <= 100
    assert verdict_words.effect(found.items["quicker"].outcomes["resistance"], "en") in file.getvalue()


def test_what_lies_beyond_a_threshold_does_so_as_written(found):
    one = next(iter(found.items["friendlier"].outcomes.values()))
    near = replace(one, effect=0.21, low=0.2003, high=0.22)
    assert verdict_words.interval(near, "en") == "+0.2003..+0.2200"
    assert verdict_words.finding(near, "en") == "better"


def test_an_effect_has_the_decimals_of_its_threshold_unless_it_would_seem_to_lie_elsewhere(found):
    one = next(iter(found.items["friendlier"].outcomes.values()))
    assert verdict_words.effect(replace(one, effect=-0.2421, low=-0.284, high=-0.20003), "en") == "-0.24 mark"
    assert verdict_words.effect(replace(one, effect=0.2031, low=0.20003, high=0.21), "en") == "+0.203 mark"


def test_the_picture_has_one_minus_sign(scenario, found):
    figure = judgement.picture(scenario, found)
    texts = [text.get_text() for axes in figure.axes for text in (*axes.texts, *axes.get_xticklabels())]
    assert any(text.startswith("−") for text in texts)
    assert not any(text.startswith("-") for text in texts)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_picture_shows_every_change(scenario, found, tmp_path, language):
    figure = judgement.picture(scenario.model_copy(update={"language": language}), found)
    figure.savefig(tmp_path / "portfolio.png")
    texts = {text.get_text() for axes in figure.axes for text in axes.texts}
    assert {name.replace("_", " ") for name in found.items} <= texts
    outcomes = [one for one in found.thresholds.values() if one.role == OUTCOME]
    assert len(figure.axes) == len(outcomes) + 3  # the guardrails, money, and what it comes to


def test_the_command(command, tmp_path):
    code, out, _ = command(
        "judge", "open.yaml", "--changes", "quicker,new_logo", "--no-turns", "--picture", "all.png"
    )
    assert code == 0
    assert "Hobby: new logo (no difference at all)." in out
    assert (tmp_path / "all.png").stat().st_size > 10_000
    assert {path.name for path in tmp_path.iterdir()} == {"all.png", "open.yaml"}  # and no store


def test_the_command_in_json_and_csv(command):
    code, out, _ = command(
        "judge", "open.yaml", "--changes", "new_logo", "--no-turns", "--json", "--method", "max-t"
    )
    document = json.loads(out)
    assert code == 0
    assert document["changes"]["new_logo"]["verdict"] == "hobby"
    assert document["changes"]["new_logo"]["findings"]["resistance"]["threshold"] == 0.05
    _, out, _ = command("judge", "open.yaml", "--changes", "new_logo", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["measure"] for row in rows} >= {"goodwill_at_end", "productivity", "resistance"}
    assert command("judge", "open.yaml", "--json", "--csv")[0] == 2
