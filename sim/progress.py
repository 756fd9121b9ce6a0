"""How far a long computation is, on standard error: a bar on a terminal, a plain line elsewhere; silent for two seconds."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 2.0  # seconds


class Bar:
    """Progress that shows itself after PATIENCE seconds, or at once when there is something to say first."""

    def __init__(self, total: int, words: str, first: str | None) -> None:
        self._total, self._words, self._first = total, words, first
        self._done = 0.0
        self._lock = Lock()
        self._bar: Progress | None = None
        self._timer = Timer(PATIENCE, self._appear)
        self._timer.daemon = True

    def _appear(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        with self._lock:
            console = Console(stderr=True)
            if self._bar:
                return
            if not console.is_terminal:
                print(self._text() or f"{self._words} ({self._total})", file=sys.stderr, flush=True)
                return
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=console, transient=True)
            self._bar.add_task(self._text() or self._words, total=self._total, completed=int(self._done))
            self._bar.start()

    def _text(self) -> str | None:
        return None if self._done else self._first

    def advance(self, amount: float = 1.0) -> None:
        """Add to the number of pieces of work done; a part of one counts."""
        with self._lock:
            if self._first and not self._done and amount > 0.0:
                self._timer.start()
            self._done += amount
            if self._bar:
                self._bar.update(self._bar.task_ids[0], completed=self._done, description=self._words)

    def piece(self) -> Callable[[float], None]:
        """Return what one piece of work tells its own progress to (0 to 1)."""
        told = 0.0

        def tell(share: float) -> None:
            nonlocal told
            self.advance(share - told)
            told = share

        return tell

    def start(self) -> None:
        """Say at once what comes first, if anything; else wait."""
        if self._first:
            self._appear()
        else:
            self._timer.start()

    def stop(self) -> None:
        """Show no more."""
        self._timer.cancel()
        with self._lock:
            if self._bar:
                self._bar.stop()


@contextmanager
def bar(total: int, words: str, first: str | None = None) -> Iterator[Bar]:
    """Show progress over `total` pieces of work; `first` is said at once, and as long as none is done."""
    shown = Bar(total, words, first)
    shown.start()
    try:
        yield shown
    finally:
        shown.stop()
