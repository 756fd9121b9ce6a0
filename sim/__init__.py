"""Simulate service processes and compare designs of them."""

import sys
from importlib import import_module

TYPE_CHECKING = False  # as in `typing`, which takes half as long to import as all of this
if TYPE_CHECKING:  # for editors and mypy: the same names as below
    from sim import theory as theory
    from sim.analyses.combinations import combine as combine
    from sim.analyses.explain import explain as explain
    from sim.analyses.explain.why import why as why
    from sim.analyses.judging import Judgement as Judgement
    from sim.analyses.judging import judge as judge
    from sim.analyses.pareto import resistance as resistance
    from sim.analyses.paths import paths as paths
    from sim.analyses.process import draw as draw
    from sim.analyses.studies.headroom import headroom as headroom
    from sim.analyses.studies.sensitivity import robustness as robustness
    from sim.analyses.studies.sensitivity import sensitivity as sensitivity
    from sim.analyses.studies.staffing import staffing as staffing
    from sim.analyses.studies.sweep import sweep as sweep
    from sim.analyses.studies.target import target as target
    from sim.analyses.studies.turns import turns as turns
    from sim.analyses.studies.warm_up import warm_up as warm_up
    from sim.analyses.survival import survival as survival
    from sim.analyses.two_views import mirrors as mirrors
    from sim.blueprint.checked import validate as validate
    from sim.fit import fit as fit
    from sim.kernel.limits import Unusable as Unusable
    from sim.live import Live as Live
    from sim.live import live as live
    from sim.live.playing import day as day
    from sim.reporting import Report as Report
    from sim.reporting import report as report
    from sim.reporting.analysis import AnalysisPage as AnalysisPage
    from sim.reporting.analysis import page as page
    from sim.reporting.study import Study as Study
    from sim.reporting.study import study as study
    from sim.results.available import measures as measures
    from sim.results.results import Comparison as Comparison
    from sim.results.results import Difference as Difference
    from sim.results.results import Measure as Measure
    from sim.results.results import Result as Result
    from sim.runs.experiments import compare as compare
    from sim.runs.experiments import pairing as pairing
    from sim.runs.experiments import run as run
    from sim.runs.progress import quiet as quiet
    from sim.runs.store import runs as runs
    from sim.scenario.fields.custom import CustomMeasure as CustomMeasure
    from sim.scenario.fields.model import Scenario as Scenario
    from sim.scenario.inspect.diff import diff as diff
    from sim.scenario.inspect.schema import schema as schema
    from sim.scenario.inspect.what_if import what_if as what_if
    from sim.scenario.load import load as load
    from sim.scenario.load import scenario as scenario
    from sim.scenario.new import new as new
    from sim.scenario.text.faults import Fault as Fault
    from sim.scenario.text.faults import ScenarioError as ScenarioError
    from sim.views import plots as plots
    from sim.views.export import export as export

