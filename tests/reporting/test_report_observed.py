"""What was observed, in the report: figures and half-hours beside what came out, in both languages."""

import numpy as np
import pytest

import sim
from sim.analyses.day import day
from sim.analyses.half_hours import beside
from sim.reporting import front, observed
from sim.reporting.gathered import ReportOptions, gather
from sim.reporting.sections import Illustration
from sim.results.document import Table, Text
from sim.runs.replications import plan

DESK = """\
title: Two on a Monday
world:
  needs: {question: {at: [9 h, 9 h 10 min], count: 1}}
designs:
  today:
    roles: {desk: {staff: {mon-fri 09:00-11:00: 1}, norm: 5 min}, back: {staff: 1, norm: 1 min}}
    steps: {answer: {role: desk, takes: 40 min, then: {next: 1}}, next: {role: back, takes: 5 min}}
observed:
  figures: {role.desk.service_level: 50%}
  half_hours:
    role: desk
    at:
      mon 09:00: {offered: 4, answered: 3, within: 1, wait: 10 min}
      mon 09:30: {offered: 1, answered: 1, within: 1, wait: 2 min}
run: {length: 1 day, replications: 3}
"""


def test_half_hours_are_those_of_the_role_that_was_observed():
    scenario = sim.scenario(DESK)
    found = day(scenario, "today", plan(scenario, 1, None, "simpy", 1), None, "desk")
    assert found.figures["offered"].sum() == 2.0  # of both roles it is four
    one = beside(scenario.observed.half_hours, found)
    assert (one.slots, one.days) == ([18, 19], [0])
    assert one.observed["offered"] == [4.0, 1.0]
    assert one.observed["within"] == [0.25, 1.0]
    assert one.observed["wait"] == [10.0, 2.0]
    assert one.simulated["offered"] == [2.0, 0.0]
    assert one.simulated["within"][0] == 0.5
    assert one.simulated["wait"][0] == 15.0
    assert np.isnan(one.simulated["within"][1])  # nobody came


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_report_sets_them_beside_each_other(language):
    scenario = sim.scenario(DESK).model_copy(update={"language": language})
    found = gather(scenario, ReportOptions(replications=3, engine="simpy", jobs=1))
    section = observed.observed_beside(found)
    tables = {block.name: block for block in section.blocks if isinstance(block, Table)}
    assert [row.cell("measure").value for row in tables["observed"].rows] == ["role.desk.service_level"]
    offered = [row.cell("offered_observed").text for row in tables["half_hours"].rows]
    assert offered == (["4,0", "1,0"] if language == "nl" else ["4.0", "1.0"])
    assert sum(isinstance(block, Illustration) for block in section.blocks) == 1
    said = [block.text for block in section.blocks if isinstance(block, Text) and block.kind == "sentence"]
    assert len(said) == 2  # of which design it is, and how many figures hold
    assert any({"en": "observed", "nl": "waargenomen"}[language] in said for _, said in front.answer(found).blocks[-1].rows)


def test_nothing_of_it_is_there_where_nothing_was_observed():
    plain = sim.scenario(DESK.partition("observed:")[0] + "run: {length: 1 day, replications: 2}\n")
    found = gather(plain, ReportOptions(replications=2, engine="simpy", jobs=1))
    assert observed.observed_beside(found) is None
    assert found.half_hours is None
