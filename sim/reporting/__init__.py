"""The report for a client: one page that needs nothing beside it, in English or Dutch, and its figures for a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

from sim.reporting import page
from sim.reporting.gathered import Asked
from sim.reporting.page import Report
from sim.scenario.fields.model import Scenario

__all__ = ["Report", "report"]


def report(
    scenario: Scenario,
    changes: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
    until_decided: bool = False,
    bound: int | None = None,
    language: str | None = None,
    turns: bool | None = False,
) -> Report:
    """Return a report on a scenario: question, answer, designs, verdicts and why, mirrors, resistance, paths, and what it stands on.

    Verdicts are those of `judge` with the same arguments; `turns` says beside them where they turn within the ranges of what is
    assumed (None: as many as can be tried in a minute). `language` is en or nl, that of the scenario where nothing is said.
    """
    if language:
        scenario = scenario.model_copy(update={"language": language})
    asked = Asked(changes, replications, seed, engine, jobs, store, until_decided, bound, turns)
    return page.report(scenario, asked)
