"""The log in the formats of others, read back as they would."""

import csv
import io
import json
import math
import tracemalloc
import xml.etree.ElementTree as ElementTree
from collections import Counter
from datetime import datetime

import pytest

import sim
from sim.blueprint import build
from sim.engines import replicate
from sim.records import log as records
from sim.views.export import WRITERS
from sim.views.export.activities import activities

SPACE = {"x": "http://www.xes-standard.org/"}


@pytest.fixture(scope="module")
def result(small):
    """Two replications with their logs."""
    return sim.run(small, replications=2, log=True)


def text_of(result, form, **options):
    """Return what a writer writes."""
    file = io.StringIO()
    WRITERS[form](file, result.logs, result.blueprint, **options)
    return file.getvalue()


def handled(result):
    """Return how many visits were handled."""
    return sum(int((rows["what"] == records.HANDLED).sum()) for rows in result.logs)


def test_csv_tells_of_every_visit_by_its_end(result):
    rows = list(csv.DictReader(io.StringIO(text_of(result, "csv"))))
    assert sum(row["ended"] == "handled" for row in rows) == handled(result) > 0
    assert {row["ended"] for row in rows} >= {"handled", "gave up", "resolved", "lost", "open"}
    ends = [(row["run_number"], row["end_time"]) for row in rows]
    assert ends == sorted(ends)
    for row in rows[:200]:
        assert row["activity"] in ("answer", "file") or not row["attempt"]
        assert datetime.fromisoformat(row["start_time"] or row["end_time"]).tzinfo is not None


def test_csv_for_dutch_spreadsheets_has_a_mark_semicolons_and_decimal_commas(result):
    text = text_of(result, "csv", semicolon=True)
    assert text[0] == "\ufeff"
    rows = list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))
    assert sum(row["ended"] == "handled" for row in rows) == handled(result)
    assert any("," in row["handled_min"] for row in rows)
    assert not any("." in row["handled_min"] for row in rows)


def test_waiting_is_from_enabled_to_started(result):
    for a in activities(result.logs, result.blueprint):
        until = a.finished if a.started is None else a.started
        assert a.waited is None or a.waited == pytest.approx(until - a.enabled)
        assert a.handled == pytest.approx(a.finished - until)


def xes_of(result):
    """Return the traces of an export."""
    return ElementTree.fromstring(text_of(result, "xes").encode()).findall("x:trace", SPACE)


def test_xes_has_a_trace_per_case_with_what_became_of_it(result):
    traces = xes_of(result)
    events = [event for trace in traces for event in trace.findall("x:event", SPACE)]
    values = {(e.get("key"), e.get("value")) for event in events for e in event}
    assert {("lifecycle:transition", "start"), ("concept:name", "answer"), ("ended", "gave up")} <= values
    names = [t.find("x:string[@key='concept:name']", SPACE).get("value") for t in traces]
    assert len(names) == len(set(names)) == arrived(result)
    ends = {t.find("x:string[@key='outcome']", SPACE).get("value") for t in traces}
    assert ends == {"resolved", "lost", "open"}


def arrived(result):
    """Return how many cases arose."""
    return sum(int((rows["what"] == records.ARRIVED).sum()) for rows in result.logs)


def test_persons_of_other_replications_are_other_persons(result):
    persons = {a.resource: set() for a in activities(result.logs, result.blueprint) if a.resource}
    for a in activities(result.logs, result.blueprint):
        if a.resource:
            persons[a.resource].add(a.replication)
    assert set(persons) == {"0-desk-1", "0-back-1", "1-desk-1", "1-back-1"}
    assert all(len(replications) == 1 for replications in persons.values())


def test_ocel_objects_and_events_refer_to_each_other(result):
    document = json.loads(text_of(result, "ocel"))
    objects = {one["id"]: one["type"] for one in document["objects"]}
    assert set(objects.values()) == {"case", "customer", "contact", "staff"}
    ended = [
        {has["name"]: has["value"] for has in event["attributes"]}["ended"] for event in document["events"]
    ]
    assert ended.count("handled") == handled(result)
    for event, how in zip(document["events"], ended, strict=True):
        about = {objects[about["objectId"]] for about in event["relationships"]}
        assert {"case", "customer"} <= about
        assert ("staff" in about) == (how == "handled" or (how == "open" and len(about) == 4))


