"""A difference explained, on the terminal: the sentence, then the parts from the baseline to the design."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.analyses.explain import Explanation, Part
from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.console import called

_ADDS = ("adds", "voegt toe")
_SEGMENT = ("segment", "doelgroep")
_ROLE = ("role", "rol")
_NOTE = (
    "Parts add up to the whole in each of {n} pairs of replications; the intervals in a table hold together with 95%, {if}.",
    "Delen tellen op tot het geheel in elk van {n} paren herhalingen; de intervallen in een tabel gelden samen met 95%, {if}.",
)
_ELSEWHERE = ("none", "geen")


def explanation(out: Console, scenario: Scenario, found: Explanation) -> None:
    """Print what explains a difference."""
    language = scenario.language
    out.print(f"[bold]{escape(scenario.title)}[/]: {called(scenario, found.design)}")
    out.print(escape(found.sentence))
    out.print()
    if found.whole.n:
        out.print(_table(found, labels.label(found.measure, language), found.few(), language, whole=True))
        for head, parts in _others(found):
            out.print(_table(found, words.pick(head, language), parts, language))
        out.print()
    out.print(words.pick(_NOTE, language).format(n=found.whole.n))


def _others(found: Explanation) -> list[tuple[tuple[str, str], Sequence[Part]]]:
    """Return other ways to add up to the same whole: by role where the table has causes alone, by segment where there are several."""
    tables: list[tuple[tuple[str, str], Sequence[Part]]] = []
    if not found.same_roles:
        tables.append((_ROLE, found.by("role")))
    segments = found.by("segment")
    return [*tables, (_SEGMENT, segments)] if len(segments) > 1 else tables


def _table(found: Explanation, head: str, parts: Sequence[Part], language: str, whole: bool = False) -> Table:
    """Return a table of parts; with the whole, from the baseline's mean to the design's."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 1))
    table.add_column(head, min_width=46)
    how = found.scale
    for name in (words.pick(_ADDS, language), "+/-", "n"):
        table.add_column(name, justify="right")
    table.add_column(word("unit", language))
    baseline, design = found.whole.baseline, found.whole.design
    if whole and baseline:
        table.add_row(escape(found.baseline), how.number(baseline.mean), "", "", how.unit)
    for part in parts:
        name = part.name or words.pick(_ELSEWHERE, language)
        number = how.number(part.value, sign=True)
        bold = f"[bold]{number}[/]" if part.distinguishable else number
        table.add_row(escape(f"  {name}"), bold, how.margin(part.value, part.interval, sign=True), str(part.n), how.unit)
    if whole and design:
        table.add_row(escape(found.design), how.number(design.mean), "", "", how.unit)
    return table
