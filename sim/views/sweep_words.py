"""A sweep on the terminal: a row for each point, its measures, and the verdict there."""



from sim.analyses.studies.sweep import Sweep
from sim.scenario.fields.model import Scenario
from sim.views import quantity_words, verdict_words, words

_SAID = (
    "Means of {n} replications with the same customers and luck everywhere; intervals are 95%, {if}, each by itself.",
    "Gemiddelden van {n} herhalingen met overal dezelfde klanten en hetzelfde toeval; intervallen zijn 95%, {if}, elk "
    "afzonderlijk.",
)
_JUDGED = (
    "Verdict: {design} at each point, held against {against} in the same world, each point by itself.",
    "Oordeel: {design} in elk punt, tegenover {against} in dezelfde omgeving, elk punt afzonderlijk.",
)
_ITSELF = (
    "Verdict: {design} with these values, held against {design} as it is now, each point by itself.",
    "Oordeel: {design} met deze waarden, tegenover {design} zoals het nu is, elk punt afzonderlijk.",
)
_FLIPS = ("The verdict changes between {places}.", "Het oordeel verandert tussen {places}.")
_NEVER = ("The verdict is {verdict} everywhere.", "Het oordeel is overal {verdict}.")


def sentences(scenario: Scenario, found: Sweep) -> list[str]:
    """Return what holds for all points, and where the verdict changes."""
    language = scenario.language
    said = [words.pick(_SAID, language).format(n=found.replications)]
    verdicts = {spot.verdict for spot in found.spots}
    if None in verdicts:
        return said
    against = _ITSELF if found.against == found.design else _JUDGED
    said.append(words.pick(against, language).format(design=found.design, against=found.against))
    if len(verdicts) == 1:
        (one,) = verdicts
        return [*said, words.pick(_NEVER, language).format(verdict=verdict_words.name(str(one), scenario))]
    return [*said, *_flips(scenario, found)]


def _flips(scenario: Scenario, found: Sweep) -> list[str]:
    """Return between which values of a single number the verdict changes."""
    if len(found.ranges) > 1:
        return []
    one, language = found.ranges[0], scenario.language
    how = quantity_words.scale(one.quantity, (one.low, one.high), language)
    places = [
        words.pick((" and ", " en "), language).join(
            f"{how.quantity(one.values[0])} ({verdict_words.name(str(one.verdict), scenario)})" for one in (a, b)
        )
        for a, b in zip(found.spots, found.spots[1:], strict=False)
        if a.verdict != b.verdict
    ]
    return [words.pick(_FLIPS, language).format(places="; ".join(places))]
