"""What a report stands on: sources and assumptions, the method in plain words, and where the figures come from."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from sim.analyses.judging.verdict import HOBBY
from sim.reporting.front import about_numbers
from sim.reporting.gathered import Gathered
from sim.reporting.sections import Block, Facts, Section
from sim.results.document import Cell, Column, Head, Row, Table, Text
from sim.scenario.fields.model import Note, Scenario
from sim.scenario.inspect.assumptions import Assumed
from sim.scenario.inspect.redraw import assumptions
from sim.views import quantity_words, turn_words, verdict_words, words
from sim.views.answer_words import called, joined
from sim.views.dates import spelled
from sim.views.sensitivity_words import span
from sim.views.words import pick

_GROUND = ("Assumptions and sources", "Aannames en bronnen")
_COUNTED = (
    "A scenario is as good as its numbers. Of those marked, {sourced} have a source and {assumed} are "
    "assumptions. Whoever doubts one can have it tried: which of them matter, and whether the verdicts "
    "stand if they are off.",
    "Een scenario is zo goed als zijn getallen. Van wat is gemarkeerd hebben er {sourced} een bron en zijn er "
    "{assumed} een aanname. Wie er een betwijfelt kan het laten proberen: welke ertoe doen, en of de oordelen "
    "blijven staan als ze anders zijn.",
)
_UNMARKED = (
    "No number of this scenario says where it comes from: take all of them for assumptions.",
    "Geen getal van dit scenario zegt waar het vandaan komt: beschouw ze alle als aanname.",
)
_WARNINGS = (
    "Warnings at the check of this scenario, for who made it: {n}.",
    "Waarschuwingen bij de controle van dit scenario, voor wie het maakte: {n}.",
)
_SOURCED, _ASSUMED, _NOTED = (
    ("With a source", "Met een bron"),
    ("Assumed", "Aangenomen"),
    ("Remarks", "Opmerkingen"),
)
_DEFAULTS = ("Assumed without being written down", "Aangenomen zonder dat het er staat")
_UNWRITTEN = (
    "What the scenario leaves out has a default where it is needed. Each may lie in the range beside it; where no source is named, "
    "range and value are assumptions of ours.",
    "Wat het scenario weglaat heeft een standaardwaarde waar die nodig is. Elk kan liggen in het bereik ernaast; waar geen bron "
    "staat, zijn bereik en waarde aannames van ons.",
)
_HEADS = {
    "where": ("where", "waar"),
    "value": ("value", "waarde"),
    "source": ("source", "bron"),
    "range": ("may lie in", "kan liggen in"),
}
OPTION = re.compile(r"[:.] --\w[^.]*\.")  # what a note says of an option of the command
_ALL = ("the whole scenario", "het hele scenario")
_TO = ("to", "tot")
_METHOD = ("The method in plain words", "De methode in gewone woorden")
_SIMULATED = (
    "Customers with needs arrive one by one, as in reality: by the hour and the day, with luck in it. They wait, "
    "are helped, put through, told to come back, give up or ask where it is; staff work in shifts, make mistakes "
    "and mend them. Every contact changes what a customer thinks of the organisation, and that ebbs away again "
    "with time.",
    "Klanten met behoeften komen een voor een, zoals in het echt: per uur en per dag, met toeval erin. Ze "
    "wachten, worden geholpen, doorverbonden, komen terug, haken af of vragen waar het blijft; medewerkers werken"
    " in diensten, maken fouten en herstellen die. Elk contact verandert wat een klant van de organisatie vindt, "
    "en dat ebt met de tijd weer weg.",
)
_PAIRED = (
    "Every design gets the same customers with the same luck. A difference is that of the designs, and not of the"
    " customers they happened to get. That is repeated, each time with other customers: a replication.",
    "Elke variant krijgt dezelfde klanten met hetzelfde toeval. Een verschil is dat van de varianten, en "
    "niet van de klanten die zij toevallig kregen. Dat wordt herhaald, telkens met andere klanten: een herhaling.",
)
_JUDGED = (
    "What counts as a difference that matters was fixed beforehand. A change is relevant where some outcome gets "
    "better by more than that, and none is harmed; {hobby} where every outcome stays within it; harmful where "
    "something gets worse by more than it. All of an interval has to say so, not its middle. What is neither is "
    "undecided, and needs more replications.",
    "Wat als een verschil telt dat ertoe doet, lag vooraf vast. Een verandering is relevant als een uitkomst meer"
    " dan dat verbetert en geen andere wordt geschaad; {hobby} als elke uitkomst erbinnen blijft; schadelijk als "
    "iets meer dan dat verslechtert. Het hele interval moet dat zeggen, niet zijn midden. Wat geen van drieën is,"
    " is onbeslist en vraagt meer herhalingen.",
)
_INTERVALS = (
    "Each effect has one interval in this report, in text, table and picture alike, and the verdict follows from "
    "that interval. The intervals hold together: {if}, the chance that any of the verdicts is "
    "false is at most {alpha}. Money stands beside it: what something costs or saves has no say in the verdict.",
    "Elk effect heeft in dit rapport één interval, in tekst, tabel en figuur hetzelfde, en het oordeel volgt uit "
    "dat interval. De intervallen gelden samen: {if} is de kans dat er ook maar "
    "één oordeel onjuist is hoogstens {alpha}. Geld staat ernaast: wat iets kost of bespaart telt niet mee in het oordeel.",
)
_MEASURES = (
    "Goodwill is a mark from 1 to 10 that past contacts have left behind. Served is the share of all needs "
    "that came that were resolved within their norm; who still waits beyond it is not served. "
    "Resistance is the effort of customers and staff together per need resolved, in minutes.",
    "Goodwill is een cijfer van 1 tot 10: wat eerdere contacten hebben achtergelaten. Geholpen binnen de norm "
    "is het deel van alle behoeften dat binnen zijn norm is opgelost; wie langer wacht is niet geholpen. "
    "Weerstand is de moeite van klanten en medewerkers samen per opgeloste behoefte, in minuten.",
)
_COUNTS = (
    "Nobody is left out: who gave up is counted, and who was still inside at the end too.",
    "Niemand wordt weggelaten: wie afhaakte telt mee, en wie aan het eind nog binnen was ook.",
)
_LIMITS = (
    "Read differences between designs rather than levels. The psychology has forms from the literature, and "
    "parameters that nobody has measured for these customers.",
    "Lees liever verschillen tussen varianten dan niveaus. De psychologie heeft vormen uit de literatuur, en "
    "parameters die niemand voor deze klanten heeft gemeten.",
)
_ORIGIN = ("Where the figures come from", "Waar de cijfers vandaan komen")
_FACTS = {
    "scenario": ("What was simulated", "Wat is doorgerekend"),
    "replications": ("How often", "Hoe vaak"),
    "measured": ("Measured", "Gemeten"),
    "versions": ("With", "Waarmee"),
    "date": ("When", "Wanneer"),
    "again": ("The same again", "Hetzelfde nog eens"),
}
_OFTEN = ("{n} replications of a design, at most", "hoogstens {n} herhalingen van een variant")
_AGAIN = (
    "The file of this scenario with seed {seed} gives the same figures to the last digit, on any machine; a fingerprint of the "
    "scenario, the versions and the command are kept with this page.",
    "Het bestand van dit scenario geeft met toevalsgetal {seed} dezelfde cijfers, tot op het laatste, op elke computer; een "
    "vingerafdruk van het scenario, de versies en de opdracht zijn bij deze pagina bewaard.",
)
_MEASURED = (
    "{length} per replication, after a warm-up of {warm_up}",
    "{length} per herhaling, na een inlooptijd van {warm_up}",
)
_ALL_OF_IT = ("{length} per replication, from the very start", "{length} per herhaling, vanaf het begin")


def ground(found: Gathered) -> Section:
    """Return what the scenario says of its numbers: those with a source, those assumed with their ranges, and defaults."""
    language, notes = found.scenario.language, about_numbers(found.scenario)
    sourced = [note for note in notes if note.source]
    assumed = [note for note in notes if note.assumption and not note.source]
    remarks = [note for note in notes if note.note and not note.source and not note.assumption]
    blocks: list[Block] = [Text(_counted(sourced, assumed, language))]
    blocks += _told(_SOURCED, sourced, language) + _assumed(found) + _told(_NOTED, remarks, language) + _unwritten(found)
    if found.scenario.warnings:
        blocks.append(Text(pick(_WARNINGS, language).format(n=len(found.scenario.warnings)), "note"))
    return Section("assumptions", pick(_GROUND, language), blocks)


def _told(head: tuple[str, str], notes: Sequence[Note], language: str) -> list[Block]:
    """Return where figures come from, and what was noted of them, those of the same source together."""
    groups: dict[str, list[str]] = {}
    for note in notes:
        said = "; ".join(text for text in (note.source, note.note) if text)
        groups.setdefault(said, []).append(_where(note.path, language))
    if not groups:
        return []
    rows = [(joined(list(dict.fromkeys(places)), language), said) for said, places in groups.items()]
    return [Head(pick(head, language)), _listed("notes", ("where", "source"), rows, language)]


def _assumed(found: Gathered) -> list[Block]:
    """Return the numbers that are marked as assumptions, with their ranges."""
    marked = [one for one in assumptions(found.scenario, found.scenario.designs) if one.written]
    return [Head(pick(_ASSUMED, found.scenario.language)), _ranges(marked, found.scenario.language)] if marked else []


def _ranges(those: Sequence[Assumed], language: str) -> Table:
    """Return assumptions with what they are now and from where to where they may lie, two beside each other."""
    cells = [(called(one.origin, language), _now(one, language), _span(one, language)) for one in those]
    half, heads = -(-len(cells) // 2), ("where", "value", "range")
    if len(cells) == 1:
        return _listed("assumptions", heads, cells, language)
    pairs = zip(cells[:half], [*cells[half:], ("", "", "")], strict=False)
    return _listed("assumptions", heads * 2, [(*one, *other) for one, other in pairs], language)


def _listed(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], language: str) -> Table:
    """Return a table of words."""
    columns = [Column(f"{head}_{at}", pick(_HEADS[head], language)) for at, head in enumerate(heads)]
    keys = [column.key for column in columns]
    cells = [dict(zip(keys, (Cell(text, text) for text in row), strict=True)) for row in rows]
    return Table(name, tuple(columns), tuple(map(Row, cells)))


def _span(one: Assumed, language: str) -> str:
    return span(one, language).replace("..", pick(_TO, language))


def _unwritten(found: Gathered) -> list[Block]:
    """Return the defaults that the scenario leaves out, each with its range, two beside each other; and their sources."""
    scenario, language = found.scenario, found.scenario.language
    left = [one for one in assumptions(scenario, scenario.designs) if not one.written]
    if not left:
        return []
    sources = [f"{called(one.origin, language)}: {one.source}" for one in left if one.source]
    said = [Text("; ".join(sources) + ".", "note")] if sources else []
    return [Head(pick(_DEFAULTS, language)), Text(pick(_UNWRITTEN, language)), _ranges(left, language), *said]


def _now(one: Assumed, language: str) -> str:
    return quantity_words.scale(one.quantity, [one.quantity.now], language).quantity(one.quantity.now)


def _counted(sourced: Sequence[Note], assumed: Sequence[Note], language: str) -> str:
    if not sourced and not assumed:
        return pick(_UNMARKED, language)
    return pick(_COUNTED, language).format(sourced=len(sourced), assumed=len(assumed))


def _where(path: str, language: str) -> str:
    """Return where a figure stands in words; a whole part by its own name."""
    return called(path, language) if path else pick(_ALL, language)


def method(found: Gathered) -> Section:
    """Return how the figures came about, for who never saw a simulation."""
    language = found.scenario.language
    said = [
        _SIMULATED,
        _PAIRED,
        _MEASURES,
        *((_JUDGED, _INTERVALS) if found.judgement else ()),
        _COUNTS,
        _LIMITS,
    ]
    alpha = f"{100 * found.judgement.alpha:g}%" if found.judgement else ""
    hobby = verdict_words.name(HOBBY, found.scenario)
    texts = [Text(pick(one, language).format(alpha=alpha, hobby=hobby)) for one in said]
    if found.judgement:
        texts += [Text(without_option(one)) for one in turn_words.notes(found.judgement, language)]
    return Section("method", pick(_METHOD, language), texts)


def without_option(text: str) -> str:
    """Return a note without what it says of an option of the command."""
    return OPTION.sub(".", text)


def origin(found: Gathered) -> Section:
    """Return all that is needed to make the figures again."""
    language = found.scenario.language
    rows = [(pick(_FACTS[name], language), text) for name, text in _facts(found)]
    return Section("provenance", pick(_ORIGIN, language), [Facts(rows)])


def _facts(found: Gathered) -> Iterator[tuple[str, str]]:
    scenario, made, language = found.scenario, found.provenance, found.scenario.language
    yield "scenario", scenario.title
    yield "replications", pick(_OFTEN, language).format(n=made.replications)
    yield "measured", measured(scenario)
    yield "versions", f"Least Resistance {made.versions.get('least-resistance', '')}".strip()
    yield "date", day(made.date, language)
    yield "again", pick(_AGAIN, language).format(seed=made.seed)


def measured(scenario: Scenario) -> str:
    """Return how long a replication is measured, and after which warm-up."""
    run, language = scenario.run, scenario.language
    length = run.length - run.warm_up
    texts = _MEASURED if run.warm_up else _ALL_OF_IT
    said = {"length": length, "warm_up": run.warm_up}
    return pick(texts, language).format(
        **{name: words.scale("min", [value], None, language).quantity(value) for name, value in said.items()}
    )


def day(stamp: str, language: str) -> str:
    """Return the day of a time stamp as people write it: "24 November 2026"."""
    return spelled(date.fromisoformat(stamp.partition("T")[0]), language)


def rerun(found: Gathered) -> Iterator[tuple[str, str]]:
    """Yield what is kept with the page and not shown: all that is needed to make the figures again."""
    from sim.runs.provenance import CODE

    scenario, made = found.scenario, found.provenance
    file = PurePath(scenario.path).name if scenario.path else "FILE"
    yield "scenario-sha256", made.scenario_hash
    yield "seed", str(made.seed)
    yield "replications", str(made.replications)
    yield "engine", made.engine
    yield "code", CODE
    yield "versions", ", ".join(f"{name} {version}" for name, version in made.versions.items())
    yield "made", made.date
    yield "again", f"sim report {file} --seed {made.seed} --replications {made.replications} --language {scenario.language}"
