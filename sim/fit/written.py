"""What was found, written as a scenario that people can read: the log as source, and what it doesn't have as assumptions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.catalogue.numbers import pick
from sim.fit import laws, names
from sim.fit.answers import NOTHING_SAID, Answers
from sim.fit.arrivals import UNEVEN, Arrivals
from sim.fit.model import END, Model, Role, Step, Way, role_of
from sim.fit.roles import SELF
from sim.fit.weekly import Week
from sim.scenario.new import SAID

NOTHING = 0.05  # minutes: delays that are shorter on average are none
ARRIVE = "arrive"
TEXTS = {
    "title": ("As in the log", "Zoals in het logbestand"),
    "about": (
        "Fitted by sim fit to {file}: {cases} cases, {events} events, {first} to {last}. Numbers are from the log unless "
        "marked as an assumption; read the card that sim fit shows before this is used for an answer.",
        "Gefit door sim fit op {file}: {cases} zaken, {events} gebeurtenissen, {first} tot {last}. Getallen komen uit het "
        "logbestand tenzij als aanname gemerkt; lees eerst de kaart die sim fit toont.",
    ),
    "people": ("{n} people in the log", "{n} mensen in het logbestand"),
    "roster": ("from who was seen at work, an hour or more a week; they may do other work besides",
               "uit wie aan het werk gezien is; ander werk daarnaast is mogelijk"),
    "delays": ("delays are what is left of the waits in the log after queues for the staff that was there; "
               "ways that are rare are left out, {share} of all",
               "vertragingen zijn wat van de wachttijden in het logbestand overblijft na wachten op wie er was; "
               "zeldzame routes zijn weggelaten, {share} van alle"),
    "automatic": ("takes no time in the log", "kost in het logbestand geen tijd"),
    "none": ("the log has no starts", "het logbestand heeft geen begintijden"),
    "contained": ("cases that the log lacks at its end are made up for", "zaken die aan het einde ontbreken zijn aangevuld"),
    "as_is": ("As it is", "Zoals het is"),
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """What goes around a model: where it is from, the language, how long and when it runs, and what the log can't say."""

    title: str
    file: str
    language: str
    start: str
    weeks: int
    warm_up: int
    replications: int = 20
    answers: Answers = NOTHING_SAID

    def said(self, key: str, **values: object) -> str:
        """Return a text in the language of the scenario, quoted."""
        return self.quoted(TEXTS[key], **values)

    def by_client(self, value: object) -> str:
        """Return a value that somebody said who knows the work."""
        return f"{{value: {value}, source: {SAID[self.language]}}}"

    def quoted(self, texts: tuple[str, str], **values: object) -> str:
        """Return one of two texts, with values in it, quoted."""
        return json.dumps(pick(texts, self.language).format(**values), ensure_ascii=False)


def text(model: Model, frame: Frame) -> str:
    """Return the YAML of a model."""
    return "\n".join([*_head(model, frame), *_world(model, frame), *_design(model, frame), *run_line(frame)]) + "\n"


def _head(model: Model, frame: Frame) -> Iterator[str]:
    events = model.events
    return head(frame, TEXTS["about"], events.origin, events.window, cases=len(events.arrivals), events=len(events.case))


def head(frame: Frame, texts: tuple[str, str], origin: Any, window: tuple[float, float], **counts: int) -> Iterator[str]:
    """Yield what a scenario is called and where it is from: the file, what is in it, and its first and last day."""
    first, last = (f"{origin + np.timedelta64(int(time), 'm'):%Y-%m-%d}" for time in window)
    about = frame.quoted(texts, file=names.comment(frame.file), first=first, last=last, **counts)
    yield "schema_version: 1"
    yield f"title: {json.dumps(frame.title, ensure_ascii=False)}"
    yield f"language: {frame.language}"
    yield f"description: {about}"


def _world(model: Model, frame: Frame) -> Iterator[str]:
    note = f", note: {frame.said('contained')}" if model.weights.contained else ""
    yield "\nworld:\n  needs:\n    case:"
    yield from demand(model.arrivals, note)
    if frame.answers.norm:
        yield f"      norm: {frame.by_client(frame.answers.norm)}"
    yield "  mind: off"


def demand(found: Arrivals, note: str = "") -> Iterator[str]:
    """Yield how many needs come, how uneven the days are, and how they are spread over the week."""
    yield f"      rate: {{value: {found.per_week:.4g} / week, source: log{note}}}"
    if found.dispersion > UNEVEN:
        yield f"      dispersion: {{value: {found.dispersion:.2g}, source: log}}"
    yield "      profile:"
    yield from wrapped("", weights(found.week), "        ")


def staff(week: Week) -> Iterator[str]:
    """Yield the staff of a role, by block of the week."""
    return wrapped("staff: ", [f"{key(hours)}: {int(level)}" for hours, level in week.blocks().items()], "        ")


