"""What it would take, on the terminal: what was tried, in order of cost or of the number, and the answer in a sentence."""

from collections.abc import Sequence

from sim.analyses.studies.aim import MEAN, Reached
from sim.analyses.studies.target import Target
from sim.catalogue import labels
from sim.scenario.fields.model import Scenario
from sim.views import goals, quantity_words, words

ROWS = 16  # sets in a table: the last of those tried, and the best
NOTHING = ("as it is", "zoals het is")
_HEADS = {
    "changes": ("changes", "veranderingen"),
    "cost": ("cost a year", "kosten per jaar"),
    "mean": ("mean", "gemiddelde"),
    "bound": ("{p}% bound", "{p}%-grens"),
    "runs": ("runs that meet it", "runs die het halen"),
}
_ASKED = (
    "Asked: {measure} {bound}, with {p}% probability, {if}, {sense}; {n} replications.",
    "Gevraagd: {measure} {bound}, met {p}% kans, {if}, {sense}; {n} herhalingen.",
)
_SENSES = {
    True: (
        "for the mean (one-sided bound, Student's t)",
        "voor het gemiddelde (eenzijdige grens, Student's t)",
    ),
    False: ("for any one run (share of the replications)", "voor een enkele run (deel van de herhalingen)"),
}
_ANSWER_SET = ("It takes: {what}, for {cost} a year.", "Nodig: {what}, voor {cost} per jaar.")
_ALREADY = ("It is there already: no change is needed.", "Het is er al: er is geen verandering nodig.")
_NO_SET = (
    "None of the sets of changes gets there; the best is {what}: {mean}.",
    "Geen van de verzamelingen veranderingen haalt het; de beste is {what}: {mean}.",
)
_MOST = (
    "Sets of at most {most} changes, in order of cost.",
    "Verzamelingen van hoogstens {most} veranderingen, op volgorde van kosten.",
)
_LEFT = ("{count} dearer sets were not tried.", "{count} duurdere verzamelingen zijn niet geprobeerd.")
_CLASH = (
    "Not combined, as they set the same thing: {pairs}.",
    "Niet gecombineerd, omdat ze hetzelfde instellen: {pairs}.",
)
_ANSWER = {
    True: (
        "It takes {label} of at least {value} (now {now}).",
        "Nodig: {label} van minstens {value} (nu {now}).",
    ),
    False: (
        "It takes {label} of at most {value} (now {now}).",
        "Nodig: {label} van hoogstens {value} (nu {now}).",
    ),
}
_ALL = (
    "All of the range does, also {label} of {value} (now {now}).",
    "Het hele bereik voldoet, ook {label} van {value} (nu {now}).",
)
_NO_NUMBER = (
    "Nothing from {low} to {high} gets there; the best is {value}: {mean}.",
    "Niets van {low} tot {high} haalt het; het beste is {value}: {mean}.",
)
_BENT = (
    "The measure does not go one way over the range: other values may do as well.",
    "De maat gaat over het bereik niet één kant op: andere waarden kunnen ook voldoen.",
)
_STRAIGHT = (
    "Over the range the measure goes one way, as far as the intervals tell.",
    "Over het bereik gaat de maat één kant op, voor zover de intervallen dat zeggen.",
)
_CONFIRMED = {
    True: ("Confirmed by {n} other replications: mean {mean}, bound {bound}, {share} of the runs.",
           "Bevestigd door {n} andere herhalingen: gemiddelde {mean}, grens {bound}, {share} van de runs."),
    False: ("Not confirmed by {n} other replications: mean {mean}, bound {bound}, {share} of the runs.",
            "Niet bevestigd door {n} andere herhalingen: gemiddelde {mean}, grens {bound}, {share} van de runs."),
}  # fmt: skip


def scale(found: Target, language: str) -> words.Scale:
    """Return how the measure is written."""
    tries: Sequence[Reached] = [one.reached for one in (found.changes or found.number).tries]  # type: ignore[union-attr]
    width = min((abs(one.mean - one.bound) for one in tries if one.bound == one.bound), default=None)
    return words.scale(found.aim.unit, [one.mean for one in tries], width, language)


