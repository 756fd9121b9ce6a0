"""Replications of where sliders have stood: each run once, whoever asks, and kept in the order of their numbers."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import count, takewhile
from os import cpu_count
from queue import SimpleQueue
from threading import Lock, RLock, Thread

from sim.engines import Replication, replicate
from sim.runs.collect import Totals, Variant
from sim.runs.progress import has_threads
from sim.scenario.fields.model import Scenario

MOST = 32  # positions that are kept


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
        self._early: dict[int, Replication] = {}

    def __len__(self) -> int:
        return len(self.totals.sample)

    @property
    def totals(self) -> Totals:
        """What they add up to, as far as they follow each other; worked out together when it is asked for."""
        with self._lock:
            first = len(self._totals.sample)
            found = [self._early.pop(number) for number in takewhile(self._early.__contains__, count(first))]
            if found:
                self._totals.add(self.variant, found)
            return self._totals

    def asked(self, number: int, pool: Threads) -> "Future[None]":
        """Return the run of a replication, which is begun if it was not."""
        with self._lock:
            if number not in self._asked:
                self._asked[number] = pool.submit(self._run, number)
            return self._asked[number]

    def _run(self, number: int) -> None:
        one = replicate(self.variant.blueprint, self._seed, number, engine=self._engine)
        with self._lock:
            self._early[number] = one

    def forget(self, number: int) -> None:
        """Let a replication that failed be run again."""
        with self._lock:
            self._asked.pop(number, None)


class Kept:
    """Positions by what they mean to the engines and what they cost: the last few that were looked at."""

    def __init__(self, seed: int, engine: str | None = None, jobs: int | None = None) -> None:
        self.seed, self.engine, self.jobs = seed, engine, jobs or cpu_count() or 1
        self._there: OrderedDict[str, Replicated] = OrderedDict()
        self._lock = Lock()
        self._pool = Threads(self.jobs)

    def of(self, scenario: Scenario, name: str) -> Replicated:
        """Return the replications of a design or change."""
        variant = Variant(scenario, name)
        key = f"{variant.meaning} {variant.prices!r}"
        with self._lock:
            found = self._there.setdefault(key, Replicated(variant, self.seed, self.engine))
            self._there.move_to_end(key)
            while len(self._there) > MOST:
                self._there.popitem(last=False)
        return found

    def extend(self, those: Sequence[Replicated], n: int, going: Callable[[], bool] = lambda: True) -> None:
        """Run what is missing of the first n replications of each, pair by pair, as long as `going`; raises what a run raises."""
        missing = [(one, number) for number in range(n) for one in those if number >= len(one)]
        running: dict[Future[None], tuple[Replicated, int]] = {}
        for one, number in missing:
            if not going():
                break
            running[one.asked(number, self._pool)] = one, number
            if len(running) >= self.jobs:
                self._settle(running)
        while running and going():  # what nobody waits for any more ends by itself, and is kept
            self._settle(running)

    @staticmethod
    def _settle(running: "dict[Future[None], tuple[Replicated, int]]") -> None:
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            one, number = running.pop(done)
            if done.exception():
                one.forget(number)
                done.result()
