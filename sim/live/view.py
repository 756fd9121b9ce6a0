"""What a page or widget is sent: the frame, the panels, where each slider stands, and what goes on; all of it plain data."""

import re
from dataclasses import dataclass, field
from typing import Any

from sim.kernel.limits import Unusable
from sim.live import verdict
from sim.live.comparing import Comparing
from sim.live.frame import frame
from sim.live.pairs import Found, most
from sim.live.panels import lasting, panels, soon, templates
from sim.live.positions import number
from sim.live.texts import text
from sim.live.widest import PAIRS, WidestEffects
from sim.live.words import say
from sim.scenario.inspect.sliders import Slider
from sim.scenario.text.faults import ScenarioError
from sim.views import verdict_words

View = dict[str, Any]


@dataclass
class State:
    """What goes on besides the sliders: what was found last, whether it is of an earlier position, errors, files."""

    found: Found | None = None
    stale: bool = False
    status: str = ""
    error: Exception | None = None
    said: tuple[str, str] = ("", "")  # of the verdict: its word, and the reason or how it is got
    seen: dict[str, int] = field(default_factory=dict)  # the last message of each client
    files: list[dict[str, str]] = field(default_factory=list)
    note: str = ""  # of a file that is being written
    wait: float = 0.0  # seconds until the first pairs of another position are there
    widest: WidestEffects | None = None  # of what is tried for a slider
    chosen: bool = False  # whether sliders are by that
    frames: dict[Any, str] = field(default_factory=dict)  # that were drawn: what stays while sliders move

    def frame(self, live: Comparing, key: str, back: bool) -> str:
        """Return the frame in the language of the page."""
        drawn = live.language, *(one.name for one in live.sliders)
        if drawn not in self.frames:
            scenario = live.scenario.model_copy(update={"language": live.language})
            self.frames[drawn] = frame(scenario, live.sliders, live.language, key, back=back)
        return self.frames[drawn]


def view(live: Comparing, state: State, key: str, back: bool = False) -> View:
    """Return all that is shown, in the language of the page."""
    language = live.language
    shown = panels(state.found, language, most(live.scenario)) if state.found else {}
    make: Any = templates().get_template("panels.html").module
    shown["verdict"] = str(make.verdict(*state.said, language)) if state.found else ""
    return {
        "title": live.scenario.title,
        "language": language,
        "frame": state.frame(live, key, back),
        "panels": shown,
        "sliders": {one.name: _stands(live, one) for one in live.sliders},
        "design": live.moves.b.design,
        "can_undo": live.moves.can_undo,
        "status": state.status,
        "moving": say("moving", language, soon=soon(state.wait, language)),
        "stale": state.stale,
        "error": error(state.error, language),
        "lost": say("lost", language),
        "n": state.found.n if state.found else 0,
        "short": state.found is not None and state.found.pairs.short is not None,
        "files": list(state.files),
        "note": state.note,
        "why": why(live, state),
        "seen": dict(state.seen),
    }


def why(live: Comparing, state: State) -> str:
    """Return why there are sliders of these numbers; '' as long as it is not looked for what does most."""
    tried, language = state.widest, live.language
    if live.scenario.play:
        return say("sliders_given", language)
    if tried is None or not tried.candidates:
        return ""
    n = len(tried.candidates)
    if not state.chosen:
        return say("sliders_usual", language, done=len(tried.sizes), n=n)
    runs = say("of_runs", language, length=lasting(tried.short.length, tried.short, language)) if tried.short else ""
    return say("sliders_by_effect", language, n=n, pairs=PAIRS, runs=runs, nothing=n - len(tried.telling))


def _stands(live: Comparing, one: Slider) -> dict[str, Any]:
    """Return where a slider stands, its value in words, that of A, and whether the design has the number at all."""
    language, a, b = live.language, live.moves.a, live.moves.b
    there, at_a = (number(live.scenario, each.design, one.path) for each in (b, a))
    if there is None:
        return {"at": one.nearest(one.quantity.now), "said": say("absent", language), "a": "", "absent": True}
    value = float(b.values.get(one.path, there.now))
    before = "" if at_a is None else say("at_a", language, value=text(one, float(a.values.get(one.path, at_a.now)), language))
    return {"at": one.nearest(value), "said": text(one, value, language), "a": before, "absent": False}


def error(what: Exception | None, language: str) -> str:
    """Return what went wrong, in words of the page's language, with what the engine says beside it; '' where nothing did."""
    if what is None:
        return ""
    make: Any = templates().get_template("panels.html").module
    return str(make.error(_in_words(what, language), str(what), language))


def _in_words(what: Exception, language: str) -> str:
    if isinstance(what, ScenarioError):
        first = what.faults[0]
        shares = re.search("sum to|come to|leave", f"{first.allowed} {first.advice}")
        return say("misfit", language, what=say("misfit_shares" if shares else "misfit_values", language))
    why = say("too_much", language) if isinstance(what, Unusable | MemoryError) else type(what).__name__
    return say("failed", language, what=why)


def verdict_said(live: Comparing, found: Found | None) -> tuple[str, str]:
    """Return the verdict in a word and its reason; without one how it is got, or why there is none."""
    n = verdict.wanted(live.scenario.run.replications)
    if found is None:
        return "", say("verdict_how", live.language, n=n)
    if found.pairs.same:
        return "", say("nothing_to_judge", live.language)
    if found.pairs.a.position.world != found.pairs.b.position.world:
        return "", say("other_worlds", live.language)
    item, scenario = verdict.verdict(found), live.scenario.model_copy(update={"language": live.language})
    name = verdict_words.name(item.verdict, scenario)
    return name, verdict_words.reason(item, scenario.currency or "money", live.language)
