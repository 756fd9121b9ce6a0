"""Whims: requests out of bounds, and the policy of granting them. Every default is an assumption of ours."""

from sim.scenario.text.field_types import Duration, Fields, Number, Probability


class Whims(Fields):
    """A share of a customer's needs are whims; one that is granted takes extra work, is a good moment, and makes more whims
    likely; one that is refused and explained is a small loss, and makes them rarer (Rust & Oliver 2000)."""

    share: Probability = 0.1
    up: Probability = 0.3
    down: Probability = 0.1
    extra: Duration = 10.0
    explain: Duration = 1.0
    pleased: Number = 1.0
    refused: Number = -0.3


class Granting(Fields):
    """Which share of whims a design grants."""

    grant: Probability = 0.0
