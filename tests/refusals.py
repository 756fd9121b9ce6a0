"""A scenario that is good, and what is said of it once a part of its text is another."""

from pathlib import Path

import pytest

import sim


def refusal(folder: Path, good: str, before: str, after: str, said: str) -> sim.ScenarioError:
    """Return the refusal of a file, good without a warning, in which one text stands in the place of another; it matches `said`."""
    path = folder / "faults.yaml"
    path.write_text(good)
    assert sim.load(path).warnings == ()
    path.write_text(good.replace(before, after))
    with pytest.raises(sim.ScenarioError, match=said) as found:
        sim.load(path)
    return found.value
