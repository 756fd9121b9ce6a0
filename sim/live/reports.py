"""What is written at somebody's asking: B as a scenario, at once, and the report, by a thread of its own."""

import re
from collections.abc import Callable
from threading import Thread

from sim.live.comparing import Comparing
from sim.live.words import say
from sim.runs.progress import quiet

File = dict[str, str]
Told = Callable[[File | None, str, Exception | None], None]
KINDS = {"save": ("yaml", "text/yaml"), "report": ("html", "text/html")}


def written(live: Comparing, what: str, told: Told) -> None:
    """Write a file, and tell: that it is being written, the file or what went wrong, and words for both."""
    if what == "report":
        told(None, say("reporting", live.language), None)
        Thread(target=_write, args=(live, what, told), name="report", daemon=True).start()
    else:
        _write(live, what, told)


def _write(live: Comparing, what: str, told: Told) -> None:
    ending, kind = KINDS[what]
    name = f"{_plain(live.scenario.title)}_{'B' if what == 'save' else say('report_name', live.language)}.{ending}"
    try:
        with quiet():
            text = live.to_yaml() if what == "save" else live.report().html
    except Exception as error:
        told(None, "", error)
        return
    key = "saved" if what == "save" else "reported"
    told({"name": name, "kind": kind, "said": say(key, live.language, name=name), "text": text}, "", None)


def _plain(title: str) -> str:
    return re.sub(r"\W+", "_", title.lower()).strip("_")[:40] or "scenario"
