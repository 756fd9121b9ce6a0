"""The measures: sums, counts and histograms of fixed size, kept as the run goes by both engines with these functions.

`m` is one record (compiled engine) or an object of plain Python lists (SimPy engine); the functions are the same.
"""

import numpy as np

from sim.kernel.jit import compiled, folded
from sim.records.counters import MARK_BINS, OCTAVE_OFFSET, PER_OCTAVE, TIME_BINS
from sim.records.log import CHASING, COMPLAINT, ERROR_FOUND, REDIAL, UNRESOLVED

_SMALLEST_BIN = (1023 - OCTAVE_OFFSET) * PER_OCTAVE  # 1023: the exponent of 1 minute as a double has it


@folded
def time_bin(minutes: float) -> int:
    """Return the histogram bin of a time: 0 for no time, else sixteen bins to a doubling from 2^-13 minutes."""
    if minutes <= 0.0:
        return 0
    # a double's exponent and the first four bits of its fraction, as one whole number: frexp costs a desk 4% more
    place = int(np.float64(minutes).view(np.int64) >> 48) - _SMALLEST_BIN
    return min(max(place, 0), TIME_BINS - 2) + 1


@compiled
def mark_bin(mark: float) -> int:
    """Return the histogram bin of a mark, a tenth each, those outside 0..10 in the outermost."""
    return int(min(max(mark * 10.0, 0.0), MARK_BINS - 1.0))


@folded
def touch_role(  # type: ignore[no-untyped-def]
    m, role: int, now: float, waiting: int, busy: int, staff: int, suspended: int
) -> None:
    """Add the time since the last change of a role's queue, work or staff; called just before each change."""
    dt = now - m.role_time[role]
    m.role_time[role] = now
    if dt > 0.0:
        m.role_queue_area[role] += waiting * dt
        m.role_busy_area[role] += busy * dt
        m.role_staff_area[role] += staff * dt
        m.role_over_area[role] += max(0, busy - staff) * dt
        if suspended > 0:
            m.role_suspended_area[role] += suspended * dt


@compiled
def touch_inside(m, now: float) -> None:  # type: ignore[no-untyped-def]
    """Add the time since the number of open cases last changed."""
    m.inside_area += m.inside * (now - m.inside_time)
    m.inside_time = now


@compiled
def touch_away(m, now: float) -> None:  # type: ignore[no-untyped-def]
    """Add the time since the number of cases waiting to come back last changed."""
    m.away_area += m.away * (now - m.away_time)
    m.away_time = now


@compiled
def count_arrival(  # type: ignore[no-untyped-def]
    m, kind: int, is_need: bool, due: bool, channel: int, period: int, provider: int
) -> None:
    """Count a case that begins (after `touch_inside`), with a norm that is over before the run is where `due`.

    A complaint is no need: it is counted as a kind of its own.
    """
    m.inside += 1
    m.arrived += 1
    m.kind_arrived[kind] += 1
    if due:
        m.kind_due[kind] += 1
    if not is_need:
        return
    m.period_arrived[period] += 1
    m.provider_arrived[provider] += 1
    m.period_provider_arrived[period][provider] += 1
    if channel >= 0:
        m.channel_arrived[channel] += 1


@compiled
def count_backlog(m, kind: int, age: float, due: bool) -> None:  # type: ignore[no-untyped-def]
    """Count a case that is there when the run begins (after `touch_inside`), with a norm that is over before it ends where `due`."""
    m.inside += 1
    m.inside_start += 1
    m.age_start += age
    m.kind_inside_start[kind] += 1
    m.kind_backlog[kind] += 1
    if due:
        m.kind_due[kind] += 1


@compiled
def count_backlog_ended(m, now: float) -> None:  # type: ignore[no-untyped-def]
    """Count that a case of the backlog has ended."""
    m.backlog_ended += 1
    m.backlog_gone = now


@compiled
def count_backlog_taken(m, role: int, now: float) -> None:  # type: ignore[no-untyped-def]
    """Count that a case of the backlog no longer waits where it stood: it was taken up, given up or sent away."""
    m.role_backlog_taken[role] += 1
    m.role_backlog_gone[role] = now


