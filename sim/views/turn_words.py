"""Where verdicts turn, in words: which value of which assumption makes a change come out otherwise."""

from sim.analyses.judging import Item, Judgement
from sim.analyses.judging.portfolio import Turn
from sim.analyses.judging.verdict import UNDECIDED
from sim.catalogue.numbers import pick
from sim.scenario.fields.model import Scenario
from sim.views import quantity_words, verdict_words

MOST = 3  # turns that are said of a change, those that matter most first
_TURN = (
    "turns to {verdict} if {assumption} is {value} rather than {now} [{low} .. {high}, {source}]",
    "wordt {verdict} als {assumption} {value} is in plaats van {now} [{low} .. {high}, {source}]",
)
_ASSUMPTION = ("assumption", "aanname")
_MORE = ("and at {n} other ends of a range", "en aan {n} andere einden van een bereik")
_TRIED = (
    "Assumptions were tried one at a time, at both ends of their ranges ({n}, the defaults that the file leaves out and the length "
    "of the run among them).",
    "Aannames zijn een voor een geprobeerd, aan beide einden van hun bereik ({n}, waaronder standaardwaarden die het bestand "
    "weglaat en de lengte van de doorrekening).",
)
_LEFT = (
    "{left} assumptions of {all} were not tried, as that takes too long: --turns tries all of them.",
    "{left} van de {all} aannames zijn niet geprobeerd, omdat dat te lang duurt: --turns probeert ze alle.",
)
_UNDECIDED = (
    "Where verdicts turn is looked for once there are any: all is undecided.",
    "Waar oordelen veranderen wordt gezocht zodra die er zijn: alles is onbeslist.",
)
_STANDS = ("No verdict turns within them.", "Geen oordeel verandert daarbinnen.")


def of_item(item: Item, scenario: Scenario) -> list[str]:
    """Return a clause for each of the turns of a verdict that matter most, and how many more there are."""
    language, said = scenario.language, [turn(one, scenario) for one in item.turns[:MOST]]
    more = len(item.turns) - MOST
    return [*said, pick(_MORE, language).format(n=more)] if more > 0 else said


def turn(one: Turn, scenario: Scenario) -> str:
    """Return a turn as a clause: "turns to harmful if how strongly goodwill reacts (k) is 0.3 rather than 1 [...]"."""
    assumed, language = one.assumed, scenario.language
    ends = (assumed.low, assumed.high, assumed.quantity.now, one.value)
    how = quantity_words.scale(assumed.quantity, ends, language)
    return pick(_TURN, language).format(
        verdict=verdict_words.name(one.verdict, scenario),
        assumption=f"“{quantity_words.label(assumed.origin, language)}”",
        value=how.quantity(one.value),
        now=how.quantity(assumed.quantity.now),
        low=how.number(assumed.low),
        high=how.quantity(assumed.high),
        source=assumed.source or pick(_ASSUMPTION, language),
    )


def notes(found: Judgement, language: str) -> list[str]:
    """Return what has to be known to read the turns; nothing where nobody looked for them."""
    if found.tried is None:
        return []
    said = [pick(_TRIED, language).format(n=found.tried)] if found.tried else []
    if found.tried and not any(item.turns for item in found.items.values()):
        said.append(pick(_STANDS, language))
    if found.untried:
        said.append(pick(_LEFT, language).format(left=found.untried, all=found.tried + found.untried))
    if all(item.verdict == UNDECIDED for item in found.items.values()):
        said.append(pick(_UNDECIDED, language))
    return [" ".join(said)] if said else []
