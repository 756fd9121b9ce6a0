"""A day of one or two designs, with the same customers and the same luck: run, laid out, and written as one page."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.catalogue.numbers import DAY
from sim.kernel.limits import Unusable
from sim.live.frame import question
from sim.live.packed import packed, policy
from sim.live.playing import packing, which
from sim.live.playing.packing import DayHours
from sim.live.playing.words import words
from sim.runs import experiments
from sim.scenario.fields.model import Scenario
from sim.views.files import save
from sim.views.names import title
from sim.views.render.html import templates

HERE = Path(__file__).parent
SCRIPTS = ("state.js", "layout.js", "draw.js", "day.js")
LANGUAGES = ("en", "nl")
FRAME = 760  # pixels, the height in a notebook
Case = tuple[Scenario, str, str]  # a scenario, a design or change of it, and what that is called


@dataclass(frozen=True, eq=False)
class PlayedDay:
    """A day that plays: `designs` by name, from `begin` to `end` (minutes of the run); shows itself in a notebook."""

    scenario: Scenario
    designs: tuple[str, ...]
    number: int  # of the day, from 0
    begin: float
    end: float
    data: dict[str, Any]
    language: str

    @property
    def policy(self) -> str:
        """The content security policy of the page."""
        return policy(_script(), _style())

    @cached_property
    def html(self) -> str:
        """The page: one file that needs nothing beside it."""
        said = words(self.language)
        made: str = templates(HERE).get_template("day.html").render(
            language=self.language, title=self.scenario.title, question=question(self.scenario), said=said, mind=self.data["mind"],
            designs=self.data["designs"], script=_script(), style=_style(), policy=self.policy, data=packed(self.data),
            other=next(one for one in LANGUAGES if one != self.language),
        )  # fmt: skip
        return made

    def save(self, path: str | Path, force: bool = False) -> None:
        """Write the page (.html); FileExistsError unless `force`."""
        save(path, lambda target: target.write(self.html), force)

    def _repr_html_(self) -> str:
        label = html.escape(f"{words(self.language)['frame']}: {self.scenario.title}", quote=True)
        return (
            f'<iframe title="{label}" sandbox="allow-scripts" width="100%" height="{FRAME}" frameborder="0" '
            f'srcdoc="{html.escape(self.html, quote=True)}"></iframe>'
        )


def day(
    scenario: Scenario,
    designs: Sequence[str] | None = None,
    date: str | int | calendar_date | None = None,
    seed: int | None = None,
    engine: str | None = None,
    language: str | None = None,
) -> PlayedDay:
    """Return a day of one replication that plays: one or two designs or changes side by side, with the same customers.

    Without `designs` the baseline and the design or change after it; without `date` (a date, or the number of the day from
    1) the first day after the warm-up on which is worked. `language` is "en" or "nl", that of the scenario if left out.
    Raises ScenarioError for a design that there is not; Unusable for more than two, for a day that is not in the run and for
    one with more than a page can show.
    """
    if language not in (None, *LANGUAGES):
        raise Unusable(f"language: {language!r}, allowed {', '.join(LANGUAGES)}")
    cases = [(scenario, name, title(scenario, name)) for name in _shown(scenario, designs)]
    return played(cases, date, seed, engine, language or scenario.language)


def played(
    cases: Sequence[Case], date: str | int | calendar_date | None, seed: int | None, engine: str | None, language: str
) -> PlayedDay:
    """Return a day of one or two designs, each of a scenario of its own and called as is said; Unusable as `day`."""
    found = [experiments.run(scenario, name, 1, seed, engine, 1, log=True) for scenario, name, _ in cases]
    logs, blueprints = [one.logs[0] for one in found], [one.blueprint for one in found]
    first = blueprints[0]
    number = which.chosen(date, first.record, first.start, logs[0])
    window = DayHours(*which.hours(number, float(first.record["horizon"]), logs))
    parts = packing.packed(list(zip(logs, blueprints, strict=True)), window)
    data = {
        "language": language,
        "words": {one: words(one) for one in LANGUAGES},
        "day": {one: which.named(number, first.start, one) for one in LANGUAGES},
        "begin": round((window.begin - number * DAY) * packing.SECONDS),
        "span": round((window.end - window.begin) * packing.SECONDS),
        "mind": bool(first.record["mind"]),
        "designs": [{"title": called, **part} for (_, _, called), part in zip(cases, parts, strict=True)],
    }
    names = tuple(name for _, name, _ in cases)
    return PlayedDay(cases[0][0], names, number, window.begin, window.end, data, language)


def _shown(scenario: Scenario, designs: Sequence[str] | None) -> list[str]:
    if designs is None:
        rest = [name for name in (*scenario.designs, *scenario.changes) if name != scenario.default_design]
        return [scenario.default_design, *rest[:1]]
    names = list(dict.fromkeys([designs] if isinstance(designs, str) else designs))
    if not 1 <= len(names) <= 2:
        raise Unusable(f"designs: {len(names)} different ones; one or two are shown side by side")
    return names


def _script() -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)


def _style() -> str:
    return (HERE / "day.css").read_text(encoding="utf-8")
