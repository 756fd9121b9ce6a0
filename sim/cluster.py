"""Work on a cluster that is there already (Dask): the same replications; what a worker fails to do another does again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from sim.blueprint import Blueprint
from sim.engines import Replication, replicate
from sim.progress import Bar
from sim.provenance import CODE
from sim.results import Unusable

if TYPE_CHECKING:
    from distributed import Client

COMPILING = "waiting for the cluster: each worker compiles the engine, once: a minute or two"
ANSWER = 15  # seconds within which a scheduler has to answer
AHEAD = 3  # replications on their way for each core of the cluster
AT_LEAST = 100


def done(
    address: str, tasks: Sequence[tuple[Blueprint, int]], seed: int, engine: str, log: bool, shown: Bar
) -> Iterator[tuple[int, Replication]]:
    """Yield replications as they end, each with its place among the tasks; OSError where the cluster fails."""
    with _client(address) as client:
        from distributed import as_completed

        sent = {}
        left = enumerate(tasks)
        running = as_completed([], loop=client.loop)

        def send(most: int) -> None:
            for i, (blueprint, number) in islice(left, most):
                future = client.submit(_replicate, CODE, blueprint, seed, number, engine, log, pure=False)
                sent[future] = i
                running.add(future)

        send(max(AT_LEAST, AHEAD * sum(client.nthreads().values())))
        for future in running:
            send(1)
            shown.advance()
            yield sent.pop(future), future.result()


@contextmanager
def _client(address: str) -> "Iterator[Client]":
    """Yield a client of a cluster; what goes wrong with the cluster is an OSError, of one line."""
    try:
        from distributed import CancelledError, Client, KilledWorker
    except ImportError:
        raise Unusable("cluster: needs Dask: pip install 'least-resistance[cluster]'") from None
    try:
        with Client(address, timeout=ANSWER, set_as_default=False) as client:
            yield client
    except ValueError as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable(f"cluster {address}: {error}") from error
    except (KilledWorker, CancelledError, RuntimeError) as error:
        raise OSError(f"cluster {address}: {error}") from error


def _replicate(
    code: str, blueprint: Blueprint, seed: int, number: int, engine: str, log: bool
) -> Replication:
    if code != CODE:
        raise Unusable("cluster: a worker has another version of this package; install the same everywhere")
    return replicate(blueprint, seed, number, engine=engine, log=log)
