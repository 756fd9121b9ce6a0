"""What an outcome is made of, row by row: amounts that add up, over all cases, to its numerator, and whom it is taken over.

Every outcome here is a ratio: the sum of amounts of cases over the number of cases that count.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analyses.explain.inside import at_moment
from sim.analyses.explain.read import Fate, History, Why
from sim.analyses.paths.rows import ENDED, KEPT, VISITED, by_case, felt, felt_waits, in_front, latest
from sim.blueprint import Blueprint
from sim.kernel.limits import PROVIDERS
from sim.records import log

ENDINGS = (Fate.RESOLVED, Fate.GAVE_UP, Fate.LOST, Fate.WITHDRAWN)


Maker = Callable[[History, Blueprint], "Ledger"]


@dataclass(frozen=True, eq=False)
class Ledger:
    """The amounts of each row, a column per component; which rows count as one occasion; which cases count."""

    components: tuple[str, ...]  # what each column is about
    amounts: Any
    occasions: Any
    why: Any
    cases: Any  # 1 for each case that the outcome is taken over

    def kept(self, rows: Any) -> "Ledger":
        """Return the same with the amounts of some rows only."""
        amounts = np.where(rows[:, None], self.amounts, 0.0)
        return Ledger(self.components, amounts, self.occasions & rows, self.why, self.cases)


def lead_time_resolved(history: History, blueprint: Blueprint) -> Ledger:
    """Minutes from need to resolution, of resolved needs that came in the measured time: waits, handling, and the rests."""
    resolved = _came_and_resolved(history, blueprint.record)
    main = np.flatnonzero(~history.asks)
    what, place, time = history.rows["what"][main], history.place[main], log.since(history.rows)[main]
    same = np.diff(place, prepend=-1) == 0
    minutes = np.where(same, np.diff(time, prepend=0.0), 0.0)
    rested = same & np.isin(np.concatenate(([-1], what[:-1])), (log.AWAY, log.THERE))
    waited = ~rested & np.isin(what, (log.STARTED, log.GAVE_UP, log.REFUSED, log.SENT_HOME, log.OVERFLOWED))
    amounts = np.zeros((len(history.rows), 3))
    visit = _next(np.isin(what, VISITED))
    minutes[~rested & (place[visit] != place)] = 0.0  # of who is inside at the end: no visit ends
    for column, which, owner in (
        (0, waited, visit),
        (1, ~waited & ~rested, visit),
        (2, rested, np.maximum(np.arange(len(main)) - 1, 0)),
    ):
        amounts[:, column] += np.bincount(main[owner], np.where(which, minutes, 0.0), len(history.rows))
    occasions = (history.visits | np.isin(history.rows["what"], (log.AWAY, log.THERE))) & ~history.asks
    ledger = Ledger(("wait", "handling", "delay"), amounts, occasions, history.why, resolved)
    return ledger.kept(resolved[history.place])


def _came_and_resolved(history: History, record: Any) -> Any:
    """Return, per case, whether it is a need that came in the measured time and is resolved."""
    rows = history.rows[np.flatnonzero(np.diff(history.place, prepend=-1))]
    came = (rows["time"] >= record["warm_up"]) | (rows["what"] == log.THERE)
    return (history.fate == Fate.RESOLVED) & (history.kind < record["kinds"]) & came


def _next(which: Any) -> Any:
    """Return, per row, the number of the first row from there on that is one of these; the last row for none."""
    last = len(which) - 1
    return np.minimum.accumulate(np.where(which, np.arange(len(which)), last)[::-1])[::-1]


def work_per_case(history: History, blueprint: Blueprint) -> Ledger:
    """Minutes of handling by staff, per ended need."""
    worked = np.isin(history.rows["what"], (log.HANDLED, log.CUT_OFF)) & (history.rows["role"] >= 0)
    return _of_ended(history, blueprint, "handling", worked, history.rows["handled"])


def wait_per_case(history: History, blueprint: Blueprint) -> Ledger:
    """Minutes in queues, per ended need, in person or not, answered or given up."""
    waited = history.visits & (history.rows["role"] >= 0) & ~np.isnan(history.rows["waited"])
    return _of_ended(history, blueprint, "wait", waited, history.rows["waited"])


def contacts_per_case(history: History, blueprint: Blueprint) -> Ledger:
    """Contacts, per ended need."""
    came = (history.rows["what"] == log.CAME) | _came_before(history)
    return _of_ended(history, blueprint, "contacts", came, 1.0)


def _came_before(history: History) -> Any:
    """Return, per row, whether it is one of the backlog that stands for the contact by which its case came, before the run."""
    rows = history.rows
    after = np.concatenate((rows["what"][1:], [-1])), np.concatenate((rows["contact"][1:], [-1]))
    return (rows["what"] == log.THERE) & (after[0] != log.CAME) & (after[1] == 1)


def _ended(history: History, blueprint: Blueprint) -> Any:
    """Return, per case, whether it is a need (no complaint) that ended in the measured time."""
    return np.isin(history.fate, ENDINGS) & (history.kind < blueprint.record["kinds"])


def _of_ended(history: History, blueprint: Blueprint, component: str, occasions: Any, amounts: Any) -> Ledger:
    ended = _ended(history, blueprint)
    column = np.where(occasions, amounts, 0.0)[:, None]
    return Ledger((component,), column, occasions, history.why, ended).kept(history.counted & ended[history.place])


def goodwill_at_end(history: History, blueprint: Blueprint) -> Ledger:
    """The mark at the end of a case with a moment: brought along, changed by each moment, and in between."""
    rows, ended = history.rows, _ended(history, blueprint)
    lived = ~np.isnan(rows["experience"]) & history.counted
    good = (rows["what"] == log.MADE_GOOD) & history.counted
    felt = history.of_cases(lived) > 0
    gain = np.where(lived | good, rows["goodwill_after"] - rows["goodwill_before"], 0.0)
    opening = lived & (latest(lived, history.place) < 0)
    brought = history.of_cases(np.where(opening, rows["goodwill_before"], 0.0))
    first, last = np.flatnonzero(np.diff(history.place, prepend=-1)), history.end[ended]
    occasions, why = lived | good, np.where(good, Why.MAKING_GOOD, history.why)
    rest = _goodwill_at(history, last, blueprint.record) - (brought + history.of_cases(gain))[ended]
    amounts = gain[:, None].copy()
    amounts[first, 0], why[first], occasions[first] = brought, Why.BROUGHT_ALONG, True
    amounts[last, 0], why[last], occasions[last] = rest, Why.IN_BETWEEN, True
    cases = ended & felt
    return Ledger(("moments",), amounts, occasions, why, cases).kept(history.counted & cases[history.place])


def _goodwill_at(history: History, rows: Any, record: Any) -> Any:
    """Return the goodwill of the customers of some rows at that instant: what last changed it, faded since."""
    whole, at = history.log, history.at[rows]
    who = np.where(whole["customer"] >= 0, whole["customer"], whole["case"])
    who = who * PROVIDERS + whole["provider"]  # in a market a customer has a goodwill for each
    order = np.argsort(who, kind="stable")
    changes = ~np.isnan(whole["goodwill_after"])
    last = latest(changes[order], np.cumsum(np.diff(who[order], prepend=-1) != 0))
    where = np.empty(len(whole), int)
    where[order] = np.arange(len(whole))
    felt = whole[order[last[where[at]]]]
    quiet = whole["time"][at] - felt["time"]
    base, after = float(record["mind_baseline"]), felt["goodwill_after"]
    rate = np.where(after > base, record["mind_delight_rate"], record["mind_grievance_rate"])
    return base + (after - base) * np.exp(-rate * quiet)


def _handling(rows: Any, minutes: Any, blueprint: Blueprint) -> Any:
    """Return the handling of some rows as it is effort of the customer (first column) and of staff, in minutes."""
    asks = in_front(rows, blueprint) & (blueprint.record["step_effort"][rows["step"]] == 1)
    return np.column_stack((np.where(asks, minutes, 0.0), np.where(rows["role"] >= 0, minutes, 0.0)))


def _resistance(customer: float, organisation: float) -> Maker:
    """Return what makes a ledger of minutes of effort per resolved need, with either side's minutes weighted (or left out)."""

    def made(history: History, blueprint: Blueprint) -> Ledger:
        record, rows = blueprint.record, history.rows
        weights = customer * record["effort_customer"], organisation * record["effort_organisation"]
        effort, known = by_case(history.log, blueprint), np.isin(rows["what"], KEPT)
        both = np.zeros((len(rows), 2))
        both[known] = np.column_stack((effort.customer, effort.organisation))
        minutes = np.where(np.isin(rows["what"], (log.HANDLED, log.CUT_OFF)), rows["handled"], 0.0)
        waited = felt_waits(rows, blueprint)
        sides = _handling(rows, minutes, blueprint)
        charged = (both - np.column_stack((waited + sides[:, 0], sides[:, 1]))) @ weights
        amounts = np.column_stack((waited * weights[0], sides @ weights, charged))
        measured, still = rows["time"] >= record["warm_up"], np.zeros(len(rows), bool)
        amounts[~measured] = 0.0
        for open_ones, sign in (
            (at_moment(history, record["warm_up"]), -1.0),
            (at_moment(history, record["horizon"]), 1.0),
        ):
            waits = felt(open_ones.waited, rows[open_ones.at], blueprint)
            worked = _handling(rows[open_ones.at], open_ones.worked, blueprint)
            np.add.at(amounts[:, 0], open_ones.to, sign * waits * weights[0])
            np.add.at(amounts[:, 1], open_ones.to, sign * worked @ weights)
            still[open_ones.to] = True
        occasions = history.visits | (rows["what"] == log.WITHDREW) | np.isin(rows["what"], ENDED)
        cases = (history.fate == Fate.RESOLVED) & (history.kind < record["kinds"])
        ledger = Ledger(("wait", "handling", "hand_overs"), amounts, occasions | still, history.why, cases)
        return ledger.kept(measured | still)

    return made


MEASURES: Mapping[str, Maker] = {  # what can be explained, and what makes its ledger
    "lead_time_resolved": lead_time_resolved,
    "wait_per_case": wait_per_case,
    "work_per_case": work_per_case,
    "contacts_per_case": contacts_per_case,
    "goodwill_at_end": goodwill_at_end,
    "resistance": _resistance(1.0, 1.0),
    "resistance_customer": _resistance(1.0, 0.0),
    "resistance_organisation": _resistance(0.0, 1.0),
}
