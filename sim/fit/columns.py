"""Which column of a log is what: by its name in English or Dutch, or as the user names it."""

import re
from collections.abc import Mapping, Sequence

EVENTS = {
    "case": "case caseid case_id casenumber case_concept_name zaak zaaknummer zaak_id zaakid dossier dossiernummer order_id "
    "ticket ticket_id trace traceid trace_id incident incident_id aanvraag aanvraagnummer case_number",
    "activity": "activity activityname activity_name concept_name activiteit stap step event eventname event_name task taak "
    "handeling status action actie",
    "start": "start start_time starttime start_timestamp starttimestamp begin begintijd starttijd start_date startdatum "
    "started begin_time time_start aanvang",
    "end": "end end_time endtime end_timestamp endtimestamp complete_timestamp completed complete completion_time finish "
    "finished time_timestamp timestamp eind eindtijd einde einddatum time tijd tijdstip datumtijd datum_tijd date_time datetime",
    "resource": "resource org_resource user employee agent medewerker behandelaar uitvoerder person persoon originator "
    "performer worker handled_by assigned_to",
    "lifecycle": "lifecycle lifecycle_transition transition event_type",
}
CALLS = {
    "date": "date datum dag day call_date",
    "arrives": "arrives arrival arrival_time arrived arrived_at offered aangeboden binnenkomst binnengekomen aankomst vru_entry "
    "call_start calltime call_time queue_entry start start_time begin aanvang tijd time",
    "answered": "answered answered_at answer_time answertime aangenomen opgenomen beantwoord service_start ser_start "
    "connected opgenomen_om pickup",
    "ended": "ended end ended_at end_time call_end hangup einde eindtijd opgehangen service_end ser_exit beeindigd",
    "wait": "wait wait_seconds wait_time queue_seconds q_time wachttijd wachtseconden waiting_time wachttijd_s queue_time",
    "service": "service_seconds talk talk_seconds talk_time gesprekstijd gespreksduur handle_time handling_seconds "
    "behandeltijd duration duur ser_time",
    "outcome": "outcome uitkomst afloop resultaat result disposition status",
    "resource": "server agent medewerker agent_id resource employee agent_name",
}
NEEDED = (("case", "activity", "end"), ("arrives", "outcome"))


def plain(name: str) -> str:
    """Return a column's name in small letters, what is no letter or digit as _."""
    return re.sub(r"\W+", "_", name.strip().lower().replace("case:", "case_")).strip("_")


def separator(head: str) -> str:
    """Return what separates the fields of the first line."""
    return max(",;\t|", key=head.count)


def guessed(columns: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """Return the column for each part of a log of events that can be found, those that the user names first."""
    found = _matched(columns, EVENTS, named)
    if "end" not in found and "start" in found and "start" not in named:
        found["end"] = found.pop("start")
    return found


def guessed_calls(columns: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """Return the column for each part of a list of calls."""
    known = {"arrives": named["start"]} if "start" in named else {}
    known |= {"ended": named["end"]} if "end" in named else {}
    known |= {"resource": named["resource"]} if "resource" in named else {}
    return _matched(columns, CALLS, known)


def _matched(columns: Sequence[str], words: Mapping[str, str], named: Mapping[str, str]) -> dict[str, str]:
    found, names = dict(named), {plain(column): column for column in reversed(columns)}
    for part, known in words.items():
        free = [names[word] for word in known.split() if word in names and names[word] not in found.values()]
        if part not in found and free:
            found[part] = free[0]
    return found


def are_calls(columns: Sequence[str], named: Mapping[str, str]) -> bool:
    """Return whether columns are those of a list of calls: an arrival and an outcome, a wait or an answer, no activity."""
    if {"case", "activity"} & set(named):
        return False
    calls, events = guessed_calls(columns, named), guessed(columns, named)
    waits = {"wait", "answered"} & set(calls)
    return "arrives" in calls and bool(waits) and not {"case", "activity"} <= set(events)
