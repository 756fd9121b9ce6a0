"""The paths that cases take, in words, English and Dutch."""

from collections.abc import Sequence
from itertools import groupby

from sim.analyses.paths import Path, Route, Taken, Way
from sim.analyses.paths.cases import Move
from sim.analyses.paths.taken import marked
from sim.records import log
from sim.results.results import Measure
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.words import pick

ARROW = " > "

HEADS = {
    "path": ("path", "weg"),
    "share": ("share", "aandeel"),
    "cases": ("cases", "zaken"),
    "resistance": ("resistance", "weerstand"),
    "customer": ("customer", "klant"),
    "organisation": ("organisation", "organisatie"),
    "lead_time": ("lead time", "doorlooptijd"),
    "way": ("way in", "ingang"),
    "expected": ("expected", "verwacht"),
    "found": ("found", "gevonden"),
    "resolved": ("resolved", "opgelost"),
    "likely": ("most likely from there", "meest waarschijnlijk vandaar"),
}
_CONTACTS = {
    log.REDIAL: ("calls again", "belt weer"),
    log.UNRESOLVED: ("comes back", "komt terug"),
    log.ERROR_FOUND: ("finds an error", "vindt een fout"),
    log.CHASING: ("asks where it is", "vraagt waar het blijft"),
    log.COMPLAINT: ("complains", "klaagt"),
    log.PLANNED: ("comes as agreed", "komt zoals afgesproken"),
    log.APPOINTMENT: ("comes by appointment", "komt op afspraak"),
}
_MOVES = {
    log.GAVE_UP: ("{step} (gives up)", "{step} (haakt af)"),
    log.SENT_HOME: ("{step} (sent home)", "{step} (naar huis gestuurd)"),
    log.CUT_OFF: ("{step} (cut off)", "{step} (afgebroken)"),
    log.OVERFLOWED: ("{step} (overflows)", "{step} (loopt over)"),
    log.REFUSED: ("{step} (is refused)", "{step} (wordt geweigerd)"),
    log.CLOSED: ("finds it closed", "treft het gesloten"),
    log.RESOLVED: ("resolved", "opgelost"),
    log.WITHDRAWN: ("withdrawn", "ingetrokken"),
    log.LOST: ("lost", "verloren"),
}
ENDINGS = {"resolved": log.RESOLVED, "withdrawn": log.WITHDRAWN, "lost": log.LOST}
_USUAL = (
    "The most usual path is that of {share} of the cases, at {resistance} of resistance: {path}.",
    "De meest gevolgde route is die van {share} van de zaken, met {resistance} weerstand: {path}.",
)
_REWORK = (
    "Rework or failure demand is in {share} of the cases: {with_it} of resistance, against {without} in the other cases.",
    "Herstelwerk of faalvraag zit in {share} van de zaken: {with_it} weerstand, tegen {without} in de andere zaken.",
)
_NO_REWORK = ("No case had rework or failure demand.", "Geen zaak had herstelwerk of faalvraag.")
_NOBODY = ("No case ended after the warm-up.", "Na de inlooptijd is geen zaak beëindigd.")
_COUNTED = (
    "Means over {replications} replications. Shares are of the cases that ended after the warm-up, {n} in all, of which "
    "{before} arose in it; left out are {inside} still open at the end.",
    "Gemiddelden over {replications} herhalingen. Aandelen zijn van de zaken die na de inlooptijd zijn beëindigd, samen {n}, "
    "waarvan {before} daarin ontstaan; niet meegeteld zijn {inside} die aan het eind nog open waren.",
)
_CHARGED = (
    "Resistance per case: the customer's own time and waiting as it feels, and the staff's time; charged are {transfer} min per "
    "transfer, {retelling} per retelling, {switch} for staff after a step alone, {hand_over} per hand-over{assumed}. "
    "*: rework or failure demand. Per need resolved: {resistance}.",
    "Weerstand per zaak: de eigen tijd van de klant en wachten zoals het voelt, en de tijd van medewerkers; gerekend is "
    "{transfer} min per keer doorverbinden, {retelling} per keer opnieuw vertellen, {switch} voor een medewerker na een stap "
    "alleen, {hand_over} per overdracht{assumed}. *: herstelwerk of faalvraag. Per opgeloste behoefte: {resistance}.",
)
_ASSUMED = (" (assumptions)", " (aannames)")
_LEAST = (
    "Path of least resistance: {way}, {value} to be expected against {other} by {worst}.",
    "Weg van de minste weerstand: {way}, naar verwachting {value} tegen {other} via {worst}.",
)
_ALIKE = (
    "The ways in offer the same resistance: {value} to be expected.",
    "De ingangen bieden dezelfde weerstand: naar verwachting {value}.",
)
_ONLY = (
    "There is one way in: the design leaves a customer no choice of path.",
    "Er is één ingang: de klant heeft geen keus.",
)


def named(name: str) -> str:
    """Return a name of the scenario as people read it."""
    return name.replace("_", " ")


