"""Texts that are out for no good, in every name and note: harmless in every form of a report, and there to be read."""

import csv
import re
import zipfile
from io import StringIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from test_report import Page as Seen

import sim
from sim.reporting.first_page import first_page

TEXTS = {
    "script": "<script>document.title='taken'</script>",
    "markup": "</td></table><img src=x onerror=alert(1)><b>b</b>",
    "formula": "=cmd|' /C calc'!A0",
    "sum": "+1+1",
    "latex": "$\\frac{1}{0}$ \\input{x} 5 $ of 6",
    "template": "{{7*7}} {% x %} {0} %s",
    "entity": "&lt;script&gt; &amp; &#60;",
    "rich": "[bold red]loud[/] [link=file:///etc/passwd]x[/link]",
    "link": "[x](javascript:alert(1)) `code` | a | b",
}


PLACES = "title question client author about source note today why_today more quick why goal seen".split()


def scenario_of(texts):
    """A scenario with these texts in its places, one after the other."""
    turn = {place: texts[i % len(texts)] for i, place in enumerate(PLACES)}
    said = {place: "'" + text.replace("'", "''") + "'" for place, text in turn.items()}
    return turn, sim.scenario(SCENARIO.format(**said))


SCENARIO = """\
title: {title}
question: {question}
client: {client}
author: {author}
description: {about}
currency: EUR
world:
  needs:
    question: {{rate: {{value: 6 / hour, source: {source}}}, norm: 1 h}}
  patience: {{value: exponential 6 min, assumption: true, note: {note}, range: [3 min, 9 min]}}
  mind: default
designs:
  today:
    title: {today}
    description: {why_today}
    roles: {{desk: {{staff: 1, norm: 5 min}}}}
    steps: {{answer: {{role: desk, takes: exponential 8 min, right_first_time: 0.9}}}}
  more: {{extends: today, title: {more}, roles: {{desk: {{staff: 2}}}}}}
changes:
  quick: {{design: today, title: {quick}, why: {why}, cost: 1_000, set: {{steps.answer.takes: exponential 1 min}}}}
goals:
  in_time: {{measure: within_norm, at_least: 99%, title: {goal}}}
observed:
  figures: {{role.desk.service_level: {{value: 50%, source: {seen}}}}}
run: {{length: 1 day, replications: 2}}
"""
HOW = {"replications": 2, "engine": "simpy", "jobs": 1}


@pytest.fixture(scope="module")
def made():
    turn, scenario = scenario_of(list(TEXTS.values()))
    return turn, sim.report(scenario, **HOW)


def saved(report, folder, ending):
    report.save(folder / f"report{ending}")
    return folder / f"report{ending}"


def same(text):
    return " ".join(text.split())


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m", "\x07", "\x9b31m", "\u202eright to left\u2066"])
def test_what_steers_a_screen_is_refused_and_not_repeated(text):
    with pytest.raises(sim.ScenarioError) as fault:
        scenario_of([text])
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", str(fault.value))


def test_as_a_page(made):
    turn, report = made
    seen = Seen(report.html)
    assert {"script", "b", "iframe", "object", "link"}.isdisjoint(seen.tags)
    assert seen.tags.count("title") == 1
    assert all(link.startswith("data:image/") for link in seen.links)
    for place in ("title", "question", "client", "author", "today", "more", "quick", "goal"):
        assert same(turn[place]) in seen.text, place


def test_as_page_one_and_as_the_page_of_an_analysis(made):
    turn, report = made
    for page in (first_page(sim.compare(report.scenario, **HOW)), sim.page(sim.compare(report.scenario, **HOW))):
        seen = Seen(page.html)
        assert {"script", "b"}.isdisjoint(seen.tags)
        assert same(turn["title"]) in seen.text


def test_as_word_and_as_slides(made, tmp_path):
    turn, report = made
    paper, deck = saved(report, tmp_path, ".docx"), saved(report, tmp_path, ".pptx")
    for path in (paper, deck):
        with zipfile.ZipFile(path) as inside:
            kept = {name: inside.read(name) for name in inside.namelist()}
        assert not [name for name, data in kept.items() if b"<script" in data]
        assert b'TargetMode="External"' not in b"".join(data for name, data in kept.items() if name.endswith(".rels"))
        assert not [name for name, data in kept.items() if name.endswith(".xml") and (b"w:instrText" in data or b"fldChar" in data)]
    said = same("\n".join(one.text for one in Document(paper).paragraphs))
    assert all(same(turn[place]) in said for place in ("title", "question", "today", "quick"))
    texts = [shape.text_frame.text for slide in Presentation(deck).slides for shape in slide.shapes if shape.has_text_frame]
    assert same(turn["question"]) in same(" ".join(texts))


def test_as_sheets(made, tmp_path):
    turn, report = made
    report.save_figures(tmp_path / "f.xlsx")
    cells = [cell for sheet in load_workbook(tmp_path / "f.xlsx") for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [cell for cell in cells if cell.value == turn["today"]]
    report.save_figures(tmp_path / "f.csv")
    rows = csv.reader(StringIO((tmp_path / "f.csv").read_text(encoding="utf-8-sig")), delimiter=";")
    begins = [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-[^\d]", cell)]
    assert not begins


def test_as_pictures(made, tmp_path):
    _, report = made
    for name in report.save_pictures(tmp_path):
        if name.endswith(".svg"):
            drawn = re.sub("<!--.*?-->", "", (tmp_path / name).read_text(encoding="utf-8"), flags=re.DOTALL)
            assert not re.search(r"<script|javascript:|onerror=|<a |<foreignObject|href=\"(?!#)", drawn)
