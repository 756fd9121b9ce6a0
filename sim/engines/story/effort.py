"""Effort of customers and of the organisation, in the SimPy engine: minutes by what they are spent on."""

from sim.blueprint.layout import APPRAISAL, REWORK
from sim.engines.story.model import Case, Visit, World, count
from sim.kernel import rules
from sim.records import counters
from sim.records.counters import EXTERNAL_FAILURE, INTERNAL_FAILURE


def kind_of_effort(world: World, case: Case, step: int) -> int:
    """Return what a visit to a step is effort for: value, appraisal, or a failure found inside or by the customer."""
    bp = world.bp
    if case.failed or case.kind == bp.kinds:
        return EXTERNAL_FAILURE
    if bp.step_counts_as[step] == REWORK or (bp.step_again[step] == REWORK and step in case.done):
        return INTERNAL_FAILURE
    return counters.APPRAISAL if bp.step_counts_as[step] == APPRAISAL else counters.VALUE


def of_visit(world: World, visit: Visit) -> None:
    """Count the effort of a visit that was handled, and the charges for how the case came to it."""
    bp = world.bp
    customer = 0.0
    if bp.step_present[visit.step]:
        customer = visit.takes * bp.step_effort[visit.step] + _felt(world, visit.waited)
    _count(world, visit.case, visit.effort_kind, customer, visit.takes if visit.role >= 0 else 0.0)
    if visit.transferred or visit.retold or visit.switched or visit.handed_over:
        customer = visit.transferred * bp.effort_transfer + visit.retold * bp.effort_retelling
        customer += visit.switched * bp.effort_switch
        organisation = visit.handed_over * bp.effort_hand_over
        _count(world, visit.case, max(visit.effort_kind, INTERNAL_FAILURE), customer, organisation)


def passed_on(world: World, visit: Visit) -> None:
    """Count a wait after which a case goes on elsewhere."""
    if world.bp.step_present[visit.step]:
        _count(world, visit.case, visit.effort_kind, _felt(world, visit.waited), 0.0)


def in_vain(world: World, visit: Visit) -> None:
    """Count a wait that ended unanswered."""
    if world.bp.step_present[visit.step]:
        _count(world, visit.case, EXTERNAL_FAILURE, _felt(world, visit.waited), 0.0)


def cut_off(world: World, visit: Visit) -> None:
    """Count a wait and the part of a conversation before it was cut off, both in vain."""
    customer = visit.takes * world.bp.step_effort[visit.step] + _felt(world, visit.waited)
    _count(world, visit.case, EXTERNAL_FAILURE, customer, visit.takes)


def sum_up(world: World, case: Case, resolved: bool) -> None:
    """Count the effort of a need that ends, a charge where it is not resolved included; a complaint is no need."""
    bp = world.bp
    if case.kind == bp.kinds:
        return
    if not resolved and bp.effort_unresolved > 0.0:
        _count(world, case, EXTERNAL_FAILURE, bp.effort_unresolved, 0.0)
    count.case_effort(world.m, case.effort, case.segment, case.provider, resolved)


def _felt(world: World, wait: float) -> float:
    bp = world.bp
    return rules.felt_wait(wait, bp.mind_wait_a, bp.mind_wait_b) if bp.perceived_wait else wait


def _count(world: World, case: Case, effort: int, customer: float, organisation: float) -> None:
    """Count minutes of either side, for the whole and for the case."""
    both = world.bp.effort_customer * customer + world.bp.effort_organisation * organisation
    count.effort(world.m, effort, customer, organisation, case.segment, case.provider, both)
    case.effort += both
