"""What each result has to show, from the room that says it: imported when a result is there, so that commands start at once."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.cli.show import View
from sim.scenario.fields.model import Scenario

if TYPE_CHECKING:
    from sim.analyses.explain import Explanation
    from sim.analyses.pareto import Frontier
    from sim.analyses.paths.found import Paths
    from sim.results.results import Comparison, Result
    from sim.runs.store import Run

# by analysis: what prints it, what makes its JSON, what draws it
_ALIKE = {
    "explain": ("reasons.explanation", "documents.of_explanation", "reasons_picture.picture"),
    "combine": ("combinations.combinations", "documents.of_combinations", "combinations_picture.picture"),
    "mirrors": ("mirrors.mirrors", "documents.of_mirrors", "mirrors_picture.picture"),
    "survival": ("survival.survival", "documents.of_survival", "survival_picture.picture"),
    "sweep": ("sweep.sweep", "study_documents.of_sweep", "sweep_picture.picture"),
    "sensitivity": ("sensitivity.sensitivity", "study_documents.of_sensitivity", "sensitivity_picture.picture"),
    "robustness": ("sensitivity.robustness", "study_documents.of_robust", "sensitivity_picture.robust"),
    "target": ("target.target", "study_documents.of_target", "target_picture.picture"),
    "staffing": ("staffing.staffing", "study_documents.of_staffing", "staffing_picture.picture"),
    "headroom": ("headroom.headroom", "headroom.document", ""),
    "warm_up": ("warm_up.warm_up", "study_documents.of_warm_up", "warm_up_picture.picture"),
}


def view(analysis: str, scenario: Scenario, found: Any) -> View:
    """Return what the result of an analysis has to show."""
    printed, document, drawn = _ALIKE[analysis]
    known = (found,) if document.startswith("documents.") else (scenario, found)
    return View(
        terminal=lambda out: _call(printed, out, scenario, found),
        document=lambda: _call(document, *known),
        picture=(lambda: _call(drawn, scenario, found)) if drawn else None,
    )


def _call(place: str, *given: Any) -> Any:
    module, _, function = place.partition(".")
    return getattr(import_module(f"sim.views.{module}"), function)(*given)


def run(scenario: Scenario, result: "Result", every: bool) -> View:
    """Return what the measures of a design have to show: all of them, or the headline."""
    from sim.results import headline, sheets, tables

    comma = scenario.language == "nl"
    names = list(result.measures) if every else headline.of_run(scenario, result.design, result.measures)
    return View(
        terminal=lambda out: _call("console.result", out, scenario, result, names),
        document=lambda: _call("documents.of_result", result),
        write_table=lambda file: sheets.write_table(file, result.table(), comma),
        write_log=lambda file: tables.write_log(file, result.logs, result.blueprint, comma),
    )


def compare(scenario: Scenario, found: "Comparison", every: bool, reasons: "Sequence[Explanation]") -> View:
    """Return what a comparison has to show, with the reasons of its differences."""
    from sim.results import sheets

    def printed(out: Any) -> None:
        _call("console.comparison", out, scenario, found)
        for reason in reasons:
            print(reason.sentence)

    return View(
        terminal=printed,
        document=lambda: _call("documents.of_comparison", found, reasons),
        write_table=lambda file: sheets.write_table(file, found.table(every), scenario.language == "nl"),
    )


def paths(scenario: Scenario, found: "Paths") -> View:
    """Return what the paths of a design have to show."""
    return View(
        terminal=lambda out: _call("paths.table", out, scenario, found.taken, found.ways),
        document=lambda: _call("documents.of_paths", found.taken, found.ways),
        picture=lambda: _call("flow.picture", scenario, found.taken),
        dots=150,
    )


def resistance(scenario: Scenario, found: "Frontier") -> View:
    """Return what the effort of both sides has to show."""
    effort = (found.results, found.beaten)
    return View(
        terminal=lambda out: _call("resistance.resistance", out, scenario, *effort),
        document=lambda: _call("documents.of_resistance", *effort),
        picture=lambda: _call("resistance_picture.picture", scenario, *effort),
    )


def runs(found: "Sequence[Run]") -> View:
    """Return what a store has to show."""
    return View(terminal=lambda out: _call("runs.table", out, found), document=lambda: [vars(one) for one in found])