def test_process_mining_reads_xes_and_ocel(result, tmp_path):
    r4pm = pytest.importorskip("r4pm", reason="read back by other software where that can be had")
    xes, ocel = tmp_path / "log.xes", tmp_path / "log.json"
    xes.write_text(text_of(result, "xes"), encoding="utf-8")
    ocel.write_text(text_of(result, "ocel"), encoding="utf-8")
    found = list(activities(result.logs, result.blueprint))
    assert r4pm.bindings.get_num_cases(r4pm.import_item("EventLog", str(xes))) == arrived(result)
    read = r4pm.bindings.slim_link_ocel(ocel=r4pm.import_item("OCEL", str(ocel)))
    assert r4pm.bindings.num_events(read) == len(found)
    assert kinds_of(r4pm, str(ocel)) == Counter(a.activity for a in found)
    for name, minutes in (("handled_min", "handled"), ("waited_min", "waited")):
        sums = math.fsum(attributes_of(r4pm, read, ("answer", "file"), name))
        assert sums == pytest.approx(math.fsum(getattr(a, minutes) or 0.0 for a in found))


def kinds_of(r4pm, ocel):
    """Return how often each type of event occurs, as r4pm reads it."""
    counts = r4pm.bindings.ocel_type_stats(ocel=r4pm.import_item("OCEL", ocel))["event_type_counts"]
    return {kind: count for kind, count in counts.items() if count}


def attributes_of(r4pm, read, kinds, name):
    """Yield the values of an attribute of events, as r4pm reads them."""
    for kind in kinds:
        for event in r4pm.bindings.locel_get_evs_of_type(read, kind):
            yield float(r4pm.bindings.locel_get_ev_attr_val(read, event, name) or 0.0)


def test_vidigi_has_arrival_queue_use_and_departure(result):
    rows = list(csv.DictReader(io.StringIO(text_of(result, "vidigi"))))
    assert {row["event_type"] for row in rows} == {
        "arrival_departure",
        "queue",
        "resource_use",
        "resource_use_end",
    }
    assert {row["run_number"] for row in rows} == {"0", "1"}
    assert {row["resource_id"] for row in rows if row["event_type"] == "resource_use"} == {"1"}


SUSPENDED = """
title: Three, one, none, three
world:
  needs: {q: {at: 0, count: 5}}
designs:
  suspend:
    roles:
      back:
        staff: {"mon 00:00-00:04": 3, "mon 00:04-00:10": 1, "mon 01:00-02:00": 3}
        end_of_shift: suspend
    steps: {work: {role: back, takes: 8 min, customer: absent}}
run: {length: 1 day, replications: 1}
"""


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_suspended_work_is_exported_in_its_parts(tmp_path, engine):
    path = tmp_path / "suspended.yaml"
    path.write_text(SUSPENDED)
    result = sim.run(sim.load(path), engine=engine, log=True)
    rows = list(csv.DictReader(io.StringIO(text_of(result, "csv"))))
    parts = [row for row in rows if row["attempt"]]
    by_case = {}
    for row in parts:
        by_case.setdefault(row["case_id"], []).append(
            (row["resource"], float(row["handled_min"]), row["ended"])
        )
    assert list(by_case.values()) == [
        [("back-3", 4.0, "suspended"), ("back-2", 4.0, "handled")],
        [("back-2", 4.0, "suspended"), ("back-1", 2.0, "suspended"), ("back-1", 2.0, "handled")],
        [("back-1", 8.0, "handled")],
        [("back-3", 8.0, "handled")],
        [("back-1", 8.0, "handled")],
    ]
    assert [row["part"] for row in parts if row["case_id"] == parts[1]["case_id"]] == ["1", "2", "3"]


@pytest.mark.parametrize("form", list(WRITERS))
def test_the_command_exports_each_format(command, small_file, tmp_path, form):
    path = tmp_path / "log.out"
    code, out, _ = command("export", small_file, "--format", form, "--out", path)
    assert (code, out) == (0, "")
    assert path.stat().st_size > 1000
    assert command("export", small_file, "--format", form)[1] == path.read_text()


@pytest.mark.parametrize("form", list(WRITERS))
def test_memory_of_writing_grows_less_than_the_log(small, form):
    class Sink:
        """A file that keeps nothing."""

        size = 0

        def write(self, text):
            self.size += len(text)

    def peak(days):
        run = small.run.model_copy(update={"length": days * 1440.0})
        blueprint = build(small.model_copy(update={"run": run}), "today")
        rows = replicate(blueprint, 1, 0, log=True).log
        sink = Sink()
        tracemalloc.start()
        try:
            WRITERS[form](sink, [rows], blueprint)
            return tracemalloc.get_traced_memory()[1], sink.size, rows.nbytes
        finally:
            tracemalloc.stop()

    peak(0.1)  # what is loaded at the first use
    (little, short, log), (much, long, longer) = peak(1), peak(5)
    assert long > 3.0 * short
    assert much - little < 0.7 * (
        longer - log
    )  # less than the log itself: where each case is in it, and how it ended
