"""Blocks of a shift plan: stretches of the week with the same entries of the plan, and how visits fare that come in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.blueprint import Blueprint
from sim.records import log
from sim.runs.log_summaries import LogSummary
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.places import tree_of
from sim.scenario.text.calendars import Span, spans
from sim.scenario.text.tree import follow, plain
from sim.scenario.text.units import WEEK

ALWAYS = "all hours"
HOUR = 60.0

Entry = tuple[str, str]  # a role and an entry of its plan: what is to be decided


@dataclass(frozen=True)
class Block:
    """A stretch of the week (minutes from Monday 00:00) in which the same entries of a role's plan hold."""

    role: str
    entries: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def minutes(self) -> float:
        """How long it lasts in a week."""
        return sum(end - start for start, end in self.spans)

    def measured(self, since: float, until: float) -> float:
        """Return how many minutes of a run from `since` to `until` lie in it."""
        weeks = range(int(since // WEEK), int(until // WEEK) + 1)
        return sum(
            max(0.0, min(until, week * WEEK + end) - max(since, week * WEEK + start))
            for week in weeks
            for start, end in self.spans
        )

    @property
    def name(self) -> str:
        """What it is called: its entries of the plan."""
        return " + ".join(self.entries)


@dataclass(frozen=True)
class Fares:
    """How visits fared that came in a block, in one replication: offered, answered within the norm, given up."""

    offered: int
    within: int
    gave_up: int


def plans(scenario: Scenario, design: str, roles: Sequence[str]) -> dict[Entry, int]:
    """Return the number of staff in each entry of the plans of some roles, as written."""
    found: dict[Entry, int] = {}
    for role in roles:
        _, node, _, _ = follow(tree_of(scenario, design), ("roles", role, "staff"))
        written = plain(node)
        entries = written if isinstance(written, dict) else {ALWAYS: written}
        found |= {(role, key): int(count) for key, count in entries.items() if count != "unlimited"}
    return found


def settings(plan: Mapping[Entry, int]) -> dict[str, int]:
    """Return what to set in a design for a plan."""
    return {
        f"roles.{role}.staff" + ("" if entry == ALWAYS else f".{entry}"): count
        for (role, entry), count in plan.items()
    }


def blocks(role: str, entries: Sequence[str]) -> list[Block]:
    """Return the blocks that the entries of a role's plan make, the overlap of two being one of its own; in order of the week."""
    covers = {entry: [(0.0, WEEK)] if entry == ALWAYS else spans(entry) for entry in entries}
    edges = sorted({0.0, WEEK, *(t for found in covers.values() for span in found for t in span)})
    pieces: dict[tuple[str, ...], list[Span]] = {}
    for start, end in pairwise(edges):
        over = tuple(entry for entry, found in covers.items() if any(a <= start < b for a, b in found))
        if over:
            pieces.setdefault(over, []).append((start, end))
    return [Block(role, over, tuple(found)) for over, found in pieces.items()]


def hours(entry: str) -> float:
    """Return how many hours a week an entry of a plan lasts."""
    return sum(b - a for a, b in ([(0.0, WEEK)] if entry == ALWAYS else spans(entry))) / HOUR


def _taken(
    rows: Any, blueprint: Blueprint, blocks: Sequence[Block], norms: Mapping[str, float], since: float
) -> list[NDArray[np.float64]]:
    """Return what a log tells in plain numbers: how visits fare by block, and the mean handling time of each role."""
    counted = [(one.offered, one.within, one.gave_up) for one in fares(rows, blueprint, blocks, norms, since)]
    means = [handling(rows, blueprint, role) for role in norms]
    return [np.array(counted, dtype=float).reshape(-1, 3), np.array(means)]


FARES = LogSummary(_taken)


def fares(
    rows: Any, blueprint: Blueprint, found: Sequence[Block], norms: Mapping[str, float], since: float
) -> list[Fares]:
    """Return how visits fared that came after `since`, by block; `norms` in minutes by role."""
    what = rows["what"]
    ended = np.isin(what, (log.STARTED, log.GAVE_UP, log.SENT_HOME)) & ~np.isnan(rows["waited"])
    rows = rows[ended | (what == log.REFUSED)]
    waited = np.nan_to_num(rows["waited"])
    came = rows["time"] - waited
    in_week = came % WEEK
    counted = []
    for block in found:
        here = (
            (rows["role"] == blueprint.role_names.index(block.role))
            & (came >= since)
            & _inside(in_week, block)
        )
        answered = here & (rows["what"] == log.STARTED)
        within = answered & (waited <= norms[block.role])
        gave_up = here & (rows["what"] == log.GAVE_UP)
        counted.append(Fares(*(int(one.sum()) for one in (here, within, gave_up))))
    return counted


def handling(rows: Any, blueprint: Blueprint, role: str) -> float:
    """Return the mean handling time of a role in minutes, nan where it handled nothing."""
    here = rows[(rows["what"] == log.HANDLED) & (rows["role"] == blueprint.role_names.index(role))]
    return float(here["handled"].mean()) if len(here) else float("nan")


def _inside(in_week: NDArray[np.float64], block: Block) -> NDArray[np.bool_]:
    inside = np.zeros(len(in_week), dtype=bool)
    for start, end in block.spans:
        inside |= (in_week >= start) & (in_week < end)
    return inside
