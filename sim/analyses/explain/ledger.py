"""What an outcome is made of, row by row: amounts that add up, over all cases, to its numerator, and whom it is taken over.

Every outcome here is a ratio: the sum of amounts of cases over the number of cases that count.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analyses.explain.inside import at_moment
from sim.analyses.explain.told import Fate, Told, Why
from sim.analyses.paths.rows import ENDED, KEPT, VISITED, by_case, felt, felt_waits, in_front, latest
from sim.blueprint import Blueprint
from sim.kernel.limits import PROVIDERS
from sim.records import log

ENDINGS = (Fate.RESOLVED, Fate.GAVE_UP, Fate.LOST, Fate.WITHDRAWN)


Maker = Callable[[Told, Blueprint], "Ledger"]


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


def lead_time_resolved(told: Told, blueprint: Blueprint) -> Ledger:
    """Minutes from need to resolution, of resolved needs that came in the measured time: waits, handling, and the rests."""
    resolved = _came_and_resolved(told, blueprint.record)
    main = np.flatnonzero(~told.asks)
    what, place, time = told.rows["what"][main], told.place[main], told.rows["time"][main]
    same = np.diff(place, prepend=-1) == 0
    minutes = np.where(same, np.diff(time, prepend=0.0), 0.0)
    rested = same & (np.concatenate(([-1], what[:-1])) == log.AWAY)
    waited = ~rested & np.isin(what, (log.STARTED, log.GAVE_UP, log.REFUSED, log.SENT_HOME))
    amounts = np.zeros((len(told.rows), 3))
    visit = _next(np.isin(what, VISITED))
    minutes[~rested & (place[visit] != place)] = 0.0  # of who is inside at the end: no visit ends
    for column, which, owner in (
        (0, waited, visit),
        (1, ~waited & ~rested, visit),
        (2, rested, np.maximum(np.arange(len(main)) - 1, 0)),
    ):
        amounts[:, column] += np.bincount(main[owner], np.where(which, minutes, 0.0), len(told.rows))
    occasions = (told.visits | (told.rows["what"] == log.AWAY)) & ~told.asks
    ledger = Ledger(("wait", "handling", "delay"), amounts, occasions, told.why, resolved)
    return ledger.kept(resolved[told.place])


def _came_and_resolved(told: Told, record: Any) -> Any:
    """Return, per case, whether it is a need that came in the measured time and is resolved."""
    came = told.rows["time"][np.flatnonzero(np.diff(told.place, prepend=-1))] >= record["warm_up"]
    return (told.fate == Fate.RESOLVED) & (told.kind < record["kinds"]) & came


def _next(which: Any) -> Any:
    """Return, per row, the number of the first row from there on that is one of these; the last row for none."""
    last = len(which) - 1
    return np.minimum.accumulate(np.where(which, np.arange(len(which)), last)[::-1])[::-1]


def work_per_case(told: Told, blueprint: Blueprint) -> Ledger:
    """Minutes of handling by staff, per ended need."""
    worked = np.isin(told.rows["what"], (log.HANDLED, log.CUT_OFF)) & (told.rows["role"] >= 0)
    return _of_ended(told, blueprint, "handling", worked, told.rows["handled"])


def wait_per_case(told: Told, blueprint: Blueprint) -> Ledger:
    """Minutes in queues, per ended need, in person or not, answered or given up."""
    waited = told.visits & (told.rows["role"] >= 0) & ~np.isnan(told.rows["waited"])
    return _of_ended(told, blueprint, "wait", waited, told.rows["waited"])


def contacts_per_case(told: Told, blueprint: Blueprint) -> Ledger:
    """Contacts, per ended need."""
    return _of_ended(told, blueprint, "contacts", told.rows["what"] == log.CAME, 1.0)


def _ended(told: Told, blueprint: Blueprint) -> Any:
    """Return, per case, whether it is a need (no complaint) that ended in the measured time."""
    return np.isin(told.fate, ENDINGS) & (told.kind < blueprint.record["kinds"])


def _of_ended(told: Told, blueprint: Blueprint, component: str, occasions: Any, amounts: Any) -> Ledger:
    ended = _ended(told, blueprint)
    column = np.where(occasions, amounts, 0.0)[:, None]
    return Ledger((component,), column, occasions, told.why, ended).kept(told.counted & ended[told.place])


def goodwill_at_end(told: Told, blueprint: Blueprint) -> Ledger:
    """The mark at the end of a case with a moment: brought along, changed by each moment, and in between."""
    rows, ended = told.rows, _ended(told, blueprint)
    lived = ~np.isnan(rows["experience"]) & told.counted
    good = (rows["what"] == log.MADE_GOOD) & told.counted
    felt = told.of_cases(lived) > 0
    gain = np.where(lived | good, rows["goodwill_after"] - rows["goodwill_before"], 0.0)
    opening = lived & (latest(lived, told.place) < 0)
    brought = told.of_cases(np.where(opening, rows["goodwill_before"], 0.0))
    first, last = np.flatnonzero(np.diff(told.place, prepend=-1)), told.end[ended]
    occasions, why = lived | good, np.where(good, Why.MAKING_GOOD, told.why)
    rest = _goodwill_at(told, last, blueprint.record) - (brought + told.of_cases(gain))[ended]
    amounts = gain[:, None].copy()
    amounts[first, 0], why[first], occasions[first] = brought, Why.BROUGHT_ALONG, True
    amounts[last, 0], why[last], occasions[last] = rest, Why.IN_BETWEEN, True
    cases = ended & felt
    return Ledger(("moments",), amounts, occasions, why, cases).kept(told.counted & cases[told.place])


def _goodwill_at(told: Told, rows: Any, record: Any) -> Any:
    """Return the goodwill of the customers of some rows at that instant: what last changed it, faded since."""
    whole, at = told.log, told.at[rows]
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

    def made(told: Told, blueprint: Blueprint) -> Ledger:
        record, rows = blueprint.record, told.rows
        weights = customer * record["effort_customer"], organisation * record["effort_organisation"]
        effort, known = by_case(told.log, blueprint), np.isin(rows["what"], KEPT)
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
            (at_moment(told, record["warm_up"]), -1.0),
            (at_moment(told, record["horizon"]), 1.0),
        ):
            waits = felt(open_ones.waited, rows[open_ones.at], blueprint)
            worked = _handling(rows[open_ones.at], open_ones.worked, blueprint)
            np.add.at(amounts[:, 0], open_ones.to, sign * waits * weights[0])
            np.add.at(amounts[:, 1], open_ones.to, sign * worked @ weights)
            still[open_ones.to] = True
        occasions = told.visits | (rows["what"] == log.WITHDREW) | np.isin(rows["what"], ENDED)
        cases = (told.fate == Fate.RESOLVED) & (told.kind < record["kinds"])
        ledger = Ledger(("wait", "handling", "hand_overs"), amounts, occasions | still, told.why, cases)
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
