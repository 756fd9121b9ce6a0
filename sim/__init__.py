"""Simulate service processes and compare designs of them."""

from importlib import import_module
from typing import Any

# Every public name, the room it lives in, and what it is for: makes both the text below and __all__.
_PUBLIC = {
    "load": ("sim.scenario", "read and check a scenario file"),
    "Scenario": ("sim.scenario.model", "a scenario: one world, several designs, named changes"),
    "ScenarioError": ("sim.scenario.faults", "what is wrong with a scenario file, all of it, with lines"),
    "what_if": ("sim.scenario.load", "try other values in a design"),
    "run": ("sim.experiments", "run a design in replications"),
    "compare": ("sim.experiments", "compare designs in pairs, under common random numbers"),
    "pairing": ("sim.experiments", "what pairing was worth, per measure"),
    "judge": ("sim.judging", "which changes matter: relevant, hobby, harmful or undecided"),
    "turns": ("sim.studies.turns", "where verdicts turn within the ranges of what is assumed"),
    "report": ("sim.reporting", "a report for a client: one page, in English or Dutch, and its figures"),
    "mirrors": ("sim.mirror", "one run in two mirrors: the director's and the customer's"),
    "survival": ("sim.kaplan_meier", "how long customers stay, and how long until a political crisis"),
    "Result": ("sim.results", "the measures of one design"),
    "Comparison": ("sim.results", "designs against a baseline"),
    "Judgement": ("sim.judging", "verdicts on a portfolio of changes"),
    "Report": ("sim.reporting", "a report: .html, .sentence, save, save_figures"),
    "Measure": ("sim.results", "one outcome: mean, interval, n, unit, values"),
    "Difference": ("sim.results", "one outcome of a design less that of the baseline"),
    "combine": ("sim.combinations", "what changes do together, and the best set within a budget"),
    "explain": ("sim.reasons", "why an outcome differs between two designs, in parts that add up"),
    "why": ("sim.reasons", "why changes got their verdicts, explained likewise"),
    "paths": ("sim.paths", "the paths that cases take, and the one of least resistance"),
    "sweep": ("sim.studies.sweep", "try one or two numbers over ranges"),
    "sensitivity": ("sim.studies.sensitivity", "which assumptions matter"),
    "robustness": ("sim.studies.sensitivity", "whether verdicts stand if assumptions are off"),
    "target": ("sim.studies.target", "what it would take to reach a target"),
    "headroom": ("sim.studies.headroom", "the largest multiple of today's demand at which the norms hold"),
    "staffing": ("sim.studies.staffing", "the least staff that meets a service norm"),
    "warm_up": ("sim.studies.warm_up", "how long a warm-up a run needs, by MSER-5"),
    "plots": ("sim.views.plots", "pictures of results (matplotlib)"),
    "theory": ("sim.theory", "closed forms with known answers"),
}

__all__ = sorted(_PUBLIC)
__doc__ += "\n\n" + "\n".join(f"    sim.{name:<14} {words}" for name, (_, words) in _PUBLIC.items())


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: importing `sim` alone stays light."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    room = _PUBLIC[name][0]
    module = import_module(room)
    value = getattr(module, name, module)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__doc__"]
