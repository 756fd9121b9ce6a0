"""Somebody at the sliders: what is asked is done at once, what takes time by a thread that drops it for anything newer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Condition, Lock, Thread
from time import monotonic
from typing import Any

from sim.live import verdict
from sim.live.comparing import Comparing
from sim.live.first_look import PAIRS as SHORT
from sim.live.first_look import WHOLE
from sim.live.kept import Going
from sim.live.pairs import ENOUGH, MOST, PositionPairs, most
from sim.live.reports import KINDS as WRITTEN
from sim.live.reports import File, written
from sim.live.view import State, View, verdict_said, view
from sim.live.words import say

COUNTS = (1, 2, 3, 4, 6, 8, 10, 14, ENOUGH, 30, 40, 60, 80, 120, 160, MOST)  # of pairs, at which it may be shown
FEW = 10  # pairs that are shown first, or as many as there are
SOON = 0.1  # seconds of work, after which these are shown
SELDOM = 0.4  # seconds between later ones, at least
LONG = 60.0  # seconds of work on one position: then it is left at that


class Session:
    """A live comparison with who looks at it: `publish` is given each view, the newest wins."""

    def __init__(
        self, live: Comparing, publish: Callable[[View], None], deliver: Callable[[File], File], key: str = "lr", back: bool = False
    ) -> None:
        self.live, self._publish, self._deliver, self._key, self._back = live, publish, deliver, key, back
        self.state = State(said=("", say("verdict_how", live.language, n=verdict.wanted(live.scenario.run.replications))))
        self._showing = Lock()
        self._changed = Condition()  # held by who asks and by who begins to compute: what is asked is done whole
        self._numbers: dict[str, int] = {}
        self._looked: set[str] = set()  # the clients that are in sight
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
        elif what == "look":
            self._look(message.get("client"), message.get("value"))
        elif what in _ASKED:
            with self._changed:
                self._note(message.get("client"), message.get("number"))
                _ASKED[what](self, message.get("value"))

    def _note(self, client: Any, number: Any) -> None:
        """Note which message of a page was the last: a view says up to which it goes."""
        if isinstance(client, str) and isinstance(number, int) and len(client) < 40:
            self._numbers = {**dict(list(self._numbers.items())[-20:]), client: number}

    def _look(self, client: Any, looks: Any) -> None:
        """Note whether a page or widget is looked at: without anybody no more than a first picture is computed."""
        if isinstance(client, str) and len(client) < 40:
            with self._changed:
                self._looked = {*sorted(self._looked)[-20:], client} if looks else self._looked - {client}
                self._changed.notify_all()

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
        self._show()

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

    def _follow(self, generation: int, judging: bool) -> None:
        """Compute where the sliders stand, more and more pairs, as long as nobody moves them and somebody looks."""

        def going() -> bool:
            return self._generation == generation

        pairs = self.live.pairs()
        self.state.wait = pairs.wait
        if judging:
            self._follow_verdict(pairs, going)
        self._follow_pairs(pairs, going, WHOLE if self._look_first(pairs, going) else 1)
        if going():
            self._prepare(pairs, going)
            self._widen(going)

    def _look_first(self, pairs: PositionPairs, going: Going) -> bool:
        """Show a few pairs of shorter runs where whole ones take long; return whether there was need of it."""
        short = None if pairs.same or len(pairs) >= WHOLE else pairs.shortened()
        if short is None:
            return False
        begun = monotonic()
        for n in (SHORT // 2, SHORT):
            short.extend(n, going)
            if n == SHORT or monotonic() - begun > SOON:
                self._found(short, n, say("computing", self.live.language), going)
        return True

    def _prepare(self, pairs: PositionPairs, going: Going) -> None:
        """Have shorter runs of A, so that the next first look needs those of B only."""
        if (short := pairs.shortened()) is not None:
            short.extend(SHORT, going)

    def _follow_pairs(self, pairs: PositionPairs, going: Going, least: int) -> None:
        """Run more and more pairs, and show now and then what they say: soon a few, `least`, and all when there is time."""
        worked, last, first = 0.0, monotonic(), True
        limit, there = max(most(self.live.scenario), len(pairs)), pairs.added
        for n in sorted({there, limit, *(one for one in COUNTS if there < one < limit)} - {0}):
            begun = monotonic()
            pairs.extend(n, going, limit)
            now = monotonic()
            worked += now - begun
            over = n == limit or (pairs.same and n >= ENOUGH) or worked > LONG
            alone = n >= FEW and not self._looked
            soon = first and (n >= FEW or n == there or worked > SOON)
            if n >= least and (over or alone or soon or now - last > SELDOM):
                self._found(pairs, n, "" if over else say("computing", self.live.language), going)
                first, last = False, monotonic()
            if over or not self._looked_at(going, n < FEW):
                return

    def _widen(self, going: Going) -> None:
        """Try, while nobody moves anything, what does most; then give that a slider."""
        if self.live.scenario.play or self.state.chosen:
            return
        self.state.widest = widest = self.live.widest
        shown = 0.0
        while not widest.done and self._looked_at(going, False):
            widest.try_next(going)
            if going() and monotonic() - shown > SELDOM and not widest.done:
                self._show()
                shown = monotonic()
        if widest.done and widest.candidates and going():
            self.live.choose_sliders()
            self.state.chosen = True
            self._show()

    def _looked_at(self, going: Going, begun: bool) -> bool:
        """Wait until somebody looks, unless it has only just `begun`; return whether to go on then."""
        with self._changed:
            self._changed.wait_for(lambda: begun or self._looked or not going())
        return going()

    def _follow_verdict(self, pairs: PositionPairs, going: Going) -> None:
        """Have the pairs that a verdict takes, and say how far that is; dropped when a slider moves."""
        n = verdict.wanted(self.live.scenario.run.replications)
        for count in range(0, n + 1, max(1, n // 20)) if not pairs.same else ():
            pairs.extend(count, going, n)
            if not going():
                return
            self.state.said = ("", say("judging", self.live.language, done=max(count, pairs.added), n=n))
            self._found(pairs, max(count, pairs.added), say("computing", self.live.language), going)
        pairs.extend(n if not pairs.same else 0, going)
        if going():
            self.state.said = verdict_said(self.live, pairs.found(n))

    def _found(self, pairs: PositionPairs, n: int, status: str, going: Going) -> None:
        """Show what n pairs say, unless a slider was moved: each step looks, as each takes a while."""
        pairs.add_up(n, going)
        if n and going():
            found = pairs.found(n)
            if going():
                self.state.found, self.state.stale, self.state.error = found, False, None
                self._show(status)

    def _show(self, status: str | None = None) -> None:
        with self._showing:  # what is shown last is the newest
            self.state.status = self.state.status if status is None else status
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
