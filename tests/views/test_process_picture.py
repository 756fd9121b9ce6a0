"""The process of a design drawn before anything runs: what it says adds up, and it can be read."""

import io
import math
from pathlib import Path

import pytest
from town import TOWN

import sim
from sim.analyses.process import AGAIN, CHANNELS, REWORK, START
from sim.scenario.text import law_text, working
from sim.views import law_words, process_picture

NAILS = Path(__file__).parents[2] / "scenarios" / "nails.yaml"
DESK = """
title: Desk
world: {needs: {call: {rate: 5 / hour}, letter: {rate: 15 / hour}}, failure_demand: {probability: 0.5, after: 2 days}}
designs:
  today:
    channels: {telephone: {share: {call: 1, letter: 20%}, starts: answer}, mail: {share: {call: 0, letter: 80%}, starts: mail}}
    roles: {desk: {staff: 2}, office: {staff: 2}}
    steps:
      answer: {role: desk, takes: exponential 5 min, right_first_time: 0.9,
               then: {resolved: 0.7, mail: {share: 0.2, after: 1 working day}, unresolved: 0.1}}
      mail: {role: office, customer: absent, takes: 8 min, finds: answer, detects: 0.5}
run: {length: 10 days}
"""
CHAIN = {
    "title": "Chain", "language": "nl",
    "world": {"needs": {"request": {"rate": "3 / hour"}}},
    "run": {"length": "10 days"},
    "designs": {"today": {
        "roles": {f"role_number_{i}": {"staff": 2} for i in range(1, 13)},
        "steps": {f"step_{i}": {"role": f"role_number_{i}", "takes": "lognormal 5 min cv 0.8",
                                "then": {f"step_{i + 1}": 0.8, "resolved": 0.2} if i < 12 else "resolved"} for i in range(1, 13)},
    }},
}  # fmt: skip


def test_ways_are_those_that_are_written():
    found = sim.draw(sim.scenario(DESK))
    ways = {(way.origin, way.to, way.manner): way for way in found.ways}
    assert ways[START, f"{CHANNELS}telephone", 0].share == pytest.approx(0.25 + 0.75 * 0.2)
    assert ways[f"{CHANNELS}mail", "mail", 0].share == 1.0
    assert ways["answer", "answer", AGAIN].share == pytest.approx(0.05)
    assert ways["answer", "lost", 0].share == pytest.approx(0.05)
    assert ways["mail", "answer", REWORK].share == pytest.approx(0.05)
    assert ways["answer", "mail", 0].after.unit
    for origin in {way.origin for way in found.ways}:
        assert math.fsum(way.share for way in found.ways if way.origin == origin) == pytest.approx(1.0)


def test_it_says_the_same_in_both_languages_and_forms():
    found = sim.draw(sim.scenario(DESK))
    english, dutch = (found.document(language).tables["process"] for language in ("en", "nl"))
    assert len(english.records) == len(dutch.records) == len(found.ways)
    assert "1 werkdag" in {row.cell("after").text for row in dutch.records}
    assert len(found.table()) == len(found.ways)


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_it_is_saved_by_the_ending_of_its_name(tmp_path, ending):
    sim.draw(sim.scenario(DESK)).save(tmp_path / f"process.{ending}")
    assert (tmp_path / f"process.{ending}").stat().st_size > 5000


def test_twelve_roles_in_a_row_can_be_read_on_a4():
    scenario = sim.scenario(CHAIN)
    figure = process_picture.picture(scenario, sim.draw(scenario))
    on_paper = min(1.0, 11.7 / figure.get_figwidth())
    assert min(text.get_fontsize() for text in figure.axes[0].texts) * on_paper >= 6.5
    drawn = "\n".join(text.get_text() for text in figure.axes[0].texts)
    assert all(f"role number {i}" in drawn for i in range(1, 13))
    figure.savefig(io.BytesIO(), format="svg")
    boxes = [text.get_window_extent() for text in figure.axes[0].texts if text.get_text().startswith("step")]
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])


def test_every_design_and_change_of_a_town_is_drawn():
    town = sim.scenario(TOWN)
    for name in town.variants:
        process_picture.picture(town, sim.draw(town, name))


def test_a_market_is_refused_in_a_line():
    with pytest.raises(sim.Unusable, match="is a market"):
        sim.draw(sim.load(NAILS), next(iter(sim.load(NAILS).markets)))


@pytest.mark.parametrize(
    ("law", "en", "nl"),
    [
        ("exponential 4.5 min", "exponential, 4.5 min", "exponentieel, 4,5 min"),
        ("30 s", "30 s", "30 s"),
        ("0 min", "no time", "geen tijd"),
        ("lognormal 3 h cv 1", "lognormal, 3 h", "lognormaal, 3 uur"),
        ("2 working days", "2 working days", "2 werkdagen"),
        ("1 working hour", "1 working hour", "1 werkuur"),
    ],
)
def test_a_law_in_words(law, en, nl):
    read = working.delay(law)
    assert (law_words.said(read, "en"), law_words.said(read, "nl")) == (en, nl)
    assert law_text.law("4 min").unit == 0
