"""How far a long computation is and how long it still takes, on standard error; silent for the first two seconds.

On a terminal a bar; elsewhere plain lines, ever fewer. With `quiet()`, or SIM_QUIET in the environment, nothing.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from sim.kernel import beside

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 2.0  # seconds
TICK = 0.2  # seconds
SELDOM = 60.0  # seconds between plain lines, at most
SLOW = " (the engine is being made ready)"
HOUR, MINUTE = 3600.0, 60.0  # seconds
QUIET = "SIM_QUIET"  # in the environment: 1 to say nothing
NO_THREADS = "SIM_NO_THREADS"  # in the environment: 1 to do all in one thread, as a browser's Python has to

_quiet = ContextVar("quiet", default=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Say nothing of how far a computation is: `with sim.quiet(): ...`; SIM_QUIET=1 in the environment does so always."""
    before = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(before)


def is_quiet() -> bool:
    """Whether nothing is to be said."""
    return _quiet.get() or os.environ.get(QUIET, "0") not in ("", "0")


def has_threads() -> bool:
    """Whether threads can be started: not by Python in a browser."""
    return sys.platform != "emscripten" and os.environ.get(NO_THREADS, "0") in ("", "0")


class Unawaited(Exception):
    """Work that nobody waits for any more: its waiter was interrupted."""


class Bar:
    """Progress over pieces of work, of which some may have been done before."""

    def __init__(self, total: int, words: str, first: str | None, before: int) -> None:
        self._total, self._words, self._first, self._before = total, words, first, before
        self._done = 0.0
        self._lock, self._over = Lock(), Event()
        self._slow = False  # another engine is being made, which will go on with it
        self._thread = Thread(target=self._show, daemon=True)
        self._count_from_now()

    def _count_from_now(self) -> None:
        self._begun, self._begun_at = monotonic(), self._done
        self._next = SELDOM / 4 if self._waiting else PATIENCE

    @property
    def _waiting(self) -> bool:
        return self._first is not None and self._done == 0.0

    def advance(self, amount: float = 1.0) -> None:
        """Add to the number of pieces of work done; a part of one counts."""
        with self._lock:
            was_waiting = self._waiting
            self._done += amount
            if was_waiting and not self._waiting:
                self._count_from_now()

    def piece(self) -> Callable[[float], None]:
        """Return what one piece of work tells its own progress to (0 to 1); Unawaited when that is of no use any more."""
        told = 0.0

        def tell(share: float) -> None:
            nonlocal told
            if self._over.is_set():
                raise Unawaited
            self.advance(share - told)
            told = share

        return tell

    def start(self) -> None:
        """Say at once what comes first, if anything; the rest after a while."""
        if self._first and not _on_terminal():
            self._print()
        if has_threads():
            self._thread.start()

    def stop(self) -> None:
        """Show no more."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _show(self) -> None:
        drawn: Progress | None = None
        while not self._over.wait(TICK):
            due = self._waiting or monotonic() - self._begun >= self._next
            if drawn:
                drawn.update(drawn.task_ids[0], **self._state())
            elif _on_terminal() and due:
                drawn = _drawn(self._total, self._state())
            elif monotonic() - self._begun >= self._next:
                self._print()
                self._next += min(self._next, SELDOM)
        if drawn:
            drawn.stop()

    def _print(self) -> None:
        print(self.line(), file=sys.stderr, flush=True)

    def line(self) -> str:
        """Return in a line what is going on, how far it is, and how long it still takes as far as that is known."""
        state = self._state()
        count = "" if self._waiting else f"{int(state['completed'])} of {self._total}"
        parts = ", ".join(part for part in (count, state["left"]) if part)
        return f"{state['description']}: {parts}" if parts else str(state["description"])

    def _state(self) -> dict[str, Any]:
        """Return what is shown."""
        self._look_beside()
        words = self._first if self._waiting else self._words + SLOW if self._slow else self._words
        spent = monotonic() - self._begun
        return {"description": words, "completed": self._before + self._done, "left": self._left(spent)}

    def _left(self, spent: float) -> str:
        if self._waiting:
            return f"{lasting(spent)} so far" if spent >= PATIENCE else ""
        done = self._done - self._begun_at
        left = max(0.0, self._total - self._before - self._done)  # parts may add up to a hair more
        return f"{'at most' if self._slow else 'about'} {lasting(spent * left / done)} left" if done > 0.0 else ""

    def _look_beside(self) -> None:
        slow, self._slow = self._slow, beside.is_at_it()
        if slow and not self._slow:
            self._count_from_now()


def lasting(seconds: float) -> str:
    """Return how long something lasts, in words."""
    if seconds >= HOUR:
        return f"{seconds / HOUR:.1f} h"
    return f"{seconds / MINUTE:.0f} min" if seconds >= 1.5 * MINUTE else f"{seconds:.0f} s"


def _on_terminal() -> bool:
    return sys.stderr.isatty()


def _drawn(total: int, state: dict[str, Any]) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}"),
    )
    drawn = Progress(*columns, console=Console(stderr=True), transient=True)
    drawn.add_task(total=total, **state)
    drawn.start()
    return drawn


class _Silent(Bar):
    """Progress that nobody wants to hear of."""

    def start(self) -> None:
        """Say nothing."""

    def stop(self) -> None:
        """Let nobody wait any more."""
        self._over.set()


Within = tuple[Bar, float]  # a bar that is shown, and how many of its pieces are being done


class _Part(_Silent):
    """Progress over pieces of work that together are some of the pieces of a bar that is shown already."""

    def __init__(self, whole: Bar, pieces: float, total: int, before: int) -> None:
        super().__init__(total, "", None, before)
        self._whole, self._each = whole, pieces / total if total else 0.0

    def advance(self, amount: float = 1.0) -> None:
        """Add to the whole."""
        self._whole.advance(amount * self._each)

    def start(self) -> None:
        """Count what was done before."""
        self.advance(self._before)


@contextmanager
def bar(
    total: int, words: str, first: str | None = None, before: int = 0, within: Within | None = None
) -> Iterator[Bar]:
    """Show progress over `total` pieces of work, `before` of which were done before.

    `first` is said at once, and as long as none is done. `within` a bar that is shown already nothing is said: all of it
    is so many pieces of that.
    """
    if within:
        shown: Bar = _Part(*within, total, before)
    else:
        shown = (_Silent if is_quiet() else Bar)(total, words, first, before)
    shown.start()
    try:
        yield shown
    finally:
        shown.stop()
