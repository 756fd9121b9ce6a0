"""Backlogs that stand in a client's file: put into the tree as the ages of all cases, by kind of need."""

from pathlib import Path
from typing import Any

from sim.scenario.fields.backlog import MOST
from sim.scenario.fields.model import Note
from sim.scenario.text import dates
from sim.scenario.text.faults import Fault, Faults, ScenarioError, did_you_mean, shown
from sim.scenario.text.open_cases import HEADS, OpenCasesFile
from sim.scenario.text.tree import Node, follow, node_of, plain, with_value
from sim.scenario.text.units import UnreadableError

KEYS = ("file", *HEADS, "needs")
_FORM = "{file: backlog.csv}, with date, age, need (columns)"
_ONE: dict[str, Any] = {"waiting": 1, "oldest": "1 day"}  # so that the rest is checked


def put_in(tree: Node, file: str, findings: Faults) -> tuple[Node, list[Note]]:
    """Return the tree with what the files of its backlogs say in their place, and notes on where it comes from."""
    notes: list[Note] = []
    designs = follow(tree, ("designs",))[1]
    for design in designs.value if designs.is_mapping else ():
        stacks, there = follow(tree, ("designs", design, "backlog"))[1::2]
        for step, node in stacks.value.items() if there and stacks.is_mapping else ():
            if not (node.is_mapping and "file" in node.value):
                continue
            path = ("designs", design, "backlog", step)
            try:
                entries, source = _entries(tree, node, file, ".".join(path))
                notes.append(Note(path=".".join(path), value="ages", source=source))
            except ScenarioError as refused:
                findings.add(refused.faults)
                entries = _ONE
            tree = with_value(tree, path, node_of(entries, node.line))
    return tree, notes


def _entries(tree: Node, node: Node, file: str, field: str) -> tuple[dict[str, Any], str]:
    """Return the fields that a file stands for, and where they come from."""
    given, faults = dict(plain(node)), []
    for key, value in given.items():
        if key not in KEYS:
            said = f"the unknown key {key}"
            faults.append(Fault(file, node.keys[key], f"{field}.{key}", said, ", ".join(KEYS), did_you_mean(key, KEYS)))
        elif key != "needs" and not isinstance(value, str):
            faults.append(Fault(file, node.keys[key], f"{field}.{key}", shown(value), _FORM, "write it in this form"))
    if faults:
        raise ScenarioError(faults)
    needs = follow(tree, ("world", "needs"))[1]
    found = OpenCasesFile(Path(file).parent if file else Path(), given["file"], {part: given.get(part) for part in HEADS})
    cases = found.read(_start(tree), list(needs.value) if needs.is_mapping else [])
    if cases.number > MOST:
        allowed, advice = f"at most {MOST:,} cases at a step", "leave out what is not needed"
        raise ScenarioError([Fault(given["file"], 0, "file", f"{cases.number:,} rows", allowed, advice)])
    written = {need: [f"{age!r} min" for age in ages] for need, ages in cases.ages.items()}
    own = {"needs": given["needs"]} if "needs" in given else {}
    return {"ages": written.get("", written)} | own, f"{given['file']}: {cases.number} cases"


def _start(tree: Node) -> Any:
    node, there = follow(tree, ("run", "start"))[1::2]
    try:
        return dates.monday(plain(node)) if there else None
    except UnreadableError:
        return None  # said where it is read
