"""The least staff by role and block of the shift plan that meets a service norm with a stated probability.

It starts from Erlang C or A in each block by itself, and goes on under common random numbers: more where a block fails,
then one less, one at a time, wherever all blocks still do without (a local search, as after the cuts of Atlason,
Epelman & Henderson 2008 and Cezik & L'Ecuyer 2008). Least means: of what comes out no one can be missed.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sim.analyses.studies import blocks as plan_blocks
from sim.analyses.studies.aim import MEAN
from sim.analyses.studies.blocks import Block, Entry, Fares
from sim.analyses.studies.standing import ServiceNorm, Standing, erlang, letters, standing
from sim.blueprint import build
from sim.results.results import Unusable
from sim.results.shown import Shown
from sim.runs.log_summaries import summarised
from sim.runs.replications import Plan, plan
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.what_if import on_top, what_if
from sim.scenario.load import variant
from sim.scenario.text.faults import did_you_mean
from sim.scenario.text.units import UnreadableError, duration
from sim.scenario.text.units import probability as share_in
from sim.scenario.text.working import unit_of

SHARE = 0.8  # answered within the norm, where nothing else is asked for: 80%, as is usual
SPARE = 3  # times what Erlang says, and TEN more, beyond which more staff is of no use
TEN = 10
TRIES = 5  # times that staff is added where other replications do not confirm

Plans = dict[Entry, int]


@dataclass(frozen=True, repr=False)
class Staffing(Shown, says="staffing"):
    """The least staff: by entry of the plan now and then, and how each block fares with it, and by Erlang alone.

    `confirmed` is how the blocks fare in replications that were not searched with; `steps` how many plans were tried.
    """

    design: str
    norms: Mapping[str, ServiceNorm]
    probability: float
    by: str
    before: Plans
    after: Plans
    erlang: Mapping[Block, int]
    letters: tuple[str, ...]  # which of Erlang's models applied: C, or A where customers give up
    found: Mapping[Block, Standing]
    confirmed: Mapping[Block, Standing]
    steps: int
    replications: int
    seed: int
    scenario: Scenario | None = field(default=None, compare=False)

    @property
    def met(self) -> bool:
        """Whether every block meets its norm, in the other replications too."""
        return all(one.met for one in (*self.found.values(), *self.confirmed.values()))


class _StaffSearch:
    """Plans, and how the blocks fare with them; each plan is run once."""

    def __init__(
        self,
        scenario: Scenario,
        design: str,
        norms: Mapping[str, ServiceNorm],
        chance: float,
        by: str,
        plan: Plan,
        store: str | Path | None,
    ) -> None:
        self.scenario, self.design, self.norms, self.chance, self.by = scenario, design, norms, chance, by
        self.plan, self.store = plan, store
        self.before = plan_blocks.plans(scenario, design, list(norms))
        entries = {role: [entry for r, entry in self.before if r == role] for role in norms}
        every = [block for role in norms for block in plan_blocks.blocks(role, entries[role])]
        since, until = scenario.run.warm_up, scenario.run.length
        self.blocks = [block for block in every if block.measured(since, until) > 0.0]
        self.tried: dict[tuple[int, ...], dict[Block, Standing]] = {}

    def fares(self, staff: Plans, plan: Plan) -> tuple[list[list[Fares]], list[dict[str, float]]]:
        """Return how visits fare by replication and block, and the mean handling time of each role."""
        tried = what_if(self.scenario, plan_blocks.settings(staff), self.design, "staffed")
        blueprint = build(tried, on_top(self.scenario, self.design, "staffed"))
        tasks = [(blueprint, plan.first + k) for k in range(plan.replications)]
        minutes = {role: norm.minutes for role, norm in self.norms.items()}
        settings = {"blocks": self.blocks, "norms": minutes, "since": self.scenario.run.warm_up}
        found = summarised(tasks, plan, plan_blocks.FARES, settings, "trying staff", self.store)
        fares = [[Fares(*map(int, counts)) for counts in counted] for counted, _ in found]
        return fares, [dict(zip(minutes, map(float, means), strict=True)) for _, means in found]

    def standings(self, staff: Plans, plan: Plan | None = None) -> dict[Block, Standing]:
        """Return how each block stands with a plan, in the replications of the search or in others."""
        key = tuple(staff.values())
        if plan is None and key in self.tried:
            return self.tried[key]
        found, _ = self.fares(staff, plan or self.plan)
        stands = {
            block: standing([one[i] for one in found], self.norms[block.role], self.chance, self.by)
            for i, block in enumerate(self.blocks)
        }
        if plan is None:
            self.tried[key] = stands
        return stands

    def failing(self, staff: Plans, beyond: Mapping[Entry, int]) -> set[Entry]:
        """Return the entries that blocks which fail ask more of: the shortest of each that may still grow."""
        return self.more(self.standings(staff), staff, beyond)

    def more(self, stands: Mapping[Block, Standing], staff: Plans, beyond: Mapping[Entry, int]) -> set[Entry]:
        found = set()
        for block, one in stands.items():
            able = [e for e in block.entries if staff[block.role, e] < beyond[block.role, e]]
            if not one.met and able:
                found.add((block.role, min(able, key=plan_blocks.hours)))
        return found

    def good(self, staff: Plans, hopeless: set[Block]) -> bool:
        """Whether all blocks meet their norm, but for those that no staff can help."""
        return all(one.met for block, one in self.standings(staff).items() if block not in hopeless)


def staffing(
    scenario: Scenario,
    design: str | None = None,
    norms: Mapping[str, str] | None = None,
    abandoned: str | float | None = None,
    probability: float = 0.95,
    by: str = MEAN,
    replications: int | None = None,
    seed: int | None = None,
    engine: str | None = None,
    jobs: int | str | None = None,
    store: str | Path | None = None,
) -> Staffing:
    """Return the least staff of the roles with a norm, by entry of their plans.

    `norms` are by role ("80% / 20 s", or "80%" of the role's own norm); left out: 80% for each role with a norm. `abandoned`
    bounds the share that gives up.
    Each block meets its norm with this probability: its long-run share by a one-sided bound, or (by "runs") in this
    share of the replications. Runs need to see every block of the week.
    Raises Unusable where no role has a norm and for staff that can't be varied, and else as `run`.
    """
    name = design or scenario.default_design
    wanted = _norms(scenario, name, norms or {}, None if abandoned is None else _share(str(abandoned)))
    how = plan(scenario, replications, seed, engine, jobs)
    for role in wanted:
        if not plan_blocks.plans(scenario, name, [role]):
            raise Unusable(f"staffing: {role} has unlimited staff; give it a number to begin with")
    search = _StaffSearch(scenario, name, wanted, probability, by, how, store)
    first = _erlang(search)
    staff = dict(search.before)
    for block, count in first.items():
        covered = sum(staff[block.role, entry] for entry in block.entries[:-1])
        staff[block.role, block.entries[-1]] = max(0, count - covered)
    for role in wanted:
        if not _by_somebody(staff, role):
            staff[next(entry for entry in staff if entry[0] == role)] = 1
    beyond = {entry: SPARE * max(count, search.before[entry]) + TEN for entry, count in staff.items()}
    staff = _enough(search, staff, beyond)
    hopeless = {block for block, one in search.standings(staff).items() if not one.met}
    staff = _pruned(search, staff, hopeless)
    staff, confirmed = _confirmed(search, staff, beyond)
    return Staffing(
        design=name,
        norms=wanted,
        probability=probability,
        by=by,
        before=search.before,
        after=staff,
        erlang=first,
        letters=letters(scenario, variant(scenario, name), wanted),
        found=search.standings(staff),
        confirmed=confirmed,
        steps=len(search.tried),
        replications=search.plan.replications,
        seed=search.plan.seed,
        scenario=scenario,
    )


def _norms(
    scenario: Scenario, design: str, given: Mapping[str, str], abandoned: float | None
) -> dict[str, ServiceNorm]:
    """Return the norm of each role that is to be staffed; Unusable where one is unknown or cannot be read."""
    roles = variant(scenario, design).roles
    own = {role: one.norm for role, one in roles.items() if one.norm is not None and not unit_of(one.norm)}
    if not given:
        if not own:
            raise Unusable("staffing: no role has a norm; give one, such as desk=80%/20 s")
        return {role: ServiceNorm(SHARE, minutes, abandoned) for role, minutes in own.items()}
    found = {}
    for role, text in given.items():
        if role not in roles:
            raise Unusable(f"staffing: there is no role {role!r} in {design}, {did_you_mean(role, roles)}")
        share, _, minutes = text.partition("/")
        if not minutes.strip() and role not in own:
            raise Unusable(
                f"staffing: {role} has no norm of its own; write for instance {role}={share.strip()}/20 s"
            )
        try:
            found[role] = ServiceNorm(
                share_in(share.strip()),
                duration(minutes.strip()) if minutes.strip() else own[role],
                abandoned,
            )
        except UnreadableError as error:
            raise Unusable(
                f"staffing: given {role}={text}, allowed {error.allowed}, {error.advice}"
            ) from None
    return found


def _share(text: str) -> float:
    try:
        return share_in(text.strip())
    except UnreadableError as error:
        raise Unusable(f"staffing: given {text!r}, allowed {error.allowed}, {error.advice}") from None


def _erlang(search: _StaffSearch) -> dict[Block, int]:
    """Return what Erlang C or A says of each block by itself, by its visits and their handling with the plan as it is."""
    found, worked = search.fares(search.before, search.plan)
    until = search.scenario.run.length
    first = {}
    for i, block in enumerate(search.blocks):
        minutes = block.measured(search.scenario.run.warm_up, until) * len(found)
        offered = sum(one[i].offered for one in found)
        times = [one[block.role] for one in worked if not math.isnan(one[block.role])]
        design = variant(search.scenario, search.design)
        first[block] = erlang(
            search.scenario, design, block, offered / minutes, times, search.norms[block.role]
        )
    return first


def _enough(search: _StaffSearch, staff: Plans, beyond: Mapping[Entry, int]) -> Plans:
    """Add staff where a block fails, until none does or no more is of use."""
    while grow := search.failing(staff, beyond):
        staff = {entry: count + (entry in grow) for entry, count in staff.items()}
    return staff


def _pruned(search: _StaffSearch, staff: Plans, hopeless: set[Block]) -> Plans:
    """Leave out one at a time, of the longest entries first, as long as all blocks do without."""
    order = sorted(staff, key=lambda entry: -plan_blocks.hours(entry[1]))
    fewer = True
    while fewer:
        fewer = False
        for entry in order:
            while staff[entry] > 0:
                less = staff | {entry: staff[entry] - 1}
                if not _by_somebody(less, entry[0]) or not search.good(less, hopeless):
                    break
                staff, fewer = less, True
    return staff


def _by_somebody(staff: Plans, role: str) -> bool:
    """Whether a role has staff in some hours: steps need it."""
    return any(count for (one, _), count in staff.items() if one == role)


def _confirmed(
    search: _StaffSearch, staff: Plans, beyond: Mapping[Entry, int]
) -> tuple[Plans, dict[Block, Standing]]:
    """See how the plan does in other replications, and add where these do not confirm it."""
    for _ in range(TRIES):
        found = search.standings(staff, search.plan.later())
        grow = search.more(found, staff, beyond)
        if not grow:
            break
        staff = {entry: count + (entry in grow) for entry, count in staff.items()}
    return staff, found
