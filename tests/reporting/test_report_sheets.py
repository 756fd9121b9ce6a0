"""All figures of a report in Excel: a sheet for each analysis, whose sums agree with each other and with the page."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from test_report_observed import DESK

import sim
from sim.reporting import days, figures, looks
from sim.reporting.gathered import ReportOptions, gather
from sim.results.document import Table

MORE = """
changes:
  two: {design: today, title: "=1+1", cost: 1_000, set: {roles.desk.staff: {mon-fri 09:00-11:00: 2}}}
"""
ENGLISH = [
    "verdicts", "outcomes", "why", "two mirrors", "resistance", "paths", "day by half-hours", "observed", "observed by half-hours",
    "assumptions and sources",
]  # fmt: skip
NOTED = (
    DESK.replace("takes: 5 min}", "takes: {value: 5 min, assumption: true}}")
    .replace("[9 h, 9 h 10 min]", "[9 h, 9 h 10 min, 33 h]").replace("length: 1 day", "length: 2 days")
)  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return gather(sim.scenario(NOTED + MORE), ReportOptions(replications=4, engine="simpy", jobs=1))


@pytest.fixture(scope="module")
def book(found, tmp_path_factory):
    path = tmp_path_factory.mktemp("sheets") / "figures.xlsx"
    figures.write(found, path, False)
    return load_workbook(BytesIO(path.read_bytes()))


def rows(sheet):
    heads, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, one, strict=True)) for one in others]


def test_each_analysis_has_a_sheet_and_no_text_is_a_formula(found, book):
    assert set(book.sheetnames) >= set(ENGLISH) - {"why"}  # nothing to explain where no verdict is relevant or harmful
    assert ("why" in book.sheetnames) == bool(found.why)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert "=1+1" in {cell.value for cell in cells} or "two" in {cell.value for cell in cells}


def test_half_hours_add_up_to_the_days_of_the_page(found, book):
    sheet = [row for row in rows(book["day by half-hours"]) if row["design"] == "today"]
    tables = [block for block in days.days(found).blocks if isinstance(block, Table)]
    weekdays = {row.cell("from").text: row for row in tables[-1].rows}
    assert set(weekdays) == {row["weekday"] for row in sheet}
    for name, row in weekdays.items():
        assert sum(one["needs"] for one in sheet if one["weekday"] == name) == pytest.approx(row.cell("needs").value)
        staff = [one["on shift"] for one in sheet if one["weekday"] == name]
        assert sum(staff) / len(staff) == pytest.approx(row.cell("staff").value)


def test_effort_of_both_sides_adds_up_to_the_outcome(book):
    both = (rows(book[name]) for name in ("resistance", "outcomes"))
    effort, outcomes = ({(row["design"], row["measure"]): row["mean"] for row in each} for each in both)
    whole = {design: value for (design, measure), value in outcomes.items() if measure == "resistance"}
    assert len(whole) == 2
    for design, value in whole.items():
        sides = [effort[design, f"effort of {side}"] for side in ("customers", "the organisation")]
        assert sum(sides) == pytest.approx(value)
        kinds = ("value", "checking", "internal failure", "external failure")
        assert sum(effort[design, f"effort of customers: {kind}"] for kind in kinds) == pytest.approx(sides[0])


def test_the_mirrors_of_the_page_are_in_their_sheet(found, book):
    there = [row["mean"] for row in rows(book["two mirrors"])]
    for table in (block for block in looks.mirrors(found).blocks if isinstance(block, Table)):
        for row in table.rows:
            value = row.cell("mean.today").value
            assert value is None or value != value or pytest.approx(value) in there


def test_in_dutch_they_have_dutch_names(found, tmp_path):
    from dataclasses import replace

    told = found.scenario.model_copy(update={"language": "nl"})
    figures.write(replace(found, scenario=told), tmp_path / "f.xlsx", False)
    names = load_workbook(tmp_path / "f.xlsx").sheetnames
    assert {"oordelen", "uitkomsten", "twee spiegels", "weerstand", "dag per half uur", "waargenomen"} <= set(names)
    assert not set(names) & set(ENGLISH)
