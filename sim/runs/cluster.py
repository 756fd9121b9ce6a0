"""Work on a cluster that is there already (Dask): the same replications; what a worker fails to do another does again."""

import pkgutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from socket import create_connection
from typing import TYPE_CHECKING

from sim.blueprint import Blueprint
from sim.engines import Replication, replicate
from sim.results.results import Unusable
from sim.runs.progress import Bar, is_quiet
from sim.runs.provenance import CODE
from sim.scenario.text.faults import harmless

if TYPE_CHECKING:
    from distributed import Client

COMPILING = "waiting for the cluster: each worker compiles the engine, once: a minute or two"
ANSWER = 15  # seconds within which a scheduler has to answer
AHEAD = 3  # replications on their way for each core of the cluster
AT_LEAST = 100
OTHER = "has another version of this package, or none; install the same everywhere"


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
    """Yield a client of a cluster that has the same code; what goes wrong with the cluster is an OSError, of one line."""
    try:
        from distributed import CancelledError, KilledWorker
    except ImportError:
        raise Unusable("cluster: needs Dask: pip install 'least-resistance[cluster]'") from None
    try:
        with _connected(address) as client:
            _check(client, address)
            yield client
    except (CancelledError, KilledWorker, OSError) as error:
        words = harmless(str(error).partition("\n")[0]) or "the scheduler has gone"
        raise OSError(f"cluster {harmless(address)}: {words}") from error


def _connected(address: str) -> "Client":
    from distributed import Client
    from distributed.comm import get_address_host_port

    if not address.startswith("tcp://"):  # others want keys, or are of this process
        raise Unusable(f"cluster: given {harmless(address)}, allowed tcp://HOST:PORT")
    try:
        host, port = get_address_host_port(address, strict=True)
        create_connection((host, port), ANSWER).close()  # an answer at once where nobody listens
    except (ValueError, TypeError, OverflowError) as error:
        raise Unusable(f"cluster: {error}; an address is tcp://HOST:PORT") from error
    try:
        return Client(address, timeout=ANSWER, set_as_default=False)
    except OSError:
        raise
    except Exception as error:  # what answers is no scheduler, or one of another age: Dask fails in many ways
        words = f"no scheduler that this release of Dask understands ({type(error).__name__})"
        raise OSError(words) from error


def _check(client: "Client", address: str) -> None:
    """Refuse workers that lack this package, or have it in another version (it may not even be there: asked by name)."""
    codes = client.run(pkgutil.resolve_name, "sim.runs.provenance:CODE", on_error="return")
    for worker, code in codes.items():
        if code != CODE:
            raise Unusable(f"cluster {address}: {worker}, {OTHER}")
    if not codes and not is_quiet():
        print(f"cluster {address}: no workers yet; waiting for one", file=sys.stderr, flush=True)


def _replicate(
    code: str, blueprint: Blueprint, seed: int, number: int, engine: str, log: bool
) -> Replication:
    if code != CODE:
        raise Unusable(f"cluster: a worker that came later, {OTHER}")
    return replicate(blueprint, seed, number, engine=engine, log=log)
