"""The house holds: what is promised about the package itself."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"


def test_rooms_import_lower_rooms_only():
    done = subprocess.run([sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_types():
    done = subprocess.run(
        [sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_style():
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_class_name_has_one_meaning():
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "sim").rglob("*.py"))
    known = Counter(re.findall(r"^class (\w+)", text, re.M))
    of_a_file_and_as_it_runs, and_as_found_in_a_log = {"Role", "World"}, {"Step", "Way", "Finding"}
    assert {name for name, times in known.items() if times > 1} <= of_a_file_and_as_it_runs | and_as_found_in_a_log


def test_constraints_are_exact_and_name_no_place():
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9A-Za-z.]+", line) for line in lines)


def test_the_readme_has_the_two_commands_on_a_line_each():
    lines = (ROOT / "README.md").read_text().splitlines()
    commands = [line for line in lines if line.startswith("python -m pip install")]
    assert len(commands) == 2
    assert "sim compare scenarios/contact_centre.yaml" in commands[0]
    assert commands[1].endswith("python -m pytest")


def test_the_scenario_in_the_readme_is_the_one_in_the_folder():
    text = (ROOT / "README.md").read_text()
    assert (ROOT / "scenarios" / "one_desk.yaml").read_text().strip() in text


def test_changelog_and_citation_name_the_version():
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.M).group(1)
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()
    assert f"version: {version}" in (ROOT / "CITATION.cff").read_text()
