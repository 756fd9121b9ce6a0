"""Whether verdicts stand if assumptions are off: of each change its verdict, and how often each comes out."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from sim.analyses.judging.verdict import VERDICTS
from sim.analyses.studies.sensitivity import Robust, Robustness
from sim.results.document import Cell, Document, Drawing, Row, Table
from sim.scenario.fields.model import Scenario
from sim.views import later, plain, tables, verdict_words, words
from sim.views.sensitivity_words import head, robust_sentences

_YES = ("robust", "robuust")


def document(scenario: Scenario, found: Robust) -> Document:
    """Return a row for each change, how it was found, and over which ranges."""
    return Document(
        title=scenario.title,
        subject="",
        parts=(changes(scenario, found), *tables.said(robust_sentences(found, scenario.language))),
        language=scenario.language,
        plain=partial(as_plain, scenario, found),
        pictures={"robustness": Drawing(later.picture("sensitivity_picture", "robust", scenario, found))},
    )


def changes(scenario: Scenario, found: Robust) -> Table:
    """Return a row for every change: its verdict, Pr(relevant), and the share of the draws in which each verdict comes out."""
    language, make = scenario.language, tables.Columns(scenario.language)
    columns = [
        make.words("change", head("change", language), index=True),
        make.words("verdict", head("own", language)),
        make.number("relevant", head("relevant", language)),
        *make.data("relevant_low", "relevant_high"),
        *(make.number(f"draws_{one}", verdict_words.name(one, scenario), unit="%") for one in VERDICTS),
        make.number("stands", head("stands", language)),
    ]
    return tables.table("changes", columns, [Row(_cells(one, scenario)) for one in found.changes])


def _cells(one: Robustness, scenario: Scenario) -> Mapping[str, Cell]:
    language, (low, high) = scenario.language, one.interval
    how = words.Scale(1.0, "", 2, language)
    chance = f"{how.number(one.relevant)} ({how.number(low)} .. {how.number(high)})"
    stands = f"{100 * one.stands:.0f}%" + (f" {words.pick(_YES, language)}" if one.robust else "")
    counts = {name: one.counts.get(name, 0) for name in VERDICTS}
    return {
        "change": Cell(one.change, one.change),
        "verdict": Cell(one.own, verdict_words.name(one.own, scenario)),
        "relevant": Cell(one.relevant, chance),
        "relevant_low": Cell(low),
        "relevant_high": Cell(high),
        **{f"draws_{name}": Cell(count, f"{100 * count / one.draws:.0f}") for name, count in counts.items()},
        "stands": Cell(one.stands, stands),
    }


def as_plain(scenario: Scenario, found: Robust) -> dict[str, Any]:
    """Return of each change its verdict, how often each verdict came out, and Pr(relevant) with its interval."""
    changes = {
        one.change: {
            "verdict": one.own,
            "counts": dict(one.counts),
            "relevant": one.relevant,
            "relevant_interval": list(one.interval),
            "stands": one.stands,
            "robust": one.robust,
        }
        for one in found.changes
    }
    return {
        "scenario": scenario.title,
        "changes": changes,
        "assumptions": [plain.assumed(one) for one in found.assumed],
        "draws": found.draws,
        "replications": found.replications,
        "seed": found.seed,
    }
