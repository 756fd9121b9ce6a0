"""Waits split into queue and delay: what the staff that was there doesn't explain is a delay, by simulation."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import ceil

import numpy as np

from sim.fit import laws, written
from sim.fit.events import WEEK, Array
from sim.fit.model import END, ENOUGH, Model
from sim.fit.seen import Seen, simulated
from sim.fit.written import Frame
from sim.scenario.load import scenario

ROUNDS = 3
EVENTS, SHORTEST = 200_000, 12 * WEEK  # of a log that are simulated to settle its delays, and for how long at least [A]
LEAST = 10  # simulated waits from which a delay is moved
CLEARLY, MORE = 1.1, 1.25  # waits that are so many times too long ask for so many times the staff [A]
Ways = Mapping[tuple[int, int], Array]


def settled(model: Model, frame: Frame, rounds: int = ROUNDS) -> Model:
    """Return a model with delays so that simulated waits are those of the log, between each pair of steps.

    The quantiles of a delay are moved by how far those of the simulated waits are off, nowhere below nought.
    """
    wanted = _in_the_log(model)
    begin, end = _stretch(model)
    frame = replace(frame, weeks=ceil(end / WEEK))
    for number in range(rounds):
        seen = simulated(model, scenario(written.text(model, frame)), 1, seed=number + 1, begin=begin)[0]
        waits = _by_way(seen.until(end, model.weights.contained), wanted)
        delays = {
            (at, way.to): _moved(way.delay, wanted[at, way.to], waits[at, way.to])
            for at, step in enumerate(model.steps)
            for way in step.ways
            if way.to != END
        }
        model = _staffed(model, wanted, waits).with_delays(delays)
    return model


def _stretch(model: Model) -> tuple[float, float]:
    """Return the period that is simulated: all of it, or of a long log as much as has enough events."""
    begin, end = model.events.window
    enough = (end - begin) * EVENTS / len(model.events.case)
    return begin, min(end, begin + max(enough, SHORTEST))


def _in_the_log(model: Model) -> dict[tuple[int, int], Array]:
    """Return values of the waits that the log has between each pair of steps, as many as the delay has."""
    waits = _by_way(Seen(model.events, model.state), [(at, way.to) for at, step in enumerate(model.steps) for way in step.ways])
    return {
        (at, way.to): laws.slices(np.maximum(waits[at, way.to], 0.0), None, len(way.delay))
        if len(waits[at, way.to]) >= ENOUGH
        else way.delay
        for at, step in enumerate(model.steps)
        for way in step.ways
        if way.to != END
    }


def _by_way(seen: Seen, ways: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Array]:
    """Return the simulated waits between each pair of steps."""
    events = seen.events
    waits, nexts = events.waits, np.where(events.last, END, np.r_[seen.state[1:], END])
    return {(at, to): waits[(seen.state == at) & (nexts == to)] for at, to in ways}


def _staffed(model: Model, wanted: Ways, waits: Ways) -> Model:
    """Return a model with more staff in roles where queues alone are clearly longer than all waits in the log."""
    roles = list(model.roles)
    for number, role in enumerate(roles):
        into = [way for way in wanted if model.steps[way[1]].role == number and len(waits[way]) >= LEAST]
        seen = sum(len(waits[way]) for way in into)
        real = sum(len(waits[way]) * float(wanted[way].mean()) for way in into)
        long = sum(float(waits[way].sum()) for way in into)
        if seen and long > CLEARLY * real + seen:
            roles[number] = replace(role, week=role.week.times(MORE, role.people))
    return replace(model, roles=tuple(roles))


def _moved(delay: Array, wanted: Array, waited: Array) -> Array:
    if len(waited) < LEAST or len(delay) < 2:
        return delay
    found = laws.slices(waited, None, len(wanted))
    return np.sort(np.maximum(0.0, delay + wanted - found))
