# ruff: noqa: E501 - a table reads best with a case a line
"""Broken scenario files: each gives clear lines with the right line number, and nothing else."""

import re
import time

import pytest

from sim.scenario import ScenarioError, load
from sim.scenario.text.faults import in_a_line

DESK = """\
title: One desk
world:
  needs:
    question: {rate: 48 / hour}
designs:
  today:
    roles: {desk: {staff: 1}}
    steps:
      answer: {role: desk, takes: exponential 60 s}
run: {length: 20 days}
"""
LINE = re.compile(r"^(?P<file>.+?):(?P<line>\d+): (?P<field>.+?): given .+, allowed .+, .+$")
RATE, STAFF, STEP, TAKES, RUN = (
    "48 / hour",
    "staff: 1",
    "answer: {",
    "takes: exponential 60 s",
    "run: {length: 20 days}",
)
NEED, WORLD, ROLES = "question: {rate: 48 / hour}", "world:\n", "    roles: {"


# name: (what is replaced, by what, line of the fault, words in its message)
BROKEN = {
    # syntax
    "bracket": (STAFF, "{staff: 1", 8, "YAML"),
    "quotation mark": ("answer:", '"answer', 11, "YAML"),
    "colon in text": ("title: One desk", "title: One: desk", 1, "YAML"),
    "tab": ("    roles", "\troles", 7, "tabs"),
    "key twice": ("title: One desk", "title: One\ntitle: Two", 2, "line 1"),
    "key that is a number": (STEP, "3: {", 9, "quotation marks"),
    "key that is a list": (STEP, "[a]: {", 9, "a name"),
    "two documents": (RUN, RUN + "\n---\ntitle: x", 11, "one document"),
    "unknown anchor": (STAFF, "staff: *much", 7, "anchor"),
    "tag": (STAFF, "staff: !!python/object:os.system 1", 7, "tag"),
    "control character": ("One desk", "One \x01 desk", 1, "YAML"),
    "long tag": (STAFF, "staff: !" + "x" * 900, 7, "xxx..., allowed plain YAML"),
    "many signs": (STAFF, "staff: " + "!" * 900_000, 7, "!!!..., allowed plain YAML"),
    "long anchor": (STAFF, "staff: *" + "x" * 900, 7, "xxx..., which no"),
    "long key": ("title: One desk", "? " + "x" * 900 + "\n: 1\ntitle: x", 1, "x...: given the unknown key x"),
    "long key twice": ("title: One desk", ("x" * 900 + ": 1\n") * 2 + "title: x", 2, "xxx... a second time"),
    "bad indentation": ("    steps:", "   steps:", 8, "YAML"),
    # dates
    "start on a Tuesday": (RUN, "run: {length: 20 days, start: 2026-01-06}", 10, "it is a tue: begin on 2026-01-05"),
    "start that is no date": (RUN, "run: {length: 20 days, start: 5 jan 2026}", 10, 'allowed a date such as "2026-01-05"'),
    "start that is no day": (RUN, "run: {length: 20 days, start: 2026-02-30}", 10, 'allowed a date such as "2026-01-05"'),
    "holidays without a start": (WORLD, "world:\n  holidays: NL\n", 3, "allowed run.start"),
    "season without a start": (RATE, "48 / hour, season: {jul: 2}", 4, "allowed run.start"),
    "trend without a start": (RATE, "48 / hour, trend: 5% / year", 4, "allowed run.start"),
    "closed without a start": ("today:", "today:\n    closed: 2026-05-15", 7, "allowed run.start"),
    "exceptions without a start": (STAFF, "staff: 1, exceptions: {2026-05-15: 2}", 7, "allowed run.start"),
    "unknown country": (WORLD, "world:\n  holidays: HOLLAND\n", 3, "a country by its code"),
    "unknown part of a country": (WORLD, "world:\n  holidays: DE-XX\n", 3, "parts of DE that are known: BB"),
    "unknown month": (RATE, "48 / hour, season: {july: 2}", 4, "name the months jan, feb"),
    "month twice": (RATE, "48 / hour, season: {jul-aug: 2, aug: 1}", 4, "of which aug is in 'jul-aug', too"),
    "trend without a period": (RATE, "48 / hour, trend: 5%", 4, '"5% / year"'),
    "days that end before they begin": ("today:", "today:\n    closed: 2026-05-15..2026-05-01", 7, "let it end after it begins"),
    "exceptions that overlap": (STAFF, "staff: 1, exceptions: {2026-05-15..2026-06-01: 2, 2026-06-01: 3}", 7, "which overlap '2026-05-15..2026-06-01'"),
    "one week of a roster": (STAFF, "staff: {weeks: [3]}", 7, "a list of 2 to 53 plans"),
    "hours beside weeks": (STAFF, 'staff: {weeks: [3, 2], "mon 09:00-17:00": 2}', 7, "write these hours into each of the weeks"),
    "weeks in weeks": (STAFF, "staff: {weeks: [3, {weeks: [1, 2]}]}", 7, "write all weeks in one list"),
    # the whole
    "no title": ("title: One desk", "description: x", 1, "add title"),
    "no world": ("world:", "wrold:", 2, "did you mean world?"),
    "no needs": ("needs:", "neds:", 3, "did you mean needs?"),
    "no run": (RUN, "", 1, "add run"),
    "no length": (RUN, "run: {}", 10, "add length"),
    "no steps": ("    steps:\n      answer: {role: desk, takes: exponential 60 s}\n", "", 6, "add steps"),
    "empty steps": ("\n      answer: {role: desk, takes: exponential 60 s}", " {}", 8, "at least one"),
    "other version": ("title: One desk", "schema_version: 2\ntitle: x", 1, "schema_version"),
    "other language": ("title: One desk", "language: fr\ntitle: x", 1, "en or nl"),
    "key of ours": ("title: One desk", "warnings: x\ntitle: x", 1, "unknown key"),
    # types
    "title as a list": ("One desk", "[1]", 1, "text"),
    "run as a number": (RUN, "run: 3", 10, "a mapping"),
    "steps as text": ("answer: {role: desk, takes: exponential 60 s}", "answer", 8, "a mapping"),
    "role as a list": ("role: desk", "role: [desk]", 9, "a name"),
    "duration as a list": (TAKES, "takes: [1, 2]", 9, "a duration"),
    "a word for again": (TAKES, TAKES + ", again: twice", 9, "rework or value"),
    "switch as text": (STAFF, "staff: 1, continuity: perhaps", 7, "true or false"),
    "segments as a list": (WORLD, WORLD + "  customers: {segments: [a]}\n", 3, "a mapping"),
    "source as a number": (NEED, "question: {rate: 1 / h, source: 3}", 4, "text"),
    "wrapper with another key": (TAKES, "takes: {value: 6 min, sourc: x}", 9, "did you mean source?"),
    "range of one": (TAKES, "takes: {value: 6 min, range: [1 min]}", 9, "a lowest and a highest value"),
    "range of a mapping": (STAFF, "staff: 1, range: [1, 2]", 7, "write {value: ..., range: [low, high]}"),
    "title of nothing": ("title: One desk", "title:", 1, ":1: title: given nothing"),
    "world of nothing": (WORLD + "  needs:\n    " + NEED, "world:", 2, ":2: world: given nothing"),
    "change without a design": (RUN, "changes: {c1: {design: }}\n" + RUN, 10, ": changes.c1.design: given nothing"),
    # units
    "duration without unit": (TAKES, "takes: 20", 9, "20 min"),
    "duration with another unit": (TAKES, "takes: 6 parsecs", 9, "unit"),
    "rate without unit": (RATE, "48", 4, "unit"),
    "rate with two units": (RATE, "48 / hour / day", 4, "one unit"),
    "misspelt distribution": (TAKES, "takes: exponentiel 6 min", 9, "did you mean exponential?"),
    "normal duration": (TAKES, "takes: normal 6 min 1 min", 9, "gamma"),
    "misspelt hours": (STAFF, "staff: {mon-fri 8-17: 1}", 7, "mon-fri 08:30-17:00"),
    "25 o'clock": (STAFF, "staff: {mon-fri 08:00-25:00: 1}", 7, "25:00"),
    "unknown day": (STAFF, "staff: {moon 08:00-17:00: 1}", 7, "days"),
    "profile": (NEED, "question: {rate: 1 / h, profile: wavy}", 4, "office_hours"),
    # ranges
    "negative duration": (TAKES, "takes: -6 min", 9, "0 to 100 years"),
    "endless duration": (TAKES, "takes: 1e300 min", 9, "0 to 100 years"),
    "a thousand years": (RUN, "run: {length: 1000 years}", 10, "100 years"),
    "infinite": (STAFF, "staff: .inf", 7, "staff"),
    "not a number": (STAFF, "staff: .nan", 7, "staff"),
    "a part of a post that is no days": (STAFF, "staff: 1.013", 7, "whole days"),
    "duration that is no number": (TAKES, "takes: .nan", 9, 'for instance "6 min"'),
    "negative staff": (STAFF, "staff: -1", 7, "staff"),
    "too much staff": (STAFF, "staff: 1e12", 7, "staff"),
    "negative rate": (RATE, "-48 / hour", 4, "events"),
    "absurd rate": (RATE, "1e300 / hour", 4, "events"),
    "too many steps": (RATE, "1e9 / s", 10, "steps in one run"),
    "no replications": (RUN, "run: {length: 1 day, replications: 0}", 10, "between 1 and"),
    "negative seed": (RUN, "run: {length: 1 day, seed: -1}", 10, "between 0 and"),
    "no time": (RUN, "run: {length: 0 days}", 10, "above 0"),
    "warm-up beyond the run": (RUN, "run: {length: 1 day, warm_up: 2 days}", 10, "run.length"),
    "a time beyond the run": (NEED, "question: {at: [1 h, 30 days, 40 days]}", 4, "2 of 3 times"),
    "status messages that multiply calls": (WORLD, WORLD + "  chasing: {rate: 1 / min, status_factor: 1000000}\n", 3, "a call a minute"),
    "staff that overlap": (STAFF, "staff: {mon-fri 09:00-17:00: 1, mon-fri 12:00-13:00: 0}", 7, "breaks"),
    "hours that overlap": (ROLES, "    channels: {web: {share: 1, opens: {mon: 1, mon 12:00-13:00: 0}}}\n" + ROLES, 7, "do not overlap"),
    "a profile that overlaps": (NEED, "question: {rate: 1 / h, profile: {mon: 1, mon 09:00-10:00: 2}}", 4, "do not overlap"),
    "a break for more than are there": (STAFF, "staff: {mon: 1}, breaks: {mon 12:00-13:00: 2}", 7, "as many as are on shift"),
    "a break of all, all the time": (STAFF, "staff: 2, breaks: 2", 7, "some staff"),
    "no such rule at closing": (STAFF, "staff: 1, at_closing: go", 7, "send_home"),
    "no such rule for a full tray": (STAFF, "staff: 1, when_full: lose", 7, "block or refuse"),
    "monkey-friends": (STAFF, "staff: {monkey-friends 09:00-17:00: 1}", 7, "name the days"),
    "a day that ends where it begins": (STAFF, "staff: {mon 09:00-09:00: 1}", 7, "00:00-24:00"),
    "snapshot beyond the run": (RUN, "run: {length: 1 day, snapshots: [2 days]}", 10, "run.length"),
    "priority 9": (NEED, "question: {rate: 1 / h, priority: 9}", 4, "between 1 and 8"),
    "negative queue": (STAFF, "staff: 1, queue_limit: -1", 7, "between 0"),
    "population of nobody": (WORLD, WORLD + "  customers: {population: 0}\n", 3, "between 1 and 18000000"),
    "mark outside the scale": (WORLD, WORLD + "  mind: {start_goodwill: 12}\n", 3, "between 1 and 10"),
    "scale upside down": (WORLD, WORLD + "  mind: {scale: [10, 1]}\n", 3, "lower mark first"),
    "half-life of nothing": (WORLD, WORLD + "  mind: {half_life: 0 min}\n", 3, "above 0"),
    # references
    "unknown role": ("role: desk", "role: dsk", 9, "did you mean desk?"),
    "unknown step": (TAKES, TAKES + ", then: anser", 9, "did you mean answer?"),
    "unknown step to find": (TAKES, TAKES + ", finds: [anser]", 9, "did you mean answer?"),
    "unknown step to fix": (TAKES, TAKES + ", fixes: anser", 9, "did you mean answer?"),
    "unknown step on error": (TAKES, TAKES + ", finds: answer, on_error: anser", 9, "did you mean answer?"),
    "unknown start": (NEED, "question: {rate: 1 / h, starts: anser}", 4, "did you mean answer?"),
    "unknown start of a channel": (ROLES, "    channels: {web: {share: 1, starts: anser}}\n" + ROLES, 7, "answer?"),
    "unknown segment": (ROLES, "    channels: {web: {share: {all: 1, al: 1}}}\n" + ROLES, 7, "did you mean all?"),
    "unknown kind": (ROLES, "    channels: {web: {share: 1, starts: {qestion: answer}}}\n" + ROLES, 7, "question?"),
    "unknown chasing step": (ROLES, "    chasing: {step: anser}\n" + ROLES, 7, "did you mean answer?"),
    "chasing at a step without a role": (
        "    steps:\n", "    chasing: {step: read}\n    steps:\n      read: {role: self, takes: 1 min, then: answer}\n", 8, "with a role",
    ),
    "chasing at a first step without a role": (
        "    steps:\n", "    chasing: {}\n    steps:\n      read: {role: self, takes: 1 min, then: answer}\n", 8, "with a role",
    ),
    "unknown recontact": (ROLES, "    recontact: anser\n" + ROLES, 7, "did you mean answer?"),
    "unknown step for complaints": (ROLES, "    complaints: anser\n" + ROLES, 7, "did you mean answer?"),
    "unknown baseline": (RUN, "judge: {baseline: tody}\n" + RUN, 10, "did you mean today?"),
    "unknown key of a step": (TAKES, "takes: 6 min, patince: 3 min", 9, "did you mean patience?"),
    "unknown key of a role": (STAFF, "staff: 1, que_limit: 3", 7, "did you mean queue_limit?"),
    "unknown mechanism": (WORLD, WORLD + "  mind: {leavin: on}\n", 3, "did you mean leaving?"),
    "reserved name": (STEP, "resolved: {", 9, "another name"),
    "name with a dot": (STEP, "a.b: {", 9, "a name"),
    # designs and changes
    "unknown base": (RUN, "  b: {extends: tday}\n" + RUN, 10, "did you mean today?"),
    "base in a circle": (RUN, "  b: {extends: c}\n  c: {extends: b}\n" + RUN, 10, "circle"),
    "deletes what is not there": (RUN, "  b: {extends: today, roles: {dsk: none}}\n" + RUN, 10, "did you mean desk?"),
    "deletes a role that is needed": (RUN, "  b: {extends: today, roles: {desk: none}}\n" + RUN, 9, "a role"),
    "change of an unknown design": (RUN, "changes: {c: {design: tody}}\n" + RUN, 10, "did you mean today?"),
    "change of an unknown step": (RUN, "changes: {c: {design: today, set: {steps.anser.takes: 1 min}}}\n" + RUN, 10, "answer?"),
    "change of an unknown key": (RUN, "changes: {c: {design: today, set: {steps.answer.taks: 1 min}}}\n" + RUN, 10, "takes?"),
    "change to nonsense": (RUN, "changes: {c: {design: today, set: {roles.desk.staff: -1}}}\n" + RUN, 10, "staff"),
    "change inside a value": (RUN, "changes: {c: {design: today, set: {roles.desk.staff.x: 1}}}\n" + RUN, 10, "as a whole"),
    "change named like a design": (RUN, "changes: {today: {design: today}}\n" + RUN, 10, "rename"),
    # probabilities
    "probability above 1": (TAKES, TAKES + ", right_first_time: 1.4", 9, "between 0 and 1"),
    "negative probability": (TAKES, TAKES + ", detects: -0.1", 9, "between 0 and 1"),
    "routing above 1": (TAKES, TAKES + ", then: {answer: 0.5, resolved: 0.6}", 9, "sum to 1.1"),
    "routing below 1": (TAKES, TAKES + ", then: {resolved: 0.9}", 9, "add 0.1"),
    "channels above 1": (ROLES, "    channels: {web: 0.5, post: 0.6}\n" + ROLES, 7, "sum to 1.1"),
    "channel without a share": (ROLES, "    channels: {web: {opens: always}}\n" + ROLES, 7, "add share"),
    "segments below 1": (WORLD, WORLD + "  customers: {segments: {a: {share: 0.5}}}\n", 3, "sum to 0.5"),
    "self-service fails too often": (TAKES, "takes: 1 min, self_service: {fails: 3, reaches: answer}", 9, "between 0 and 1"),
    "then and self-service": (TAKES, "takes: 1 min, then: resolved, self_service: {reaches: answer}", 9, "either"),
    "weights of nothing": (TAKES, "takes: {empirical: [1 min], weights: [0]}", 9, "above 0"),
    # flow
    "a case that never ends": (TAKES, TAKES + ", then: answer", 9, "no way to an end"),
    "a cycle that takes no time": (TAKES, "takes: 0 min, then: {answer: 0.5, resolved: 0.5}", 9, "answer -> answer"),
    "a delay before an ending": (TAKES, TAKES + ", then: {resolved: {share: 1, after: 3 days}}", 9, "before resolved"),
    "a delay before coming back": (TAKES, TAKES + ", then: {lost: 0.5, unresolved: {share: 0.5, after: 1 h}}", 9, "before unresolved"),
    "a return that takes no time": (WORLD, WORLD + "  redial: {after: 0 min}\n", 3, "at least 1 second"),
    "a redial within a second": (WORLD, WORLD + "  redial: {probability: 1, after: 0.000001 s}\n", 3, "at least 1 second"),
    "failure demand within a second": (WORLD, WORLD + "  failure_demand: {after: exponential 0.5 s}\n", 3, "at least 1 second"),
    "a cycle of no time": (NEED, "question: {rate: 1 / h, profile: {cycle: 0.000001 s, sine: 0.5}}", 4, "at least 1 minute"),
    "calls without end": (WORLD, WORLD + "  chasing: {rate: 1e12 / s}\n", 3, "at most 1 call a minute"),
    "always wrong and always found": (TAKES, TAKES + ", right_first_time: 0, finds: [answer], detects: 1", 9, "without end"),
    "always wrong, found by the customer": (TAKES, TAKES + ", right_first_time: 0", 9, "without end"),
    "always wrong, found by a check": (
        TAKES + "}", TAKES + ", right_first_time: 0, then: check}\n"
        "      check: {role: desk, takes: 1 min, finds: [answer], detects: 1}", 9, "without end",
    ),
    "a step out of reach": (RUN, "", 10, "reach"),
    "a role without staff": (STAFF, "staff: 0", 7, "some staff"),
    "a channel never open": (ROLES, "    channels: {web: {share: 1, opens: {mon: 0}}}\n" + ROLES, 7, "some hours"),
    "rate per customer of a stream": (RATE, "48 / year per customer", 4, "population"),
    "need without a rate": (NEED, "question: {}", 4, "add for instance rate"),
    "dispersion without a rate": (NEED, "question: {at: 1 day, dispersion: 2}", 4, "rate"),
    "count without times": (NEED, "question: {rate: 1 / h, count: 3}", 4, "at"),
    "33 roles": (STAFF, "staff: 1}, " + ", ".join(f"r{i}: {{staff: 1}}" for i in range(31)) + ", x: {staff: 1", 7, "at most 32"),
    "13 branches": (TAKES, TAKES + ", then: {" + ", ".join(f"s{i}: 0.1" for i in range(13)) + "}", 9, "at most 12"),
}  # fmt: skip


