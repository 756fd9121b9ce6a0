"""What pairing was worth: how much wider intervals would be without common random numbers."""

import math
from functools import partial
from typing import Any

from sim.results.document import Cell, Document, Row, Table
from sim.runs.experiments import Pairing
from sim.scenario.fields.model import Scenario
from sim.views import tables, words
from sim.views.plain import plain

_RATIO = ("variance without over with", "variantie zonder gedeeld door met")
_SAID = (
    "The variance of differences between independent replications over that of paired ones, by {n} pairs: above 1 pairing "
    "narrows intervals, by the root of it.",
    "De variantie van verschillen tussen onafhankelijke herhalingen, gedeeld door die van gepaarde, naar {n} paren: boven 1 "
    "maakt paren de intervallen smaller, met de wortel ervan.",
)
_AGAINST = ("{design} against {baseline}", "{design} tegenover {baseline}")


def document(scenario: Scenario, found: Pairing) -> Document:
    """Return a row for every measure, and what it says."""
    language = scenario.language
    both = {"design": tables.called(scenario, found.design), "baseline": tables.called(scenario, found.baseline)}
    return Document(
        title=scenario.title,
        subject=words.pick(_AGAINST, language).format(**both),
        parts=(ratios(found, language), *tables.notes([words.pick(_SAID, language).format(n=found.n)])),
        language=language,
        plain=partial(as_plain, found),
    )


def ratios(found: Pairing, language: str) -> Table:
    """Return a row for every measure: the ratio of both variances, nan where the pairs do not differ at all."""
    make = tables.Columns(language)
    columns = [make.words("measure", index=True), make.number("ratio", words.pick(_RATIO, language))]
    how = words.Scale(1.0, "", 1, language)
    rows = [
        Row({"measure": tables.measured(name, language), "ratio": Cell(one, how.number(one))}, "data" if math.isnan(one) else "all")
        for name, one in found.items()
    ]
    return tables.table("pairing", columns, rows)


def as_plain(found: Pairing) -> dict[str, Any]:
    """Return the ratio of both variances by measure."""
    return {"baseline": found.baseline, "design": found.design, "pairs": found.n, "ratios": {k: plain(v) for k, v in found.items()}}
