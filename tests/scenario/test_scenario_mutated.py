# ruff: noqa: PT017, E501 - both outcomes are good ones; a table reads best whole
"""The library's files with values of odd kinds at random places: a scenario, or faults with their lines."""

import copy
import json
import random
from pathlib import Path

import pytest

from sim.blueprint import build
from sim.scenario import ScenarioError, load
from sim.scenario.text.reader import read
from sim.scenario.text.tree import plain

LIBRARY = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
ODD = [None, True, {}, [], [1], {"a": 1}, {"value": 1}, {"value": None, "source": "s"}, -1, 0, 1.5, 1e300, -0.0, "", " ", "none",
       "on", "off", "self", "resolved", "x", "6 min", "0 s", "-1 min", "3 / hour", "0 / day", "50%", "unlimited", "a+b", [[]], {"a": {}},
       "exponential 6 min", {"zero": 1, "otherwise": 0}, {"empirical": []}, {"mon": 1}, "9" * 400, 10**30]  # fmt: skip
TRIES = 6


def places(value, path=()):
    """Yield the way to every value below."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inside:
        yield (*path, key)
        yield from places(child, (*path, key))


def mutated(tree, chance):
    tree = copy.deepcopy(tree)
    for _ in range(chance.randint(1, 3)):
        *way, last = chance.choice(list(places(tree)))
        place = tree
        for key in way:
            place = place[key]
        how = chance.random()
        if how < 0.15:
            del place[last]
        elif how < 0.25 and isinstance(place, dict):
            place[chance.choice(["x", "value", "none", "set", "a.b"])] = place.pop(last)
        else:
            place[last] = copy.deepcopy(chance.choice(ODD))
    return tree


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.stem)
def test_a_file_with_odd_values_is_loaded_or_faulted(file, tmp_path):
    chance, tree, path = random.Random(f"{file.stem} 1"), plain(read(str(file), file.read_text())), tmp_path / "mutated.yaml"
    for _ in range(TRIES):
        path.write_text(json.dumps(mutated(tree, chance)))
        try:
            scenario = load(path)
        except ScenarioError as error:
            assert error.faults
            assert all(fault.line >= 1 for fault in error.faults)
        else:
            build(scenario, scenario.default_design)
