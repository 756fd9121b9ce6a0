"""Somebody at the sliders: what is asked is done at once, what takes time by a thread that drops it for anything newer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Condition, Lock, Thread
from typing import Any

from sim.live import verdict
from sim.live.comparing import Comparing
from sim.live.following import Following
from sim.live.kept import Going
from sim.live.reports import KINDS as WRITTEN
from sim.live.reports import File, written
from sim.live.view import State, View, verdict_said, view
from sim.live.words import say


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
        self._following = Following(live, self.state, self._show, lambda: bool(self._looked), self._looked_at)
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
                self._following.follow(judging, self._going(generation))
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

    def _going(self, generation: int) -> Going:
        """Return whether this is still what was asked last."""
        return lambda: self._generation == generation

    def _looked_at(self, going: Going, begun: bool) -> bool:
        """Wait until somebody looks, unless it has only just `begun`; return whether to go on then."""
        with self._changed:
            self._changed.wait_for(lambda: begun or self._looked or not going())
        return going()

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
