"""What was found in a list of calls, written as a scenario."""

from collections.abc import Iterator

from sim.fit import laws
from sim.fit.call_model import CallModel
from sim.fit.events import Array
from sim.fit.written import Frame, cost, demand, flow, head, run_line, staff

AGENTS = "agents"
_TEXTS = {
    "calls": (
        "Fitted by sim fit to {file}: {calls} calls, {first} to {last}. Numbers are from the log unless marked as an assumption; "
        "read the card that sim fit shows before this is used for an answer.",
        "Gefit door sim fit op {file}: {calls} gesprekken, {first} tot {last}. Getallen komen uit het logbestand tenzij als aanname "
        "gemerkt; lees eerst de kaart die sim fit toont.",
    ),
    "patience": (
        "{n} gave up of {waited} who waited; median by Kaplan-Meier {median}",
        "{n} haakten af van {waited} die wachtten; mediaan volgens Kaplan-Meier {median}",
    ),
    "redial": ("who calls again is in the log as a new call", "wie terugbelt staat als nieuw gesprek in het logbestand"),
    "shifts": ("{n} people in the log; {gap} min without a call end a shift, as fits the waits best",
               "{n} mensen in het logbestand; {gap} min zonder gesprek eindigt een dienst, wat het best bij de wachttijden past"),
    "nobody": ("the log doesn't say who answered", "het logbestand zegt niet wie aannam"),
}  # fmt: skip


def calls_text(model: CallModel, frame: Frame, at: Array | None = None) -> str:
    """Return the YAML of a model of calls; with `at` they come at these times (minutes), and not as they usually do."""
    return "\n".join([*_calls_head(model, frame), *_calls_world(model, frame, at), *_desk(model, frame), *run_line(frame)]) + "\n"


def _calls_head(model: CallModel, frame: Frame) -> Iterator[str]:
    calls = model.calls
    begin, end = calls.window
    return head(frame, _TEXTS["calls"], calls.origin, (begin, end - 1), calls=len(calls.arrives))


def _calls_world(model: CallModel, frame: Frame, at: Array | None) -> Iterator[str]:
    waits = model.patience
    yield "\nworld:\n  needs:\n    call:"
    if at is not None:
        yield f"      at: [{', '.join(f'{time:.4f} min' for time in at)}]"
    else:
        yield from demand(model.arrivals)
    if waits:
        middle = laws.span(waits.median) if waits.median else "-"
        note = frame.quoted(_TEXTS["patience"], n=waits.gave_up, waited=waits.waited, median=middle)
        yield f"  patience: {{value: weibull {waits.shape:.3g} {laws.span(waits.scale)}, source: log, note: {note}}}"
        yield f"  redial: {{probability: {{value: 0, assumption: true, note: {frame.quoted(_TEXTS['redial'])}}}, after: 1 h}}"
    yield "  mind: off"


def _desk(model: CallModel, frame: Frame) -> Iterator[str]:
    yield f"\ndesigns:\n  as_is:\n    title: {frame.said('as_is')}\n    roles:\n      {AGENTS}:"
    if model.gap is None:
        yield f"        assumption: true\n        note: {frame.quoted(_TEXTS['nobody'])}"
    else:
        yield f"        source: {frame.quoted(_TEXTS['shifts'], n=model.calls.people, gap=f'{model.gap:g}')}"
    if frame.answers.norm:
        yield f"        norm: {frame.by_client(frame.answers.norm)}"
    yield from cost(AGENTS, frame)
    yield from staff(model.week)
    yield f"    steps:\n      answer: {{role: {AGENTS}, takes: {{value: {flow(model.service.written)}, source: log}}}}"
