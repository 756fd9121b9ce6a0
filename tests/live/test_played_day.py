"""A day that plays, as data: it adds up with the log and the counters, is the same by both engines, is small, and escapes all."""

import base64
import json
import re
import zlib
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from playful import PLAYFUL
from strategies import trees

import sim
from sim.live.playing import moves, packing
from sim.live.playing.moves import AWAY, HELPED, HOME, LAID_DOWN, LEFT, LOST, RESOLVED, SELF, WAITS, WITHDRAWN
from sim.live.playing.packing import DayHours
from sim.records import log

FAILED = (log.GAVE_UP, log.REFUSED, log.CLOSED, log.SENT_HOME, log.CUT_OFF)
# all that can happen on a day: hours, giving up, errors, asking where it is, complaints, work laid down, people who leave
EVENTFUL = """
title: Eventful
world:
  needs: {question: {rate: 30 / hour, profile: {"daily 8:00-18:00": 1}}}
  patience: exponential 4 min
  redial: {probability: 0.5, after: 20 min}
  failure_demand: {probability: 0.8, after: 1 h}
  error_lag: 40 min
  chasing: {rate: 1 / h}
  mind: {leaving: {p0: 0.05, beta: 0.4}}
  voice: {complains: 0.2}
designs:
  today:
    roles:
      desk: {staff: {"daily 9:00-17:00": 2}, queue_limit: 5, at_closing: cut_off}
      back: {staff: {"daily 9:00-12:00": 2, "daily 13:00-17:00": 1}, end_of_shift: suspend}
    steps:
      form: {role: self, takes: 3 min, then: ask}
      ask: {role: desk, takes: exponential 4 min, right_first_time: 0.8, promise: 30 min, then: THEN}
      file: {role: back, customer: absent, takes: exponential 9 min, finds: [ask], detects: 0.5, then: resolved}
      angry: {role: desk, takes: 5 min, then: resolved}
      where: {role: desk, takes: 2 min, then: resolved}
    chasing: {step: where}
    recontact: ask
    complaints: angry
  more: {extends: today, roles: {desk: {staff: {"daily 9:00-17:00": 3}}}}
run: {length: 3 days, warm_up: 1 day, replications: 1}
""".replace("THEN", "{file: 0.4, unresolved: 0.2, resolved: 0.4}")


@pytest.fixture(scope="module")
def ran():
    with sim.quiet():
        return sim.run(sim.scenario(EVENTFUL), "today", log=True)


def counted(found, roles, begin):
    """Return how many of the moves are of each kind, since the day began."""
    everybody, found = found, [one for one in found if one.time >= begin]
    places = {"resolved": RESOLVED, "withdrawn": WITHDRAWN, "lost": LOST, "left": LEFT}
    counts = {name: sum(one.place == roles + place for one in found) for name, place in places.items()}
    first = {}
    for one in everybody:
        first.setdefault(one.who, one)
    came = [one.who for one in first.values() if one.place == roles + HOME]
    counts |= {"came": sum(who[1] == 0 for who in came), "chased": sum(who[1] > 0 for who in came)}
    return counts | {"failed": sum(one.state > LAID_DOWN for one in found)}


def of_rows(rows):
    """Return the same of the rows of a log."""
    what, own = rows["what"], rows["chaser"] == 0
    one_each = {"resolved": log.RESOLVED, "withdrawn": log.WITHDRAWN, "lost": log.LOST, "left": log.LEFT, "came": log.ARRIVED}
    counts = {name: int((own & (what == number)).sum()) for name, number in one_each.items()}
    counts["chased"] = int((~own & (what == log.CAME)).sum())
    return counts | {"failed": int(np.isin(what, FAILED).sum())}


@pytest.mark.parametrize("hours", [(0, 72), (24, 48), (33.5, 36.25)])
def test_a_day_adds_up_with_the_log(ran, hours):
    rows, begin, end = ran.logs[0], hours[0] * 60.0, hours[1] * 60.0
    here = rows[(rows["time"] >= begin) & (rows["time"] < end)]
    found = packing.within(rows, ran.blueprint, DayHours(begin, end))
    expected = of_rows(here)
    assert counted(found, 2, begin) == expected
    assert hours[0] > 24 or all(n for name, n in expected.items() if name != "withdrawn")


def test_the_whole_run_adds_up_with_the_counters():
    scenario = sim.what_if(sim.scenario(EVENTFUL), {"run.warm_up": "0 min"}, "today")
    with sim.quiet():
        ran = sim.run(scenario, "today", log=True)
    counts = counted(packing.within(ran.logs[0], ran.blueprint, DayHours(0.0, 1e9)), 2, 0.0)
    value = {name: ran.measures[name].values[0] for name in ("arrived", "complaints", "left_customers", "resolved")}
    assert counts["came"] == value["arrived"] + value["complaints"]
    assert counts["left"] == value["left_customers"]
    assert counts["resolved"] == value["resolved"] + complaints_resolved(ran.logs[0], ran.blueprint)


def complaints_resolved(rows, blueprint):
    return int(((rows["what"] == log.RESOLVED) & (rows["kind"] == len(blueprint.kind_names) - 1)).sum())


def test_who_is_where_at_a_time_is_as_the_engine_says(ran):
    rows = ran.logs[0]
    for hour in (26.0, 34.3, 36.7, 41.1):
        found = packing.within(rows, ran.blueprint, DayHours(hour * 60.0, hour * 60.0 + 1e-9))
        inside = Counter((one.place, one.state) for one in found)
        assert Counter(_by_visits(rows[rows["time"] < hour * 60.0], 2)) == Counter(
            key for key in inside.elements() if key[0] != 2 + HOME
        )


