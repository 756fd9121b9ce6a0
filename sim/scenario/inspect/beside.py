"""Which files a scenario reads: figures and a logo that stand beside it."""

import os
from collections.abc import Iterator
from pathlib import Path

from sim.scenario.text.reader import read, text_in
from sim.scenario.text.tree import Node

LOGO, FILE = "logo", "file"


def beside(path: str | Path) -> list[str]:
    """Return the names of the files that a scenario names, beside it or below; raises ScenarioError where it can't be read."""
    tree = read(str(path), text_in(Path(path)))
    logo = tree.value.get(LOGO)
    named = [*_files(tree), *([logo.value] if logo and isinstance(logo.value, str) else [])]
    folder = Path(path).parent
    return [name for name in dict.fromkeys(named) if _is_there(folder, name)]


def _is_there(folder: Path, name: str) -> bool:
    """Whether a file of that name stands beside the scenario or below, where a scenario may read it."""
    place = os.path.join(folder, name)
    inside = Path(place).resolve().is_relative_to(folder.resolve()) if os.path.isfile(place) else False
    return inside and not os.path.isabs(name)


def _files(node: Node) -> Iterator[str]:
    """Yield what stands under `file:`, however deep."""
    if isinstance(node.value, list):
        for child in node.value:
            yield from _files(child)
    elif node.is_mapping:
        for key, child in node.value.items():
            if key == FILE and isinstance(child.value, str):
                yield child.value
            yield from _files(child)
