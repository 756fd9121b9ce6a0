"""The least staff in a picture: by role, what each block of the plan has now, needs, and would need by Erlang alone."""

import textwrap
from typing import Any

from sim.analyses.studies.staffing import Staffing
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.plots import COLOURS, UNCLEAR, WIDTH, Picture
from sim.views.staffing_words import block_name, norm, sentences, staffed

_HEADING = (
    "{title}: how many people does the service norm take?",
    "{title}: hoeveel mensen vraagt de servicenorm?",
)
_NOW, _NEEDED = ("now", "nu"), ("needed", "nodig")
_ALONE = ("each block alone (Erlang)", "elk blok op zichzelf (Erlang)")
_PEOPLE = ("people", "mensen")


def picture(scenario: Scenario, found: Staffing) -> Picture:
    """Draw a frame for each role, its blocks side by side; above each what share is answered within the norm."""
    language, roles = scenario.language, list(found.norms)
    figure = Picture(figsize=(WIDTH, 1.6 + 2.7 * len(roles)), layout="constrained")
    figure.suptitle(
        words.pick(_HEADING, language).format(title=scenario.title), x=0.01, ha="left", fontweight="bold"
    )
    for axes, role in zip(figure.subplots(len(roles), 1, squeeze=False)[:, 0], roles, strict=True):
        _role(axes, found, role, language)
    lines = [line for said in sentences(scenario, found) for line in textwrap.wrap(said, 125)]
    figure.supxlabel("\n".join(lines), fontsize=8, x=0.99, ha="right")
    return figure


def _role(axes: Any, found: Staffing, role: str, language: str) -> None:
    blocks = [block for block in found.found if block.role == role]
    places = range(len(blocks))
    before, after = ([staffed(found, block, later) for block in blocks] for later in (False, True))
    axes.bar(
        [x - 0.2 for x in places], before, 0.36, color=UNCLEAR, alpha=0.6, label=words.pick(_NOW, language)
    )
    axes.bar([x + 0.2 for x in places], after, 0.36, color=COLOURS[0], label=words.pick(_NEEDED, language))
    alone = [found.erlang[block] for block in blocks]
    axes.plot(
        [x + 0.2 for x in places],
        alone,
        "D",
        color="white",
        markeredgecolor="black",
        label=words.pick(_ALONE, language),
    )
    for x, height, block in zip(places, after, blocks, strict=True):
        stands = found.found[block]
        share = words.Scale(100.0, "%", 0, language).quantity(stands.service)
        axes.annotate(share, (x + 0.2, height), (0, 8), textcoords="offset points", ha="center", fontsize=9,
                      color="black" if stands.met else COLOURS[5])  # fmt: skip
    names = ["\n".join(textwrap.wrap(block_name(block, language), 18)) for block in blocks]
    axes.set_xticks(list(places), names, fontsize=8)
    axes.set_xlim(-0.6, max(len(blocks), 3) - 0.4)
    axes.set_ylim(0, 1.25 * max(*before, *after, *alone, 1))
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylabel(words.pick(_PEOPLE, language))
    axes.set_title(norm(role, found.norms[role], language), loc="left", fontsize=10)
    axes.legend(frameon=False, fontsize=8, loc="upper right")
    axes.spines[["top", "right"]].set_visible(False)
