"""The paths that cases took in a run: how many took each, and what it asked; the most frequent first."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.analyses.paths.cases import Cases, Move, read, unpacked
from sim.analyses.paths.rows import VISITED, by_case
from sim.analyses.paths.waiting import Queueing, Waiting
from sim.blueprint import Blueprint
from sim.blueprint.layout import REWORK
from sim.records import log
from sim.results.results import Measure, Provenance, Result, ratios
from sim.runs.replications import Plan, plan, results
from sim.scenario.fields.model import Scenario

AT_ONCE = 4  # replications whose logs are in memory together
FIGURES = (
    "cases",
    "resolved",
    "needs",
    "customer",
    "organisation",
    "resistance",
    "lead_time",
)  # needs resolved
Door = tuple[
    int, int, int
]  # kind of need, provider (one, but in a market), channel (-1: the design has none)
FAILURES = (log.UNRESOLVED, log.ERROR_FOUND, log.CHASING, log.COMPLAINT)


@dataclass(frozen=True, eq=False)
class Group:
    """Cases taken together: for each replication how many, and the sums of their figures (minutes)."""

    sums: Any  # replications x FIGURES

    @property
    def n(self) -> int:
        """How many cases."""
        return int(self.sums[:, 0].sum())

    def mean(self, figure: str, over: str = "cases") -> Measure:
        """Return a figure (minutes) per case, or per need resolved; nan in replications without any."""
        return ratios("min", self.sums[:, FIGURES.index(figure)], self.sums[:, FIGURES.index(over)])

    def share(self, whole: "Group") -> Measure:
        """Return the share that these cases are of others."""
        return ratios("share", self.sums[:, 0], whole.sums[:, 0])

    @property
    def resolved(self) -> Measure:
        """The share of them that was resolved."""
        return ratios("share", self.sums[:, 1], self.sums[:, 0])


def together(groups: Iterable[Group], replications: int) -> Group:
    """Return the cases of several groups as one."""
    return Group(sum((group.sums for group in groups), np.zeros((replications, len(FIGURES)))))


@dataclass(frozen=True, eq=False)
class Path(Group):
    """The cases that made the same moves, from the need to the same ending."""

    moves: tuple[Move, ...]
    rework: bool  # a step counted as rework or done again as such, or a contact that failure brought


@dataclass(frozen=True, eq=False)
class Taken:
    """The paths of all cases that ended after the warm-up, the most frequent first.

    To count those that arose after it instead would leave out who takes long: more of them are still open at the end.
    """

    paths: tuple[Path, ...]
    doors: Mapping[Door, Group]
    waiting: Mapping[str, Waiting]  # by step
    inside: int  # still open at the end of the run, left out
    before: int  # of the cases counted, arose in the warm-up
    blueprint: Blueprint
    provenance: Provenance

    @property
    def whole(self) -> Group:
        """All these cases together."""
        return self.together(self.paths)

    def together(self, groups: Iterable[Group]) -> Group:
        """Return several paths as one group."""
        return together(groups, self.provenance.replications)


def taken(
    scenario: Scenario,
    design: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
) -> Taken:
    """Run a design or change of a scenario and return the paths its cases took; what is not given is as the scenario says."""
    name, count = design or scenario.default_design, _Count()
    for result in _results(scenario, name, plan(scenario, replications, seed, engine, jobs, log=True)):
        for rows in result.logs:
            count.add(rows, result.blueprint)
    origin = replace(result.provenance, replications=count.replications)
    return count.taken(result.blueprint, origin)


def _results(scenario: Scenario, name: str, whole: Plan) -> Iterator[Result]:
    """Yield results with their logs, a few replications each: all logs together need not fit in memory."""
    for first in range(0, whole.replications, AT_ONCE):
        part = replace(whole, first=first, replications=min(AT_ONCE, whole.replications - first))
        yield results(scenario, [name], part)[name]


class _Count:
    """Counts the cases of one replication after another, by path and by the door they came in."""

    def __init__(self) -> None:
        self.replications = self.inside = self.before = 0
        self.queueing = Queueing()
        self.paths: dict[bytes, dict[int, Any]] = {}
        self.doors: dict[Door, dict[int, Any]] = {}

    def add(self, rows: Any, blueprint: Blueprint) -> None:
        told = by_case(rows, blueprint)
        cases = read(told)
        warm_up = float(blueprint.record["warm_up"])
        ended = cases.ended >= warm_up  # of who is inside it is not
        self.inside += int(np.isnan(cases.ended).sum())
        self.before += int((ended & (cases.arose < warm_up)).sum()) if warm_up else 0
        self.queueing.add(told, blueprint)
        counted = np.flatnonzero(ended)
        figures = _figures(cases, blueprint.record)[counted]
        columns = (cases.kind, cases.provider, cases.channel)
        doors = list(zip(*(column[counted].tolist() for column in columns), strict=True))
        self._sum(self.doors, doors, figures)
        self._sum(self.paths, [cases.moves[number] for number in counted.tolist()], figures)
        self.replications += 1

    def _sum(self, sums: dict[Any, dict[int, Any]], keys: list[Any], figures: Any) -> None:
        """Add the figures of cases to the sums of their keys, in this replication."""
        number = {key: i for i, key in enumerate(dict.fromkeys(keys))}
        found = np.zeros((len(number), len(FIGURES)))
        np.add.at(found, [number[key] for key in keys], figures)
        for key, i in number.items():
            sums.setdefault(key, {})[self.replications] = found[i]

    def _all(self, found: dict[int, Any]) -> Any:
        sums = np.zeros((self.replications, len(FIGURES)))
        for replication, part in found.items():
            sums[replication] = part
        return sums

    def taken(self, blueprint: Blueprint, origin: Provenance) -> Taken:
        paths = [
            Path(self._all(found), moves, has_rework(moves, blueprint))
            for moves, found in ((unpacked(key), found) for key, found in self.paths.items())
        ]
        return Taken(
            paths=tuple(sorted(paths, key=lambda path: (-path.n, path.moves))),
            doors={door: Group(self._all(found)) for door, found in sorted(self.doors.items())},
            waiting=self.queueing.waiting(blueprint),
            inside=self.inside,
            before=self.before,
            blueprint=blueprint,
            provenance=origin,
        )


def _figures(cases: Cases, record: Any) -> Any:
    """Return the figures of cases, a row each."""
    weights = float(record["effort_customer"]), float(record["effort_organisation"])
    resistance = weights[0] * cases.customer + weights[1] * cases.organisation
    one, needs = np.ones(len(cases.moves)), cases.resolved * (cases.kind < record["kinds"])
    sides = cases.customer, cases.organisation, resistance, cases.ended - cases.arose
    return np.column_stack((one, cases.resolved, needs, *sides))


def has_rework(moves: Iterable[Move], blueprint: Blueprint) -> bool:
    """Return whether moves have rework in them: work done again (unless `again: value`), or a contact that failure brought."""
    return any(redone for _, redone in marked(moves, blueprint))


def marked(moves: Iterable[Move], blueprint: Blueprint) -> Iterator[tuple[Move, bool]]:
    """Yield each move, and whether it is rework or failure demand.

    Rework as `is_redone` has it.
    """
    record, done, here = blueprint.record, set[int](), -1
    for move in moves:
        step = move.where if move.what in VISITED else -1
        if step < 0:
            yield move, move.what == log.CAME and move.where in FAILURES
            here = -1
            continue
        yield move, is_redone(step, here, done, record)
        here = step if move.what == log.HANDLED else -1
        done |= {here} - {-1}


def is_redone(step: int, here: int, done: Container[int], record: Any) -> bool:
    """Return whether a step is rework, after the steps done; `here` is the one just before, below nought if none.

    As the engines have it: a step that counts as such, one done before (unless `again: value`), or one to which a check sends
    a case back, where it has no branch to that step as well.
    """
    again = record["step_again"][step] == REWORK and step in done
    sent_back = here >= 0 and record["step_finds"][here] != 0 and step not in _branches(here, record)
    return bool(record["step_counts_as"][step] == REWORK or again or sent_back)


def _branches(step: int, record: Any) -> Any:
    first = record["step_branch"][step]
    return record["branch_to"][first : first + record["step_branches"][step]]