def head(key: str, found: Target, language: str) -> str:
    """Return the head of a column."""
    return words.pick(_HEADS[key], language).format(p=percent(found.aim.probability, language))


def names(changes: Sequence[str], language: str) -> str:
    """Return a set of changes in words."""
    return " + ".join(changes) or words.pick(NOTHING, language)


def money(scenario: Scenario, amount: float) -> str:
    """Return an amount with the scenario's currency."""
    number = words.Scale(1.0, "", 0, scenario.language).number(amount)
    return f"{scenario.currency} {number}".strip()


def percent(share: float, language: str) -> str:
    """Return a share as a percentage with as many decimals as it needs."""
    return f"{100 * share:.4g}".replace(".", "," if language == "nl" else ".")


def asked(scenario: Scenario, found: Target) -> str:
    """Return what was asked, in a sentence."""
    language, aim = scenario.language, found.aim
    return words.pick(_ASKED, language).format(
        measure=labels.label(aim.goal.measure, language),
        bound=goals.bound(aim.goal, aim.unit, language),
        p=percent(aim.probability, language),
        sense=words.pick(_SENSES[aim.by == MEAN], language),
        n=found.replications,
    )


def sentences(scenario: Scenario, found: Target) -> list[str]:
    """Return what was asked, the answer, and what it rests on."""
    said = [
        asked(scenario, found),
        *(_of_number(scenario, found) if found.number else _of_sets(scenario, found)),
    ]
    confirmed = (found.changes or found.number).confirmed  # type: ignore[union-attr]
    if confirmed is None:
        return said
    how = scale(found, scenario.language)
    text = words.pick(_CONFIRMED[confirmed.met], scenario.language)
    said.append(
        text.format(
            n=confirmed.n,
            mean=how.quantity(confirmed.mean),
            bound=how.quantity(confirmed.bound),
            share=f"{100 * confirmed.share:.0f}%",
        )
    )
    return said


def _of_sets(scenario: Scenario, found: Target) -> list[str]:
    assert found.changes is not None
    language, sets = scenario.language, found.changes
    if sets.answer is None:
        best = (max if found.aim.upward else min)(sets.tries, key=lambda one: one.reached.mean)
        mean = scale(found, language).quantity(best.reached.mean)
        said = [words.pick(_NO_SET, language).format(what=names(best.changes, language), mean=mean)]
    elif not sets.answer.changes:
        said = [words.pick(_ALREADY, language)]
    else:
        said = [
            words.pick(_ANSWER_SET, language).format(
                what=names(sets.answer.changes, language), cost=money(scenario, sets.answer.cost)
            )
        ]
    if sets.clashing:
        pairs = "; ".join(names(pair, language) for pair in sets.clashing)
        said.append(words.pick(_CLASH, language).format(pairs=pairs))
    said.append(words.pick(_MOST, language).format(most=sets.most))
    return [*said, words.pick(_LEFT, language).format(count=sets.left)] if sets.left and sets.answer else said


def _of_number(scenario: Scenario, found: Target) -> list[str]:
    assert found.number is not None
    language, number = scenario.language, found.number
    quantity = number.range.quantity
    how = quantity_words.scale(quantity, (number.range.low, number.range.high), language)
    label, now = quantity_words.label(quantity.path, language), how.quantity(quantity.now)
    if number.answer is None:
        best = (max if found.aim.upward else min)(number.tries, key=lambda one: one.reached.mean)
        ends = {"low": how.number(number.range.low), "high": how.quantity(number.range.high)}
        mean = scale(found, language).quantity(best.reached.mean)
        said = words.pick(_NO_NUMBER, language).format(**ends, value=how.quantity(best.value), mean=mean)
    else:
        text = _ALL if all(one.reached.met for one in number.tries) else _ANSWER[number.rising]
        said = words.pick(text, language).format(
            label=f"‘{label}’", value=how.quantity(number.answer.value), now=now
        )
    return [said, words.pick(_STRAIGHT if number.monotone else _BENT, language)]
