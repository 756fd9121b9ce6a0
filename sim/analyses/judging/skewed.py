"""Five small cases with skewed results, to try intervals on: days that end as they come, with queues that now and then run away."""

from collections.abc import Iterator

from sim.analyses.judging.exact import read
from sim.scenario.fields.model import Scenario

CASES = (
    """
title: A desk that is busy 80% of a day
world: {needs: {question: {rate: 12 / hour, norm: 15 min}}}
designs:
  today: {roles: {desk: {staff: 1, norm: 5 min}}, steps: {answer: {role: desk, takes: exponential 4 min}}}
  slower: {roles: {desk: {staff: 1, norm: 5 min}}, steps: {answer: {role: desk, takes: exponential 4.15 min}}}
run: {length: 480 min}
""",
    """
title: A few long calls
world: {needs: {question: {rate: 20 / hour}}}
designs:
  today:
    roles: {desk: {staff: 3}}
    steps:
      answer: {role: desk, takes: lognormal 6 min cv 3, then: {look: 0.03, lost: 0.01, resolved: 0.96}}
      look: {role: desk, takes: lognormal 30 min cv 2}
  better: {extends: today, steps: {answer: {then: {look: 0.02, lost: 0.01, resolved: 0.97}}}}
run: {length: 480 min, warm_up: 60 min}
""",
    """
title: An urgent-care line
world: {needs: {call: {rate: 100 / hour}}}
designs:
  fifteen_nurses:
    roles: {operator: {staff: 13}, nurse: {staff: 15}}
    steps:
      answer: {role: operator, takes: triangular 5 7 10 min, then: {advise: 0.4, resolved: 0.6}}
      advise: {role: nurse, takes: uniform 10 30 min}
  seventeen_nurses: {extends: fifteen_nurses, roles: {nurse: {staff: 17}}}
run: {length: 1050 min, warm_up: 50 min}
""",
    """
title: A terrace, with days that differ
world:
  needs: {drink: {rate: 30 / hour, dispersion: 8}}
  patience: 20 min
designs:
  today:
    roles: {waiter: {staff: 3}, bar: {staff: 1}}
    steps:
      order: {role: waiter, takes: exponential 2 min, then: pour}
      pour: {role: bar, takes: exponential 1.6 min, customer: absent, then: bring}
      bring: {role: waiter, takes: exponential 2 min}
  fourth_waiter: {extends: today, roles: {waiter: {staff: 4}}}
run: {length: 8 h}
""",
    """
title: A line with more calls than it can take
world:
  needs: {call: {rate: 40 / hour, dispersion: 10}}
  patience: 5 min
  redial: {probability: 0.5, after: 20 min}
designs:
  today: {roles: {desk: {staff: 3, norm: 1 min}}, steps: {answer: {role: desk, takes: exponential 5 min}}}
  one_more: {extends: today, roles: {desk: {staff: 4}}}
run: {length: 8 h}
""",
)


def cases() -> Iterator[Scenario]:
    """Yield the cases."""
    return (read(text) for text in CASES)
