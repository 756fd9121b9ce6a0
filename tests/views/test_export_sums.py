"""Exports tell the same story as the measures: what is added up over the file is what the engine counted, to the end of the run."""

import csv
import io
import json
import math
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import trees, variant

import sim
from sim.blueprint import build
from sim.engines import replicate
from sim.records import log
from sim.records.log import CAUSE, CHASING, COMPLAINT, ERROR_FOUND, REDIAL, UNRESOLVED
from sim.scenario import Scenario
from sim.views.export import WRITERS

LIBRARY = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
BUSY = {
    "desk": 120.0,
    "nhs111": 300.0,
    "tax_line": 540.0,
    "benefits": 660.0,
    "reception": 660.0,
}  # minutes: enough happens in them
RANDOM = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate],  # random scenarios shrink for minutes on end
)
FAILURES = [CAUSE[cause] for cause in (UNRESOLVED, ERROR_FOUND, CHASING, COMPLAINT)]


def uncut(tree):
    """A random scenario without a warm-up: the counters begin where the log does."""
    return Scenario.model_validate(tree | {"run": tree["run"] | {"warm_up": "0 min"}})


def written(form, blueprint, rows):
    """Return what a writer writes of one replication."""
    file = io.StringIO()
    WRITERS[form](file, [rows], blueprint)
    return file.getvalue()


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text)))


def minutes(rows, column):
    return math.fsum(float(row[column]) for row in rows)


def close(one, other):
    return math.isclose(one, other, rel_tol=1e-8, abs_tol=1e-6)


def check_visits(rows, blueprint, m):
    """Every visit to a role: how many ended how, and the minutes that they waited and were handled."""
    visits = [row for row in rows if row["attempt"]]
    for role, name in enumerate(blueprint.role_names):
        own = [row for row in visits if row["role"] == name]
        ended = Counter(row["ended"] for row in own)
        in_line = [row for row in own if row["waited_min"]]
        begun = [row for row in in_line if row["start_time"]]
        withdrew = [row for row in own if row["ended"] == "no longer asks"]
        waiting = [row for row in in_line if row["ended"] == "open" and not row["start_time"]]
        left = [row for row in in_line if not (row["start_time"] or row in withdrew or row in waiting)]
        assert ended["gave up"] == m["role_abandoned"][role]
        assert ended["refused"] == m["role_refused"][role]
        assert len(withdrew) == m["role_withdrawn"][role]
        assert len(begun) == m["role_served"][role]
        assert close(minutes(begun + left, "waited_min"), m["role_wait_sum"][role])
        assert close(minutes(withdrew, "waited_min"), m["role_withdrawn_sum"][role])
        assert close(minutes(waiting, "waited_min"), m["role_age_end"][role])
        assert close(minutes(in_line, "waited_min"), m["role_queue_area"][role])
        assert close(minutes(own, "handled_min"), m["role_handling_sum"][role] + m["role_work_end"][role])
    for step, name in enumerate(blueprint.step_names):
        own = [row for row in visits if row["activity"] == name]
        over = {visit_of(row) for row in own if row["ended"] == "handled"}
        assert len({visit_of(row) for row in own}) == m["step_visits"][step]
        assert len(over) == m["step_handled"][step]
        done = [row for row in own if visit_of(row) in over]
        assert close(minutes(done, "handled_min"), m["step_handling_sum"][step])
    for row in visits:
        assert row["enable_time"] <= (row["start_time"] or row["end_time"]) <= row["end_time"]


def visit_of(row):
    return row["case_id"], row["cause"] == "chasing", row["attempt"]


def check_cases(rows, blueprint, m):
    """Every case: how it ended, or where it is; whoever left, complained or found it closed."""
    events = Counter(row["activity"] for row in rows if not row["attempt"])
    ends = {row["case_id"]: (row["kind"], row["case_outcome"]) for row in rows}
    ended = Counter(end for _, end in ends.values())
    assert len(ends) == events["need arrived"] == m["arrived"]
    for end in ("resolved", "withdrawn", "lost"):
        assert ended[end] == events[end] == m[end]
    assert ended["open"] == m["inside"]
    for kind, name in enumerate(blueprint.kind_names):
        assert sum(own == name for own, _ in ends.values()) == m["kind_arrived"][kind]
        assert sum(own == (name, "resolved") for own in ends.values()) == m["kind_resolved"][kind]
    if not blueprint.record["population"]:
        about = sum(own == "complaint" for own, _ in ends.values())  # of who had a need before
        assert len({row["customer"] for row in rows}) == m["arrived"] - about
    assert events["customer left"] == m["left"]
    assert events["complained"] == m["complaints"]
    assert events["found it closed"] == m["found_closed"]
    at_it = {row["case_id"] for row in rows if row["ended"] == "open" and row["cause"] != "chasing"}
    assert ended["open"] - len(at_it) == m["away"]
    lived = [row for row in rows if row["experience"]]
    assert close(minutes(lived, "experience"), m["experience_sum"])


def check_contacts(rows, m):
    """Every contact, by its cause."""
    began = {}
    for row in rows:
        if row["attempt"] and row["contact"] != "0":
            chasing = row["attempt"] if row["cause"] == "chasing" else ""
            began.setdefault((row["case_id"], chasing or row["contact"], chasing), row["cause"])
    causes = Counter(began.values())
    assert len(began) == m["contacts_begun"]
    assert sum(causes[cause] for cause in FAILURES) == m["failure_contacts"]
    assert causes[CAUSE[REDIAL]] == m["redial_contacts"]


