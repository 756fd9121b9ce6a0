"""The day as a picture: what comes by half-hour, who is there and how busy they are, and how well it goes."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.analyses.day import SLOT, SLOTS, Day
from sim.catalogue.numbers import Scale, pick
from sim.scenario.fields.model import Scenario
from sim.views.names import title
from sim.views.plots import COLOURS, Picture

WIDTH, HEIGHT = 7.4, 4.4  # inches
LINES = ("-", "--", ":")
_NEEDS = ("needs and contacts per half-hour", "vragen en contacten per half uur")
_NEED, _CONTACT = ("needs", "vragen"), ("contacts", "contacten")
_PEOPLE = ("people: on shift and busy", "mensen: aanwezig en bezig")
_STAFF, _BUSY = ("on shift", "aanwezig"), ("busy", "bezig")
_LEVEL = ("% answered within the norm", "% geholpen binnen de norm")
_ANSWERED = ("% answered", "% geholpen")
_TIME = ("time of day", "tijd van de dag")


def picture(scenario: Scenario, found: Mapping[str, Day]) -> Picture:
    """Draw the mean working day: needs and contacts, staff and busy, and the share answered within the norm."""
    figure = Picture(figsize=(WIDTH, HEIGHT), layout="constrained")
    frames = figure.subplots(3, 1, sharex=True, height_ratios=[1.0, 1.0, 0.8])
    for number, (name, day) in enumerate(found.items()):
        looks = {"linestyle": LINES[number % len(LINES)]}
        _design(frames, day, title(scenario, name), looks, scenario.language)
    heads = (_NEEDS, _PEOPLE, level_head(found))
    for axes, head in zip(frames, heads, strict=True):
        axes.set_title(pick(head, scenario.language), loc="left", fontsize=9, fontweight="bold")
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_ylim(bottom=0.0)
        axes.tick_params(labelsize=8)
        axes.yaxis.set_major_formatter(
            lambda value, _: Scale(1.0, "", int(value != int(value)), scenario.language).number(value)
        )
        axes.legend(frameon=False, fontsize=7.5, loc="center left", bbox_to_anchor=(1.0, 0.5), labelspacing=0.3)
    frames[2].set_ylim(0.0, 103.0)
    frames[2].xaxis.set_major_formatter(lambda value, _: clock(value))
    frames[2].locator_params(axis="x", integer=True, nbins=12)
    frames[2].set_xlabel(pick(_TIME, scenario.language), fontsize=8)
    return figure


def level_head(found: Mapping[str, Day]) -> tuple[str, str]:
    """Return what the share is called: within the norm, or just answered where no role has one."""
    same = all(np.array_equal(day.figures["within"], day.figures["answered"]) for day in found.values())
    return _ANSWERED if same else _LEVEL


def clock(hour: float) -> str:
    """Return an hour of the day as people write it: "8:30"."""
    return f"{int(hour)}:{round(60 * (hour % 1)):02d}"


def _design(frames: Sequence[Any], day: Day, name: str, looks: Mapping[str, str], language: str) -> None:
    slots, days = day.open, day.working
    hours = np.array([*slots, slots[-1] + 1]) * SLOT / 60.0 if slots else np.array([0.0])
    contacts = np.sum([day.mean_contacts(channel, days) for channel in day.contacts] or [np.zeros(SLOTS)], axis=0)
    lines = (
        (0, day.mean("needs", days), COLOURS[0], pick(_NEED, language)),
        (0, contacts, COLOURS[1], pick(_CONTACT, language)),
        (1, day.mean("staff", days) * 60.0 / SLOT, COLOURS[0], pick(_STAFF, language)),
        (1, day.mean("busy", days) * 60.0 / SLOT, COLOURS[1], pick(_BUSY, language)),
        (2, 100.0 * day.part("within", "offered", days), "#333333", textwrap.fill(name, 24)),
    )
    for place, values, colour, label in lines:
        if slots:
            told = label if place == 2 or looks["linestyle"] == LINES[0] else "_"  # colours are named once
            shown = np.append(values[slots], values[slots[-1]])
            frames[place].plot(hours, shown, color=colour, drawstyle="steps-post", linewidth=1.6, label=told, **looks)
