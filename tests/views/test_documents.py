"""A result says the same on a terminal, in a notebook, as JSON, CSV, spreadsheet and for pandas, in both languages."""

import csv
import io
import json
import math
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import openpyxl
import pytest
from gruff import DESK
from rich.console import Console
from town import TOWN

import sim
from sim.analyses.judging import Judgement
from sim.results.document import Cell, Column, Row, Table
from sim.results.results import Unusable
from sim.views.render import files, html, sheet, terminal
from sim.views.render.frame import framed

HOW = {"replications": 2, "engine": "simpy", "jobs": 1}
WEEKS = TOWN.replace("length: 8 weeks, replications: 6", "length: 3 days, replications: 2")
RESULTS = {
    "run": lambda town: sim.run(town, **HOW),
    "compare": lambda town: sim.compare(town, ["today", "more", "signs"], **HOW),
    "judge": lambda town: sim.judge(town, **HOW),
    "explain": lambda town: sim.explain(town, "more", **HOW),
    "combine": lambda town: sim.combine(town, **HOW),
    "paths": lambda town: sim.paths(town, **HOW),
    "resistance": lambda town: sim.resistance(town, **HOW),
    "mirrors": lambda town: sim.mirrors(town, **HOW),
    "survival": lambda town: sim.survival(town, **HOW),
    "sweep": lambda town: sim.sweep(town, {"steps.answer.takes": "2..5 min"}, "more", against="today", steps=2, **HOW),
    "sensitivity": lambda town: sim.sensitivity(town, size=2, only=["resistance.t"], **HOW),
    "sobol": lambda town: sim.sensitivity(town, method="sobol", size=2, only=["resistance.t"], **HOW),
    "robustness": lambda town: sim.robustness(town, ["more"], 2, ["resistance.t"], **HOW),
    "target": lambda town: sim.target(town, "resolved_share", "60%", **HOW),
    "target of a number": lambda town: sim.target(town, "lead_time", "9 min", vary={"roles.desk.staff": "1..3"}, **HOW),
    "headroom": lambda town: sim.headroom(town, up_to=2, **HOW),
    "staffing": lambda town: sim.staffing(town, norms={"desk": "50%/10 min"}, **HOW),
    "warm_up": lambda town: sim.warm_up(town, **HOW),
    "pairing": lambda town: sim.pairing(town, "today", "more", **HOW),
    "turns": lambda _: sim.turns(*gruff(), "simpy", 1, bound=0.0),
    "judge with turns": lambda _: Judgement(**vars(sim.turns(*gruff(), "simpy", 1, bound=0.0))),
    "why": lambda _: sim.why(*gruff(), "simpy", 1),
    "nothing to turn or to explain": lambda town: sim.why(town, sim.judge(town, ["signs"], **HOW), "simpy", 1),
}
BESIDE = {("mirrors", "came")}  # tables that stand above every other, and are no part of the result itself
ALL = pytest.mark.parametrize("name", RESULTS)
BOTH = pytest.mark.parametrize("language", ["en", "nl"])


@cache
def gruff():
    """A scenario with a verdict that is harmful, and turns, and its judgement."""
    scenario = sim.scenario(DESK)
    return scenario, sim.judge(scenario, engine="simpy", jobs=1)


@cache
def found(name):
    return RESULTS[name](sim.scenario(WEEKS))


