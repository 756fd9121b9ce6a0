"""One picture for a client: how well the scenario repeats a real log, and what designs and changes would do.

`python -m sim.views.overview SCENARIO.yaml OBSERVED.csv EXPECTED.csv PICTURE.png` draws it.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.ticker import PercentFormatter

from sim import fit, labels
from sim.experiments import compare
from sim.observed import SPANS
from sim.results import Comparison, Difference
from sim.scenario.load import load, variant
from sim.scenario.model import Scenario
from sim.views import words
from sim.views.plots import COLOURS, UNCLEAR, Picture

BETTER, WORSE = COLOURS[0], COLOURS[5]
COLUMNS = {"lead_time": -1, "first_contact_resolution": 1, "work_per_case": -1}  # which way is better
SIZE = (13.0, 4.8)  # inches
CHOSEN = ("lead_time_mean", "lead_time_p90", "persons_per_case", "adjustments_per_check")
NAMES = {
    "lead_time_mean": ("lead time, mean", "{:.1f} days"),
    "lead_time_p90": ("lead time, 90th percentile", "{:.1f} days"),
    "persons_per_case": ("persons per case", "{:.2f}"),
    "adjustments_per_check": ("adjustments per 100 checks", "{:.1f}"),
}


def overview(scenario: Scenario, rows: Sequence[fit.Row], comparison: Comparison) -> Picture:
    """Draw the fit of the baseline, and beside it the paired differences of all that was compared."""
    figure = Picture(figsize=SIZE, layout="constrained")
    parts: Any = figure.subfigures(1, 2, width_ratios=[1, 2.05], wspace=0.02)
    left, right = parts
    _heading(left, "Does the model repeat what was observed?")
    _heading(right, f"What would change? Difference from: {_title(scenario, comparison.baseline).lower()}")
    done_within(left.subplots(), rows)
    options(list(right.subplots(1, len(COLUMNS), sharey=True)), scenario, comparison)
    return figure


def _heading(part: Any, text: str) -> None:
    part.suptitle(text, x=0.01, ha="left", fontsize=12, fontweight="bold")


def _title(scenario: Scenario, name: str) -> str:
    known = scenario.changes[name] if name in scenario.changes else variant(scenario, name)
    return known.title or name


def _label(scenario: Scenario, name: str) -> str:
    """Return the title, with a plus where it is a change on the design in the row above."""
    on_top = name in scenario.changes and scenario.changes[name].design != scenario.default_design
    return f"+ {_title(scenario, name)}" if on_top else _title(scenario, name)


def in_order(scenario: Scenario) -> list[str]:
    """Return designs and changes, the baseline first, each change below the design that it is about."""
    designs = [scenario.default_design, *(n for n in scenario.designs if n != scenario.default_design)]
    below = {design: [n for n, c in scenario.changes.items() if c.design == design] for design in designs}
    others = [name for design in designs[1:] for name in (design, *below[design])]
    return [designs[0], *others, *below[designs[0]]]


def done_within(axes: Any, rows: Sequence[fit.Row]) -> None:
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


def _figures(rows: dict[str, fit.Row]) -> str:
    said = ["log | simulated"]
    for name in (name for name in CHOSEN if name in rows):
        text, form = NAMES[name]
        scale = 100 if name == "adjustments_per_check" else 1
        numbers = [form.format(scale * value) for value in (rows[name].observed, rows[name].simulated.mean)]
        said.append(f"{text}: {numbers[0].split()[0]} | {numbers[1]}")
    return "\n".join(said)


def options(columns: Sequence[Any], scenario: Scenario, comparison: Comparison) -> None:
    """Draw the difference and its interval of each design and change (a row) in each outcome (a column)."""
    names = list(comparison.pairs)
    for axes, (measure, better) in zip(columns, COLUMNS.items(), strict=True):
        differences = [comparison.pairs[name][measure] for name in names]
        for place, difference in enumerate(differences):
            _draw(axes, place, difference, better)
        axes.axvline(0, color="black", linewidth=0.8)
        axes.set_title(labels.label(measure), loc="left", fontsize=10)
        axes.set_xlabel(words.row_scale(differences[0], "en").unit.replace("%", "percentage points"))
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="y", color="#eeeeee")
        axes.margins(x=0.18)
    columns[0].set_yticks(range(len(names)), [_label(scenario, name) for name in names])
    columns[0].set_ylim(len(names) - 0.5, -0.5)
    key = "Blue: better; red: worse; grey: no difference found."
    note = "\n".join([*words.together(comparison, "en").split("; "), key])
    columns[-1].figure.supxlabel(note, fontsize=8, x=0.99, ha="right")


def _draw(axes: Any, place: int, difference: Difference, better: int) -> None:
    how = words.row_scale(difference, "en")
    middle, width = difference.difference * how.factor, (difference.half_width or 0.0) * how.factor
    clear = difference.distinguishable
    colour = (BETTER if middle * better > 0 else WORSE) if clear else UNCLEAR
    axes.plot([middle - width, middle + width], [place, place], color=colour, linewidth=4, alpha=0.4)
    axes.plot(middle, place, "o", color=colour, markersize=7)
    text = how.number(difference.difference, sign=True) if clear else "0" if difference.same else ""
    axes.annotate(
        text, (middle, place), (0, 7), textcoords="offset points", ha="center", fontsize=8, color=colour,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip


def draw(scenario_file: str, observed: str, expected: str, replications: int | None = None) -> Picture:
    """Hold a scenario's baseline against a log's figures, compare all designs and changes, and draw both."""
    scenario = load(scenario_file)
    rows = fit.fit(scenario, observed, expected, replications or scenario.run.replications)
    found = compare(scenario, in_order(scenario), replications=replications, shown=list(COLUMNS))
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
    draw(scenario, observed, expected).savefig(picture, dpi=110)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
