"""Every mechanism has its own switch. On but without effect, it leaves every row of the log and every other count as it was."""

import copy
from typing import Any

import pytest
from agreement import assert_equal, both
from test_mechanisms import tree

from sim.blueprint import build
from sim.engines import replicate
from sim.records import log
from sim.scenario import Scenario

NOTHING = {"base": 0, "gain": 0, "loss": 0}
QUIET = {"handling": 0, "errors": 0, "absence": "off", "turnover": "off"}
INERT: dict[str, dict[str, Any]] = {  # dotted place: a setting with which the mechanism does nothing
    "word of mouth": {"world.mind.word_of_mouth": NOTHING, "world.customers": {"population": 1000}},
    "voice": {"world.voice": {"complains": 0}, "designs.one.complaints": "answer"},
    "energy": {"world.energy": QUIET},
    "absence": {"world.energy": {**QUIET, "absence": {"base": 0}, "turnover": {"base": 0}}},
    "strain": {"world.energy": QUIET, "designs.one.roles.engineer.strain": 3},
    "pace": {"designs.one.roles.engineer.pace": {"from 1": 1, "from 4": 1}},
    "spells": {"designs.one.roles.engineer.spells": {"every": "1 h", "last": "10 min", "speed": 1}},
    "appointments": {"designs.one.roles.engineer.appointments": {"slots": "10 min", "horizon": "1 week", "no_show": 0.5}},
    "overflow": {"designs.one.steps.answer.overflow": {"after": "50 weeks", "to": "explain"}},
    "refusal": {"designs.one.steps.answer.on_refusal": "explain", "designs.one.steps.look.on_abandon": "explain"},
    "whims": {"world.whims": {"share": 0}, "designs.one.whims": {"grant": 1}},
    "recovery": {"world.mind.recovery": {"mark": 11}},
    "chasing": {"world.chasing": {"rate": "0 / hour"}},
    "errors": {"designs.one.steps.answer.right_first_time": 1, "world.error_lag": "exponential 1 h"},
    "resistance": {"resistance": {"transfer": 0, "hand_over": "9 min", "unresolved": "1 h"}},
}
PLAIN: dict[str, dict[str, Any]] = {  # what it is compared with, where that is not the helpdesk as it is
    "word of mouth": {"world.customers": {"population": 1000}},
    "chasing": {"world.chasing": None},
    "errors": {"designs.one.steps.answer.right_first_time": 1},
}
OWN_COUNTERS = (
    "hostile",
    "needs",
    "stories",
    "resolved_after_failure",
    "reach_square",
    "role_energy",
    "late_energy",
    "role_starts",
    "role_crowded",
    "role_slots",
)
EFFORTS = ("effort", "segment_effort", "provider_effort")


def helpdesk(places: dict[str, Any]) -> Any:
    """Return the helpdesk with some settings, by dotted place."""
    made = copy.deepcopy(tree(handling="off"))
    for place, value in places.items():
        *way, last = place.split(".")
        here = made
        for name in way:
            here = here[name]
        here[last] = value
    return build(Scenario.model_validate(made), "one")


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
@pytest.mark.parametrize("name", INERT)
def test_without_effect_nothing_changes(name: str, engine: str) -> None:
    one = replicate(helpdesk(PLAIN.get(name, {})), 3, 0, engine, log=True)
    other = replicate(helpdesk(INERT[name]), 3, 0, engine, log=True)
    assert one.log.tobytes() == other.log.tobytes()
    own = (*OWN_COUNTERS, *EFFORTS) if name == "resistance" else OWN_COUNTERS
    for field in one.counters.dtype.names:
        if not field.startswith(own):
            assert one.counters[field].tobytes() == other.counters[field].tobytes(), field


ALL = {
    "world.customers": {
        "population": 400,
        "segments": {"ready": {"share": 0.5}, "wary": {"share": 0.5, "expectation": 6}},
    },
    "world.mind.word_of_mouth": {"base": 0.2, "loss": 0.1, "travels": True},  # more would be millions of rows
    "world.mind.recovery": {"mark": 4},
    "world.mind.handling": True,
    "world.voice": {"complains": 0.1, "half_life": "2 h", "crisis": 3},
    "world.energy": {"recover": 0.5, "drain": 0.5, "hostile": 0.1},
    "world.whims": {"share": 0.3},
    "designs.one.complaints": "answer",
    "designs.one.whims": {"grant": 0.3},
    "designs.one.roles.engineer": {
        "staff": {"mon 00:00-12:00": 2, "mon 13:00-24:00": 2},
        "strain": 2,
        "pace": {"from 4": 1.3},
    },
    "designs.one.roles.telephonist.spells": {"every": "exponential 3 h", "last": "20 min", "speed": 0.6},
}


@pytest.mark.parametrize(
    "without", ["nothing", *(name for name in ALL if name != "designs.one.roles.engineer")]
)
def test_engines_agree_with_all_mechanisms_on_and_each_off(without: str) -> None:
    places = {place: value for place, value in ALL.items() if place != without}
    if without == "world.customers":
        places.pop("world.mind.word_of_mouth")
    one, other = both(helpdesk(places), seed=4)
    assert_equal(one, other)
    if without == "nothing":
        wanted = {log.HEARD, log.COMPLAINED, log.GRANTED, log.DECLINED, log.MADE_GOOD, log.STAFF}
        assert wanted <= set(one.log["what"].tolist())
        assert one.counters["hostile"] > 0
        assert one.counters["crises"] == 1
