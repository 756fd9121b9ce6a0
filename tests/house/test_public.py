"""What is public: an editor and mypy know it, functions are functions, and each command has one with its options."""

import ast
import inspect
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import sim
from sim.cli import app

ROOT = Path(__file__).parents[2]
# by command: the function, and options that go by another name there (a tuple: by several functions)
FUNCTIONS = {
    "run": ("run", {}),
    "compare": ("compare", {"every": "shown", "measures": "shown"}),
    "judge": ("judge", {}),
    "report": ("report", {}),
    "day": ("day", {}),
    "explain": ("explain", {}),
    "combine": ("combine", {}),
    "paths": ("paths", {}),
    "resistance": ("resistance", {"design": "designs"}),
    "mirrors": ("mirrors", {}),
    "survival": ("survival", {}),
    "sweep": ("sweep", {"what": "ranges"}),
    "sensitivity": ("sensitivity", {"changes": "only"}),
    "target": ("target", {"at_least": "way", "at_most": "way"}),
    "staffing": ("staffing", {"norm": "norms"}),
    "headroom": ("headroom", {}),
    "warm_up": ("warm_up", {"measure": "measures"}),
    "export": ("export", {"form": "form", "out": "out"}),
    "fit": ("fit", {"file": "path"}),
    "runs": ("runs", {"store": "path"}),
    "validate": ("validate", {"files": "scenario"}),
    "diff": ("diff", {}),
    "draw": ("draw", {}),
    "schema": ("schema", {}),
    "measures": ("measures", {}),
    "study": ("study", {"file": "file"}),
    "open_page": ("live", {}),
}
ALIKE = {"file": "scenario", "cluster": "jobs", "no_store": "store"}
# what is said of the result, and is a method, an attribute or another function in Python
SHOWN = {
    "as_json", "as_csv", "picture", "out", "log", "every", "figures", "force", "quiet", "why", "turns", "verdicts", "port",
    "pictures", "no_browser", "save", "template", "card", "of", "again", "day", "page", "ask", "questions",
}  # fmt: skip
OF_PYTHON = {"shown"}

PROGRAM = '''
import sim

one: sim.Scenario = sim.scenario({"title": "One desk"})
one = sim.load("desk.yaml")
one = sim.what_if(one, {"world.needs.question.rate": "1 / h"}, "today", name="other")
one = sim.new("kcc", {"calls": 900}, language="nl")
fitted: str = sim.fit("log.csv", case="Zaaknummer").text
text: str = one.to_yaml()
one = one.measuring(sim.CustomMeasure("twice", lambda run: 2 * run.values["arrived"], better=-1, threshold="5%"))
lines: list[str] = sim.diff(one, "today", "other")
said: tuple[str, ...] = sim.validate(one)
ways: int = len(sim.draw(one, "today").ways)
fields: dict[str, object] = sim.schema()
unit: str = sim.measures(one).measures[0].unit
result: sim.Result = sim.run(one, "today", replications=2)
mean: float = result.measures["lead_time"].mean
measure: sim.Measure = result.measures["lead_time"]
comparison: sim.Comparison = sim.compare(one, ["today", "other"])
difference: sim.Difference = comparison.measures["lead_time"]
worth: dict[str, float] = sim.pairing(one, "today", "other")
verdicts: sim.Judgement = sim.judge(one, until_decided=True)
verdict: str = sim.turns(one, verdicts).items["other"].verdict
page: sim.Report = sim.report(one, language="nl")
sliders: sim.Live = sim.live(one)
moved: sim.Comparison = sliders.set("roles.desk.staff", 2)
one_page: str = sim.page(sim.staffing(one), language="nl", client="Gemeente").sentence
a_page: sim.AnalysisPage = sim.page(comparison)
folder: sim.Study = sim.study("study", "desk.yaml")
made: sim.Report = folder.report(replications=2)
again: bool = folder.again().same
played: str = sim.day(one, ["today", "other"], date=2).html
green: int = len(sim.mirrors(one).parted)
calm = sim.survival(one)["today"].calm
unbeaten: tuple[str, ...] = sim.resistance(one).unbeaten
log: str = sim.export(one, "csv")
kept: int = len(sim.runs("store.sqlite"))
best = sim.combine(one, budget=5.0).best
sentence: str = sim.explain(one, "other").sentence
reasons = sim.why(one, verdicts)
path: int = sim.paths(one).paths[0].n
least = sim.paths(one).least
values: tuple[float, ...] = sim.sweep(one, {"roles.desk.staff": [1, 2]}).spots[0].values
points: int = sim.sensitivity(one).points
draws: int = sim.robustness(one).draws
sim.target(one, "lead_time", "5 min")
sim.headroom(one)
sim.staffing(one)
sim.warm_up(one)
sim.plots.paired_difference(comparison)
sim.theory.erlang_c
with sim.quiet():
    pass
try:
    sim.load("x")
except sim.ScenarioError as error:
    fault: sim.Fault = error.faults[0]
except sim.Unusable as unusable:
    why: ValueError = unusable
'''
WRONG = '''
import sim

sim.rum(sim.load("x"))
sim.run("x")
number: int = sim.load("x").to_yaml()
'''


