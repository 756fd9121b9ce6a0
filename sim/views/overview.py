"""One picture for a client: how well the scenario repeats a real log, and what designs and changes would do.

`python -m sim.views.overview SCENARIO.yaml OBSERVED.csv EXPECTED.csv PICTURE.png` draws it.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.ticker import PercentFormatter

from sim.analyses import fit
from sim.analyses.observed import SPANS
from sim.results.results import Comparison
from sim.runs.experiments import compare
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load
from sim.views.files import save_picture
from sim.views.options import BETTER, heading, in_order, options
from sim.views.plots import Picture

COLUMNS = ("lead_time", "first_contact_resolution", "work_per_case")
SIZE = (13.0, 5.6)  # inches
CHOSEN = ("lead_time_mean", "lead_time_p90", "persons_per_case", "adjustments_per_check")
NAMES = {
    "lead_time_mean": ("lead time, mean", "{:.1f} days"),
    "lead_time_p90": ("lead time, 90th percentile", "{:.1f} days"),
    "persons_per_case": ("persons per case", "{:.2f}"),
    "adjustments_per_check": ("adjustments per 100 checks", "{:.1f}"),
}


def overview(scenario: Scenario, rows: Sequence[fit.LogFigure], comparison: Comparison) -> Picture:
    """Draw the fit of the baseline, and beside it the paired differences of all that was compared."""
    figure = Picture(figsize=SIZE, layout="constrained")
    parts: Any = figure.subfigures(1, 2, width_ratios=[1, 2.05], wspace=0.02)
    left, right = parts
    _heading(left, "Does the model repeat what was observed?")
    _heading(right, heading(scenario, comparison.baseline))
    done_within(left.subplots(), rows)
    options(list(right.subplots(1, len(COLUMNS), sharey=True)), scenario, comparison, COLUMNS)
    return figure


def _heading(part: Any, text: str) -> None:
    part.suptitle(text, x=0.01, ha="left", fontsize=12, fontweight="bold")


def done_within(axes: Any, rows: Sequence[fit.LogFigure]) -> None:
    """Draw which share of the cases was done within a time: observed as dots, simulated as a line."""
    by_name = {row.figure: row for row in rows}
    spans = {name: by_name[f"done_within_{name}"] for name in SPANS if f"done_within_{name}" in by_name}
    days = [SPANS[name] for name in spans]
    axes.plot(
        days, [row.simulated.mean for row in spans.values()], color=BETTER, linewidth=2, label="simulated"
    )
    axes.plot(
        days, [row.observed for row in spans.values()], "o", color="black", markersize=6, label="event log"
    )
    axes.set_xscale("log")
    axes.set_xticks([1 / 288, 1 / 24, 1, 7, 56], ["5 min", "1 hour", "1 day", "1 week", "8 weeks"])
    axes.minorticks_off()
    axes.set_ylim(0, 1.02)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title("cases done within a time", loc="left", fontsize=10)
    axes.legend(frameon=False, loc="upper left")
    axes.text(0.98, 0.03, _figures(by_name), transform=axes.transAxes, ha="right", va="bottom", fontsize=9)


def _figures(rows: dict[str, fit.LogFigure]) -> str:
    said = ["log | simulated"]
    for name in (name for name in CHOSEN if name in rows):
        text, form = NAMES[name]
        scale = 100 if name == "adjustments_per_check" else 1
        numbers = [form.format(scale * value) for value in (rows[name].observed, rows[name].simulated.mean)]
        said.append(f"{text}: {numbers[0].split()[0]} | {numbers[1]}")
    return "\n".join(said)


def draw(scenario_file: str, observed: str, expected: str, replications: int | None = None) -> Picture:
    """Hold a scenario's baseline against a log's figures, compare all designs and changes, and draw both."""
    scenario = load(scenario_file)
    rows = fit.fit(scenario, observed, expected, replications or scenario.run.replications)
    found = compare(scenario, in_order(scenario), replications=replications, shown=COLUMNS)
    return overview(scenario, rows, found)


def main(arguments: Sequence[str]) -> int:
    """Draw the picture to a file."""
    if len(arguments) != 4:
        print(
            "usage: python -m sim.views.overview SCENARIO.yaml OBSERVED.csv EXPECTED.csv PICTURE.png",
            file=sys.stderr,
        )
        return 2
    scenario, observed, expected, picture = arguments
    if Path(picture).exists():
        print(f"{picture}: exists already; choose another name, or remove it first", file=sys.stderr)
        return 1
    save_picture(picture, draw(scenario, observed, expected), dots=110)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
