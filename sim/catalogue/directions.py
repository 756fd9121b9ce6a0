"""Which way is better: of each measure whether more or less of it is, where that can be said at all."""

MORE_IS_BETTER = (
    "served resolved_of_came resolved resolved_share within_norm "
    "first_contact_resolution promises_kept errors_found_by_check experience goodwill "
    "goodwill_at_end felt_served_share episode_mark service_level energy productivity goodwill_of_all made_good_share "
    "goodwill_long_run contact_mark time_to_crisis"
).split()
LESS_IS_BETTER = (
    "lost_of_came left_of_came inside_overdue lead_time_resolved lead_time_max wait_ended suspended_mean "
    "lost lost_share left left_customers lead_time lead_time_p50 lead_time_p90 work_per_case failure_demand_share redial_share "
    "rework_share transfers_per_case hand_overs_per_case chases_per_case errors_per_case complaints complaints_per_case "
    "pressure_max crisis_share crises staff_cost_per_year rework_cost change_cost_per_year cost_per_year cost_per_resolved cost "
    "wait wait_served wait_p50 wait_p90 wait_max waited_share wait_over_norm abandoned abandoned_share refused refused_share "
    "sent_home cut_off blocked "
    "overtime absence vacant turnover crowded hostile_share friction_share contacts_per_case found_closed wait_per_case "
    "queue_mean"
).split()
_WAYS = dict.fromkeys(MORE_IS_BETTER, 1) | dict.fromkeys(LESS_IS_BETTER, -1)


def better(measure: str) -> int:
    """Return 1 where more of a measure is better, -1 where less is, 0 where neither can be said."""
    leaf = measure.rpartition(".")[2].removesuffix("_per_run")
    return -1 if leaf.startswith("resistance") else _WAYS.get(leaf, 0)
