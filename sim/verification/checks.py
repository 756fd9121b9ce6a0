"""Which answer of which case shows in which scenario file, as which measure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Values = Mapping[str, float]  # the measures of one replication, the "minutes" measured and the "population"
Formula = Callable[[Values], float]
Measures = Mapping[str, str | Formula]  # answer of the case -> name of a measure, or a formula of some


@dataclass(frozen=True)
class Check:
    """One answer of a case: its file and design, its measure, and how narrow its interval has to be."""

    case: str
    answer: str
    file: str
    measure: str | Formula
    design: str | None = None
    allowed: float = 0.01  # largest half-width, as a part of the answer

    def value(self, values: Values) -> float:
        """Return the answer that one replication gives, in the unit of the case."""
        return values[self.measure] if isinstance(self.measure, str) else self.measure(values)


def _in(unit: float, name: str) -> Formula:
    return lambda v: v[name] / unit


def _rate(name: str, unit: float = 1.0) -> Formula:
    return lambda v: v[name] / v["minutes"] * unit


def _not(name: str) -> Formula:
    return lambda v: 1.0 - v[name]


def _part(name: str, whole: str) -> Formula:
    return lambda v: v[name] / v[whole]


def _waited(kind: str) -> Formula:
    return lambda v: v[f"kind.{kind}.lead_time"] - v["step.answer.handling"]


def _still_there(snapshot: int) -> Formula:
    return lambda v: 1.0 - v[f"at_{snapshot}.left"] / v["population"]


def _resolved(v: Values) -> float:
    return v["resolved"] / (v["resolved"] + v["lost"])


def _line(over: str) -> Measures:
    return {
        "P(wait)": "role.line.waited_share",
        "P(abandon)": "role.line.abandoned_share",
        "wait": "role.line.wait",
        "wait served": "role.line.wait_served",
        f"P(wait > {over})": "role.line.wait_over_norm",
        "queue": "role.line.queue_mean",
        "utilisation": "role.line.utilisation",
    }


_SERVICE: Measures = {
    "P(wait)": "role.line.waited_share",
    "wait": _in(1 / 60, "role.line.wait"),
    "within 20 s": "role.line.service_level",
}
_NETWORK: Measures = {
    "inside": "inside_mean",
    "stay": _in(60, "lead_time"),
    "visits": "visits_per_case",
    "work": _in(60, "work_per_case"),
    **{f"rate {role}": _rate(f"role.{role}.visits", 60) for role in "abc"},
    **{f"use {role}": f"role.{role}.utilisation" for role in "abc"},
    **{f"wait {role}": _in(60, f"role.{role}.wait") for role in "abc"},
}
_PATH: Measures = {
    **{f"visits {step}": f"step.{step}.visits_per_case" for step in ("tel", "handler", "check", "rework")},
    "P(resolved)": _resolved,
    "work": "work_per_case",
    "work var": "work_per_case_var",
    "P(ever rework)": "rework_share",
}

# Case, file, design, largest half-width, measures.
_TABLE: tuple[tuple[str, str, str | None, float, Measures], ...] = (
    ("V01", "v01_one_desk", None, 0.01, {
        "inside": "inside_mean", "stay": "lead_time", "wait": "role.desk.wait",
        "P(stay > 5)": _not("within_norm"), "P(wait > 5)": "role.desk.wait_over_norm",
    }),
    ("V02a", "v02a_ten_desks", None, 0.01, {
        "P(wait)": "role.desk.waited_share", "wait": "role.desk.wait",
        "queue": "role.desk.queue_mean", "P(wait > .5)": "role.desk.wait_over_norm",
    }),
    ("V02b", "v02_service_level", "fourteen", 0.01, _SERVICE),
    ("V02c", "v02_service_level", "thirteen", 0.01, _SERVICE),
    ("V03", "v03_long_and_short", None, 0.01, {"wait": "role.desk.wait"}),
    ("V04", "v04_always_as_long", None, 0.01, {"wait": "role.desk.wait"}),
    ("V05", "v05_three_stages", None, 0.01, {"wait": "role.desk.wait"}),
    ("V06", "v06_giving_up", None, 0.02, _line("0.1")),
    ("V07", "v07_overload", None, 0.01, _line("1")),
    ("V08", "v08_other_patience", "weibull", 0.01, _line("1")),
    ("V08b", "v08_other_patience", "fixed", 0.01, _line("1")),
    ("V09", "v09_back_at_once", None, 0.01, {
        "inside": "inside_mean", "stay": "lead_time",
        "visits": "visits_per_case", "visits var": "visits_per_case_var",
    }),
    ("V10", "v10_three_roles", None, 0.02, _NETWORK),
    ("V11", "v11_priority", None, 0.01, {
        "wait first": _waited("urgent"), "wait second": _waited("ordinary"),
    }),
    ("V12", "v12_thirty_customers", None, 0.01, {
        "inside": "inside_mean", "queue": "role.desk.queue_mean",
        "throughput": _rate("resolved"), "stay": "lead_time",
    }),
    ("V13", "v13_tide", None, 0.01, {"at 2": "at_0.inside", "at 4": "at_1.inside", "at 8": "at_2.inside"}),
    ("V14", "v14_redial", None, 0.01, {
        "give_ups": _rate("role.line.abandoned"), "away": "away_mean", "lost": _part("lost", "arrived"),
        "inside": lambda v: v["role.line.queue_mean"] + v["role.line.busy_mean"],
    }),
    ("V15", "v15_path", "today", 0.01, _PATH),
    ("V16", "v16_goodwill", None, 0.01, {
        "mean": "at_1.goodwill", "var": "at_1.goodwill_var", "mean at 6": "at_0.goodwill",
    }),
    ("V16b", "v16b_anchoring", None, 0.01, {"mean": "at_0.goodwill", "var": "at_0.goodwill_var"}),
    ("V17", "v17_two_moods", None, 0.01, {
        "at 26": _part("at_0.inside", "arrived"), "at 52": _part("at_1.inside", "arrived"),
        "at 104": _part("at_2.inside", "arrived"),
    }),
    ("V17b", "v17b_grievance", None, 0.01, {"at 12": _still_there(0), "at 52": _still_there(1)}),
    ("V18d", "v18d_word_of_mouth", None, 0.01, {"mean": lambda v: v["told_per_case"] + 1.0, "var": "story_reach_var"}),
    ("V19", "v19_failure_demand", None, 0.02, {
        "total": _rate("role.line.visits", 60), "load": "role.line.busy_mean",
        "away": "away_mean", "wait": _in(60, "role.line.wait"),
    }),
    ("V20", "v20_load", None, 0.01, {"inside": "inside_mean", "P(10 or more)": "role.desk.crowded"}),
    ("V21", "v21_fatigue", None, 0.01, {"inside": "inside_mean"}),
    ("V22", "v22_pooling", "apart", 0.01, {
        "wait apart": lambda v: (v["role.left.wait"] + v["role.right.wait"]) / 2,
    }),
    ("V22", "v22_pooling", "pooled", 0.01, {"wait pooled": "role.left.wait"}),
    ("V23", "v23_self_service", None, 0.01, {
        "rate phone": _rate("role.line.visits", 60), "P(wait)": "role.line.waited_share",
        "wait": _in(60, "role.line.wait"),
    }),
    ("V24", "v24_tandem", None, 0.01, {
        "stay": "lead_time", "stay var": "lead_time_var", "P(stay > 10)": _not("within_norm"),
    }),
    ("V25", "v25_line_closed", None, 0.01, {
        "P(refused)": "role.line.refused_share", "queue": "role.line.queue_mean",
    }),
    ("V26", "v26_felt_wait", None, 0.01, {"experience": "experience"}),
    ("V27", "v15_path", "today", 0.01, {"resistance": "resistance", "done again": "friction_share"}),
    ("V31", "v31_starved", "in_turn", 0.02, {"inside": "inside_mean"}),
    ("V31", "v31_starved", "quick_first", 0.02, {"inside": "inside_mean"}),
    ("V27", "v15_path", "without_rework", 0.01, {"without rework": "resistance"}),
    ("V29", "v29_level", "good", 0.01, {
        "after": "goodwill", "before": "at_0.goodwill", "mean": "goodwill_long_run",
    }),
    ("V29", "v29_level_at_random", None, 0.01, {"mean": "at_0.goodwill"}),
    ("V29b", "v29_level", "poor", 0.01, {
        "after": "goodwill", "before": "at_0.goodwill", "mean": "goodwill_long_run",
    }),
    ("V29c", "v29_treadmill", "good", 0.01, {"good": "at_0.goodwill"}),
    ("V29c", "v29_treadmill", "poor", 0.04, {"poor": "at_0.goodwill"}),
    ("V30", "v30_written_in_steps", "one_row", 0.01, {"mean": "at_0.goodwill"}),
    ("V30", "v30_written_in_steps", "two_rows", 0.01, {"mean": "at_0.goodwill"}),
    ("V30", "v30_written_in_steps", "three_rows", 0.01, {"mean": "at_0.goodwill"}),
)  # fmt: skip

CHECKS = tuple(
    Check(case, answer, file, measure, design, allowed)
    for case, file, design, allowed, measures in _TABLE
    for answer, measure in measures.items()
)
