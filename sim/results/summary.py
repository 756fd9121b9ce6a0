"""From counters to measures by name; nan where there is nothing to divide by. Unit, denominator and label are in the catalogue."""

import math
from collections.abc import Iterator
from typing import Any

from sim.blueprint import Blueprint
from sim.catalogue.keys import WHOLE
from sim.results import by_place, cohorts, long_run, productivity, resistance
from sim.results.measured import Found, Measured, at, by_run, over_time, ratio, variance


def values(blueprint: Blueprint, counters: Any) -> dict[str, float]:
    """Return all measures of one replication by name."""
    return {one.name: one.value for one in measures(blueprint, counters)}


def measures(blueprint: Blueprint, counters: Any) -> Iterator[Measured]:
    """Yield all measures of one replication, the general ones first; of some the mean over runs too."""
    for one in _measures(blueprint, counters):
        yield one
        if one.described.by_run:
            yield by_run(one)


def _measures(blueprint: Blueprint, counters: Any) -> Iterator[Measured]:
    minutes = float(blueprint.record["horizon"]) - float(counters["since"])
    yield from at(WHOLE, "", _whole(blueprint, counters, minutes))
    yield from by_place.measures(blueprint, counters, minutes)


def _whole(blueprint: Blueprint, m: Any, minutes: float) -> Found:
    needs = cohorts.needs(blueprint)
    yield from _flow(m, needs, minutes)
    yield from cohorts.fates(m, needs)
    yield from cohorts.in_time(blueprint, m, needs, always=True)
    yield from cohorts.lead_times(m, needs)
    yield from _cases(m, needs)
    yield from productivity.found(blueprint, m)
    yield from resistance.found(blueprint, m)
    if blueprint.record["whims"]:
        yield from _whims(m)
    if blueprint.record["mind"]:
        yield from _felt(blueprint, m, needs, minutes)


def _flow(m: Any, needs: slice, minutes: float) -> Found:
    number = {
        name: int(m[f"kind_{name}"][needs].sum())
        for name in "arrived resolved withdrawn lost ended inside_start".split()
    }
    yield from ((name, float(number[name])) for name in ("arrived", "resolved", "withdrawn", "lost"))
    yield "inside", float(number["inside_start"] + number["arrived"] - number["ended"])
    yield "inside_start", float(number["inside_start"])
    yield "dropped", float(m["dropped"])
    yield "found_closed", float(m["found_closed"])
    yield "left_customers", float(m["left"])
    yield "inside_mean", over_time(m["inside_area"], minutes)
    yield "away_mean", over_time(m["away_area"], minutes)


def _cases(m: Any, needs: slice) -> Found:
    ended, resolved = int(m["kind_ended"][needs].sum()), int(m["kind_resolved"][needs].sum())
    yield "resolved_share", ratio(resolved, ended)
    sums = "kind_lead_sum", "kind_lead_square", "kind_came_resolved"
    yield "lead_time_var", variance(*(m[name][needs].sum() for name in sums))
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
    yield "promises_kept", ratio(m["promises_kept"], int(m["promises_kept"]) + int(m["promises_broken"]))
    yield "errors_per_case", ratio(m["errors"], ended)
    found = int(m["errors_checked"]) + int(m["errors_customer"])
    yield "errors_found_by_check", ratio(m["errors_checked"], found)


def _whims(m: Any) -> Found:
    yield "whims", float(m["whims"])
    yield "whim_share", ratio(m["whims"], m["needs"])
    yield "whim_share_learned", ratio(m["whim_share_sum"], m["whims"])
    yield "whims_granted", ratio(m["whims_granted"], int(m["whims_granted"]) + int(m["whims_refused"]))


def _felt(blueprint: Blueprint, m: Any, needs: slice, minutes: float) -> Found:
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
    contacts = int(m["felt_contacts"])
    yield "experience", ratio(m["experience_sum"], m["experienced"])
    yield "contact_mark", ratio(m["contact_mark_sum"], contacts)
    yield "goodwill", ratio(m["goodwill_sum"], contacts)
    yield "felt_served_share", ratio(m["felt_served"], m["experienced"])
    if word:
        stories, told = int(m["stories"]), int(m["told"])
        yield "told_per_case", ratio(told, stories)
        yield "story_reach_var", variance(told + stories, m["reach_square"], stories)
    yield "episode_mark", ratio(m["episode_sum"], m["episodes"])
    yield "goodwill_at_end", ratio(m["end_goodwill_sum"], m["episodes"])


def _goodwill_of_all(blueprint: Blueprint, m: Any) -> float:
    """Return the goodwill of a whole population at the end, whether they came or not; nan where there was no room to note it.

    Who left counts with the lowest mark [A]: else it would help to drive away who is unhappy.
    """
    record, end = blueprint.record, float(blueprint.record["horizon"])
    low = float(record["mind_low"])
    places = [i for i, time in enumerate(blueprint.photographs) if time == end]
    there, marks = (int(m["at_people"][places[0]]), m["at_goodwill_sum"][places[0]]) if places else (0, 0.0)
    everybody = int(record["population"]) * int(record["providers"])
    gone = everybody - there if math.isfinite(low) and places else 0
    return ratio(marks + gone * low if gone else marks, there + gone)


def _voice(record: Any, m: Any, needs: slice, minutes: float) -> Found:
    yield "complaints", float(m["complaints"])
    yield "complaints_per_case", ratio(m["complaints"], int(m["kind_ended"][needs].sum()))
    yield "pressure_start", float(m["pressure_start"])
    yield "pressure_max", float(m["pressure_max"])
    yield "pressure_long_run", over_time(m["complaints"], minutes * float(record["mind_voice_fade"]))
    if float(record["mind_voice_limit"]) > 0.0:
        yield "crisis_share", float(m["crises"])
        yield "time_to_crisis", float(m["crisis_at"]) if m["crises"] else math.nan


def blank(blueprint: Blueprint) -> Any:
    """Return empty counters."""
    import numpy as np

    from sim.records.counters import MEASURES

    return np.zeros(1, MEASURES)[0]


def units(blueprint: Blueprint) -> dict[str, str]:
    """Return the unit of every measure."""
    return {one.name: one.unit for one in measures(blueprint, blank(blueprint))}


def denominators(blueprint: Blueprint) -> dict[str, str]:
    """Return what every measure is taken over."""
    return {one.name: one.taken_over for one in measures(blueprint, blank(blueprint))}
