"""For which questions a fit is good enough: by what was held out, between a replay and the period's own chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.fit.card import Apart, Figure, Period
from sim.fit.model import END, Model

NEAR = 1.15  # times the distance of a replay, at most [A]
PART = 0.15  # of what was observed: as near as that is near enough [A]
EXPLAINED = 0.5  # of the waits, by queues [A]
QUESTIONS = ("demand", "paths", "lead", "workload", "staff")


@dataclass(frozen=True)
class Claim:
    """Whether a fit bears a sort of question (None: it can't be said), and why not by a key."""

    question: str
    holds: bool | None
    why: str = ""
    value: float = 0.0


def judged(model: Model, periods: Sequence[Period], starts: bool) -> tuple[Claim, ...]:
    """Return for each sort of question whether the fit is good enough for it."""
    held = next((one for one in periods if one.name == "held_out"), None)
    return (
        _by_figure("demand", held, "cases_per_week"),
        _by_distance("paths", held, "NGD3", NEAR),
        _by_distance("lead", held, "CTDD", NEAR),
        _by_figure("workload", held, "work_per_week") if starts else Claim("workload", False, "no_starts"),
        _of_staff(model, starts),
    )


def _by_distance(question: str, held: Period | None, key: str, times: float) -> Claim:
    if held is None:
        return Claim(question, None, "not_held_out")
    one: Apart = next(apart for apart in held.apart if apart.key == key)
    if one.replay is None or one.model <= times * one.replay:
        return Claim(question, True)
    return Claim(question, False, "worse_than_replay", one.model / one.replay)


def _by_figure(question: str, held: Period | None, key: str) -> Claim:
    if held is None:
        return Claim(question, None, "not_held_out")
    one: Figure = next(figure for figure in held.figures if figure.key == key)
    return Claim(question, True) if abs(one.off) <= PART else Claim(question, False, "off", one.off)


def _of_staff(model: Model, starts: bool) -> Claim:
    """Say whether more or fewer staff can be asked about: only where waits come from queues, and people are busy."""
    if not starts:
        return Claim("staff", False, "no_starts")
    share = unexplained(model)
    return Claim("staff", True) if share <= 1 - EXPLAINED else Claim("staff", False, "unexplained", share)


def unexplained(model: Model) -> float:
    """Return the share of the waits in the log that is written as delays, and comes from no queue."""
    events = model.events
    total = float(events.waits.clip(0.0)[~events.last].sum())
    count = {(at, way.to): 0 for at, step in enumerate(model.steps) for way in step.ways}
    nexts = [END if last else int(state) for last, state in zip(events.last, [*model.state[1:], END], strict=True)]
    for pair in zip(model.state.tolist(), nexts, strict=True):
        if pair in count:
            count[pair] += 1
    delays = sum(
        count[at, way.to] * float(way.delay.mean()) for at, step in enumerate(model.steps) for way in step.ways if way.to != END
    )
    return min(1.0, delays / total) if total else 0.0