def check_persons(rows):
    """Nobody is at two places at once."""
    last = {}
    for row in sorted((row for row in rows if row["start_time"]), key=lambda row: row["start_time"]):
        if row["resource"].startswith(f"{row['role']}-") and row["role"]:
            assert last.get(row["resource"], "") <= row["start_time"]
            last[row["resource"]] = row["end_time"]


def check_xes(text, rows):
    """The same cases, ends and minutes as in the CSV."""
    space = {"x": "http://www.xes-standard.org/"}
    traces = ElementTree.fromstring(text.encode()).findall("x:trace", space)
    ends = {value(trace, "concept:name"): value(trace, "outcome") for trace in traces}
    assert ends == {row["case_id"]: row["case_outcome"] for row in rows}
    events = [event for trace in traces for event in trace.findall("x:event", space)]
    for key in ("waited_min", "handled_min"):
        sums = math.fsum(float(value(event, key) or 0.0) for event in events)
        assert close(sums, minutes([row for row in rows if row[key]], key))
    assert Counter(value(event, "ended") for event in events if value(event, "ended")) == Counter(
        row["ended"] for row in rows
    )
    for trace in traces:
        times = [value(event, "time:timestamp") for event in trace.findall("x:event", space)]
        assert times == sorted(times)


def value(element, key):
    return next((one.get("value") for one in element if one.get("key") == key), None)


def check_ocel(text, rows, m):
    """The same activities as in the CSV, about objects that are there, each once."""
    document = json.loads(text)
    objects = {one["id"]: one for one in document["objects"]}
    kinds = Counter(one["type"] for one in document["objects"])
    assert len(objects) == len(document["objects"])
    assert kinds["case"] == m["arrived"]
    assert kinds["contact"] == m["contacts_begun"]
    assert kinds["customer"] == len({row["customer"] for row in rows})
    assert kinds["staff"] == len({row["resource"] for row in rows if row["resource"] and row["role"]})
    types = {one["name"] for one in document["eventTypes"]}
    assert len(document["events"]) == len(rows)
    for event, row in zip(document["events"], rows, strict=True):
        has = {one["name"]: one["value"] for one in event["attributes"]}
        assert event["type"] in types
        assert (event["type"], has["ended"]) == (row["activity"], row["ended"])
        assert close(has.get("handled_min", 0.0), float(row["handled_min"] or 0.0))
        assert {about["objectId"] for about in event["relationships"]} <= set(objects)
    for one in objects.values():
        assert {about["objectId"] for about in one["relationships"]} <= set(objects)


def check_vidigi(text, m):
    """Everybody arrives, who has ended departs, and nobody is served by somebody who is busy."""
    rows = read_csv(text)
    events = Counter(row["event"] for row in rows if "chasing" not in row["entity_id"])
    assert events["arrival"] == m["arrived"]
    assert events["depart"] == m["resolved"] + m["withdrawn"] + m["lost"]
    place = {}
    for row in rows:
        if row["event_type"] == "resource_use_end":
            assert place.pop(row["entity_id"]) == row["resource_id"]
        elif row["event_type"] == "resource_use":
            assert row["entity_id"] not in place
            place[row["entity_id"]] = row["resource_id"]


def check(blueprint, run):
    text = written("csv", blueprint, run.log)
    rows, m = read_csv(text), run.counters
    check_visits(rows, blueprint, m)
    check_cases(rows, blueprint, m)
    check_contacts(rows, m)
    check_persons(rows)
    check_xes(written("xes", blueprint, run.log), rows)
    check_ocel(written("ocel", blueprint, run.log), rows, m)
    check_vidigi(written("vidigi", blueprint, run.log), m)


@RANDOM
@given(trees().map(uncut), st.integers(0, 2**63 - 1))
def test_sums_over_an_export_are_what_the_engine_counted(scenario, seed):
    blueprint = build(scenario, variant(scenario))
    check(blueprint, replicate(blueprint, seed, 0, log=True))


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_sums_over_an_export_of_the_library(path):
    scenario = sim.load(path)
    cut = {
        "length": min(scenario.run.length, BUSY.get(path.stem, 1440.0 + 660.0)),
        "warm_up": 0.0,
        "snapshots": (),
    }
    scenario = scenario.model_copy(update={"run": scenario.run.model_copy(update=cut)})
    blueprint = build(scenario, scenario.default_design)
    run = replicate(blueprint, 1, 0, log=True)
    assert len(run.log) > 0
    check(blueprint, run)


AWAY = {"role": "a", "takes": "4 min", "customer": "absent"}


def test_what_happened_that_no_writer_knows_ends_the_visit():
    tree = {
        "title": "sent home",
        "world": {"needs": {"q": {"at": ["0 min"]}}},
        "designs": {"one": {"roles": {"a": {"staff": 0}}, "steps": {"s": AWAY}}},
        "run": {"length": "60 min"},
    }
    blueprint = build(Scenario.model_validate(tree), "one")
    rows = replicate(blueprint, 1, 0, "simpy", log=True).log
    queued = rows[rows["what"] == log.QUEUED]
    sent = queued.copy()
    sent["time"], sent["what"] = 17.0, len(log.WHAT)
    (visit,) = [
        row for row in read_csv(written("csv", blueprint, np.concatenate([queued, sent]))) if row["attempt"]
    ]
    assert (visit["waited_min"], visit["ended"]) == ("17", f"event {len(log.WHAT)}")
