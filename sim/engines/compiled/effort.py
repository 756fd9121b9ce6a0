"""Effort of customers and of the organisation, in the compiled engine: minutes by what they are spent on."""

from sim.blueprint.layout import APPRAISAL, REWORK
from sim.engines.compiled.memory import NO_SLOT, slots_of
from sim.kernel import rules
from sim.kernel.jit import compiled
from sim.records import counters, measures
from sim.records.counters import EXTERNAL_FAILURE, INTERNAL_FAILURE


@compiled
def kind_of_effort(bp, slots, i, step) -> int:  # type: ignore[no-untyped-def]
    """Return what a visit to a step is effort for: value, appraisal, or a failure found inside or by the customer."""
    if slots[i].failed or slots[i].kind == bp.kinds:
        return EXTERNAL_FAILURE
    if bp.step_counts_as[step] == REWORK or (bp.step_again[step] == REWORK and (slots[i].done >> step) & 1):
        return INTERNAL_FAILURE
    return counters.APPRAISAL if bp.step_counts_as[step] == APPRAISAL else counters.VALUE


@compiled
def felt_wait(bp, wait) -> float:  # type: ignore[no-untyped-def]
    """Return how long a wait feels; as the clock says, where nothing is said of that."""
    return rules.felt_wait(wait, bp.mind_wait_a, bp.mind_wait_b) if bp.perceived_wait else wait


@compiled
def count(bp, st, m, i, effort, customer, organisation) -> None:  # type: ignore[no-untyped-def]
    """Count minutes of either side, for the whole and for the case."""
    slots = slots_of(st)
    case = i if slots[i].owner == NO_SLOT else slots[i].owner
    both = bp.effort_customer * customer + bp.effort_organisation * organisation
    measures.count_effort(m, effort, customer, organisation, slots[i].segment, slots[i].provider, both)
    slots[case].effort += both


@compiled
def of_visit(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Count the effort of a visit that was handled, and the charges for how the case came to it."""
    slots = slots_of(st)
    step, customer, organisation = slots[i].step, 0.0, 0.0
    if bp.step_role[step] >= 0:
        organisation = slots[i].takes
    if bp.step_present[step]:
        customer = slots[i].takes * bp.step_effort[step] + felt_wait(bp, slots[i].waited)
    count(bp, st, m, i, slots[i].effort_kind, customer, organisation)
    if slots[i].transferred or slots[i].retold or slots[i].switched or slots[i].handed_over:
        charge(bp, st, m, i)


@compiled
def charge(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Count what being put through, telling it again, going on with staff and taking a case over cost, as failure."""
    slots = slots_of(st)
    customer = slots[i].transferred * bp.effort_transfer + slots[i].retold * bp.effort_retelling
    customer += slots[i].switched * bp.effort_switch
    organisation = slots[i].handed_over * bp.effort_hand_over
    count(bp, st, m, i, max(slots[i].effort_kind, INTERNAL_FAILURE), customer, organisation)


@compiled
def passed_on(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Count a wait after which a case goes on elsewhere."""
    slots = slots_of(st)
    if bp.step_present[slots[i].step]:
        count(bp, st, m, i, slots[i].effort_kind, felt_wait(bp, slots[i].waited), 0.0)


@compiled
def in_vain(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Count a wait that ended unanswered."""
    slots = slots_of(st)
    if bp.step_present[slots[i].step]:
        count(bp, st, m, i, EXTERNAL_FAILURE, felt_wait(bp, slots[i].waited), 0.0)


@compiled
def cut_off(bp, st, m, i) -> None:  # type: ignore[no-untyped-def]
    """Count a wait and the part of a conversation before it was cut off, both in vain."""
    slots = slots_of(st)
    customer = slots[i].takes * bp.step_effort[slots[i].step] + felt_wait(bp, slots[i].waited)
    count(bp, st, m, i, EXTERNAL_FAILURE, customer, slots[i].takes)


@compiled
def sum_up(bp, st, m, i, resolved) -> None:  # type: ignore[no-untyped-def]
    """Count the effort of a need that ends, a charge where it is not resolved included; a complaint is no need."""
    slots = slots_of(st)
    if slots[i].kind == bp.kinds:
        return
    if not resolved and bp.effort_unresolved > 0.0:
        count(bp, st, m, i, EXTERNAL_FAILURE, bp.effort_unresolved, 0.0)
    measures.count_case_effort(m, slots[i].effort, slots[i].segment, slots[i].provider, resolved)
