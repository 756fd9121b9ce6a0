"""Changes together, in a picture: what sets gain for their money, what they ask of both sides, how pairs work on each other."""

import textwrap
from typing import Any

from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.analyses.combinations import Combinations, Trial
from sim.analyses.combinations.pairs import ADD_UP, REINFORCE
from sim.analyses.pareto import SIDES
from sim.catalogue import labels
from sim.scenario.fields.model import Scenario
from sim.views import words
from sim.views.combinations_words import MOST, amount, best, cost_head, named
from sim.views.plots import CLEAR, COLOURS, UNCLEAR, Picture, arms

WIDTH, TOP, ROW = 11.7, 4.4, 0.34  # inches
HARM = COLOURS[5]
LINE = 130  # characters of a sentence on a line
WORTH = 0.1  # of the effects of a pair: the axis of interactions reaches as far at least
KEYED = 6  # sets of the line with a number and a name
_MONEY = ("What does money buy?", "Wat koopt geld?")
_GAIN = ("{}, improvement in {}", "{}, verbetering in {}")
_BOTH = ("Who asks least of both sides?", "Wie vraagt van beide kanten het minst?")
_PAIRS = (
    "Two changes together, less each alone: do they reinforce each other?",
    "Twee veranderingen samen, min elk apart: versterken ze elkaar?",
)
_KEYS = (
    ("best for its budget", "another set", "harms a guardrail", "budget"),
    ("het beste voor zijn budget", "een andere verzameling", "schaadt een randvoorwaarde", "budget"),
)
_NOTE = (
    "Lines: 95% intervals, {if}; those of interactions hold for all {k} together. Blue: reinforce; red: weaken; grey: can't be "
    "told from adding up. n = {n}.",
    "Streepjes: 95%-intervallen, {if}; die van wisselwerkingen gelden voor alle {k} samen. Blauw: versterken; rood: verzwakken; "
    "grijs: niet te onderscheiden van optellen. n = {n}.",
)


def picture(scenario: Scenario, found: Combinations) -> Picture:
    """Draw every set that was tried by its cost and gain and by the effort of both sides, and the interaction of pairs."""
    language, rows = scenario.language, min(MOST, len(found.pairs))
    below = ROW * rows + 1.2 if rows else 0.0
    figure = Picture(figsize=(WIDTH, TOP + below + 1.0), layout="constrained")
    title = textwrap.fill(f"{scenario.title}. {best(found, language)}", 110)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    grid = figure.add_gridspec(2 if rows else 1, 2, height_ratios=[TOP, below] if rows else [TOP])
    _money(figure.add_subplot(grid[0, 0]), found, language)
    _sides(figure.add_subplot(grid[0, 1]), found, language)
    if rows:
        _pairs(figure.add_subplot(grid[1, :]), found, language)
    note = words.pick(_NOTE, language).format(k=len(found.pairs), n=found.best.trial.gain.n)
    figure.supxlabel(textwrap.fill(note, LINE), x=0.01, ha="left", fontsize=8)
    return figure


def _money(axes: Any, found: Combinations, language: str) -> None:
    """Draw the gain of each set against its cost; those that are best for their budget joined by steps."""
    how = words.row_scale(found.best.trial.gain, language)
    front = found.frontier
    for trial in found.trials:
        if trial not in front:
            colour, shape = (HARM, "x") if trial.harms else (UNCLEAR, "o")
            axes.plot(
                trial.cost, how.factor * trial.value, marker=shape, color=colour, markersize=4, alpha=0.6
            )
    for number, trial in enumerate(front):
        width = arms(trial.gain.difference, trial.gain.interval, how.factor)
        axes.errorbar(trial.cost, how.factor * trial.value, yerr=width, fmt="o", color=CLEAR, markersize=6)
        text, at = _short(trial, number, language), (trial.cost, how.factor * trial.value)
        axes.annotate(text, at, (6, -4), textcoords="offset points", fontsize=7.5, va="top")
    axes.step(
        [one.cost for one in front], [how.factor * one.value for one in front], where="post", color=CLEAR
    )
    if found.budget is not None:
        axes.axvline(found.budget, color="black", linewidth=0.9, linestyle="--")
    axes.axhline(0.0, color="black", linewidth=0.6)
    _legend(axes, found, language)
    axes.margins(x=0.16, y=0.12)
    _dress(axes, _MONEY, language)
    _numbers(axes.yaxis, language=language)
    axes.set_xlabel(cost_head(found.currency, language))
    axes.set_ylabel(
        words.pick(_GAIN, language).format(
            labels.label(found.outcome, language), how.change(0.0).partition(" ")[2]
        )
    )
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.xaxis.set_major_formatter(lambda x, _: amount(x, language))


