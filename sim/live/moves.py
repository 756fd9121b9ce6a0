"""Where A and B stand, and every move of a slider that can be undone."""

from typing import Any

from sim.live.positions import Position

DEEP = 100  # moves that can be undone


class Moves:
    """A and B: what is pinned, and what the sliders say."""

    def __init__(self, start: Position) -> None:
        self.start = self.a = self.b = start
        self._past: list[tuple[Position, Position]] = []
        self._last: str | None = None  # the slider that moved last: a drag is one move

    @property
    def can_undo(self) -> bool:
        """Whether there is a move to undo."""
        return bool(self._past)

    def set(self, path: str, value: Any) -> None:
        """Give B another value; several of one path after each other are one move."""
        if path != self._last:
            self._note()
        self._last, self.b = path, self.b.at(path, value)

    def choose(self, design: str) -> None:
        """Let B be another design, with the same values as far as it has them."""
        self._note()
        self.b = self.b.in_design(design)

    def pin(self) -> None:
        """Let A stand where B stands."""
        self._note()
        self.a = self.b

    def reset(self) -> None:
        """Let A and B stand where they began."""
        self._note()
        self.a = self.b = self.start

    def undo(self) -> None:
        """Take the last move back, if there is one."""
        if self._past:
            self.a, self.b = self._past.pop()
        self._last = None

    def _note(self) -> None:
        self._past = [*self._past, (self.a, self.b)][-DEEP:]
        self._last = None
