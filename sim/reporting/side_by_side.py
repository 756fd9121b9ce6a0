"""The same finding on a terminal, in a notebook, as JSON and CSV, in a sheet and in the report, side by side on a page."""

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from markupsafe import Markup
from rich.console import Console

from sim.analyses.paths.found import Paths
from sim.reporting import report
from sim.reporting.page import Report
from sim.results.document import Document, Element, Row, Table, Text
from sim.results.shown import Shown
from sim.scenario.load import load
from sim.views.files import save
from sim.views.render import html, sheet, terminal

WIDE = 96  # columns of the terminal
TELLING = 2  # numbers by which a finding is found in the JSON
FORMS = ("terminal", "notebook", "JSON", "CSV", "sheet", "report")


@dataclass(frozen=True)
class InReport:
    """What stands in a report, and the document of the analysis that it is from."""

    analysis: str
    document: Document
    block: Element

    def row(self, row: Row) -> Row:
        """Return the row of the document's table that a row of the report's table is; KeyError where there is none."""
        assert isinstance(self.block, Table)
        table = self.document.tables[self.block.name]
        names = [column.key for column in table.columns if column.index]

        def key(one: Row) -> tuple[object, ...]:
            return tuple(one.cell(name).value for name in names)

        return {key(one): one for one in table.records}[key(row)]


def sources(made: Report) -> Iterator[InReport]:
    """Yield each table of a report that is one of a document, and each sentence of an explanation or mirror, with that document."""
    found, language = made.found, made.found.scenario.language
    alone = found.results[found.baseline]
    of: dict[str, tuple[str, Shown | None]] = {
        "findings": ("judge", found.judgement),
        "means": ("compare", found.comparison),
        "goals": ("goals", found.comparison or alone),
        "measures": ("run", alone),
    }
    documents = {name: (analysis, one.document(language)) for name, (analysis, one) in of.items() if one is not None}
    told = [("explain", one.document(language)) for one in found.why.values()]
    told += [("mirrors", one.document(language)) for one in found.mirrors.values()]
    taken = iter([name for name in found.telling if found.taken[name].paths])
    for block in (block for section in made.sections for block in section.blocks):
        if isinstance(block, Table) and block.name in documents:
            yield InReport(*documents[block.name], block)
        elif isinstance(block, Table) and block.name == "paths":
            name = next(taken)
            yield InReport("paths", Paths(found.taken[name], tuple(found.ways[name]), found.scenario).document(language), block)
        elif isinstance(block, Text):
            yield from (InReport(analysis, one, block) for analysis, one in told if block in one.parts)


def forms(one: InReport) -> dict[str, Markup]:
    """Return the first finding of a source in every form, as HTML."""
    block: Element = one.block
    if isinstance(one.block, Table):
        block, rows = replace(one.block, rows=one.block.rows[:1]), [one.row(one.block.rows[0])]
        table = one.document.tables[one.block.name]
    else:
        table = next(iter(one.document.tables.values()))
        rows = table.records[:1]
    shown = replace(table, rows=tuple(replace(row, on="all") for row in rows), on="all", title="")
    beside = one.document.parts if isinstance(block, Text) else ()
    document = replace(one.document, parts=(*(part for part in beside if part == block), shown))
    plain = smallest(one.document.plain(), set(_telling(shown)[:TELLING]))
    return {
        "terminal": _text(terminal.show, Console(file=(out := StringIO()), width=WIDE), document, out),
        "notebook": Markup(html.fragment(document)),
        "JSON": Markup("<pre>{}</pre>").format(json.dumps(plain, indent=1, ensure_ascii=False)),
        "CSV": _text(sheet.print_csv, file := StringIO(), document, file),
        "sheet": _cells(shown),
        "report": Markup(html.templates().get_template("parts.html").module.shown(block, "h3")),  # type: ignore[attr-defined]
    }


def _telling(table: Table) -> list[float]:
    """Return the numbers of a table by which it is known again: those that are not whole."""
    values = [row.cell(column.key).value for row in table.rows for column in table.fields if column.kind == "number"]
    return [value for value in values if isinstance(value, float) and math.isfinite(value) and not value.is_integer()]


def _text(write: Any, to: Any, document: Document, file: StringIO) -> Markup:
    write(to, document)
    return Markup("<pre>{}</pre>").format(file.getvalue())


def _cells(table: Table) -> Markup:
    """Return what a sheet has, its numbers in full."""
    heads = [column.label for column in table.fields]
    rows = [[sheet.written(row.cell(column.key), column) for column in table.fields] for row in table.records]
    lines = [Markup("<tr>{}</tr>").format(Markup("").join(map(Markup("<td>{}</td>").format, line))) for line in (heads, *rows)]
    return Markup("<table>{}</table>").format(Markup("").join(lines))


def smallest(plain: Any, numbers: set[float]) -> Any:
    """Return the smallest part of plain values that has these numbers, as many of them as there are."""
    wanted = numbers & _numbers(plain)
    inner = plain.values() if isinstance(plain, Mapping) else plain if isinstance(plain, list | tuple) else ()
    found = next((one for one in inner if wanted <= _numbers(one)), None)
    return plain if found is None or not isinstance(found, Mapping | list | tuple) else smallest(found, wanted)


def _numbers(plain: Any) -> set[float]:
    if isinstance(plain, Mapping | list | tuple):
        parts = plain.values() if isinstance(plain, Mapping) else plain
        return set().union(*map(_numbers, parts))
    return {plain} if isinstance(plain, float) else set()


def page(made: Report) -> str:
    """Return a page with the first finding of each analysis that stands in a report, in every form."""
    each = {one.analysis: one for one in reversed([*sources(made)])}
    found = [(name, forms(each[name])) for name in sorted(each)]
    template = html.templates(Path(__file__).parent).get_template("side_by_side.html")
    return template.render(title=made.found.scenario.title, language=made.found.scenario.language, found=found)


def main(arguments: Sequence[str]) -> int:
    """Write the page of a scenario."""
    if len(arguments) not in (2, 3):
        print("usage: python -m sim.reporting.side_by_side SCENARIO.yaml PAGE.html [REPLICATIONS]", file=sys.stderr)
        return 2
    scenario, target, *often = arguments
    made = report(load(scenario), replications=int(often[0]) if often else None)
    save(target, lambda file: file.write(page(made)), False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
