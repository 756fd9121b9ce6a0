"""Needs whose arrivals stand in a client's own file: what is read, what comes of it, and a clear line for what is wrong."""

import csv
import random
from datetime import date, datetime, timedelta

import openpyxl
import pytest

import sim
from sim.blueprint import build
from sim.engines import replicate

MONDAY = date(2026, 1, 5)
SCENARIO = """\
title: Desk
world:
  needs:
    call: {arrivals: %s}
designs:
  today:
    roles: {desk: {staff: 3}}
    steps: {answer: {role: desk, takes: exponential 5 min}}
run: {start: 2026-01-05, length: 4 weeks, replications: 2}
"""
DUTCH = [
    ["Datum", "Interval", "Aantal"],
    *([f"{MONDAY + timedelta(days=day):%d-%m-%Y}", block, str(10 + day % 7)]
      for day in range(28) if day % 7 < 5 for block in ("09:00-09:30", "09:30-10:00", "10:00-10:30", "10:30-11:00")),
]  # fmt: skip


def written(folder, rows, name="calls.csv", separator=";"):
    with (folder / name).open("w", newline="", encoding="utf-8-sig") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)


def loaded(folder, arrivals="{file: calls.csv}", scenario=SCENARIO):
    (folder / "desk.yaml").write_text(scenario % arrivals)
    return sim.load(folder / "desk.yaml")


def test_counts_by_half_hour_in_dutch(tmp_path):
    written(tmp_path, DUTCH)
    scenario = loaded(tmp_path)
    need = scenario.world.needs["call"]
    assert need.rate.per_minute * 10080 == pytest.approx(4 * (10 + 11 + 12 + 13 + 14))
    assert len(need.profile.edges) == 11  # a block on each of five days, and what lies between
    assert need.dispersion is None  # all weeks are alike
    [note] = [note for note in scenario.notes if note.path == "world.needs.call.rate"]
    assert note.source == "calls.csv: 2026-01-05 to 2026-01-30, 26 days"


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separators_and_orders_of_dates_are_alike(tmp_path, separator):
    written(tmp_path, DUTCH)
    hash_of = loaded(tmp_path).hash
    rows = [DUTCH[0], *([f"{datetime.strptime(day, '%d-%m-%Y'):%Y-%m-%d}", time[:5], count] for day, time, count in DUTCH[1:])]
    written(tmp_path, rows, separator=separator)
    assert loaded(tmp_path).hash == hash_of


def test_a_sheet_is_read_as_a_file(tmp_path):
    written(tmp_path, DUTCH)
    hash_of = loaded(tmp_path).hash
    book = openpyxl.Workbook()
    book.active.append(["datum", "tijd", "calls"])
    for day, time, count in DUTCH[1:]:
        book.active.append([datetime.strptime(day, "%d-%m-%Y"), time, int(count)])
    book.save(tmp_path / "calls.xlsx")
    assert loaded(tmp_path, "{file: calls.xlsx}").hash == hash_of


def test_single_calls_give_their_rate_and_their_dispersion(tmp_path):
    luck, rows = random.Random(1), [["tijdstip"]]
    for week in range(60):
        for day in range(5):
            many = luck.gauss(40, 20)
            for _ in range(max(1, round(many))):
                since = timedelta(weeks=week, days=day, seconds=luck.randrange(32400, 61200))
                rows.append([(datetime.combine(MONDAY, datetime.min.time()) + since).isoformat(sep=" ")])
    written(tmp_path, rows)
    need = loaded(tmp_path).world.needs["call"]
    assert need.rate.per_minute * 10080 == pytest.approx((len(rows) - 1) / 60)
    assert need.dispersion == pytest.approx(10, rel=0.2)  # 400 / 40
    assert need.profile.weekday_share == pytest.approx(1.0)


def test_a_file_is_replayed_as_it_was(tmp_path):
    written(tmp_path, DUTCH)
    scenario = loaded(tmp_path, "{file: calls.csv, as: replay}")
    log = replicate(build(scenario, "today"), 1, 0, "simpy", log=True).log
    came = sorted(log["time"][log["what"] == 0])
    assert len(came) == 4 * 4 * (10 + 11 + 12 + 13 + 14)
    assert came[:3] == pytest.approx([9 * 60 + 1.5, 9 * 60 + 4.5, 9 * 60 + 7.5])


def test_demand_is_scaled_by_one_number(tmp_path):
    written(tmp_path, DUTCH)
    one, other = (loaded(tmp_path, f"{{file: calls.csv, scale: {scale}}}").world.needs["call"] for scale in (1, 1.25))
    assert other.rate.per_minute == pytest.approx(1.25 * one.rate.per_minute)
    assert other.profile == one.profile


