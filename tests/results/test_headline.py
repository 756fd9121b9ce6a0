"""How many are served, and with how much staff, is in every default table; by kind where kinds have norms."""

import pytest

import sim
from sim.analyses.studies.points import chosen
from sim.results.headline import of_comparison, of_run

SHOP = """
title: Shop
world:
  needs:
    simple: {rate: 6 / hour, norm: 10 min}
    complex: {rate: 2 / hour, norm: 1 h}
    letter: {rate: 1 / hour}
designs:
  today:
    roles: {desk: {staff: 1}}
    steps:
      answer: {role: desk, takes: exponential 5 min}
  more:
    extends: today
    roles: {desk: {staff: 2}}
judge: {baseline: today}
run: {length: 1 day, replications: 3}
"""


def loaded(folder, text):
    path = folder / "shop.yaml"
    path.write_text(text)
    return sim.load(path)


@pytest.mark.parametrize("judge", ["{baseline: today}", "{baseline: today, outcomes: [lead_time]}"])
def test_served_and_productivity_are_shown_and_served_by_kind(tmp_path, judge):
    shop = loaded(tmp_path, SHOP.replace("{baseline: today}", judge))
    measures = sim.run(shop, "today").measures
    shown = of_run(shop, "today", measures)
    assert {"served", "productivity", "kind.simple.within_norm", "kind.complex.within_norm"} <= {*shown}
    assert "kind.letter.within_norm" not in shown
    assert shown.index("served") < shown.index("kind.simple.within_norm") < shown.index("role.desk.wait")
    assert {"served", "productivity", "kind.simple.within_norm"} <= {
        *of_comparison(shop, ["today", "more"], measures)
    }


def test_a_single_kind_has_no_row_of_its_own(tmp_path):
    one = SHOP.replace("    complex: {rate: 2 / hour, norm: 1 h}\n    letter: {rate: 1 / hour}\n", "")
    shop = loaded(tmp_path, one)
    assert not [name for name in of_run(shop, "today", sim.run(shop).measures) if name.startswith("kind.")]


def test_more_staff_is_never_found_to_matter_most_for_its_productivity(command, tmp_path):
    shop = loaded(tmp_path, SHOP)
    out = command("compare", shop.path)[1]
    assert "\nproductivity " in out
    assert "Largest finding, productivity" not in out
    assert "productivity" not in chosen(shop, [], None, dict.fromkeys(sim.run(shop).measures, ""))


def test_the_table_in_two_languages(command, tmp_path):
    shop = loaded(tmp_path, SHOP)
    out = command("run", shop.path)[1]
    for text in ("served ", "productivity ", "simple: resolved within the norm", "per staff-day"):
        assert text in out
    loaded(tmp_path, "language: nl\n" + SHOP)
    assert "geholpen binnen de norm" in command("run", shop.path)[1]
