"""The designs: what each is, how cases flow through it, and how it differs in the outcomes chosen beforehand."""

from collections.abc import Iterator, Sequence

from sim.catalogue import labels
from sim.catalogue.labels import word
from sim.reporting.blocks import Block, Grid, Head, Items, Section, Text, drawing
from sim.reporting.gathered import Gathered
from sim.results import headline as chosen
from sim.results.results import Comparison, Difference, Unusable
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.diff import ABSENT, FIRST, Differs, differs
from sim.scenario.load import variant
from sim.views import flow, words
from sim.views import goals as goal_words
from sim.views.options import title
from sim.views.path_words import named
from sim.views.words import pick

FEW, LONG = 8, 160  # differences that are shown one by one, and characters of what stands there
_DESIGNS, _OUTCOMES = ("The designs", "De inrichtingen"), ("The outcomes", "De uitkomsten")
_DIFFERS = ("What differs from: {}", "Wat anders is dan bij: {}")
_SAME = ("Nothing that the simulation knows differs.", "Er is niets anders dat de simulatie kent.")
_HEADS = (("what", "wat"), ("from", "van"), ("to", "naar"))
_NONE = ("none", "geen")
_PARTS = {"roles": ("roles", "rollen"), "steps": ("steps", "stappen"), "channels": ("channels", "kanalen")}
_WAYS = {
    "gone": ("{} that go", "{} die vervallen"),
    "new": ("new {}", "nieuwe {}"),
    "other": ("{} that change", "{} die veranderen"),
}
_ELSE = ("also", "ook")
_ALL_OF_IT = ("All of it: sim diff {file} {a} {b}", "Alles: sim diff {file} {a} {b}")
_FLOW = ("How cases flow through: {}", "Hoe zaken stromen door: {}")
_AGAINST = ("{} against {}", "{} tegenover {}")
_PLUS_MINUS = (
    "Behind ± how far a 95% interval goes, or both its ends, {if}, each by itself; {n} replications.",
    "Achter ± hoe ver een 95%-interval reikt, of zijn beide einden, {if}, elk afzonderlijk; {n} herhalingen.",
)
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
    except Unusable as nothing:
        yield Text(str(nothing), "note")
    else:
        yield drawing(figure, pick(_FLOW, language).format(title(scenario, name)))


def differences(scenario: Scenario, before: str, after: str) -> Iterator[Block]:
    """Yield what differs between two designs: a few one by one, of many which parts go, come and change."""
    language, found = scenario.language, differs(scenario, before, after)
    if not found:
        yield Text(pick(_SAME, language))
    elif len(found) <= FEW:
        rows = [
            [_place(one.path), _short(one.before, language), _short(one.after, language)] for one in found
        ]
        yield Grid([pick(head, language) for head in _HEADS], rows, words=3, small=True)
    else:
        yield Items(list(_parts(found, language)))
        called = {"file": scenario.path or "FILE", "a": before, "b": after}
        yield Text(pick(_ALL_OF_IT, language).format(**called), "note")


def _place(path: Sequence[str]) -> str:
    return " › ".join(named(name) for name in path)


def _short(text: str, language: str) -> str:
    said = pick(_NONE, language) if text == ABSENT else text
    return said if len(said) <= LONG else f"{said[: LONG - 3]}..."


def _parts(found: Sequence[Differs], language: str) -> Iterator[str]:
    """Yield a line for all parts of a sort that go, are new, or change."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in found:
        sort, whole = one.path[0] if one.path[0] in _PARTS else "", len(one.path) == 2
        way = "gone" if whole and one.gone else "new" if whole and one.new else "other"
        if one.path[-1] == FIRST:
            continue
        groups.setdefault((sort, way if sort else ""), []).append(
            named(one.path[1] if sort else _place(one.path))
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
    scenario, language = found.scenario, found.scenario.language
    for name in compared.designs:
        names = [title(scenario, one) for one in (name, compared.baseline)]
        heads = [word("measure", language), *reversed(names)]
        last = [word(head, language) for head in ("difference", "interval")]
        shown = found.differences(name)
        if rows := [_difference(compared, name, measure, one, language) for measure, one in shown.items()]:
            yield Head(pick(_AGAINST, language).format(*names))
            yield Grid([*heads, *last, "n", word("finding", language)], rows)
    yield Text(words.together(compared, language), "note")


def _difference(compared: Comparison, design: str, measure: str, d: Difference, language: str) -> list[str]:
    means = words.means(compared, design, measure, with_unit=True)
    said = [*_size(d, words.row_scale(d, language)), str(d.n or "-"), word(d.verdict, language)]
    if word("not reached", language) in means:
        said = ["-"] * len(said)
    return [labels.label(measure, language), *means, *said]


def _size(d: Difference, how: words.Scale) -> tuple[str, str]:
    """Return a difference and its interval as text."""
    if d.same or d.interval is None:
        return "0" if d.same else how.change(d.difference, sign=True) if d.n else "-", "-"
    return how.change(d.difference, sign=True), "..".join(how.number(end, sign=True) for end in d.interval)


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
