"""The SimPy engine as long as the compiled one is awaited."""

from collections.abc import Callable

from sim.blueprint import Blueprint
from sim.engines.story.engine import StoryEngine
from sim.kernel.beside import OvertakenError

PIECES = 500  # of a replication, after each of which it looks whether the other is there


class Meanwhile(StoryEngine):
    """One replication of a blueprint in SimPy, given up when it is no longer wanted."""

    def __init__(
        self, is_wanted: Callable[[], bool], blueprint: Blueprint, seed: int, replication: int, logging: bool
    ) -> None:
        super().__init__(blueprint, seed, replication, logging)
        self._is_wanted = is_wanted
        self._piece = float(blueprint.record["horizon"]) / PIECES

    def advance(self, until: float) -> None:
        """Process all events before a time, in minutes; OvertakenError where it is not wanted any more."""
        while self.world.now < until:
            if not self._is_wanted():
                raise OvertakenError
            super().advance(min(until, self.world.now + self._piece))
