# ruff: noqa: E501 - a table reads best with a case a line
"""Files made to harm: what they hold reaches no screen raw, and takes no longer than they are long."""

import json
import time
import tracemalloc

import pytest

from sim.scenario import ScenarioError, load
from sim.scenario.text.faults import STEERING, did_you_mean, harmless

SECONDS = 6  # of the processor, on a busy machine
DESK = """\
title: {title}
world: {{needs: {{q: {{rate: {rate}}}}}{world}}}
designs:
  d:
    roles: {{desk: {{staff: 1}}}}
    steps: {{answer: {{role: desk, takes: {takes}}}}}
{more}run: {{length: 1 day}}
"""
SOUND = {"title": "x", "rate": "1 / hour", "takes": "5 min", "world": "", "more": ""}
ONES = "1" * 100_000


def written(tmp_path, **parts):
    path = tmp_path / "hostile.yaml"
    path.write_text(DESK.format(**SOUND | parts))
    return path


def faults(path) -> str:
    begun = time.process_time()
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert time.process_time() - begun < SECONDS
    said = str(caught.value)
    assert not any(STEERING.search(line) for line in said.splitlines())
    assert len(said) < 500 * len(caught.value.faults)
    return said


@pytest.mark.parametrize(
    "sign", ["\\e", "\\a", "\\0", "\\x9b", "\\x7f", "\\u202e", "\\u2066", "\\u200f", "\\uffff", "\\ud800"]
)
def test_signs_that_steer_a_screen_are_refused_wherever_they_stand(tmp_path, sign):
    for parts, line in (
        ({"title": f'"a{sign}[31mb"'}, 1),
        ({"more": f'currency: "a{sign}b"\n'}, 7),
        ({"more": f'"a{sign}b": 1\n'}, 7),
        ({"takes": f'{{value: 5 min, source: "a{sign}b"}}'}, 6),
        ({"more": f'description: "a{sign}b"\n'}, 7),
    ):
        assert f"hostile.yaml:{line}: file: given the sign U+" in faults(written(tmp_path, **parts))


def test_other_signs_are_text(tmp_path):
    title = "Größe [/] $x$ <b>, 5 € \\t \\n שלום 👩‍🚒 [link=http://a]b[/link]"
    assert load(written(tmp_path, title=f'"{title}"')).title == title.replace("\\t", "\t").replace(
        "\\n", "\n"
    )


def test_what_is_shown_of_other_files_is_harmless():
    assert harmless("a\x1b]0;b\x07\u202e\nc") == "a\\u001b]0;b\\u0007\\u202e\nc"


@pytest.mark.parametrize(
    "parts",
    [{"takes": ONES}, {"takes": f'"{ONES}"'}, {"takes": f"{ONES} min"}, {"rate": f"{ONES} / hour"}, {"rate": f"1 / {ONES} h"},
     {"takes": f'"{"1 s " * 25_000}"'}, {"takes": f'"lognormal {"1 " * 50_000}"'}, {"title": ONES[:900] * 100},
     {"world": f", redial: {{probability: {ONES}%, after: 1 h}}"}],
)  # fmt: skip
def test_a_number_of_a_great_many_digits_is_refused_at_once(tmp_path, parts):
    assert "at most 10000 characters" in faults(written(tmp_path, **parts))


@pytest.mark.parametrize(
    "takes", ["1" * 9999, "1" * 9990 + " x", "1 s " * 2400 + "x", "1_" * 4990, "9." * 4990]
)
def test_texts_that_are_just_short_enough_take_no_longer(tmp_path, takes):
    assert "designs.d.steps.answer.takes" in faults(written(tmp_path, takes=f'"{takes}"'))


def markets(count: int, providers: int) -> dict:
    designs = {
        "d": {"roles": {"desk": {"staff": 1}}, "steps": {"answer": {"role": "desk", "takes": "5 min"}}}
    }
    world = {"customers": {"population": 5}, "mind": "on", "needs": {"q": {"rate": "1 / day per customer"}}}
    made = {f"m{i}": {"providers": {f"p{i}_{j}": "d" for j in range(providers)}} for i in range(count)}
    return {"title": "x", "world": world, "designs": designs, "markets": made, "run": {"length": "1 day"}}


def test_a_hundred_markets_take_memory_in_proportion(tmp_path):
    path, most = tmp_path / "markets.yaml", {}
    for count in (10, 100):
        path.write_text(json.dumps(markets(count, 4)))
        tracemalloc.start()
        assert len(load(path).markets) == count
        most[count] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most[100] < 20 * most[10]


def test_the_nearest_of_a_great_many_names_is_found_in_time():
    names = [f"p{i}.desk.service_level" for i in range(50_000)]
    begun = time.process_time()
    for _ in range(10):
        assert did_you_mean("p1.desc.service_level", names) == "did you mean p1.desk.service_level?"
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("parts", "said"),
    [({"world": ", mind: on, voice: {half_life: 0 s}"}, "hostile.yaml:2: world.voice.half_life: given '0 s', allowed a duration above 0"),
     ({"takes": "1 min, self_service: {reaches: {desk: 1}}"}, "hostile.yaml:6: designs.d.steps.answer.self_service.reaches: given a mapping"),
     ({"takes": "1 min, self_service: {reaches: [desk]}"}, "hostile.yaml:6: designs.d.steps.answer.self_service.reaches: given a list"),
     ({"world": ", customers: {segments: {a: {share: .5}, b: {share: .5}}}",
       "more": "    channel_theta: 1\n    channels: {web: {cost: {a: 1}}, post: {cost: 2}}\n"},
      "hostile.yaml:8: designs.d.channels.web.cost: given no cost for b, allowed a cost for every segment")],
)  # fmt: skip
def test_values_that_ended_in_a_traceback_or_in_nought(tmp_path, parts, said):
    assert said in faults(written(tmp_path, **parts))


def test_shares_beside_costs_are_said_to_be_of_no_use(tmp_path):
    more = "    channel_theta: 1\n    channels: {web: {cost: 1, share: 0.4}, post: {cost: 2}}\n"
    (warning,) = load(written(tmp_path, more=more)).warnings
    assert "hostile.yaml:8: designs.d.channels.web.share: share has no effect" in warning
