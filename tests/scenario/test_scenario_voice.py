"""Complaints and word of mouth in scenario files: what goes together, and what is refused with its line."""

from pathlib import Path

import pytest

from sim.scenario import ScenarioError, load

TEXT = """\
title: counter
world:
  needs: {visit: {rate: 10 / hour}}
  mind: default
  voice: {crisis: 20}
designs:
  today:
    roles: {desk: {staff: 2}}
    steps:
      serve: {role: desk, takes: 3 min}
      hear: {role: desk, takes: 9 min}
    complaints: hear
run: {length: 20 days}
"""


def faults(text: str, folder: Path) -> list[str]:
    path = folder / "counter.yaml"
    path.write_text(text)
    with pytest.raises(ScenarioError) as caught:
        load(path)
    return str(caught.value).splitlines()


def test_a_step_for_complaints_needs_no_other_way_to_it(tmp_path: Path) -> None:
    (tmp_path / "counter.yaml").write_text(TEXT)
    assert load(tmp_path / "counter.yaml").designs["today"].complaints == "hear"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("complaints: hear", "complaints: heer", 12, "did you mean hear"),
        ("  mind: default\n", "", 4, "voice together with a mind"),
        ("mind: default", "mind: {word_of_mouth: on}", 4, "world.customers.population"),
        ("crisis: 20", "crisis: -1", 5, "world.voice.crisis"),
        ("crisis: 20", "complains: 1.4", 5, "world.voice.complains"),
        ("voice: {crisis: 20}", "voices: {crisis: 20}", 5, "did you mean voice"),
    ],
)
def test_what_does_not_go_together_is_refused(
    old: str, new: str, line: int, said: str, tmp_path: Path
) -> None:
    found = faults(TEXT.replace(old, new), tmp_path)
    assert any(f"counter.yaml:{line}: " in one and said in one for one in found), found
