"""Figures that were observed: read with the scenario, beside every run, and of no influence on it."""

import csv
from datetime import date, timedelta

import pytest

import sim
from sim.results.observed import AS_IN_A_RUN, TOO_HIGH, TOO_LOW, beside

MONDAY = date(2026, 1, 5)
DESK = """\
title: Desk
world:
  needs: {call: {rate: 30 / day, profile: weekdays}}
designs:
  today: {roles: {desk: {staff: 3, norm: 30 s}}, steps: {answer: {role: desk, takes: exponential 5 min, patience: 3 min}}}
  more: {extends: today, roles: {desk: {staff: 4}}}
run: {length: 2 weeks, replications: 12}
"""
FIGURES = "observed:\n  figures: {role.desk.service_level: 62%, role.desk.visits: 41 / weekday, role.desk.wait: 95 s}\n"
FILE = "half_hours: {file: exchange.csv}"
HEADS = ["Datum", "Tijd", "Aangeboden", "Beantwoord", "Binnen norm", "Afgehaakt", "Wachttijd"]
ROWS = [
    [f"{MONDAY + timedelta(days=day):%d-%m-%Y}", clock, str(10 + day % 7), "8", "6", "2", wait]
    for day in range(14) if day % 7 < 5 for clock, wait in (("09:00", "35"), ("09:15", "1:05"), ("09:30", "0:00:50"))
]  # fmt: skip


def loaded(folder, observed, rows=(HEADS, *ROWS)):
    with (folder / "exchange.csv").open("w", newline="", encoding="utf-8-sig") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    (folder / "desk.yaml").write_text(DESK + observed)
    return sim.load(folder / "desk.yaml")


def test_it_changes_nothing_of_a_run_nor_of_the_hash():
    plain, seen = sim.scenario(DESK), sim.scenario(DESK + FIGURES)
    assert seen.hash == plain.hash
    one, other = (sim.run(s, replications=3, engine="simpy", jobs=1) for s in (plain, seen))
    assert one.measures == other.measures
    assert "observed" not in one.document().plain()
    assert not any(getattr(part, "name", "") == "observed" for part in one.document().parts)


def test_figures_stand_beside_what_came_out():
    scenario = sim.scenario(DESK + FIGURES)
    result = sim.run(scenario, engine="simpy", jobs=1)
    found = beside(scenario, result)
    visits = found["role.desk.visits"]
    assert visits.mean == pytest.approx(result.measures["role.desk.visits"].mean / 10)  # ten working days in two weeks
    assert visits.verdict == AS_IN_A_RUN  # thirty a day come in seven days, on five
    assert (found["role.desk.service_level"].verdict, found["role.desk.wait"].verdict) == (TOO_HIGH, TOO_LOW)
    assert result.document("nl").plain()["observed"]["role.desk.visits"]["observed"] == 41
    shown = result.document("nl").tables["observed"]
    assert [row.cell("measure").text for row in shown.rows][1] == "desk: bezoeken, per werkdag"
    assert beside(scenario, sim.run(scenario, "more", engine="simpy", jobs=1)) == {}


def test_it_can_be_of_another_design():
    scenario = sim.scenario(DESK + FIGURES + "  design: more\n")
    assert beside(scenario, sim.run(scenario, "more", 3, engine="simpy", jobs=1))


def test_half_hours_are_means_of_the_days_in_the_file(tmp_path):
    seen = loaded(tmp_path, "observed: {half_hours: {file: exchange.csv, role: desk}}\n").observed.half_hours
    assert list(seen.at)[:3] == ["mon 09:00", "mon 09:30", "tue 09:00"]
    first = seen.at["mon 09:00"]
    assert (first.offered, first.answered, first.within, first.gave_up) == (20, 16, 12, 4)  # two quarters
    assert first.wait == pytest.approx(50 / 60)
    assert seen.at["fri 09:30"].offered == 14


def test_a_file_and_its_numbers_are_alike(tmp_path):
    scenario = loaded(tmp_path, "observed: {half_hours: {file: exchange.csv, role: desk, without: 2026-01-06}}\n")
    (tmp_path / "exchange.csv").unlink()
    written = sim.what_if(scenario, {"run.seed": 7}).to_yaml()
    assert sim.scenario(written).observed == scenario.observed


def shifted(*cells):
    """The rows with some cells of the first one changed, from the end."""
    return [[*ROWS[0][: len(HEADS) - len(cells)], *cells], *ROWS[1:]]


FAULTS = {
    "unknown measure": ("figures: {role.desk.wiat: 3 s}", ROWS, "figures.role.desk.wiat: given 'role.desk.wiat'", "did you mean"),
    "no such role": ("figures: {role.dsk.wait: 3 s}", ROWS, "figures.role.dsk.wait", "did you mean"),
    "no period": ("figures: {role.desk.visits: 42}", ROWS, "figures.role.desk.visits: given 42", "/ weekday"),
    "no share": ("figures: {role.desk.service_level: 162%}", ROWS, "figures.role.desk.service_level", "between 0 and 1"),
    "unknown design": ("design: mroe", ROWS, "design: given 'mroe'", "did you mean more?"),
    "unknown role": ("half_hours: {role: dsk, file: exchange.csv}", ROWS, "half_hours.role", "did you mean desk?"),
    "unknown key": ("half_hours: {fiel: exchange.csv}", ROWS, "half_hours.fiel", "did you mean file?"),
    "nothing": ("half_hours: {role: desk}", ROWS, "half_hours: given neither of them", "add for instance file"),
    "no moment": ("half_hours: {at: {mo 9: {offered: 3}}}", ROWS, "half_hours.at.mo 9: given the time 'mo 9'", "mon 08:30"),
    "too many": ("half_hours: {at: {mon 09:00: {offered: 3, answered: 4}}}", ROWS, "half_hours.at.mon 09:00.answered", "look it up"),
    "column": ("half_hours: {file: exchange.csv, within: Binen}", ROWS, "exchange.csv:1: within: given 'Binen'", "did you mean"),
    "answered": (FILE, shifted("9", "10", "6", "2", "3"), "exchange.csv:2: answered: given 10 of 9 offered", "look it up"),
    "hours": (FILE, [[*ROWS[0][:1], "09:00", *ROWS[0][2:]], [*ROWS[0][:1], "10:00", *ROWS[0][2:]]],
              "exchange.csv:2: time: given other intervals", "export half-hours"),
    "double": (FILE, [*ROWS, ROWS[0]], "exchange.csv:32: date: given 2026-01-05 09:00 a second time", "leave one out"),
    "a wait": (FILE, shifted("=A1"), "exchange.csv:2: wait: given '=A1'", "1:35"),
    "elsewhere": ("half_hours: {file: ../exchange.csv}", ROWS, "../exchange.csv: file: given a file elsewhere", "beside"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_one_clear_line(tmp_path, name):
    observed, rows, where, advice = FAULTS[name]
    with pytest.raises(sim.ScenarioError) as refused:
        loaded(tmp_path, f"observed: {{{observed}}}\n", [HEADS, *rows])
    [line] = [str(fault).replace(f"{tmp_path}/", "") for fault in refused.value.faults]
    assert where in line, line
    assert advice in line, line
    assert line.startswith(("desk.yaml:8: observed.", "exchange.csv:", "../exchange.csv:"))
