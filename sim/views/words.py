"""Numbers and findings in words, in English and Dutch: what an adviser would say of a comparison."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sim.catalogue import labels
from sim.catalogue.keys import Key
from sim.catalogue.numbers import Scale, pick, scale, time_axis
from sim.results.headline import NO_HEADLINE, ONLY_IF_ANY
from sim.results.results import Comparison, Difference

__all__ = ["Scale", "pick", "row_scale", "rows", "scale", "sentences", "time_axis"]

MOST_DECIMALS = 4

_FINDING = (
    "Largest finding, {label}: {size} {direction} with {design} than with {baseline} "
    "(from {before} to {after}{part}).",
    "Grootste bevinding, {label}: {size} {direction} bij {design} dan bij {baseline} "
    "(van {before} naar {after}{part}).",
)
_NO_FINDING = (
    "Nothing shown tells {design} from {baseline}.",
    "Niets van wat getoond is onderscheidt {design} van {baseline}.",
)
_UNDECIDED = ("Not distinguishable in {n} pairs: {labels}.", "Niet te onderscheiden in {n} paren: {labels}.")
_NOUGHT = ("Nought throughout: {labels}.", "Overal nul: {labels}.")
_FEWER = ("In fewer pairs: {labels}.", "In minder paren: {labels}.")
_WITHOUT = ("Without a value: {labels}.", "Zonder waarde: {labels}.")
_TOGETHER = (
    "{If}, intervals are 95% for all {count} differences together (Bonferroni); "
    "{n} pairs of replications under common random numbers.",
    "{If}, gelden intervallen met 95% voor alle {count} verschillen samen (Bonferroni); "
    "{n} paren herhalingen met dezelfde toevalsgetallen.",
)
_FEW = (
    "So skewed that intervals cover less often than they say: {labels}. Take {n} replications.",
    "Zo scheef dat intervallen minder vaak dekken dan ze zeggen: {labels}. Neem {n} herhalingen.",
)
_ONCE = ("One replication: no intervals.", "Eén herhaling: geen intervallen.")
_ALONE = (
    "{If}, intervals are 95% for each measure by itself; {n} replications.",
    "{If}, gelden intervallen met 95% voor elke maat afzonderlijk; {n} herhalingen.",
)


def row_scale(difference: Difference, language: str) -> Scale:
    """Choose unit and decimals for a row of a comparison; what is found to differ does so as written, too."""
    means = [m.mean for m in (difference.baseline, difference.design) if m]
    width = difference.half_width
    how = scale(difference.unit, means, width, language)
    if difference.distinguishable and width is not None:
        nearest = min(map(abs, difference.interval or (0.0,)))
        telling = [how.factor * value for value in (nearest, width) if value > 0.0]
        while how.decimals < MOST_DECIMALS and any(round(value, how.decimals) == 0.0 for value in telling):
            how = replace(how, decimals=how.decimals + 1)
    return how


def rows(comparison: Comparison, design: str) -> dict[str, Difference]:
    """Return the differences that get a row: those shown that one of the two has, and not nought."""
    found, far = _shown(comparison, design), {*not_reached(comparison, design)}
    return {name: d for name, d in found.items() if not d.nought and (not d.empty or name in far)}


def not_reached(comparison: Comparison, design: str) -> tuple[str, ...]:
    """Return the percentiles of times that are not known in the baseline or the design, as too many are still inside."""
    results = comparison.results
    return results[comparison.baseline].not_reached + results[design].not_reached


def means(
    comparison: Comparison, design: str, name: str, with_unit: bool = False, language: str | None = None
) -> list[str]:
    """Return the means of the baseline and of a design as text: a percentile may not be reached, a role not be there."""
    d, language = comparison.pairs[design][name], language or comparison.results[design].blueprint.language
    how, said = row_scale(d, language), []
    for one, found in ((comparison.baseline, d.baseline), (design, d.design)):
        value = found.mean if found else None
        text = how.quantity(value) if with_unit and found else how.number(value)
        far = name in comparison.results[one].not_reached
        said.append(labels.word("not reached", language) if far else text)
    return said


def _shown(comparison: Comparison, design: str) -> dict[str, Difference]:
    found = comparison.pairs[design]
    return {name: found[name] for name in comparison.shown if name in found}


def sentences(comparison: Comparison, design: str, language: str) -> list[str]:
    """Return what a comparison found: the largest finding, what cannot be told apart, what has no row."""
    found, shown = rows(comparison, design), _shown(comparison, design)
    undecided = [name for name, d in found.items() if d.verdict == "not distinguishable"]
    said = [_largest(found, comparison.baseline, design, language)] if pairs(comparison) > 1 else []
    if undecided:
        names = labels.listed(undecided, language)
        said.append(pick(_UNDECIDED, language).format(n=pairs(comparison), labels=names))
    fewer = [
        f"{labels.label(name, language)} ({d.n})" for name, d in found.items() if 0 < d.n < pairs(comparison)
    ]
    if fewer:
        said.append(pick(_FEWER, language).format(labels="; ".join(fewer)))
    said += too_few({name: d.wanted for name, d in found.items()}, pairs(comparison), language)
    nought = [name for name, d in shown.items() if d.nought]
    empty = [name for name, d in shown.items() if d.empty and name not in found]
    return said + without_row(nought, empty, language)


def without_row(nought: Sequence[str], empty: Sequence[str], language: str) -> list[str]:
    """Return the sentences that name the measures without a row: nought throughout, or without any value."""
    nought = [name for name in nought if Key.of(name).measure not in ONLY_IF_ANY]
    return [
        pick(texts, language).format(labels=labels.listed(names, language))
        for texts, names in ((_NOUGHT, nought), (_WITHOUT, empty))
        if names
    ]


def _largest(found: Mapping[str, Difference], baseline: str, design: str, language: str) -> str:
    clear = [name for name, d in found.items() if d.distinguishable]
    if not clear:
        return pick(_NO_FINDING, language).format(design=design, baseline=baseline)
    name = max(
        [name for name in clear if name not in NO_HEADLINE] or clear,
        key=lambda one: _weight(one, found[one]),
    )
    d, how = found[name], row_scale(found[name], language)
    assert d.baseline is not None
    assert d.design is not None
    change = d.difference / d.baseline.mean if d.baseline.mean else math.inf
    return pick(_FINDING, language).format(
        label=labels.label(name, language),
        size=how.change(abs(d.difference)),
        direction=labels.word(d.verdict, language),
        design=design,
        baseline=baseline,
        before=how.quantity(d.baseline.mean),
        after=how.quantity(d.design.mean),
        part=f", {100 * change:+.0f}%" if abs(change) < 10 and d.unit != "share" else "",
    )


def _weight(name: str, d: Difference) -> tuple[bool, float]:
    """Rank a finding: the whole before a role, then by size (of shares in points, else in proportion)."""
    assert d.baseline is not None
    assert d.design is not None
    largest = max(abs(d.baseline.mean), abs(d.design.mean))
    return "." not in name, abs(d.difference) / (1.0 if d.unit == "share" else largest)


def pairs(comparison: Comparison) -> int:
    """Return how many pairs of replications were compared."""
    return comparison.results[comparison.baseline].provenance.replications


def together(comparison: Comparison, language: str) -> str:
    """Return the sentence that says what the intervals hold for."""
    if pairs(comparison) == 1:
        return pick(_ONCE, language)
    return pick(_TOGETHER, language).format(count=comparison.intervals, n=pairs(comparison))


def too_few(wanted: Mapping[str, int], n: int, language: str) -> list[str]:
    """Return which intervals rest on too few replications for how skewed these are, and how many it takes."""
    few = {name: needed for name, needed in wanted.items() if needed > n > 1}
    if not few:
        return []
    return [pick(_FEW, language).format(labels=labels.listed(few, language), n=max(few.values()))]


def alone(replications: int, language: str) -> str:
    """Return the sentence that says what the intervals of a single design hold for."""
    if replications == 1:
        return pick(_ONCE, language)
    return pick(_ALONE, language).format(n=replications)
