"""Every picture of a report can be read where it is printed, with twelve roles as well, and the day is told apart in grey."""

import numpy as np
import pytest
from matplotlib.text import Text

import sim
from sim.reporting import page
from sim.reporting.gathered import ReportOptions, gather
from sim.reporting.sections import TALL, WIDE, Illustration

SMALLEST = 6.5  # points, as printed
ROLES = 12
STEPS = "\n".join(
    f"      step_{i}: {{role: role_number_{i}, takes: exponential 2 min, then: {{step_{i + 1}: 0.9, resolved: 0.1}}}}"
    for i in range(ROLES - 1)
)
TWELVE = f"""\
title: Twelve roles
world:
  needs: {{question: {{rate: 10 / hour, norm: 1 h}}}}
  mind: default
designs:
  today:
    roles: {{{", ".join(f"role_number_{i}: {{staff: 1, norm: 5 min, cost: 40 / hour}}" for i in range(ROLES))}}}
    steps:
{STEPS}
      step_{ROLES - 1}: {{role: role_number_{ROLES - 1}, takes: exponential 2 min}}
  quick: {{extends: today, steps: {{step_0: {{takes: exponential 1 min}}}}}}
changes:
  more: {{design: today, title: One more at the first desk, cost: 1_000, set: {{roles.role_number_0.staff: 2}}}}
run: {{length: 1 day, replications: 3}}
"""


@pytest.fixture(scope="module", params=["en", "nl"])
def pictures(request):
    scenario = sim.scenario(TWELVE).model_copy(update={"language": request.param})
    found = gather(scenario, ReportOptions(replications=3, jobs=1))
    made = [section for maker in page.SECTIONS if (section := maker(found))]
    return [(section.name, block.figure) for section in made for block in section.blocks if isinstance(block, Illustration)]


def printed(figure):
    width, height = figure.get_size_inches()
    return min(WIDE / width, TALL / height)


def test_the_smallest_letters_can_be_read(pictures):
    assert {"answer", "designs", "day", "resistance"} <= {name for name, _ in pictures}
    for name, figure in pictures:
        figure.draw_without_rendering()
        texts = [one for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip()]
        smallest = min(texts, key=lambda one: one.get_fontsize())
        assert smallest.get_fontsize() * printed(figure) >= SMALLEST, (name, smallest.get_text())


def test_nothing_is_written_off_the_paper(pictures):
    for name, figure in pictures:
        if name == "designs":
            figure.draw_without_rendering()
            boxes = [one.get_window_extent() for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip()]
            width, height = figure.bbox.width, figure.bbox.height
            assert min(box.x0 for box in boxes) >= -1.0
            assert max(box.x1 for box in boxes) <= width + 1.0
            assert min(box.y0 for box in boxes) >= -1.0
            assert max(box.y1 for box in boxes) <= height + 1.0


def test_series_of_a_day_are_told_apart_without_colour(pictures):
    for name, figure in pictures:
        if name != "day":
            continue
        for axes in figure.axes:
            seen = [(one.get_linestyle(), luminance(one.get_color())) for one in axes.lines]
            apart = [abs(a[1] - b[1]) for i, a in enumerate(seen) for b in seen[:i] if a[0] == b[0]]
            assert all(one > 0.12 for one in apart), name


def luminance(colour):
    """The relative luminance of a colour, 0 to 1 (WCAG)."""
    from matplotlib.colors import to_rgb

    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])
