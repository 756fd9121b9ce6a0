"""The backlog of a design, as it is written: ages spread, ages given, a client's file; and what is refused, each in a line."""

from pathlib import Path

import pytest

import sim
from sim.scenario.fields.backlog import Backlog

DAY, WEEK = 1440.0, 10080.0
TEXT = """
title: Permits
world:
  needs: {permit: {rate: 3 / day}, objection: {rate: 1 / day}}
designs:
  today:
    backlog:
      assess: {waiting: 412, oldest: 9 weeks}
    roles: {back: {staff: 3, queue_limit: 500}}
    steps: {assess: {role: back, customer: absent, takes: 5 h}}
run: {start: 2026-01-05, length: 60 days}
"""
CHANGES = """changes:
  less: {design: today, set: {backlog.assess.waiting: 100}}
  gone: {design: today, set: {backlog: none}}
run: {"""
STACK = "assess: {waiting: 412, oldest: 9 weeks}"


def loaded(folder: Path, old: str = "", new: str = "") -> "sim.Scenario":
    file = folder / "permits.yaml"
    file.write_text(TEXT.replace(old, new) if old else TEXT)
    return sim.load(file)


def ages_of(scenario: "sim.Scenario") -> dict[str, tuple[float, ...]]:
    return dict(scenario.designs["today"].backlog["assess"].known)


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ({"waiting": 3, "oldest": "9 days"}, {"": (3 * DAY, 6 * DAY, 9 * DAY)}),
        ({"ages": ["2 weeks", "3 days"]}, {"": (3 * DAY, 2 * WEEK)}),
        ({"ages": "3 days"}, {"": (3 * DAY,)}),
        ({"ages": {"3 weeks": 2, "1 week": 1}}, {"": (WEEK, 2 * WEEK, 3 * WEEK)}),
        ({"ages": {"permit": ["3 days"], "objection": {"2 days": 2}}}, {"permit": (3 * DAY,), "objection": (DAY, 2 * DAY)}),
    ],
)
def test_ages_are_spread_or_given(given, known):
    assert Backlog.model_validate(given).known == known


def test_a_change_lets_fewer_wait_or_none(tmp_path):
    from sim.scenario.load import variant

    scenario = loaded(tmp_path, "run: {", CHANGES)
    assert variant(scenario, "less").backlog["assess"].number == 100
    assert not variant(scenario, "gone").backlog


def test_without_a_backlog_a_scenario_has_the_hash_that_it_had(tmp_path):
    plain = loaded(tmp_path, f"    backlog:\n      {STACK}\n", "")
    assert "backlog" in plain.model_dump()["designs"]["today"]
    assert plain.hash == loaded(tmp_path, f"    backlog:\n      {STACK}\n", "    backlog: {}\n").hash != loaded(tmp_path).hash


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ("datum;zaaktype\n29-12-2025;permit\n01-12-2025;objection\n", {"permit": (WEEK,), "objection": (5 * WEEK,)}),
        ("Datum\n2026-01-04 12:00\n", {"": (DAY / 2,)}),
        ("leeftijd (dagen);x\n3,5;a\n2 weeks;b\n", {"": (3.5 * DAY, 2 * WEEK)}),
    ],
)
def test_a_file_of_open_cases_is_read(tmp_path, rows, known):
    (tmp_path / "open.csv").write_text(rows)
    scenario = loaded(tmp_path, STACK, "assess: {file: open.csv}")
    assert ages_of(scenario) == known
    assert "open.csv" in scenario.notes[0].source


