"""The log in the formats of others, read back as they would."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from datetime import datetime

import pytest

import sim
from sim.export import WRITERS
from sim.export.activities import activities
from sim.records import log as records


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


def test_csv_has_a_row_per_handled_visit_in_order_of_time(result):
    rows = list(csv.DictReader(io.StringIO(text_of(result, "csv"))))
    assert len(rows) == handled(result)
    for row in rows[:200]:
        assert row["activity"] in ("answer", "file")
        assert row["enable_time"] <= row["start_time"] <= row["end_time"]
        assert datetime.fromisoformat(row["start_time"]).tzinfo is not None


def test_csv_for_spreadsheets_has_semicolons_and_decimal_commas(result):
    rows = list(csv.DictReader(io.StringIO(text_of(result, "csv", semicolon=True)), delimiter=";"))
    assert len(rows) == handled(result)
    assert any("," in row["handled_min"] for row in rows)
    assert not any("." in row["handled_min"] for row in rows)


def test_waiting_is_from_enabled_to_started(result):
    for activity in list(activities(result.logs, result.blueprint))[:500]:
        assert activity.waited == pytest.approx(activity.started - activity.enabled)
        assert activity.handled == pytest.approx(activity.ended - activity.started)


def test_xes_has_a_trace_per_case_with_start_and_complete(result):
    root = ElementTree.fromstring(text_of(result, "xes"))
    space = {"x": "http://www.xes-standard.org/"}
    events = root.findall("x:trace/x:event", space)
    assert len(events) == 2 * handled(result)
    values = {(e.get("key"), e.get("value")) for event in events for e in event}
    assert {
        ("lifecycle:transition", "start"),
        ("concept:name", "answer"),
        ("org:resource", "desk-1"),
    } <= values
    names = [
        t.find("x:string[@key='concept:name']", space).get("value") for t in root.findall("x:trace", space)
    ]
    assert len(names) == len(set(names))


def test_ocel_objects_and_events_refer_to_each_other(result):
    document = json.loads(text_of(result, "ocel"))
    objects = {one["id"]: one["type"] for one in document["objects"]}
    assert set(objects.values()) == {"case", "customer", "contact", "staff"}
    assert len(document["events"]) == handled(result)
    for event in document["events"]:
        assert {objects[about["objectId"]] for about in event["relationships"]} == {
            "case",
            "customer",
            "contact",
            "staff",
        }


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


@pytest.mark.parametrize("form", list(WRITERS))
def test_the_command_exports_each_format(command, small_file, tmp_path, form):
    path = tmp_path / "log.out"
    code, out, _ = command("export", small_file, "--format", form, "--out", path)
    assert (code, out) == (0, "")
    assert path.stat().st_size > 1000
    assert command("export", small_file, "--format", form)[1] == path.read_text()
