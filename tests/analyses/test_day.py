"""The day by half-hours: exact for customers at known times, adding up to what is counted elsewhere, the same by both engines."""

import numpy as np
import pytest
from town import TOWN

import sim
from sim.analyses.day import day
from sim.reporting import days
from sim.runs.replications import plan

MONDAY = """
title: Two on a Monday
world:
  needs: {question: {at: [9 h, 9 h 10 min], count: 1}}
designs:
  today:
    roles: {desk: {staff: {mon-fri 09:00-10:00: 1, mon-fri 10:00-11:00: 2}, norm: 5 min}}
    steps: {answer: {role: desk, takes: 40 min}}
run: {length: 1 day, replications: 1}
"""


def of(text, replications=1):
    scenario = sim.scenario(text)
    return scenario, day(scenario, "today", plan(scenario, replications, None, "simpy", 1))


def test_it_is_exact_for_customers_at_known_times():
    _, found = of(MONDAY)
    slots = {name: {int(i): found.figures[name][0, i] for i in np.flatnonzero(found.figures[name][0])} for name in found.figures}
    assert slots["needs"] == {18: 2.0}  # from nine o'clock
    assert (slots["answered"], slots["within"]) == ({18: 2.0}, {18: 1.0})
    assert slots["waited"] == {18: 30.0}
    assert slots["staff"] == {18: 0.5, 19: 0.5, 20: 1.0, 21: 1.0}
    assert {slot: round(60 * hours) for slot, hours in slots["busy"].items()} == {18: 30, 19: 30, 20: 20}
    assert found.times[0].tolist() == [1.0] * 48
    assert found.times[1:].sum() == 0.0
    assert (found.working, found.open) == ([0], [18, 19, 20])


@pytest.mark.parametrize("engine", ["simpy", None])
def test_it_adds_up_to_what_is_counted(engine):
    scenario = sim.scenario(TOWN.replace("8 weeks", "2 weeks"))
    found = day(scenario, "today", plan(scenario, 2, None, engine, 1))
    result = sim.run(scenario, "today", 2, engine=engine, jobs=1)
    assert found.figures["needs"].sum() == 2 * result.measures["arrived"].mean
    hours = sum(result.measures[f"role.{role}.busy_mean"].mean for role in ("desk", "back")) * 14 * 24
    assert found.figures["busy"].sum() / 2 == pytest.approx(hours, rel=0.02)  # who is at work when measuring begins or ends
    staffed = sum(result.measures[f"role.{role}.staff_mean"].mean for role in ("desk", "back")) * 14 * 24
    assert found.figures["staff"].sum() / 2 == pytest.approx(staffed)
    assert (found.figures["within"] <= found.figures["answered"]).all()
    assert found.times.sum() == 2 * 14 * 48


def test_a_table_has_a_row_for_each_half_hour_in_one_unit_a_column():
    _, found = of(MONDAY)
    table = days._table(found, "from", [("9:00", [18], [0]), ("9:30", [19], [0])], "nl")
    heads = ["from", "vragen", "contacten", "wachttijd min", "binnen de norm %", "afgehaakt %", "aanwezig", "bezig"]
    assert [column.head.replace("\n", " ") for column in table.shown()] == heads
    first, second = ([row.cell(column.key).text for column in table.shown()] for row in table.screen)
    assert first == ["9:00", "2,0", "2,0", "15,0", "50", "0", "1,0", "1,0"]
    assert second == ["9:30", "0,0", "0,0", "-", "-", "-", "1,0", "1,0"]
