"""The picture for a client: drawn from real runs, every design and change in it."""

from pathlib import Path

from sim.scenario.load import load
from sim.views.options import in_order
from sim.views.overview import draw, main

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = [str(SCENARIOS / name) for name in ("permit.yaml", "permit_observed.csv", "permit_fit.csv")]


def test_each_change_stands_below_its_design() -> None:
    names = in_order(load(FILES[0]))
    assert names[0] == "as_is"
    assert names.index("look_along") == names.index("case_owner") + 1
    assert len(names) == len(set(names)) == 13


def test_the_picture_names_all(tmp_path: Path) -> None:
    figure = draw(*FILES, replications=2)
    figure.savefig(tmp_path / "permit.png")
    words = {
        text.get_text() for part in figure.subfigs for axes in part.axes for text in axes.get_yticklabels()
    }
    assert {"One owner from start to end", "+ A colleague looks along", "A new logo"} <= words


def test_no_picture_is_overwritten(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    picture = tmp_path / "permit.png"
    picture.write_text("mine")
    assert main([*FILES, str(picture)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert picture.read_text() == "mine"


def test_wrong_usage_is_said(capsys) -> None:  # type: ignore[no-untyped-def]
    assert main(["permit.yaml"]) == 2
    assert "usage:" in capsys.readouterr().err
