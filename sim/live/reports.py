"""What is written at somebody's asking: B as a scenario, at once; the report and a day that plays, by a thread of their own."""

import re
from collections.abc import Callable
from threading import Thread

from sim.live.comparing import Comparing
from sim.live.playing.played import played
from sim.live.positions import Position, applied
from sim.live.texts import said
from sim.live.words import say
from sim.runs.progress import quiet
from sim.views.names import title

File = dict[str, str]
Told = Callable[[File | None, str, Exception | None], None]
KINDS = {"save": ("yaml", "text/yaml"), "report": ("html", "text/html"), "day": ("html", "text/html")}
NAMES = {"save": "b_name", "report": "report_name", "day": "day_name"}
BEING, DONE = {"report": "reporting", "day": "playing"}, {"save": "saved", "report": "reported", "day": "played"}


def written(live: Comparing, what: str, told: Told) -> None:
    """Write a file, and tell: that it is being written, the file or what went wrong, and words for both."""
    if what in BEING:
        told(None, say(BEING[what], live.language), None)
        Thread(target=_write, args=(live, what, told), name=what, daemon=True).start()
    else:
        _write(live, what, told)


def _write(live: Comparing, what: str, told: Told) -> None:
    ending, kind = KINDS[what]
    name = f"{_plain(live.scenario.title)}_{say(NAMES[what], live.language)}.{ending}"
    try:
        with quiet():
            written = WRITERS[what](live)
    except Exception as error:
        told(None, "", error)
        return
    told({"name": name, "kind": kind, "said": say(DONE[what], live.language, name=name), **written}, "", None)


def _day(live: Comparing) -> File:
    """Write a day of A and of B, or of one where they stand alike; a page with a script, so with a policy of its own."""
    with live.lock:
        positions = [live.moves.a, live.moves.b]
    cases = [(*applied(live.scenario, one), _called(live, one)) for one in positions[: 1 + (positions[0] != positions[1])]]
    made = played(cases, None, None, None, live.language)
    return {"text": made.html, "policy": made.policy}


def _called(live: Comparing, position: Position) -> str:
    """Return what is moved in a design, after its title."""
    moved = [said(one, position.values[one.path], live.language) for one in live.sliders if one.path in position.values]
    return ": ".join(filter(None, (title(live.scenario, position.design), ", ".join(moved))))


WRITERS: dict[str, Callable[[Comparing], File]] = {
    "save": lambda live: {"text": live.to_yaml()},
    "report": lambda live: {"text": live.report().html},
    "day": _day,
}


def _plain(title: str) -> str:
    return re.sub(r"\W+", "_", title.lower()).strip("_")[:40] or "scenario"
