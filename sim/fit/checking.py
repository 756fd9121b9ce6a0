"""What is odd in a log as a whole: said before anything is fitted to it."""

import numpy as np

from sim.fit.events import DAY, HOUR, Array, Events
from sim.fit.findings import Findings
from sim.fit.model import Model
from sim.fit.rosters import latest_so_far
from sim.scenario.text.faults import shown

NIGHT = 0.4  # of the events at night or in the weekend: the zone may be wrong [A]
OVERLAP, MULTI = 0.02, 0.05  # from these shares of events on it is said [A]
THIN = 30
_NIGHT = ("{share:.0%} of the events between 22:00 and 6:00", "{share:.0%} van de gebeurtenissen tussen 22:00 en 6:00")
_OVERLAP = (
    "{share:.0%} of the events begin before the one before has ended",
    "{share:.0%} van de gebeurtenissen begint voor de vorige af is",
)
_SEVERAL = (
    "{share:.0%} of the events begin while the same person is at another",
    "{share:.0%} van de gebeurtenissen begint terwijl dezelfde persoon met een andere bezig is",
)


def check(model: Model, starts: bool, findings: Findings) -> None:
    """Note what a fit has to be read with: zone, overlap, two things at a time, cases that are cut, what is thin or automatic."""
    events = model.events
    night = _share((events.start % DAY < 6 * HOUR) | (events.start % DAY >= 22 * HOUR))
    if night > NIGHT:
        findings.add("L19", _NIGHT, column="start", share=night)
    if len(np.unique(events.activity)) == 1:
        findings.add("L22", shown(events.activities[events.activity[0]]), column="activity")
    if starts:
        _check_overlap(events, findings)
    if model.weights.contained:
        findings.add("L25", ("fewer arrivals towards the end", "minder instroom naar het einde toe"), column="start")
    _check_activities(model, findings)


def _check_overlap(events: Events, findings: Findings) -> None:
    overlap = _share((events.waits < -1.0 / HOUR) & ~events.last)
    if overlap > OVERLAP:
        findings.add("L23", _OVERLAP, column="start", share=overlap)
    several = _share(_busy(events))
    if several > MULTI:
        findings.add("L24", _SEVERAL, column="resource", share=several)


def _busy(events: Events) -> Array:
    """Return which events begin while the same person has an earlier one in hand."""
    order = np.lexsort((events.start, events.resource))
    who, start, end = (part[order] for part in (events.resource, events.start, events.end))
    latest = latest_so_far(end, who)
    return (who[1:] == who[:-1]) & (start[1:] < latest[:-1] - 1.0 / HOUR)


def _check_activities(model: Model, findings: Findings) -> None:
    events = model.events
    seen = np.bincount(events.activity, minlength=len(events.activities))
    thin = [name for name, count in zip(events.activities, seen, strict=True) if 0 < count < THIN]
    if thin:
        findings.add("L27", _some(thin), column="activity", rows=len(thin))
    automatic = [name for name, at_once in zip(events.activities, model.automatic, strict=True) if at_once]
    if automatic:
        findings.add("L21", _some(automatic), column="activity", rows=len(automatic))


def _some(names: list[str]) -> str:
    return ", ".join(shown(name) for name in names[:3]) + (", ..." if len(names) > 3 else "")


def _share(which: Array) -> float:
    return float(np.mean(which)) if len(which) else 0.0
