"""Whims and markets: against what they should come to."""

import math
from typing import Any

import pytest
from test_mechanisms import tree as helpdesk_tree

from sim.blueprint import build
from sim.engines import replicate
from sim.scenario import Scenario

ENGINES = pytest.mark.parametrize("engine", ["compiled", "simpy"])
PLAIN = dict.fromkeys(
    ("perceived_wait", "hand_over", "outcome", "expectation", "episode", "leaving", "decay"), "off"
)
AT_ONCE = {"reference": "goodwill", "k": 1, "power": 1, "loss_aversion": 1}  # goodwill becomes the experience


def shop(mark: float) -> dict[str, Any]:
    return {
        "roles": {"desk": {"staff": "unlimited"}},
        "steps": {"serve": {"role": "desk", "takes": "1 min", "mark": mark}},
    }


def market(theta: float, length: str = "80 weeks", **world: Any) -> Any:
    """Return two shops, one of which leaves an 8 behind and the other a 6."""
    scenario = Scenario.model_validate(
        {
            "title": "market",
            "world": {
                "customers": {"population": 300},
                "needs": {"nails": {"rate": "1 / week per customer"}},
                "mind": {**PLAIN, "disconfirmation": AT_ONCE},
                **world,
            },
            "designs": {"good": shop(8), "poor": shop(6)},
            "markets": {"town": {"providers": {"a": "good", "b": "poor"}, "theta": theta}},
            "run": {"length": length, "warm_up": "20 weeks"},
        }
    )
    return build(scenario, "town")


@pytest.mark.parametrize("theta", [0.0, 0.5])
def test_customers_choose_by_what_was_left_behind(theta: float) -> None:
    run = replicate(market(theta), 1, 0)
    n, share = int(run.counters["arrived"]), 1.0 / (1.0 + math.exp(-2.0 * theta))
    found = run.values["provider.a.share"]
    assert n > 15_000
    assert abs(found - share) < 4.0 * math.sqrt(share * (1 - share) / n) + 0.004  # some never tried both
    assert found + run.values["provider.b.share"] == pytest.approx(1.0)
    assert run.values["provider.a.experience"] == 8.0
    assert run.values["provider.b.goodwill"] == 6.0


@ENGINES
def test_who_has_left_one_provider_goes_to_the_other(engine: str) -> None:
    mind = {
        **PLAIN,
        "disconfirmation": AT_ONCE,
        "leaving": {"form": "linear", "p0": 0, "beta": 1, "g_star": 7},
    }
    run = replicate(market(0.5, "40 weeks", mind=mind), 1, 0, engine)
    assert run.values["provider.b.left_customers"] + 0 <= 300  # some left during the warm-up
    assert run.values["provider.b.share"] < 0.02
    assert run.values["provider.a.left_customers"] == 0
    assert run.values["dropped"] == 0


def test_every_provider_has_its_own_roles_and_steps() -> None:
    blueprint = market(0.5)
    assert blueprint.role_names == ("a.desk", "b.desk")
    assert blueprint.step_names == ("a.serve", "b.serve")
    run = replicate(blueprint, 1, 0)
    assert run.values["role.a.desk.visits"] + run.values["role.b.desk.visits"] == run.values["arrived"]


def whims(grant: float, **more: Any) -> Any:
    scenario = Scenario.model_validate(
        {
            "title": "whims",
            "world": {
                "customers": {"population": 500},
                "needs": {"visit": {"rate": "1 / day per customer"}},
                "mind": PLAIN,
                "whims": {"share": 0.3, **more},
            },
            "designs": {"one": {**shop(7), "whims": {"grant": grant}}},
            "run": {"length": "300 days", "warm_up": "150 days"},
        }
    )
    return build(scenario, "one")


def test_whims_settle_where_granting_and_refusing_balance() -> None:
    """w* = a gamma / (a gamma + b (1 - gamma)) is what those who ask have learned: E[w^2] / E[w] in the long run."""
    run = replicate(whims(0.25, up=0.3, down=0.1), 1, 0)
    assert run.values["whim_share_learned"] == pytest.approx(0.5, abs=0.006)
    assert run.values["whims_granted"] == pytest.approx(0.25, abs=0.01)
    assert run.values["whim_share"] < run.values["whim_share_learned"]


@ENGINES
def test_a_granted_whim_takes_extra_work_and_a_refused_one_an_explanation(engine: str) -> None:
    always = {"share": 1, "up": 0, "down": 0, "extra": "9 min", "explain": "3 min"}
    assert replicate(whims(1.0, **always), 1, 0, engine).values["step.serve.handling"] == pytest.approx(10.0)
    refused = replicate(whims(0.0, **always), 1, 0, engine).values
    assert refused["step.serve.handling"] == pytest.approx(4.0)
    assert refused["experience"] == pytest.approx(7.0 - 0.3)


@ENGINES
def test_whims_that_take_nothing_change_nothing(engine: str) -> None:
    tree = helpdesk_tree()
    without = Scenario.model_validate(tree)
    tree["world"]["whims"] = {"extra": 0, "explain": 0, "pleased": 0, "refused": 0}
    with_them = Scenario.model_validate(tree)
    one, other = (replicate(build(each, "one"), 3, 0, engine, log=True).log for each in (without, with_them))
    other = other[other["what"] < 19]
    assert one.tobytes() == other.tobytes()
