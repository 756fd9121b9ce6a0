"""Changes together: how pairs of them work on each other, the best set within a budget, and both sides' effort."""

from sim.combinations.combined import Combinations, combine
from sim.combinations.pairs import Pair
from sim.combinations.search import Best
from sim.combinations.trials import Trial

__all__ = ["Best", "Combinations", "Pair", "Trial", "combine"]
