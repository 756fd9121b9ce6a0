"""What is varied, in words: the numbers of a scenario by their paths, and values of them, in English and Dutch."""

from collections.abc import Iterable

from sim.scenario.inspect.quantities import Quantity
from sim.views import default_words, words

_FIELDS = {
    "staff": ("staff", "bezetting"),
    "norm": ("norm", "norm"),
    "cost": ("cost", "kosten"),
    "queue_limit": ("longest queue", "langste rij"),
    "strain": ("strain", "belasting"),
    "takes": ("time it takes", "hoe lang het duurt"),
    "patience": ("patience", "geduld"),
    "right_first_time": ("right first time", "in één keer goed"),
    "detects": ("errors found", "fouten gevonden"),
    "mark": ("mark", "cijfer"),
    "promise": ("promise", "belofte"),
    "rate": ("how often", "hoe vaak"),
    "dispersion": ("dispersion", "spreiding"),
    "interarrival": ("time between two", "tussentijd"),
    "size": ("how many come together", "hoeveel er samen komen"),
    "busyness": ("busyness of days", "drukte van dagen"),
    "backlog": ("backlog at the start", "werkvoorraad bij de start"),
    "waiting": ("how many wait", "hoeveel er wachten"),
    "oldest": ("the oldest", "de oudste"),
    "ages": ("ages", "leeftijden"),
    "probability": ("probability", "kans"),
    "after": ("after how long", "na hoe lang"),
    "share": ("share", "aandeel"),
    "expected": ("expected", "verwacht"),
    "error_lag": ("until an error is found", "tot een fout wordt gevonden"),
    "population": ("population", "bevolking"),
    "redial": ("calling again", "terugbellen"),
    "failure_demand": ("failure demand", "faalvraag"),
    "chasing": ("chasing", "navraag"),
    "half_life": ("half-life", "halfwaardetijd"),
    "grievance_half_life": ("half-life of a grievance", "halfwaardetijd van wrok"),
    "expectation": ("will expectation", "verwachting"),
    "start_expectation": ("will expectation at the start", "verwachting bij het begin"),
    "should_expectation": ("should expectation", "wat men mag verwachten"),
    "omega": ("weight of the should expectation", "gewicht van wat men mag verwachten"),
    "drift": ("drift of the should expectation", "stijging van wat men mag verwachten"),
    "unanswered": ("mark where nobody was spoken to", "cijfer als niemand gesproken is"),
    "goodwill": ("goodwill", "goodwill"),
    "changes": ("changes", "veranderingen"),
    "designs": ("designs", "varianten"),
    "roles": ("roles", "rollen"),
    "self_reliance": ("self-reliance", "zelfredzaamheid"),
    "priority": ("priority", "voorrang"),
    "status_messages": ("messages on the state of a case", "bericht over de stand"),
    "continuity": ("stays with the same person", "blijft bij dezelfde persoon"),
    "resolved": ("resolved", "opgelost"),
    "unresolved": ("not resolved", "niet opgelost"),
    "withdrawn": ("withdrawn", "ingetrokken"),
    "lost": ("lost", "verloren"),
    "profile": ("spread over the week", "verdeling over de week"),
    "starts": ("where it begins", "waar het begint"),
    "finds": ("what it checks", "wat er wordt nagekeken"),
    "fixes": ("what it mends", "wat er wordt hersteld"),
    "then": ("what comes next", "wat erop volgt"),
    "world": ("world", "omgeving"),
    "weight": ("weight", "gewicht"),
    "end_of_shift": ("end of the shift", "einde van de dienst"),
    "counts_as": ("counts as", "telt als"),
    "channels": ("channels", "kanalen"),
    "steps": ("steps", "stappen"),
    "role": ("role", "rol"),
    "customer": ("customer", "klant"),
    "on_error": ("after an error", "na een fout"),
    "voice": ("complaining", "klagen"),
    "complains": ("chance to complain", "kans op een klacht"),
}
_GROUPS = ("world", "roles", "steps", "needs", "channels", "customers", "segments", "mind")
_WEEK = {
    "weekday": "werkdag", "hour": "uur", "day": "dag", "days": "dagen",
    "weeks": "weken", "hours": "uur", "week": "week", "year": "jaar", "month": "maand",
}  # fmt: skip


def label(path: str, language: str = "en") -> str:
    """Return what a number is called by its path, or by where it stands in the file: "waiter: staff"."""
    kind, _, rest = path.partition(".")
    if (known := default_words.pattern(path)) in default_words.LABELS:
        return words.pick(default_words.LABELS[known], language)
    if kind in ("designs", "changes"):
        name, _, inner = rest.partition(".")
        inner = inner.removeprefix("set").removeprefix(".")
        return label(inner, language) if inner else _name(name) if name else _field(kind, language)
    before, then, after = path.partition(".then.")
    if then:
        to, _, field = after.partition(".")
        step = f"{_name(before.removeprefix('steps.'))} → {_field(to, language)}"
        return f"{step}: {_field(field, language)}" if field == "after" else step
    role, plan, block = path.partition(".staff.")
    if plan:
        return f"{label(f'{role}.staff', language)}, {block}"
    *places, field = [part for part in path.split(".") if part not in _GROUPS] or [path.rpartition(".")[2]]
    place = ", ".join(_field(one, language) for one in places)
    return f"{place}: {_field(field, language)}" if place else _field(field, language)


def _field(name: str, language: str) -> str:
    return words.pick(_FIELDS[name], language) if name in _FIELDS else _name(name)


def _name(name: str) -> str:
    return name.replace("_", " ")


def scale(one: Quantity, values: Iterable[float], language: str) -> words.Scale:
    """Return how values of a number are written."""
    if one.whole:
        return words.Scale(1.0, words.scale(one.unit, [1.0], None, language).unit, 0, language)
    found = words.scale(one.unit, list(values), None, language)
    unit = (
        " ".join(_WEEK.get(part, part) for part in found.unit.split(" ")) if language == "nl" else found.unit
    )
    return words.Scale(found.factor, unit, found.decimals, language)