@compiled
def count_contact(m, cause: int) -> None:  # type: ignore[no-untyped-def]
    """Count a contact that began, by its cause."""
    m.contacts_begun += 1
    if cause == UNRESOLVED or cause == ERROR_FOUND or cause == CHASING or cause == COMPLAINT:
        m.failure_contacts += 1
    elif cause == REDIAL:
        m.redial_contacts += 1


@folded
def count_wait(  # type: ignore[no-untyped-def]
    m,
    role: int,
    wait: float,
    joined: float,
    norm: float,
    horizon: float,
    answered: bool,
    segment: int,
    period: int,
) -> None:
    """Count a wait that ended, answered or given up; `norm` in minutes, below nought where there is none.

    One that began before measuring did is in no measure; nor in those of the norm, one that began less than it before
    the end (`horizon`).
    """
    if joined < m.since:
        m.role_early_sum[role] += wait
        return
    place = time_bin(wait)
    m.role_ended[role] += 1
    m.role_wait_sum[role] += wait
    m.role_wait_square[role] += wait * wait
    m.wait_bins[role][place] += 1
    m.segment_wait_bins[segment][place] += 1
    if wait > 0.0:
        m.role_waited[role] += 1
        if wait > m.role_wait_max[role]:
            m.role_wait_max[role] = wait
    if norm >= 0.0 and joined + norm <= horizon:
        m.role_due[role] += 1
        if wait > norm:
            m.role_over_norm[role] += 1
        elif answered:
            m.role_within[role] += 1
    if answered:
        m.role_served[role] += 1
        m.role_served_sum[role] += wait
    else:
        m.role_abandoned[role] += 1
    m.segment_waits[segment] += 1
    m.segment_wait_sum[segment] += wait
    if wait > m.segment_wait_max[segment]:
        m.segment_wait_max[segment] = wait
    m.period_waits[period] += 1
    m.period_wait_sum[period] += wait


@compiled
def count_refused(m, role: int, now: float, norm: float, horizon: float) -> None:  # type: ignore[no-untyped-def]
    """Count a visit refused at a full queue."""
    m.role_refused[role] += 1
    if norm >= 0.0 and now + norm <= horizon:
        m.role_refused_due[role] += 1


@compiled
def count_wait_by(  # type: ignore[no-untyped-def]
    m, role: int, channel: int, wait: float, joined: float, norm: float, horizon: float, answered: bool, sent: bool
) -> None:  # fmt: skip
    """Count a wait that ended at a role by a channel, where designs have several; as in `count_wait`."""
    if channel < 0 or joined < m.since:
        return
    m.queue_ended[role][channel] += 1
    m.queue_wait_sum[role][channel] += wait
    if norm >= 0.0 and joined + norm <= horizon:
        m.queue_due[role][channel] += 1
        if wait > norm:
            m.queue_over_norm[role][channel] += 1
        elif answered:
            m.queue_within[role][channel] += 1
    if answered:
        m.queue_served[role][channel] += 1
        m.queue_served_sum[role][channel] += wait
    elif not sent:
        m.queue_abandoned[role][channel] += 1


@compiled
def count_refused_by(m, role: int, channel: int, now: float, norm: float, horizon: float) -> None:  # type: ignore[no-untyped-def]
    """Count a visit refused at the full queue of a role, by a channel."""
    if channel < 0:
        return
    m.queue_refused[role][channel] += 1
    if norm >= 0.0 and now + norm <= horizon:
        m.queue_refused_due[role][channel] += 1


@compiled
def count_overflowed(m, role: int, joined: float) -> None:  # type: ignore[no-untyped-def]
    """Count a wait (after `count_wait`) that ended unanswered because it went on elsewhere, and not given up."""
    if joined >= m.since:
        m.role_abandoned[role] -= 1
        m.role_overflowed[role] += 1


@compiled
def count_booked(m, role: int, ahead: float) -> None:  # type: ignore[no-untyped-def]
    """Count an appointment that is made, so many minutes ahead."""
    m.role_booked[role] += 1
    m.role_ahead_sum[role] += ahead
    m.role_ahead_max[role] = max(m.role_ahead_max[role], ahead)
    m.ahead_bins[role][time_bin(ahead)] += 1


