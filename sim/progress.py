"""How far a long computation is, on standard error, with the time left; silent in the first two seconds."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
PATIENCE = 2.0  # seconds


class _Bar:
    """A progress bar that appears by itself after PATIENCE seconds."""

    def __init__(self, total: int, words: str, first: str | None) -> None:
        self._total, self._words, self._first = total, words, first
        self._done = 0
        self._lock = Lock()
        self._bar: Progress | None = None
        self._timer = Timer(PATIENCE, self._appear)
        self._timer.daemon = True

    def _appear(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        with self._lock:
            console = Console(stderr=True)
            if not console.is_terminal:
                print(self._text(), file=sys.stderr, flush=True)
                return
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=console, transient=True)
            self._bar.add_task(self._text(), total=self._total, completed=self._done)
            self._bar.start()

    def _text(self) -> str:
        return self._first if self._first and not self._done else f"{self._words} ({self._total})"

    def advance(self) -> None:
        with self._lock:
            self._done += 1
            if self._bar:
                self._bar.update(self._bar.task_ids[0], completed=self._done, description=self._text())

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()
        with self._lock:
            if self._bar:
                self._bar.stop()


@contextmanager
def bar(total: int, words: str, first: str | None = None) -> Iterator[_Bar]:
    """Show progress over `total` pieces of work; `first` is said as long as none is done."""
    shown = _Bar(total, words, first)
    shown.start()
    try:
        yield shown
    finally:
        shown.stop()


def follow(items: Iterable[T], total: int, words: str, first: str | None = None) -> Iterator[T]:
    """Yield the items as they come, and show how far it is."""
    with bar(total, words, first) as shown:
        for item in items:
            shown.advance()
            yield item
