"""Pictures can be drawn of real results, with words on their axes."""

import pytest

import sim


@pytest.fixture(scope="module")
def comparison(small):
    """A small comparison."""
    return sim.compare(small)


@pytest.mark.parametrize("name", ["waiting", "goodwill", "goodwill_over_time"])
def test_a_picture_of_several_designs(comparison, tmp_path, name):
    figure = getattr(sim.plots, name)(*comparison.results.values())
    figure.savefig(tmp_path / "picture.png")
    assert all(axes.get_xlabel() for axes in figure.axes if axes.get_visible())


def test_the_picture_of_differences_says_what_was_found(comparison, tmp_path):
    figure = sim.plots.paired_difference(comparison)
    figure.savefig(tmp_path / "picture.png")
    (axes,) = figure.axes
    assert "Largest finding" in axes.get_title(loc="left")
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert "desk: waiting time" in labels


def test_dollar_signs_of_a_scenario_are_no_formulas(comparison, tmp_path):
    figure = sim.plots.paired_difference(comparison)
    figure.axes[0].set_title("from $5 to $\\frac_{ in $")
    figure.savefig(tmp_path / "picture.svg")  # a formula that can't be read would raise
    assert (tmp_path / "picture.svg").stat().st_size > 1000
