"""Which changes matter: relevant, hobby, harmful or undecided, with the honesty of a trial."""

from sim.analyses.judging.money import Cost
from sim.analyses.judging.portfolio import Item, Judgement, judge, portfolio
from sim.analyses.judging.verdict import Finding

__all__ = ["Cost", "Finding", "Item", "Judgement", "judge", "portfolio"]
