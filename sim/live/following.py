"""What is computed where the sliders stand, and when it is shown: a first look, more and more pairs, a verdict, what does most."""

from collections.abc import Callable
from time import monotonic

from sim.live import verdict
from sim.live.comparing import Comparing
from sim.live.first_look import PAIRS as SHORT
from sim.live.first_look import WHOLE
from sim.live.kept import Going
from sim.live.pairs import ENOUGH, MOST, PositionPairs, most
from sim.live.view import State, verdict_said
from sim.live.words import say

COUNTS = (1, 2, 3, 4, 6, 8, 10, 14, ENOUGH, 30, 40, 60, 80, 120, 160, MOST)  # of pairs, at which it may be shown
FEW = 10  # pairs that are shown first, or as many as there are
SOON = 0.1  # seconds of work, after which these are shown
SELDOM = 0.4  # seconds between later ones, at least
LONG = 60.0  # seconds of work on one position: then it is left at that

Show = Callable[[str | None], None]  # the status to show, None for what it was


class Following:
    """Computes as long as `going` says that it is still asked for, writes what it finds into the state, and has it shown."""

    def __init__(
        self, live: Comparing, state: State, show: Show, looked: Callable[[], bool], looked_at: Callable[[Going, bool], bool]
    ) -> None:
        self._live, self._state, self._show = live, state, show
        self._looked, self._looked_at = looked, looked_at  # whether somebody looks; wait until somebody does

    def follow(self, judging: bool, going: Going) -> None:
        """Compute where the sliders stand, more and more pairs, as long as nobody moves them and somebody looks."""
        pairs = self._live.pairs()
        self._state.wait = pairs.wait
        if judging:
            self._show_verdict(pairs, going)
        self._show_pairs(pairs, going, WHOLE if self._look_first(pairs, going) else 1)
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
                self._found(short, n, say("computing", self._live.language), going)
        return True

    def _prepare(self, pairs: PositionPairs, going: Going) -> None:
        """Have shorter runs of A, so that the next first look needs those of B only."""
        if (short := pairs.shortened()) is not None:
            short.extend(SHORT, going)

    def _show_pairs(self, pairs: PositionPairs, going: Going, least: int) -> None:
        """Run more and more pairs, and show now and then what they say: soon a few, `least`, and all when there is time."""
        worked, last, first = 0.0, monotonic(), True
        limit, there = max(most(self._live.scenario), len(pairs)), pairs.added
        for n in sorted({there, limit, *(one for one in COUNTS if there < one < limit)} - {0}):
            begun = monotonic()
            pairs.extend(n, going, limit)
            now = monotonic()
            worked += now - begun
            over = n == limit or (pairs.same and n >= ENOUGH) or worked > LONG
            alone = n >= FEW and not self._looked()
            soon = first and (n >= FEW or n == there or worked > SOON)
            if n >= least and (over or alone or soon or now - last > SELDOM):
                self._found(pairs, n, "" if over else say("computing", self._live.language), going)
                first, last = False, monotonic()
            if over or not self._looked_at(going, n < FEW):
                return

    def _widen(self, going: Going) -> None:
        """Try, while nobody moves anything, what does most; then give that a slider."""
        if self._live.scenario.play or self._state.chosen:
            return
        self._state.widest = widest = self._live.widest
        shown = 0.0
        while not widest.done and self._looked_at(going, False):
            widest.try_next(going)
            if going() and monotonic() - shown > SELDOM and not widest.done:
                self._show(None)
                shown = monotonic()
        if widest.done and widest.candidates and going():
            self._live.choose_sliders()
            self._state.chosen = True
            self._show(None)

    def _show_verdict(self, pairs: PositionPairs, going: Going) -> None:
        """Have the pairs that a verdict takes, and say how far that is; dropped when a slider moves."""
        n = verdict.wanted(self._live.scenario.run.replications)
        for count in range(0, n + 1, max(1, n // 20)) if not pairs.same else ():
            pairs.extend(count, going, n)
            if not going():
                return
            self._state.said = ("", say("judging", self._live.language, done=max(count, pairs.added), n=n))
            self._found(pairs, max(count, pairs.added), say("computing", self._live.language), going)
        pairs.extend(n if not pairs.same else 0, going)
        if going():
            self._state.said = verdict_said(self._live, pairs.found(n))

    def _found(self, pairs: PositionPairs, n: int, status: str, going: Going) -> None:
        """Show what n pairs say, unless a slider was moved: each step looks, as each takes a while."""
        pairs.add_up(n, going)
        if n and going():
            found = pairs.found(n)
            if going():
                self._state.found, self._state.stale, self._state.error = found, False, None
                self._show(status)
