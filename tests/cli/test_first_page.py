"""The answer beside a comparison: a sentence, what was compared, and page one of the report, by the same replications."""

import json
import re

import pytest

import sim
from sim.reporting.first_page import first_page

DESIGNS = ("--designs", "today,more,filing_at_the_desk", "--replications", 4)


def compared(command, small_file, *more):
    return command("compare", small_file, *DESIGNS, *more)


def test_the_answer_comes_first_and_page_one_stands_beside_it(command, small_file, tmp_path):
    code, out, err = compared(command, small_file, "--page", tmp_path / "answer.html")
    assert code == 0, err
    page = (tmp_path / "answer.html").read_text(encoding="utf-8")
    lead = re.search(r'<p class="lead">(.*?)</p>', page, re.S)[1]
    assert " ".join(out.split()).startswith(" ".join(lead.split())[:60])
    assert re.findall(r'<section id="(\w+)"', page) == ["question", "answer"]
    assert out.rstrip().endswith("answer.html")
    assert "cases that arrived" not in out  # all that differs is for who asks for it


def test_verdicts_are_those_of_judge_by_the_replications_that_were_compared(small, tmp_path):
    store = tmp_path / "kept.sqlite"
    found = sim.compare(small, ["today", "more"], replications=4, store=store)
    before = store.read_bytes()
    answer = first_page(found, store=store)
    assert store.read_bytes() == before  # nothing was run for it
    judged = sim.judge(small, ["more"], replications=4)
    assert answer.judged.items["more"].verdict == judged.items["more"].verdict
    assert answer.judged.items["more"].outcomes == judged.items["more"].outcomes


def test_what_programs_read_stays_as_it_was(command, small_file, tmp_path):
    _, plain, _ = compared(command, small_file, "--json")
    _, beside, err = compared(command, small_file, "--json", "--page", tmp_path / "a.html")
    before, after = json.loads(plain), json.loads(beside)
    for one in (*before["provenance"].values(), *after["provenance"].values()):
        del one["date"]
    assert before == after
    assert str(tmp_path / "a.html") in err


@pytest.mark.parametrize("more", [("--all",), ("--measure", "lead_time")])
def test_with_measures_asked_for_these_come_after_the_answer(command, small_file, tmp_path, more):
    _, out, _ = compared(command, small_file, "--page", tmp_path / "a.html", *more)
    assert out.index("verdict") < out.index("lead time")


def test_without_the_baseline_there_is_no_verdict(command, small_file, tmp_path):
    given = ("--designs", "more,filing_at_the_desk", "--replications", 2)
    code, _, err = command("compare", small_file, *given, "--page", tmp_path / "a.html")
    assert code == 2
    assert "without the baseline" in err
    assert not (tmp_path / "a.html").exists()


def test_the_same_as_word(command, small_file, tmp_path):
    from docx import Document

    compared(command, small_file, "--page", tmp_path / "a.docx")
    assert len(Document(tmp_path / "a.docx").inline_shapes) == 1
