"""Replications of where sliders have stood: each run once, whoever asks, and kept in the order of their numbers."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import cached_property
from itertools import count, takewhile
from os import cpu_count
from queue import SimpleQueue
from threading import RLock, Thread
from time import monotonic
from typing import Any, Generic, TypeVar

from sim.engines import Replication, replicate
from sim.results.results import Result
from sim.runs.collect import Totals, Variant
from sim.runs.progress import has_threads
from sim.scenario.fields.model import Scenario

MOST = 32  # positions that are kept
FEW = 8  # results of a position that are kept
TOGETHER = 20  # replications that are added together: who waits for it may want something else
LOOK = 0.05  # seconds, after which who waits for a run looks whether anybody still wants it

Going = Callable[[], bool]
Made = TypeVar("Made")


class DroppedError(Exception):
    """Nobody wants a run any more."""


class LastFew(Generic[Made]):
    """What was made, by key: the last few that were looked at."""

    def __init__(self, most: int) -> None:
        self._most, self._there = most, OrderedDict[Hashable, Made]()
        self._lock = RLock()

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is there, or else make it."""
        with self._lock:
            if key not in self._there:
                self._there[key] = make()
            self._there.move_to_end(key)
            while len(self._there) > self._most:
                self._there.popitem(last=False)
            return self._there[key]


class Threads:
    """Threads that run replications; the program does not wait for them when it ends, not even for one that compiles."""

    def __init__(self, jobs: int) -> None:
        self._todo: SimpleQueue[tuple[Future[None], Callable[[int], None], int]] = SimpleQueue()
        for _ in range(jobs if has_threads() else 0):
            Thread(target=self._work, name="replications", daemon=True).start()

    def submit(self, run: Callable[[int], None], number: int) -> "Future[None]":
        """Return what becomes of a run that waits for its turn."""
        found: Future[None] = Future()
        if has_threads():
            self._todo.put((found, run, number))
        else:
            self._do(found, run, number)
        return found

    def _work(self) -> None:
        while True:
            self._do(*self._todo.get())

    def _do(self, found: "Future[None]", run: Callable[[int], None], number: int) -> None:
        try:
            run(number)
        except BaseException as error:
            found.set_exception(error)
        else:
            found.set_result(None)


class Replicated:
    """The replications of one position, as far as they have been run."""

    def __init__(self, variant: Variant, seed: int, engine: str | None) -> None:
        self.variant, self._totals = variant, Totals(log=False)
        self._seed, self._engine = seed, engine
        self._lock = RLock()  # without threads a run ends before asking for it does
        self._asked: dict[int, Future[None]] = {}
        self._wanted: dict[int, list[Going | None]] = {}
        self._early: dict[int, Replication] = {}
        self.seconds = 0.0  # that one takes, the least of all that were run
        self.results: LastFew[Result] = LastFew(FEW)

    def __len__(self) -> int:
        with self._lock:
            return len(self._totals.sample) + len(self._following())

    def _following(self) -> list[int]:
        return list(takewhile(self._early.__contains__, count(len(self._totals.sample))))

    @property
    def totals(self) -> Totals:
        """What they add up to, as far as they were added."""
        return self._totals

    @property
    def added(self) -> int:
        """How many are in the totals."""
        return len(self._totals.sample)

    def add_some(self, most: int = TOGETHER) -> bool:
        """Add some that were run to the totals, together; return whether there were any."""
        with self._lock:
            found = [self._early.pop(number) for number in self._following()[: min(most, TOGETHER)]]
            if found:
                self._totals.add(self.variant, found)
            return bool(found)

    def asked(self, number: int, pool: Threads, going: Going | None = None) -> "Future[None]":
        """Return the run of a replication, begun if it was not; dropped when nobody who asked for it is `going` any more."""
        with self._lock:
            self._wanted.setdefault(number, []).append(going)
            if number not in self._asked:
                self._asked[number] = pool.submit(self._run, number)
            return self._asked[number]

    def _run(self, number: int) -> None:
        self._look(number)
        begun = monotonic()
        one = replicate(self.variant.blueprint, self._seed, number, engine=self._engine, progress=lambda _: self._look(number))
        took = monotonic() - begun
        with self._lock:
            self.seconds = min(took, self.seconds or took)
            self._early[number] = one
            self._wanted.pop(number, None)

    def _look(self, number: int) -> None:
        with self._lock:
            if not any(going is None or going() for going in self._wanted.get(number, [None])):
                self.forget(number)
                raise DroppedError

    def forget(self, number: int) -> None:
        """Let a replication that failed or was dropped be run again."""
        with self._lock:
            self._asked.pop(number, None)
            self._wanted.pop(number, None)


class Kept:
    """Positions by what they mean to the engines and what they cost: the last few that were looked at."""

    def __init__(self, seed: int, engine: str | None = None, jobs: int | None = None, pool: Threads | None = None) -> None:
        self.seed, self.engine, self.jobs = seed, engine, jobs or cpu_count() or 1
        self._there: LastFew[Replicated] = LastFew(MOST)
        self.applied: LastFew[tuple[Scenario, str]] = LastFew(MOST)  # by position
        self.variants: LastFew[tuple[Scenario, Variant]] = LastFew(MOST)
        self.studies: LastFew[Any] = LastFew(FEW)  # of the whole scenario
        self._pool = pool or Threads(self.jobs)

    @cached_property
    def short(self) -> "Kept":
        """What was computed in shorter runs, for a first look: in threads of its own, as those here may be at long ones."""
        made = Kept(self.seed, self.engine, self.jobs)
        made.applied = self.applied
        return made

    def beside(self) -> "Kept":
        """Return another with the same threads: what is tried there takes no place of what is looked at."""
        return Kept(self.seed, self.engine, self.jobs, self._pool)

    def of(self, scenario: Scenario, name: str) -> Replicated:
        """Return the replications of a design or change."""
        return self.replicated(Variant(scenario, name))

    def replicated(self, variant: Variant) -> Replicated:
        """Return the replications of what can be run."""
        key = variant.meaning, repr(variant.prices)
        return self._there.once(key, lambda: Replicated(variant, self.seed, self.engine))

    def extend(self, those: Sequence[Replicated], n: int, going: Going = lambda: True, most: int | None = None) -> None:
        """Run what is missing of the first n replications of each, pair by pair, as long as `going`; raises what a run raises.

        No thread is idle meanwhile: those after the first n are begun, up to `most` (n). What runs of the last of `those` is
        dropped when it is no longer going; the others serve whatever comes next.
        """
        ahead = max(n, min(n + self.jobs, most or n))
        missing = deque((one, number) for number in range(ahead) for one in those if number >= len(one))
        running: dict[Future[None], tuple[Replicated, int]] = {}
        while going() and min(map(len, those)) < n:
            while missing and len(running) < self.jobs:
                one, number = missing.popleft()
                running[one.asked(number, self._pool, going if one is those[-1] else None)] = one, number
            self._settle(running, missing)

    @staticmethod
    def _settle(running: "dict[Future[None], tuple[Replicated, int]]", missing: "deque[tuple[Replicated, int]]") -> None:
        for done in wait(running, timeout=LOOK, return_when=FIRST_COMPLETED).done:
            one, number = running.pop(done)
            if isinstance(done.exception(), DroppedError):
                missing.appendleft((one, number))
            elif done.exception():
                one.forget(number)
                done.result()
