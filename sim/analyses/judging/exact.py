"""Small simulations whose changes have exact effects, to try judging on: staff without a limit, and a queue (Erlang C)."""

import math
from collections.abc import Mapping
from pathlib import Path
from statistics import NormalDist
from tempfile import TemporaryDirectory

from sim.scenario.fields.model import Scenario
from sim.scenario.load import load
from sim.theory.queues import mmc

# Nobody waits. Goodwill at the end is the mark; resistance is twice the handling time (customer and staff) per resolved
# need; productivity is resolved needs per day at work.
OPEN = """
title: Nobody waits
world:
  needs: {visit: {rate: 20 / hour}}
  mind: {scale: none, decay: off, disconfirmation: {power: 1, loss_aversion: 1}, expectation: off, outcome: off, hand_over: off,
         leaving: off}
designs:
  today:
    roles: {desk: {staff: unlimited}}
    steps: {serve: {role: desk, takes: exponential 6 min, mark: normal 7 1, then: {resolved: 0.95, lost: 0.05}}}
changes:
  quicker: {design: today, set: {steps.serve.takes: exponential 5.4 min}}
  a_little_quicker: {design: today, set: {steps.serve.takes: lognormal 5.9 min cv 1}}
  friendlier: {design: today, set: {steps.serve.mark: normal 7.5 1.2}}
  hardly_friendlier: {design: today, set: {steps.serve.mark: normal 7.15 1.2}}
  quick_and_rude: {design: today, set: {steps.serve.takes: exponential 4.8 min, steps.serve.mark: normal 6.6 1.2}}
  fewer_resolved: {design: today, set: {steps.serve.then: {resolved: 0.85, lost: 0.15}}}
  on_the_border: {design: today, set: {steps.serve.takes: lognormal 5.7 min cv 1}}
  new_logo: {design: today, set: {}}
judge:
  thresholds: {goodwill: 0.2, productivity: 6%, resistance: 5%}
  guardrails: {inside_overdue: none}
run: {length: 11 h, warm_up: 1 h, replications: 20}
"""
_OPEN = {  # handling time (minutes, law), mark, probability of being resolved
    "today": (6.0, "exponential", 7.0, 0.95),
    "quicker": (5.4, "exponential", 7.0, 0.95),
    "a_little_quicker": (5.9, "lognormal", 7.0, 0.95),
    "friendlier": (6.0, "exponential", 7.5, 0.95),
    "hardly_friendlier": (6.0, "exponential", 7.15, 0.95),
    "quick_and_rude": (4.8, "exponential", 6.6, 0.95),
    "fewer_resolved": (6.0, "exponential", 7.0, 0.85),
    "on_the_border": (5.7, "lognormal", 7.0, 0.95),
    "new_logo": (6.0, "exponential", 7.0, 0.95),
}
SIGMA = math.sqrt(math.log(2.0))  # of the logarithm, where the coefficient of variation is 1
UPPER_TENTH = {  # mean of the upper tenth, of a mean of 1
    "exponential": 1.0 + math.log(10.0),
    "lognormal": 10.0 * NormalDist().cdf(SIGMA - NormalDist().inv_cdf(0.9)),
}

QUEUE = """
title: A queue
world:
  needs: {{visit: {{rate: 48 / hour}}}}
designs:
  today:
    roles: {{desk: {{staff: 2}}}}
    steps: {{serve: {{role: desk, takes: exponential 2 min}}}}
changes:
  one_more: {{design: today, set: {{roles.desk.staff: 3}}}}
  quicker: {{design: today, set: {{steps.serve.takes: exponential 1.9 min}}}}
  hardly_quicker: {{design: today, set: {{steps.serve.takes: exponential 1.99 min}}}}
  slower: {{design: today, set: {{steps.serve.takes: exponential 2.1 min}}}}
  on_the_border: {{design: today, set: {{steps.serve.takes: exponential {border!r} min}}}}
judge:
  thresholds: {{role.desk.wait: 30 s}}
  guardrails: {{resolved_share: none, inside_overdue: none, worst_decile: none}}
run: {{length: 80 h, warm_up: 20 h, replications: 20}}
"""
RATE, HALF_A_MINUTE = 0.8, 0.5  # customers per minute; minutes
_QUEUE = {"one_more": (2.0, 3), "quicker": (1.9, 2), "hardly_quicker": (1.99, 2), "slower": (2.1, 2)}


def open_desk() -> tuple[Scenario, dict[str, dict[str, float]]]:
    """Return the scenario without queues, and the true effects of its changes by measure."""
    before = _measures("today")
    relative = {"productivity", "resistance", "resistance_worst_decile"}
    effects = {
        name: {
            measure: value / before[measure] - 1.0 if measure in relative else value - before[measure]
            for measure, value in _measures(name).items()
        }
        for name in _OPEN
        if name != "today"
    }
    return read(OPEN), effects


def _measures(name: str) -> Mapping[str, float]:
    minutes, law, mark, resolved = _OPEN[name]
    return {
        "goodwill_at_end": mark,
        "productivity": resolved * 480.0 / minutes,
        "resistance": 2.0 * minutes / resolved,
        "kind.visit.resolved_share": resolved,
        "resistance_worst_decile": 2.0 * minutes * UPPER_TENTH[law],
    }


def queue() -> tuple[Scenario, dict[str, dict[str, float]]]:
    """Return the scenario with a queue, and the true effects of its changes on the wait (minutes)."""
    today, low, high = _wait(2.0, 2), 1.5, 2.0
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _wait(middle, 2) < today - HALF_A_MINUTE else (low, middle)
    effects = {name: {"role.desk.wait": _wait(*how) - today} for name, how in _QUEUE.items()}
    return read(QUEUE.format(border=low)), effects | {"on_the_border": {"role.desk.wait": -HALF_A_MINUTE}}


def _wait(minutes: float, staff: int) -> float:
    return mmc(RATE, 1.0 / minutes, staff).wait


def read(text: str) -> Scenario:
    """Return the scenario of a text."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "exact.yaml"
        path.write_text(text, encoding="utf-8")
        return load(path)