def checked(tmp_path, text):
    """Return what mypy --strict says of a program that uses the package."""
    program = tmp_path / "program.py"
    program.write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--follow-imports", "silent", str(program)],  # strict, by pyproject.toml
        cwd=ROOT, env={**os.environ, "MYPYPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout


def test_a_program_that_uses_all_that_is_public_has_its_types(tmp_path):
    used = {node.attr for node in ast.walk(ast.parse(PROGRAM)) if _is_of_sim(node)}
    assert used == set(sim.__all__)
    assert checked(tmp_path, PROGRAM + WRONG).splitlines()[-1].startswith("Found 3 errors in 1 file")


def _is_of_sim(node):
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sim"


def test_the_package_says_that_it_is_typed():
    assert (ROOT / "sim" / "py.typed").exists()
    assert '"sim" = ["py.typed"]' in (ROOT / "pyproject.toml").read_text()


def test_what_editors_see_is_what_is_public():
    tree = ast.parse((ROOT / "sim" / "__init__.py").read_text())
    seen = next(node.body for node in tree.body if isinstance(node, ast.If))
    found = {alias.asname: f"{one.module}.{alias.name}" for one in seen for alias in one.names}
    assert set(found) == set(sim.__all__) == set(dir(sim)) - {"__doc__"}
    for name, where in found.items():
        module, _, attribute = where.rpartition(".")
        assert getattr(import_module(module), attribute) is getattr(sim, name)


def test_a_function_is_a_function_whatever_was_imported_before():
    rooms = "sim.scenario.load sim.analyses.paths.taken sim.views.export.xes sim.runs.store sim.theory sim.views.plots".split()
    code = f"""
import importlib, inspect
for room in {rooms}:
    importlib.import_module(room)
import sim
from sim.scenario import Scenario
from sim.analyses.paths import Way
print([name for name in sim.__all__ if inspect.ismodule(getattr(sim, name))], sim.scenario.__module__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "['plots', 'theory'] sim.scenario.load"


@pytest.mark.parametrize("command", [*app.LONG, *app.SHORT.values()], ids=lambda one: one.__name__)
def test_each_command_has_a_function_with_its_options(command):
    if command.__name__ in ("list_names", "new"):
        return  # scenario.designs, .changes and .markets; a file to write, and a scenario to hold
    name, others = FUNCTIONS[command.__name__]
    options, known = (
        set(inspect.signature(one).parameters) for one in (command, getattr(sim, name))
    )
    asked = {others.get(one, ALIKE.get(one, one)) for one in options - (SHOWN - set(others))}
    assert asked - known == set()
    assert known - asked - SHOWN - OF_PYTHON - {"jobs"} == set()


@pytest.mark.parametrize("command", [*app.LONG, *app.SHORT.values()], ids=lambda one: one.__name__)
def test_one_notion_has_one_name(command):
    names = set(inspect.signature(command).parameters)
    assert not names & {"outcome", "outcomes", "cores", "file_name", "output", "how"}
    assert not {"measure", "measures"} <= names


def test_the_exceptions_are_public():
    assert issubclass(sim.Unusable, ValueError)
    with pytest.raises(sim.Unusable, match="known are csv, xes, ocel, vidigi"):
        sim.export(sim.load(ROOT / "scenarios" / "one_desk.yaml"), "pdf")
