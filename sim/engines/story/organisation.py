"""The organisation of the SimPy engine: its roles, in a world."""

from dataclasses import dataclass

from sim.engines.story.model import World
from sim.engines.story.role import Role


@dataclass(frozen=True, eq=False)
class Organisation:
    """The roles that serve, and the world they do it in."""

    world: World
    roles: list[Role]
