"""The answer as an adviser would say it: which design is better and by how much, what changes do, in whole sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sim.analyses.judging import Finding, Item, Judgement
from sim.analyses.judging.verdict import HARMFUL, HOBBY, RELEVANT, UNDECIDED
from sim.catalogue import labels
from sim.catalogue.keys import KIND, ROLE, Key
from sim.catalogue.numbers import Scale, pick, scale
from sim.scenario.fields.model import Scenario
from sim.scenario.load import variant
from sim.scenario.text.working import unit_of
from sim.views import answer_texts as says
from sim.views import law_words, money_words, quantity_words
from sim.views.names import title

MOST_NAMED = 3  # options that are named one after the other
MOST_DECIMALS = 4
BARE = ("mark", "per case")  # units that a sentence says otherwise
NOISE = 0.001  # of all costs: an amount below it is left out [A]
_TOLD = 2  # changes whose figures are in the answer


def called(origin: str, language: str) -> str:
    """Return what an assumption is called, without arrows."""
    return quantity_words.label(origin, language).replace(" → ", pick((" to ", " naar "), language))


def quoted(scenario: Scenario, name: str) -> str:
    """Return what a design or change is called, between quotation marks."""
    return pick(says.QUOTED, scenario.language).format(title(scenario, name).rstrip("."))


def joined(texts: Sequence[str], language: str) -> str:
    """Return texts as people list them: "a, b and c"; of many the first, and how many more."""
    if len(texts) > MOST_NAMED + 1:
        texts = [*texts[:MOST_NAMED], pick(says.MORE, language).format(n=len(texts) - MOST_NAMED)]
    return pick(says.AND, language).join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def number(n: int, language: str) -> str:
    """Return a small number as a word, a larger one in digits."""
    words = pick(says.NUMBERS, language).split()
    return words[n] if 0 < n < len(words) else str(n)


def sentence(text: str) -> str:
    """Return a clause as a sentence: with a capital, and one full stop."""
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."


def size(one: Finding) -> float:
    """Return how large an effect is beside the smallest that matters."""
    return abs(one.effect) / one.threshold if one.threshold else abs(one.effect)


def carrying(item: Item, most: int = 2) -> list[Finding]:
    """Return the findings that carry a verdict, the largest first, one of a sort."""
    kept: dict[str, Finding] = {}
    for one in sorted(item.rests_on, key=size, reverse=True):
        kept.setdefault(Key.of(one.measure).measure, one)
    return list(kept.values())[:most]


def goes(one: Finding, item: Item, scenario: Scenario) -> str:
    """Return from where to where an outcome goes, as a clause: "the mark that stays with customers goes from 6.1 to 6.5"."""
    key = Key.of(one.measure)
    what = says.SAME_WORDS.get(key.measure, key.measure)
    place = labels.place(key, scenario.language)
    texts = says.GOES.get(f"{key.place or 'whole'}.{what}") or says.GOES.get(what, says.OTHER)
    if "{place}" in texts[0] and not place:
        texts = says.OTHER
    norm = _norm(one.measure, item, scenario)
    if "{norm}" in texts[0] and not norm:
        texts = says.OTHER
    before, after = levels(one, scenario.language)
    label = labels.label(one.measure, scenario.language)
    return pick(texts, scenario.language).format(place=place, norm=norm, label=label, before=before, after=after)


def _norm(measure: str, item: Item, scenario: Scenario) -> str:
    """Return the norm that a share is about, as people write it; nothing where there is none."""
    key = Key.of(measure)
    if key.place == ROLE:
        sides = [variant(scenario, one).roles.get(key.name) for one in (item.name, item.against)]
        norm = next((role.norm for role in sides if role and role.norm), None)
    else:
        norm = scenario.world.needs[key.name].norm if key.place == KIND else None
    if unit := unit_of(norm):
        return law_words.time(norm or 0.0, scenario.language, unit)
    return duration(norm, scenario.language) if norm else ""


def duration(minutes: float, language: str) -> str:
    """Return a time as people write it: "30 s", "5 min", "8 weeks"."""
    units = (("weeks", 10080.0), ("days", 1440.0), ("h", 60.0), ("min", 1.0))
    whole = [(unit, size) for unit, size in units if minutes >= size and not minutes % size]
    unit, size = whole[0] if whole else ("s", 1 / 60.0) if minutes < 1.0 else ("min", 1.0)
    if unit == "weeks" and minutes < 4 * size:
        unit, size = "days", 1440.0
    if not whole and minutes >= 1440.0:
        unit, size, minutes = "days", 1440.0, round(minutes / 144.0) * 144.0
    if minutes == size and unit == "days":
        return pick(("1 day", "1 dag"), language)
    return f"{minutes / size:.4g} {labels.unit(unit, language)}".replace(".", pick((".", ","), language))


def levels(one: Finding, language: str) -> tuple[str, str]:
    """Return an outcome without and with a change, in as few digits as tell them apart."""
    ends = one.baseline, one.baseline + one.difference
    how = few(one.unit, ends, language)
    return how.quantity(ends[0]), how.quantity(ends[1])


def few(unit: str, ends: Sequence[float], language: str) -> Scale:
    """Choose unit and as few decimals as tell values apart; a mark has no unit."""
    how = scale(unit, ends, None, language)
    fewest = {"share": 0, "mark": 1}.get(unit, max(0, how.decimals - 1))
    how = replace(how, decimals=fewest, unit="" if unit in BARE else how.unit)
    while how.decimals < MOST_DECIMALS and len({how.number(end) for end in ends}) < len({*ends}):
        how = replace(how, decimals=how.decimals + 1)
    return how


def money(item: Item, found: Judgement, language: str) -> str:
    """Return what something costs or saves a year as a clause, nothing where that is not known or too little to say."""
    if item.money is None or not item.money.way or is_noise(item, found):
        return ""
    return money_words.cost(item, found.currency, language)


def is_noise(item: Item, found: Judgement) -> bool:
    """Whether an amount is so small beside all costs that it says nothing."""
    sample = found.samples.get(found.baseline)
    if item.money is None or sample is None or "cost_per_year" not in sample:
        return False
    return abs(item.money.mean) < NOISE * abs(sample.measure("cost_per_year").mean)


def answer(scenario: Scenario, found: Judgement) -> list[str]:
    """Return the answer in at most three sentences: the best design, the other designs, and the changes."""
    items = list(found.items.values())
    designs = [item for item in items if item.name in scenario.designs]
    changes = [item for item in items if item.name not in scenario.designs]
    said = [*_designs(scenario, found, designs), *_changes(scenario, found, changes)]
    return [sentence(one) for one in said]


def by_price(items: Iterable[Item]) -> list[Item]:
    """Return what is relevant, that first which gives most for its money: what saves before what costs."""
    known = best(items)
    gains = {item.name: sum(min(size(one), 5.0) for one in item.rests_on) for item in known}
    costs = {item.name: item.money.mean if item.money else 0.0 for item in known}
    return sorted(known, key=lambda item: costs[item.name] / (gains[item.name] or 1.0))


def best(items: Iterable[Item]) -> list[Item]:
    """Return what is relevant, that with the largest gain first."""
    relevant = [item for item in items if item.verdict == RELEVANT]
    return sorted(relevant, key=lambda item: sum(min(size(one), 5.0) for one in item.rests_on), reverse=True)


def _designs(scenario: Scenario, found: Judgement, items: Sequence[Item]) -> list[str]:
    if not items:
        return []
    language, base = scenario.language, quoted(scenario, found.baseline)
    better = best(items)
    if not better:
        return [_none_better(scenario, found, items)]
    rest = _rest(scenario, found, items)
    first, *others = better
    said = pick(says.BETTER, language).format(best=quoted(scenario, first.name), base=base, **_told(scenario, found, first))
    if others:
        rest.insert(0, pick(says.ALSO[len(others) > 1], language).format(names=_names(scenario, others)))
    return [said, "; ".join(rest)] if rest else [said]


def _none_better(scenario: Scenario, found: Judgement, items: Sequence[Item]) -> str:
    """Return that no design is better: each that there is by itself, or all of them together where all are worse."""
    if len(items) == 1:
        return _rest(scenario, found, items)[0]
    language, base = scenario.language, quoted(scenario, found.baseline)
    if all(item.verdict == HARMFUL for item in items):
        first = _most(items)
        said = {"n": number(len(items), language), "base": base, "first": quoted(scenario, first.name)}
        text = pick(says.ALL_WORSE, language).format(**said, goes=goes(carrying(first)[0], first, scenario))
        return text + _though(scenario, first)
    rest = "; ".join(_rest(scenario, found, items, says.WORSE_BARE))
    return f"{pick(says.NONE, language).format(n=number(len(items), language), base=base)}: {rest}"


def _told(scenario: Scenario, found: Judgement, item: Item, most: int = 2) -> dict[str, str]:
    language = scenario.language
    said = joined([goes(one, item, scenario) for one in carrying(item, most)], language)
    amount = money(item, found, language)
    return {"goes": said, "money": pick(says.MONEY, language).format(amount) if amount else ""}


def _names(scenario: Scenario, items: Sequence[Item]) -> str:
    return joined([quoted(scenario, item.name) for item in items], scenario.language)


def _most(items: Sequence[Item]) -> Item:
    """Return what does most, by the finding that carries its verdict."""
    return max(items, key=lambda item: max(map(size, item.rests_on), default=0.0))


def _rest(
    scenario: Scenario, found: Judgement, items: Sequence[Item], worse: Sequence[tuple[str, str]] = says.WORSE
) -> list[str]:
    """Return a clause for what is worse, what is not decided, and what makes no difference that matters."""
    said, base = [], quoted(scenario, items[0].against)
    for verdict, texts in ((HARMFUL, worse), (UNDECIDED, says.OPEN), (HOBBY, says.NOTHING)):
        those = [item for item in items if item.verdict == verdict]
        if those:
            most = _most(those)
            why = joined([goes(one, most, scenario) for one in carrying(most, 1)], scenario.language)
            text = pick(texts[len(those) > 1], scenario.language)
            told = text.format(names=_names(scenario, those), goes=why, first=quoted(scenario, most.name), base=base)
            said.append(told + (_though(scenario, most) if verdict == HARMFUL else ""))
    return said


def _though(scenario: Scenario, item: Item) -> str:
    """Return what gets better most with something that is worse as a whole, nothing where that is nothing."""
    better = [one for one in item.outcomes.values() if one.improved]
    if not better:
        return ""
    goals = {goal.measure for goal in scenario.goals.values()}
    most = max(better, key=lambda one: (one.measure in goals, size(one)))
    return pick(says.THOUGH, scenario.language).format(goes=goes(most, item, scenario))


def _changes(scenario: Scenario, found: Judgement, items: Sequence[Item]) -> list[str]:
    if not items:
        return []
    if len(items) == 1:
        return [_one(scenario, found, items[0])]
    language, better = scenario.language, best(items)
    harmful = [item for item in items if item.verdict == HARMFUL]
    names = [quoted(scenario, item.name) for item in better]
    for place, item in enumerate(better[:_TOLD]):
        names[place] += f" ({_figures(scenario, found, item)})"
    said = pick(says.HELP[min(len(better), 2)], language).format(
        n=number(len(items), language), k=number(len(better), language), names=joined(names, language)
    )
    if not harmful:
        return [said]
    harm = pick(says.HARM[len(harmful) > 1], language).format(names=_names(scenario, harmful))
    return [f"{said}; {harm}"]


def _figures(scenario: Scenario, found: Judgement, item: Item) -> str:
    """Return what a change does and costs, and beside what, where that is not what all others are held against."""
    amount, language = money(item, found, scenario.language), scenario.language
    said = "; ".join([goes(carrying(item, 1)[0], item, scenario), *([amount] if amount else [])])
    other = item.against != found.baseline
    return pick(says.BESIDE, language).format(base=quoted(scenario, item.against), said=said) if other else said


def _one(scenario: Scenario, found: Judgement, item: Item) -> str:
    if item.verdict != RELEVANT:
        return _rest(scenario, found, [item])[0]
    text = pick(says.ONLY, scenario.language)
    return text.format(names=quoted(scenario, item.name), **_told(scenario, found, item))
