"""Which outcomes are shown: a handful chosen before the run, and always the roles that differ."""

from collections.abc import Iterable, Sequence

from sim.scenario.model import Design, Scenario

HEADLINE = (
    "arrived",
    "resolved_share",
    "lead_time",
    "first_contact_resolution",
    "failure_demand_share",
    "rework_share",
    "hand_overs_per_case",
    "work_per_case",
)
FROM_THE_MIND = ("goodwill", "felt_served_share", "left_customers")
NO_HEADLINE = (  # follow from how the design is drawn, or repeat another measure
    "arrived",
    "persons_per_case",
    "hand_overs_per_case",
    "transfers_per_case",
    "lead_time_p50",
    "lead_time_p90",
)
OF_A_ROLE = ("wait", "abandoned_share", "utilisation")


def headline(scenario: Scenario, names: Iterable[str]) -> list[str]:
    """Return the outcomes shown for the whole: those the scenario is judged by, else a fixed handful."""
    known = set(names)
    judged = [name for name in scenario.judge.outcomes if name in known]
    chosen = ("arrived", *judged, "goodwill") if judged else (*HEADLINE, *FROM_THE_MIND)
    return [name for name in dict.fromkeys(chosen) if name in known]


def of_run(scenario: Scenario, design: str, names: Iterable[str]) -> list[str]:
    """Return the outcomes shown for one design: those of the whole, and of each of its roles."""
    known = list(names)
    roles = of_roles(scenario.variant(design).roles)
    return [*headline(scenario, known), *(name for name in roles if name in known)]


def of_roles(roles: Iterable[str]) -> list[str]:
    """Return the outcomes shown for each role: how long people wait, how many give up, how busy it is."""
    return [f"role.{role}.{leaf}" for role in roles for leaf in OF_A_ROLE]


def differing_roles(designs: Sequence[Design]) -> list[str]:
    """Return the roles that are not the same in all designs, in the role itself or in the steps it does."""
    names = dict.fromkeys(role for design in designs for role in design.roles)
    return [
        role for role in names if any(_facts(role, one) != _facts(role, designs[0]) for one in designs[1:])
    ]


def _facts(role: str, design: Design) -> object:
    return design.roles.get(role), {name: step for name, step in design.steps.items() if step.role == role}
