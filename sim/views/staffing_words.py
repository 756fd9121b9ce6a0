"""The least staff on the terminal: a row for each block of each role, with what it reaches."""


from sim.analyses.studies.aim import MEAN
from sim.analyses.studies.blocks import ALWAYS, Block, hours
from sim.analyses.studies.staffing import Staffing
from sim.analyses.studies.standing import ServiceNorm
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.target_words import percent
from sim.views.warm_up_words import lasts

_HEADS = {
    "role": ("role", "rol"),
    "block": ("block", "blok"),
    "now": ("now", "nu"),
    "needed": ("needed", "nodig"),
    "erlang": ("Erlang alone", "Erlang alleen"),
    "service": ("within the norm", "binnen de norm"),
    "bound": ("{p}% bound", "{p}%-grens"),
    "abandoned": ("gave up", "afgehaakt"),
    "runs": ("runs that meet it", "runs die het halen"),
}
_NORM = (
    "{role}: {share}% answered within {norm}{abandoned}, in every block",
    "{role}: {share}% beantwoord binnen {norm}{abandoned}, in elk blok",
)
_ABANDONED = (", at most {share}% give up", ", hoogstens {share}% haakt af")
_SENSES = {
    True: ("with {p}% probability, {if}, for the share of all visits (one-sided bound, ratio estimate)",
           "met {p}% kans, {if}, voor het deel van alle bezoeken (eenzijdige grens, quotiëntschatter)"),
    False: ("in {p}% of the replications, {if}", "in {p}% van de herhalingen, {if}"),
}  # fmt: skip
_SAID = (
    "{n} replications with the same customers, and as many others to confirm; {steps} plans tried. Needed: no one can be missed "
    "in any block. Erlang {letter} takes each block by itself, with the visits and handling times of now.",
    "{n} herhalingen met dezelfde klanten, en evenveel andere ter bevestiging; {steps} roosters geprobeerd. Nodig: in geen blok kan "
    "er een gemist worden. Erlang {letter} neemt elk blok op zichzelf, met de bezoeken en behandeltijden van nu.",
)
_ALWAYS = (ALWAYS, "alle uren")
_HOURS = ("Hours of staff a week: {after}, now {before}.", "Uren bezetting per week: {after}, nu {before}.")
_SHORT = (
    "Not met, whatever the staff, or not confirmed: {blocks}.",
    "Niet gehaald, hoeveel bezetting ook, of niet bevestigd: {blocks}.",
)


def heads(found: Staffing, language: str) -> dict[str, str]:
    """Return the heads of columns."""
    p = percent(found.probability, language)
    return {key: words.pick(texts, language).format(p=p) for key, texts in _HEADS.items()}


def staffed(found: Staffing, block: Block, after: bool = True) -> int:
    """Return how many there are in a block: those of its entries together."""
    plan = found.after if after else found.before
    return sum(plan[block.role, entry] for entry in block.entries)


def block_name(block: Block, language: str) -> str:
    """Return what a block is called."""
    return words.pick(_ALWAYS, language) if block.name == ALWAYS else block.name


def norm(role: str, one: ServiceNorm, language: str) -> str:
    """Return a service norm in words."""
    bound = (
        ""
        if one.abandoned is None
        else words.pick(_ABANDONED, language).format(share=percent(one.abandoned, language))
    )
    text = words.pick(_NORM, language)
    return text.format(
        role=role, share=percent(one.share, language), norm=_short(one.minutes, language), abandoned=bound
    )


def _short(minutes: float, language: str) -> str:
    if minutes < 2.0:
        return f"{60 * minutes:.4g} s"
    return f"{minutes:g} min" if minutes == round(minutes) < 120.0 else lasts(minutes, language)


def sentences(scenario: Scenario, found: Staffing) -> list[str]:
    """Return the norms, how it was found, how many hours it takes, and what is not met."""
    language = scenario.language
    norms = "; ".join(norm(role, one, language) for role, one in found.norms.items())
    sense = words.pick(_SENSES[found.by == MEAN], language).format(p=percent(found.probability, language))
    how = words.Scale(1.0, "", 0, language)
    after, before = (
        how.number(sum(count * hours(entry) for (_, entry), count in plan.items()))
        for plan in (found.after, found.before)
    )
    said = words.pick(_SAID, language).format(
        n=found.replications, steps=found.steps, letter="/".join(found.letters)
    )
    bad = [
        f"{block.role}, {block.name}"
        for block, one in found.found.items()
        if not (one.met and found.confirmed[block].met)
    ]
    short = [words.pick(_SHORT, language).format(blocks="; ".join(bad))] if bad else []
    return [
        f"{norms}, {sense}.",
        words.pick(_HOURS, language).format(after=after, before=before),
        said,
        *short,
    ]
