"""The path of least resistance: never more than any fixed choice, and the same as trying them all."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import theory
from sim.theory.cases import PATH, PATH_MEANS, PATH_RESOLVED, SHORT_PATH, SHORT_RESOLVED

GENERALIST = {
    "start": ((6.0, {"referred": 0.3}), (18.0, {})),
    "referred": ((23.0, {}),),
}


@st.composite
def models(draw):
    """A few states, each with one to three options; every option can end, so that all choices do."""
    states = range(draw(st.integers(1, 4)))

    def option():
        parts = draw(st.lists(st.integers(0, 9), min_size=len(states), max_size=len(states)))
        ends = draw(st.integers(1, 9))
        after = {to: part / (sum(parts) + ends) for to, part in zip(states, parts, strict=True) if part}
        return draw(st.floats(0.0, 100.0)), after

    return {state: tuple(option() for _ in range(draw(st.integers(1, 3)))) for state in states}


def choices(options):
    """Yield every way to choose an option in each state."""
    for numbers in product(*(range(len(ways)) for ways in options.values())):
        yield dict(zip(options, numbers, strict=True))


@given(models())
def test_it_is_the_least_of_all_choices(options):
    least = theory.least_resistance(options)
    tried = [theory.followed(options, choice) for choice in choices(options)]
    for state in options:
        assert least.value[state] == pytest.approx(min(value[state] for value in tried), rel=1e-9, abs=1e-9)


@given(models(), st.data())
def test_no_fixed_choice_is_less(options, data):
    choice = data.draw(st.sampled_from(list(choices(options))))
    least, fixed = theory.least_resistance(options).value, theory.followed(options, choice)
    assert all(least[state] <= fixed[state] * (1.0 + 1e-9) + 1e-9 for state in options)


@given(models())
def test_what_it_chooses_is_what_it_says(options):
    least = theory.least_resistance(options)
    assert theory.followed(options, least.choice) == least.value


@given(models(), st.floats(1.0, 50.0))
def test_an_option_more_is_never_worse(options, effort):
    more = {state: (*ways, (effort, {})) for state, ways in options.items()}
    before, after = theory.least_resistance(options).value, theory.least_resistance(more).value
    assert all(after[state] <= min(before[state], effort) * (1.0 + 1e-9) + 1e-9 for state in options)


def test_generalist_first_or_specialist_at_once():
    least = theory.least_resistance(GENERALIST)
    assert least.value["start"] == pytest.approx(12.9, rel=1e-12)
    assert least.choice["start"] == 0
    assert theory.break_even(6.0, 23.0, 18.0) == pytest.approx(0.478261, abs=5e-7)
    assert theory.followed(GENERALIST, {"start": 1, "referred": 0})["start"] == 18.0


def test_resistance_of_a_path_with_and_without_rework():
    now = theory.resistance(PATH, PATH_MEANS, PATH_RESOLVED)
    without = theory.resistance(SHORT_PATH, PATH_MEANS, SHORT_RESOLVED)
    assert now == pytest.approx(27.053565, abs=5e-7)
    assert without == pytest.approx(21.984085, abs=5e-7)
    assert 1.0 - without / now == pytest.approx(0.187387, abs=5e-7)


def test_a_loop_that_costs_nothing_is_not_taken_for_an_end():
    options = {"here": ((0.0, {"here": 1.0}), (5.0, {}))}
    assert theory.least_resistance(options) == ({"here": 5.0}, {"here": 1})


def test_where_nothing_ends_there_is_no_path():
    with pytest.raises(ValueError, match="no way to an end from here"):
        theory.least_resistance({"here": ((1.0, {"there": 1.0}),), "there": ((1.0, {"here": 1.0}),)})
    with pytest.raises(ValueError, match="no way to an end"):
        theory.followed({"here": ((1.0, {"here": 1.0}), (1.0, {}))}, {"here": 0})
