"""Why an outcome differs between two designs: by cause, role and segment, in parts that add up to the whole."""

from sim.reasons.asked import explain
from sim.reasons.explanation import Axis, Explanation
from sim.reasons.ledger import MEASURES
from sim.reasons.part import Part
from sim.reasons.why import why

__all__ = ["MEASURES", "Axis", "Explanation", "Part", "explain", "why"]
