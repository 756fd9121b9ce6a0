"""What is written on a flow picture: names of steps and roles, the title with what it shows, the notes below."""

import textwrap
from collections.abc import Mapping

from sim.analyses.paths import Taken
from sim.analyses.paths.flows import START, Flow, Flows
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.views import path_words, words
from sim.views.words import pick

LETTER, SMALL_LETTER = 0.068, 0.06  # inches, about
ENDINGS = ("resolved", "withdrawn", "lost")
_ALONE = ("customer", "klant")
_NOTE = (
    "Width: times per case. At a step: the share of cases that ever come there. At a loop: times per 100 cases.",
    "Breedte: keren per zaak. Bij een stap: het aandeel van de zaken dat er ooit komt. Bij een lus: keren per 100 zaken.",
)
_SMALL = (
    "Not drawn: {count} flows taken less than once in 100 cases, together {times} times.",
    "Niet getekend: {count} stromen van minder dan eens op de 100 zaken, samen {times} keer.",
)
_ASKED = (
    "Per 100 cases somebody asks {times} times where it is (not drawn).",
    "Per 100 zaken vraagt iemand {times} keer waar het blijft (niet getekend).",
)


def whose(scenario: Scenario, found: Taken) -> dict[str, str]:
    """Return who does each step: a role, the customer alone, or (as time passes) nobody."""
    alone = pick(_ALONE, scenario.language)
    return {
        name: path_words.named(step.role) if step.role else alone if step.customer == "present" else ""
        for name, step in variant(scenario, found.blueprint.design).steps.items()
    }


def labels(
    scenario: Scenario, found: Taken, flow: Flows, who: Mapping[str, str], pitch: float
) -> dict[str, list[str]]:
    """Return the lines at every step and ending: its name, and last (after `who` does it) the share of cases that come there."""
    needs = ", ".join(path_words.named(name) for name in found.blueprint.kind_names)
    lines = {START: textwrap.wrap(needs, 14)[:6]}
    for name in found.blueprint.step_names:
        named = textwrap.wrap(path_words.named(name), max(9, int(pitch / LETTER)), break_long_words=False)
        parts = (who.get(name, ""), percent(flow.reached.get(name, 0.0)))
        share = " · ".join(part for part in parts if part)
        lines[name] = [*named, *textwrap.wrap(share, max(9, int((pitch + 0.1) / SMALL_LETTER)), break_long_words=False)]
    for name in ENDINGS:
        lines[name] = [path_words.ending(name, scenario.language), percent(flow.reached.get(name, 0.0))]
    return lines


def percent(share: float) -> str:
    """Return a share as a whole percentage."""
    return f"{100 * share:.0f}%" if share >= 0.01 else "<1%"


def per_hundred(times: float, language: str) -> str:
    """Return how often something is done in 100 cases, as text."""
    return words.Scale(100.0, "", 0 if times >= 0.1 else 1, language).number(times)


def head(scenario: Scenario, found: Taken, width: float) -> list[str]:
    """Return the title, and in lines that fit the width (inches) what the paths say."""
    design, said = found.blueprint.design, " ".join(path_words.sentences(found, scenario.language))
    known = scenario.changes[design] if design in scenario.changes else variant(scenario, design)
    title = f"{scenario.title}: {known.title or path_words.named(design)}"
    return [title, *textwrap.wrap(said, int((width - 0.6) / LETTER))]


def notes(flow: Flows, drawn: Mapping[Flow, float], language: str, width: float) -> list[str]:
    """Return the lines at the foot that fit a width (inches): how to read it, and what is not drawn."""
    said, rest = list[str](), [times for each, times in flow.times.items() if each not in drawn]
    if rest:
        said.append(pick(_SMALL, language).format(count=len(rest), times=per_hundred(sum(rest), language)))
    if flow.asked:
        said.append(pick(_ASKED, language).format(times=per_hundred(flow.asked, language)))
    letters = int((width - 0.5) / SMALL_LETTER)
    return [line for text in (pick(_NOTE, language), " ".join(said)) for line in textwrap.wrap(text, letters)]
