"""A fuzz of commands over random scenarios: whatever the file, a command ends in an answer or a fault, never a traceback.

LEAST_RESISTANCE_FUZZ=200 tries so many scenarios, each with every command.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import trees

from sim.cli.app import main

LIBRARY = Path(__file__).parents[2] / "scenarios"
MANY = int(os.environ.get("LEAST_RESISTANCE_FUZZ", "0"))
AT_ONCE = 30 if MANY else 3  # commands on each scenario
HOW = ("--engine", "simpy", "--jobs", "1")
TWICE = (*HOW, "--replications", "2")

COMMANDS = {
    "run": ("run", "FILE", "--all", *TWICE),
    "run a design": ("run", "FILE", "--design", "DESIGN", "--json", *TWICE),
    "compare": ("compare", "FILE", *TWICE),
    "compare and say why": ("compare", "FILE", "--designs", "one,more", "--why", "lead_time_resolved", *TWICE),
    "judge": ("judge", "FILE", "--no-turns", "--no-store", *TWICE),
    "judge until decided": ("judge", "FILE", "--no-turns", "--no-store", "--until-decided", "--bound", "3", *TWICE),
    "explain": ("explain", "FILE", "more", *TWICE),
    "combine": ("combine", "FILE", *TWICE),
    "combine within nothing": ("combine", "FILE", "--budget", "0", *TWICE),
    "paths": ("paths", "FILE", "--design", "DESIGN", *TWICE),
    "resistance": ("resistance", "FILE", *TWICE),
    "mirrors": ("mirrors", "FILE", *TWICE),
    "survival": ("survival", "FILE", *TWICE),
    "sweep": ("sweep", "FILE", "PATH", "RANGE", "--steps", "2", *TWICE),
    "sensitivity": ("sensitivity", "FILE", "--size", "2", "--only", "resistance.t", *HOW, "--replications", "1"),
    "verdicts": ("sensitivity", "FILE", "--verdicts", "--size", "2", "--only", "resistance.t", *TWICE),
    "target": ("target", "FILE", "resolved_share", "60%", *TWICE),
    "target of a number": ("target", "FILE", "lead_time", "9 min", "--vary", "roles.desk.staff", "1..3", *TWICE),
    "staffing": ("staffing", "FILE", "--norm", "desk=50%/10 min", *TWICE),
    "headroom": ("headroom", "FILE", "--up-to", "2", *TWICE),
    "warm-up": ("warm-up", "FILE", *TWICE),
    "validate": ("validate", "FILE"),
    "list": ("list", "FILE"),
    "diff": ("diff", "FILE", "one", "DESIGN"),
    "export csv": ("export", "FILE", "--format", "csv", *HOW),
    "export xes": ("export", "FILE", "--format", "xes", "--design", "DESIGN", *HOW),
    "export ocel": ("export", "FILE", "--format", "ocel", *HOW),
    "export vidigi": ("export", "FILE", "--format", "vidigi", *HOW),
}  # fmt: skip
RANGES = {
    "roles.desk.staff": "1..2",
    "steps.take.takes": "0 min..5 min",
    "world.error_lag": "0..9 min",
    "world.mind.disconfirmation.k": "0.3..1.5",
    "resistance.transfer": "0..9 min",
    "run.length": "40..60 min",
    "steps.take.mark": "0..11",
    "world.redial.probability": "0%..100%",
    "markets.fair.theta": "0..9",
}


@st.composite
def files(draw):
    """A random scenario with a change on top, and judged by what there is."""
    tree = draw(trees())
    tree["changes"] = {
        "more": {"design": "one", "cost": draw(st.sampled_from([0, 100])), "set": {"roles.desk.staff": 4}},
        "none": {"design": "one", "set": {}},
    }
    return tree


def say(monkeypatch, capsys, arguments):
    monkeypatch.setattr(sys, "argv", ["sim", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    out = capsys.readouterr()
    return left.value.code or 0, out.err


@settings(
    max_examples=MANY or 10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not MANY,
)
@given(tree=files(), chosen=st.data())
def test_every_command_ends_in_an_answer_or_a_fault(monkeypatch, capsys, tree, chosen):
    names = list(COMMANDS)
    if not MANY:
        names = chosen.draw(st.lists(st.sampled_from(names), min_size=AT_ONCE, max_size=AT_ONCE, unique=True))
    design = chosen.draw(st.sampled_from([*tree["designs"], "more", *tree["markets"]]))
    path = chosen.draw(st.sampled_from(list(RANGES)))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "random.yaml"
        file.write_text(json.dumps(tree))
        words = {"FILE": str(file), "DESIGN": design, "PATH": path, "RANGE": RANGES[path]}
        codes = {}
        for name in (*names, "validate"):
            code, err = say(monkeypatch, capsys, [words.get(word, word) for word in COMMANDS[name]])
            assert code in (0, 1, 2), name
            assert "Traceback" not in err, (name, err)
            assert code == 0 or err.strip(), name
            codes[name] = code
        assert codes["validate"] == codes.get("run", codes["validate"])  # what run accepts, validate does


@pytest.mark.parametrize("file", sorted(LIBRARY.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_the_library_runs_validates(monkeypatch, capsys, file):
    code, err = say(monkeypatch, capsys, ["validate", str(file)])
    assert code == 0, err
