"""Warm-up on the terminal: what MSER-5 advises for each design and measure, and whether the scenario's own does."""

from collections.abc import Sequence

from sim.analyses.studies.warm_up import Advice, longest
from sim.scenario.fields.model import Scenario
from sim.views import words

_FINDINGS = {
    "suffices": ("run.warm_up does", "run.warm_up volstaat"),
    "short": ("run.warm_up is too short", "run.warm_up is te kort"),
    "beyond": ("beyond half of the run: run longer", "voorbij de helft van de run: draai langer"),
    "few": ("too few observations to say", "te weinig waarnemingen om iets te zeggen"),
}
_SAID = (
    "MSER-5 on means over {n} pilot replications that begin empty and last {length}; the scenario's run.warm_up is {own}.",
    "MSER-5 op gemiddelden over {n} proefherhalingen die leeg beginnen en {length} duren; run.warm_up van het scenario is {own}.",
)
_ENOUGH = ("That is long enough for all.", "Dat is voor alles lang genoeg.")
_NEEDED = ("At least {most} does for all.", "Minstens {most} is voor alles genoeg.")
_LONGER = (
    "For some the run is too short to say: make run.length longer.",
    "Voor sommige is de run te kort om het te zeggen: maak run.length langer.",
)
_EMPTY = (
    "A run that really begins empty, like an evening, needs none.",
    "Een run die werkelijk leeg begint, zoals een avond, heeft er geen nodig.",
)


def sentences(scenario: Scenario, advice: Sequence[Advice]) -> list[str]:
    """Return what it comes to: how it was found, and whether the scenario's warm-up does for all."""
    language, run = scenario.language, scenario.run
    own = lasts(run.warm_up, language)
    n, length = advice[0].replications, lasts(run.length, language)
    said = [words.pick(_SAID, language).format(n=n, length=length, own=own)]
    needed = longest(advice)
    if needed <= run.warm_up:
        return [*said, words.pick(_ENOUGH, language)]
    more = words.pick(_NEEDED, language).format(most=lasts(needed, language))
    return [*said, words.pick(_LONGER, language) if needed != needed else more, words.pick(_EMPTY, language)]


def lasts(minutes: float, language: str) -> str:
    """Return a time with its unit."""
    return words.scale("min", [minutes], None, language).quantity(minutes)


def finding(one: Advice) -> str:
    """Return by a key what is found of one measure."""
    return "few" if one.cut is None else "beyond" if not one.enough else "suffices" if one.suffices else "short"


def found(one: Advice, language: str) -> str:
    """Return the same in words."""
    return words.pick(_FINDINGS[finding(one)], language)
