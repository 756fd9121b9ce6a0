"""The tables of claims, roles and patterns in scenarios/CLAIMS.md: complete, and every command and name in them exists."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_group

import sim
from sim.analyses import chain
from sim.blueprint import build
from sim.cli.app import app
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load, variant

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "scenarios" / "CLAIMS.md").read_text(encoding="utf-8")
SEVEN = [
    "telephonist", "case_handler", "client_manager", "planner", "debtors_administrator", "secretary", "coffee_host",
]  # fmt: skip
FIELDS = {"mind.half_life", "mind.word_of_mouth", "strain", "leaving"}
VERDICTS = {"supports", "refutes", "silent", "depends", "shown", "in part", "not shown"}


def section(title: str) -> str:
    """Return what stands under a heading of the second level."""
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


CLAIMS, ROLES, PATTERNS = (
    section(name) for name in ("Where it occurs", "Who occurs where", "The five patterns")
)
COMMANDS = re.findall(r"`python -m (sim [^`]+)`", CLAIMS + PATTERNS)
LINES = re.findall(r'`python -c "([^`]+)"`', PATTERNS)


def rows(text: str) -> list[list[str]]:
    """Return the cells of a table, its head left out."""
    lines = [line.strip().strip("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split(" | ")] for line in lines[2:]]


@pytest.fixture(scope="module")
def library() -> dict[str, Scenario]:
    return {path.name: load(path) for path in sorted((ROOT / "scenarios").glob("*.yaml"))}


@pytest.mark.parametrize(("text", "letter", "last"), [(CLAIMS, "S", 17), (PATTERNS, "P", 5)], ids=["S", "P"])
def test_every_claim_has_a_row_with_a_figure_and_a_verdict(text: str, letter: str, last: int) -> None:
    found = {row[0].split(":")[0].strip("* "): row for row in rows(text)}
    assert list(found) == [f"{letter}{number}" for number in range(1, last + 1)]
    for name, row in found.items():
        verdict = re.match(r"\*\*([a-z ]+)\*\*", row[-1])
        assert verdict, name
        assert verdict[1] in VERDICTS, name
        assert re.search(r"\d", row[-2]), name


def test_intervals_have_their_n() -> None:
    with_interval = [row[-2] for row in rows(CLAIMS) + rows(PATTERNS) if "±" in row[-2]]
    assert with_interval
    assert all("n = " in told for told in with_interval)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_one_and_names_what_exists(command: str, library: dict[str, Scenario]) -> None:
    _, what, *words = shlex.split(command)
    assert what in get_group(app).commands
    scenario = library[Path(words[0]).name]
    options = dict(zip(*[iter(word for word in words[1:] if word != "--all")] * 2, strict=True))
    assert set(options) <= {"--design", "--designs", "--replications"}
    for name in (options.get("--designs") or options.get("--design") or scenario.default_design).split(","):
        assert variant(scenario, name)


@pytest.mark.parametrize("line", LINES)
def test_every_line_of_python_asks_for_what_exists(line: str, library: dict[str, Scenario]) -> None:
    compile(line, "scenarios/CLAIMS.md", "exec")
    question, file, design = re.findall(
        r"chain\.(\w+)\(sim\.load\('scenarios/([\w.]+)'\), '(\w+)'", line
    )[0]
    assert callable(getattr(chain, question))
    assert design in library[file].designs


def test_names_in_the_tables_exist(library: dict[str, Scenario]) -> None:
    known = set(library) | FIELDS
    for scenario in library.values():
        known |= set(scenario.variants).union(*(design.roles for design in scenario.designs.values()))
    text = "\n".join("|".join(row) for part in (CLAIMS, ROLES, PATTERNS) for row in rows(part))
    named = re.findall(r"`([a-z_0-9.]+)`", text)
    assert len(named) > 20
    for name in named:
        assert name in known, name


def test_all_seven_roles_occur_in_the_library(library: dict[str, Scenario]) -> None:
    table = {row[0].strip("`"): row[1] for row in rows(ROLES)}
    assert list(table) == SEVEN
    for role, where in table.items():
        found = re.findall(r"`([a-z_0-9]+\.yaml)`(?: \(`([a-z_]+)`\))?", where)
        for file, name in found:
            roles = {held for design in library[file].designs.values() for held in design.roles}
            assert (name or role) in roles, file
        assert "`reception.yaml`" in where


def test_the_what_ifs_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the block of Python with runs replaced by building what they would run."""
    asked: list[str] = []

    def built(scenario: Scenario, designs: Any, **_: Any) -> None:
        for name in [designs] if isinstance(designs, str) else designs:
            build(scenario, name)
            asked.append(name)

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sim, "run", built)
    monkeypatch.setattr(sim, "compare", built)
    monkeypatch.setattr(sim, "judge", built)
    for block in re.findall(r"```python\n(.*?)```", CLAIMS, re.DOTALL):
        exec(compile(block, "scenarios/CLAIMS.md", "exec"), {})
    assert {"inspiring", "pleasanter", "head_to_head", "new_logo"} <= set(asked)
