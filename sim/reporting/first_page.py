"""Page one of the report beside a comparison: the question, the answer by verdicts, a picture, what it costs and how sure it is."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from sim.analyses.judging import Judgement, judge
from sim.reporting import front, ground
from sim.reporting.gathered import Gathered
from sim.reporting.paper import Page
from sim.results.document import Head, Table, Text
from sim.results.results import Comparison, Unusable
from sim.scenario.fields.model import Scenario
from sim.views.answer_words import quoted
from sim.views.findings.judge import overview
from sim.views.words import pick

MOST = 4  # outcomes with a column


_NOTE = (
    "Differences with {base}, beside what they cost; {n} pairs of replications. No verdict is false with {sure}, {if}.",
    "Verschillen met {base}, naast wat zij kosten; {n} paren herhalingen. Met {sure} is geen oordeel onjuist, {if}.",
)


@dataclass(frozen=True, eq=False)
class FirstPage(Page):
    """Page one of a report, of designs and changes that were compared."""

    judged: Judgement = field(kw_only=True, repr=False)

    @property
    def said(self) -> list[str]:
        """The answer, and what is not met or still grows: a paragraph each."""
        return [block.text for block in self.sections[-1].blocks if isinstance(block, Text) and block.kind in ("lead", "warning")]

    @property
    def parts(self) -> tuple[Head | Text | Table, ...]:
        """What a terminal shows of it: the answer, and what was compared in the outcomes by which it was judged."""
        first, *more = self.said
        shown = [name for name in self.judged.outcomes if any(name in one.outcomes for one in self.judged.items.values())]
        scenario, judged = self.scenario, self.judged
        text = pick(_NOTE, scenario.language).format(
            base=quoted(scenario, judged.baseline), n=self._pairs, sure=f"{100 * (1 - judged.alpha):g}%"
        )
        return Head(first), *map(Text, more), overview(scenario, judged, shown[:MOST]), Text(text, "note")

    @property
    def _pairs(self) -> int:
        return max(item.n for item in self.judged.items.values())


def first_page(found: Comparison, jobs: int | str | None = None, store: str | Path | None = None) -> FirstPage:
    """Return page one on a comparison: each of its designs and changes judged, by the replications that `store` has of them.

    Raises Unusable as `check`, and as `judge`.
    """
    scenario, made = found.scenario, found.results[found.baseline].provenance
    assert scenario is not None
    check(scenario, found.results)
    judgement = judge(scenario, list(found.designs), made.replications, made.seed, None, jobs, store)
    asked = Gathered(scenario, found.results, {}, judgement, {}, found, {}, {}, {})
    return FirstPage(
        judged=judgement,
        scenario=scenario,
        sections=[front.question(asked), front.answer(asked)],
        date=made.date,
        version=made.versions.get("least-resistance", ""),
        origin=[(name, text) for name, text in ground.rerun(asked) if name != "again"],
    )


def check(scenario: Scenario, designs: Collection[str]) -> None:
    """Refuse designs (all where none are named) among which there is nothing to hold the others against."""
    if designs and scenario.default_design not in designs:
        allowed = f"allowed are comparisons with {scenario.default_design}, against which verdicts are given"
        raise Unusable(f"designs: given some without the baseline, {allowed}, name it among the designs")
