"""The names in what is written about the package, two-way: each of them exists, and each that is public is written of."""

import inspect
import re
from pathlib import Path

import pytest
from typer.main import get_command

import sim
from sim.cli.app import app

ROOT = Path(__file__).parents[2]
TEXTS = {name: (ROOT / name).read_text() for name in ("README.md", "LEESMIJ.md", "ARCHITECTURE.md", "sim/MECHANISMS.md")}
BARE = re.compile(r"```.*?```|`([^`\n]+)`", re.S)
COMMAND = re.compile(r"(?:^|`)sim ([a-z][a-z-]+)", re.M)


def quoted(text):
    """Return all that stands between backticks, but for blocks of code."""
    return [found[1] for found in BARE.finditer(text) if found[1]]


def is_there(path):
    """Whether a path is of a file or folder, from the root, from `sim` or below any room of it."""
    return any(ROOT.glob(path)) or any((ROOT / "sim").glob(path)) or any(ROOT.glob(f"**/{path}"))


@pytest.mark.parametrize("name", TEXTS)
def test_each_file_that_is_named_exists(name):
    paths = {word.rstrip("/") for word in quoted(TEXTS[name]) if re.fullmatch(r"[\w./*-]+(\.(py|md|yaml|toml|txt|cff)|/)", word)}
    written = {path for path in paths if "NAME" not in path}
    assert written
    assert [path for path in written if not is_there(path)] == []


@pytest.mark.parametrize("name", TEXTS)
def test_each_name_of_the_package_that_is_named_exists(name):
    for dotted in re.findall(r"\bsim((?:\.[A-Za-z_]\w*)+)", TEXTS[name]):
        path = dotted[1:].split(".")
        if path[0] in sim.__all__:
            assert hasattr(sim, path[0])
        else:
            assert is_there("/".join(path)) or is_there("/".join(path) + ".py"), f"sim{dotted}"


def test_each_public_name_is_in_the_readme():
    text = TEXTS["README.md"]
    commands = {name.replace("-", "_") for name in COMMAND.findall(text)}  # each has a function of its name
    assert [name for name in sim.__all__ if name not in commands and not re.search(rf"\bsim\.{name}\b", text)] == []


def test_each_command_that_is_named_exists_and_each_is_in_the_readme():
    commands = set(get_command(app).commands)
    named = {name: set(COMMAND.findall(text)) for name, text in TEXTS.items()}
    assert set().union(*named.values()) - commands == set()
    assert commands - named["README.md"] == set()


def test_each_option_of_a_start_page_is_of_a_command():
    options = {
        name
        for one in get_command(app).commands.values()
        for option in one.params
        for name in (*option.opts, *option.secondary_opts)
    }
    lines = [line for name in ("README.md", "LEESMIJ.md") for line in TEXTS[name].splitlines() if "pip " not in line]
    said = {option for line in lines for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)}
    assert said - options - {"--help"} == set()


@pytest.mark.parametrize("name", [name for name in sim.__all__ if inspect.isfunction(getattr(sim, name))])
def test_each_public_function_says_what_it_raises(name):
    said = inspect.getdoc(getattr(sim, name))
    assert name in ("quiet", "schema") or re.search(r"\b[Rr]aises\b", said)
