"""The designs: what each is, how cases flow through it, and how it differs in the outcomes chosen beforehand."""

import re
from collections.abc import Iterator, Mapping, Sequence

from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.reporting.blocks import Block, Grid, Head, Items, Section, Text, drawing
from sim.reporting.gathered import Gathered
from sim.results import headline as chosen
from sim.results.results import Comparison, Difference, Unusable
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.diff import FIRST, Differs, differs
from sim.scenario.load import variant
from sim.views import flow, words
from sim.views import goals as goal_words
from sim.views.answer_words import called
from sim.views.options import title
from sim.views.path_words import named
from sim.views.words import pick

MOST = 6  # values that are said one by one
VALUE = re.compile(r"(-?[\d.,_]+)(%| (?:s|min|h|days?|weeks?|years?))?")
_UNITS = {"day": "dag", "days": "dagen", "week": "week", "weeks": "weken", "h": "uur", "year": "jaar", "years": "jaar"}
_DESIGNS, _OUTCOMES = ("The designs", "De inrichtingen"), ("The outcomes", "De uitkomsten")
_DIFFERS = ("What differs from: {}", "Wat anders is dan bij: {}")
_SAME = ("Nothing that the simulation knows differs.", "Er is niets anders dat de simulatie kent.")
_PARTS = {"roles": ("roles", "rollen"), "steps": ("steps", "stappen"), "channels": ("channels", "kanalen")}
_WAYS = {
    "gone": ("{} that go", "{} die vervallen"),
    "new": ("new {}", "nieuwe {}"),
    "other": ("{} that change", "{} die veranderen"),
}
_ELSE = ("also", "ook")
_BECOMES = ("{place}: {after} instead of {before}", "{place}: {after} in plaats van {before}")
_FLOW = ("How cases flow through: {}", "Hoe zaken stromen door: {}")
_AGAINST = ("{} against {}", "{} tegenover {}")
_BRACKETS = (
    "In brackets: can't be told from the baseline.",
    "Tussen haakjes: niet te onderscheiden van de eerste kolom.",
)
_PLUS_MINUS = (
    "Behind ± how far a 95% interval goes, or both its ends, {if}, each by itself; {n} replications.",
    "Achter ± hoe ver een 95%-interval reikt, of zijn beide einden, {if}, elk afzonderlijk; {n} herhalingen.",
)
NOTHING = ("No case has ended: there is nothing to draw.", "Er is geen zaak beëindigd: er valt niets te tekenen.")
_GOALS = ("Are goals met?", "Worden doelen gehaald?")
_GOAL_NOTE = (
    "By the mean and its 95% interval, {if}, each goal by itself. In one run: the share of replications that meet it, "
    "with an interval of the same kind (Wilson).",
    "Volgens het gemiddelde en zijn 95%-interval, {if}, elk doel afzonderlijk. In één run: het deel van de herhalingen "
    "dat het haalt, met net zo'n interval (Wilson).",
)


def designs(found: Gathered) -> Section:
    """Return each design in words, with its flow."""
    blocks: list[Block] = []
    for name in found.designs:
        blocks += [Head(title(found.scenario, name)), *_design(found, name)]
    return Section("designs", pick(_DESIGNS, found.scenario.language), blocks)


def _design(found: Gathered, name: str) -> Iterator[Block]:
    scenario, language = found.scenario, found.scenario.language
    description = variant(scenario, name).description.strip()
    if description:
        yield Text(description)
    if name != found.baseline:
        yield Text(pick(_DIFFERS, language).format(title(scenario, found.baseline)))
        yield from differences(scenario, found.baseline, name)
    try:
        figure = flow.picture(scenario, found.taken[name])
    except Unusable:
        yield Text(pick(NOTHING, language), "note")
    else:
        yield drawing(figure, pick(_FLOW, language).format(title(scenario, name)))


def differences(scenario: Scenario, before: str, after: str) -> Iterator[Block]:
    """Yield what differs between two designs: plain values from what to what, of the rest which parts go, come and change."""
    language, found = scenario.language, differs(scenario, before, after)
    if not found:
        yield Text(pick(_SAME, language))
        return
    said = {i: text for i, one in enumerate(found) if (text := _value(one, language))}
    kept = dict(list(said.items())[:MOST])
    rest = [one for i, one in enumerate(found) if i not in kept]
    yield Items([*kept.values(), *_parts(rest, language)])


def _value(one: Differs, language: str) -> str:
    """Return a difference between two plain numbers in words; nothing of what is more than a number."""
    ends = [VALUE.fullmatch(text) for text in (one.before, one.after)]
    if not all(ends):
        return ""
    before, after = (_number(end[1], end[2], language) for end in ends if end)
    place = called(".".join(one.path), language)
    return pick(_BECOMES, language).format(place=place, before=before, after=after)


def _number(value: str, unit: str | None, language: str) -> str:
    """Return a number as written, in the signs and units of a language."""
    name = (unit or "").strip()
    text = value.replace("_", "").replace(".", pick((".", ","), language))
    return f"{text}{'' if name == '%' else ' ' * bool(name)}{_UNITS.get(name, name) if language == 'nl' else name}"


