"""Why an outcome differs: parts by cause, role and segment that add up to the whole, and a sentence that says it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sim.analyses.explain.part import Part
from sim.analyses.explain.sentence import said, written
from sim.analyses.explain.split import PartKey
from sim.analyses.explain.words import OTHER, named
from sim.catalogue.numbers import Scale, pick
from sim.results.results import Difference, Measure, Provenance
from sim.results.shown import Shown
from sim.scenario.fields.model import Scenario

Axis = Literal["cause", "role", "segment"]
MOST = 9  # parts shown one by one
SMALL = 0.01  # of the largest: smaller ones are shown together
AXES: tuple[Axis, ...] = ("cause", "role", "segment")


@dataclass(frozen=True, eq=False, repr=False)
class Explanation(Shown, says="explain"):
    """The difference of an outcome between a design and a baseline, in parts that add up to it in every replication."""

    measure: str
    whole: Difference
    items: Mapping[PartKey, tuple[float, ...]]  # by cause, role and segment: a value per replication
    fewer_give_up: Mapping[str, int]  # by role: than in the baseline, in all replications together
    same_roles: bool
    visits: Mapping[str, Difference]  # to each role that both have
    language: str
    origins: tuple[Provenance, ...]  # of the baseline, of the design
    title: str = ""  # of the design, where it has one
    scenario: Scenario | None = None

    @property
    def baseline(self) -> str:
        """The design that it is compared with."""
        return self.origins[0].design

    @property
    def design(self) -> str:
        """The design, or change, whose difference is explained."""
        return self.origins[1].design

    @property
    def called(self) -> str:
        """What the design is called."""
        return f"“{self.title}”" if self.title else self.design.replace("_", " ")

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts by cause and role, the largest first; by cause alone where the designs have other roles."""
        return self.by("cause", "role") if self.same_roles else self.by("cause")

    def few(self) -> tuple[Part, ...]:
        """Return the parts that matter, and all else together as the last, so that they still add up to the whole."""
        parts = self.parts
        least = SMALL * max((abs(part.value) for part in parts), default=0.0)
        shown = [part for part in parts[:MOST] if abs(part.value) >= least]
        rest = [part.found.values for part in parts[len(shown) :]]
        if len(rest) < 2:
            return parts
        together = [sum(values) for values in zip(*rest, strict=True)]
        other = Part(
            "", "", "", pick(OTHER, self.language), Measure(self.whole.unit, tuple(together)), len(parts)
        )
        return (*shown, other)

    def by(self, *axes: Axis) -> tuple[Part, ...]:
        """Return the parts with what is not named taken together, the largest first; they add up to the whole as well."""
        sums: dict[PartKey, list[float]] = defaultdict(lambda: [0.0] * len(self._values))
        for key, values in self.items.items():
            kept = PartKey(*(getattr(key, axis) if axis in axes else "" for axis in AXES))
            sums[kept] = [one + more for one, more in zip(sums[kept], values, strict=True)]
        parts = [self._part(key, values, len(sums)) for key, values in sums.items() if any(values)]
        return tuple(sorted(parts, key=lambda part: -abs(part.value)))

    @property
    def _values(self) -> tuple[float, ...]:
        return self.whole.baseline.values if self.whole.baseline else ()

    def _part(self, key: PartKey, values: list[float], together: int) -> Part:
        fewer = self.fewer_give_up
        name = named(key, self.language, fewer.get(key.role, 0) if key.role else sum(fewer.values()))
        return Part(*key, name, Measure(self.whole.unit, tuple(values)), together)

    @property
    def scale(self) -> Scale:
        """How its numbers are written: in the unit of both means, so that all can be added up on paper."""
        return written(self.whole, [part for part in self.few() if part.distinguishable], self.language)

    @property
    def sentence(self) -> str:
        """What explains the difference, in plain words."""
        return self._said(True)

    @property
    def plain(self) -> str:
        """The same without the interval of the whole."""
        return self._said(False)

    def _said(self, interval: bool) -> str:
        return said(self.measure, self.called, self.whole, self.parts, self.visits, self.language, interval)