def _short(trial: Trial, number: int, language: str) -> str:
    """Return what a set is called beside its point, on as many lines as it has changes."""
    return named(trial.changes, language).replace(" + ", "\n+ ") if trial.changes and number < KEYED else ""


def _legend(axes: Any, found: Combinations, language: str) -> None:
    """Draw a key to what there is to be seen."""
    marks = [
        ("o", CLEAR, True),
        ("o", UNCLEAR, True),
        ("x", HARM, any(trial.harms for trial in found.trials)),
    ]
    dots = [Line2D([], [], marker=shape, color=colour, linestyle="none") for shape, colour, _ in marks]
    line = Line2D([], [], color="black", linestyle="--", linewidth=0.9)
    there = [*(shown for _, _, shown in marks), found.budget is not None]
    keys = zip((*dots, line), _KEYS[language == "nl"], there, strict=True)
    handles, names = zip(*((handle, name) for handle, name, shown in keys if shown), strict=True)
    axes.legend(handles, names, frameon=False, fontsize=8, loc="best")


def _sides(axes: Any, found: Combinations, language: str) -> None:
    """Draw the effort of customers against that of the organisation; those beaten by none in colour, joined by a line."""
    front = {one.changes for one in found.front}
    for trial in found.trials:
        x, y = (found.results["+".join((found.design, *trial.changes))].measures[side] for side in SIDES)
        clear = trial.changes in front
        width = {"xerr": arms(x.mean, x.interval), "yerr": arms(y.mean, y.interval)}
        style = {"color": CLEAR if clear else UNCLEAR, "alpha": 1.0 if clear else 0.4, "linewidth": 0.8}
        axes.errorbar(x.mean, y.mean, **width, **style, fmt="s" if not trial.changes else "o", markersize=5)
        if not trial.changes or trial.changes == found.best.trial.changes:
            text = textwrap.fill(named(trial.changes, language), 24)
            axes.annotate(text, (x.mean, y.mean), (7, 5), textcoords="offset points", fontsize=8)
    axes.margins(0.16)
    _dress(axes, _BOTH, language)
    _numbers(axes.xaxis, axes.yaxis, language=language)
    axes.set_xlabel(f"{labels.label(SIDES[0], language)}, min")
    axes.set_ylabel(f"{labels.label(SIDES[1], language)}, min")


def _pairs(axes: Any, found: Combinations, language: str) -> None:
    shown = found.pairs[:MOST]
    widest = max((pair.half_width or 0.0 for pair in shown), default=0.0)
    how = words.scale(shown[0].found.unit, [pair.value for pair in shown], widest, language)
    for place, pair in enumerate(shown):
        colour = UNCLEAR if pair.verdict == ADD_UP else CLEAR if pair.verdict == REINFORCE else HARM
        width = arms(pair.value, pair.interval, how.factor)
        axes.errorbar(how.factor * pair.value, place, xerr=width, fmt="o", color=colour, markersize=6)
    far = how.factor * WORTH * max(abs(pair.apart) for pair in shown)  # a trifle should look like one
    low, high = axes.get_xlim()
    axes.set_xlim(min(low, -far), max(high, far))
    axes.axvline(0.0, color="black", linewidth=0.8)
    axes.set_yticks(
        range(len(shown)),
        [textwrap.shorten(named(pair.changes, language), 60, placeholder="…") for pair in shown],
    )
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    _dress(axes, _PAIRS, language)
    _numbers(axes.xaxis, language=language)
    axes.set_xlabel(f"{labels.label(found.outcome, language)}, {how.change(0.0).partition(' ')[2]}")


def _dress(axes: Any, head: tuple[str, str], language: str) -> None:
    axes.set_title(words.pick(head, language), loc="left", fontsize=11, fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)


def _numbers(*axes: Any, language: str) -> None:
    """Write the numbers of axes as the language does."""
    point = words.pick((".", ","), language)
    for axis in axes:
        axis.set_major_formatter(lambda x, _: f"{x:g}".replace(".", point))
