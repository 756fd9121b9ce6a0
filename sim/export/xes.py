"""XES (IEEE 1849), for process mining: traces of events."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from sim.blueprint import Blueprint
from sim.export.activities import Activity, activities, stamp


def write_xes(file: TextIO, logs: Sequence[Any], blueprint: Blueprint) -> None:
    """Write XES (IEEE 1849): a trace per case, a start and a complete event per handled visit, by time."""
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write('<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">\n')
    for name in ("Concept", "Lifecycle", "Organizational", "Time"):
        prefix = {"Organizational": "org"}.get(name, name.lower())
        address = f"http://www.xes-standard.org/{prefix}.xesext"
        file.write(f'  <extension name="{name}" prefix="{prefix}" uri="{address}"/>\n')
    file.write('  <classifier name="Activity" keys="concept:name"/>\n')
    for case in _by_case(activities(logs, blueprint)):
        file.write("  <trace>\n")
        _attributes(
            file, 4, {"concept:name": case[0].case_id, "kind": case[0].kind, "channel": case[0].channel}
        )
        for time, _, transition, a in sorted(_transitions(case), key=lambda event: event[:2]):
            _event(file, time, transition, a)
        file.write("  </trace>\n")
    file.write("</log>\n")


def _by_case(found: Iterable[Activity]) -> Iterable[list[Activity]]:
    cases: dict[tuple[int, int], list[Activity]] = {}
    for a in found:
        cases.setdefault((a.replication, a.case), []).append(a)
    return cases.values()


def _transitions(case: Sequence[Activity]) -> Iterator[tuple[float, int, str, Activity]]:
    for i, a in enumerate(case):
        yield a.started, 2 * i, "start", a
        yield a.ended, 2 * i + 1, "complete", a


def _event(file: TextIO, time: float, transition: str, a: Activity) -> None:
    file.write("    <event>\n")
    names = {"concept:name": a.activity, "lifecycle:transition": transition, "org:resource": a.resource}
    _attributes(file, 6, names)
    file.write(f'      <date key="time:timestamp" value="{stamp(time)}"/>\n')
    if transition == "complete" and a.goodwill is not None:
        file.write(f'      <float key="goodwill" value="{a.goodwill:.6g}"/>\n')
    file.write("    </event>\n")


def _attributes(file: TextIO, indent: int, values: dict[str, str]) -> None:
    for key, value in values.items():
        if value:
            file.write(f"{' ' * indent}<string key={quoteattr(key)} value={quoteattr(value)}/>\n")
