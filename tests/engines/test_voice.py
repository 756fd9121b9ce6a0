"""Word of mouth, complaints and political pressure, against what they should come to."""

import math
from typing import Any

import pytest

from sim.blueprint import build
from sim.engines import replicate
from sim.scenario import Scenario

STILL = {
    "disconfirmation": "off",
    "expectation": "off",
    "decay": "off",
    "leaving": "off",
    "start_goodwill": 5.0,
}


def counter(needs: dict[str, Any], voice: dict[str, Any], length: str, **design: Any) -> Any:
    """Return a counter at which goodwill stays what it is."""
    return build(
        Scenario.model_validate(
            {
                "title": "counter",
                "world": {"needs": {"visit": needs}, "mind": STILL, "voice": voice},
                "designs": {
                    "one": {
                        "roles": {"desk": {"staff": "unlimited"}},
                        "steps": {
                            "serve": {"role": "desk", "takes": "1 min"},
                            "hear": {"role": "desk", "takes": "9 min"},
                        },
                        **design,
                    }
                },
                "run": {"length": length, "snapshots": ["15 min", "40 min"]},
            }
        ),
        "one",
    )


def test_complaints_come_as_often_as_goodwill_says() -> None:
    n = 40_000
    run = replicate(counter({"at": ["0 min"], "count": n}, {"complains": 0.01, "beta": 0.5}, "60 min"), 1, 0)
    p = 0.01 * math.exp(0.5 * 2.0)  # two marks below g*
    assert abs(run.values["complaints_per_case"] - p) < 4.0 * math.sqrt(p * (1.0 - p) / n)


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_pressure_fades_and_rises_as_in_closed_form(engine: str) -> None:
    times = (0.0, 10.0, 13.0)
    voice = {"complains": 1.0, "beta": 0.0, "half_life": "20 min", "crisis": 1.8}
    run = replicate(counter({"at": [f"{t} min" for t in times]}, voice, "60 min"), 1, 0, engine)
    last = times[-1]
    assert run.values["pressure_max"] == pytest.approx(
        sum(2.0 ** -((last - t) / 20.0) for t in times), rel=1e-12
    )
    second = 1.0 + 2.0**-0.5  # 1.71: no crisis yet
    assert second < 1.8 < run.values["pressure_max"]
    assert run.values["time_to_crisis"] == last + 1.0  # when the third visit ends
    assert run.values["at_0.crises"] == 1.0


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_a_complaint_is_a_case_that_takes_staff_time(engine: str) -> None:
    voice = {"complains": 1.0, "beta": 0.0}
    needs = {"at": ["0 min", "5 min"], "count": 3}
    counted = replicate(counter(needs, voice, "60 min"), 1, 0, engine).values
    heard = replicate(counter(needs, voice, "60 min", complaints="hear"), 1, 0, engine).values
    assert counted["complaints"] == heard["complaints"] == heard["kind.complaint.arrived"] == 6.0
    assert counted["kind.complaint.arrived"] == 0.0
    assert heard["role.desk.handling"] == counted["role.desk.handling"] + 6 * 9.0
