"""Which outcomes are shown: a handful chosen before the run, the queues of all roles, the roles that differ."""

from collections.abc import Iterable, Sequence

from sim.catalogue.keys import KIND, PROVIDER, ROLE, Key, named
from sim.scenario.fields.model import Design, Scenario
from sim.scenario.load import variant

HEADLINE = (
    "arrived",
    "served",
    "resolved_share",
    "lead_time",
    "resistance",
    "friction_share",
    "first_contact_resolution",
    "failure_demand_share",
    "rework_share",
    "visits_per_case",
    "hand_overs_per_case",
    "work_per_case",
    "productivity",
)
ALWAYS = ("served", "productivity")  # beside what a scenario is judged by: how many, and with how much staff
FROM_THE_MIND = ("goodwill", "felt_served_share", "left_customers")
OF_TODAY = ("backlog", "backlog_gone", "backlog_left")  # where there is a backlog at the start
OF_COSTS = ("cost_per_year", "cost_per_resolved")
NO_HEADLINE = (  # follow from how the design is drawn, or repeat another measure
    "arrived",
    "visits_per_case",
    "persons_per_case",
    "hand_overs_per_case",
    "transfers_per_case",
    "lead_time_p50",
    "lead_time_p90",
    "productivity",
)
OF_A_ROLE = ("wait", "abandoned_share", "sent_home", "cut_off", "utilisation", "overtime", "blocked")
ONLY_IF_ANY = ("sent_home", "cut_off", "overtime", "blocked")  # not said where they are nought
FEW = 8  # roles, up to which the queue of every role is shown: a change at one may move the queue to another


def headline(scenario: Scenario, names: Iterable[str]) -> list[str]:
    """Return the outcomes shown for the whole: those the scenario is judged by, else a fixed handful."""
    known = set(names)
    judged = [name for name in scenario.judge.outcomes if name in known]
    chosen = ("arrived", *judged, *ALWAYS, "goodwill") if judged else (*HEADLINE, *FROM_THE_MIND)
    chosen = (*chosen, *OF_TODAY, *OF_COSTS, *_of_kinds(scenario))
    return [name for name in dict.fromkeys(chosen) if name in known]


def _of_kinds(scenario: Scenario) -> list[str]:
    """Return how many are served of each kind with a norm, where the whole has other kinds as well."""
    needs = scenario.world.needs
    return [named(KIND, kind, "within_norm") for kind, need in needs.items() if len(needs) > 1 and need.norm]


def of_run(scenario: Scenario, design: str, names: Iterable[str]) -> list[str]:
    """Return the outcomes shown for one design: those of the whole, and of each of its roles."""
    known = list(names)
    providers = [name for name in known if Key.of(name).place == PROVIDER]
    chosen = [*headline(scenario, known), *providers, *of_roles(variant(scenario, design).roles)]
    return [name for name in dict.fromkeys(chosen) if name in known]


def of_comparison(scenario: Scenario, designs: Sequence[str], names: Iterable[str]) -> list[str]:
    """Return the outcomes shown for designs side by side: of the whole, and of roles.

    Of a role that differs all is shown; of the others the wait, and give-ups where there can be any.
    """
    known, variants = list(names), [variant(scenario, design) for design in designs]
    differ, roles = differing_roles(variants), _all_roles(variants)
    chosen = headline(scenario, known)
    for role in roles if len(roles) <= FEW else differ:
        busy, impatient = role in differ, role in differ or _loses(scenario, role, variants)
        wanted = dict.fromkeys(OF_A_ROLE, busy) | {"wait": True, "abandoned_share": impatient}
        chosen += [named(ROLE, role, measure) for measure in OF_A_ROLE if wanted[measure]]
    return [name for name in dict.fromkeys(chosen) if name in known]


def of_roles(roles: Iterable[str]) -> list[str]:
    """Return the outcomes shown for each role: how long people wait, how many give up, how busy it is, and more."""
    return [named(ROLE, role, measure) for role in roles for measure in OF_A_ROLE]


def differing_roles(designs: Sequence[Design]) -> list[str]:
    """Return the roles that are not the same in all designs, in the role itself or in the steps it does."""
    return [
        role
        for role in _all_roles(designs)
        if any(_facts(role, one) != _facts(role, designs[0]) for one in designs[1:])
    ]


def _loses(scenario: Scenario, role: str, designs: Sequence[Design]) -> bool:
    """Return whether anybody can give up waiting for a role."""
    world = scenario.world
    general = world.patience or any(one.patience for one in world.customers.segments.values())
    return any(
        step.role == role and step.customer == "present" and (step.patience or general)
        for design in designs
        for step in design.steps.values()
    )


def _all_roles(designs: Sequence[Design]) -> list[str]:
    return list(dict.fromkeys(role for design in designs for role in design.roles))


def _facts(role: str, design: Design) -> object:
    return design.roles.get(role), {name: step for name, step in design.steps.items() if step.role == role}
