"""A page to mail: the same sliders over points that were computed beforehand, in one file that needs nothing beside it."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

from sim.live.comparing import Comparing
from sim.live.frame import frame, question
from sim.live.packed import packed, policy
from sim.live.pairs import ENOUGH, PositionPairs
from sim.live.panels import panels, templates
from sim.live.positions import Position
from sim.live.texts import text
from sim.live.view import State, error, why
from sim.live.words import say
from sim.runs.progress import bar
from sim.scenario.inspect.sliders import Slider
from sim.scenario.text.faults import ScenarioError

HERE = Path(__file__).parent
MOST = 50  # points
SLIDERS = 2, 3  # at most: those of a scenario that proposes none, and those that it proposes
FEWEST = 3  # values of a slider, of those that have so many
LEAST = 2  # pairs in each point


def page(live: Comparing) -> str:
    """Return the page, with the first few sliders: more would be too many points."""
    _choose(live)
    sliders = thinned(live.sliders[: SLIDERS[bool(live.scenario.play)]])
    n = max(LEAST, min(ENOUGH, live.scenario.run.replications))
    places = list(product(*(range(len(one.values)) for one in sliders)))
    points = {}
    with bar(len(places), "computing the points of the page") as shown:
        for place in places:
            points[",".join(map(str, place))] = _point(live, sliders, place, n)
            shown.advance()
    return _written(live, sliders, points, n)


def _choose(live: Comparing) -> None:
    """Find what does most, where the scenario proposes no sliders."""
    widest = live.widest
    with bar(len(widest.candidates), "looking for what does most") as shown:
        while not widest.done:
            widest.try_next(lambda: True)
            shown.advance()
    if widest.candidates:
        live.choose_sliders()


def thinned(sliders: Sequence[Slider]) -> list[Slider]:
    """Return sliders with so few values that there are no more than MOST points: the ends, and the scenario's own between."""
    room = MOST
    found = []
    for left, one in zip(range(len(sliders), 0, -1), sliders, strict=True):
        count = min(len(one.values), max(FEWEST, int(room ** (1.0 / left) + 1e-9)))
        found.append(_thinned(one, count))
        room //= len(found[-1].values)
    return found


def _thinned(one: Slider, count: int) -> Slider:
    last, own = len(one.values) - 1, one.nearest(one.quantity.now)
    places = {round(i * last / (count - 1)) for i in range(count)}
    if own not in places:  # takes the place of what lies nearest
        inner = [place for place in places if 0 < place < last] or [last]
        places = (places - {min(inner, key=lambda place: abs(place - own))}) | {own}
    return Slider(one.name, one.quantity, tuple(one.values[place] for place in sorted(places)), one.labels)


def _point(live: Comparing, sliders: Sequence[Slider], place: Sequence[int], n: int) -> dict[str, str]:
    """Return what is shown where the sliders stand so, or that they can't."""
    values = {one.path: one.values[at] for one, at in zip(sliders, place, strict=True)}
    b = Position(live.moves.b.design, {**live.moves.b.values, **values})
    try:
        pairs = PositionPairs(live.scenario, live.moves.a, b, live.kept)
        pairs.extend(n)
    except ScenarioError as misfit:
        return {"error": error(misfit, live.language)}
    return panels(pairs.found(n), live.language, most=n)


def _written(live: Comparing, sliders: Sequence[Slider], points: dict[str, dict[str, str]], n: int) -> str:
    language = live.language
    now = [one.nearest(one.quantity.now) for one in sliders]
    data: dict[str, Any] = {
        "frame": frame(live.scenario, list(sliders), language, "lr", live=False),
        "title": live.scenario.title,
        "language": language,
        "names": [one.name for one in sliders],
        "now": now,
        "a": [say("at_a", language, value=text(one, one.quantity.now, language)) for one in sliders],
        "status": say("point", language, n=n),
        "why": why(live, State(widest=live.widest, chosen=True)),
        "points": points,
    }
    script = "\n".join((HERE / name).read_text(encoding="utf-8") for name in ("live.js", "saved.js"))
    style = (HERE / "live.css").read_text(encoding="utf-8")
    made = templates().get_template("saved.html")
    return made.render(
        language=language,
        title=live.scenario.title,
        question=question(live.scenario),
        script=script,
        style=style,
        policy=policy(script, style),
        data=packed(data),
    )
