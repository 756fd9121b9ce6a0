"""Measures of the parts of a design: its roles, steps, channels, and of kinds of need, segments, providers and snapshots."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.catalogue.keys import CHANNEL, KIND, PROVIDER, QUEUE, ROLE, SEGMENT, SNAPSHOT, STEP
from sim.results import backlog, cohorts
from sim.results.measured import Found, Measured, at, over, ratio, variance

WEEK = 10080.0  # minutes
QUEUES = "ended open served within due over_norm abandoned refused refused_due wait_sum served_sum".split()


def measures(blueprint: Blueprint, m: Any, minutes: Any) -> Iterator[Measured]:
    """Yield the measures of all parts of some replications, each of so many minutes measured; roles first."""
    needs, mind = cohorts.needs(blueprint), bool(blueprint.record["mind"])
    ended, came = (m[f"kind_{name}"][needs].sum(axis=0) for name in ("ended", "arrived"))
    for i, name in enumerate(blueprint.role_names):
        yield from at(ROLE, name, _role(blueprint.record, m, i, minutes))
    for role, channel, name in blueprint.queues:
        yield from at(QUEUE, name, _by_channel(blueprint.record, m, role, channel))
    for i, name in enumerate(blueprint.step_names):
        yield from at(STEP, name, _step(m, i, ended))
    for i, name in enumerate(blueprint.channel_names):
        yield from at(CHANNEL, name, [("share", ratio(m["channel_arrived"][i], came))])
    for i, name in enumerate(blueprint.kind_names):
        yield from at(KIND, name, cohorts.of_kind(blueprint, m, i))
    for i, name in enumerate(blueprint.provider_names if blueprint.record["providers"] > 1 else ()):
        yield from at(PROVIDER, name, _provider(m, i, came, mind))
    for i, name in enumerate(blueprint.segment_names):
        yield from at(SEGMENT, name, _segment(m, i, mind))
    for i in range(len(blueprint.snapshots)):
        yield from at(SNAPSHOT, str(i), _snapshot(m, i, mind))


def _role(record: Any, m: Any, i: int, minutes: Any) -> Found:
    yield from _queue(m, i, has_norm=bool(record["role_norm"][i] >= 0.0))
    yield from _work(m, i, minutes)
    yield from _closing(record, m, i)
    if (record["step_overflow_to"][: int(record["steps"])] >= 0).any():
        yield "overflowed", m["role_overflowed"][i]
        yield "overflowed_share", ratio(m["role_overflowed"][i], m["role_ended"][i] + m["role_open"][i])
    if record["role_slot"][i] > 0.0:
        yield from _appointments(m, i)
    yield from backlog.of_role(record, m, i)
    if record["role_pace_count"][i]:
        yield "crowded", over(m["role_crowded_area"][i], minutes)
    if record["energy"]:
        yield from _staff(m, i, minutes)
    elif record["role_absence"][i] > 0.0:
        yield "absence", ratio(m["role_absent"][i], m["role_starts"][i])


def _queue(m: Any, i: int, has_norm: bool) -> Found:
    ended, served = m["role_ended"][i], m["role_served"][i]
    came = ended + m["role_open"][i]
    offered = came + m["role_refused"][i]
    yield "visits", came
    yield from cohorts.times("wait", cohorts.wait(m, i))
    yield "wait_ended", ratio(m["role_wait_sum"][i], ended)
    yield "wait_served", ratio(m["role_served_sum"][i], served)
    yield "wait_var", variance(m["role_wait_sum"][i], m["role_wait_square"][i], ended)
    longest = np.maximum(m["role_wait_max"][i], m["role_open_max"][i])
    yield "wait_max", np.where(came > 0, longest, math.nan)
    yield "waited_share", ratio(m["role_waited"][i] + m["role_open_waited"][i], came)
    if has_norm:
        asked = m["role_due"][i]
        yield "wait_over_norm", ratio(m["role_over_norm"][i], asked)
        yield "service_level", ratio(m["role_within"][i], asked + m["role_refused_due"][i])
    yield "abandoned", m["role_abandoned"][i]
    yield "abandoned_share", ratio(m["role_abandoned"][i], came)
    yield "refused", m["role_refused"][i]
    yield "refused_share", ratio(m["role_refused"][i], offered)


def _by_channel(record: Any, m: Any, role: int, channel: int) -> Found:
    """Yield what customers of one channel find at a role; who still waits counts where it is said that all do."""
    of = {name: m[f"queue_{name}"][role][channel] for name in QUEUES}
    came = of["ended"] + of["open"]
    yield "visits", came
    yield "wait_ended", ratio(of["wait_sum"], of["ended"])
    yield "wait_served", ratio(of["served_sum"], of["served"])
    if record["role_norm"][role] >= 0.0 or record["channel_norm"][channel] >= 0.0:
        yield "wait_over_norm", ratio(of["over_norm"], of["due"])
        yield "service_level", ratio(of["within"], of["due"] + of["refused_due"])
    yield "abandoned", of["abandoned"]
    yield "abandoned_share", ratio(of["abandoned"], came)
    yield "refused", of["refused"]
    yield "refused_share", ratio(of["refused"], came + of["refused"])


def _closing(record: Any, m: Any, i: int) -> Found:
    """Yield what a role does to people at closing, and to others by a full tray, where it can."""
    if record["role_at_closing"].any() or record["channel_at_closing"].any() or _may_be_absent(record):
        yield "sent_home", m["role_sent_home"][i]
        yield "cut_off", m["role_cut_off"][i]
    if ((record["role_limit"] >= 0) & (record["role_blocks"] == 1))[: int(record["roles"])].any():
        yield "blocked", ratio(m["role_blocked_area"][i], m["role_staff_area"][i])


def _appointments(m: Any, i: int) -> Found:
    """Yield how long one waits for an appointment and past it, and what became of the slots."""
    made, refused, met = m["role_booked"][i], m["role_unbooked"][i], m["role_met"][i]
    places, taken, missed = m["role_slots"][i], m["role_slots_taken"][i], m["role_slots_missed"][i]
    yield "appointments", made
    yield from cohorts.times("time_to_appointment", cohorts.time_to_appointment(m, i))
    yield "appointments_refused", refused
    yield "appointments_refused_share", ratio(refused, made + refused)
    yield "appointments_moved", m["role_moved"][i]
    yield "appointment_wait", ratio(m["role_met_sum"][i], met)
    yield "appointment_waited_share", ratio(m["role_met_late"][i], met)
    yield "slots", places
    yield "slots_used", taken - missed
    yield "slots_unused", places - taken
    yield "slots_unused_share", ratio(places - taken, places)
    yield "no_show", missed
    yield "no_show_share", ratio(missed, taken)


def _may_be_absent(record: Any) -> bool:
    return bool(record["energy"] or record["role_absence"].any())


def _staff(m: Any, i: int, minutes: Any) -> Found:
    starts, vacant = m["role_starts"][i], m["role_vacant"][i]
    yield "energy", over(m["role_energy_area"][i], minutes)
    yield "absence", ratio(m["role_absent"][i], starts - vacant)
    yield "vacant", ratio(m["role_vacant"][i] + m["role_quits"][i], starts)
    yield "turnover", m["role_quits"][i]


def _work(m: Any, i: int, minutes: Any) -> Found:
    busy, late = m["role_busy_area"][i], m["role_over_area"][i]
    yield "handling", m["role_handling_sum"][i]
    yield "utilisation", ratio(busy - late, m["role_staff_area"][i])
    yield "overtime", over(late * WEEK, minutes)
    yield "queue_mean", over(m["role_queue_area"][i], minutes)
    yield "suspended_mean", over(m["role_suspended_area"][i], minutes)
    yield "busy_mean", over(busy, minutes)
    yield "staff_mean", over(m["role_staff_area"][i], minutes)


def _step(m: Any, i: int, ended: Any) -> Found:
    yield "visits", m["step_visits"][i]
    yield "visits_per_case", ratio(m["step_visits"][i], ended)
    yield "handling", ratio(m["step_handling_sum"][i], m["step_handled"][i])


def _provider(m: Any, i: int, came: Any, mind: bool) -> Found:
    yield "share", ratio(m["provider_arrived"][i], came)
    yield "resolved_share", ratio(m["provider_resolved"][i], m["provider_ended"][i])
    yield "left_customers", m["provider_left"][i]
    yield "resistance", ratio(m["provider_effort_sum"][i], m["provider_needs_resolved"][i])
    if mind:
        yield "experience", ratio(m["provider_experience_sum"][i], m["provider_moments"][i])
        yield "goodwill", ratio(m["provider_goodwill_sum"][i], m["provider_contacts"][i])


def _segment(m: Any, i: int, mind: bool) -> Found:
    yield from cohorts.times("wait", cohorts.wait_of_segment(m, i))
    yield "wait_ended", ratio(m["segment_wait_sum"][i], m["segment_waits"][i])
    yield "lost_share", ratio(m["segment_lost"][i], m["segment_ended"][i])
    yield "resistance", ratio(m["segment_effort_sum"][i], m["segment_resolved"][i])
    if mind:
        yield "experience", ratio(m["segment_experience_sum"][i], m["segment_moments"][i])
        yield "goodwill", ratio(m["segment_goodwill_sum"][i], m["segment_contacts"][i])


def _snapshot(m: Any, i: int, mind: bool) -> Found:
    yield from ((name, m[f"at_{name}"][i]) for name in ("inside", "away", "lost", "left", "crises"))
    if mind:
        people, total = m["at_people"][i], m["at_goodwill_sum"][i]
        yield "goodwill", ratio(total, people)
        yield "goodwill_var", variance(total, m["at_goodwill_square"][i], people)
