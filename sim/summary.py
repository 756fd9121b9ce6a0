"""From books to measures by name: each with its unit and its denominator; nan where the denominator is nought."""

import math
from collections.abc import Iterator
from typing import Any

from sim import efforts
from sim.blueprint import Blueprint
from sim.entries import COUNT, MARK, MINUTES, PEOPLE, PER_CASE, SHARE, Entry, ratio, variance
from sim.records.measures import OCTAVE_OFFSET, PER_OCTAVE


def bin_edge(number: int) -> float:
    """Return the lower edge of a time bin, in minutes."""
    if number <= 0:
        return 0.0
    octave, place = divmod(number - 1, PER_OCTAVE)
    return math.ldexp(0.5 + 0.5 * place / PER_OCTAVE, octave - OCTAVE_OFFSET + 1)


def quantile(bins: Any, share: float) -> float:
    """Return a quantile from a histogram of times, in minutes, straight within a bin (bins are 4 to 6% wide)."""
    total = int(bins.sum())
    if total == 0:
        return math.nan
    wanted, seen = share * total, 0
    for number, here in enumerate(bins.tolist()):
        if here and seen + here >= wanted:
            low, high = bin_edge(number), bin_edge(number + 1)
            return 0.0 if number == 0 else low + (high - low) * (wanted - seen) / here
        seen += here
    return bin_edge(len(bins))


def values(blueprint: Blueprint, books: Any) -> dict[str, float]:
    """Return all measures of one replication by name."""
    return {entry.name: entry.value for entry in entries(blueprint, books)}


def entries(blueprint: Blueprint, books: Any) -> Iterator[Entry]:
    """Yield all measures of one replication, the general ones first."""
    m = books
    minutes = float(blueprint.record["horizon"]) - float(m["since"])
    yield from _flow(m, minutes)
    yield from _cases(m)
    yield from efforts.entries(blueprint, m)
    if blueprint.record["whims"]:
        yield from _whims(m)
    if blueprint.record["mind"]:
        if blueprint.record["voice"]:
            yield from _voice(m, float(blueprint.record["mind_voice_limit"]))
        yield from _mind(m, bool(blueprint.record["word"]))
        if blueprint.record["recovery"]:
            good = ratio(m["made_good"], m["resolved_after_failure"])
            yield Entry("made_good_share", good, SHARE, "cases resolved after a failure")
        if blueprint.record["energy"]:
            yield Entry("hostile_share", ratio(m["hostile"], m["experienced"]), SHARE, "moments")
    for i, name in enumerate(blueprint.role_names):
        yield from _role(m, i, f"role.{name}", minutes, bool(blueprint.record["role_norm"][i] >= 0.0))
        if blueprint.record["role_pace_count"][i]:
            yield Entry(f"role.{name}.crowded", ratio(m["role_crowded_area"][i], minutes), SHARE, "time")
        if blueprint.record["energy"]:
            yield from _staff(m, i, f"role.{name}", minutes)
    yield from _parts(blueprint, m)
    for i in range(len(blueprint.snapshots)):
        yield from _snapshot(m, i, bool(blueprint.record["mind"]))


def _flow(m: Any, minutes: float) -> Iterator[Entry]:
    for name, over in (
        ("arrived", "needs that became a case"),
        ("resolved", "cases"),
        ("withdrawn", "cases"),
        ("lost", "cases"),
        ("inside", "cases open at the end"),
        ("inside_start", "cases open when measuring began"),
        ("dropped", "needs of customers who had left or had a case open"),
        ("found_closed", "contacts with a closed channel"),
    ):
        yield Entry(name, float(m[name]), COUNT, over)
    yield Entry("left_customers", float(m["left"]), COUNT, "customers who ended the relationship")
    yield Entry("inside_mean", ratio(m["inside_area"], minutes), COUNT, "open cases, mean over time")
    yield Entry(
        "away_mean",
        ratio(m["away_area"], minutes),
        COUNT,
        "cases waiting to come back or go on, mean over time",
    )


