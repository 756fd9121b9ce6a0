"""How changes are judged: against which design, by which outcomes and guardrails, from which smallest effect."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from sim.catalogue.definition import MARK
from sim.catalogue.keys import Key
from sim.catalogue.measures import nearest
from sim.scenario.fields.goals import READERS, renamed, unit_of
from sim.scenario.text.field_types import Fields, Name, Texts, one_of, whole
from sim.scenario.text.units import UnreadableError, each, number, probability

# Smallest effects that matter where a scenario names none, all [A]. A percentage is one of the baseline's mean; of a share
# it is percentage points.
OUTCOMES: dict[str, float | str] = {"goodwill": 0.2, "served": 0.02, "resistance": "5%"}
NORMS: dict[str, float | str] = {
    "role.*.service_level": 0.05,
    "kind.*.within_norm": 0.05,
}  # where there is a norm
OF_A_GOAL: dict[str, float | str] = {
    "share": 0.02,
    "min": "5%",
    "mark": 0.2,
    "": "5%",
}  # by the unit of its measure
GUARDRAILS: dict[str, float | str] = {
    "resolved_share": 0.02, "inside_overdue": 0.02, "energy": 0.05, "worst_decile": "10%", "least_self_reliant": "10%",
}  # fmt: skip
MEANS = {  # what the short names of outcomes and guardrails stand for; * is each kind of need, role or segment
    "goodwill": "goodwill_at_end",
    "resolved_share": "kind.*.resolved_share",
    "inside_overdue": "kind.*.inside_overdue",
    "energy": "role.*.energy",
    "worst_decile": "resistance_worst_decile",
    "least_self_reliant": "segment.*.resistance",
}
OUTCOME_NAMES, GUARDRAIL_NAMES = ("goodwill",), tuple(GUARDRAILS)
GOALS = "goals"  # under thresholds: none takes all goals out of what is judged


def of_a_goal(measure: str) -> float | str:
    """Return the smallest effect that matters of what a goal is about, where nothing is written."""
    each, found = str(Key.of(measure).each), nearest(measure)
    if each in NORMS:
        return NORMS[each]
    if each == MEANS["energy"]:
        return GUARDRAILS["energy"]
    return OF_A_GOAL[MARK if found and found.number == MARK else unit_of(measure)]


def _effects(given: Any) -> dict[str, float | str | None]:
    """Return smallest effects by measure: a number in its unit, a percentage as its text, or none."""
    if not isinstance(given, Mapping):
        raise UnreadableError("a mapping", "write it as name: value entries")
    entries = [(str(renamed(name)), (str(renamed(name)), value)) for name, value in given.items()]
    return dict(each(entries, lambda entry: _effect(*entry)))


def _effect(name: str, given: Any) -> float | str | None:
    unit = unit_of(MEANS.get(name, name))
    if given is None or given == "none":
        return None
    if name == GOALS:
        raise UnreadableError("none", "a goal has a threshold of its own: write its measure")
    if unit != "share" and isinstance(given, str) and given.strip().endswith("%"):
        number(given.strip()[:-1].strip(), 0, 1e6, "a percentage")
        return given.strip()
    what = "a number of at least 0, or a percentage"
    return READERS[unit](given) if unit in READERS else number(given, 0, 1e9, what)


def _alpha(given: Any) -> float:
    value = probability(given)
    if not 0.0001 <= value <= 0.5:
        raise UnreadableError("a probability between 0.01% and 50%", "write for instance 5%")
    return value


_SCHEMA = WithJsonSchema({"type": "object", "additionalProperties": {"form": "threshold"}})
Effects = Annotated[dict[str, float | str | None], BeforeValidator(_effects), _SCHEMA]
Outcomes = Annotated[Texts, AfterValidator(lambda names: tuple(map(renamed, names)))]
Alpha = Annotated[float, BeforeValidator(_alpha), WithJsonSchema({"form": "probability"})]


class Judge(Fields):
    """How changes are judged, fixed beforehand; `outcomes` are shown, those with a threshold are judged."""

    baseline: Name | None = None
    outcomes: Outcomes = ()
    thresholds: Effects = Field(default_factory=dict)
    guardrails: Effects = Field(default_factory=dict)
    alpha: Alpha = 0.05
    words: Annotated[Literal["blog", "neutral"], one_of("blog", "neutral")] = "blog"
    most_replications: Annotated[int | None, whole(2, 1_000_000)] = None

    @property
    def smallest(self) -> dict[str, float | str]:
        """Smallest effects of the outcomes that are judged besides norms and goals: those written, or else the usual three."""
        written = {name for name, effect in self.thresholds.items() if effect is not None} - NORMS.keys()
        return _given({**({} if written else OUTCOMES), **self.thresholds})

    @property
    def norms(self) -> dict[str, float | str]:
        """Smallest effects on what the scenario has norms for: the usual ones, unless written otherwise."""
        return _given({name: self.thresholds.get(name, usual) for name, usual in NORMS.items()})

    @property
    def least_harm(self) -> dict[str, float | str]:
        """Smallest harm of the guardrails: the usual ones unless written otherwise, and those written besides."""
        return _given({**GUARDRAILS, **self.guardrails})


def _given(effects: Mapping[str, float | str | None]) -> dict[str, float | str]:
    return {name: effect for name, effect in effects.items() if effect is not None}