def test_a_changed_scenario_is_written_with_the_numbers_of_the_file(tmp_path):
    written(tmp_path, DUTCH)
    scenario = loaded(tmp_path)
    changed = sim.what_if(scenario, {"run.seed": 7})
    (tmp_path / "calls.csv").unlink()
    assert sim.scenario(changed.to_yaml()).hash == changed.hash


def without(day):
    return [row for row in DUTCH if row[0] != day]


FAULTS = {
    "gap": (without("13-01-2026"), None, "calls.csv: date: given no row for 2026-01-13 (tue)", "without: [2026-01-13]"),
    "double": ([*DUTCH, DUTCH[3]], None, "calls.csv:82: date: given 2026-01-05 10:00 a second time (first in line 4)", "add them up"),
    "another year": ([*DUTCH, ["05-02-2025", "09:00", "3"]], None, "calls.csv:82: date: given 2025-02-05, more", "correct the year"),
    "negative": ([*DUTCH, ["02-02-2026", "09:00", "-3"]], None, "calls.csv:82: count: given '-3'", "a whole number of at least 0"),
    "formula": ([*DUTCH, ["02-02-2026", "09:00", "=1+1"]], None, "calls.csv:82: count: given '=1+1'", "a whole number"),
    "part of a call": ([*DUTCH, ["02-02-2026", "09:00", "2,5"]], None, "calls.csv:82: count: given '2,5'", "a whole number"),
    "no date": ([*DUTCH, ["31-02-2026", "09:00", "2"]], None, "calls.csv:82: date: given '31-02-2026'", "a date such as"),
    "no time": ([*DUTCH, ["02-02-2026", "ochtend", "2"]], None, "calls.csv:82: time: given 'ochtend'", "a time such as 08:30"),
    "no rows": (DUTCH[:1], None, "calls.csv:1: file: given no rows", "export it again"),
    "other heads": ([["a", "b", "c"], *DUTCH[1:]], None, "calls.csv:1: date: given the columns 'a', 'b', 'c'", "name it"),
    "wrong column": (DUTCH, "{file: calls.csv, count: Anntal}", "calls.csv:1: count: given 'Anntal'", "did you mean Aantal?"),
    "few days": (DUTCH[:5], None, "calls.csv: file: given 1 days", "at least a whole week"),
    "elsewhere": (DUTCH, "{file: ../calls.csv}", "../calls.csv: file: given a file elsewhere", "beside the scenario"),
    "absolute": (DUTCH, "{file: /etc/passwd}", "/etc/passwd: file: given a file elsewhere", "beside the scenario"),
    "missing": (DUTCH, "{file: call.csv}", "call.csv: file: given a file that cannot be read", "check its name"),
    "unknown key": (DUTCH, "{file: calls.csv, fil: 3}", "desk.yaml:4: world.needs.call.arrivals.fil", "did you mean file?"),
    "beside a rate": (DUTCH, "{file: calls.csv}, rate: 3 / hour", "desk.yaml:4: world.needs.call.arrivals: given rate", "leave rate"),
    "no file": (DUTCH, "calls.csv", "desk.yaml:4: world.needs.call.arrivals: given 'calls.csv'", "write it in this form"),
    "no form": (DUTCH, "{file: calls.csv, as: law}", "desk.yaml:4: world.needs.call.arrivals.as: given 'law'", "profile or replay"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_one_clear_line(tmp_path, name):
    rows, arrivals, where, advice = FAULTS[name]
    written(tmp_path, rows)
    with pytest.raises(sim.ScenarioError) as refused:
        loaded(tmp_path, *([arrivals] if arrivals else []))
    [line] = [str(fault).replace(f"{tmp_path}/", "") for fault in refused.value.faults]
    assert line.startswith(where)
    assert advice in line


def test_days_left_out_and_holidays_do_not_count(tmp_path):
    rows = without("13-01-2026")
    written(tmp_path, rows)
    scenario = loaded(tmp_path, "{file: calls.csv, without: 2026-01-13}")
    assert scenario.world.needs["call"].rate.per_minute * 10080 == pytest.approx(4 * (10 + 11 + 12 + 13 + 14))
    kept = SCENARIO.replace("world:\n", "world:\n  holidays: 2026-01-13\n")
    assert loaded(tmp_path, scenario=kept).world.needs["call"].rate.per_minute * 10080 == pytest.approx(240)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe;;\n", b"datum;aantal\n" + b'"' * 1000, b"datum\n" + b"x;" * 5000])
def test_what_is_no_table_gives_no_traceback(tmp_path, content):
    (tmp_path / "calls.csv").write_bytes(content)
    with pytest.raises(sim.ScenarioError):
        loaded(tmp_path)


def test_what_is_no_sheet_gives_no_traceback(tmp_path):
    (tmp_path / "calls.xlsx").write_bytes(b"PK\x03\x04 no sheet")
    with pytest.raises(sim.ScenarioError):
        loaded(tmp_path, "{file: calls.xlsx}")
