"""Warm-up in a picture: for each measure the series from an empty start, where MSER-5 cuts it, and the scenario's own."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.analyses.studies.warm_up import Advice
from sim.catalogue import labels
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.plots import COLOURS, WIDTH, Picture
from sim.views.warm_up_words import lasts, sentences

ROWS = 8  # at most: those that need the longest
POINTS = 300  # of a line: more than that cannot be seen
_HEADING = (
    "{title}: how long until a run forgets that it began empty?",
    "{title}: hoe lang tot een run vergeet dat hij leeg begon?",
)
_CUT = ("MSER-5: {time}", "MSER-5: {time}")
_BEYOND = ("MSER-5: beyond half, {time}", "MSER-5: voorbij de helft, {time}")
_OWN = ("run.warm_up: {time}", "run.warm_up: {time}")
_SERIES = ("mean of {n} replications", "gemiddelde van {n} herhalingen")
_LEVEL = ("mean after the cut", "gemiddelde na de knip")
_ERROR = ("MSER-5 statistic, relative", "MSER-5-maat, relatief")


def picture(scenario: Scenario, advice: Sequence[Advice]) -> Picture:
    """Draw a row for each measure of each design that has a series long enough (those that need most), the statistic in grey."""
    said = sorted((one for one in advice if one.cut is not None), key=lambda one: -(one.minutes or 0.0))[
        :ROWS
    ]
    known = [one for one in advice if one in said]
    language, rows = scenario.language, max(len(known), 1)
    figure = Picture(figsize=(WIDTH, 1.0 + 2.3 * rows), layout="constrained")
    heading = words.pick(_HEADING, language).format(title=scenario.title)
    figure.suptitle(heading, x=0.01, ha="left", fontweight="bold")
    for axes, one in zip(figure.subplots(rows, 1, squeeze=False)[:, 0], known, strict=False):
        _draw(axes, scenario, one)
    figure.supxlabel("\n".join(sentences(scenario, advice)), fontsize=8, x=0.99, ha="right", wrap=True)
    return figure


def _draw(axes: Any, scenario: Scenario, one: Advice) -> None:
    assert one.cut is not None
    language, (unit, minutes) = scenario.language, words.time_axis(scenario.run.length)
    how = words.scale(one.unit, [float(one.cut.batches.mean())], None, language)
    time, values = (_thinned(x) for x in (one.times, one.cut.batches))
    n = words.pick(_SERIES, language).format(n=one.replications)
    axes.plot(time / minutes, values * how.factor, color=COLOURS[0], linewidth=1.0, label=n)
    kept = one.cut.batches[one.cut.observations // 5 :].mean() * how.factor
    axes.axhline(kept, color=COLOURS[0], linewidth=0.9, linestyle=":", label=words.pick(_LEVEL, language))
    text = words.pick(_CUT if one.enough else _BEYOND, language).format(
        time=lasts(one.minutes or 0.0, language)
    )
    axes.axvline((one.minutes or 0.0) / minutes, color=COLOURS[5], linewidth=2.0, label=text)
    own = words.pick(_OWN, language).format(time=lasts(one.warm_up, language))
    axes.axvline(one.warm_up / minutes, color="black", linewidth=1.3, linestyle="--", label=own)
    _statistic(axes, one, minutes, language)
    axes.set_xlim(0.0, scenario.run.length / minutes)
    axes.yaxis.set_major_formatter(
        lambda value, _: words.scale("", [*axes.get_ylim()], None, language).number(value)
    )
    axes.set_ylabel(how.unit)
    axes.set_xlabel(labels.unit(unit, language))
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(f"{one.design}: {labels.label(one.measure, language)}", loc="left", fontsize=10)
    axes.legend(frameon=False, fontsize=8, loc="center left", bbox_to_anchor=(1.07, 0.5))


def _statistic(axes: Any, one: Advice, minutes: float, language: str) -> None:
    """Draw the statistic by where the series would be cut, on a scale of its own: its least is what counts."""
    assert one.cut is not None
    beside = axes.twinx()
    errors = _thinned(one.cut.errors / one.cut.errors[0] if one.cut.errors[0] else one.cut.errors)
    time = _thinned(one.times[: len(one.cut.errors)])
    beside.plot(time / minutes, errors, color="#999999", linewidth=1.0, linestyle="-.")
    beside.set_ylim(0.0, 2.5)
    beside.set_yticks([])
    beside.set_ylabel(words.pick(_ERROR, language), fontsize=7, color="#777777")
    beside.spines[["top", "right"]].set_visible(False)


def _thinned(values: Any) -> Any:
    """Return means of equal parts of a long series."""
    parts = max(1, len(values) // POINTS)
    whole = len(values) // parts * parts
    return np.asarray(values[:whole]).reshape(-1, parts).mean(axis=1)
