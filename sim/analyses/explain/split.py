"""The difference of an outcome between two designs, split exactly: every part has its cause, role and segment.

An outcome is N/D, a sum of amounts over the number of cases that count. With M = (N + N') / (D + D') and u the mean of 1/D and 1/D',

    N'/D' - N/D = u sum over cases of [ (amount' - amount) - M (counts' - counts) ]

exactly, whatever the cases, and whatever replications they are in: amounts and counts add up over these. Cases are the same in
both designs (common random numbers), so each has its own term. One that meets another fate is a part by itself: a person who no
longer gives up adds an own amount less the mean M. Of the others the amounts are occasions n times a mean m, by segment, step
and why the occasion came about; and n'm' - nm is split evenly: more or fewer occasions, (n' - n)(m + m')/2, and occasions that
take longer or shorter, (n + n')/2 (m' - m).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from sim.analyses.explain.ledger import Ledger
from sim.analyses.explain.read import Fate, History, Why
from sim.blueprint import Blueprint
from sim.records import log

NOWHERE, BETWEEN, ALONE = "", "between contacts", "alone"  # where no role is
GIVE_UP, OTHER_END, OTHER_NEED, EDGE = "give_up", "other_ending", "other_need", "edge"
# Occasions that are a cause of their own.
OWN = (Why.MAKING_GOOD, Why.BROUGHT_ALONG, Why.IN_BETWEEN, Why.BEFORE_THE_RUN)


class PartKey(NamedTuple):
    """What a part is about; the role is '' where there is none."""

    cause: str
    role: str
    segment: str


@dataclass(frozen=True, eq=False)
class DesignRun:
    """One replication of one design: what its log tells, and the ledger of the outcome."""

    history: History
    ledger: Ledger
    blueprint: Blueprint

    @property
    def top(self) -> float:
        """The sum of all amounts."""
        return float(self.ledger.amounts.sum())

    @property
    def over(self) -> int:
        """The number of cases that count."""
        return int(self.ledger.cases.sum())

    @property
    def value(self) -> float:
        """The outcome; nan where no case counts."""
        return self.top / self.over if self.over else np.nan

    @property
    def places(self) -> list[tuple[str, str]]:
        """Step and role of each step; then, for what is at none (-1), neither."""
        names, roles = self.blueprint.role_names, self.blueprint.record["step_role"]
        steps = [
            (step, names[roles[i]] if roles[i] >= 0 else ALONE)
            for i, step in enumerate(self.blueprint.step_names)
        ]
        return [*steps, ("", NOWHERE)]

    def of_cases(self) -> Any:
        """Return what became of each case, whether it counts, its amount and segment, and the role where it was given up."""
        import pandas as pd  # where cases are split only: it takes a third of a second to load

        roles = [role for _, role in self.places]
        return pd.DataFrame(
            {
                "fate": self.history.fate,
                "counts": self.ledger.cases.astype(int),
                "amount": self.history.of_cases(self.ledger.amounts.sum(axis=1)),
                "segment": self.history.segment,
                "role": [roles[step] for step in self.history.gave_up_at.tolist()],
            },
            index=self.history.number,
        )

    def occasions(self, numbers: Any) -> Any:
        """Return, of some cases by number, how many occasions there are (n) and their amounts, by segment, why, step and role."""
        import pandas as pd

        history, ledger = self.history, self.ledger
        kept = ledger.occasions & np.isin(history.number, numbers)[history.place]
        frame = pd.DataFrame(ledger.amounts[kept], columns=list(ledger.components))
        rows, why = history.rows[kept], ledger.why[kept]
        rests = rows["what"] == log.AWAY
        step = np.maximum(np.where(rests, rows["next_step"], rows["step"]), -1)
        frame["n"], frame["segment"], frame["why"], frame["step"], frame["rests"] = (
            1.0,
            rows["segment"],
            why,
            step,
            rests,
        )
        sums, places = frame.groupby(["segment", "why", "step", "rests"]).sum(), self.places
        sums.index = pd.MultiIndex.from_tuples(
            [
                (segment, why, places[step][0], BETWEEN if rests else places[step][1])
                for segment, why, step, rests in sums.index
            ],
            names=["segment", "why", "step", "role"],
        )
        return sums


@dataclass(frozen=True)
class Split:
    """The parts of a difference in one replication, and how many fewer people give up at each role.

    Of each part how much it adds to the sum of amounts, and to the number of cases that count: what adds up over replications.
    """

    parts: Mapping[PartKey, tuple[float, float]]
    fewer_give_up: Mapping[str, int]  # by role


def split(before: DesignRun, after: DesignRun) -> Split:
    """Return the difference `after` less `before` in parts."""
    one, other = before.of_cases().align(after.of_cases())
    one, other = (side.fillna({"fate": Fate.ABSENT, "counts": 0, "amount": 0.0}) for side in (one, other))
    same = (one["fate"] == other["fate"]) & (one["counts"] == other["counts"])
    names = before.blueprint.segment_names
    parts: dict[PartKey, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    changed = _of_another_fate(one[~same], other[~same])
    occasions = before.occasions(one.index[same]), after.occasions(one.index[same])
    common = ({*before.places} & {*after.places}) - {("", NOWHERE)}
    unchanged = _of_the_same_fate(occasions, before.ledger.components, common)
    for cause, role, segment, amount, count in (*changed, *unchanged):
        key = PartKey(cause, role, names[int(segment)])
        parts[key] = parts[key][0] + amount, parts[key][1] + count
    return Split(dict(parts), _fewer_give_up(one, other))


def _fewer_give_up(one: Any, other: Any) -> Mapping[str, int]:
    """Return by role how many more are resolved that gave up there before than the other way round."""
    fewer: dict[str, int] = defaultdict(int)
    for here, there, sign in ((one, other, 1), (other, one, -1)):
        roles = here["role"][(here["fate"] == Fate.GAVE_UP) & (there["fate"] == Fate.RESOLVED)]
        for role, count in roles.value_counts().items():
            fewer[role] += sign * count
    return dict(fewer)


@dataclass(frozen=True)
class Share:
    """What a part adds to a difference of means: u (amount - M counts), of sums and numbers before and after, amount and counts."""

    def __call__(self, rows: Any) -> Any:
        top, over, other_top, other_over, amount, counts = rows.T
        with np.errstate(divide="ignore", invalid="ignore"):
            unit = (1.0 / over + 1.0 / other_over) / 2.0
            found = unit * (amount - (top + other_top) / (over + other_over) * counts)
        return np.where(np.isfinite(found), found, np.nan)


SHARE = Share()
Term = tuple[str, str, float, float, float]  # cause, role, number of the segment, amount, cases that count


def _of_another_fate(one: Any, other: Any) -> Iterator[Term]:
    """Yield what cases add that meet another fate: their own amount, and themselves where they count that did not."""
    import pandas as pd

    adds = pd.DataFrame(
        {"amount": other["amount"] - one["amount"], "counts": other["counts"] - one["counts"]}
    )
    fates = one["fate"], other["fate"]

    def either(*which: Fate) -> Any:
        return np.logical_or(*(fate.isin(which) for fate in fates))

    given_up = either(Fate.GAVE_UP) & either(Fate.RESOLVED)
    cause = np.select(
        [either(Fate.ABSENT), either(Fate.OPEN, Fate.BEFORE), given_up],
        [OTHER_NEED, EDGE, GIVE_UP],
        OTHER_END,
    )
    role = np.where(one["fate"] == Fate.GAVE_UP, one["role"], other["role"])
    segment = one["segment"].fillna(other["segment"])
    keys = [cause, np.where(cause == GIVE_UP, role, NOWHERE), segment.to_numpy()]
    for (why, where, who), amount, counts in adds.groupby(keys).sum().itertuples(name=None):
        yield why, where, who, float(amount), float(counts)


def _of_the_same_fate(
    occasions: tuple[Any, Any], components: tuple[str, ...], common: Collection[tuple[str, str]]
) -> Iterator[Term]:
    """Yield what occasions add: that there are more or fewer, and that each takes longer or shorter.

    More or fewer visits on the way as it is drawn are a cause only at a step that both designs have, at the same role;
    elsewhere what they take counts as waiting, as handling and so on.
    """
    one, other = occasions[0].align(occasions[1], fill_value=0.0)
    means = [
        side[list(components)].div(side["n"], axis=0) for side in (one, other)
    ]  # nan where there is none
    before, after = means[0].fillna(means[1]), means[1].fillna(means[0])
    number = (other["n"] - one["n"]).to_numpy()[:, None] * ((before + after) / 2.0).to_numpy()
    length = ((one["n"] + other["n"]) / 2.0).to_numpy()[:, None] * (after - before).to_numpy()
    for (segment, why, step, role), more, longer in zip(
        one.index, number.tolist(), length.tolist(), strict=True
    ):
        reason = Why(why).name.lower()
        drawn = why == Why.ROUTE and (step, role) not in common
        for component, by_number, by_length in zip(components, more, longer, strict=True):
            yield component if drawn else reason, role, segment, by_number, 0.0
            yield reason if why in OWN else component, role, segment, by_length, 0.0