class Cells(HTMLParser):
    """The text of every cell below the heads of a page."""

    def __init__(self, page):
        super().__init__()
        self.cells, self.depth = [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        cell = tag == "td" or (tag == "th" and ("scope", "row") in attrs)
        if cell:
            self.cells.append("")
        self.depth += cell or (tag == "span" and self.depth > 0)

    def handle_endtag(self, tag):
        self.depth -= self.depth > 0 and tag in ("td", "th", "span")

    def handle_data(self, data):
        if self.depth == 1:
            self.cells[-1] += data


def texts(document):
    """The texts that people see in tables, as often as they are seen."""
    for part in document.parts:
        if isinstance(part, Table) and part.on != "data":
            shown = part.shown()
            for cells in html.blocks(part, shown):
                yield from (cell.text for _, cell, _ in cells)


def squeezed(text):
    return "".join(text.split()).lower()


def numbers(plain):
    if isinstance(plain, dict | list | tuple):
        for one in plain.values() if isinstance(plain, dict) else plain:
            yield from numbers(one)
    elif isinstance(plain, int | float):
        yield float(plain)


@ALL
@BOTH
def test_a_page_and_a_terminal_have_every_cell_and_every_sentence(name, language):
    document = found(name).document(language)
    page, out = html.fragment(document), io.StringIO()
    assert Cells(page).cells == list(texts(document))
    terminal.show(Console(file=out, width=1000), document)
    said = squeezed(out.getvalue())
    assert all(squeezed(text) in said for text in [*texts(document), *(one.text for one in document.paragraphs)])


@ALL
@BOTH
def test_files_have_the_values_of_the_cells(name, language, tmp_path):
    result = found(name)
    document = result.document(language)
    result.save(tmp_path / "all.xlsx", language=language)
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames == [one[: sheet.NAME] for one in document.tables]
    for table, lines in zip(document.tables.values(), book.worksheets, strict=True):
        rows = list(lines.iter_rows(values_only=True))
        assert list(rows[0]) == [column.label for column in table.fields]
        for row, line in zip(table.records, rows[1:], strict=True):
            for column, there in zip(table.fields, line, strict=True):
                same(row.cell(column.key).value if column.kind == "number" else there, there)
        frame = framed(table).reset_index()
        for column in table.fields:
            for row, there in zip(table.records, frame[column.key], strict=True):
                same(row.cell(column.key).value, there)


def same(value, there):
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        assert there is None or there == "" or there != there or math.isinf(there)
    else:
        assert there == value if isinstance(value, str) else there == pytest.approx(value, rel=1e-12)


@ALL
@BOTH
def test_csv_is_the_first_table(name, language):
    document, file = found(name).document(language), io.StringIO()
    sheet.print_csv(file, document)
    table = next(iter(document.tables.values()))
    rows = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert len(rows) == len(table.records)
    for row, line in zip(table.records, rows, strict=True):
        assert list(line) == [column.key for column in table.fields]
        for column in table.fields:
            value, there = row.cell(column.key).value, line[column.key]
            same(value, float(there) if isinstance(value, float) and there else there if isinstance(value, str) else value)


@ALL
def test_json_holds_the_numbers_of_every_table(name):
    document = found(name).document("nl")
    plain = json.loads(json.dumps(document.plain(), allow_nan=False))
    known = set(numbers(plain))
    tables = [table for table in document.tables.values() if (name, table.name) not in BESIDE]
    for table in tables:
        for column in table.fields:
            for row in table.records if column.kind == "number" else ():
                value = row.cell(column.key).value
                assert value is None or not math.isfinite(value) or float(value) in known, (table.name, column.key, value)


@ALL
def test_languages_have_the_same_keys_and_values(name):
    english, dutch = (found(name).document(language).tables for language in ("en", "nl"))
    assert list(english) == list(dutch)
    for one, other in zip(english.values(), dutch.values(), strict=True):
        assert [column.key for column in one.fields] == [column.key for column in other.fields]
        assert framed(one).equals(framed(other))


@ALL
def test_a_result_is_said_in_a_line_and_displayed_in_a_notebook(name):
    assert len(repr(found(name))) < 300
    assert found(name)._repr_html_().startswith('<div class="least-resistance" lang="en">')


@ALL
def test_a_terminal_of_80_columns_holds_every_number(name):
    document, out = found(name).document(), io.StringIO()
    terminal.show(Console(file=out, width=80), document)
    assert "…" not in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) <= 80


def test_what_there_is_not_is_refused(tmp_path):
    result = found("judge")
    for ask, what in (
        (lambda: result.document("fr"), "language"),
        (lambda: result.table("nothing"), "known are findings"),
        (lambda: result.save(tmp_path / "it.doc"), "has to end in"),
    ):
        with pytest.raises(Unusable, match=what):
            ask()


def test_texts_of_a_file_are_escaped_and_no_formulas(tmp_path):
    text = WEEKS.replace("title: Town hall", "title: '<b>[bold]=1+1'").replace("title: One at the desk", "title: =cmd()<i>")
    result = sim.judge(sim.scenario(text), ["signs"], **HOW)
    page = result._repr_html_()
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;[bold]" in page
    out = io.StringIO()
    terminal.show(terminal.console(out), result.document())
    assert "<b>[bold]=1+1" in out.getvalue()
    result.save(tmp_path / "it.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "it.xlsx").active.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)


def test_a_picture_of_a_result_is_drawn_when_asked_for(tmp_path):
    found("judge").save(tmp_path / "it.svg")
    assert (tmp_path / "it.svg").read_text().startswith("<?xml")
    with pytest.raises(Unusable, match="none"):
        files.picture(replace(found("judge").document(), pictures={}))


def test_what_is_once_said_goes_over_its_rows():
    columns = (Column("a", "A", once=True), Column("b", "B"))
    rows = tuple(Row({"a": Cell(a, a), "b": Cell(b, b)}) for a, b in (("x", "1"), ("x", "2"), ("y", "3")))
    made = html.blocks(Table("t", columns, rows), columns)
    assert [[(cell.text, over) for _, cell, over in row] for row in made] == [[("x", 2), ("1", 1)], [("2", 1)], [("y", 1), ("3", 1)]]
