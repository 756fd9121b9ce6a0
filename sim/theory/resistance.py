"""Effort from start to end: per resolved case, and along the path of least resistance. Efforts in any one unit."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from sim.theory.paths import absorbed

State = TypeVar("State", bound=Hashable)
Option = tuple[float, Mapping[State, float]]  # effort now, and P(next state); what is missing ends
Options = Mapping[State, Sequence[Option[State]]]
BETTER = 1e-12  # a choice is changed for a gain beyond this part of the effort: rounding changes nothing


class LeastEffort(NamedTuple, Generic[State]):
    """The least mean effort from each state to the end, and the number of the option that gives it."""

    value: dict[State, float]
    choice: dict[State, int]


def resistance(
    routing: Sequence[Sequence[float]], effort: Sequence[float], resolved: Sequence[float]
) -> float:
    """Return effort per resolved case, the effort of those who get nothing included (renewal-reward)."""
    return absorbed(routing, effort) / absorbed(routing, resolved)


def break_even(generalist: float, otherwise: float, specialist: float) -> float:
    """Return the share a generalist must solve to be worth trying first, efforts in one unit.

    Shumsky & Pinker 2003.
    """
    return 1.0 - (specialist - generalist) / otherwise


def followed(options: Options[State], choice: Mapping[State, int]) -> dict[State, float]:
    """Return the mean effort from each state to the end when the options chosen are always taken.

    ValueError where that never ends (Kemeny & Snell 1960, III).
    """
    taken = {state: options[state][choice[state]] for state in options}
    _ending({state: (option,) for state, option in taken.items()})
    number = {state: i for i, state in enumerate(taken)}
    stays = np.eye(len(number))
    for state, (_, after) in taken.items():
        for to, p in after.items():
            stays[number[state], number[to]] -= p
    found = np.linalg.solve(stays, np.array([effort for effort, _ in taken.values()]))
    return dict(zip(number, found.tolist(), strict=True))


def least_resistance(options: Options[State]) -> LeastEffort[State]:
    """Return the least mean effort from each state, by policy iteration; ValueError where there is no way to an end.

    Stochastic shortest path with efforts of nought or more: Bertsekas & Tsitsiklis 1991.
    """
    choice = _ending(options)
    while True:
        value = followed(options, choice)
        better = {state: _best(options[state], choice[state], value) for state in options}
        if better == choice:
            return LeastEffort(value, choice)
        choice = better


def _ending(options: Options[State]) -> dict[State, int]:
    """Return choices that end for sure: in each state one that can bring it nearer to an end."""
    choice: dict[State, int] = {}
    while len(choice) < len(options):
        nearer = {
            state: number
            for state, ways in options.items()
            if state not in choice
            for number, (_, after) in reversed(list(enumerate(ways)))
            if sum(after.values()) < 1.0 - BETTER or any(p > 0.0 and to in choice for to, p in after.items())
        }
        if not nearer:
            raise ValueError(f"no way to an end from {next(s for s in options if s not in choice)}")
        choice |= nearer
    return choice


def _best(ways: Sequence[Option[State]], now: int, value: Mapping[State, float]) -> int:
    """Return the least option, but the present one unless another is really less: then choices go on ending."""
    efforts = [effort + sum(p * value[to] for to, p in after.items()) for effort, after in ways]
    least = min(range(len(ways)), key=efforts.__getitem__)
    return least if efforts[least] < efforts[now] - BETTER * max(1.0, abs(efforts[now])) else now
