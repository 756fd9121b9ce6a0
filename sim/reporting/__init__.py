"""The report for a client: one page that needs nothing beside it, in English or Dutch, and its figures for a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

from sim.reporting import given, page
from sim.reporting.gathered import ReportOptions
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
    question: str | None = None,
    client: str | None = None,
    author: str | None = None,
    logo: str | Path | None = None,
    advice: str | Path | None = None,
) -> Report:
    """Return a report on a scenario: page one answers the client's question, page two advises, the annex has the rest.

    Verdicts are those of `judge` with the same arguments; `turns` says beside them where they turn within the ranges of what is
    assumed (None: as many as can be tried in a minute). `language` (en or nl), `question`, `client`, `author` and `logo` (a
    picture of at most 1 MB) are those of the scenario where nothing is said; `advice` is a file of Markdown for page two.
    Raises Unusable where the logo is no picture or a file can't be read, and else as `judge`.
    """
    told = given.told(scenario, language=language, question=question, client=client, author=author)
    asked = ReportOptions(
        changes, replications, seed, engine, jobs, store, until_decided, bound, turns,
        given.logo(scenario, logo), given.advice(advice),
    )  # fmt: skip
    return page.report(told, asked)
