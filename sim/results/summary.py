"""From counters to measures by name; nan where there is nothing to divide by. Unit, denominator and label are in the catalogue."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from sim.blueprint import Blueprint
from sim.catalogue.keys import WHOLE
from sim.results import backlog, by_place, cohorts, long_run, productivity, resistance
from sim.results.columns import CounterColumns
from sim.results.measured import Found, Measured, at, by_run, over, ratio, variance
from sim.results.pooling import Series


def values(blueprint: Blueprint, counters: Any) -> dict[str, float]:
    """Return all measures of one replication by name."""
    return {one.name: float(one.series.values[0]) for one in measures(blueprint, CounterColumns([counters]))}


def measures(blueprint: Blueprint, counters: CounterColumns) -> Iterator[Measured]:
    """Yield all measures of some replications, the general ones first; of some the mean over runs too."""
    for one in _measures(blueprint, counters):
        yield one
        if one.described.by_run:
            yield by_run(one)


def _measures(blueprint: Blueprint, counters: CounterColumns) -> Iterator[Measured]:
    minutes = float(blueprint.record["horizon"]) - counters["since"]
    yield from at(WHOLE, "", _whole(blueprint, counters, minutes))
    yield from by_place.measures(blueprint, counters, minutes)


def _whole(blueprint: Blueprint, m: Any, minutes: Any) -> Found:
    needs = cohorts.needs(blueprint)
    yield from _flow(m, needs, minutes)
    yield from cohorts.fates(m, needs)
    yield from cohorts.in_time(blueprint, m, needs, always=True)
    yield from cohorts.lead_times(m, needs)
    yield from _cases(m, needs)
    yield from backlog.found(blueprint.record, m)
    yield from productivity.found(blueprint, m)
    yield from resistance.found(blueprint, m)
    if blueprint.record["whims"]:
        yield from _whims(m)
    if blueprint.record["mind"]:
        yield from _felt(blueprint, m, needs, minutes)


def _flow(m: Any, needs: slice, minutes: Any) -> Found:
    number = {
        name: m[f"kind_{name}"][needs].sum(axis=0)
        for name in "arrived resolved withdrawn lost ended inside_start".split()
    }
    yield from ((name, number[name]) for name in ("arrived", "resolved", "withdrawn", "lost"))
    yield "inside", number["inside_start"] + number["arrived"] - number["ended"]
    yield "inside_start", number["inside_start"]
    yield "dropped", m["dropped"]
    yield "found_closed", m["found_closed"]
    yield "left_customers", m["left"]
    yield "inside_mean", over(m["inside_area"], minutes)
    yield "away_mean", over(m["away_area"], minutes)


def _cases(m: Any, needs: slice) -> Found:
    ended, resolved = m["kind_ended"][needs].sum(axis=0), m["kind_resolved"][needs].sum(axis=0)
    yield "resolved_share", ratio(resolved, ended)
    sums = "kind_lead_sum", "kind_lead_square", "kind_came_resolved"
    yield "lead_time_var", variance(*(m[name][needs].sum(axis=0) for name in sums))
    yield "visits_per_case", ratio(m["visits_sum"], ended)
    yield "visits_per_case_var", variance(m["visits_sum"], m["visits_square"], ended)
    yield "contacts_per_case", ratio(m["contacts_sum"] + m["chases_sum"], ended)
    yield "work_per_case", ratio(m["work_sum"], ended)
    yield "work_per_case_var", variance(m["work_sum"], m["work_square"], ended)
    yield "first_contact_resolution", ratio(m["first_contact_resolved"], resolved)
    yield "failure_demand_share", ratio(m["failure_contacts"], m["contacts_begun"])
    yield "redial_share", ratio(m["redial_contacts"], m["contacts_begun"])
    yield "rework_share", ratio(m["reworked"], ended)
    for name in ("transfers", "hand_overs", "persons", "chases"):
        yield f"{name}_per_case", ratio(m[f"{name}_sum"], ended)
    yield "promises_kept", ratio(m["promises_kept"], m["promises_kept"] + m["promises_broken"])
    yield "errors_per_case", ratio(m["errors"], ended)
    found = m["errors_checked"] + m["errors_customer"]
    yield "errors_found_by_check", ratio(m["errors_checked"], found)


def _whims(m: Any) -> Found:
    yield "whims", m["whims"]
    yield "whim_share", ratio(m["whims"], m["needs"])
    yield "whim_share_learned", ratio(m["whim_share_sum"], m["whims"])
    yield "whims_granted", ratio(m["whims_granted"], m["whims_granted"] + m["whims_refused"])


def _felt(blueprint: Blueprint, m: Any, needs: slice, minutes: Any) -> Found:
    """Yield what customers feel and do with it."""
    record = blueprint.record
    if record["voice"]:
        yield from _voice(record, m, needs, minutes)
    yield from _marks(m, bool(record["word"]))
    if record["population"]:
        yield "goodwill_of_all", _goodwill_of_all(blueprint, m)
        yield "goodwill_long_run", long_run.goodwill(record, m, minutes)
    if record["recovery"]:
        yield "made_good_share", ratio(m["made_good"], m["resolved_after_failure"])
    if record["energy"]:
        yield "hostile_share", ratio(m["hostile"], m["experienced"])


def _marks(m: Any, word: bool) -> Found:
    contacts = m["felt_contacts"]
    yield "experience", ratio(m["experience_sum"], m["experienced"])
    yield "contact_mark", ratio(m["contact_mark_sum"], contacts)
    yield "goodwill", ratio(m["goodwill_sum"], contacts)
    yield "felt_served_share", ratio(m["felt_served"], m["experienced"])
    if word:
        stories, told = m["stories"], m["told"]
        yield "told_per_case", ratio(told, stories)
        yield "story_reach_var", variance(told + stories, m["reach_square"], stories)
    yield "episode_mark", ratio(m["episode_sum"], m["episodes"])
    yield "goodwill_at_end", ratio(m["end_goodwill_sum"], m["episodes"])


def _goodwill_of_all(blueprint: Blueprint, m: Any) -> Series:
    """Return the goodwill of a whole population at the end, whether they came or not; nan where there was no room to note it.

    Who left counts with the lowest mark [A]: else it would help to drive away who is unhappy.
    """
    record, end = blueprint.record, float(blueprint.record["horizon"])
    places = [i for i, time in enumerate(blueprint.photographs) if time == end][:1]
    there, marks = (m[name][places].sum(axis=0) for name in ("at_people", "at_goodwill_sum"))
    low, everybody = float(record["mind_low"]), int(record["population"]) * int(record["providers"])
    gone = np.where(math.isfinite(low) and bool(places), everybody - there, 0)
    return ratio(np.where(gone, marks + gone * (low if math.isfinite(low) else 0.0), marks), there + gone)


def _voice(record: Any, m: Any, needs: slice, minutes: Any) -> Found:
    yield "complaints", m["complaints"]
    yield "complaints_per_case", ratio(m["complaints"], m["kind_ended"][needs].sum(axis=0))
    yield "pressure_start", m["pressure_start"]
    yield "pressure_max", m["pressure_max"]
    yield "pressure_long_run", over(m["complaints"], minutes * float(record["mind_voice_fade"]))
    if float(record["mind_voice_limit"]) > 0.0:
        yield "crisis_share", m["crises"]
        yield "time_to_crisis", np.where(m["crises"] > 0, m["crisis_at"], math.nan)


def blank(blueprint: Blueprint) -> Any:
    """Return empty counters."""
    from sim.records.counters import MEASURES

    return np.zeros(1, MEASURES)[0]


def units(blueprint: Blueprint) -> dict[str, str]:
    """Return the unit of every measure."""
    return {one.name: one.unit for one in measures(blueprint, CounterColumns([blank(blueprint)]))}


def denominators(blueprint: Blueprint) -> dict[str, str]:
    """Return what every measure is taken over."""
    return {one.name: one.taken_over for one in measures(blueprint, CounterColumns([blank(blueprint)]))}
