"""Beside every 95% stands what it hangs on; and a scenario that wants neutral words gets them everywhere, in pictures too."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "sim"
IF = {"en": "if the model and its numbers hold", "nl": "als het model en de getallen kloppen"}
LEVELS = re.compile(r"95\s?%|\{p\}%|\{level\}")
CONDITION = re.compile("model and its numbers|model en de getallen")
# heads of columns: a sentence below has the condition
HEADS = {
    "95% interval", "95%-interval", "{p}% bound", "{p}%-grens", "95%", "within 95%", "binnen 95%",
    "in one run, 95%", "in één run, 95%",
}  # fmt: skip
SHOP = """
title: Shop
language: en
currency: EUR
world:
  customers: {population: 300}
  needs:
    question: {rate: 9 / hour, norm: 30 min}
  patience: exponential 6 min
  mind: default
  voice: {complains: 20%, crisis: 20}
designs:
  today:
    roles: {desk: {staff: 1, norm: 2 min, cost: 30 / hour}}
    steps:
      answer: {role: desk, takes: {value: exponential 5 min, assumption: true}, then: {answer: 0.2, resolved: 0.8}}
  more:
    extends: today
    roles: {desk: {staff: 2}}
changes:
  logo: {design: today, cost: 1_000, set: {}}
  quicker: {design: today, cost: 2_000, set: {steps.answer.takes: exponential 4 min}}
goals:
  in_the_end: {measure: resolved_share, at_least: 90%}
judge: {baseline: today, words: neutral}
run: {length: 8 h, warm_up: 2 h, replications: 3}
"""
HOW = ("--engine", "simpy", "--jobs", "1")
DRAWN = {
    "judge": ("judge", "--no-turns", "--no-store"),
    "judge by Holm": ("judge", "--no-turns", "--no-store", "--method", "holm"),
    "judge until decided": ("judge", "--no-turns", "--no-store", "--until-decided", "--bound", "4"),
    "explain": ("explain", "more"),
    "combine": ("combine",),
    "resistance": ("resistance",),
    "mirrors": ("mirrors",),
    "survival": ("survival",),
    "sweep": ("sweep", "roles.desk.staff", "1..2"),
    "sweep of two": ("sweep", "roles.desk.staff", "1..2", "steps.answer.takes", "4..5 min", "--steps", "2"),
    "sweep of a change": ("sweep", "steps.answer.takes", "4..5 min", "--steps", "2", "--design", "more"),
    "sensitivity": ("sensitivity", "--size", "2", "--only", "takes"),
    "sobol": ("sensitivity", "--method", "sobol", "--size", "2", "--only", "takes,run.length"),
    "verdicts": ("sensitivity", "--verdicts", "--size", "2", "--only", "takes"),
    "target": ("target", "resolved_share", "99%", "--vary", "roles.desk.staff", "1..3"),
    "staffing": ("staffing", "--norm", "desk=50%/10 min"),
}
PLAIN = {
    "run": ("run",),
    "compare": ("compare",),
    "target of changes": ("target", "resolved_share", "60%"),
    "headroom": ("headroom", "--up-to", "2"),
}


def texts_of(path):
    """Every text of a module but for docstrings, with its line."""
    tree = ast.parse(path.read_text())
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def test_no_text_says_so_many_per_cent_without_it():
    bare = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for room in ("views", "reporting", "reasons")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, text in texts_of(path)
        if LEVELS.search(text) and text not in HEADS and not re.search(r"\{[iI]f\}", text)
    ]
    assert bare == []


def test_one_place_makes_the_condition():
    places = [
        path.relative_to(ROOT)
        for path in sorted(ROOT.rglob("*.py"))
        if CONDITION.search(path.read_text())
        for _, text in texts_of(path)
        if CONDITION.search(text)
    ]
    assert {str(place) for place in places} == {"catalogue/numbers.py"}


def sentences(text):
    """The sentences of an output; rows of tables, in which words stand apart, are none."""
    lines = [line.rstrip() for line in text.splitlines()]
    prose = " ".join("\n" if re.search(r"\S {2,}\S", line) or not line else line.strip() for line in lines)
    return [one for part in prose.split("\n") for one in re.split(r"(?<=[.?]) (?=[A-Z*])", part)]


def said_of(command, path, arguments, picture=None):
    first, *rest = arguments
    more = ("--picture", picture) if picture else ()
    code, out, err = command(first, path, *rest, *HOW, *more)
    assert code == 0, err
    drawn = re.findall(r"<!-- (.*?) -->", picture.read_text(), re.DOTALL) if picture else []
    return out, drawn


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", [*DRAWN, *PLAIN])
def test_what_commands_and_their_pictures_say(command, tmp_path, name, language):
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP.replace("language: en", f"language: {language}"))
    arguments = (DRAWN | PLAIN)[name]
    out, drawn = said_of(command, path, arguments, tmp_path / "drawn.svg" if name in DRAWN else None)
    bare = [
        one for one in sentences(out) if LEVELS.search(one) and IF[language] not in one.lower()
    ]
    assert bare == []
    whole = " ".join(drawn).lower()
    assert not LEVELS.search(whole) or IF[language] in whole
    assert "hobby" not in out.lower()
    assert "hobby" not in whole


def test_the_report(command, tmp_path):
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP)
    page = tmp_path / "page.html"
    code, _, err = command("report", path, "--out", page, "--no-store", "--no-turns", *HOW)
    assert code == 0, err
    text = re.sub(r"<(style|svg|th)\b.*?</\1>", " ", page.read_text(), flags=re.DOTALL)
    text = re.sub(r"\s+", " ", re.sub(r"</?(p|td|div|li|h\d|figcaption)\b[^>]*>", "\n", text))
    blocks = [block for block in re.split(r"<[^>]+>|\n", text) if LEVELS.search(block)]
    assert blocks
    assert [block for block in blocks if IF["en"] not in block.lower()] == []
    assert re.findall(".{40}hobby.{40}", re.sub(r"<[^>]+>", " ", text.lower())) == []
