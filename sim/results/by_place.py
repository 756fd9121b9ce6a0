"""Measures of the parts of a design: its roles, steps, channels, and of kinds of need, segments, providers and snapshots."""

import math
from collections.abc import Iterator
from typing import Any

from sim.blueprint import Blueprint
from sim.results import cohorts
from sim.results.entry import (
    COUNT,
    MARK,
    MINUTES,
    MINUTES_A_WEEK,
    PEOPLE,
    PER_CASE,
    SHARE,
    Entry,
    over_time,
    ratio,
    variance,
)

WEEK = 10080.0  # minutes


def entries(blueprint: Blueprint, m: Any, minutes: float) -> Iterator[Entry]:
    """Yield the measures of all parts of one replication, of so many minutes measured; roles first."""
    record = blueprint.record
    for i, name in enumerate(blueprint.role_names):
        yield from _role(m, i, f"role.{name}", minutes, bool(record["role_norm"][i] >= 0.0))
        yield from _closing(record, m, i, f"role.{name}", minutes)
        if record["role_pace_count"][i]:
            yield Entry(f"role.{name}.crowded", over_time(m["role_crowded_area"][i], minutes), SHARE, "time")
        if record["energy"]:
            yield from _staff(m, i, f"role.{name}", minutes)
    yield from _parts(blueprint, m)
    for i in range(len(blueprint.snapshots)):
        yield from _snapshot(m, i, bool(record["mind"]))


def _role(m: Any, i: int, role: str, minutes: float, has_norm: bool) -> Iterator[Entry]:
    ended, served = int(m["role_ended"][i]), int(m["role_served"][i])
    came = ended + int(m["role_open"][i])
    offered = came + int(m["role_refused"][i])
    over, every = (
        "visits whose wait ended, answered or given up",
        "visits that came, those still waiting included",
    )
    limit = "visits that came, those still waiting by their wait so far (product limit)"
    due = "that came at least the norm before the end"
    yield Entry(f"{role}.visits", float(came), COUNT, every)
    yield from cohorts.times(f"{role}.wait", cohorts.wait(m, i), limit)
    yield Entry(
        f"{role}.wait_ended",
        ratio(m["role_wait_sum"][i], ended),
        MINUTES,
        f"{over}; those still waiting left out",
    )
    yield Entry(f"{role}.wait_served", ratio(m["role_served_sum"][i], served), MINUTES, "answered visits")
    yield Entry(
        f"{role}.wait_var", variance(m["role_wait_sum"][i], m["role_wait_square"][i], ended), "min2", over
    )
    longest = max(float(m["role_wait_max"][i]), float(m["role_open_max"][i])) if came else math.nan
    yield Entry(f"{role}.wait_max", longest, MINUTES, every)
    waited = int(m["role_waited"][i]) + int(m["role_open_waited"][i])
    yield Entry(f"{role}.waited_share", ratio(waited, came), SHARE, every)
    if has_norm:
        asked = int(m["role_due"][i])
        yield Entry(f"{role}.wait_over_norm", ratio(m["role_over_norm"][i], asked), SHARE, f"visits {due}")
        level = ratio(m["role_within"][i], asked + int(m["role_refused_due"][i]))
        yield Entry(f"{role}.service_level", level, SHARE, f"visits offered, refused ones too, {due}")
    yield Entry(f"{role}.abandoned", float(m["role_abandoned"][i]), COUNT, "visits given up")
    yield Entry(f"{role}.abandoned_share", ratio(m["role_abandoned"][i], came), SHARE, every)
    yield Entry(f"{role}.refused", float(m["role_refused"][i]), COUNT, "visits refused at a full queue")
    yield Entry(f"{role}.refused_share", ratio(m["role_refused"][i], offered), SHARE, "visits offered")
    yield from _work(m, i, role, minutes)


def _closing(record: Any, m: Any, i: int, role: str, minutes: float) -> Iterator[Entry]:
    """Yield what a role does to people at closing, and to others by a full tray, where it can."""
    if record["role_at_closing"].any() or record["channel_at_closing"].any() or record["energy"]:
        yield Entry(f"{role}.sent_home", float(m["role_sent_home"][i]), COUNT, "visits sent home at closing")
        yield Entry(f"{role}.cut_off", float(m["role_cut_off"][i]), COUNT, "conversations cut off at closing")
    if ((record["role_limit"] >= 0) & (record["role_blocks"] == 1))[: int(record["roles"])].any():
        held = ratio(m["role_blocked_area"][i], m["role_staff_area"][i])
        yield Entry(f"{role}.blocked", held, SHARE, "staffed time")


def _staff(m: Any, i: int, role: str, minutes: float) -> Iterator[Entry]:
    starts, over = int(m["role_starts"][i]), "places at starts of a shift"
    filled = starts - int(m["role_vacant"][i])
    yield Entry(f"{role}.energy", over_time(m["role_energy_area"][i], minutes), SHARE, "time")
    yield Entry(
        f"{role}.absence",
        ratio(m["role_absent"][i], filled),
        SHARE,
        "starts of a shift, vacant places left out",
    )
    yield Entry(f"{role}.vacant", ratio(m["role_vacant"][i] + m["role_quits"][i], starts), SHARE, over)
    yield Entry(f"{role}.turnover", float(m["role_quits"][i]), PEOPLE, "people who quit")


