"""Channels by need and segment, waits and norms by role and channel, plain absence: exact answers, alike in both engines."""

import math

import pytest
from agreement import assert_equal, both

import sim
from sim.blueprint import build
from sim.records import log
from sim.results.summary import values
from sim.theory import erlang_c

MIX = """
title: Mix
world:
  customers: {segments: {young: {share: 0.5}, old: {share: 0.5}}}
  needs: {moving: {rate: 600 / hour}, passport: {rate: 400 / hour}}
designs:
  today:
    channels:
      telephone: {share: SHARE}
      mail: {share: {moving: {young: 60%, old: 20%}, passport: 50%}, starts: write, norm: 2 h}
    roles: {desk: {staff: 40, norm: 30 s}}
    steps:
      call: {role: desk, takes: 1 min}
      write: {role: desk, customer: absent, takes: 1 min}
run: {length: 6 h, replications: 1}
"""
BY_NEED = "{moving: {young: 40%, old: 80%}, passport: 50%}"


def counted(text, variant="today", seed=1):
    made = build(sim.scenario(text), variant)
    one, other = both(made, seed)
    assert_equal(one, other)
    return made, one, values(made, one.counters)


def test_each_need_and_segment_has_its_mix():
    made, one, _ = counted(MIX.replace("SHARE", BY_NEED))
    came = one.log[one.log["what"] == log.ARRIVED]
    for kind, segment, share in ((0, 0, 0.4), (0, 1, 0.8), (1, 0, 0.5), (1, 1, 0.5)):
        those = came[(came["kind"] == kind) & (came["segment"] == segment)]
        telephone = (those["channel"] == made.channel_names.index("telephone")).mean()
        assert abs(telephone - share) < 4 * math.sqrt(0.25 / len(those))


def test_a_mix_that_is_the_same_for_all_needs_is_the_mix_for_all():
    plain = MIX.replace("share: SHARE", "share: 40%").replace("{moving: {young: 60%, old: 20%}, passport: 50%}", "60%")
    by_need = plain.replace("share: 40%", "share: {moving: 40%, passport: {young: 40%, old: 40%}}")
    assert counted(plain)[1].log.tobytes() == counted(by_need)[1].log.tobytes()


def test_what_is_counted_by_channel_adds_up_to_the_role():
    _, _, found = counted(MIX.replace("SHARE", BY_NEED).replace("staff: 40", "staff: 16"))
    parts = [f"queue.desk.{channel}" for channel in ("telephone", "mail")]
    assert sum(found[f"{part}.visits"] for part in parts) == found["role.desk.visits"]
    assert sum(found[f"{part}.wait_ended"] * found[f"{part}.visits"] for part in parts) == pytest.approx(
        found["role.desk.wait_ended"] * found["role.desk.visits"], rel=0.05
    )


# One telephonist, calls before letters: with one server and two classes, non-preemptive, waits have closed forms (Cobham 1954).
COBHAM = """
title: Calls before letters
world:
  needs: {call: {rate: 15 / hour, starts: NONE}, letter: {rate: 20 / hour, starts: NONE}}
designs:
  today:
    channels:
      telephone: {share: {call: 1, letter: 0}, starts: answer, norm: 30 s}
      mail: {share: {call: 0, letter: 1}, starts: write, norm: 8 h}
    roles: {desk: {staff: 1, norm: 1 min}}
    steps:
      answer: {role: desk, takes: exponential 1.2 min, priority: 1}
      write: {role: desk, customer: absent, takes: exponential 1.2 min, priority: 2}
run: {length: 2000 days, warm_up: 10 days, replications: 1}
""".replace(", starts: NONE", "")


def test_calls_and_letters_of_one_desk_wait_as_cobham_says():
    made = build(sim.scenario(COBHAM), "today")
    found = measured(COBHAM)
    call, letter, mean = 0.25 * 1.2, 1 / 3 * 1.2, 1.2
    residual = (call + letter) * mean
    waits = {"telephone": residual / (1 - call), "mail": residual / ((1 - call) * (1 - call - letter))}
    for channel, wait in waits.items():
        assert found[f"queue.desk.{channel}.wait_ended"] == pytest.approx(wait, rel=0.03)
    # telephone against its own 30 s, mail against its 8 hours, and all of them against the minute of the role
    assert found["queue.desk.mail.service_level"] > 0.999
    busy = 1 - (call + letter)
    assert found["queue.desk.telephone.service_level"] > busy
    assert found["role.desk.service_level"] < found["queue.desk.mail.service_level"]
    assert made.queues == ((0, 0, "desk.telephone"), (0, 1, "desk.mail"))