def _by_visits(rows, roles):
    """Yield place and state of each visit that is going on, and of each case that rests, by another way: its last row of all."""
    for chaser in (0, 1):
        beside = np.isin(rows["what"], (log.COMPLAINED, log.MADE_GOOD, log.CAME))
        own = rows[(rows["chaser"] == chaser) & (rows["case"] >= 0) & ~beside]
        last = {int(case): i for i, case in enumerate(own["case"])}
        for i in last.values():
            what, role = own["what"][i], int(own["role"][i])
            if what in (log.QUEUED, log.STARTED, log.SUSPENDED):
                state = {log.QUEUED: WAITS, log.STARTED: HELPED, log.SUSPENDED: LAID_DOWN}[what]
                yield (role if role >= 0 else roles + SELF), state
            elif what == log.AWAY:
                before = own["what"][:i][own["case"][:i] == own["case"][i]]
                failed = {log.GAVE_UP: moves.GAVE_UP, log.REFUSED: moves.REFUSED, log.CLOSED: moves.CLOSED,
                          log.SENT_HOME: moves.SENT_HOME, log.CUT_OFF: moves.CUT_OFF}  # fmt: skip
                yield roles + AWAY, failed.get(before[-1] if len(before) else -1, WAITS)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(tree=trees())
def test_the_whole_run_of_any_process_adds_up_and_ends_in_a_page(tree):
    with sim.quiet():
        try:
            scenario = sim.scenario(tree)
            ran = sim.run(scenario, replications=1, engine="simpy", log=True)
        except (sim.ScenarioError, sim.Unusable):
            return
        page = sim.day(scenario, list(scenario.designs)[:1], engine="simpy").html
    found = packing.within(ran.logs[0], ran.blueprint, DayHours(0.0, 1e9))
    assert counted(found, len(ran.blueprint.role_names), 0.0) == of_rows(ran.logs[0])
    assert unpacked(page)["designs"][0]["stations"]


def test_both_engines_play_the_same_day():
    scenario = sim.scenario(EVENTFUL)
    with sim.quiet():
        one, other = (sim.day(scenario, engine=engine) for engine in ("simpy", "compiled"))
    assert one.html == other.html
    assert one.designs == ("today", "more")


def test_the_same_customers_come_to_both_designs():
    with sim.quiet():
        found = sim.day(sim.scenario(EVENTFUL), ["today", "more"])
    homes = [_came(design) for design in found.data["designs"]]
    assert homes[0]
    assert homes[0] == homes[1]


def _came(design):
    """Return who came and when, complaints and who asks where it is apart (they hang on the design)."""
    moves, second, came = design["moves"], -1, {}
    for i, gap in enumerate(moves["gap"]):
        second += gap
        if moves["place"][i] == design["places"]["home"] and not moves["flags"][i] & 5 and moves["state"][i] == 0:
            came.setdefault(moves["who"][i], second)
    return {who: second for who, second in came.items() if second >= 0}


def test_the_file_is_small_and_says_in_itself_what_it_is():
    busy = sim.scenario(EVENTFUL.replace("30 / hour", "100 / hour").replace('-17:00": 2}', '-17:00": 8}'))
    with sim.quiet():
        found = sim.day(busy, date=2)
    came = [len(_came(design)) for design in found.data["designs"]]
    assert min(came) > 700
    assert len(found.html.encode()) < 700_000
    assert unpacked(found.html) == found.data


def unpacked(html):
    return json.loads(zlib.decompress(base64.b64decode(re.search(r'<div id="moves" hidden>([^<]*)</div>', html)[1])))


def test_nothing_of_the_file_is_markup():
    hostile = '"</script><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} &amp;"'
    text = PLAYFUL.replace("A desk <b>& more</b>", hostile).replace("One person\n", f"{hostile}\n")
    with sim.quiet():
        html = sim.day(sim.scenario(text)).html
    assert html.count("<script") == 1
    assert "<img" not in html
    assert "{{ 7*7 }}" in html
    frame = sim.day(sim.scenario(text))._repr_html_()
    assert frame.count("<") == 2  # an iframe, and nothing else


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"designs": ["today", "counter", "quick"]}, "designs: 3 different ones; one or two are shown"),
        ({"date": 0}, "date: '0', allowed is the number of a day, 1 to 1"),
        ({"date": "2026-03-02"}, "allowed is the number of a day, 1 to 1$"),
        ({"language": "fr"}, "language: 'fr', allowed en, nl"),
    ],
)
def test_what_can_not_be_shown_is_said_in_a_line(given, said):
    with sim.quiet(), pytest.raises(sim.Unusable, match=said):
        sim.day(sim.scenario(PLAYFUL), **given)


def test_a_day_with_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(packing, "MOST", 100)
    with sim.quiet(), pytest.raises(sim.Unusable, match=r"day: [\d,]+ moves in 'today', at most 100 can be shown"):
        sim.day(sim.scenario(PLAYFUL))


def test_a_date_is_taken_where_the_run_has_dates():
    dated = sim.scenario(EVENTFUL.replace("run: {", "run: {start: 2026-03-02, "))
    with sim.quiet():
        found = [sim.day(dated, ["today"], date=date) for date in ("2026-03-03", 2, None)]
        assert {one.number for one in found} == {1}
        assert found[0].data["day"] == {"en": "Tuesday 3 March 2026", "nl": "dinsdag 3 maart 2026"}
        assert (found[0].begin, found[0].end) == (1440.0 + 9 * 60.0, 1440.0 + 17 * 60.0 + 15.0)
        with pytest.raises(sim.Unusable, match="or a date from 2026-03-02 to 2026-03-04"):
            sim.day(dated, date="2026-03-05")