def ending(name: str, language: str) -> str:
    """Return what an ending is called."""
    return pick(_MOVES[ENDINGS[name]], language)


def path_text(path: Path, found: Taken, language: str) -> str:
    """Return a path as its moves, those of rework or failure demand with a star; the same again and again just once."""
    moves = [
        _move(move, found, language) + "*" * redone for move, redone in marked(path.moves, found.blueprint)
    ]
    runs = [(text, len(list(run))) for text, run in groupby(moves)]
    return ARROW.join(text if times == 1 else f"{text} x{times}" for text, times in runs)


def _move(move: Move, found: Taken, language: str) -> str:
    if move.what == log.CAME:
        return pick(_CONTACTS[move.where], language)
    step = named(found.blueprint.step_names[move.where])
    return pick(_MOVES.get(move.what, ("{step}", "{step}")), language).format(step=step)


def minutes(measure: Measure, language: str) -> str:
    """Return a mean in minutes, with its unit."""
    return words.scale("min", [measure.mean], measure.half_width, language).quantity(measure.mean)


def percent(measure: Measure, language: str) -> str:
    """Return a mean share as a percentage."""
    return words.scale("share", [measure.mean], measure.half_width, language).quantity(measure.mean)


def sentences(found: Taken, language: str) -> list[str]:
    """Return what the paths say, in plain words."""
    if not found.paths:
        return [pick(_NOBODY, language)]
    usual, whole = found.paths[0], found.whole
    said = pick(_USUAL, language).format(
        share=percent(usual.share(whole), language),
        resistance=minutes(usual.mean("resistance"), language),
        path=path_text(usual, found, language),
    )
    again = found.together(path for path in found.paths if path.rework)
    straight = found.together(path for path in found.paths if not path.rework)
    if not again.n or not straight.n:
        return [said] if again.n else [said, pick(_NO_REWORK, language)]
    rework = pick(_REWORK, language).format(
        share=percent(again.share(whole), language),
        with_it=minutes(again.mean("resistance"), language),
        without=minutes(straight.mean("resistance"), language),
    )
    return [said, rework]


def counted(found: Taken, language: str) -> str:
    """Return the sentence that says which cases are counted."""
    number = words.scale("", [1e6], None, language).number
    return pick(_COUNTED, language).format(
        n=number(found.whole.n),
        replications=found.provenance.replications,
        inside=number(found.inside),
        before=number(found.before),
    )


def least(ways: Sequence[Way], language: str) -> list[str]:
    """Return which way in is the path of least resistance, for all needs that have a choice."""
    groups = [list(group) for _, group in groupby(ways, key=lambda way: way.needs)]
    said = [_needs(group[0], groups) + _least(group, language) for group in groups if len(group) > 1]
    return said or [pick(_ONLY, language)]


def _needs(way: Way, groups: Sequence[Sequence[Way]]) -> str:
    """Return the needs that a sentence is about, where there are others."""
    needs = ", ".join(map(named, way.needs))
    return f"{needs[:1].upper()}{needs[1:]}. " if len(groups) > 1 else ""


def _least(ways: Sequence[Way], language: str) -> str:
    best, worst = ways[0], ways[-1]
    how = words.scale("min", [worst.resistance], None, language)
    value, other = (how.quantity(way.resistance) for way in (best, worst))
    text = pick(_ALIKE if value == other else _LEAST, language)
    return text.format(way=way_text(best), value=value, other=other, worst=way_text(worst))


def way_text(way: Way) -> str:
    """Return a way in: its channels, or else the step where it begins."""
    return ", ".join(map(named, way.channels)) or named(way.step)


def charged(scenario: Scenario, found: Taken) -> str:
    """Return the sentence that says what resistance is made of."""
    language = scenario.language
    sourced = any(note.source and note.path.startswith("resistance") for note in scenario.notes)
    decimal = pick((".", ","), language)
    return pick(_CHARGED, language).format(
        **{name: f"{value:g}".replace(".", decimal) for name, value in scenario.resistance},
        assumed="" if sourced else pick(_ASSUMED, language),
        resistance=minutes(found.whole.mean("resistance", over="needs"), language),
    )


def route_text(route: Route, language: str) -> str:
    """Return a route with its ending and probability."""
    steps = ARROW.join([*map(named, route.steps), ending(route.ending, language)])
    return f"{steps} ({percent(Measure('share', (route.probability,)), language)})"


def percents(language: str) -> words.Scale:
    """Return how shares are written in a column of percentages."""
    return words.Scale(100.0, "%", 0, language)


def amount(measure: Measure, like: words.Scale) -> str:
    """Return a mean in the unit of its column, with as many decimals as it bears."""
    return both(measure, like)[0]


def both(measure: Measure, like: words.Scale) -> list[str]:
    """Return a mean and its half-width in the unit of their column, with as many decimals as they bear."""
    scaled = [None if value is None else value * like.factor for value in (measure.mean, measure.half_width)]
    own = words.scale("", scaled[:1], scaled[1], like.language)
    return [own.number(value) for value in scaled]
