"""Which changes matter: relevant, hobby, harmful or undecided, with the honesty of a trial."""

from sim.judging.portfolio import Item, Judgement, judge
from sim.judging.verdict import Finding

__all__ = ["Finding", "Item", "Judgement", "judge"]
