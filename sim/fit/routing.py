"""What comes next: by the activity, and by the one before it where that makes a difference (BIC); rare ways are left out."""

from dataclasses import dataclass

import numpy as np

from sim.fit.events import DAY, HOUR, Array, Events

RARE = 0.01  # of what follows a step: ways below it are left out [A]
FEW = 5  # cases that a way needs at least [A]
ACTIVITIES = 24  # beyond that the rarest are left out [A]
STATES, WAYS = 40, 180  # of a scenario that people can read, and that can be run [A]
EACH = 6  # states of one activity, at most [A]
BRANCHES = 10
WAITED = np.array([0.0, HOUR, DAY, 4 * DAY])  # classes of waits: from so long on [A]
STRICT = 1.5  # times the penalty of BIC: what comes before has to make a clear difference [A]
TIMES = 3  # an activity is told apart by how often it was done before: never, once, more often [A]


@dataclass(frozen=True)
class Routing:
    """The state of each event (activity and what came before it), and how likely each is followed by which.

    `activity` is by state; `before` by state the activities that come before it; `follows` states x (states and the end, last);
    `starts` the shares of states that a case begins in; `left_out` the share of ways that are in the log and not in here.
    """

    state: Array
    activity: Array
    before: tuple[tuple[int, ...], ...]
    follows: Array
    starts: Array
    left_out: float


def routing(events: Events, weights: Array) -> Routing:
    """Return the states of a log and what follows them, by weights of cases."""
    heavy = weights[events.case]
    state, activity, before = _states(events, heavy)
    count = len(activity)
    following = np.where(events.last, count, np.r_[state[1:], count])
    follows, seen = np.zeros((count, count + 1)), np.zeros((count, count + 1))
    np.add.at(follows, (state, following), heavy)
    np.add.at(seen, (state, following), 1.0)
    kept = _usual(follows, seen)
    _lead_out(kept, follows)
    starts = np.bincount(state[events.first], weights=heavy[events.first], minlength=count)
    begun = np.where(starts >= RARE * starts.sum(), starts, 0.0)
    _reached_only(kept, begun)
    left_out = 1.0 - (kept.sum() + begun.sum()) / (follows.sum() + starts.sum())
    return Routing(state, activity, before, _shares(kept), begun / begun.sum(), float(left_out))


def _lead_out(kept: Array, follows: Array) -> None:
    """Let every state lead to the end at last: those that no longer do end as often as they did, once in a hundred at least."""
    out = _can_reach(kept[:, :-1] > 0, kept[:, -1] > 0)
    stuck = ~out
    kept[stuck, -1] = np.maximum(follows[stuck, -1], RARE * np.maximum(follows[stuck].sum(1), 1.0))


def _reached_only(kept: Array, begun: Array) -> None:
    """Take away all that follows states to which nothing leads any more."""
    reached = _can_reach(kept[:, :-1].T > 0, begun > 0)
    kept[~reached] = 0.0


def _can_reach(steps: Array, known: Array) -> Array:
    """Return which states get to known ones by steps (from row to column)."""
    found = known.copy()
    for _ in range(len(found)):
        more = found | (steps @ found > 0)
        if np.array_equal(more, found):
            break
        found = more
    return found


def _shares(counts: Array) -> Array:
    totals = counts.sum(1, keepdims=True)
    return counts / np.maximum(totals, 1e-9)


def _usual(follows: Array, seen: Array) -> Array:
    """Return what follows without rare ways: the commonest of each state, and never fewer than one."""
    kept = np.zeros_like(follows)
    for state, row in enumerate(follows):
        order = np.argsort(-row, kind="stable")[:BRANCHES]
        some = [one for one in order if row[one] >= RARE * row.sum() and seen[state, one] >= min(FEW, seen[state].max())]
        kept[state, some] = row[some]
    return _fewer(kept)


def _fewer(kept: Array) -> Array:
    """Return the ways without the least of all, where there are more than a scenario may have; one of each state stays."""
    spare = kept.copy()
    spare[np.arange(len(kept)), kept.argmax(1)] = 0.0
    spare[:, -1] = 0.0
    excess = int(np.count_nonzero(kept[:, :-1])) - WAYS
    least = np.argsort(np.where(spare > 0, spare, np.inf), axis=None)[: max(excess, 0)]
    found = kept.ravel().copy()
    found[least] = 0.0
    return found.reshape(kept.shape)


