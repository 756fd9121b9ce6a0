"""What a report stands on: sources and assumptions, the method in plain words, and where the figures come from."""

from collections.abc import Iterator, Sequence

from sim.analyses.judging.verdict import HOBBY
from sim.reporting.answer import measured
from sim.reporting.blocks import Block, Facts, Grid, Head, Items, Section, Text
from sim.reporting.gathered import Gathered
from sim.scenario.fields.model import Note
from sim.scenario.inspect.assumptions import Assumed
from sim.scenario.inspect.redraw import assumptions
from sim.views import quantity_words, turn_words, verdict_words
from sim.views.path_words import named
from sim.views.sensitivity import span
from sim.views.words import pick

_GROUND = ("Assumptions and sources", "Aannames en bronnen")
_COUNTED = (
    "A scenario is as good as its numbers. Of those marked, {sourced} have a source and {assumed} are "
    "assumptions. Whoever doubts one can try it: sim sensitivity says which of them matter, and whether the "
    "verdicts stand if they are off.",
    "Een scenario is zo goed als zijn getallen. Van wat is gemarkeerd hebben er {sourced} een bron en zijn er "
    "{assumed} een aanname. Wie er een betwijfelt kan het proberen: sim sensitivity zegt welke ertoe doen, en of "
    "de oordelen blijven staan als ze anders zijn.",
)
_UNMARKED = (
    "No number of this scenario says where it comes from: take all of them for assumptions.",
    "Geen getal van dit scenario zegt waar het vandaan komt: beschouw ze alle als aanname.",
)
_WARNINGS = ("What the scenario's check warned of", "Waarvoor de controle van het scenario waarschuwde")
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
    "note": ("remark", "opmerking"),
    "range": ("may lie in", "kan liggen in"),
}
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
    "Elke inrichting krijgt dezelfde klanten met hetzelfde toeval. Een verschil is dat van de inrichtingen, en "
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
    "Elk effect heeft in dit rapport één interval, in tekst, tabel en plaat hetzelfde, en het oordeel volgt uit "
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
    "Lees verschillen tussen inrichtingen, eerder dan niveaus. De psychologie heeft vormen uit de literatuur, en "
    "parameters die niemand voor deze klanten heeft gemeten.",
)
_ORIGIN = ("Where the figures come from", "Waar de cijfers vandaan komen")
_FACTS = {
    "scenario": ("Scenario", "Scenario"),
    "hash": ("Its meaning (SHA-256)", "Zijn betekenis (SHA-256)"),
    "seed": ("Seed", "Toevalszaad"),
    "replications": ("Replications of a design, at most", "Herhalingen van een inrichting, hoogstens"),
    "measured": ("Measured", "Gemeten"),
    "engine": ("Engine", "Motor"),
    "code": ("Code of the engines", "Code van de motoren"),
    "versions": ("Versions", "Versies"),
    "date": ("Made", "Gemaakt"),
    "again": ("The same again", "Hetzelfde nog eens"),
}


def ground(found: Gathered) -> Section:
    """Return what the scenario says of its numbers, and what its check warned of."""
    language, notes = found.scenario.language, found.scenario.notes
    groups = {
        _SOURCED: [note for note in notes if note.source],
        _ASSUMED: [note for note in notes if note.assumption and not note.source],
        _NOTED: [note for note in notes if note.note and not note.source and not note.assumption],
    }
    blocks: list[Block] = [Text(_counted(groups[_SOURCED], groups[_ASSUMED], language))]
    for head, group in groups.items():
        blocks += [Head(pick(head, language)), _grid(group, language)] if group else []
    blocks += _unwritten(found)
    if found.scenario.warnings:
        blocks += [Head(pick(_WARNINGS, language)), Items(found.scenario.warnings)]
    return Section("assumptions", pick(_GROUND, language), blocks)


def _unwritten(found: Gathered) -> list[Block]:
    """Return the defaults that the scenario leaves out, each with its range and source."""
    scenario, language = found.scenario, found.scenario.language
    left = [one for one in assumptions(scenario, scenario.designs) if not one.written]
    rows = [
        (quantity_words.label(one.origin, language), _now(one, language), span(one, language), one.source)
        for one in left
    ]
    heads = [pick(_HEADS[head], language) for head in ("where", "value", "range", "source")]
    grid = Grid(heads, rows, words=len(heads), small=True)
    return [Head(pick(_DEFAULTS, language)), Text(pick(_UNWRITTEN, language)), grid]


def _now(one: Assumed, language: str) -> str:
    return quantity_words.scale(one.quantity, [one.quantity.now], language).quantity(one.quantity.now)


def _counted(sourced: Sequence[Note], assumed: Sequence[Note], language: str) -> str:
    if not sourced and not assumed:
        return pick(_UNMARKED, language)
    return pick(_COUNTED, language).format(sourced=len(sourced), assumed=len(assumed))


def _grid(notes: Sequence[Note], language: str) -> Grid:
    """Return notes as a table, without the columns that none of them fills."""
    columns = {name: [_cell(note, name) for note in notes] for name in _HEADS}
    kept = {name: cells for name, cells in columns.items() if any(cells)}
    heads = [pick(_HEADS[name], language) for name in kept]
    return Grid(heads, list(zip(*kept.values(), strict=True)), words=len(heads), small=True)


def _cell(note: Note, name: str) -> str:
    if name == "range":
        return " .. ".join(note.range or ())
    return " › ".join(map(named, note.path.split("."))) if name == "where" else str(getattr(note, name) or "")


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
    texts += [Text(one) for one in turn_words.notes(found.judgement, language)] if found.judgement else []
    return Section("method", pick(_METHOD, language), texts)


def origin(found: Gathered) -> Section:
    """Return all that is needed to make the figures again."""
    language = found.scenario.language
    rows = [(pick(_FACTS[name], language), text) for name, text in _facts(found)]
    return Section("provenance", pick(_ORIGIN, language), [Facts(rows)])


def _facts(found: Gathered) -> Iterator[tuple[str, str]]:
    from sim.runs.provenance import CODE

    scenario, made = found.scenario, found.provenance
    yield "scenario", f"{scenario.title} ({scenario.path})" if scenario.path else scenario.title
    yield "hash", made.scenario_hash
    yield "seed", str(made.seed)
    yield "replications", str(made.replications)
    yield "measured", measured(scenario)
    yield "engine", made.engine
    yield "code", CODE
    yield "versions", ", ".join(f"{name} {version}" for name, version in made.versions.items())
    yield "date", made.date
    yield "again", f"sim report {scenario.path or 'FILE'} --seed {made.seed}"
