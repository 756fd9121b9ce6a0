"""From books to measures by name: each with its unit and its denominator; nan where the denominator is nought."""

import math
from collections.abc import Iterator
from typing import Any

from sim.blueprint import Blueprint
from sim.catalogue.labels import RUN_MEANS
from sim.results import by_place, cohorts, long_run, productivity, resistance
from sim.results.entry import (
    COUNT,
    MARK,
    MINUTES,
    PER_CASE,
    SHARE,
    Entry,
    over_time,
    per_run,
    ratio,
    variance,
)


def values(blueprint: Blueprint, books: Any) -> dict[str, float]:
    """Return all measures of one replication by name."""
    return {entry.name: entry.value for entry in entries(blueprint, books)}


def entries(blueprint: Blueprint, books: Any) -> Iterator[Entry]:
    """Yield all measures of one replication, the general ones first; of some the mean over runs too."""
    for entry in _entries(blueprint, books):
        yield entry
        if entry.name.rpartition(".")[2] in RUN_MEANS:
            yield per_run(entry)


def _entries(blueprint: Blueprint, books: Any) -> Iterator[Entry]:
    m = books
    minutes = float(blueprint.record["horizon"]) - float(m["since"])
    needs = cohorts.needs(blueprint)
    yield from _flow(m, needs, minutes)
    yield from cohorts.fates(m, needs)
    yield from cohorts.in_time(blueprint, m, needs)
    yield from cohorts.lead_times(m, needs)
    yield from _cases(m, needs)
    yield from productivity.entries(blueprint, m)
    yield from resistance.entries(blueprint, m)
    if blueprint.record["whims"]:
        yield from _whims(m)
    if blueprint.record["mind"]:
        if blueprint.record["voice"]:
            yield from _voice(blueprint.record, m, needs, minutes)
        yield from _mind(m, bool(blueprint.record["word"]))
        yield from _of_all(blueprint, m)
        if blueprint.record["population"]:
            yield long_run.goodwill(blueprint.record, m, minutes)
        if blueprint.record["recovery"]:
            good = ratio(m["made_good"], m["resolved_after_failure"])
            yield Entry("made_good_share", good, SHARE, "cases resolved after a failure")
        if blueprint.record["energy"]:
            yield Entry("hostile_share", ratio(m["hostile"], m["experienced"]), SHARE, "moments")
    yield from by_place.entries(blueprint, m, minutes)


def _flow(m: Any, needs: slice, minutes: float) -> Iterator[Entry]:
    number = {
        name: int(m[f"kind_{name}"][needs].sum())
        for name in "arrived resolved withdrawn lost ended inside_start".split()
    }
    number["inside"] = number["inside_start"] + number["arrived"] - number["ended"]
    for name, over in (
        ("arrived", "needs that became a case"),
        ("resolved", "needs, whenever they came"),
        ("withdrawn", "needs, whenever they came"),
        ("lost", "needs, whenever they came"),
        ("inside", "needs open at the end"),
        ("inside_start", "needs open when measuring began"),
    ):
        yield Entry(name, float(number[name]), COUNT, over)
    yield Entry("dropped", float(m["dropped"]), COUNT, "needs of customers who had left or had a case open")
    yield Entry("found_closed", float(m["found_closed"]), COUNT, "contacts with a closed channel")
    yield Entry("left_customers", float(m["left"]), COUNT, "customers who ended the relationship")
    yield Entry(
        "inside_mean",
        over_time(m["inside_area"], minutes),
        COUNT,
        "open cases, complaints included, mean over time",
    )
    yield Entry(
        "away_mean",
        over_time(m["away_area"], minutes),
        COUNT,
        "cases waiting to come back or go on, mean over time",
    )


def _cases(m: Any, needs: slice) -> Iterator[Entry]:
    ended, resolved = int(m["kind_ended"][needs].sum()), int(m["kind_resolved"][needs].sum())
    over, solved = "ended needs; those still inside left out", "resolved needs"
    yield Entry("resolved_share", ratio(resolved, ended), SHARE, "ended needs; those still inside in neither")
    total, square, n = (
        m[name][needs].sum() for name in ("kind_lead_sum", "kind_lead_square", "kind_came_resolved")
    )
    yield Entry("lead_time_var", variance(total, square, n), "min2", cohorts.RESOLVED)
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
    contacts = int(m["felt_contacts"])
    yield Entry("contact_mark", ratio(m["contact_mark_sum"], contacts), MARK, "contacts that ended")
    yield Entry("goodwill", ratio(m["goodwill_sum"], contacts), MARK, "after each contact")
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
    yield Entry("episode_mark", ratio(m["episode_sum"], m["episodes"]), MARK, "ended cases with a contact")
    yield Entry(
        "goodwill_at_end", ratio(m["end_goodwill_sum"], m["episodes"]), MARK, "ended cases with a contact"
    )


def _of_all(blueprint: Blueprint, m: Any) -> Iterator[Entry]:
    """Yield the goodwill of a whole population at the end, whether they came or not; nan where there was no room to note it.

    Who left counts with the lowest mark [A]: else it would help to drive away who is unhappy.
    """
    record, end = blueprint.record, float(blueprint.record["horizon"])
    if record["population"]:
        low = float(record["mind_low"])
        places = [i for i, time in enumerate(blueprint.photographs) if time == end]
        there, marks = (
            (int(m["at_people"][places[0]]), m["at_goodwill_sum"][places[0]]) if places else (0, 0.0)
        )
        gone = (
            int(record["population"]) * int(record["providers"]) - there
            if math.isfinite(low) and places
            else 0
        )
        over = "all customers at the end; who left with the lowest mark"
        yield Entry("goodwill_of_all", ratio(marks + gone * low if gone else marks, there + gone), MARK, over)


def _voice(record: Any, m: Any, needs: slice, minutes: float) -> Iterator[Entry]:
    limit, fade = float(record["mind_voice_limit"]), float(record["mind_voice_fade"])
    ended = int(m["kind_ended"][needs].sum())
    yield Entry("complaints", float(m["complaints"]), COUNT, "complaints")
    yield Entry("complaints_per_case", ratio(m["complaints"], ended), PER_CASE, "ended needs")
    yield Entry("pressure_start", float(m["pressure_start"]), "complaints", "political pressure when measuring began")
    yield Entry("pressure_max", float(m["pressure_max"]), "complaints", "highest political pressure")
    tends = over_time(m["complaints"], minutes * fade)
    yield Entry("pressure_long_run", tends, "complaints", "mean that complaints at this rate keep up")
    if limit > 0.0:
        yield Entry("crisis_share", float(m["crises"]), SHARE, "replications with a crisis")
        crisis = float(m["crisis_at"]) if m["crises"] else math.nan
        yield Entry(
            "time_to_crisis", crisis, MINUTES, "replications with a crisis; from the start of the run"
        )


def blank(blueprint: Blueprint) -> Any:
    """Return empty books."""
    import numpy as np

    from sim.records.books import MEASURES

    return np.zeros(1, MEASURES)[0]


def units(blueprint: Blueprint) -> dict[str, str]:
    """Return the unit of every measure."""
    return {entry.name: entry.unit for entry in entries(blueprint, blank(blueprint))}


def denominators(blueprint: Blueprint) -> dict[str, str]:
    """Return what every measure is taken over."""
    return {entry.name: entry.taken_over for entry in entries(blueprint, blank(blueprint))}