def measured(text):
    return {name: one.mean for name, one in sim.run(sim.scenario(text), replications=1).measures.items()}


def test_a_channel_by_itself_is_erlang():
    """Letters that take no time leave the telephone to Erlang C: answered within 30 s."""
    write = "write: {role: desk, customer: absent, takes: "
    text = COBHAM.replace(f"{write}exponential 1.2 min", f"{write}0 min")
    found, load = measured(text), 0.25 * 1.2
    late = erlang_c(load, 1) * math.exp(-(1 - load) * 0.5 / 1.2)
    assert found["queue.desk.telephone.service_level"] == pytest.approx(1 - late, abs=0.005)


def test_a_step_says_by_which_channel_one_comes_to_it():
    text = COBHAM.replace("length: 2000 days, warm_up: 10 days", "length: 20 days")
    again = text.replace("priority: 2}", "priority: 2, channel: telephone}")
    before, after = counted(text), counted(again)
    assert before[1].log.tobytes() == after[1].log.tobytes()  # it is for measures
    assert after[2]["queue.desk.telephone.visits"] == before[2]["role.desk.visits"]
    assert "queue.desk.mail.visits" not in after[2]


ABSENT = """
title: Absent
world: {needs: {call: {rate: 2 / hour}}}
designs:
  today:
    roles: {desk: {staff: {"mon-sun 09:00-17:00": 10}, absence: ABSENCE}}
    steps: {answer: {role: desk, customer: absent, takes: 1 min}}
run: {length: 100 weeks, replications: 1}
"""


def test_plain_absence_is_the_share_that_is_said():
    _, _, found = counted(ABSENT.replace("ABSENCE", "6%"))
    shifts = 7 * 100 * 10
    assert abs(found["role.desk.absence"] - 0.06) < 4 * math.sqrt(0.06 * 0.94 / shifts)
    assert found["role.desk.staff_mean"] == pytest.approx(10 / 3 * (1 - found["role.desk.absence"]), rel=1e-9)


def test_absence_of_nought_changes_nothing():
    one, other = counted(ABSENT.replace("ABSENCE", "0")), counted(ABSENT.replace(", absence: ABSENCE", ""))
    assert one[1].log.tobytes() == other[1].log.tobytes()
    assert not list(differing(one[1].counters, other[1].counters))


def differing(one, other):
    return (name for name in one.dtype.names if one[name].tobytes() != other[name].tobytes())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (BY_NEED, "{moving: {young: 40%, old: 70%}, passport: 50%}", "shares that sum to 0.9 for moving of old"),
        (BY_NEED, "{moving: {young: 40%, elderly: 80%}, passport: 50%}", "a segment"),
        (BY_NEED, "{moving: 60%, young: 50%}", "either needs or segments"),
        (BY_NEED, "{relocation: 60%, passport: 50%}", "a segment or a need"),
        ("takes: 1 min}", "takes: 1 min, channel: fax}", "a channel"),
        ("staff: 40", "staff: 40, absence: 6%", "shifts"),
    ],
)
def test_what_makes_no_sense_is_refused(old, new, said):
    with pytest.raises(sim.ScenarioError) as refused:
        sim.scenario(MIX.replace("SHARE", BY_NEED).replace(old, new, 1))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("staff", "levels", "weeks"),
    [
        ('{"mon-fri 09:00-17:00": 2.6}', [2, 3, 2, 3, 3], 1),  # three of five days
        ('{"mon-fri 09:00-17:00": 0.5}', [0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 2),
        ('{"mon,wed 09:00-12:00": 1.5, "tue 09:00-12:00": 2}', [1, 2, 2], 1),
    ],
)
def test_parts_of_posts_are_whole_days(staff, levels, weeks):
    text = ABSENT.replace('staff: {"mon-sun 09:00-17:00": 10}, absence: ABSENCE', f"staff: {staff}")
    plan = sim.scenario(text).designs["today"].roles["desk"].staff
    days = [day for day in range(7 * weeks) if plan.at(day * 1440 + 540) or day % 7 < len(levels) / weeks]
    assert [plan.at(day * 1440 + 600) for day in days] == levels
    assert plan.cycle == weeks * 10080


@pytest.mark.parametrize("staff", ['{"mon-fri 09:00-17:00": 2.333}', '{weeks: [{"mon-fri 09:00-17:00": 0.5}, 1]}', "-0.5"])
def test_other_parts_are_refused_with_advice(staff):
    with pytest.raises(sim.ScenarioError) as refused:
        sim.scenario(ABSENT.replace('staff: {"mon-sun 09:00-17:00": 10}, absence: ABSENCE', f"staff: {staff}"))
    assert len(refused.value.faults) == 1
