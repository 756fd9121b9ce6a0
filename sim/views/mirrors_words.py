"""Two mirrors on the terminal, and in words: each side's figures with their lights, and where the two part company."""

from collections.abc import Sequence
from dataclasses import replace

from sim.analyses.two_views import Light, Mirrors, Place
from sim.catalogue import labels
from sim.results.goals import MET, NOT_MET, UNCLEAR
from sim.views import words
from sim.views.goals import bound

INSIDE = ("Inside: what the director sees", "Binnen: wat de directeur ziet")
LIVED = ("Lived: what customers live through", "Beleefd: wat klanten meemaken")
PARTED = ("Green inside, red for the customer:", "Binnen groen, voor de klant rood:")
TOGETHER = (
    "Nowhere is it green inside and red for the customer.",
    "Nergens is het binnen groen en voor de klant rood.",
)
NO_SERVICE = (
    "Inside there is no norm or goal for service: add norms to roles and needs, or goals, to see where the two part.",
    "Binnen is er geen norm of doel voor dienstverlening: geef rollen en behoeften een norm, of het scenario doelen, om te "
    "zien waar de twee uiteenlopen.",
)
_LIGHTS = {MET: ("● green", "● groen"), NOT_MET: ("✕ red", "✕ rood"), UNCLEAR: ("○ unclear", "○ onduidelijk")}
_SORTS = {
    "whole": ("the whole", "het geheel"),
    "role": ("role {}", "rol {}"),
    "kind": ("need {}", "behoefte {}"),
    "segment": ("segment {}", "doelgroep {}"),
}
_SPAN = ("{} to {}", "{} tot {}")
_BESIDE = ("{place}: {inside}, beside {lived}", "{place}: {inside}, tegenover {lived}")
_IN_TIME = ("{times} of the run: lowest {lived}", "{times} van de run: laagste {lived}")
_MORE = ("; and {n} more", "; en nog {n}")
MOST_SPANS = 6  # named one by one
_SAID = (
    "Green (dot) or red (cross) by the whole 95% interval of the mean, {if}; unclear (ring) where the bound lies in it; each "
    "figure by itself, parts of the run all together. "
    "Replications: {n}.",
    "Groen (stip) of rood (kruis) volgens het hele 95%-interval van het gemiddelde, {if}; onduidelijk (ring) als de grens erin ligt; "
    "elk cijfer afzonderlijk, delen van de run alle samen. "
    "Herhalingen: {n}.",
)
_USUAL = (
    "* No goal of the scenario, but usual: 80% within a norm, a 7 for a mark, a norm of the needs, a wait that feels acceptable, "
    "the lead time that customers expect.",
    "* Geen doel van het scenario, maar gebruikelijk: 80% binnen een norm, een 7 als cijfer, een norm van de behoeften, een "
    "wachttijd die aanvaardbaar voelt, de doorlooptijd die klanten verwachten.",
)


def scale(one: Light, language: str) -> words.Scale:
    """Choose unit and decimals for a figure; what is found to differ from its bound does so as written."""
    how = words.scale(one.found.unit, [one.found.mean], one.found.half_width, language)
    apart = [one.found.mean - each.goal.bound for each in one.bounds if each.verdict in (MET, NOT_MET)]
    telling = [how.factor * abs(value) for value in (*apart, one.found.half_width or 0.0) if value]
    while how.decimals < words.MOST_DECIMALS and any(round(value, how.decimals) == 0.0 for value in telling):
        how = replace(how, decimals=how.decimals + 1)
    return how


def light(verdict: str, language: str) -> str:
    """Return a light that also reads in black and white, '' where there is none."""
    return words.pick(_LIGHTS.get(verdict, ("", "")), language)


def bounds(one: Light, language: str) -> str:
    """Return the bounds of a figure, with a star where they are no goals of the scenario."""
    said = ", ".join(bound(each.goal, one.found.unit, language) for each in one.bounds)
    return f"{said} *" if said and one.usual else said


def parting(found: Mirrors, language: str) -> list[str]:
    """Return the sentences that say where it is green inside and red for the customer."""
    if not found.places[0].inside:
        return [words.pick(NO_SERVICE, language)]
    if not found.parted:
        return [words.pick(TOGETHER, language)]
    lines = [_parted(place, language) for place in found.parted if place.span is None]
    spans = [place for place in found.parted if place.span is not None]
    over_time = [_parted_in_time(spans, language)] if spans else []
    return [words.pick(PARTED, language), *(f"- {line}" for line in (*lines, *over_time))]


def _parted_in_time(spans: Sequence[Place], language: str) -> str:
    """Return one sentence for all stretches of the run, with the lowest experience of them."""
    lowest = min((place.lived[0] for place in spans), key=lambda one: one.found.mean)
    times = "; ".join(where(place, language) for place in spans[:MOST_SPANS])
    more = words.pick(_MORE, language).format(n=len(spans) - MOST_SPANS) if len(spans) > MOST_SPANS else ""
    return words.pick(_IN_TIME, language).format(times=times + more, lived=figure(lowest, language))


def _parted(place: Place, language: str) -> str:
    sides = [
        "; ".join(figure(one, language) for one in side if one.verdict == verdict)
        for side, verdict in ((place.inside, MET), (place.lived, NOT_MET))
    ]
    within = f"{place.name.replace('_', ' ')}: "
    inside, lived = (said.replace(within, "") for said in sides)
    return words.pick(_BESIDE, language).format(place=where(place, language), inside=inside, lived=lived)


def where(place: Place, language: str) -> str:
    """Return what a place is called."""
    if place.span is not None:
        unit, minutes = words.time_axis(place.span[1])
        first, last = (f"{time / minutes:.3g}".replace(".", words.pick((".", ","), language)) for time in place.span)
        return f"{labels.unit(unit, language)} {words.pick(_SPAN, language).format(first, last)}"
    return words.pick(_SORTS[place.sort], language).format(place.name.replace("_", " "))


def figure(one: Light, language: str) -> str:
    """Return a figure with its bounds: "experience of a moment 6.02 mark (at least 7 mark)"."""
    label = labels.label(one.measure, language)
    return f"{label} {scale(one, language).quantity(one.found.mean)} ({bounds(one, language)})"


def footnotes(found: Mirrors, language: str) -> list[str]:
    """Return what the lights stand on."""
    usual = any(one.usual and one.bounds for one in (*found.inside, *found.lived))
    said = words.pick(_SAID, language).format(n=found.result.provenance.replications)
    return [said, *([words.pick(_USUAL, language)] if usual else [])]
