"""Labels, units and numbers as people read them."""

import io
from dataclasses import replace
from math import nan

import pytest
from rich.console import Console

import sim
from sim.catalogue.labels import label, listed
from sim.catalogue.measures import MEASURES, better
from sim.results.headline import FROM_THE_MIND, HEADLINE, OF_A_ROLE
from sim.results.results import Difference, Measure
from sim.views.render.terminal import show
from sim.views.words import row_scale, scale, sentences


@pytest.mark.parametrize(
    ("measure", "english", "dutch"),
    [
        ("lead_time", "lead time", "doorlooptijd"),
        ("role.case_handler.wait", "case handler: waiting time", "case handler: wachttijd"),
        ("role.desk.utilisation", "desk: utilisation", "desk: bezettingsgraad"),
        ("at_0.goodwill", "snapshot 1: goodwill", "peilmoment 1: goodwill"),
        ("never_heard_of", "never heard of", "never heard of"),
    ],
)
def test_labels_in_both_languages(measure, english, dutch):
    assert label(measure) == english
    assert label(measure, "nl") == dutch


@pytest.mark.parametrize("name", [*HEADLINE, *FROM_THE_MIND, *(f"role.desk.{leaf}" for leaf in OF_A_ROLE)])
def test_what_is_shown_by_default_has_a_label_of_its_own(name):
    assert label(name) != name.rpartition(".")[2].replace("_", " ") or label(name) in (
        "experience",
        "lead time",
        "resistance",
        "served",
        "productivity",
    )


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("min", 12.345, "12.3 min"),
        ("min", 600.0, "10.0 h"),
        ("min", 14400.0, "10.0 days"),
        ("share", 0.05664, "5.66%"),
        ("mark", 6.7, "6.70 mark"),
    ],
)
def test_a_quantity_has_the_unit_that_people_use(unit, value, text):
    assert scale(unit, [value], None).quantity(value) == text


def test_dutch_numbers_have_a_decimal_comma():
    assert scale("min", [3_000_000.0], None, "nl").quantity(3_000_000.0) == "2.083 dagen"
    assert scale("mark", [6.7], None, "nl").number(6.7) == "6,70"


def test_what_is_not_there_is_a_dash():
    assert scale("min", [1.0], None).number(None) == "-"


def test_measures_of_the_same_thing_are_named_together():
    names = ["arrived", "role.desk.abandoned_share", "role.back.abandoned_share", "role.desk.wait"]
    assert listed(names) == "cases that arrived; abandoned (desk, back); desk: waiting time"


def test_no_two_measures_of_a_role_have_the_same_label(small):
    names = [name for name in sim.run(small, replications=1).measures if name.startswith("role.desk.")]
    assert len({label(name) for name in names}) == len(names)


def test_what_is_found_to_differ_does_so_as_written():
    before = Measure("per case", (1.62, 1.63, 1.61))
    after = Measure("per case", (1.6224, 1.6325, 1.6123))
    found = Difference("per case", before, after)
    how = row_scale(found, "en")
    assert found.distinguishable
    assert float(how.number(found.difference - found.half_width)) > 0
    assert float(how.number(found.half_width)) > 0


def test_fewer_pairs_are_said(small):
    comparison = sim.compare(small, replications=4, shown=["lead_time"])
    before = comparison.results["today"].measures
    cut = Difference("min", Measure("min", (nan, *before["lead_time"].values[1:])), before["lead_time"], 1)
    less = replace(comparison, pairs={"more": {"lead_time": cut}})
    assert "In fewer pairs: lead time (3)." in sentences(less, "more", "en")


def test_a_single_pair_finds_nothing_and_says_so(small):
    file = io.StringIO()
    show(Console(file=file, width=140), sim.compare(small, replications=1).document())
    assert "One replication: no intervals." in file.getvalue()
    assert "Nothing shown" not in file.getvalue()


def test_a_comparison_can_be_read_on_eighty_columns(small):
    comparison = sim.compare(small, replications=4)
    file = io.StringIO()
    show(Console(file=file, width=80), comparison.document())
    lines = file.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    assert any("lower" in line and line.startswith("desk: waiting") for line in lines)


def test_of_every_measure_it_is_known_which_way_is_better_but_for_those_of_which_none_can_be_said():
    either = "inside_in_time withdrawn_of_came "
    either += "arrived withdrawn inside dropped inside_start inside_mean away away_mean visits visits_per_case persons_per_case "
    either += "whims whim_share whim_share_learned whims_granted told_per_case handling utilisation busy_mean staff_mean share "
    either += "staff_days inside_in_time withdrawn_of_came pressure_start pressure_long_run "
    either += "backlog appointments appointments_moved slots slots_used overflowed overflowed_share"
    unsaid = {one.name for some in MEASURES.values() for one in some.values() if not one.better and "_var" not in one.name}
    assert unsaid == set(either.split())
    assert better("role.desk.queue_mean") == -1
