"""A fit to a list of calls: the model, and the periods of its card."""

from dataclasses import replace

from sim.fit import call_runs
from sim.fit.call_model import CallModel, Calls, as_arrays, given, weeks
from sim.fit.calls import CallLog
from sim.fit.card import HELD_OUT, Figure, Period
from sim.fit.claims import PART, Claim
from sim.fit.events import DAY
from sim.fit.findings import Findings
from sim.fit.written import Frame
from sim.fit.written_calls import calls_text

DAYS = 7  # that each part of a list has at least, for one to be held out [A]
PARTS = {"gave_up": 0.10, "had_to_wait": 0.10}  # of what was observed: near enough, where PART is too much [A]


def fit_calls(log: CallLog, frame: Frame, findings: Findings, replications: int, seed: int | None) -> tuple[CallModel, list[Period]]:
    """Return the model of a list of calls, and its periods: its own, what was held out, and that given its volumes and services."""
    calls, at_once = as_arrays(log)
    if at_once:
        findings.add("L31", ("hung up at once", "meteen opgehangen"), column="wait", rows=at_once)
    here = replace(frame, start=f"{calls.origin:%Y-%m-%d}", weeks=weeks(calls))
    model = call_runs.settled(calls, here)
    own = call_runs.simulated_calls(calls_text(model, here), calls.window, replications, seed)
    return model, [call_runs.beside("fitted", calls, own), *_held_out(calls, here, replications, seed)]


def _held_out(calls: Calls, frame: Frame, replications: int, seed: int | None) -> list[Period]:
    first, last = calls.window
    cut = first + round((1 - HELD_OUT) * (last - first) / DAY) * DAY
    if cut - first < DAYS * DAY or last <= cut:
        return []
    before, after = calls.of(calls.arrives < cut), calls.of(calls.arrives >= cut)
    model = call_runs.settled(before, replace(frame, weeks=weeks(before)))
    of_given = call_runs.on_its_own(given(model, after), frame)
    texts = {"held_out": calls_text(model, frame), "given": of_given}
    return [
        call_runs.beside(name, after, call_runs.simulated_calls(text, after.window, replications, seed))
        for name, text in texts.items()
    ]


def judged_calls(model: CallModel, periods: list[Period]) -> tuple[Claim, ...]:
    """Return for each sort of question whether the fit is good enough for it."""
    by_name = {one.name: {figure.key: figure for figure in one.figures} for one in periods}
    ahead, given_it = by_name.get("held_out"), by_name.get("given")
    if ahead is None or given_it is None:
        return tuple(Claim(question, None, "not_held_out") for question in ("demand", "waiting", "giving_up", "staff"))
    waiting = _near("waiting", given_it, "call_wait_mean", "had_to_wait")
    staff = waiting if model.gap is not None else Claim("staff", False, "nobody")
    giving_up = _near("giving_up", given_it, "gave_up") if model.patience else Claim("giving_up", False, "nobody_gave_up")
    return _near("demand", ahead, "calls_per_week"), waiting, giving_up, replace(staff, question="staff")


def _near(question: str, figures: dict[str, Figure], *keys: str) -> Claim:
    """Hold a question to be borne where its figures are near enough, the first that isn't named."""
    for key in keys:
        one = figures[key]
        if abs(one.off) > PARTS.get(key, PART):
            return Claim(question, False, "off", one.off)
    return Claim(question, True)
