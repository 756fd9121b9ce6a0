"""Tables on the terminal (rich): one design with its intervals, or two designs with their differences."""

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.results.results import Comparison, Difference, Result
from sim.scenario.fields.model import Scenario
from sim.scenario.load import title_of
from sim.views import counted, goals, words
from sim.views.render.terminal import console as console

NARROW = 122  # columns, below which a comparison takes less room


def _table(language: str, heads: Sequence[str], narrow: bool = False) -> Table:
    """Return an empty table: measures at the left, numbers under `heads`."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0 if narrow else 1))
    table.add_column(word("measure", language), min_width=18)
    for name in heads:
        head = name.replace("_", " ") if narrow else name
        table.add_column(escape(head), justify="right", overflow="fold", max_width=10 if narrow else None)
    return table


def _blocks(names: Iterable[str]) -> Iterable[tuple[str, bool]]:
    """Yield each measure and whether a new block (another role, step, ...) begins with it."""
    before = None
    for name in names:
        block = name.rpartition(".")[0]
        yield name, before is not None and block != before
        before = block


def result(out: Console, scenario: Scenario, found: Result, shown: Sequence[str]) -> None:
    """Print the measures of one design."""
    language, n = scenario.language, found.provenance.replications
    table = _table(language, [word("mean", language), "+/-"])
    table.add_column(word("unit", language))
    unreached = found.not_reached
    empty = [name for name in shown if not found.measures[name].n and name not in unreached]
    nought = [name for name in shown if not any(found.measures[name].values)]
    for name, begins in _blocks(name for name in shown if name not in (*nought, *empty)):
        if begins:
            table.add_section()
        measure = found.measures[name]
        how = words.scale(measure.unit, [measure.mean], measure.half_width, language)
        table.add_row(
            escape(labels.label(name, language)),
            word("not reached", language) if name in unreached else how.number(measure.mean),
            "-" if name in unreached else how.margin(measure.mean, measure.interval),
            how.unit,
        )
    out.print(f"[bold]{escape(scenario.title)}[/]: {called(scenario, found.design)}")
    counted.counted(out, {found.design: found}, language)
    out.print(table)
    out.print()
    for said in words.without_row(nought, empty, language):
        out.print(escape(said))
    rows = {name: found.measures[name].wanted for name in shown}
    for said in (*words.too_few(rows, n, language), words.alone(n, language)):
        out.print(escape(said))
    goals.goals(out, scenario, {found.design: found})


def comparison(out: Console, scenario: Scenario, found: Comparison) -> None:
    """Print a table and its findings for every design that is set against the baseline."""
    counted.counted(out, found.results, scenario.language)
    for design in found.designs:
        baseline, other = called(scenario, found.baseline), called(scenario, design)
        against = words.pick(("against", "tegenover"), scenario.language)
        out.print(f"[bold]{escape(scenario.title)}[/]: {other} {against} {baseline}")
        out.print(_differences(found, design, scenario.language, narrow=out.width < NARROW))
        out.print()
        for said in words.sentences(found, design, scenario.language):
            out.print(escape(said))
        out.print()
    out.print(words.together(found, scenario.language))
    goals.goals(out, scenario, found.results)


def called(scenario: Scenario, design: str) -> str:
    """Return the name of a design or change, with its title."""
    title = title_of(scenario, design)
    return escape(f"{design} ({title})" if title else design)


def _differences(found: Comparison, design: str, language: str, narrow: bool) -> Table:
    """Return the table of a design; a narrow one has half-widths for intervals, units beside the names."""
    last = ["+/-"] if narrow else [word("interval", language), "n"]
    table = _table(language, [found.baseline, design, word("difference", language), *last], narrow)
    if not narrow:
        table.add_column(word("unit", language))
    table.add_column(word("finding", language), min_width=15)
    rows = words.rows(found, design)
    for name, begins in _blocks(rows):
        if begins:
            table.add_section()
        means = words.means(found, design, name)
        table.add_row(*_cells(name, rows[name], means, language, narrow))
    return table


def _cells(name: str, d: Difference, means: list[str], language: str, narrow: bool) -> list[str]:
    how = words.row_scale(d, language)
    label = escape(labels.label(name, language))
    if word("not reached", language) in means:
        return [label, *means, "-", "-", *([] if narrow else ["-", how.unit]), "-"]
    difference = "0" if d.same else how.number(d.difference, sign=True)
    verdict = word(d.verdict, language)
    finding = f"[bold]{verdict}[/]" if d.distinguishable else verdict
    if narrow:
        width = "-" if d.same else how.margin(d.difference, d.interval, sign=True)
        return [f"{label} ({how.unit})" if how.unit else label, *means, difference, width, finding]
    return [label, *means, difference, _interval(d, how), str(d.n or "-"), how.unit, finding]


def _interval(d: Difference, how: words.Scale) -> str:
    if d.interval is None or d.same:
        return "-"
    return " .. ".join(how.number(end, True) for end in d.interval)
