"""What verdicts are about: declared norms and goals, money beside them, designs as well as changes, nothing where nobody comes."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

import sim
from sim.analyses.judging.criteria import criteria
from sim.analyses.judging.money import Cost
from sim.analyses.judging.verdict import GUARDRAIL, HOBBY, OUTCOME, RELEVANT, UNDECIDED
from sim.analyses.studies.verdicts import judged
from sim.engines import replicate
from sim.runs.collect import Sample, Variant
from sim.views import judgement, money_words, verdict_words
from sim.views.findings import judge
from sim.views.render.terminal import show

DESK = """
title: A desk
world:
  customers: {segments: {handy: {share: 0.8, self_reliance: 0.9}, others: {share: 0.2, self_reliance: 0.2}}}
  needs:
    visit: {rate: 30 / hour, norm: 1 day, starts: serve}
    letter: {rate: 2 / hour, starts: write}
  patience: exponential 5 min
designs:
  today:
    roles:
      desk: {staff: 2, norm: 30 s, cost: 40 / hour}
      back: {staff: 1, cost: 40 / hour}
    steps:
      serve: {role: desk, takes: exponential 4 min}
      write: {role: back, customer: absent, takes: 5 min}
  three:
    extends: today
    title: Three at the desk
    roles: {desk: {staff: 3}}
changes:
  one_more: {design: today, title: One more, set: {roles.desk.staff: 3}}
  idle: {design: today, title: One more at the back, set: {roles.back.staff: 2}}
  paint: {design: today, title: A coat of paint, cost: 60_000, set: {}}
  rent: {design: today, title: Half the rent, cost: -40_000, set: {}}
goals:
  in_time: {measure: role.desk.wait, at_most: 1 min}
  budget: {measure: cost_per_year, at_most: 1_000_000}