def test_a_sheet_is_read_as_a_file(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for row in (["need", "age"], ["permit", 3], ["permit", "2 weeks"]):
        book.active.append(row)
    book.save(tmp_path / "open.xlsx")
    assert ages_of(loaded(tmp_path, STACK, "assess: {file: open.xlsx}")) == {"permit": (3 * DAY, 2 * WEEK)}


FILES = {  # rows of the file: the line of the fault, and what is said
    "a date that is none": ("datum\n29-12-2025\n31-02-2025\n", 3, "a date such as"),
    "a day to come": ("datum\n06-01-2026\n", 2, "a day before 2026-01-05"),
    "a date of another century": ("datum\n05-12-1925\n", 2, "at most 20 years"),
    "a need that is none": ("datum;soort\n29-12-2025;permt\n", 2, "did you mean permit?"),
    "an age below nought": ("age\n-3\n", 2, "an age such as 3 weeks"),
    "a formula": ("age\n=1+1\n", 2, "an age such as 3 weeks"),
    "no column that tells": ("wat;hoe\n1;2\n", 1, "a column with dates, or with ages"),
    "no row": ("datum\n", 1, "a row for each open case"),
}


@pytest.mark.parametrize("name", FILES)
def test_each_fault_of_a_file_is_one_clear_line(tmp_path, name):
    rows, line, said = FILES[name]
    (tmp_path / "open.csv").write_text(rows)
    with pytest.raises(sim.ScenarioError) as refused:
        loaded(tmp_path, STACK, "assess: {file: open.csv}")
    (fault,) = refused.value.faults
    assert (fault.file, fault.line) == ("open.csv", line)
    assert said in str(fault)


FAULTS = {  # in place of the stack: what is said
    "unknown step": ("asess: {waiting: 4, oldest: 9 weeks}", "did you mean assess?"),
    "no age": ("assess: {waiting: 412}", "no oldest"),
    "both": ("assess: {waiting: 412, ages: [3 days]}", "either ages"),
    "an age of nought": ("assess: {ages: [0 days]}", "above 0"),
    "an unknown need": ("assess: {ages: {permt: [3 days]}}", "did you mean permit?"),
    "an unknown need in a mix": ("assess: {waiting: 4, oldest: 3 days, needs: permt}", "did you mean permit?"),
    "less than a case": ("assess: {ages: {1 week: -3}}", "a number of cases"),
    "a unit that is none": ("assess: {ages: {1 wek: 3}}", "ages: [3 days, 2 weeks]"),
    "shares below 1": ("assess: {waiting: 4, oldest: 3 days, needs: {permit: 40%}}", "add 0.6"),
    "more than the tray holds": ("assess: {waiting: 501, oldest: 9 weeks}", "at most 500 (queue_limit of back)"),
    "too many": ("assess: {waiting: 300000, oldest: 9 weeks}", "between 1 and 200000"),
    "a column that is none of the file's keys": ("assess: {file: open.csv, dat: x}", "did you mean date?"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_one_clear_line(tmp_path, name):
    stack, said = FAULTS[name]
    with pytest.raises(sim.ScenarioError) as refused:
        loaded(tmp_path, STACK, stack)
    (fault,) = refused.value.faults
    assert fault.line in (7, 8)  # of the backlog, or of the step
    assert said in str(fault)


BOOKED = "roles: {back: {staff: 3, appointments: {slots: 15 min, horizon: 1 week}}}\n    steps: {assess: {appointment: yes, "
SEVERAL = "roles: {back: {staff: 3}, rest: {staff: 1}}\n    steps: {other: {role: rest, takes: 1 h}, assess: {instead: other, "


@pytest.mark.parametrize(("more", "said"), [(BOOKED, "without an appointment"), (SEVERAL, "by one role")])
def test_where_nobody_stands_before_a_run(tmp_path, more, said):
    old = "roles: {back: {staff: 3, queue_limit: 500}}\n    steps: {assess: {"
    with pytest.raises(sim.ScenarioError, match=said):
        loaded(tmp_path, old + "role: back, customer: absent", more + "role: back")


def test_a_backlog_goes_without_a_warm_up_and_with_as_many_customers(tmp_path):
    with pytest.raises(sim.ScenarioError, match="without a warm-up"):
        loaded(tmp_path, "length: 60 days", "length: 60 days, warm_up: 1 day")
    one_each = "world:\n  customers: {population: 500, one_case_at_a_time: true}"
    with pytest.raises(sim.ScenarioError, match="at most 250: half of the population"):
        loaded(tmp_path, "world:", one_each)
