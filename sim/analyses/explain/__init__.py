"""Why an outcome differs between two designs: by cause, role and segment, in parts that add up to the whole."""

from sim.analyses.explain.explanation import Axis, Explanation
from sim.analyses.explain.ledger import MEASURES
from sim.analyses.explain.part import Part
from sim.analyses.explain.run import explain
from sim.analyses.explain.why import why

__all__ = ["MEASURES", "Axis", "Explanation", "Part", "explain", "why"]
