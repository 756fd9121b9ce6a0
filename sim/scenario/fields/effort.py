"""What effort counts for, of customers and of the organisation: the weights and charges of resistance."""

from sim.scenario.text.field_types import Duration, Fields, Positive


class Resistance(Fields):
    """Effort of both sides per resolved need, in minutes: weights of either side, and charges for what no clock sees.

    Every value is an assumption of ours.
    """

    customer: Positive = 1.0
    organisation: Positive = 1.0
    transfer: Duration = 2.0
    retelling: Duration = 2.0
    switch: Duration = 5.0
    hand_over: Duration = 2.0
    unresolved: Duration = 0.0
