"""Pooling: what sums over all replications come to, and what part each replication has in the error of that (the jackknife).

A mean over cases or visits is of all of them, whichever replication they fell in: a ratio of sums and no mean of ratios, in which
busy days would count too little. Each replication then has a share of its own, centred at the pooled estimate, of which the
spread is that of the estimate (Quenouille 1956; Tukey 1958); these take the place of plain values in intervals.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any, Protocol, runtime_checkable

import numpy as np

FEW = 8  # sums that are kept as they are; of more only those that are not nought
CHUNK = 256  # replications taken together
TINY = 1e-12  # of a total: what is left of it below this is rounding

Of = Callable[[Any], Any]  # of a row of sums per replication: a value per row


@dataclass(frozen=True)
class Packed:
    """Many sums, mostly nought: where they are not, and what they are."""

    length: int
    where: bytes
    what: bytes

    def spread(self) -> Any:
        """Return all of them."""
        found = np.zeros(self.length)
        found[np.frombuffer(self.where, np.uint16)] = np.frombuffer(self.what)
        return found


def packed(sums: Any) -> Packed:
    """Return sums without the noughts."""
    where = np.flatnonzero(sums).astype(np.uint16)
    return Packed(len(sums), where.tobytes(), np.asarray(sums, float)[where].tobytes())


def each(function: Callable[[Any], float], rows: Any) -> Any:
    """Return a function of a single row for each row."""
    return np.array([function(row) for row in rows])


@runtime_checkable
class Inverse(Protocol):
    """A quantile: where a share is reached. Its own jackknife would rest on a gap between two values; that of the share does not."""

    share: float

    def __call__(self, rows: Any) -> Any:
        """Return where the share is reached, by row; nan where it is not."""
        ...

    def below(self, rows: Any, at: float) -> Any:
        """Return which share lies below a value, by row."""
        ...


class Pool:
    """The sums of all replications of a measure, and what they come to together."""

    def __init__(self, of: Of, sums: Any) -> None:
        """Take the sums as rows of an array, or as a list of `Packed`."""
        self.of, self.sums = of, sums

    def first(self, n: int) -> "Pool":
        """Return the same of the first n replications."""
        return Pool(self.of, self.sums[:n])

    @cached_property
    def total(self) -> Any:
        """The sums over all replications."""
        return np.sum([rows.sum(axis=0) for rows in self.rows()], axis=0)

    @cached_property
    def estimate(self) -> float:
        """What the sums of all replications come to; nan where they come to nothing."""
        return float(self.of(self.total[None])[0]) if len(self.sums) else math.nan

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """A value per replication, with the estimate as their mean and its error as theirs; all nan where one replication is all."""
        if len(self.sums) < 2:
            return (self.estimate,) * len(self.sums)
        if isinstance(self.of, Inverse):
            return tuple(self._of_inverse(self.of).tolist())
        return tuple((self.estimate + self._parts(self.of)).tolist())

    def _parts(self, of: Of) -> Any:
        """Return the part of each replication in the error of a function of the total."""
        without = np.concatenate([of(self._left(rows)) for rows in self.rows()])
        return (len(self.sums) - 1) * (without.mean() - without)

    def _left(self, rows: Any) -> Any:
        """Return the total without each of some replications."""
        left = self.total - rows
        return np.where(np.abs(left) <= TINY * np.abs(self.total), 0.0, left)

    def _of_inverse(self, of: Inverse) -> Any:
        """Return the values of a quantile: of the share below it, as steep as quantiles an error away (Woodruff 1952)."""
        n, at = len(self.sums), self.estimate
        parts = self._parts(lambda rows: of.below(rows, at))
        error = math.sqrt(float(parts @ parts) / (n * (n - 1)))
        if not error > 0.0:
            return at + parts
        low, high = max(0.0, of.share - error), min(1.0, of.share + error)
        below, above = (float(replace(of, share=end)(self.total[None])[0]) for end in (low, high))  # type: ignore[type-var]
        if math.isnan(above):  # not reached
            above, high = at, of.share
        return at - (above - below) / (high - low) * parts

    def rows(self) -> Iterator[Any]:
        """Yield some rows of sums at a time."""
        for first in range(0, len(self.sums), CHUNK):
            some = self.sums[first : first + CHUNK]
            yield np.array([one.spread() for one in some]) if isinstance(some, list) else some


class Series:
    """One measure, replication after replication: its values, and the sums that they are made of where it is pooled."""

    def __init__(self, of: Of | None = None) -> None:
        self.of = of
        self._values: list[Any] = []
        self._sums: list[Any] = []

    @classmethod
    def plain(cls, values: Any) -> "Series":
        """Return a measure of which each replication counts as much as another."""
        made = cls()
        made._values.append(np.atleast_1d(np.asarray(values, float)))
        return made

    @property
    def values(self) -> Any:
        """A value for each replication; nan where it has none."""
        self._values = [np.concatenate(self._values)] if len(self._values) > 1 else self._values
        return self._values[0] if self._values else np.empty(0)

    @property
    def sums(self) -> Any:
        """A row for each replication, or where rows are long a list of these packed; empty where nothing is pooled."""
        if len(self._sums) > 1:
            packs = isinstance(self._sums[0], list)
            self._sums = [list(chain(*self._sums)) if packs else np.concatenate(self._sums)]
        return self._sums[0] if self._sums else []

    def __len__(self) -> int:
        return sum(map(len, self._values))

    def extend(self, other: "Series") -> None:
        """Add the replications that follow."""
        self.of = self.of or other.of
        self._values += other._values
        self._sums += other._sums

    def part(self, places: Sequence[int]) -> "Series":
        """Return some of the replications."""
        made, sums = Series(self.of), self.sums
        made._values = [self.values[list(places)]]
        made._sums = [[sums[at] for at in places] if isinstance(sums, list) else sums[list(places)]] if len(sums) else []
        return made

    def pool(self, n: int) -> Pool | None:
        """Return the sums of the first n replications; None where each of them counts as much as another."""
        return None if self.of is None else Pool(self.of, self.sums[:n])


def pooled(of: Of, rows: Any, values: Any = None, packs: list[Packed] | None = None) -> Series:
    """Return a measure that a function makes of sums, a row of them for each replication (or one such row).

    `of` takes an array with a row for each replication and returns an array of values, nan where there is none; it is made at
    the top of a module, so that it can go to other processes. See `each` for functions of a single row. What is known of the
    values, or of the rows packed, needn't be worked out again.
    """
    rows = np.atleast_2d(np.asarray(rows, float))
    made = Series(of)
    made._values = [of(rows) if values is None else values]
    made._sums = [rows if rows.shape[1] <= FEW else packs or [packed(row) for row in rows]]
    return made
