"""A log of our own: what went into it comes back, and what is written runs on both engines alike."""

from pathlib import Path

import fitted
import numpy as np
import pytest

import sim
from sim.fit import Fit
from sim.fit.distances import distances
from sim.fit.model import END


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Fit:
    path = tmp_path_factory.mktemp("fit") / "log.csv"
    path.write_text(fitted.text(), encoding="utf-8")
    with sim.quiet():
        return sim.fit(path, replications=4, seed=3)


def test_arrivals_come_back(found: Fit) -> None:
    needs = found.scenario.world.needs["case"]
    assert needs.per_minute * 10080 == pytest.approx(60, rel=0.08)
    hours = found.model.arrivals.week.hours
    assert hours[:5, 9:17].sum() / hours.sum() > 0.99


def test_routes_and_times_come_back(found: Fit) -> None:
    steps = {step.name: step for step in found.model.steps}
    ended = next(way.share for way in steps["register"].ways if way.to == END)
    assert ended == pytest.approx(0.3, abs=0.04)
    assert steps["register"].takes.mean == pytest.approx(20, rel=0.12)
    assert steps["check"].takes.mean == pytest.approx(40, rel=0.12)
    assert steps["letter"].takes.written == "10 min"


def test_a_delay_is_told_from_the_night_and_the_queue(found: Fit) -> None:
    register = next(step for step in found.model.steps if step.name == "register")
    delays = [(way.share, way.delay.mean()) for way in register.ways if way.to != END]
    assert np.average([mean for _, mean in delays], weights=[share for share, _ in delays]) == pytest.approx(20 * 60, rel=0.3)


def test_roles_are_who_does_what(found: Fit) -> None:
    by_name = {step.name: step.role for step in found.model.steps}
    assert by_name["check"] == by_name["letter"] != by_name["register"]


def test_runs_look_like_the_log(found: Fit) -> None:
    fitted_period = found.periods[0]
    figures = {one.key: one for one in fitted_period.figures}
    assert figures["lead_mean"].mean == pytest.approx(figures["lead_mean"].observed, rel=0.15)
    assert {one.key: one.model for one in fitted_period.apart}["CTDD"] < 5


def test_what_is_written_is_what_is_read(found: Fit, tmp_path: Path) -> None:
    path = tmp_path / "fitted.yaml"
    path.write_text(found.text, encoding="utf-8")
    assert sim.load(path).hash == found.scenario.hash
    assert found.text.count("\n") < 100


def test_both_engines_run_it_equal(found: Fit) -> None:
    text = found.text.replace("length: 52 weeks, warm_up: 4 weeks", "length: 3 weeks, warm_up: 0 weeks")
    logs = [sim.run(sim.scenario(text), replications=1, engine=engine, log=True).logs[0] for engine in ("simpy", "compiled")]
    assert logs[0].tobytes() == logs[1].tobytes()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_card_begins_with_what_it_is_good_for(found: Fit, language: str, tmp_path: Path) -> None:
    document = found.document(language)
    assert document.paragraphs[0].kind == "warning"
    assert {"figures", "distances"} <= set(document.tables)
    found.save(tmp_path / "card.html", language=language)
    page = (tmp_path / "card.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<script" not in page


def test_a_log_is_no_distance_from_itself(found: Fit) -> None:
    events = found.model.events
    assert set(distances(events, events).values()) == {0.0}
    later = distances(events, events, shift=600.0)
    assert later["AEDD"] == pytest.approx(10)
    assert later["CTDD"] == 0.0


def test_simulated_logs_have_the_columns_of_a_log(found: Fit) -> None:
    (table,) = found.simulated_log("2026-07-06", "2026-08-03", seed=1)
    assert list(table.columns) == ["case_id", "activity", "start_time", "end_time", "resource"]
    assert set(table["activity"]) <= {"register", "check", "letter"}
    assert table["start_time"].min() >= "2026-07-06"
    assert np.isclose(table["case_id"].nunique(), 240, rtol=0.25)