SECONDS = 6  # of the processor, on a busy machine: linear in a file of 1 MB


def faults_in(path) -> list[re.Match[str]]:
    start = time.process_time()
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert time.process_time() - start < SECONDS
    found = [LINE.match(line) for line in str(caught.value).splitlines()]
    assert found
    assert all(found), str(caught.value)
    assert all(match["file"] == in_a_line(str(path)) for match in found)
    return found


@pytest.mark.parametrize("name", [name for name in BROKEN if name != "a step out of reach"])
def test_broken_text(tmp_path, name):
    old, new, line, words = BROKEN[name]
    path = tmp_path / "broken.yaml"
    assert old in DESK
    path.write_text(DESK.replace(old, new, 1))
    found = faults_in(path)
    hits = [match for match in found if int(match["line"]) == line and words in match[0]]
    assert hits, "\n".join(match[0] for match in found)
    assert len(found) <= 2, "\n".join(match[0] for match in found)


def test_a_step_out_of_reach(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text(DESK.replace("run:", "      more: {role: desk, takes: 1 min}\nrun:"))
    (fault,) = faults_in(path)
    assert (fault["line"], fault["field"]) == ("10", "designs.today.steps.more")


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
)
BYTES = {
    "empty": (b"", 1),
    "only a comment": (b"# nothing\n", 1),
    "only null": (b"null\n", 1),
    "a list": (b"- a\n- b\n", 1),
    "a word": (b"hello\n", 1),
    "latin-1": (b"title: a\nworld: caf\xe9\n", 2),
    "utf-16": ("title: a\n".encode("utf-16"), 1),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1),
    "zeros": (b"\x00" * 1000, 1),
    "anchor bomb": (BOMB.encode(), 5),
    "anchor in itself": (b"a: &a [*a]\n", 1),
    "deep brackets": (b"[" * 100_000, 1),
    "deep braces": (b"{a: " * 20_000, 1),
    "deep dashes": (b"- " * 300_000, 1),
    "one long line": (b"a: " + b"x" * 900_000, 1),
    "many values": (b"a: [" + b"1, " * 200_000 + b"]", 1),
    "many keys": (b"".join(b"k%d: 1\n" % i for i in range(19_000)), 10_000),
    "many lines": (b"a: x\n" + b" x\n" * 300_000, 20_001),
    "many folded lines": (b"a: >\n" + b" x\n" * 300_000, 20_001),
    "a long tag": (b"a: !" + b"x" * 900_000, 1),
    "only signs": (b"!" * 900_000, 1),
    "many tags": (b"- !a 1\n" * 19_000, 100),
    "a long anchor": (b"a: *" + b"x" * 900_000, 1),
    "long names twice": ((b"x" * 900 + b": 1\n") * 1000, 101),
    "many unknown steps": (
        DESK.replace(TAKES, "takes: 1 min, finds: [" + ", ".join(f"s{i}" for i in range(20_000)) + "]").encode(), 9,
    ),
    "many settings": (
        DESK.replace(RUN, "changes: {c: {design: today, set: {" + ", ".join(f"s{i}: 1" for i in range(4000)) + "}}}\n" + RUN)
        .encode(), 10,
    ),
    "many bases": (
        DESK.replace(RUN, "".join(f"  d{i}: {{extends: d{i + 1}}}\n" for i in range(3000)) + RUN).encode(), 10,
    ),
    "50 MB": (b"title: x\n" + b"# " + b"x" * 50_000_000, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", BYTES)
def test_broken_bytes(tmp_path, name):
    content, line = BYTES[name]
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    found = faults_in(path)
    assert any(int(match["line"]) == line for match in found)
    assert all(len(match[0]) < 1000 + len(str(path)) for match in found)


def test_a_file_full_of_faults_is_left_after_a_hundred(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("a: 1\n" * 9000)
    *_, last = found = faults_in(path)
    assert len(found) == 101
    assert "100 faults up to here" in last[0]


def test_a_directory_and_a_missing_file(tmp_path):
    for path in (tmp_path, tmp_path / "missing.yaml", tmp_path / "a\0b"):
        (fault,) = faults_in(path)
        assert fault["line"] == "1"


def test_more_different_distributions_than_a_model_can_hold(tmp_path):
    path = tmp_path / "broken.yaml"
    laws = "".join(
        f"      s{i}: {{role: desk, takes: {i + 1} min, mark: {i}.5, patience: {i + 99} min, then: "
        f"{{{', '.join(f's{(i + j) % 60}: {{share: 0.1, after: {i * 9 + j} s}}' for j in range(1, 6))}, lost: 0.5}}}}\n"
        for i in range(60)
    )
    path.write_text(DESK.replace(f"      answer: {{role: desk, {TAKES}}}\n", laws))
    (fault,) = faults_in(path)
    assert "at most 256" in fault[0]


@pytest.mark.parametrize("lag", ["0 min", "1e-300 s"])
def test_errors_found_in_no_time_are_refused_where_a_step_can_be_wrong(tmp_path, lag):
    path = tmp_path / "broken.yaml"
    text = DESK.replace(WORLD, f"{WORLD}  error_lag: {lag}\n")
    path.write_text(text)
    load(path)
    path.write_text(text.replace(TAKES, TAKES + ", right_first_time: 0.9"))
    (fault,) = faults_in(path)
    assert fault["field"] == "world.error_lag"
    assert "at least 1 second" in fault[0]


@pytest.mark.parametrize(
    "way_out",
    [
        "then: {answer: 0.5, lost: 0.5}",
        "finds: [answer], detects: 0.9, then: lost",
        "finds: [answer], detects: 1, on_error: mend",
        "then: mend",
    ],
)
def test_what_is_always_wrong_but_can_end_is_allowed(tmp_path, way_out):
    path = tmp_path / "scenario.yaml"
    mend = "      mend: {role: desk, takes: 1 min, fixes: [answer]}"
    needs = NEED + "\n    repair: {rate: 1 / h, starts: mend}"
    text = DESK.replace(TAKES + "}", f"{TAKES}, right_first_time: 0, {way_out}}}\n{mend}")
    path.write_text(text.replace(NEED, needs))
    assert load(path).designs["today"].steps["answer"].right_first_time == 0


def test_more_staff_than_can_be_absent_one_by_one(tmp_path):
    path = tmp_path / "broken.yaml"
    text = DESK.replace(WORLD, f"{WORLD}  energy: on\n").replace(STAFF, "staff: {daily 08:00-16:00: 5000}")
    path.write_text(text)
    (fault,) = faults_in(path)
    assert fault["field"] == "designs.today.roles.desk.staff"
    assert "at most 4096" in fault[0]
    path.write_text(text.replace("energy: on", "energy: {absence: off, turnover: off}"))
    load(path)


def test_needs_that_come_when_nobody_is_there_are_told_with_their_share(tmp_path):
    path = tmp_path / "scenario.yaml"
    path.write_text(DESK.replace(STAFF, "staff: {mon-fri 09:00-17:00: 1}"))
    (told,) = [line for line in load(path).warnings if "nobody is there" in line]
    assert "76% of world.needs.question" in told  # 128 of 168 hours
    lunch = "staff: {mon-fri 09:00-12:00: 1, mon-fri 13:00-17:00: 1}"
    path.write_text(DESK.replace(STAFF, lunch).replace(RATE, "48 / hour, profile: office_hours"))
    (told,) = [line for line in load(path).warnings if "nobody is there" in line]
    assert "12% of world.needs.question" in told
    phone = '    channels: {phone: {share: 1, opens: "mon-fri 09:00-17:00"}}\n'  # then it is a break
    path.write_text(DESK.replace(STAFF, lunch).replace(RATE, "48 / hour, profile: office_hours").replace(ROLES, phone + ROLES))
    assert not [line for line in load(path).warnings if "nobody is there" in line]


def test_trays_that_could_wait_for_each_other_are_told(tmp_path):
    path = tmp_path / "scenario.yaml"
    steps = (
        "      answer: {role: desk, takes: 1 min, customer: absent, then: {more: 0.5, resolved: 0.5}}\n"
        "      more: {role: back, takes: 1 min, customer: absent, then: {answer: 0.5, resolved: 0.5}}\n"
    )
    text = DESK.replace(STAFF, "staff: 99, queue_limit: 3}, back: {staff: 99, queue_limit: 3")
    path.write_text(text.replace(f"      answer: {{role: desk, {TAKES}}}\n", steps))
    told = [line for line in load(path).warnings if "wait for room" in line]
    assert told


def test_all_faults_come_in_one_pass(tmp_path):
    path = tmp_path / "broken.yaml"
    text = DESK.replace(RATE, "48").replace(STAFF, "staff: -1").replace("role: desk", "role: dsk")
    path.write_text(text.replace(TAKES, "takes: 20").replace("20 days", "0 days").replace("title:", "titel:"))
    assert [int(fault["line"]) for fault in faults_in(path)] == [1, 4, 7, 9, 9, 10]


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("staff: 1", "staff: {mon 8-17: 1, moon 08:00-17:00: 1, tue 08:00-17:00: -1}",
         ["roles.desk.staff.mon 8-17", "roles.desk.staff.moon 08:00-17:00", "roles.desk.staff.tue 08:00-17:00"]),
        (TAKES, "takes: {empirical: [1 min, 2, x]}",
         ["steps.answer.takes.empirical.1", "steps.answer.takes.empirical.2"]),
        (TAKES, "takes: {empirical: [1 min, 2 min], weights: [-1, x]}",
         ["steps.answer.takes.weights.0", "steps.answer.takes.weights.1"]),
        (TAKES, TAKES + ", then: {answer: 2, resolved: -1}",
         ["steps.answer.then.answer", "steps.answer.then.resolved"]),
    ],
)  # fmt: skip
def test_all_faults_inside_a_value_come_at_once(tmp_path, old, new, fields):
    path = tmp_path / "broken.yaml"
    path.write_text(DESK.replace(old, new))
    assert [fault["field"] for fault in faults_in(path)] == [f"designs.today.{field}" for field in fields]


def test_a_fault_in_a_design_is_said_once_however_many_extend_it(tmp_path):
    path = tmp_path / "broken.yaml"
    more = "  b: {extends: today}\n  c: {extends: b}\nchanges: {d: {design: b, set: {roles.desk.staff: 2}}}\n"
    path.write_text(DESK.replace(TAKES, "takes: 20").replace("run:", more + "run:"))
    (fault,) = faults_in(path)
    assert fault["field"] == "designs.today.steps.answer.takes"
