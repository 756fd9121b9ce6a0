"""A verdict on a crisis that turns when the run is twice as long says so: pressure that rises to a known level.

Who has a case complains with a fixed probability (beta 0): pressure from nought goes to P = complaints a week x half-life /
ln 2, of which 1 - 2^(-t / half-life) is there after a time t: .192 of it after 8 weeks of a half-life of 26, .347 after 16.
"""

import json
import math

import pytest

import sim

WEEKLY, HALF_LIFE = 0.2 * 10 * 168, 26
LEVEL = WEEKLY * HALF_LIFE / math.log(2)
COUNTER = """
title: Counter
language: en
world:
  needs: {visit: {rate: 10 / hour}}
  mind: default
  voice: {complains: 0.2, beta: 0, half_life: 26 weeks, start: 0, crisis: LIMIT}
designs:
  today:
    roles: {desk: {staff: 3}}
    steps: {serve: {role: desk, takes: 3 min}}
  more:
    extends: today
    roles: {desk: {staff: 4}}
judge: {baseline: today}
run: {length: 8 weeks, replications: 5}
"""


def loaded(folder, part, language="en"):
    path = folder / "counter.yaml"
    text = COUNTER.replace("LIMIT", f"{part * LEVEL!r}").replace("language: en", f"language: {language}")
    path.write_text(text)
    return sim.load(path)


@pytest.mark.parametrize(
    ("part", "now", "later", "turns", "ahead"),
    [
        (0.1, 1.0, None, False, False),  # a crisis within the run: no longer run can undo it
        (0.27, 0.0, 0.0, True, True),
        (0.6, 0.0, 1.0, False, True),  # not in twice the time either, but in the long run
        (1.2, 0.0, 1.0, False, False),
    ],
)
def test_what_a_run_twice_as_long_says(tmp_path, part, now, later, turns, ahead):
    counter = loaded(tmp_path, part)
    result = sim.run(counter, "today")
    assert result.measures["crisis_share"].mean == now
    assert result.measures["pressure_long_run"].mean == pytest.approx(LEVEL, rel=0.02)
    assert ("crisis" in result.unsettled) is ahead
    found = sim.survival(counter, ["today"])["today"]
    assert (found.later, found.turns) == (later, turns)
    assert sim.survival(counter, ["today"], twice=False)["today"].later is None


@pytest.mark.parametrize("n", [1, 2, 3])
def test_few_replications_say_it_too(tmp_path, n):
    counter = loaded(tmp_path, 0.27)
    assert "crisis" in sim.run(counter, "today", replications=n).unsettled
    assert sim.survival(counter, ["today"], replications=n)["today"].turns
    soon = loaded(tmp_path, 0.1)
    assert "crisis" not in sim.run(soon, "today", replications=n).unsettled


@pytest.mark.parametrize(
    ("language", "ahead", "turned"),
    [
        ("en", "whether there is a crisis depends on how long the run is", "0% of the runs have one, and 100% of runs"),
        ("nl", "of er een crisis komt hangt af van hoe lang de run duurt", "0% van de runs heeft er een, en 100% van runs"),
    ],
)
def test_it_is_said_where_a_client_reads_it(command, tmp_path, language, ahead, turned):
    path = loaded(tmp_path, 0.27, language).path
    for asked in (("run",), ("judge", "--no-turns", "--no-store"), ("compare",), ("mirrors",)):
        out = " ".join(command(asked[0], path, *asked[1:])[1].split()).lower()
        assert ahead in out, asked
    out = " ".join(command("survival", path)[1].split())
    assert turned in out
    told = json.loads(command("survival", path, "--json")[1])["designs"]["today"]
    assert told["turns_when_twice_as_long"]
    assert told["calm_after_twice_the_length"] == 0.0
    assert turned not in " ".join(command("survival", path, "--once")[1].split())