@compiled
def count_met(m, role: int, wait: float, joined: float) -> None:  # type: ignore[no-untyped-def]
    """Count a wait that ended of somebody with an appointment: past its time, or past that at which they came later."""
    if joined >= m.since:
        m.role_met[role] += 1
        m.role_met_sum[role] += wait
        m.role_met_late[role] += int(wait > 0.0)


@compiled
def count_sent_home(m, role: int, joined: float) -> None:  # type: ignore[no-untyped-def]
    """Count a wait (after `count_wait`) that ended unanswered because its customer was sent home, and not given up."""
    if joined >= m.since:
        m.role_abandoned[role] -= 1
        m.role_sent_home[role] += 1


@compiled
def touch_blocked(m, role: int, now: float, blocked: int) -> None:  # type: ignore[no-untyped-def]
    """Add the time since the number of a role's staff who wait for room last changed."""
    m.role_blocked_area[role] += blocked * (now - m.role_blocked_time[role])
    m.role_blocked_time[role] = now


@folded
def count_handled(m, role: int, step: int, minutes: float) -> None:  # type: ignore[no-untyped-def]
    """Count work done on a step: minutes of handling, by a role (or below nought: by the customer)."""
    m.step_handled[step] += 1
    m.step_handling_sum[step] += minutes
    if role >= 0:
        m.role_handling_sum[role] += minutes


@compiled
def count_moment(m, x: float, felt_served: bool, segment: int, period: int, provider: int) -> None:  # type: ignore[no-untyped-def]
    """Count a moment: its experience."""
    m.experienced += 1
    m.experience_sum += x
    if felt_served:
        m.felt_served += 1
    m.segment_moments[segment] += 1
    m.segment_experience_sum[segment] += x
    m.period_moments[period] += 1
    m.period_experience_sum[period] += x
    m.provider_moments[provider] += 1
    m.provider_experience_sum[provider] += x


@compiled
def count_felt(  # type: ignore[no-untyped-def]
    m, mark: float, before: float, goodwill: float, segment: int, period: int, provider: int
) -> None:
    """Count the end of a contact: its mark, and the goodwill before it and that it left behind."""
    m.felt_contacts += 1
    m.contact_mark_sum += mark
    m.goodwill_before_sum += before
    m.goodwill_sum += goodwill
    m.goodwill_bins[mark_bin(goodwill)] += 1
    m.segment_contacts[segment] += 1
    m.segment_mark_sum[segment] += mark
    m.segment_goodwill_sum[segment] += goodwill
    m.period_contacts[period] += 1
    m.period_goodwill_sum[period] += goodwill
    m.provider_contacts[provider] += 1
    m.provider_goodwill_sum[provider] += goodwill


@compiled
def count_jump(m, before: float, jump: float, after: float) -> None:  # type: ignore[no-untyped-def]
    """Count how far a mark like this one moves goodwill in the long run, and whether the scale cuts off some of the jump."""
    m.jump_sum += after - before
    m.jumps_cut += after != before + jump


@compiled
def count_resolved(  # type: ignore[no-untyped-def]
    m, kind: int, is_need: bool, lead: float, norm: float, contacts: int
) -> None:
    """Count a resolved case: its lead time in minutes, whether within the norm, whether at the first contact."""
    m.resolved += 1
    m.kind_resolved[kind] += 1
    if not is_need:
        return
    if norm >= 0.0:
        m.with_norm += 1
        if lead <= norm:
            m.within_norm += 1
    if contacts <= 1:
        m.first_contact_resolved += 1


@compiled
def count_fate(  # type: ignore[no-untyped-def]
    m, kind: int, lead: float, resolved: bool, withdrawn: bool, left: bool, in_time: bool
) -> None:
    """Count what became of a case that came in the measured time: resolved, `in_time` where that is known, or gone otherwise."""
    place = time_bin(lead)
    if resolved:
        m.kind_came_resolved[kind] += 1
        m.kind_lead_sum[kind] += lead
        m.kind_lead_square[kind] += lead * lead
        m.kind_lead_bins[kind][place] += 1
        if lead > m.kind_lead_max[kind]:
            m.kind_lead_max[kind] = lead
        if in_time:
            m.kind_within[kind] += 1
        return
    m.kind_gone_bins[kind][place] += 1
    if withdrawn:
        m.kind_came_withdrawn[kind] += 1
    else:
        m.kind_came_lost[kind] += 1
        if left:
            m.kind_came_left[kind] += 1


