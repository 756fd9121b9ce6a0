"""Changes together: how pairs of them work on each other, the best set within a budget, and both sides' effort."""

from sim.analyses.combinations.combined import Combinations, combine
from sim.analyses.combinations.pairs import Pair
from sim.analyses.combinations.search import Best
from sim.analyses.combinations.trials import Trial

__all__ = ["Best", "Combinations", "Pair", "Trial", "combine"]