def _cases(m: Any) -> Iterator[Entry]:
    ended, resolved = int(m["resolved"]) + int(m["withdrawn"]) + int(m["lost"]), int(m["resolved"])
    over, solved = "ended cases", "resolved cases"
    yield Entry("resolved_share", ratio(resolved, ended), SHARE, over)
    yield Entry("lead_time", ratio(m["lead_sum"], resolved), MINUTES, solved)
    yield Entry("lead_time_var", variance(m["lead_sum"], m["lead_square"], resolved), "min2", solved)
    yield Entry("lead_time_p50", quantile(m["lead_bins"], 0.5), MINUTES, solved)
    yield Entry("lead_time_p90", quantile(m["lead_bins"], 0.9), MINUTES, solved)
    yield Entry(
        "within_norm", ratio(m["within_norm"], m["with_norm"]), SHARE, "resolved cases with a lead-time norm"
    )
    yield Entry("visits_per_case", ratio(m["visits_sum"], ended), PER_CASE, over)
    yield Entry("visits_per_case_var", variance(m["visits_sum"], m["visits_square"], ended), "", over)
    yield Entry("contacts_per_case", ratio(m["contacts_sum"] + m["chases_sum"], ended), PER_CASE, over)
    yield Entry("work_per_case", ratio(m["work_sum"], ended), MINUTES, over)
    yield Entry("work_per_case_var", variance(m["work_sum"], m["work_square"], ended), "min2", over)
    yield Entry("first_contact_resolution", ratio(m["first_contact_resolved"], resolved), SHARE, solved)
    yield Entry(
        "failure_demand_share", ratio(m["failure_contacts"], m["contacts_begun"]), SHARE, "contacts begun"
    )
    yield Entry("redial_share", ratio(m["redial_contacts"], m["contacts_begun"]), SHARE, "contacts begun")
    yield Entry("rework_share", ratio(m["reworked"], ended), SHARE, over)
    for name in ("transfers", "hand_overs", "persons", "chases"):
        yield Entry(f"{name}_per_case", ratio(m[f"{name}_sum"], ended), PER_CASE, over)
    settled = int(m["promises_kept"]) + int(m["promises_broken"])
    yield Entry("promises_kept", ratio(m["promises_kept"], settled), SHARE, "promises kept or broken")
    yield Entry("errors_per_case", ratio(m["errors"], ended), PER_CASE, over)
    found = int(m["errors_checked"]) + int(m["errors_customer"])
    yield Entry(
        "errors_found_by_check",
        ratio(m["errors_checked"], found),
        SHARE,
        "errors found, by checks or customers",
    )


def _whims(m: Any) -> Iterator[Entry]:
    yield Entry("whims", float(m["whims"]), COUNT, "needs out of bounds")
    yield Entry("whim_share", ratio(m["whims"], m["needs"]), SHARE, "needs that became a case")
    yield Entry(
        "whim_share_learned",
        ratio(m["whim_share_sum"], m["whims"]),
        SHARE,
        "what those who ask a whim have learned",
    )
    settled = int(m["whims_granted"]) + int(m["whims_refused"])
    yield Entry("whims_granted", ratio(m["whims_granted"], settled), SHARE, "whims granted or refused")


def _mind(m: Any, word: bool) -> Iterator[Entry]:
    over = "moments"
    yield Entry("experience", ratio(m["experience_sum"], m["experienced"]), MARK, over)
    yield Entry("goodwill", ratio(m["goodwill_sum"], m["experienced"]), MARK, "after each moment")
    yield Entry("felt_served_share", ratio(m["felt_served"], m["experienced"]), SHARE, over)
    if word:
        stories, told = int(m["stories"]), int(m["told"])
        yield Entry("told_per_case", ratio(told, stories), PER_CASE, "ended cases")
        yield Entry(
            "story_reach_var",
            variance(told + stories, m["reach_square"], stories),
            "",
            "ended cases, the teller included",
        )
    yield Entry("episode_mark", ratio(m["episode_sum"], m["episodes"]), MARK, "ended cases with a moment")
    yield Entry(
        "goodwill_at_end", ratio(m["end_goodwill_sum"], m["episodes"]), MARK, "ended cases with a moment"
    )


