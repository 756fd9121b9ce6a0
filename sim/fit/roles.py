"""Who does what: activities that the same people do are of one role; what nobody takes time for is automatic."""

from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from sim.fit.events import Array, Events

ALIKE = 0.5  # of the cosine between who does two activities: one role from here on [A]
AUTOMATIC = 0.95  # of the events take no time [A]
OWN = 0.5  # as many different people as half of the cases: the customer's own work [A]
INSTANT = 1.0 / 60.0  # minutes
SELF = -1


@dataclass(frozen=True)
class Roles:
    """The role of each activity (SELF: by the customer or by itself), and the share of each person's work by role."""

    of_activity: Array
    automatic: Array
    shares: Array  # roles x people

    @property
    def count(self) -> int:
        """How many roles there are."""
        return len(self.shares)


def roles(events: Events, starts: bool) -> Roles:
    """Return the roles of a log."""
    kinds = len(events.activities)
    did = np.zeros((kinds, len(events.resources)))
    np.add.at(did, (events.activity, events.resource), 1.0)
    seen = np.maximum(did.sum(1), 1.0)
    instant = np.bincount(events.activity[events.end - events.start < INSTANT], minlength=kinds) / seen
    automatic = (instant >= AUTOMATIC) & starts & bool(instant.min(initial=1.0) < AUTOMATIC)
    own = ((did > 0).sum(1) > OWN * seen) & ((did > 0).sum(1) > 20)
    worked = np.flatnonzero(~automatic & ~own & (did.sum(1) > 0))
    of_activity = np.full(kinds, SELF)
    of_activity[worked] = _clusters(did[worked])
    shares = np.zeros((max(of_activity.max(initial=SELF) + 1, 0), len(events.resources)))
    for role in range(len(shares)):
        shares[role] = did[of_activity == role].sum(0)
    return Roles(of_activity, automatic, shares / np.maximum(shares.sum(0), 1.0))


def _clusters(did: Array) -> Array:
    """Return a number for each activity, those that the same people do alike; the role with most work first."""
    if len(did) < 2:
        return np.zeros(len(did), dtype=int)
    direction = did / np.maximum(np.linalg.norm(did, axis=1, keepdims=True), 1e-9)
    apart = np.clip(1.0 - direction @ direction.T, 0.0, 1.0)
    found = fcluster(linkage(apart[np.triu_indices(len(did), 1)], "average"), 1.0 - ALIKE, "distance")
    order = np.argsort([-did[found == one].sum() for one in np.unique(found)], kind="stable")
    rank = {int(np.unique(found)[one]): place for place, one in enumerate(order)}
    return np.array([rank[int(one)] for one in found])
