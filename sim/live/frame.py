"""The part of the page that stays while sliders move: what it is about, the sliders, the buttons; in one language."""

from typing import Any

from sim.live.panels import templates
from sim.live.texts import label, text
from sim.live.words import say
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.sliders import Slider
from sim.views.names import title

BUTTONS = ("pin", "undo", "reset", "judge", "save", "report", "day")
FIRST_SENTENCE = 240  # signs



def frame(
    scenario: Scenario, sliders: list[Slider], language: str, key: str, live: bool = True, back: bool = False
) -> str:
    """Return the frame as HTML; `key` sets its ids apart from those of another on the same page."""
    made = templates().get_template("frame.html")
    a = title(scenario, scenario.default_design)
    return made.render(
        language=language,
        key=key,
        title=scenario.title,
        question=question(scenario),
        intro=say("intro", language, a=say("as_is", language, design=a)),
        designs=_designs(scenario) if live else [],
        sliders=[_slider(one, language) for one in sliders],
        buttons=BUTTONS if live else (),
        live=live,
        back=back,
    )


def question(scenario: Scenario) -> str:
    """Return the client's question, or else how the description begins."""
    asked = str(getattr(scenario, "question", "") or "")
    text = " ".join((asked or scenario.description).split())
    if len(text) <= FIRST_SENTENCE:
        return text
    end = max(text.rfind(sign, 0, FIRST_SENTENCE) for sign in ".?!")
    return text[: end + 1] if end > 0 else f"{text[:FIRST_SENTENCE]} …"


def _designs(scenario: Scenario) -> list[tuple[str, str]]:
    """Return what B can be: designs, changes and markets, with their titles; nothing where there is no choice."""
    names = (scenario.default_design, *(name for name in scenario.variants if name != scenario.default_design))
    return [(name, title(scenario, name)) for name in names] if len(names) > 1 else []


def _slider(one: Slider, language: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": label(one, language),
        "texts": [text(one, value, language) for value in one.values],
        "now": one.nearest(one.quantity.now),
    }