@compiled
def count_gone(m, kind: int, is_need: bool, withdrawn: bool, segment: int) -> None:  # type: ignore[no-untyped-def]
    """Count a case that ended unresolved, withdrawn or lost."""
    if withdrawn:
        m.withdrawn += 1
        m.kind_withdrawn[kind] += 1
        return
    m.lost += 1
    m.kind_lost[kind] += 1
    if is_need:
        m.segment_lost[segment] += 1


@compiled
def count_end(  # type: ignore[no-untyped-def]
    m, stay: float, kind: int, is_need: bool, segment: int, visits: int, contacts: int, work: float, reworked: bool,
    transfers: int, hand_overs: int, persons: int, chases: int, provider: int, resolved: bool,
) -> None:  # fmt: skip
    """Count a case that ended, however it ended, `stay` minutes after it arose (after `touch_inside`).

    What is per case is of needs; a complaint swells no denominator.
    """
    m.inside -= 1
    m.stay_sum += stay
    m.kind_ended[kind] += 1
    if not is_need:
        return
    m.segment_ended[segment] += 1
    m.visits_sum += visits
    m.visits_square += float(visits) * float(visits)
    m.contacts_sum += contacts
    m.work_sum += work
    m.work_square += work * work
    if reworked:
        m.reworked += 1
    m.transfers_sum += transfers
    m.hand_overs_sum += hand_overs
    m.persons_sum += persons
    m.chases_sum += chases
    m.provider_ended[provider] += 1
    if resolved:
        m.provider_resolved[provider] += 1


@compiled
def count_episode(m, mark: float, goodwill: float) -> None:  # type: ignore[no-untyped-def]
    """Count the mark that sums up an episode, and the goodwill with which the customer goes."""
    m.episodes += 1
    m.episode_sum += mark
    m.end_goodwill_sum += goodwill


@compiled
def count_story(m, told: int) -> None:  # type: ignore[no-untyped-def]
    """Count what was told of a case at its end: how many others heard of it (the square is that of all who know, the teller too)."""
    m.stories += 1
    m.told += told
    m.reach_square += (told + 1.0) * (told + 1.0)


@compiled
def count_effort(  # type: ignore[no-untyped-def]
    m, effort: int, customer: float, organisation: float, segment: int, provider: int, both: float
) -> None:
    """Count minutes of effort of either side, spent on value, appraisal or failure; `both` is their weighted sum."""
    m.effort_customer[effort] += customer
    m.effort_organisation[effort] += organisation
    m.segment_effort_sum[segment] += both
    m.provider_effort_sum[provider] += both


@compiled
def count_case_effort(m, both: float, segment: int, provider: int, resolved: bool) -> None:  # type: ignore[no-untyped-def]
    """Count the effort of both sides (weighted minutes) for a need that ended."""
    place = time_bin(both)
    m.effort_bins[place] += 1
    m.effort_bins_sum[place] += both
    if resolved:
        m.segment_resolved[segment] += 1
        m.provider_needs_resolved[provider] += 1


@compiled
def count_need(m, whim: bool, share: float) -> None:  # type: ignore[no-untyped-def]
    """Count a need of a customer of whose needs a share are whims, and whether this is one."""
    m.needs += 1
    if whim:
        m.whims += 1
        m.whim_share_sum += share


@compiled
def count_complaint(m, now: float, pressure: float, limit: float) -> None:  # type: ignore[no-untyped-def]
    """Count a complaint and the political pressure after it; the first time above the limit (of nought: none) is a crisis."""
    m.complaints += 1
    m.pressure_max = max(m.pressure_max, pressure)
    if limit > 0.0 and pressure > limit and m.crises == 0:
        m.crises = 1
        m.crisis_at = now


@compiled
def count_promise(m, kept: bool) -> None:  # type: ignore[no-untyped-def]
    """Count a promise that was kept or broken; one replaced before it was due is neither."""
    if kept:
        m.promises_kept += 1
    else:
        m.promises_broken += 1
