"""One picture of a scenario for a client: what it shows, and what designs and changes would do.

`python -m sim.views.poster SCENARIO.yaml PICTURE.png OUTCOME,OUTCOME,... [FINDING,...]` draws it, a column per outcome,
with findings of `sim.views.poster_pictures` at the left, one below the other; `--force` overwrites.
"""

import sys
from collections.abc import Sequence
from typing import Any

from sim.results.results import Comparison
from sim.runs.experiments import compare
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load
from sim.views.files import check_writable, save_picture
from sim.views.options import heading, in_order, options
from sim.views.plots import Picture
from sim.views.poster_pictures import FINDINGS

LOGS = 8  # replications whose logs are read for a finding
ROW, COLUMN, NAMES, LEFT, FINDING = 0.36, 2.1, 3.4, 4.6, 3.3  # inches


def poster(
    scenario: Scenario, found: Comparison, outcomes: Sequence[str], findings: Sequence[str], logs: int = LOGS
) -> Picture:
    """Draw findings at the left, if any are asked for, and all that was compared at the right."""
    left, right = LEFT if findings else 0.0, NAMES + COLUMN * len(outcomes)
    height = max(4.6, 1.9 + ROW * len(found.pairs), FINDING * len(findings))
    figure = Picture(figsize=(left + right, height), layout="constrained")
    parts: Any = figure.subfigures(1, 2, width_ratios=[left, right], wspace=0.02) if findings else None
    beside = parts[1] if findings else figure
    for part, finding in zip(_stacked(parts, len(findings)), findings, strict=True):
        _head(part, FINDINGS[finding](part.subplots(), scenario, found, logs))
    _head(beside, heading(scenario, found.baseline))
    columns = beside.subplots(1, len(outcomes), sharey=True, squeeze=False)[0]
    options(list(columns), scenario, found, outcomes)
    return figure


def _stacked(parts: Any, count: int) -> list[Any]:
    """Return the places of the findings, one below the other."""
    return list(parts[0].subfigures(count, 1, squeeze=False)[:, 0]) if count else []


def _head(part: Any, text: str) -> None:
    part.suptitle(text, x=0.01, ha="left", fontsize=12, fontweight="bold")


def draw(
    file: str, outcomes: Sequence[str], findings: Sequence[str] = (), replications: int | None = None
) -> Picture:
    """Compare all designs and changes of a scenario in some outcomes, and draw them."""
    scenario = load(file)
    found = compare(scenario, in_order(scenario), replications=replications, shown=outcomes)
    return poster(scenario, found, outcomes, findings, min(LOGS, replications or LOGS))


def main(arguments: Sequence[str]) -> int:
    """Draw the picture to a file."""
    force, arguments = "--force" in arguments, [one for one in arguments if one != "--force"]
    findings = arguments[3].split(",") if len(arguments) == 4 else []
    if len(arguments) not in (3, 4) or not {*findings} <= {*FINDINGS}:
        usage = f"SCENARIO.yaml PICTURE.png OUTCOME,OUTCOME,... [FINDING,...: {', '.join(FINDINGS)}]"
        print(f"usage: python -m sim.views.poster {usage}", file=sys.stderr)
        return 2
    scenario, picture, outcomes = arguments[:3]
    try:
        check_writable(picture, force)
        save_picture(picture, draw(scenario, outcomes.split(","), findings), force, dots=110)
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