def _work(m: Any, i: int, role: str, minutes: float) -> Iterator[Entry]:
    busy, over = float(m["role_busy_area"][i]), float(m["role_over_area"][i])
    yield Entry(f"{role}.handling", float(m["role_handling_sum"][i]), MINUTES, "all handling that ended")
    yield Entry(
        f"{role}.utilisation",
        ratio(busy - over, m["role_staff_area"][i]),
        SHARE,
        "staffed time, without overtime",
    )
    weekly = over_time(over * WEEK, minutes)
    yield Entry(f"{role}.overtime", weekly, MINUTES_A_WEEK, "weeks; work beyond the staff on shift")
    yield Entry(f"{role}.queue_mean", over_time(m["role_queue_area"][i], minutes), PEOPLE, "time")
    suspended = over_time(m["role_suspended_area"][i], minutes)
    yield Entry(f"{role}.suspended_mean", suspended, PEOPLE, "time; work laid down at the end of a shift")
    yield Entry(f"{role}.busy_mean", over_time(busy, minutes), PEOPLE, "time")
    yield Entry(f"{role}.staff_mean", over_time(m["role_staff_area"][i], minutes), PEOPLE, "time")


def _parts(blueprint: Blueprint, m: Any) -> Iterator[Entry]:
    needs = cohorts.needs(blueprint)
    ended, came = (int(m[f"kind_{name}"][needs].sum()) for name in ("ended", "arrived"))
    for i, name in enumerate(blueprint.step_names):
        yield Entry(f"step.{name}.visits", float(m["step_visits"][i]), COUNT, "visits begun")
        yield Entry(
            f"step.{name}.visits_per_case", ratio(m["step_visits"][i], ended), PER_CASE, "ended needs"
        )
        yield Entry(
            f"step.{name}.handling",
            ratio(m["step_handling_sum"][i], m["step_handled"][i]),
            MINUTES,
            "visits handled",
        )
    for i, name in enumerate(blueprint.channel_names):
        yield Entry(f"channel.{name}.share", ratio(m["channel_arrived"][i], came), SHARE, "needs that came")
    for i in range(len(blueprint.kind_names)):
        yield from cohorts.of_kind(blueprint, m, i)
    for i, name in enumerate(blueprint.provider_names if blueprint.record["providers"] > 1 else ()):
        yield from _provider(m, i, f"provider.{name}", came, bool(blueprint.record["mind"]))
    for i, name in enumerate(blueprint.segment_names):
        yield from _segment(blueprint, m, i, f"segment.{name}")


def _provider(m: Any, i: int, provider: str, came: int, mind: bool) -> Iterator[Entry]:
    ended, resolved, moments, contacts = (
        int(m[f"provider_{name}"][i]) for name in ("ended", "needs_resolved", "moments", "contacts")
    )
    yield Entry(f"{provider}.share", ratio(m["provider_arrived"][i], came), SHARE, "needs that came")
    yield Entry(f"{provider}.resolved_share", ratio(m["provider_resolved"][i], ended), SHARE, "ended cases")
    yield Entry(
        f"{provider}.left_customers",
        float(m["provider_left"][i]),
        COUNT,
        "customers who ended the relationship",
    )
    effort = ratio(m["provider_effort_sum"][i], resolved)
    yield Entry(f"{provider}.resistance", effort, MINUTES, "resolved needs; effort for all needs")
    if mind:
        yield Entry(
            f"{provider}.experience", ratio(m["provider_experience_sum"][i], moments), MARK, "moments"
        )
        yield Entry(
            f"{provider}.goodwill", ratio(m["provider_goodwill_sum"][i], contacts), MARK, "after each contact"
        )


def _segment(blueprint: Blueprint, m: Any, i: int, segment: str) -> Iterator[Entry]:
    limit = "visits to roles, those still waiting by their wait so far (product limit)"
    yield from cohorts.times(f"{segment}.wait", cohorts.wait_of_segment(m, i), limit)
    plain = ratio(m["segment_wait_sum"][i], m["segment_waits"][i])
    yield Entry(f"{segment}.wait_ended", plain, MINUTES, "waits that ended; those still waiting left out")
    yield Entry(
        f"{segment}.lost_share", ratio(m["segment_lost"][i], m["segment_ended"][i]), SHARE, "ended needs"
    )
    resolved = int(m["segment_resolved"][i])
    effort = ratio(m["segment_effort_sum"][i], resolved)
    yield Entry(f"{segment}.resistance", effort, MINUTES, "resolved needs; effort for all needs")
    if blueprint.record["mind"]:
        moments = m["segment_moments"][i]
        yield Entry(f"{segment}.experience", ratio(m["segment_experience_sum"][i], moments), MARK, "moments")
        yield Entry(
            f"{segment}.goodwill",
            ratio(m["segment_goodwill_sum"][i], m["segment_contacts"][i]),
            MARK,
            "after each contact",
        )


def _snapshot(m: Any, i: int, mind: bool) -> Iterator[Entry]:
    for name, over in (
        ("inside", "open cases"),
        ("away", "cases away"),
        ("lost", "cases"),
        ("left", "customers"),
        ("crises", "1 after a crisis"),
    ):
        yield Entry(f"at_{i}.{name}", float(m[f"at_{name}"][i]), COUNT, over)
    if mind:
        people, total = m["at_people"][i], m["at_goodwill_sum"][i]
        yield Entry(f"at_{i}.goodwill", ratio(total, people), MARK, "customers who have not left")
        yield Entry(
            f"at_{i}.goodwill_var", variance(total, m["at_goodwill_square"][i], people), "mark2", "the same"
        )
