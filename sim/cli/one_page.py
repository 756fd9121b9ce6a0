"""What an analysis says as one page in the looks of a report: `sim report FILE --of ANALYSIS`."""

import shlex
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sim.kernel.limits import Unusable

if TYPE_CHECKING:
    from sim.results.document import Document
    from sim.scenario.fields.model import Scenario

ANALYSES = (
    "run", "compare", "judge", "explain", "combine", "paths", "resistance", "mirrors", "survival", "sweep", "sensitivity",
    "target", "staffing", "headroom", "warm-up",
)  # fmt: skip


@dataclass(frozen=True)
class AsPage:
    """Where the page of an analysis goes, and what is said of it."""

    out: Path
    template: Path | None
    force: bool
    said: Mapping[str, Any]  # language, question, client, author
    logo: Path | None

    def told(self, scenario: "Scenario") -> "Scenario":
        """Return the scenario with what was said in place of its own."""
        from sim.reporting import given

        return given.told(scenario, **self.said)

    def write(self, scenario: "Scenario", document: "Document", analysis: str) -> str:
        """Write the page; return what it says in a sentence."""
        from sim.reporting.analysis import page_of

        made = page_of(scenario, document, analysis, self.logo)
        made.save(self.out, self.force, self.template)
        return made.sentence


_OFFERED: list[typer.Typer] = []  # the commands among which an analysis is looked for: those of the program
PAGE: ContextVar[AsPage | None] = ContextVar("page", default=None)


def offer(app: typer.Typer) -> None:
    """Let analyses be commands of this program."""
    _OFFERED[:] = [app]


def of(asked: str, file: str, how: Mapping[str, Any], page: AsPage) -> None:
    """Run an analysis, with arguments and options of its own as on the command line, and write its page.

    `how` are options of the report that it is run with, where the analysis takes them. Raises Unusable for another name.
    """
    from typer.main import get_command

    name, *rest = words_of(asked)
    analysis: Any = get_command(_OFFERED[0]).commands[name]  # type: ignore[attr-defined]
    taken = {one.name: one.opts[0] for one in analysis.params}
    options = [text for key, value in how.items() if key in taken for text in _option(taken[key], value)]
    before = PAGE.set(page)
    try:
        analysis.main([file, *rest, *options], prog_name=f"sim report --of {name}", standalone_mode=False)
    finally:
        PAGE.reset(before)


def words_of(asked: str) -> list[str]:
    """Return the name of an analysis, and its arguments; Unusable for another name."""
    try:
        words = shlex.split(asked)
    except ValueError as wrong:
        raise typer.BadParameter(f"{asked!r}: {wrong}", param_hint="--of") from None
    if not words or words[0] not in ANALYSES:
        advice = "give it arguments of its own in quotes: --of 'staffing --norm ...'"
        raise Unusable(f"of: given {asked!r}, allowed {', '.join(ANALYSES)}, {advice}")
    return words


def _option(name: str, value: Any) -> list[str]:
    if value is None or value is False:
        return []
    return [name] if value is True else [name, str(value)]
