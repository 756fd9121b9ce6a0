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
        figure.draw_without_rendering()
        texts = [one for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip()]
        boxes = [(one.get_window_extent(), one.get_text()) for one in texts if name == "designs" or one in figure.texts]
        width, height = figure.bbox.width, figure.bbox.height
        off = [text for box, text in boxes if box.x0 < -1.0 or box.x1 > width + 1.0 or box.y0 < -1.0 or box.y1 > height + 1.0]
        assert off == [], name


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


def deuteranope(colour):
    """A colour as who sees no green has it (Machado, Oliveira & Fernandes 2009, severity 1), in linear light."""
    from matplotlib.colors import to_rgb

    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]) @ linear
    return np.clip(seen, 0.0, 1.0)


def lightness(linear):
    """Lightness and both colour differences (CIELAB, D65) of linear light."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear / [0.9505, 1.0, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_verdicts_have_shapes_of_their_own_and_colours_that_who_sees_no_green_tells_apart():
    from sim.views.money_axis import STYLES

    looks = list(STYLES.values())
    assert len({marker for marker, _, _ in looks}) == len(looks)
    seen = [lightness(deuteranope(colour)) for _, colour, _ in looks]
    filled = [one for (_, _, face), one in zip(looks, seen, strict=True) if face != "white"]
    assert all(np.linalg.norm(a - b) > 40.0 for i, a in enumerate(filled) for b in filled[:i])


def test_series_of_a_day_are_told_apart_by_who_sees_no_green(pictures):
    for name, figure in pictures:
        for axes in figure.axes if name == "day" else ():
            seen = [(one.get_linestyle(), lightness(deuteranope(one.get_color()))) for one in axes.lines]
            assert all(np.linalg.norm(a[1] - b[1]) > 30.0 for i, a in enumerate(seen) for b in seen[:i] if a[0] == b[0])
