"""The answer in sentences: what gets better with something worse is said as well, and beside what a change is held."""

import pytest

from sim.analyses.judging import Finding, Item, Judgement
from sim.analyses.judging.verdict import HARMFUL, OUTCOME, RELEVANT
from sim.scenario.load import load
from sim.views.answer_words import answer

RESISTANCE, LOST = "resistance", "segment.hulp_nodig.lost_share"


def finding(measure: str, effect: float, threshold: float, unit: str, baseline: float) -> Finding:
    """Return a finding that is sure: its interval lies close round its effect."""
    low, high = effect - threshold / 10, effect + threshold / 10
    return Finding(measure, OUTCOME, effect, low, high, threshold, -1, unit=unit, baseline=baseline, n=10)


def judged(*items: Item) -> Judgement:
    return Judgement("digitaal_voor_iedereen", {}, {one.name: one for one in items}, 0.05, "joint", (), 10, "EUR", None)


def item(name: str, verdict: str, *findings: Finding, against: str = "digitaal_voor_iedereen") -> Item:
    return Item(name, against, verdict, {one.measure: one for one in findings}, None, None, 10)


@pytest.fixture(scope="module")
def benefits():
    return load("scenarios/benefits.yaml")


@pytest.mark.parametrize("both", [True, False])
def test_what_is_worse_as_a_whole_says_what_gets_better(benefits, both):
    worse, better = finding(RESISTANCE, 25.0, 1.0, "min", 24.0), finding(LOST, -0.15, 0.02, "share", 0.17)
    found = judged(
        item("alles_persoonlijk", HARMFUL, worse, better),
        *([item("digitaal_waar_het_kan", HARMFUL, finding(RESISTANCE, 4.0, 1.0, "min", 24.0))] if both else []),
    )
    said = answer(benefits, found)[0]
    assert said.endswith("49 min in plaats van 24 min; daar staat tegenover: bij hulp nodig gaat 2% verloren in plaats van 17%.")


def test_nothing_stands_against_what_is_only_worse(benefits):
    found = judged(item("alles_persoonlijk", HARMFUL, finding(RESISTANCE, 25.0, 1.0, "min", 24.0)))
    assert "tegenover" not in answer(benefits, found)[0]


def test_a_change_that_is_held_beside_another_design_says_so(benefits):
    better = finding(RESISTANCE, -3.0, 1.0, "min", 27.0)
    found = judged(
        item("hulp_in_de_buurt", RELEVANT, better, against="digitaal_waar_het_kan"),
        item("helder_formulier", RELEVANT, better),
    )
    said = answer(benefits, found)[0]
    assert said.count("naast “Digitaal voor wie het kan”: een opgeloste vraag kost") == 1