def weights(week: Week) -> list[str]:
    """Return the weight of each block of the week, the heaviest 1000."""
    most = week.hours.max()
    return [f"{key(hours)}: {float(f'{1000 * level / most:.3g}'):g}" for hours, level in week.blocks().items()]


def key(hours: str) -> str:
    """Return hours as the key of a mapping in braces."""
    return json.dumps(hours) if "," in hours else hours


def wrapped(before: str, parts: list[str], indent: str, width: int = 118) -> Iterator[str]:
    """Yield lines of a mapping in braces, as many entries to a line as fit."""
    line = f"{indent}{before}{{"
    for at, part in enumerate(parts):
        piece = part + ("," if at < len(parts) - 1 else "}")
        if len(line) + len(piece) > width and not line.endswith("{"):
            yield line.rstrip()
            line = f"{indent} "
        line += piece + " "
    yield line.rstrip()


def _design(model: Model, frame: Frame) -> Iterator[str]:
    yield f"\ndesigns:\n  as_is:\n    title: {frame.said('as_is')}"
    yield "    roles:"
    yield f"      note: {frame.said('roster')}"
    for role in model.roles:
        yield from _role(role, frame)
    yield "    steps:\n      source: log"
    share = f"{100 * model.left_out:.1f}%"
    yield f"      note: {frame.said('delays', share=share)}"
    yield from _arrive(model)
    for step in (one for one in model.steps if one.ways):
        yield from _step(model, step, frame)


def _role(role: Role, frame: Frame) -> Iterator[str]:
    people = frame.said("people", n=role.people)
    yield f"      {role.name}:"
    yield f"        source: {people}"
    if role.suspends:
        yield "        end_of_shift: suspend"
    yield from cost(role.name, frame)
    yield from staff(role.week.part(frame.answers.working_share.get(role.name, 1.0)))


def cost(role: str, frame: Frame) -> Iterator[str]:
    """Yield what an hour of a role costs, where somebody said it."""
    if role in frame.answers.cost:
        yield f"        cost: {frame.by_client(f'{frame.answers.cost[role]:g} / hour')}"


def _arrive(model: Model) -> Iterator[str]:
    begins = np.flatnonzero(model.starts > 0)
    shares = rounded([float(model.starts[one]) for one in begins])
    then = [f"{model.steps[one].name}: {share}" for one, share in zip(begins, shares, strict=True)]
    lines = list(wrapped(f"{ARRIVE}: {{role: self, customer: absent, takes: 0 min, then: ", then, "      "))
    yield from lines[:-1]
    yield f"{lines[-1]}}}"


def rounded(shares: list[float]) -> list[str]:
    """Return shares in four digits that add up to 1."""
    whole = [round(10_000 * share) for share in shares]
    whole[int(np.argmax(whole))] += 10_000 - sum(whole)
    return [f"{one / 10_000:.4f}".rstrip("0").rstrip(".") for one in whole]


def _step(model: Model, step: Step, frame: Frame) -> Iterator[str]:
    role = role_of(model, step)
    activity = model.events.activities[step.activity]
    yield f"      {step.name}:  # {names.comment(activity)}"
    about = "" if activity in frame.answers.present else "customer: absent, "
    about += "counts_as: rework, " if activity in frame.answers.rework else ""
    yield f"        {{role: {role.name if role else 'self'}, {about}takes: {_takes(step, activity, frame)},"
    shares = rounded([way.share for way in step.ways])
    ways = [_way(model, way, share) for way, share in zip(step.ways, shares, strict=True) if share != "0"]
    lines = list(wrapped("then: ", ways, "         "))
    yield from lines[:-1]
    yield f"{lines[-1]}}}"


def _takes(step: Step, activity: str, frame: Frame) -> str:
    if activity in frame.answers.takes:
        return frame.by_client(flow(frame.answers.takes[activity]))
    value = flow(step.takes.written)
    if step.assumed and step.role != SELF:
        return f"{{value: {value}, assumption: true, note: {frame.said('none')}}}"
    return value


def _way(model: Model, way: Way, share: str) -> str:
    to = "resolved" if way.to == END else model.steps[way.to].name
    if way.to == END or way.delay.mean() < NOTHING:
        return f"{to}: {share}"
    return f"{to}: {{share: {share}, after: {flow(delay(way.delay))}}}"


def delay(values: Any) -> Any:
    """Return a delay as a file has it: values that are equally likely, those of no time told as a share."""
    some = values[values >= NOTHING]
    zero = 1.0 - len(some) / len(values)
    if len(some) == 1 and not zero:
        return laws.span(float(some[0]))
    listed = laws.listed(some)
    return {"zero": round(zero, 4), "otherwise": listed} if zero else listed


def flow(value: Any) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value)


def run_line(frame: Frame) -> Iterator[str]:
    """Yield when, how long and how often it runs."""
    yield (
        f"\nrun: {{start: {frame.start}, length: {frame.weeks} weeks, warm_up: {frame.warm_up} weeks, "
        f"replications: {frame.replications}}}"
    )
