"""From a log to a scenario: read and check it, find out what goes on in it, write it down, and hold runs beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from pathlib import Path
from typing import Any

from sim.fit import answers as unknown
from sim.fit import checking, delays, source, written
from sim.fit import columns as named_columns
from sim.fit import events as arrays
from sim.fit.answers import Answering, Answers, LogQuestion
from sim.fit.call_fit import fit_calls, judged_calls
from sim.fit.call_model import CallModel
from sim.fit.calls import CallLog, read_calls
from sim.fit.card import HELD_OUT, Period, period
from sim.fit.claims import Claim, judged
from sim.fit.findings import Finding, Findings
from sim.fit.model import Model, discover, role_of
from sim.fit.reading import Log, read_log
from sim.fit.seen import Seen, simulated, table
from sim.fit.written import Frame
from sim.fit.written_calls import AGENTS, calls_text
from sim.kernel.limits import Unusable
from sim.results.shown import Shown
from sim.scenario.fields.model import Scenario
from sim.scenario.load import scenario as made

FEW = 30  # cases that each part of a log has at least, for one to be held out [A]
RUNS = 10
EVENTS = 2_000_000  # of all runs beside a log together, at most
YEAR = 52  # weeks
WARM_UP = 4  # weeks [A]


@dataclass(frozen=True)
class Fit(Shown, says="fit"):
    """A scenario fitted to a log: `text` (YAML), `findings` about the log, `periods` of it beside runs, `columns` as read.

    `questions` are what the log can't say; `frame.answers` what somebody said instead.
    """

    text: str
    model: Model | CallModel
    frame: Frame
    findings: tuple[Finding, ...]
    columns: Mapping[str, str]
    separator: str
    zone: str
    starts: bool
    periods: tuple[Period, ...]
    claims: tuple[Claim, ...]
    questions: tuple[LogQuestion, ...]

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario, read and checked."""
        return made(self.text)

    @property
    def to_fill_in(self) -> str:
        """What the log can't say, as a YAML file without answers."""
        return unknown.to_fill_in(self.questions, self.frame.language)

    def simulated_log(self, begin: str, end: str, replications: int = 1, seed: int | None = None) -> list[Any]:
        """Return what the system would have written down from one moment to another, a table for each replication.

        The columns are case_id, activity, start_time, end_time and resource. Where the log lacks cases that cross its
        end, these tables do too. Raises Unusable for a fit to a list of calls.
        """
        import pandas as pd

        if not isinstance(self.model, Model):
            raise Unusable("simulated_log: this is a fit to a list of calls; sim.export writes a log of its scenario")

        first, last = pd.Timestamp(begin), pd.Timestamp(end)
        origin = arrays.monday(first)
        frame = replace(self.frame, start=f"{origin:%Y-%m-%d}")
        window = [(moment - origin).total_seconds() / 60.0 for moment in (first, last)]
        runs = _runs(self.model, frame, (window[0], window[1]), replications, seed)
        return [table(one, origin, self.zone) for one in runs]


