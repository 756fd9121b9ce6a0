"""A process beside this one that compiles: it is begun once, goes on where this one ends of itself, and ends where it is killed."""

import atexit
import os
import subprocess
import sys
from contextlib import suppress
from threading import Lock, Thread

from sim.kernel.kept import CHECK_BOUNDS, cache_folder


class OvertakenError(Exception):
    """What was begun meanwhile is no longer needed: what was waited for is there."""


GO_ON = b"go on\n"  # what it reads of a process that ends of itself: what is nearly made serves the next one

_lock = Lock()
_made: list["subprocess.Popen[bytes]"] = []


def is_possible() -> bool:
    """Return whether compiling beside this process serves: another core is there, and a folder that both can reach."""
    return os.name == "posix" and cores() > 1 and not CHECK_BOUNDS and bool(sys.executable) and cache_folder() is not None


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def begin(module: str) -> None:
    """Start a module as a process beside this one, unless one was started before; none where there is no room for it."""
    with _lock, suppress(OSError):
        if not _made:
            _made.append(_process(module))
            atexit.register(_let_go_on)


def _process(module: str) -> "subprocess.Popen[bytes]":
    # the same packages, found in the same places; its own session, so that Ctrl-C is heard by this process alone
    places = os.pathsep.join(os.path.abspath(path) for path in sys.path)
    nothing = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module], stdin=subprocess.PIPE, stdout=nothing, stderr=nothing,
        env=os.environ | {"PYTHONPATH": places}, start_new_session=True,
    )  # fmt: skip


def is_at_it() -> bool:
    """Return whether that process is still compiling."""
    return bool(_made) and _made[-1].poll() is None


def end() -> None:
    """End it: who waits has been interrupted."""
    for one in _made:  # it stays known: what still runs must not begin another
        one.kill()


def begin_again() -> None:
    """Let another be begun where the last one was ended."""
    with _lock:
        if _made and _made[-1].poll():
            _made.clear()


def _let_go_on() -> None:
    for one in _made:
        with suppress(OSError, ValueError):
            one.stdin.write(GO_ON)  # type: ignore[union-attr]
            one.stdin.close()  # type: ignore[union-attr]


def end_with_parent() -> None:
    """In that process: end at once when the one that began it is gone, unless it said to go on."""
    Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    if os.read(0, len(GO_ON)) != GO_ON:
        os._exit(1)
