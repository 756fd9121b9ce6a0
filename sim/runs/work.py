"""Work: replications on all cores of this machine, or on a cluster, given back as they end."""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from multiprocessing import TimeoutError
from multiprocessing.pool import IMapIterator, ThreadPool
from threading import Thread
from time import monotonic
from typing import Any, TypeVar, cast

from sim.blueprint import Blueprint
from sim.engines import Replication, default_engine, is_begun_without, replicate
from sim.kernel import beside, kept
from sim.runs import cluster
from sim.runs.progress import Bar, has_threads

WORTH_PROCESSES = 2.0  # seconds of work below which starting processes costs more than it saves
HEARD = 0.2  # seconds within which an interrupt is heard
MEANWHILE = "the engine is being made ready, once: a minute or two; beginning without it"
COMPILING = "compiling the engine, once: a minute or two"
UNKEPT = "compiling the engine, in memory only, as nothing can be written: a minute or two (SIM_CACHE_DIR names a folder)"

Task = tuple[Blueprint, int]  # what to replicate, and the number of the replication
Done = tuple[int, Replication]  # which of the tasks, and what came out
T = TypeVar("T")


def first_words(engine: str | None, jobs: int | str | None) -> str | None:
    """Return what to say while nothing is done yet, where that takes long; with no engine named that is being made, beside."""
    if (engine or default_engine()) != "compiled":
        return None
    if isinstance(jobs, str):
        return cluster.COMPILING
    if engine is None and has_threads() and is_begun_without():
        return MEANWHILE
    run = _aside(_loop)
    if run.made:  # by this process
        return None
    if kept.cache_folder() is None:
        return UNKEPT
    return None if kept.is_kept(run.py_func) else COMPILING


def _loop() -> Any:
    from sim.engines.compiled.loop import run

    return cast(Any, run)


def done(
    tasks: Sequence[Task], seed: int, engine: str | None, log: bool, jobs: int | str | None, shown: Bar
) -> Iterator[Done]:
    """Yield replications as they end: on so many cores (all when None), or on the cluster at an address."""
    if not tasks:
        return
    beside.begin_again()
    try:
        if isinstance(jobs, str):
            yield from cluster.done(jobs, tasks, seed, engine or default_engine(), log, shown)
        else:
            yield from _here(tasks, seed, engine, log, jobs, shown)
    except KeyboardInterrupt:
        beside.end()
        raise


def _here(
    tasks: Sequence[Task], seed: int, engine: str | None, log: bool, jobs: int | None, shown: Bar
) -> Iterator[Done]:
    """Run the first alone (it may compile) and then the others.

    In threads with the compiled engine, which releases the interpreter's lock, else in processes; or in what
    joblib's own parallel_config says.
    """
    if not has_threads():
        name = engine or default_engine()
        yield from (_one(i, task, seed, name, log, shown.piece()) for i, task in enumerate(tasks))
        return
    begun = monotonic()
    yield _aside(lambda: _one(0, tasks[0], seed, engine, log, shown.piece()))
    little = (monotonic() - begun) * (len(tasks) - 1) < WORTH_PROCESSES
    is_compiled = (engine or default_engine()) == "compiled"
    jobs = 1 if little and not is_compiled else jobs
    others = list(enumerate(tasks))[1:]
    if (is_compiled or little) and "joblib" not in sys.modules:  # then nobody has set it, and it takes long to import
        yield from _in_threads(lambda one: _one(*one, seed, engine, log, shown.piece()), others, jobs)
    else:
        yield from _by_joblib("threads" if is_compiled or little else "processes", others, seed, engine, log, jobs, shown)


def _in_threads(run: Callable[[tuple[int, Task]], Done], tasks: Sequence[tuple[int, Task]], jobs: int | None) -> Iterator[Done]:
    with ThreadPool(max(1, min(jobs or beside.cores(), len(tasks)))) as pool:
        found = pool.imap_unordered(run, tasks)
        for _ in tasks:
            yield _next(found)


def _next(found: "IMapIterator[Done]") -> Done:
    while True:
        with suppress(TimeoutError):
            return found.next(HEARD)


def _by_joblib(
    prefer: str, tasks: Sequence[tuple[int, Task]], seed: int, engine: str | None, log: bool, jobs: int | None, shown: Bar
) -> Iterator[Done]:
    from joblib import Parallel, delayed
    from joblib.parallel import get_active_backend

    backend, _ = get_active_backend(prefer=prefer)
    near = jobs == 1 or getattr(backend, "supports_sharedmem", False)
    work = Parallel(n_jobs=jobs or -1, prefer=prefer, return_as="generator_unordered")
    each = (delayed(_one)(i, task, seed, engine, log, shown.piece() if near else None) for i, task in tasks)
    for found in work(each):
        if not near:
            shown.advance()
        yield found


def _one(i: int, task: Task, seed: int, engine: str | None, log: bool, tell: Callable[[float], None] | None) -> Done:
    blueprint, number = task
    return i, replicate(blueprint, seed, number, engine=engine, log=log, progress=tell)


def _aside(work: Callable[[], T]) -> T:
    """Do work in a thread of its own: an interrupt in the middle of compiling is heard, and breaks nothing."""
    if not has_threads():
        return work()
    answer: Future[T] = Future()

    def do() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=do, daemon=True).start()
    while not wait([answer], HEARD).done:
        pass
    return answer.result()
