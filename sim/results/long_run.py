"""Where goodwill goes in the long run: the fixed point of what contacts bring and of what wears off.

On average over customers goodwill g moves by g' = c J - d A + e B: c contacts per customer and minute, each bringing J on
average; A and B the means of what is above and below the baseline, which fade at the rates d (delight) and e (grievance).
From where a run ends one step of Newton leads to where the two sides are equal: exact where all are on one side of the
baseline, and near it elsewhere. J is taken as it will be when customers have come to think that they will get the marks
that they get; a contact that takes goodwill to an end of the scale brings less, the nearer goodwill already is to it.
Word of mouth and making good are left out.
"""

import math
from typing import Any

from sim.results.columns import CounterColumns


def goodwill(record: Any, m: CounterColumns, minutes: Any) -> Any:
    """Return by replication the mean goodwill of all customers to which runs of so many minutes measured tend."""
    return [_goodwill(record, one, float(time)) for one, time in zip(m.records, minutes, strict=True)]


def _goodwill(record: Any, m: Any, minutes: float) -> float:
    if not m["people_end"] or minutes <= 0.0:
        return math.nan
    return _settled(record, m, _mean_number(int(m["people_start"]), int(m["people_end"])) * minutes)


def _mean_number(start: int, end: int) -> float:
    """Return the mean number of those who leave at a constant hazard, over time: the logarithmic mean of both ends."""
    return float(end) if start <= end else (start - end) / math.log(start / end)


def _settled(record: Any, m: Any, time: float) -> float:
    now, above, below = (
        float(m[f"people_{name}"]) / int(m["people_end"]) for name in ("goodwill", "above", "below")
    )
    rates = float(record["mind_delight_rate"]), float(record["mind_grievance_rate"])
    contacts = int(m["felt_contacts"])
    moves = float(m["jump_sum"]) / time - rates[0] * above + rates[1] * below
    cut = int(m["jumps_cut"])
    pull = _pull(rates, above, below, moves) + cut / time
    if record["reference_goodwill"] and contacts:  # there what a contact brings hangs on goodwill itself
        often = float(record["mind_k"]) * (contacts - cut) / time
        moves -= often * (now - float(m["goodwill_before_sum"]) / contacts)
        pull += often
    if moves == 0.0:
        return now
    low, high = float(record["mind_low"]), float(record["mind_high"])
    return min(max(now + moves / pull, low), high) if pull > 0.0 else math.copysign(math.inf, moves)


def _pull(rates: tuple[float, float], above: float, below: float, moves: float) -> float:
    """Return how strongly goodwill is drawn back to its baseline, per minute."""
    if above + below > 0.0:
        return (rates[0] * above + rates[1] * below) / (above + below)
    return rates[0] if moves > 0.0 else rates[1]
