"""What is written in a picture of flows lies over nothing else that is written, however many columns there are."""

from itertools import combinations

import pytest

from sim.analyses.paths import taken
from sim.reporting.sections import WIDE
from sim.scenario.load import load
from sim.views import flow

TOUCHING = 1.0  # dots in either direction that letters' own boxes may share


@pytest.mark.parametrize("design", ["zoals_nu", "een_eigenaar", "webwinkel"])  # the last has eighteen columns
def test_names_lie_apart(design):
    scenario = load("scenarios/debtors.yaml")
    found = taken(scenario, design, 1)
    for printed in (WIDE, None):
        figure = flow.picture(scenario, found, printed)
        figure.draw_without_rendering()
        written = [(text.get_text(), text.get_window_extent()) for text in figure.axes[0].texts]
        for (one, here), (other, there) in combinations(written, 2):
            across = min(here.x1, there.x1) - max(here.x0, there.x0)
            above = min(here.y1, there.y1) - max(here.y0, there.y0)
            assert min(across, above) <= TOUCHING, (one, other)
        assert all(box.y0 >= 0.0 and box.y1 <= figure.bbox.height for _, box in written)


def test_a_broken_formula_in_a_title_is_text():
    scenario = load("scenarios/terrace.yaml").model_copy(update={"title": r"Costs $\frac$ and $x_{$"})
    figure = flow.picture(scenario, taken(scenario, None, 1))
    assert figure._repr_png_()
    assert any(r"$\frac$" in text.get_text() for text in figure.axes[0].texts)