def _voice(m: Any, limit: float) -> Iterator[Entry]:
    ended = int(m["resolved"]) + int(m["withdrawn"]) + int(m["lost"])
    yield Entry("complaints", float(m["complaints"]), COUNT, "complaints")
    yield Entry("complaints_per_case", ratio(m["complaints"], ended), PER_CASE, "ended cases")
    yield Entry("pressure_max", float(m["pressure_max"]), "complaints", "highest political pressure")
    if limit > 0.0:
        yield Entry("crisis_share", float(m["crises"]), SHARE, "replications with a crisis")
        crisis = float(m["crisis_at"] - m["since"]) if m["crises"] else math.nan
        yield Entry("time_to_crisis", crisis, MINUTES, "replications with a crisis")


def _role(m: Any, i: int, role: str, minutes: float, has_norm: bool) -> Iterator[Entry]:
    ended, served = int(m["role_ended"][i]), int(m["role_served"][i])
    offered = ended + int(m["role_refused"][i])
    over = "visits whose wait ended, answered or given up"
    yield Entry(f"{role}.visits", float(ended), COUNT, over)
    yield Entry(f"{role}.wait", ratio(m["role_wait_sum"][i], ended), MINUTES, over)
    yield Entry(f"{role}.wait_served", ratio(m["role_served_sum"][i], served), MINUTES, "answered visits")
    yield Entry(
        f"{role}.wait_var", variance(m["role_wait_sum"][i], m["role_wait_square"][i], ended), "min2", over
    )
    yield Entry(f"{role}.wait_p50", quantile(m["wait_bins"][i], 0.5), MINUTES, over)
    yield Entry(f"{role}.wait_p90", quantile(m["wait_bins"][i], 0.9), MINUTES, over)
    yield Entry(f"{role}.wait_max", float(m["role_wait_max"][i]) if ended else math.nan, MINUTES, over)
    yield Entry(f"{role}.waited_share", ratio(m["role_waited"][i], ended), SHARE, over)
    if has_norm:
        yield Entry(f"{role}.wait_over_norm", ratio(m["role_over_norm"][i], ended), SHARE, over)
        yield Entry(f"{role}.service_level", ratio(m["role_within"][i], offered), SHARE, "visits offered")
    yield Entry(f"{role}.abandoned", float(m["role_abandoned"][i]), COUNT, "visits given up")
    yield Entry(f"{role}.abandoned_share", ratio(m["role_abandoned"][i], ended), SHARE, over)
    yield Entry(f"{role}.refused", float(m["role_refused"][i]), COUNT, "visits refused at a full queue")
    yield Entry(f"{role}.refused_share", ratio(m["role_refused"][i], offered), SHARE, "visits offered")
    yield from _work(m, i, role, minutes)


def _staff(m: Any, i: int, role: str, minutes: float) -> Iterator[Entry]:
    starts, over = int(m["role_starts"][i]), "places at starts of a shift"
    filled = starts - int(m["role_vacant"][i])
    yield Entry(f"{role}.energy", ratio(m["role_energy_area"][i], minutes), SHARE, "time")
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
    yield Entry(f"{role}.utilisation", ratio(busy - over, m["role_staff_area"][i]), SHARE, "staffed time")
    yield Entry(f"{role}.overtime", over, MINUTES, "work beyond the staff on shift")
    yield Entry(f"{role}.queue_mean", ratio(m["role_queue_area"][i], minutes), PEOPLE, "time")
    yield Entry(f"{role}.busy_mean", ratio(busy, minutes), PEOPLE, "time")
    yield Entry(f"{role}.staff_mean", ratio(m["role_staff_area"][i], minutes), PEOPLE, "time")


