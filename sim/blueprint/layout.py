"""How a blueprint is laid out: one record of scalars and of short arrays by role, step, kind and so on."""

import numpy as np

from sim.kernel import rules
from sim.kernel.limits import (
    ALL_BRANCHES,
    CHANNELS,
    DISTRIBUTIONS,
    INSTEAD,
    KINDS,
    PROVIDERS,
    ROLES,
    SEGMENTS,
    STEPS,
)

ABSENT = -1  # no such thing: no role (self), no limit, no promise, no distribution
RESOLVED, WITHDRAWN, LOST, UNRESOLVED = -2, -3, -4, -5
ENDINGS = {"resolved": RESOLVED, "withdrawn": WITHDRAWN, "lost": LOST, "unresolved": UNRESOLVED}
VALUE, APPRAISAL, REWORK = range(3)
APPOINTED, FIRST_CLASS = 0, 1  # classes in which is waited: with an appointment, and all alike
SERVE, SEND_HOME, CUT_OFF = range(3)
AT_CLOSING = {"serve": SERVE, "send_home": SEND_HOME, "cut_off": CUT_OFF}
CHOOSE = {"first_free": rules.FIRST_FREE, "shortest_queue": rules.SHORTEST_QUEUE, "least_wait": rules.LEAST_WAIT}
COUNTS_AS = {"value": VALUE, "appraisal": APPRAISAL, "rework": REWORK}
STREAMS = KINDS * 32
BOOK_NUMBERS = 3  # numbers in the book for each slot: ordinary appointments, urgent ones, and those of them that nobody keeps
STACKED = 5  # numbers of a case of the backlog: its age, kind, step, provider, and its place

_MIND = (
    "baseline delight_rate grievance_rate low high wait_a wait_b wait_acceptable wait_loss wait_quadratic "
    "transfer retelling repeat solved promised unsolved broken k power loss_aversion omega "
    "expect_up expect_down should_drift w_mean w_best w_worst w_last "
    "leave_p0 leave_beta leave_g_star "
    "handling_a handling_g_star word_base word_gain word_loss word_g_star word_weight "
    "recovery_q recovery_mark "
    "voice_c voice_beta voice_g_star voice_fade voice_limit voice_start "
    "energy_start energy_recover energy_drain energy_hostile energy_hostile_below energy_handling energy_errors "
    "whim_share whim_up whim_down whim_extra whim_explain whim_pleased whim_refused "
    "absence_base absence_beta quit_base quit_beta vacancy"
).split()
_MIND_SWITCHES = (
    "mind perceived_wait disconfirmation reference_goodwill episode leaving leave_form handling word word_travels "
    "voice energy whims recovery"
).split()

BLUEPRINT = np.dtype(
    [
        (name, "i8")
        for name in "roles steps branches kinds segments channels streams population population_span one_case most_events".split()
    ]
    + [
        ("horizon", "f8"),
        ("warm_up", "f8"),
        ("periods_per_minute", "f8"),
        ("dated", "i8"),
        ("windows", "i8"),
        ("window", "f8"),
    ]
    + [
        ("redial_p", "f8"),
        ("redial_after", "i8"),
        ("failure_p", "f8"),
        ("failure_after", "i8"),
        ("error_lag", "i8"),
    ]
    + [("providers", "i8"), ("market_theta", "f8"), ("chase_expected", "f8"), ("chase_unit", "i8")]
    + [("hours", "i8"), ("hours_count", "i8"), ("hours_cycle", "f8"), ("by_channel", "i8"), ("backlog", "i8"), ("backlog_at", "i8")]
    + [
        (name, "i8", (PROVIDERS,))
        for name in "first_step first_channel own_channels chasing chase_step recontact complaint_step".split()
    ]
    + [(name, "f8", (PROVIDERS,)) for name in ("chase_mean", "whim_grant", "unanswered")]
    + [
        (f"effort_{name}", "f8")
        for name in "customer organisation transfer retelling switch hand_over unresolved".split()
    ]
    + [(f"mind_{name}", "f8") for name in _MIND]
    + [(name, "i8") for name in _MIND_SWITCHES]
    + [
        (f"role_{name}", "i8", (ROLES,))
        for name in (
            "limit suspend continuity plan plan_count staff code paced pace pace_count spell_every "
            "spell_last at_closing away shifts blocks circle unit "
            "slots slots_count book book_slots preferred late backlog"
        ).split()
    ]
    + [(f"role_{name}", "f8", (ROLES,)) for name in "norm cycle strain spell_speed absence".split()]
    + [(f"role_{name}", "f8", (ROLES,)) for name in "slots_cycle slot ahead notice no_show moves".split()]
    + [("appointments", "i8"), ("book", "i8"), ("role_urgent", "f8", (ROLES, KINDS))]
    + [
        (f"step_{name}", "i8", (STEPS,))
        for name in "role takes present finds on_error fixes branch branches patience priority mark counts_as retell again effort "
        "queue_again code unit channel appointment overflow_to on_abandon on_refusal".split()
    ]
    + [(f"step_{name}", "f8", (STEPS,)) for name in "right detects promise overflow".split()]
    + [("step_others", "i8", (STEPS,)), ("step_choose", "i8", (STEPS,)), ("step_mean", "f8", (STEPS,))]
    + [("step_instead", "i8", (STEPS, INSTEAD))]
    + [
        ("branch_to", "i8", (ALL_BRANCHES,)),
        ("branch_share", "f8", (ALL_BRANCHES,)),
        ("branch_after", "i8", (ALL_BRANCHES,)),
        ("branch_failure", "i8", (ALL_BRANCHES,)),
    ]
    + [
        (f"kind_{name}", "i8", (KINDS,))
        for name in (
            "code voice_code priority profile profile_count at at_count count days days_count unit busyness gap sizes sizes_count"
        ).split()
    ]
    + [("kind_starts", "i8", (PROVIDERS, KINDS))]
    + [(f"kind_{name}", "f8", (KINDS,)) for name in "norm cycle".split()]
    + [
        ("stream_kind", "i8", (STREAMS,)),
        ("stream_level", "i8", (STREAMS,)),
        ("stream_rate", "f8", (STREAMS,)),
    ]
    + [
        ("stream_first", "i8", (STREAMS,)),
        ("stream_span", "i8", (STREAMS,)),
        ("stream_whole", "i8", (STREAMS,)),
    ]
    + [("segment_patience", "i8", (SEGMENTS,))]
    + [(f"segment_{name}", "f8", (SEGMENTS,)) for name in "share expectation should goodwill".split()]
    + [("channel_share", "f8", (KINDS, SEGMENTS, CHANNELS)), ("channel_starts", "i8", (CHANNELS, KINDS))]
    + [("channel_at_closing", "i8", (CHANNELS,))]
    + [
        ("channel_plan", "i8", (CHANNELS,)),
        ("channel_plan_count", "i8", (CHANNELS,)),
        ("channel_cycle", "f8", (CHANNELS,)),
        ("channel_norm", "f8", (CHANNELS,)),
        ("channel_unit", "i8", (CHANNELS,)),
    ]
    + [(f"dist_{name}", "i8", (DISTRIBUTIONS,)) for name in "kind at count unit".split()]
    + [(f"dist_{name}", "f8", (DISTRIBUTIONS,)) for name in "a b c zero".split()],
    align=True,
)
