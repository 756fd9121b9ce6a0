"""The designs: what each is, how cases flow through it, and how it differs in the outcomes chosen beforehand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sim.reporting.gathered import Gathered
from sim.reporting.sections import WIDE, Block, Items, Section, illustration
from sim.results import headline as chosen
from sim.results.document import Head, Text
from sim.results.results import Comparison, Result, Unusable
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.diff import FIRST, Differs, differs
from sim.scenario.load import variant
from sim.views import flow, goals, words
from sim.views.answer_words import called
from sim.views.findings.compare import mean_of, means
from sim.views.findings.run import measures
from sim.views.names import title
from sim.views.path_words import named
from sim.views.words import pick

MOST = 6  # values that are said one by one
VALUE = re.compile(r"(-?[\d.,_]+)(%| (?:s|min|h|days?|weeks?|years?))?")
_UNITS = {"day": "dag", "days": "dagen", "week": "week", "weeks": "weken", "h": "uur", "year": "jaar", "years": "jaar"}
_DESIGNS, _OUTCOMES = ("The designs", "De varianten"), ("The outcomes", "De uitkomsten")
_DIFFERS = ("What differs from: {}", "Anders dan bij: {}")
_SAME = ("Nothing that the simulation knows differs.", "Er is niets anders dat de simulatie kent.")
_PARTS = {"roles": ("roles", "rollen"), "steps": ("steps", "stappen"), "channels": ("channels", "kanalen")}
_WAYS = {
    "gone": ("{} that go", "{} die vervallen"),
    "new": ("new {}", "nieuwe {}"),
    "other": ("{} that change", "{} die veranderen"),
}
_ELSE = ("also", "ook")
_BECOMES = ("{place}: {after} instead of {before}", "{place}: {after} in plaats van {before}")
_FLOW = ("How cases flow through: {}", "Hoe zaken stromen bij: {}")
_AGAINST = ("{} against {}", "{} tegenover {}")
_BRACKETS = (
    "In brackets: can't be told from the baseline.",
    "Tussen haakjes: niet te onderscheiden van de eerste kolom.",
)
_PLUS_MINUS = (
    "Under +/- how far a 95% interval goes, or both its ends, {if}, each by itself; {n} replications.",
    "Onder +/- hoe ver een 95%-interval reikt, of zijn beide einden, {if}, elk afzonderlijk; {n} herhalingen.",
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
        figure = flow.picture(scenario, found.taken[name], WIDE)
    except Unusable:
        yield Text(pick(NOTHING, language), "note")
    else:
        yield illustration(figure, pick(_FLOW, language).format(title(scenario, name)))


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
    language, rows = found.scenario.language, [words.rows(compared, name) for name in compared.designs]
    differ = {one for one in compared.shown if any(one in some and not some[one].same for some in rows)}
    made = means(found.scenario, compared)
    yield made.of(lambda row: row.cell("measure").value in differ).only("measure_in", *map(mean_of, found.designs))
    yield Text(f"{pick(_BRACKETS, language)} {words.together(compared, language)}", "note")


def _alone(found: Gathered) -> Iterator[Block]:
    """Yield the outcomes of the baseline, which is all there is, or which others are judged against."""
    scenario, language, result = found.scenario, found.scenario.language, found.results[found.baseline]
    shown = [name for name in chosen.of_run(scenario, result.design, result.measures) if _told(result, name)]
    made = measures(result, shown, language).labelled(mean=title(scenario, found.baseline))
    yield replace(made, rows=tuple(made.screen)).only("measure", "mean", "margin", "written_in", "n")
    yield Text(pick(_PLUS_MINUS, language).format(n=result.provenance.replications), "note")


def _told(result: Result, name: str) -> bool:
    """Whether there is anything to tell of a measure: a value other than nought, or that the mean is too far to be known."""
    one = result.measures[name]
    return name in result.not_reached or (one.n > 0 and any(one.values))


def _goals(found: Gathered) -> Iterator[Block]:
    scenario = found.scenario
    made = goals.table(scenario, {design: found.results[design] for design in found.designs})
    yield Head(pick(_GOALS, scenario.language))
    yield made.only("goal", "design", "mean", "margin", "verdict", "probability", "n")
    yield Text(pick(_GOAL_NOTE, scenario.language), "note")