def _parts(blueprint: Blueprint, m: Any) -> Iterator[Entry]:
    ended = int(m["resolved"]) + int(m["withdrawn"]) + int(m["lost"])
    for i, name in enumerate(blueprint.step_names):
        yield Entry(f"step.{name}.visits", float(m["step_visits"][i]), COUNT, "visits begun")
        yield Entry(
            f"step.{name}.visits_per_case", ratio(m["step_visits"][i], ended), PER_CASE, "ended cases"
        )
        yield Entry(
            f"step.{name}.handling",
            ratio(m["step_handling_sum"][i], m["step_handled"][i]),
            MINUTES,
            "visits handled",
        )
    for i, name in enumerate(blueprint.channel_names):
        yield Entry(f"channel.{name}.share", ratio(m["channel_arrived"][i], m["arrived"]), SHARE, "arrived")
    for i, name in enumerate(blueprint.kind_names):
        yield Entry(f"kind.{name}.arrived", float(m["kind_arrived"][i]), COUNT, "needs that became a case")
        yield Entry(
            f"kind.{name}.resolved_share",
            ratio(m["kind_resolved"][i], m["kind_ended"][i]),
            SHARE,
            "ended cases",
        )
        yield Entry(
            f"kind.{name}.lead_time",
            ratio(m["kind_lead_sum"][i], m["kind_resolved"][i]),
            MINUTES,
            "resolved cases",
        )
    for i, name in enumerate(blueprint.provider_names if blueprint.record["providers"] > 1 else ()):
        yield from _provider(m, i, f"provider.{name}", bool(blueprint.record["mind"]))
    for i, name in enumerate(blueprint.segment_names):
        yield from _segment(blueprint, m, i, f"segment.{name}")


def _provider(m: Any, i: int, provider: str, mind: bool) -> Iterator[Entry]:
    ended, resolved, moments = (
        int(m[f"provider_{name}"][i]) for name in ("ended", "needs_resolved", "moments")
    )
    yield Entry(
        f"{provider}.share", ratio(m["provider_arrived"][i], m["arrived"]), SHARE, "cases that arrived"
    )
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
            f"{provider}.goodwill", ratio(m["provider_goodwill_sum"][i], moments), MARK, "after each moment"
        )


def _segment(blueprint: Blueprint, m: Any, i: int, segment: str) -> Iterator[Entry]:
    yield Entry(
        f"{segment}.wait", ratio(m["segment_wait_sum"][i], m["segment_waits"][i]), MINUTES, "waits ended"
    )
    yield Entry(
        f"{segment}.lost_share", ratio(m["segment_lost"][i], m["segment_ended"][i]), SHARE, "ended cases"
    )
    resolved = int(m["segment_resolved"][i])
    effort = ratio(m["segment_effort_sum"][i], resolved)
    yield Entry(f"{segment}.resistance", effort, MINUTES, "resolved needs; effort for all needs")
    if blueprint.record["mind"]:
        moments = m["segment_moments"][i]
        yield Entry(f"{segment}.experience", ratio(m["segment_experience_sum"][i], moments), MARK, "moments")
        yield Entry(
            f"{segment}.goodwill", ratio(m["segment_goodwill_sum"][i], moments), MARK, "after each moment"
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


def blank(blueprint: Blueprint) -> Any:
    """Return empty books."""
    import numpy as np

    from sim.records.measures import MEASURES

    return np.zeros(1, MEASURES)[0]


def units(blueprint: Blueprint) -> dict[str, str]:
    """Return the unit of every measure."""
    return {entry.name: entry.unit for entry in entries(blueprint, blank(blueprint))}


def denominators(blueprint: Blueprint) -> dict[str, str]:
    """Return what every measure is taken over."""
    return {entry.name: entry.over for entry in entries(blueprint, blank(blueprint))}