def _parts(found: Sequence[Differs], language: str) -> Iterator[str]:
    """Yield a line for all parts of a sort that go, are new, or change."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in found:
        sort, whole = one.path[0] if one.path[0] in _PARTS else "", len(one.path) == 2
        way = "gone" if whole and one.gone else "new" if whole and one.new else "other"
        if one.path[-1] == FIRST:
            continue
        groups.setdefault((sort, way if sort else ""), []).append(
            named(one.path[1]) if sort else called(".".join(one.path), language)
        )
    for (sort, way), names in groups.items():
        what = (
            pick(_WAYS[way], language).format(pick(_PARTS[sort], language)) if sort else pick(_ELSE, language)
        )
        yield f"{what[:1].upper()}{what[1:]}: {', '.join(dict.fromkeys(names))}"


def outcomes(found: Gathered) -> Section | None:
    """Return the outcomes of designs that are set beside each other, or of the baseline alone, and the goals."""
    language, compared = found.scenario.language, found.comparison
    blocks = list(_compared(found, compared)) if compared else list(_alone(found))
    blocks += list(_goals(found)) if found.scenario.goals else []
    return Section("outcomes", pick(_OUTCOMES, language), blocks) if blocks else None


def _compared(found: Gathered, compared: Comparison) -> Iterator[Block]:
    """Yield all outcomes that differ somewhere, a column for each design; what can't be told from the baseline is in brackets."""
    scenario, language = found.scenario, found.scenario.language
    names = [compared.baseline, *compared.designs]
    shown = {name: words.rows(compared, name) for name in compared.designs}
    measures = [one for one in compared.shown if any(one in rows and not rows[one].same for rows in shown.values())]
    heads = [word("measure", language), *(title(scenario, name) for name in names)]
    yield Grid(heads, [_outcome(compared, shown, measure, language) for measure in measures], small=True)
    yield Text(f"{pick(_BRACKETS, language)} {words.together(compared, language)}", "note")


def _outcome(
    compared: Comparison, shown: Mapping[str, Mapping[str, Difference]], measure: str, language: str
) -> list[str]:
    """Return a row, all of it in one unit."""
    known = {name: rows[measure] for name, rows in shown.items() if measure in rows}
    means = [compared.results[name].measures.get(measure) for name in (compared.baseline, *compared.designs)]
    there = [one.mean for one in means if one and one.n]
    how = words.scale(next(iter(known.values())).unit, there, None, language)
    label = labels.label(measure, language)
    cells = []
    for name, one in zip((compared.baseline, *compared.designs), means, strict=True):
        far = measure in compared.results[name].not_reached
        text = word("not reached", language) if far else how.number(one.mean) if one and one.n else "-"
        clear = name not in known or known[name].distinguishable or text == "-"
        cells.append(text if clear or far else f"({text})")
    unit = how.unit if how.unit != label else ""
    return [f"{label}{f', {unit}' if unit else ''}", *cells]


def _alone(found: Gathered) -> Iterator[Block]:
    """Yield the outcomes of the baseline, which is all there is, or which others are judged against."""
    language, result = found.scenario.language, found.results[found.baseline]
    names = chosen.of_run(found.scenario, result.design, result.measures)
    rows = []
    for name in names:
        one, label = result.measures[name], labels.label(name, language)
        if name in result.not_reached:
            rows.append([label, word("not reached", language), "", "-"])
        elif one.n and any(one.values):
            how = words.scale(one.unit, [one.mean], one.half_width, language)
            margin = "" if one.interval is None else how.margin(one.mean, one.interval)
            said = margin if margin.startswith("(") or not margin else f"± {margin}"
            rows.append([label, how.quantity(one.mean), said, str(one.n)])
    yield Grid([word("measure", language), title(found.scenario, found.baseline), "", "n"], rows)
    yield Text(pick(_PLUS_MINUS, language).format(n=result.provenance.replications), "note")


def _goals(found: Gathered) -> Iterator[Block]:
    scenario, language = found.scenario, found.scenario.language
    heads = [word(head, language) for head in ("goal", "design", "mean", "finding", "in one run")]
    yield Head(pick(_GOALS, language))
    yield Grid([*heads, "n"], [row for name in scenario.goals for row in _goal(found, name)], words=2)
    yield Text(pick(_GOAL_NOTE, language), "note")


def _goal(found: Gathered, name: str) -> Iterator[list[str]]:
    scenario, language = found.scenario, found.scenario.language
    for design in found.designs:
        one = found.results[design].goals[name]
        how = words.scale(one.measure.unit, [one.measure.mean], one.half_width, language)
        bound = goal_words.bound(one.goal, one.measure.unit, language)
        said = f"{goal_words.title(one.goal, language)}: {bound}"
        mean = how.measured(one.measure.mean, one.interval)
        rest = [word(one.verdict, language), goal_words.probability(one), str(one.n)]
        yield [said, title(scenario, design), mean, *rest]
