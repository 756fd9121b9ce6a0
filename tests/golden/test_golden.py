"""The library's scenarios give the numbers that they gave before."""

import math

import pytest
from tables import SCENARIOS, kept, read, rows

REMEDY = "If this change is meant: python tests/golden/rewrite.py, and look at the difference before you commit it."
CLOSE = 1e-9  # relative: another machine may round otherwise


def same(before: tuple[str, ...], now: tuple[str, ...]) -> bool:
    """Whether two rows say the same: texts exactly, numbers to within rounding."""
    return before[:3] == now[:3] and all(map(_close, before[3:], now[3:]))


def _close(before: str, now: str) -> bool:
    if before == now:
        return True
    try:
        return math.isclose(float(before), float(now), rel_tol=CLOSE)
    except ValueError:
        return False


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_the_numbers_are_those_that_were_kept(scenario):
    assert kept(scenario).exists(), f"{kept(scenario).name} is not there. {REMEDY}"
    before, now = read(kept(scenario)), rows(scenario)
    assert [row[:3] for row in before] == [row[:3] for row in now], REMEDY
    other = [(old, new[3:]) for old, new in zip(before, now, strict=True) if not same(old, new)]
    assert not other, f"{len(other)} of {len(now) - 1} numbers differ: {other[:5]}. {REMEDY}"


def test_no_table_is_left_of_a_scenario_that_is_gone():
    assert {path.name for path in kept(SCENARIOS[0]).parent.glob("*.csv")} == {
        kept(s).name for s in SCENARIOS
    }


def test_a_number_that_changes_is_seen():
    row = ("today", "lead_time", "min", "6.19", "0.2")
    assert same(row, ("today", "lead_time", "min", "6.190000000001", "0.2"))
    assert not same(row, ("today", "lead_time", "min", "6.1900001", "0.2"))
    assert not same(row, ("today", "lead_time", "min", "nan", "0.2"))