def fit(
    path: str | Path,
    case: str | None = None,
    activity: str | None = None,
    start: str | None = None,
    end: str | None = None,
    resource: str | None = None,
    contained: bool | None = None,
    language: str = "en",
    replications: int = RUNS,
    seed: int | None = None,
    answers: Answering | None = None,
) -> Fit:
    """Fit a scenario to a log of events or a list of calls: CSV with any separator, packed or not, or XES.

    Columns that are not named are guessed. `contained` says whether cases that cross the end of the log were left out of
    it (None: as it looks). The last 30% of its time are held out to try a second fit on the rest. `answers` say what the log
    can't (norm, present, rework, takes, working_share, cost): a mapping, a YAML file, or a function of the questions. Raises
    LogError (a ScenarioError) with a line for each thing with which nothing can be fitted, ScenarioError for an answer.
    """
    given = {"case": case, "activity": activity, "start": start, "end": end, "resource": resource}
    named = {part: column for part, column in given.items() if column is not None}
    findings = Findings(Path(path).name, language, [])
    columns, by = source.head(Path(path), findings)
    if named_columns.are_calls(columns, named):
        calls = read_calls(Path(path), named_columns.guessed_calls(columns, named), by, findings)
        return _fit_calls(calls, findings, replications, seed, answers)
    log = read_log(Path(path), named, findings)
    model = discover(log, language, contained)
    checking.check(model, log.starts, findings)
    roles = [role.name for role in model.roles]
    questions = unknown.of_cases(_worked_on(model), roles, log.starts, language)
    frame = _frame(model, log, language, unknown.answers(answers, questions))
    model = delays.settled(model, frame)
    runs = min(replications, max(2, EVENTS // len(model.events.case)))
    periods = [_in_sample(model, frame, runs, seed)]
    periods += _held_out(log, model, frame, runs, seed)
    long = replace(frame, weeks=YEAR, warm_up=WARM_UP)
    return Fit(
        written.text(model, long), model, frame, tuple(findings.found), log.columns, log.separator, log.zone, log.starts,
        tuple(periods), judged(model, periods, log.starts), questions,
    )  # fmt: skip


def _worked_on(model: Model) -> list[str]:
    """Return the activities that somebody of a role does."""
    return list(dict.fromkeys(model.events.activities[step.activity] for step in model.steps if role_of(model, step)))


def _fit_calls(log: CallLog, findings: Findings, replications: int, seed: int | None, answers: Answering | None) -> Fit:
    name = Path(log.file).name
    questions = unknown.of_calls([AGENTS], findings.language)
    frame = Frame(name, name, findings.language, "", 0, 0, answers=unknown.answers(answers, questions))
    model, periods = fit_calls(log, frame, findings, replications, seed)
    long = replace(frame, start=f"{model.calls.origin:%Y-%m-%d}", weeks=YEAR, warm_up=1)
    return Fit(
        calls_text(model, long), model, long, tuple(findings.found), log.columns, log.separator, "", True, tuple(periods),
        judged_calls(model, periods), questions,
    )  # fmt: skip


def _frame(model: Model, log: Log, language: str, answers: Answers) -> Frame:
    monday, weeks = f"{model.events.origin:%Y-%m-%d}", ceil(model.events.window[1] / arrays.WEEK)
    return Frame(Path(log.file).name, Path(log.file).name, language, monday, weeks, 0, answers=answers)


def _runs(model: Model, frame: Frame, window: tuple[float, float], replications: int, seed: int | None) -> list[Seen]:
    """Return runs of a period, as a log of it would be."""
    begin, end = window
    of_period = made(written.text(model, replace(frame, weeks=ceil(end / arrays.WEEK), warm_up=0)))
    found = simulated(model, of_period, replications, seed, begin)
    return [one.until(end, model.weights.contained) for one in found]


def _in_sample(model: Model, frame: Frame, replications: int, seed: int | None) -> Period:
    runs = _runs(model, frame, model.events.window, replications, seed)
    return period("fitted", model.events, [one.events for one in runs])


def _held_out(log: Log, model: Model, frame: Frame, replications: int, seed: int | None) -> list[Period]:
    """Return the last part of the log beside runs of a fit to what came before; none where either has too few cases."""
    cut = model.events.window[0] + (1 - HELD_OUT) * (model.events.window[1] - model.events.window[0])
    moment = model.events.origin + cut * arrays.minute()
    events = log.frame.groupby("case", observed=True)
    early, late = events["end"].transform("max") < moment, events["start"].transform("min") >= moment
    parts = [replace(log, frame=log.frame[some].reset_index(drop=True)) for some in (early, late)]
    if min(part.cases for part in parts) < FEW:
        return []
    before = discover(parts[0], frame.language, True)
    shorter = _frame(before, log, frame.language, frame.answers)
    before = delays.settled(before, shorter)
    after = arrays.events(parts[1])
    again = replace(shorter, start=f"{after.origin:%Y-%m-%d}")
    runs = _runs(before, again, after.window, replications, seed)
    between = (before.events.origin - after.origin) / arrays.minute()
    return [period("held_out", after, [one.events for one in runs], (before.events, between))]
