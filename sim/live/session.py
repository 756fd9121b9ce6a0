"""Somebody at the sliders: what is asked is done at once, what takes time by a thread that drops it for anything newer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Condition, Thread
from time import monotonic
from typing import Any

from sim.live import verdict
from sim.live.comparing import Comparing
from sim.live.pairs import ENOUGH, MOST, PositionPairs, most
from sim.live.reports import KINDS as WRITTEN
from sim.live.reports import File, written
from sim.live.view import State, View, verdict_said, view
from sim.live.words import say

COUNTS = (1, 2, 3, 4, 6, 8, 10, 14, ENOUGH, 30, 40, 60, 80, 120, 160, MOST)  # of pairs, at which it may be shown
SOON = 0.2  # seconds, after which the first few pairs are shown
SELDOM = 0.4  # seconds between later ones
LONG = 60.0  # seconds of work on one position: then it is left at that


class Session:
    """A live comparison with who looks at it: `publish` is given each view, the newest wins."""

    def __init__(
        self, live: Comparing, publish: Callable[[View], None], deliver: Callable[[File], File], key: str = "lr", back: bool = False
    ) -> None:
        self.live, self._publish, self._deliver, self._key, self._back = live, publish, deliver, key, back
        self.state = State(said=("", say("verdict_how", live.language, n=verdict.wanted(live.scenario.run.replications))))
        self._changed = Condition()  # held by who asks and by who begins to compute: what is asked is done whole
        self._numbers: dict[str, int] = {}
        self._generation, self._done, self._judging, self._ended = 0, -1, False, False
        live.listen(self._moved)
        self._thread = Thread(target=self._work, name="live", daemon=True)

    def start(self) -> None:
        """Begin to compute and to show."""
        self._thread.start()

    def end(self) -> None:
        """Compute nothing more."""
        with self._changed:
            self._ended = True
            self._generation += 1
            self._changed.notify_all()

    def ask(self, message: Mapping[str, Any]) -> None:
        """Do what a page or widget asks; what is not known, or not of its form, is left alone."""
        what = str(message.get("do"))
        if what in WRITTEN:
            written(self.live, what, self._filed)
        elif what in _ASKED:
            with self._changed:
                self._note(message.get("client"), message.get("number"))
                _ASKED[what](self, message.get("value"))

    def _note(self, client: Any, number: Any) -> None:
        """Note which message of a page was the last: a view says up to which it goes."""
        if isinstance(client, str) and isinstance(number, int) and len(client) < 40:
            self._numbers = {**dict(list(self._numbers.items())[-20:]), client: number}

    def _set(self, values: Any) -> None:
        """Move sliders: by name, which of its values each has."""
        known = {one.name: one for one in self.live.sliders}
        for name, at in values.items() if isinstance(values, dict) else ():
            if name in known and isinstance(at, int) and 0 <= at < len(known[name].values):
                with self.live.lock:
                    self.live.moves.set(known[name].path, known[name].values[at])
        self._moved()

    def _choose(self, design: Any) -> None:
        if design in self.live.scenario.variants:
            with self.live.lock:
                self.live.moves.choose(design)
            self._moved()

    def _move(self, name: str) -> None:
        with self.live.lock:
            getattr(self.live.moves, name)()
        self._moved()

    def _speak(self, language: Any) -> None:
        if language in ("en", "nl"):
            self.live.language = language
            with self._changed:
                self.state.said = ("", self._how())
                self._generation += 1
                self._changed.notify_all()

    def _judge(self, _: Any) -> None:
        with self._changed:
            self._judging = True
            self._generation += 1
            self._changed.notify_all()

    def _moved(self) -> None:
        with self._changed:
            self._judging = False
            self._generation += 1
            self.state.said = ("", self._how())
            self._changed.notify_all()

    def _how(self) -> str:
        return verdict_said(self.live, None)[1]

    def _filed(self, file: File | None, note: str, error: Exception | None) -> None:
        """Show that a file is being written, is there, or can't be."""
        self.state.error, self.state.note = error, note
        if file:
            self.state.files = [*self.state.files, self._deliver(file)][-8:]
        self._show(self.state.status)

    def _work(self) -> None:
        self._show(say("ready", self.live.language))
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._done != self._generation)
                if self._ended:
                    return
                generation, judging = self._generation, self._judging
                self.state.seen = self._numbers
            try:
                self._follow(generation, judging)
            except Exception as error:
                self._failed(error)
            with self._changed:
                self._done = generation

    def _failed(self, error: Exception) -> None:
        """Show what went wrong beside the last picture, or without one where that is what went wrong."""
        self.state.error, self.state.stale = error, self.state.found is not None
        try:
            self._show("")
        except Exception:
            self.state.found, self.state.stale = None, False
            self._show("")

    def _going(self, generation: int) -> bool:
        return self._generation == generation

    def _follow(self, generation: int, judging: bool) -> None:
        """Compute where the sliders stand, more and more pairs, as long as nobody moves them."""
        pairs = self.live.pairs()
        if judging:
            self._follow_verdict(pairs, generation)
        begun = last = monotonic()
        limit = max(most(self.live.scenario), len(pairs))
        first = True
        for n in (*(one for one in COUNTS if len(pairs) <= one < limit), limit):
            pairs.extend(n, lambda: self._going(generation))
            if not self._going(generation):
                return
            now = monotonic()
            over = n == limit or (pairs.same and n >= ENOUGH) or now - begun > LONG
            if over or now - last > SELDOM or (first and (len(pairs) >= ENOUGH or now - begun > SOON)):
                self._found(pairs, "" if over else say("computing", self.live.language))
                first, last = False, monotonic()
            if over:
                return

    def _follow_verdict(self, pairs: PositionPairs, generation: int) -> None:
        """Have the pairs that a verdict takes, and say how far that is; dropped when a slider moves."""
        n = verdict.wanted(self.live.scenario.run.replications)
        for count in range(0, n + 1, max(1, n // 20)) if not pairs.same else ():
            pairs.extend(count, lambda: self._going(generation))
            if not self._going(generation):
                return
            self.state.said = ("", say("judging", self.live.language, done=max(count, len(pairs)), n=n))
            self._found(pairs, say("computing", self.live.language))
        pairs.extend(n if not pairs.same else 0, lambda: self._going(generation))
        if self._going(generation):
            self.state.said = verdict_said(self.live, pairs.found(n))

    def _found(self, pairs: PositionPairs, status: str) -> None:
        if len(pairs):
            self.state.found, self.state.stale, self.state.error = pairs.found(), False, None
            self._show(status)

    def _show(self, status: str) -> None:
        self.state.status = status
        self._publish(view(self.live, replace(self.state), self._key, self._back))


_ASKED: dict[str, Callable[[Session, Any], None]] = {
    "set": Session._set,
    "choose": Session._choose,
    "language": Session._speak,
    "judge": Session._judge,
    "pin": lambda session, _: session._move("pin"),
    "undo": lambda session, _: session._move("undo"),
    "reset": lambda session, _: session._move("reset"),
}
