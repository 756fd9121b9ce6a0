"""What a scenario shows besides what designs differ in: hand-overs, the links of a chain, a market, waits and marks.

Each function draws into axes, and returns the question that it answers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.analyses import chain
from sim.catalogue import labels
from sim.catalogue.keys import Key
from sim.results.results import Comparison, Measure
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.beside import observed, segments
from sim.views.names import title
from sim.views.plots import CLEAR, COLOURS, UNCLEAR, arms, band

FEW = 0.001  # share of the cases below which a bar would say nothing
APART = 0.06  # of the frame, between dots that both get their name
WEEK, FOUR_WEEKS = 10080.0, 40320.0  # minutes
LINES = ("-", "--", ":", "-.")
_HAND_OVERS = ("What does a hand-over cost?", "Wat kost een overdracht?")
_LEAD = ("lead time, days", "doorlooptijd, dagen")
_NUMBER = ("hand-overs of the case", "overdrachten van de zaak")
_EACH = (
    "one hand-over more goes with\n{each} days more",
    "een overdracht meer gaat samen\nmet {each} dagen meer",
)
_LINKS = ("Who leaves what behind?", "Wie laat wat achter?")
_MARK = ("mean mark", "gemiddeld cijfer")
_WHOLE = ("the whole, where several were met", "het geheel, bij wie er meer trof")
_MARKET = ("Whom do customers choose?", "Wie kiezen klanten?")
_SHARE = ("share of the needs, %", "aandeel in de behoeften, %")
_WEEKS = ("weeks", "weken")
_SERVICE = ("Does who waits less give a higher mark?", "Geeft wie korter wacht een hoger cijfer?")
_WITHIN = ("answered within the norm, %", "geholpen binnen de norm, %")


def hand_overs(axes: Any, scenario: Scenario, found: Comparison, replications: int) -> str:
    """Draw the lead time of the baseline's cases by their number of hand-overs; return the question that it answers."""
    language = scenario.language
    seen = chain.hand_overs(scenario, found.baseline, replications)
    days = words.scale("min", [max(m.mean for m in seen.lead_time if m.n)], None, language)
    for number, (lead, share) in enumerate(zip(seen.lead_time, seen.share, strict=True)):
        if share.mean >= FEW:
            _bar(axes, number, lead, share, days)
    ticks = range(chain.MANY + 1)
    axes.set_xticks(ticks, [*map(str, range(chain.MANY)), f"{chain.MANY}+"])
    axes.set_xlim(-0.6, chain.MANY + 0.6)
    axes.set_ylim(0, 1.18 * axes.get_ylim()[1])
    axes.set_xlabel(words.pick(_NUMBER, language))
    axes.set_title(words.pick(_LEAD, language), loc="left", fontsize=10)
    width = words.scale("min", [seen.each.mean * 10], seen.each.half_width, language)
    each = width.estimate(seen.each.mean, seen.each.interval)
    text = words.pick(_EACH, language).format(each=each)
    axes.text(0.02, 0.98, text, transform=axes.transAxes, va="top", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    return words.pick(_HAND_OVERS, language)


def _bar(axes: Any, number: int, lead: Measure, share: Measure, how: words.Scale) -> None:
    middle, width = lead.mean * how.factor, arms(lead.mean, lead.interval, how.factor)
    axes.bar(number, middle, width=0.7, color=CLEAR, alpha=0.35)
    axes.errorbar(number, middle, yerr=width, color=CLEAR, capsize=3, linewidth=1.5)
    said = f"{100 * share.mean:.0f}%" if share.mean >= 0.01 else "<1%"
    axes.annotate(said, (number, middle + width[1][0]), (0, 4), textcoords="offset points", ha="center", fontsize=8)


def links(axes: Any, scenario: Scenario, found: Comparison, replications: int) -> str:
    """Draw the mark that every role gets, and the whole, for each design; return the question that it answers."""
    language = scenario.language
    seen = {name: chain.links(scenario, name, replications) for name in scenario.designs}
    roles = list(dict.fromkeys(role for one in seen.values() for role, m in one.roles.items() if m.n))
    rows = [role.replace("_", " ") for role in roles] + [words.pick(_WHOLE, language)]
    for number, (name, one) in enumerate(seen.items()):
        colour, shift = COLOURS[number % len(COLOURS)], 0.16 * (number - (len(seen) - 1) / 2)
        marks = [one.roles.get(role) for role in roles] + [one.whole]
        there = [(place, mark) for place, mark in enumerate(marks) if mark is not None and mark.n]
        axes.errorbar(
            [mark.mean for _, mark in there], [place + shift for place, _ in there],
            xerr=np.hstack([arms(mark.mean, mark.interval) for _, mark in there]), fmt="o", color=colour, markersize=6,
            label=title(scenario, name),
        )  # fmt: skip
    axes.set_yticks(range(len(rows)), rows)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.axhline(len(rows) - 1.5, color="black", linewidth=0.8)
    axes.set_title(words.pick(_MARK, language), loc="left", fontsize=10)
    axes.grid(axis="y", color="#eeeeee")
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.3, -0.07), frameon=False, fontsize=8)
    return words.pick(_LINKS, language)