def _states(events: Events, heavy: Array) -> tuple[Array, Array, tuple[tuple[int, ...], ...]]:
    """Return the state of each event, and of each state the activity and what comes before it."""
    state = np.zeros(len(events.case), dtype=int)
    activity: list[int] = []
    before: list[tuple[int, ...]] = []
    kinds = len(events.activities)
    waited = _classes(events)
    context = ((events.previous + 1) * len(WAITED) + np.r_[0, waited[:-1]] * ~events.first) * TIMES + _times(events)
    symbol = np.where(events.last, kinds * len(WAITED), events.next * len(WAITED) + waited)
    present = np.unique(events.activity)
    most = min(EACH, max(1, STATES // len(present)))
    for one in present:
        mine = np.flatnonzero(events.activity == one)
        for group in _groups(context[mine], symbol[mine], heavy[mine], most):
            some = mine[np.isin(context[mine], group)]
            state[some] = len(activity)
            activity.append(int(one))
            before.append(tuple(int(each) for each in np.unique(events.previous[some])))
    return state, np.array(activity), tuple(before)


def _classes(events: Events) -> Array:
    """Return by a number how long the wait after each event is."""
    return np.searchsorted(WAITED, np.maximum(events.waits, 0.0), side="right") - 1


def _times(events: Events) -> Array:
    """Return how often the activity was done in the case before, TIMES - 1 at most."""
    key = events.case.astype(np.int64) * len(events.activities) + events.activity
    order = np.argsort(key, kind="stable")
    begins = np.r_[True, key[order][1:] != key[order][:-1]]
    place = np.arange(len(key))
    count = np.empty(len(key), dtype=int)
    count[order] = place - np.maximum.accumulate(np.where(begins, place, 0))
    return np.minimum(count, TIMES - 1)


def _groups(contexts: Array, symbols: Array, heavy: Array, most: int) -> list[list[int]]:
    """Return groups of contexts after which it goes on alike, the commonest first: the two that differ least are merged."""
    known, context = np.unique(contexts, return_inverse=True)
    used, symbol = np.unique(symbols, return_inverse=True)
    rows = np.zeros((len(known), len(used)))
    np.add.at(rows, (context, symbol), heavy)
    groups = [[int(one)] for one in known]
    penalty = STRICT * float(np.log(max(rows.sum(), 2.0)))
    costs = np.full((len(rows), len(rows)), np.inf)
    for one in range(len(rows)):
        costs[one, :one] = _costs(rows[:one], rows[one], penalty)
    while len(groups) > 1:
        i, j = sorted(int(place) for place in np.unravel_index(np.argmin(costs), costs.shape))
        if costs[j, i] >= 0 and len(groups) <= most:
            break
        groups[i], rows[i] = groups[i] + groups[j], rows[i] + rows[j]
        del groups[j]
        rows = np.delete(rows, j, 0)
        costs = np.delete(np.delete(costs, j, 0), j, 1)
        fresh = _costs(rows, rows[i], penalty)
        costs[i, :i], costs[i + 1 :, i] = fresh[:i], fresh[i + 1 :]
    order = sorted(range(len(groups)), key=lambda one: -float(rows[one].sum()))
    return [groups[one] for one in order]


def _costs(rows: Array, one: Array, penalty: float) -> Array:
    """Return what it costs to tell rows of counts no longer apart from one, less what their numbers are worth."""
    both = rows + one
    apart = _entropy(rows) + _entropy(one[None]) - _entropy(both)
    return 2.0 * apart - (np.count_nonzero(both, axis=1) - 1) * penalty - 1e-9


def _entropy(rows: Array) -> Array:
    total = rows.sum(1, keepdims=True)
    return np.sum(rows * np.log(np.maximum(rows, 1e-300) / np.maximum(total, 1e-300)), axis=1)


def rare(events: Events) -> set[int]:
    """Return activities that are left out, so that a scenario stays within what it can have: the rarest."""
    seen = np.bincount(events.activity, minlength=len(events.activities))
    order = np.argsort(-seen, kind="stable")
    return {int(one) for one in order[ACTIVITIES:] if seen[one]}
