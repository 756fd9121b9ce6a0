"""Rules: plain numbers in and out, the same compiled as plain, and what they are meant to say."""

import ast
import inspect
import math
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel import calendar, distributions, jit, kept, rules, streams

mark = st.floats(-20.0, 20.0)
positive = st.floats(0.0, 1e6)


@pytest.mark.parametrize("room", [rules, distributions, calendar, streams], ids=lambda room: room.__name__)
def test_rules_use_math_and_never_array_numpy(room) -> None:
    names = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(inspect.getsource(room)))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert "numpy" not in names


@given(
    positive,
    st.floats(0.1, 3.0),
    st.floats(0.1, 2.0),
    st.floats(0.0, 10.0),
    st.floats(0.0, 1.0),
    st.floats(0.0, 0.1),
)
def test_a_longer_wait_never_costs_less(wait, a, b, acceptable, loss, quadratic) -> None:
    some = rules.wait_loss(wait, a, b, acceptable, loss, quadratic)
    assert 0.0 <= some <= rules.wait_loss(2.0 * wait + 1.0, a, b, acceptable, loss, quadratic)
    assert jit.plain(rules.wait_loss)(wait, a, b, acceptable, loss, quadratic) == pytest.approx(
        some, rel=1e-14
    )


@given(mark, mark, st.floats(0.0, 1e-2), positive, positive)
def test_goodwill_decays_to_its_baseline_and_in_one_go_as_in_two(goodwill, base, rate, one, other) -> None:
    at_once = rules.decayed(goodwill, base, rate, one + other)
    in_two = rules.decayed(rules.decayed(goodwill, base, rate, one), base, rate, other)
    assert at_once == pytest.approx(in_two, rel=1e-9, abs=1e-9)
    assert min(goodwill, base) - 1e-9 <= at_once <= max(goodwill, base) + 1e-9
    assert jit.plain(rules.decayed)(goodwill, base, rate, one) == rules.decayed(goodwill, base, rate, one)


def test_goodwill_halves_in_a_half_life() -> None:
    week = 10080.0
    assert rules.decayed(9.0, 7.0, math.log(2.0) / (4 * week), 4 * week) == pytest.approx(8.0, abs=1e-12)


@given(st.floats(0.01, 9.0))
def test_losses_loom_larger_than_gains(difference) -> None:
    gain, loss = rules.felt_value(difference, 0.88, 2.25), rules.felt_value(-difference, 0.88, 2.25)
    assert loss == pytest.approx(-2.25 * gain, rel=1e-12)


@given(mark, mark)
def test_expectation_moves_toward_experience_and_not_past_it(expectation, x) -> None:
    after = rules.next_expectation(expectation, x, 0.2, 0.1)
    assert min(expectation, x) - 1e-12 <= after <= max(expectation, x) + 1e-12


@given(st.sampled_from([rules.EXPONENTIAL_FORM, rules.LINEAR_FORM]), mark)
def test_leaving_is_a_probability_and_falls_with_goodwill(form, goodwill) -> None:
    p = rules.leaving_probability(form, 0.002, 0.4, goodwill, 7.0)
    assert 0.0 <= rules.leaving_probability(form, 0.002, 0.4, goodwill + 1.0, 7.0) <= p <= 1.0


@given(st.floats(-5.0, 15.0), st.floats(0.0, 5.0), st.integers(0, 30))
def test_experience_stays_on_its_scale(some, losses, extra) -> None:
    x = rules.experience(some, losses, 0.15, extra, 1.0, 10.0)
    assert 1.0 <= x <= 10.0
    assert jit.plain(rules.experience)(some, losses, 0.15, extra, 1.0, 10.0) == pytest.approx(x, rel=1e-14)


def test_compiled_code_is_cached_by_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule edited in one file, and the loop cached in another, would go on with the old rule."""
    copy = tmp_path / "sim"
    shutil.copytree(Path(jit.__file__).parents[1], copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(kept, "_ROOM", copy)
    before = kept._fingerprint()
    (copy / "cli/app.py").write_text((copy / "cli/app.py").read_text() + "\n# changed\n")
    assert kept._fingerprint() == before
    for name in ("kernel/rules.py", "kernel/clocks.py", "blueprint/layout.py", "engines/compiled/visits.py", "records/log.py"):
        path = copy / name
        path.write_text(path.read_text() + "\n# changed\n")
        after = kept._fingerprint()
        assert after != before, name
        before = after
