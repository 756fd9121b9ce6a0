"""What is taken out of the logs of replications: kept in the store instead of the logs, which are large.

So a search that needs logs goes on where it was, as everything else does.
"""

import hashlib
import inspect
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from sim.runs import work
from sim.runs.progress import bar
from sim.runs.replications import Plan
from sim.runs.store import Store, meaning
from sim.runs.work import Task

LARGEST = 1_000_000_000  # bytes

Arrays = list[NDArray[np.float64]]
Take = Callable[
    ..., Arrays
]  # from the log of a replication, its blueprint, and by name what else it depends on


class LogSummary:
    """A function that takes something out of logs, known by the source of its room as that is at the start."""

    def __init__(self, take: Take) -> None:
        self.take = take
        room = inspect.getsourcefile(take)
        self._source = Path(room).read_bytes() if room else b""

    def key(self, settings: Mapping[str, Any]) -> str:
        """Return by what that which is taken is known in a store."""
        return hashlib.sha256(repr(sorted(settings.items())).encode() + b"\0" + self._source).hexdigest()


def summarised(
    tasks: Sequence[Task],
    plan: Plan,
    what: LogSummary,
    settings: Mapping[str, Any],
    words: str,
    store: str | Path | None = None,
) -> list[Arrays]:
    """Return what is taken out of the log of each replication; what the file `store` has of it is not run again.

    `settings` are given to the function that takes it. `words` are shown as long as it lasts.
    """
    key, meanings = what.key(settings), [meaning(blueprint) for blueprint, _ in tasks]
    opened: AbstractContextManager[Store | None] = closing(Store(store)) if store else nullcontext()
    with opened as kept:
        found = {
            i: _unpacked(packed)
            for i, (_, number) in enumerate(tasks)
            if kept and (packed := kept.extract(key, meanings[i], plan.seed, number)) is not None
        }
        missing = [i for i in range(len(tasks)) if i not in found]
        first = work.first_words(plan.asked, plan.jobs) if missing else None
        with bar(len(tasks), words, first, len(found), plan.within) as shown:
            wanted = [tasks[i] for i in missing]
            for place, one in work.done(wanted, plan.seed, plan.asked, True, plan.jobs, shown):
                i = missing[place]
                found[i] = what.take(one.log, tasks[i][0], **settings)
                if kept:
                    kept.keep_extract(key, meanings[i], plan.seed, tasks[i][1], _packed(found[i]))
    return [found[i] for i in range(len(tasks))]


def _packed(arrays: Arrays) -> bytes:
    file = BytesIO()
    np.savez_compressed(file, *arrays)
    return file.getvalue()


def _unpacked(packed: bytes) -> Arrays:
    """Return arrays; OSError where they are none, or larger than anything that is taken out of a log."""
    try:
        with ZipFile(BytesIO(packed)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                raise ValueError
        with np.load(BytesIO(packed)) as found:
            return [found[f"arr_{i}"] for i in range(len(found.files))]
    except (ValueError, KeyError, TypeError, EOFError, MemoryError, BadZipFile, zlib.error) as error:
        raise OSError("store: contents that can't be read; remove the file, or name another") from error