def market(axes: Any, scenario: Scenario, found: Comparison, replications: int) -> str:
    """Draw how providers share each market over the run, with bands of 95%; return the question that it answers."""
    language = scenario.language
    for number, (name, one) in enumerate(scenario.markets.items()):
        style = LINES[number % len(LINES)]
        axes.plot([], [], color="black", linestyle=style, label=one.title or name.replace("_", " "))
        for who, parts in enumerate(chain.shares(scenario, name, replications, FOUR_WEEKS).items()):
            _share(axes, parts[0], parts[1], COLOURS[who], style, named=number == 0)
    axes.axhline(100 / len(next(iter(scenario.markets.values())).providers), color=UNCLEAR, linewidth=0.8)
    axes.set_xlim(0, 1.12 * scenario.run.length / WEEK)
    axes.margins(y=0.3)
    axes.set_xlabel(words.pick(_WEEKS, language))
    axes.set_title(words.pick(_SHARE, language), loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize=8, loc="upper left")
    return words.pick(_MARKET, language)


def _share(axes: Any, who: str, parts: Sequence[Measure], colour: str, style: str, named: bool) -> None:
    weeks = [4 * (number + 0.5) for number in range(len(parts))]
    middle = [100 * one.mean for one in parts]
    axes.fill_between(weeks, *band(parts, 100.0), color=colour, alpha=0.2, linewidth=0)
    axes.plot(weeks, middle, color=colour, linestyle=style, linewidth=1.6)
    if named:
        text = who.replace("_", " ")
        axes.annotate(
            text, (weeks[-1], middle[-1]), (4, 0), textcoords="offset points", color=colour, va="center"
        )


def waits(axes: Any, scenario: Scenario, found: Comparison, replications: int) -> str:
    """Draw which share of the customers is answered within the norm, and the mark for the whole; return the question."""
    language, dots = scenario.language, {}
    for number, name in enumerate(sorted(found.results, key=lambda name: name not in scenario.designs)):
        within, mark = _service(found, name), found.results[name].measures["episode_mark"]
        is_design = name in scenario.designs
        axes.errorbar(
            100 * within.mean, mark.mean, xerr=arms(within.mean, within.interval, 100.0),
            yerr=arms(mark.mean, mark.interval), fmt="o",
            color=COLOURS[number % len(COLOURS)] if is_design else UNCLEAR, markersize=8 if is_design else 5,
            zorder=3 if is_design else 2,
        )  # fmt: skip
        dots[name] = (100 * within.mean, mark.mean)
    axes.margins(x=0.25, y=0.12)
    _name_dots(axes, {title(scenario, name): dot for name, dot in dots.items()})
    axes.set_title(labels.label("episode_mark", language), loc="left", fontsize=10)
    axes.set_xlabel(words.pick(_WITHIN, language))
    axes.spines[["top", "right"]].set_visible(False)
    return words.pick(_SERVICE, language)


def _name_dots(axes: Any, dots: Mapping[str, tuple[float, float]]) -> None:
    """Write names beside dots, the first first, and none where another name stands already."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    heights: list[float] = []
    for name, (x, y) in dots.items():
        height, far = (y - low) / (high - low), (x - left) / (right - left) > 0.5
        if all(abs(height - other) > APART for other in heights):
            heights.append(height)
            axes.annotate(
                name, (x, y), (-9 if far else 9, 0), textcoords="offset points", fontsize=8, va="center",
                ha="right" if far else "left",
            )  # fmt: skip


def _service(found: Comparison, name: str) -> Measure:
    """Return the service level of the role that the customers of a design meet most."""
    measures = found.results[name].measures
    levels = [key for key in map(Key.of, measures) if key.measure == "service_level" and not key.per_run]
    busiest = max(levels, key=lambda level: measures[level.beside("visits")].mean)
    return measures[str(busiest)]


FINDINGS = {
    "hand_overs": hand_overs,
    "links": links,
    "market": market,
    "observed": observed,
    "segments": segments,
    "waits": waits,
}