judge: {baseline: today}
run: {length: 60 h, warm_up: 2 h, replications: 10}
"""


def read(folder, text=DESK):
    path = folder / "desk.yaml"
    path.write_text(text)
    return sim.load(path)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return read(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def found(desk):
    return sim.judge(desk)


def printed(scenario, found, width=140):
    file = io.StringIO()
    show(Console(file=file, width=width), judge.document(scenario, found))
    return " ".join(file.getvalue().split())


def by_role(scenario, role):
    return [one.measure for one in criteria(scenario) if one.role == role]


def test_what_is_judged_by_default(desk):
    assert by_role(desk, OUTCOME) == [
        "served",
        "resistance",
        "role.desk.service_level",
        "kind.visit.within_norm",
        "role.desk.wait",
    ]
    assert by_role(desk, GUARDRAIL) == [
        "kind.visit.resolved_share", "kind.letter.resolved_share", "kind.visit.inside_overdue", "kind.letter.resolved_of_came",
        "resistance_worst_decile", "segment.others.resistance",
    ]  # fmt: skip
    assert {one.measure: (one.threshold, one.relative, one.better) for one in criteria(desk)} | {
        "served": (0.02, False, 1), "role.desk.service_level": (0.05, False, 1), "role.desk.wait": (0.05, True, -1),
        "segment.others.resistance": (0.1, True, -1), "kind.visit.inside_overdue": (0.02, False, -1),
    } == {one.measure: (one.threshold, one.relative, one.better) for one in criteria(desk)}  # fmt: skip


@pytest.mark.parametrize(
    ("judge", "gone", "there"),
    [
        ("thresholds: {goals: none}", "role.desk.wait", "role.desk.service_level"),
        ("thresholds: {role.*.service_level: none}", "role.desk.service_level", "served"),
        (
            "thresholds: {role.desk.service_level: none, goodwill: none}",
            "role.desk.service_level",
            "resistance",
        ),
        ("thresholds: {lead_time: 5%}", "served", "role.desk.service_level"),
        ("thresholds: {capacity: 3%}", "resistance", "productivity"),
    ],
)
def test_what_is_declared_is_judged_unless_taken_away(tmp_path, judge, gone, there):
    names = by_role(read(tmp_path, DESK.replace("baseline: today", f"baseline: today, {judge}")), OUTCOME)
    assert there in names
    assert gone not in names


def test_a_guardrail_that_is_written_is_no_outcome(tmp_path):
    text = DESK.replace("baseline: today", "baseline: today, guardrails: {role.desk.service_level: 5%}")
    assert "role.desk.service_level" in by_role(read(tmp_path, text), GUARDRAIL)
    assert "role.desk.service_level" not in by_role(read(tmp_path, text), OUTCOME)


def test_a_goal_says_which_way_is_better_where_nothing_else_does(tmp_path):
    text = DESK.replace(
        "in_time: {measure: role.desk.wait, at_most: 1 min}",
        "in_time: {measure: role.desk.utilisation, at_most: 80%}",
    )
    (one,) = [one for one in criteria(read(tmp_path, text)) if one.measure == "role.desk.utilisation"]
    assert (one.role, one.better, one.threshold, one.relative) == (OUTCOME, -1, 0.02, False)


def test_all_customers_of_a_population_count(tmp_path):
    text = (
        DESK.replace("customers: {", "customers: {population: 5_000, ")
        .replace("30 / hour", "30 / hour")
        .replace("patience:", "mind: default\n  patience:")
    )
    scenario = read(tmp_path, text)
    assert "goodwill_of_all" in by_role(scenario, OUTCOME)
    assert "goodwill_at_end" not in by_role(scenario, OUTCOME)
    for engine in ("compiled", "simpy"):
        made = sim.run(scenario, replications=1, engine=engine).measures
        assert made["goodwill_of_all"].n == 1
        assert made["goodwill_of_all"].mean != made["goodwill_at_end"].mean


def test_who_left_counts_with_the_lowest_mark(tmp_path):
    text = DESK.replace("customers: {", "customers: {population: 2_000, ").replace(
        "patience:", "mind: {leaving: {p0: 1, beta: 0}}\n  patience:"
    )
    scenario = read(tmp_path, text.replace("length: 60 h", "length: 6 h"))
    made = sim.run(scenario, replications=1).measures
    gone = made["left_customers"].mean
    assert gone > 50
    assert made["goodwill_of_all"].mean < 7.0 - 5.0 * gone / 2_000  # the others are at 7 or so, who left at 1


def test_two_more_where_it_is_busy_is_no_hobby_and_one_more_where_it_is_idle_is_and_does_no_harm(found):
    assert found.items["one_more"].verdict == RELEVANT
    assert "role.desk.service_level" in [one.measure for one in found.items["one_more"].rests_on]
    assert found.items["idle"].verdict == HOBBY


def test_designs_are_judged_beside_changes(desk, found):
    assert list(found.items) == ["three", "one_more", "idle", "paint", "rent"]
    design, change = found.items["three"], found.items["one_more"]
    assert (design.against, design.verdict) == ("today", RELEVANT)
    assert design.outcomes == change.outcomes  # the same staff, the same luck
    text = printed(desk, found)
    assert "1 design and 4 changes judged against today" in text
    assert text.index("designs") < text.index("Three at the desk") < text.index("changes RELEVANT One more")


def test_designs_alone_are_judged(tmp_path):
    text = DESK[: DESK.index("changes:")] + DESK[DESK.index("goals:") :]
    scenario = read(tmp_path, text)
    alone = sim.judge(scenario, replications=2)
    assert list(alone.items) == ["three"]
    assert "1 design judged against today" in printed(scenario, alone)


def test_money_stands_beside_the_verdict_with_its_interval(found):
    dear, nothing = found.items["paint"].money, found.items["idle"].money
    assert dear == Cost(60_000.0, 60_000.0, 60_000.0)
    assert found.items["idle"].cost == pytest.approx(40 * 24 * 365, rel=1e-3)
    assert nothing.way == 1
    assert "cost_per_year" not in found.thresholds


@pytest.mark.parametrize(
    ("money", "verdict", "said"),
    [
        (Cost(60_000.0, 60_000.0, 60_000.0), HOBBY, "costs EUR 60,000 a year, nobody notices"),
        (Cost(-40_000.0, -43_000.0, -37_000.0), HOBBY, "saves EUR 40,000 a year, nobody notices"),
        (Cost(3.0, -20.0, 26.0), HOBBY, "no difference in cost that can be told"),
        (Cost(0.0, 0.0, 0.0), HOBBY, ""),
        (None, HOBBY, ""),
        (Cost(61_234.5, 58_900.0, 63_500.0), UNDECIDED, "costs EUR 61,000 a year"),
        (Cost(-61_234.5, -61_300.0, -61_100.0), RELEVANT, "saves EUR 61,200 a year"),
    ],
)  # fmt: skip
def test_no_digit_of_an_amount_is_noise(found, money, verdict, said):
    item = replace(found.items["paint"], money=money, verdict=verdict)
    assert money_words.beside(item, "EUR", "en") == said


def test_a_relevant_change_has_a_price_per_point(found):
    item = found.items["one_more"]
    best = max(item.rests_on, key=lambda one: abs(one.effect) / one.threshold)
    price = money_words.price(item, "EUR", "en")
    assert price.startswith("about EUR ")
    assert "per percentage point" in price if best.unit == "share" else "per 1%" in price
    assert money_words.price(replace(item, money=Cost(-1.0, -2.0, -0.5)), "EUR", "en") == ""


def test_text_of_the_file_is_text(tmp_path):
    scenario = read(tmp_path, DESK.replace("title: A desk", 'title: "[/] $x$"\ncurrency: "[/]$^"'))
    made = sim.judge(scenario, ["one_more", "paint"], replications=3)
    assert "costs [/]$^ 60,000 a year, nobody notices" in printed(scenario, made)
    judgement.picture(scenario, made).savefig(tmp_path / "portfolio.png")


def test_a_neutral_word_for_a_hobby(tmp_path):
    scenario = read(tmp_path, DESK.replace("baseline: today", "baseline: today, words: neutral"))
    made = sim.judge(scenario, ["paint"], replications=2)
    for language, said in (
        ("en", "No difference that matters: A coat"),
        ("nl", "Geen verschil dat ertoe doet: A coat"),
    ):
        spoken = scenario.model_copy(update={"language": language})
        assert said in printed(spoken, made)
        assert "hobby" not in printed(spoken, made).lower()


def test_where_nobody_comes_nothing_can_be_judged(tmp_path):
    text = DESK.replace("rate: 30 / hour", "rate: 0 / hour").replace("rate: 2 / hour", "rate: 0 / hour")
    scenario = read(tmp_path, text)
    made = sim.judge(scenario, ["one_more", "paint"], replications=2)
    assert all((item.verdict, item.nobody) == (UNDECIDED, True) for item in made.items.values())
    assert verdict_words.summary(scenario, made) == [
        "No customer came in any replication: nothing can be judged."
    ]
    variant, sides = Variant(scenario, "today"), Sample()
    for number in range(2):
        sides.add(variant, [replicate(variant.blueprint, 1, number)])
    assert judged(scenario, {"": (sides, sides)}, 1)[""][0] == UNDECIDED


def test_it_holds_if_the_model_does(desk, found):
    assert "95% if the model and its numbers hold" in printed(desk, found)
    dutch = desk.model_copy(update={"language": "nl"})
    assert "95% als het model en de getallen kloppen" in printed(dutch, found)
    document = json.loads(json.dumps(judge.as_plain(found)))
    assert document["if"] == "the model and its numbers hold"
    assert document["changes"]["paint"]["cost_interval"] == [60_000.0, 60_000.0]


def test_who_is_still_inside_and_overdue_is_said_first(desk, found):
    text = printed(desk, replace(found, overdue={"today": 0.123, "idle": 0.1}))
    assert text.index("still inside and overdue (up to 12.3% of all that came: today)") < text.index(
        "matters from"
    )
