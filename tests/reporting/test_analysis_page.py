"""One page of any analysis, in the looks of the report and in both languages, with the options of its own command."""

import re

import pytest
from docx import Document
from test_report_rules import ENGLISH, texts

import sim
from sim.cli.one_page import ANALYSES
from sim.reporting.analysis import TITLES
from sim.reporting.ground import without_option
from sim.reporting.sections import Illustration
from sim.results.document import Table

TWICE = {"replications": 2, "engine": "simpy", "jobs": 1}
HOW = ("--replications", "2", "--engine", "simpy", "--jobs", "1")
ODD = re.compile(r"[{}]|->|→|›|/(?:work|home|tmp|Users)/|\.ya?ml\b|\b[0-9a-f]{40,}\b|\bsim \w+ |--\w|:\d+: ")
MADE = {
    "run": lambda small: sim.run(small, **TWICE),
    "compare": lambda small: sim.compare(small, **TWICE),
    "judge": lambda small: sim.judge(small, **TWICE),
    "explain": lambda small: sim.explain(small, "more", **TWICE),
    "paths": lambda small: sim.paths(small, **TWICE),
    "resistance": lambda small: sim.resistance(small, **TWICE),
    "mirrors": lambda small: sim.mirrors(small, **TWICE),
    "sweep": lambda small: sim.sweep(small, {"roles.desk.staff": [1, 2]}, **TWICE),
    "target": lambda small: sim.target(small, "resolved_share", "60%", **TWICE),
    "staffing": lambda small: sim.staffing(small, norms={"desk": "50%/5 min"}, **TWICE),
}


@pytest.fixture(scope="module", params=MADE)
def result(request, small):
    return MADE[request.param](small)


def test_every_analysis_that_has_a_page_has_a_name_on_it():
    assert {name.replace("-", "_") for name in ANALYSES} | {"robustness"} == set(TITLES)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_says_what_the_document_says_and_nothing_of_the_file(result, language):
    page = sim.page(result, language)
    document = result.document(language)
    said = list(texts([block for section in page.sections for block in section.blocks]))
    assert {without_option(part.text) for part in document.paragraphs} <= set(said)
    assert page.sentence in said or not [part for part in document.paragraphs if part.kind == "sentence"]
    tables = [block for section in page.sections for block in section.blocks if isinstance(block, Table)]
    assert tables == [part for part in document.parts if isinstance(part, Table) and part.on != "data"]
    assert sum(isinstance(block, Illustration) for one in page.sections for block in one.blocks) == len(document.pictures)
    assert [text for text in said if ODD.search(text)] == []
    if language == "nl":
        english = re.compile(rf"\b(?:{'|'.join(ENGLISH)})\b")
        assert [text for text in said if english.search(text.replace("filing at the desk", ""))] == []
    assert f'<html lang="{language}">' in page.html


def test_the_command_takes_the_options_of_the_analysis(command, small_file, tmp_path):
    out = tmp_path / "page.docx"
    asked = "staffing --norm 'desk=50%/5 min' --design more"
    said = ("--language", "nl", "--client", "Gemeente <b>", "--question", "Hoeveel mensen?")
    code, printed, err = command("report", small_file, "--of", asked, "--out", out, *said, *HOW)
    assert code == 0, err
    assert printed.splitlines()[-1] == str(out)
    paper = "\n".join(one.text for one in Document(out).paragraphs)
    assert "Hoeveel mensen er nodig zijn: more" in paper
    assert "Voor Gemeente <b>" in paper
    assert "Hoeveel mensen?" in paper
    code, _, err = command("report", small_file, "--of", asked, "--out", out, *HOW)
    assert (code, "exists already" in err) == (1, True)


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ("schema", "allowed run, compare"),
        ("", "allowed run, compare"),
        ("staffing '", "No closing quotation"),
        ("target", "measure"),
        ("staffing --nrom x", "--nrom"),
        ("target nothing 80%", "nothing"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(command, small_file, tmp_path, monkeypatch, of, said):
    monkeypatch.chdir(tmp_path)
    code, _, err = command("report", small_file, "--of", of, *HOW)
    assert code == 2
    assert said in err
    assert not list(tmp_path.iterdir())


def test_a_page_is_named_after_scenario_and_analysis(command, small_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert command("report", small_file, "--of", "mirrors", *HOW)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["small_mirrors.html"]
