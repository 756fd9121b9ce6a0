"""How the counters are laid out: the sums, counts and histograms of a run, of fixed size."""

import numpy as np

from sim.kernel.limits import CHANNELS, KINDS, PERIODS, PROVIDERS, ROLES, SEGMENTS, SNAPSHOTS, STEPS, WINDOWS

PER_OCTAVE = 16
OCTAVE_OFFSET = 13  # the smallest bin starts at 2^-13 minutes
TIME_BINS = 40 * PER_OCTAVE + 2  # nought, then sixteen bins to a doubling up to 2^26 minutes
# What effort is spent on (prevention-appraisal-failure).
VALUE, APPRAISAL, INTERNAL_FAILURE, EXTERNAL_FAILURE = range(4)
EFFORTS = 4
MARK_BINS = 100  # a tenth of a mark each, 0 to 10

_COUNTS = (
    "arrived dropped resolved withdrawn lost inside away inside_start left promises promises_kept promises_broken "
    "contacts_begun failure_contacts redial_contacts first_contact_resolved reworked within_norm with_norm visits_sum contacts_sum "
    "transfers_sum hand_overs_sum persons_sum chases_sum experienced felt_served felt_contacts people_start people_end episodes "
    "jumps_cut complaints crises made_good resolved_after_failure hostile whims whims_granted whims_refused needs "
    "stories told errors errors_checked errors_customer found_closed backlog_ended"
).split()
_SUMS = (
    "since inside_time away_time inside_area away_area age_start age_end visits_square work_sum work_square "
    "stay_sum experience_sum contact_mark_sum goodwill_before_sum goodwill_sum jump_sum people_goodwill people_above people_below "
    "episode_sum end_goodwill_sum energy_minutes whim_share_sum "
    "reach_square pressure_start pressure_max crisis_at backlog_gone"
).split()
_PER_ROLE_COUNTS = (
    "role_ended role_served role_waited role_over_norm role_within role_due role_abandoned role_refused role_refused_due "
    "role_withdrawn role_open role_open_waited role_starts role_absent role_vacant role_quits role_sent_home "
    "role_cut_off role_booked role_unbooked role_moved role_met role_met_late role_slots role_slots_taken role_slots_missed "
    "role_backlog_taken role_overflowed"
).split()
_PER_ROLE_SUMS = (
    "role_time role_queue_area role_busy_area role_staff_area role_over_area role_wait_sum role_wait_square "
    "role_served_sum role_withdrawn_sum role_wait_max role_handling_sum role_age_start role_age_end role_work_start role_work_end "
    "role_energy_area role_crowded_area role_early_sum role_open_max role_suspended_area role_suspended_sum "
    "role_suspended_start role_suspended_end role_blocked_area role_blocked_time "
    "role_ahead_sum role_ahead_max role_met_sum role_backlog_gone"
).split()
_PER_PROVIDER = "arrived ended resolved needs_resolved left moments contacts".split()
# Of each kind of need: those that came in the measured time, and what has become of them by its end. `due` are those that
# came at least their norm before the end.
_PER_KIND_COUNTS = (
    "arrived ended resolved withdrawn lost inside_start came_resolved came_withdrawn came_lost came_left due within overdue backlog"
).split()
_PER_KIND_SUMS = "lead_sum lead_square lead_max open_max".split()
_PER_QUEUE = "ended served due over_norm within abandoned refused refused_due open".split()
_AT = "at_done at_inside at_away at_left at_lost at_crises at_people".split()

MEASURES = np.dtype(
    [(name, "i8") for name in _COUNTS]
    + [(name, "f8") for name in _SUMS]
    + [(name, "i8", (ROLES,)) for name in _PER_ROLE_COUNTS]
    + [(name, "f8", (ROLES,)) for name in _PER_ROLE_SUMS]
    + [
        ("step_visits", "i8", (STEPS,)),
        ("step_handled", "i8", (STEPS,)),
        ("step_handling_sum", "f8", (STEPS,)),
    ]
    + [(f"effort_{side}", "f8", (EFFORTS,)) for side in ("customer", "organisation")]
    + [("effort_bins", "i8", (TIME_BINS,)), ("effort_bins_sum", "f8", (TIME_BINS,))]
    + [("channel_arrived", "i8", (CHANNELS,))]
    + [(f"queue_{name}", "i8", (ROLES, CHANNELS)) for name in _PER_QUEUE]
    + [(f"queue_{name}_sum", "f8", (ROLES, CHANNELS)) for name in ("wait", "served")]
    + [(f"kind_{name}", "i8", (KINDS,)) for name in _PER_KIND_COUNTS]
    + [(f"kind_{name}", "f8", (KINDS,)) for name in _PER_KIND_SUMS]
    + [(f"segment_{name}", "i8", (SEGMENTS,)) for name in ("ended", "lost", "resolved", "moments", "contacts", "waits")]
    + [(f"segment_{name}_sum", "f8", (SEGMENTS,)) for name in ("experience", "mark", "goodwill", "wait", "effort")]
    + [(f"segment_{name}", "f8", (SEGMENTS,)) for name in ("wait_max", "open_max")]
    + [(f"provider_{name}", "i8", (PROVIDERS,)) for name in _PER_PROVIDER]
    + [(f"provider_{name}_sum", "f8", (PROVIDERS,)) for name in ("experience", "goodwill", "effort")]
    + [("period_provider_arrived", "i8", (PERIODS, PROVIDERS))]
    + [(name, "i8", (SNAPSHOTS,)) for name in _AT]
    + [("at_goodwill_sum", "f8", (SNAPSHOTS,)), ("at_goodwill_square", "f8", (SNAPSHOTS,))]
    + [(f"period_{name}", "i8", (PERIODS,)) for name in ("arrived", "moments", "contacts", "waits")]
    + [(f"period_{name}_sum", "f8", (PERIODS,)) for name in ("experience", "goodwill", "wait")]
    + [
        ("goodwill_bins", "i8", (MARK_BINS,)),
        ("wait_bins", "i8", (ROLES, TIME_BINS)),
        ("ahead_bins", "i4", (ROLES, TIME_BINS)),  # from asking for an appointment until it
        ("open_bins", "i4", (ROLES, TIME_BINS)),  # how long those have waited who still do at the end
        ("segment_wait_bins", "i4", (SEGMENTS, TIME_BINS)),
        ("segment_open_bins", "i4", (SEGMENTS, TIME_BINS)),
    ]
    + [(f"kind_{name}_bins", "i4", (KINDS, TIME_BINS)) for name in ("lead", "gone", "open")]
    + [
        ("late_inside", "f8", (WINDOWS,)),
        ("late_queue", "f8", (WINDOWS, ROLES)),
        ("late_energy", "f8", (WINDOWS, ROLES)),
    ],
    align=True,
)
