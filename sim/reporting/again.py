"""Whether a report comes out the same again: every figure of it in full precision, then and now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.catalogue.numbers import Scale
from sim.reporting.figures import sheets
from sim.reporting.gathered import Gathered
from sim.reporting.study_texts import (
    NONE,
    OTHER,
    OTHER_SCENARIO,
    OTHER_VERSIONS,
    SAME,
    SAME_SCENARIO,
    SAME_VERSIONS,
    THEN_NOW,
)
from sim.results.results import Unusable
from sim.runs.provenance import CODE
from sim.scenario.text.faults import in_a_line
from sim.views.words import pick

LARGEST = 100_000_000  # bytes of figures that are read back
Exact = dict[str, list[list[Any]]]  # rows by table, the keys of its columns first


@dataclass(frozen=True)
class Again:
    """A report run again beside what is kept of it: whether the scenario is the same, how many figures differ, and versions."""

    language: str
    same_scenario: bool
    figures: int  # compared
    different: Mapping[str, int]  # by table, where there are any
    versions: Mapping[str, tuple[str, str]]  # then and now, where they differ

    @property
    def same(self) -> bool:
        """Whether every figure is the same to the last bit."""
        return self.same_scenario and not self.different

    @property
    def said(self) -> list[str]:
        """It in sentences."""
        if not self.same_scenario:
            return [pick(OTHER_SCENARIO, self.language), self._versions]
        return [pick(SAME_SCENARIO, self.language), self._figures, self._versions]

    @property
    def _figures(self) -> str:
        if not self.different:
            return pick(SAME, self.language).format(n=self._number(self.figures))
        where = ", ".join(f"{name} {n}" for name, n in self.different.items())
        k, n = self._number(sum(self.different.values())), self._number(self.figures)
        return pick(OTHER, self.language).format(k=k, n=n, where=where)

    def _number(self, n: int) -> str:
        return Scale(1.0, "", 0, self.language).number(n)

    @property
    def _versions(self) -> str:
        if not self.versions:
            return pick(SAME_VERSIONS, self.language)
        none = pick(NONE, self.language)
        said = [
            pick(THEN_NOW, self.language).format(name=in_a_line(name), then=in_a_line(then) or none, now=now or none)
            for name, (then, now) in self.versions.items()
        ]
        return pick(OTHER_VERSIONS, self.language).format("; ".join(said))


def exact(found: Gathered) -> Exact:
    """Return every figure of a report as it is: the rows of each table for a spreadsheet, by the keys of its columns."""
    made: Exact = {}
    for name, table in sheets(found).items():
        keys = [column.key for column in table.fields]
        made[name] = [keys, *([_plain(row.cell(key).value) for key in keys] for row in table.records)]
    return made


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: the shortest text that is read back to the same bits; what is no number as a word."""
    bare = value.item() if hasattr(value, "item") else value
    return repr(bare) if isinstance(bare, float) and not abs(bare) < float("inf") else bare


def read_exact(path: Path) -> Exact:
    """Return figures that were kept. Raises Unusable where the file holds something else."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): [list(row) for row in rows] for name, rows in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        allowed = "allowed what a report kept there, make the report anew"
        raise Unusable(f"{path}: given a file that holds no figures, {allowed}") from None


def differing(then: Exact, now: Exact) -> tuple[int, dict[str, int]]:
    """Return how many figures there are now, and by table how many are others than they were."""
    counts = {name: sum(len(row) for row in rows[1:]) for name, rows in now.items()}
    apart = {name: _differing(then.get(name, []), now.get(name, [])) for name in dict.fromkeys((*now, *then))}
    return sum(counts.values()), {name: n for name, n in apart.items() if n}


def _differing(then: list[list[Any]], now: list[list[Any]]) -> int:
    """Return how many cells of two tables differ; those that only one of them has, too."""
    cells = [[json.dumps(cell) for row in table for cell in row] for table in (then, now)]  # 1, 1.0 and true are three
    same: int = sum(one == other for one, other in zip(*cells, strict=False))
    return max(len(cells[0]), len(cells[1])) - same


def made_with(versions: Mapping[str, str]) -> dict[str, str]:
    """Return versions, with that of the engines' own code."""
    return {**versions, "code": CODE}
