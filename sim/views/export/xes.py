"""XES (IEEE 1849), for process mining: traces of events."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from sim.blueprint import Blueprint
from sim.views.export.activities import OPEN, Activity, by_case, outcomes

Event = tuple[float, str, Activity]  # when, which transition in the life of an activity, of which
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")  # by XML


def write_xes(file: TextIO, logs: Sequence[Any], blueprint: Blueprint) -> None:
    """Write XES (IEEE 1849): a trace per case, by time; a start and a complete event per activity, see `_events`."""
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write('<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">\n')
    for name in ("Concept", "Lifecycle", "Organizational", "Time"):
        prefix = {"Organizational": "org"}.get(name, name.lower())
        address = f"http://www.xes-standard.org/{prefix}.xesext"
        file.write(f'  <extension name="{name}" prefix="{prefix}" uri="{address}"/>\n')
    file.write('  <classifier name="Activity" keys="concept:name"/>\n')
    ends = [outcomes(rows) for rows in logs]
    for case in by_case(logs, blueprint):
        file.write(_trace(case, ends[case[0].replication].get(case[0].case, OPEN)))
    file.write("</log>\n")


def _trace(case: Sequence[Activity], end: str) -> str:
    first = case[0]
    names = {"concept:name": first.case_id, "kind": first.kind, "channel": first.channel}
    lines = ["  <trace>", *_strings(4, {**names, "customer": first.customer_id, "outcome": end})]
    events = sorted((event for a in case for event in _events(a)), key=lambda event: event[0])
    lines += [line for event in events for line in _event(*event)]
    return "\n".join((*lines, "  </trace>\n"))


def _events(a: Activity) -> Iterator[Event]:
    """Yield the events of an activity: of a visit to whom nobody got only a withdrawal, of one that is open no completion."""
    if a.started is None:
        yield (a.enabled, "schedule", a) if a.ended == OPEN else (a.finished, "withdraw", a)
        return
    if a.visit is not None:
        yield a.started, "start", a
    if a.ended != OPEN:
        yield a.finished, "complete", a


def _event(time: float, transition: str, a: Activity) -> Iterator[str]:
    yield "    <event>"
    instance = "" if a.visit is None else f"{a.contact_id or a.case_id}-{a.visit}-{a.part}"
    names = {"concept:name": a.activity, "concept:instance": instance, "lifecycle:transition": transition}
    yield from _strings(6, {**names, "org:resource": a.resource, "org:role": a.role})
    yield f'      <date key="time:timestamp" value="{a.stamp(time)}"/>'
    if transition != "start" or a.ended == OPEN:
        yield from _strings(6, {"cause": a.cause, "ended": a.ended, "next": a.outcome})
        yield from _floats(a)
    yield "    </event>"


def _floats(a: Activity) -> Iterator[str]:
    minutes = {} if a.visit is None else {"waited_min": a.waited, "handled_min": a.handled}
    for key, value in {**minutes, "experience": a.experience, "goodwill": a.goodwill}.items():
        if value is not None:
            yield f'      <float key="{key}" value="{value:.10g}"/>'


def _strings(indent: int, values: Mapping[str, str]) -> Iterator[str]:
    for key, value in values.items():
        if value:
            yield f'{" " * indent}<string key="{key}" value={quoteattr(value.translate(_FORBIDDEN))}/>'