# Every public name, the room it lives in, and what it is for: makes both the text below and __all__.
_PUBLIC = {
    "load": ("sim.scenario.load", "read and check a scenario file"),
    "scenario": ("sim.scenario.load", "make a scenario from a mapping or from text, checked as a file is"),
    "new": ("sim.scenario.new", "make a scenario from a template and what is known"),
    "Scenario": ("sim.scenario.fields.model", "a scenario: one world, several designs, named changes; .to_yaml()"),
    "CustomMeasure": ("sim.scenario.fields.custom", "a measure of one's own, for scenario.measuring(...)"),
    "fit": ("sim.fit", "make a scenario of a log, with a card that says how far it can be trusted"),
    "what_if": ("sim.scenario.inspect.what_if", "try other values in the world or in a design"),
    "diff": ("sim.scenario.inspect.diff", "what differs between two designs, a line per change"),
    "draw": ("sim.analyses.process", "the process of a design as a table and a picture, before anything runs"),
    "schema": ("sim.scenario.inspect.schema", "the JSON Schema of scenario files"),
    "measures": ("sim.results.available", "what can be measured: unit, denominator, label, better way"),
    "validate": ("sim.blueprint.checked", "make ready all that a scenario can run; returns its warnings"),
    "ScenarioError": ("sim.scenario.text.faults", "what is wrong with a scenario: all of it, in .faults"),
    "Fault": ("sim.scenario.text.faults", "one thing wrong: file, line, field, given, allowed, advice"),
    "Unusable": ("sim.kernel.limits", "an experiment that cannot be done as asked for (a ValueError)"),
    "run": ("sim.runs.experiments", "run a design in replications"),
    "compare": ("sim.runs.experiments", "compare designs in pairs, under common random numbers"),
    "pairing": ("sim.runs.experiments", "what pairing was worth, per measure"),
    "judge": ("sim.analyses.judging", "which changes matter: relevant, hobby, harmful or undecided"),
    "turns": ("sim.analyses.studies.turns", "where verdicts turn within the ranges of what is assumed"),
    "live": ("sim.live", "sliders: a value changed, a paired comparison at once; shows itself in a notebook"),
    "Live": ("sim.live", "a live comparison: .set, .pin, .undo, .verdict, .save"),
    "day": ("sim.live.playing", "a day that plays: one or two designs under one clock; a page, and in a notebook"),
    "report": ("sim.reporting", "a report for a client: one page, in English or Dutch, and its figures"),
    "page": ("sim.reporting.analysis", "what a result says as one page in the looks of a report"),
    "study": ("sim.reporting.study", "a study folder: made, opened; its report run again to the last bit"),
    "mirrors": ("sim.analyses.two_views", "one run in two mirrors: the director's and the customer's"),
    "survival": ("sim.analyses.survival", "how long customers stay, and how long until a political crisis"),
    "resistance": ("sim.analyses.pareto", "the effort of both sides by design, and which are beaten on both"),
    "export": ("sim.views.export", "the log of a design as csv, xes, ocel or vidigi"),
    "runs": ("sim.runs.store", "what was tried: replications that a store has"),
    "Result": ("sim.results.results", "the measures of one design"),
    "Comparison": ("sim.results.results", "designs against a baseline"),
    "Judgement": ("sim.analyses.judging", "verdicts on a portfolio of changes"),
    "Report": ("sim.reporting", "a report: .html, .sentence, save, save_figures"),
    "AnalysisPage": ("sim.reporting.analysis", "such a page: .html, .sentence, save"),
    "Study": ("sim.reporting.study", "a study folder: .scenario, .report, .again"),
    "Measure": ("sim.results.results", "one outcome: mean, interval, n, unit, values"),
    "Difference": ("sim.results.results", "one outcome of a design less that of the baseline"),
    "combine": ("sim.analyses.combinations", "what changes do together, and the best set within a budget"),
    "explain": ("sim.analyses.explain", "why an outcome differs between two designs, in parts that add up"),
    "why": ("sim.analyses.explain", "why changes got their verdicts, explained likewise"),
    "paths": ("sim.analyses.paths", "the paths that cases take, and the one of least resistance"),
    "sweep": ("sim.analyses.studies.sweep", "try one or two numbers over ranges"),
    "sensitivity": ("sim.analyses.studies.sensitivity", "which assumptions matter"),
    "robustness": ("sim.analyses.studies.sensitivity", "whether verdicts stand if assumptions are off"),
    "target": ("sim.analyses.studies.target", "what it would take to reach a target"),
    "headroom": ("sim.analyses.studies.headroom", "the largest multiple of today's demand at which the norms hold"),
    "staffing": ("sim.analyses.studies.staffing", "the least staff that meets a service norm"),
    "warm_up": ("sim.analyses.studies.warm_up", "how long a warm-up a run needs, by MSER-5"),
    "quiet": ("sim.runs.progress", "with sim.quiet(): say nothing of how far a computation is"),
    "plots": ("sim.views.plots", "pictures of results (matplotlib)"),
    "theory": ("sim.theory", "closed forms with known answers"),
}
_ROOMS = ("plots", "theory")  # public as a whole

__all__ = sorted(_PUBLIC)  # pyright: ignore[reportUnsupportedDunderAll]
__doc__ += "\n\n" + "\n".join(f"    sim.{name:<14} {words}" for name, (_, words) in _PUBLIC.items())

if not TYPE_CHECKING:

    def __getattr__(name):
        """Import a public name when it is first used: importing `sim` alone stays light."""
        if name not in _PUBLIC:
            raise AttributeError(f"module 'sim' has no attribute {name!r}")
        module = import_module(_PUBLIC[name][0])
        value = module if name in _ROOMS else getattr(module, name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__doc__"]


class _Package(type(sys)):  # type: ignore[misc]
    """A room that has the name of a public function (sim.scenario, sim.paths) does not take its place when it is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _ROOMS or name not in _PUBLIC or not isinstance(value, type(sys)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
