"""What was tried, as a table on the terminal."""

from collections.abc import Sequence
from datetime import datetime

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sim.runs.provenance import CODE
from sim.runs.store import Run

SHORT = 8  # signs of a hash that tell enough


def table(out: Console, found: Sequence[Run]) -> None:
    """Print what was tried, the latest at the end, in local time."""
    shown = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in ("scenario", "version", "design or change", "seed", "replications", "last", "code"):
        shown.add_column(head, justify="right" if head in ("seed", "replications") else "left")
    for run in found:
        shown.add_row(*map(escape, _row(run)))
    out.print(shown)
    if any(run.code != CODE for run in found):
        out.print(f"The code now is {CODE[:SHORT]}; what other code ran is not used.")


def _row(run: Run) -> tuple[str, ...]:
    when = datetime.fromisoformat(run.last).astimezone().strftime("%Y-%m-%d %H:%M")
    version, code = run.scenario_hash[:SHORT], run.code[:SHORT]
    return run.title, version, run.variant, str(run.seed), str(run.replications), when, code
