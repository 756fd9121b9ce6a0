"""The picture of a scenario: every design and change in it, a finding beside them, in the scenario's language."""

from pathlib import Path

import pytest

from sim.views.poster import draw, main

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def words(figure) -> set[str]:  # type: ignore[no-untyped-def]
    """Return what is written in a figure and the figures in it."""
    parts = [figure, *figure.subfigs, *(small for part in figure.subfigs for small in part.subfigs)]
    texts = [
        text
        for part in parts
        for axes in part.axes
        for text in (*axes.get_yticklabels(), axes.title, axes._left_title)
    ]
    heads = [part._suptitle for part in parts if part._suptitle]
    return {text.get_text() for text in (*texts, *heads)}


@pytest.mark.parametrize(
    ("scenario", "findings", "said"),
    [
        ("debtors", ["hand_overs"], {"Wat kost een overdracht?", "Een klantteam van order tot betaling", "doorlooptijd"}),
        ("reception", ["links"], {"Who leaves what behind?", "coffee host", "A coffee machine in place of the coffee host"}),
        ("nails", ["market", "waits"], {"Whom do customers choose?", "Does who waits less give a higher mark?", "lead time"}),
        ("benefits", ["segments", "observed"], {"Wie wint, en wie betaalt?", "Komt eruit wat is waargenomen?", "klachten"}),
        ("terrace", [], {"What would change? Difference from: four waiters, each does it all", "New aprons"}),
    ],
)  # fmt: skip
def test_all_that_was_compared_is_in_it(
    scenario: str, findings: list[str], said: set[str], tmp_path: Path
) -> None:
    figure = draw(str(SCENARIOS / f"{scenario}.yaml"), ["lead_time", "experience"], findings, replications=2)
    figure.savefig(tmp_path / "picture.png")
    assert said <= words(figure)


def test_no_picture_is_overwritten(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    picture = tmp_path / "mine.png"
    picture.write_text("mine")
    assert main([str(SCENARIOS / "terrace.yaml"), str(picture), "lead_time"]) == 1
    assert "exists already" in capsys.readouterr().err
    assert picture.read_text() == "mine"


def test_wrong_usage_is_said(capsys) -> None:  # type: ignore[no-untyped-def]
    assert main(["terrace.yaml", "picture.png", "lead_time", "no_such_finding"]) == 2
    assert "usage:" in capsys.readouterr().err
