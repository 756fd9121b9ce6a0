"""Who is counted: all that came in the measured time, those who are still inside included.

Shares with a time in them are over a cohort: those who came at least that time before the end of the run. Times are
product-limit estimates over those who ended and those who are still open.
"""

import math
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.records import product_limit
from sim.records.product_limit import MEAN, MEDIAN, NINETY, masses
from sim.results.measured import Found, ratio
from sim.results.pooling import packed, pooled


def needs(blueprint: Blueprint) -> slice:
    """Return which kinds are needs of customers; a complaint is none."""
    return slice(0, int(blueprint.record["kinds"]))


def lead(m: Any, kinds: slice) -> Any:
    """Return what tells how long it takes until needs of some kinds are resolved."""
    ended, gone, still = (m[f"kind_{name}_bins"][kinds].sum(axis=0) for name in ("lead", "gone", "open"))
    longest, oldest = (m[f"kind_{name}_max"][kinds].max(axis=0) for name in ("lead", "open"))
    return product_limit.rows(ended, gone, still, m["kind_lead_sum"][kinds].sum(axis=0), longest, oldest)


def wait(m: Any, role: int) -> Any:
    """Return what tells how long visits to a role wait."""
    ended, still = m["wait_bins"][role], m["open_bins"][role]
    longest, oldest = m["role_wait_max"][role], m["role_open_max"][role]
    return product_limit.rows(ended, 0 * still, still, m["role_wait_sum"][role], longest, oldest)


def time_to_appointment(m: Any, role: int) -> Any:
    """Return what tells how long it is until an appointment, of those made: that is known when it is made."""
    made, longest = m["ahead_bins"][role], m["role_ahead_max"][role]
    return product_limit.rows(made, 0 * made, 0 * made, m["role_ahead_sum"][role], longest, 0.0 * longest)


def wait_of_segment(m: Any, segment: int) -> Any:
    """Return what tells how long customers of a segment wait."""
    ended, still = m["segment_wait_bins"][segment], m["segment_open_bins"][segment]
    longest, oldest = m["segment_wait_max"][segment], m["segment_open_max"][segment]
    return product_limit.rows(ended, 0 * still, still, m["segment_wait_sum"][segment], longest, oldest)


def times(name: str, rows: Any) -> Found:
    """Yield the mean, the median and the 90th percentile of times by the product limit."""
    packs, (mass, rest) = [packed(row) for row in rows], masses(rows)
    one_by_one = [slice(i, i + 1) for i in range(len(rows))]  # many rows at once would be added up in another order
    means = np.concatenate([MEAN.of(rows[i], mass[i], rest[i]) for i in one_by_one])
    yield name, pooled(MEAN, rows, means, packs)
    for of, suffix in ((MEDIAN, "_p50"), (NINETY, "_p90")):
        yield f"{name}{suffix}", pooled(of, rows, of.of(rows, mass, rest), packs)


def _came(m: Any) -> Any:
    """Return by kind of need how many there are to tell of: what came, and the backlog at the start."""
    return m["kind_arrived"] + m["kind_backlog"]


def fates(m: Any, kinds: slice) -> Found:
    """Yield where they are of all that came: resolved, withdrawn, lost (some of them left), inside in time or overdue."""
    came, overdue = _came(m)[kinds].sum(axis=0), m["kind_overdue"][kinds].sum(axis=0)
    ends = {name: m[f"kind_came_{name}"][kinds].sum(axis=0) for name in ("resolved", "withdrawn", "lost", "left")}
    inside = came - ends["resolved"] - ends["withdrawn"] - ends["lost"]
    yield from ((f"{name}_of_came", ratio(number, came)) for name, number in ends.items())
    yield "inside_in_time", ratio(inside - overdue, came)
    yield "inside_overdue", ratio(overdue, came)


def in_time(blueprint: Blueprint, m: Any, kinds: slice, always: bool = False) -> Found:
    """Yield which share is resolved within its norm (`always`, or where there is one); what has none is served when resolved."""
    normed = blueprint.record["kind_norm"][kinds] >= 0.0
    within, due = m["kind_within"][kinds].sum(axis=0), m["kind_due"][kinds].sum(axis=0)
    resolved, came = (one[kinds][~normed].sum(axis=0) for one in (m["kind_came_resolved"], _came(m)))
    yield "served", ratio(within + resolved, due + came)
    if normed.any() or always:
        yield "within_norm", ratio(within, due)


def lead_times(m: Any, kinds: slice) -> Found:
    """Yield how long it takes until needs are resolved."""
    rows = lead(m, kinds)
    yield from times("lead_time", rows)
    yield "lead_time_resolved", ratio(rows[:, product_limit.TOTAL], m["kind_came_resolved"][kinds].sum(axis=0))
    somebody = rows[:, : product_limit.RUNS].any(axis=1)
    yield "lead_time_max", np.where(somebody, rows[:, product_limit.FURTHEST], math.nan)


def of_kind(blueprint: Blueprint, m: Any, kind: int) -> Found:
    """Yield the measures of a kind of need, or of complaints."""
    kinds = slice(kind, kind + 1)
    yield "arrived", m["kind_arrived"][kind]
    yield "resolved_share", ratio(m["kind_resolved"][kind], m["kind_ended"][kind])
    yield from in_time(blueprint, m, kinds)
    yield from fates(m, kinds)
    yield from lead_times(m, kinds)
