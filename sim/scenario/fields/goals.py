"""Goals of the organisation: each a measure, and the bound that it should keep to."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import WithJsonSchema, model_validator

from sim.scenario.text.parts import Part, Text, money
from sim.scenario.text.units import duration, each, number, probability

BOUNDS = ("at_most", "at_least")
SHARES = (
    "served inside_in_time inside_overdue resolved_of_came withdrawn_of_came lost_of_came left_of_came "
    "within_norm first_contact_resolution promises_kept errors_found_by_check wait_over_norm service_level utilisation "
    "absence energy vacant blocked whims_granted whim_share_learned crowded"
).split()  # and what ends in share
MINUTES = (
    "lead_time_resolved lead_time_max wait_ended "
    "lead_time lead_time_p50 lead_time_p90 work_per_case time_to_crisis wait wait_served wait_p50 wait_p90 wait_max handling "
    "overtime"
).split()
RENAMED = {"capacity": "productivity"}  # what measures were called in files of old
A_YEAR = "staff_cost_per_year rework_cost change_cost_per_year cost_per_year".split()

Bound = Annotated[float | None, WithJsonSchema({"form": "bound"})]


def renamed(measure: Any) -> Any:
    """Return what a measure is called now; what is no name as it is."""
    return RENAMED.get(measure, measure) if isinstance(measure, str) else measure


def unit_of(measure: str) -> str:
    """Return in which unit a measure's bound is written: share, min (a duration), money/year, or none (a number)."""
    leaf = measure.rpartition(".")[2].removesuffix("_per_run")
    if leaf in MINUTES or leaf.startswith("resistance"):
        return "min"
    if leaf in SHARES or leaf.endswith("share"):
        return "share"
    return "money/year" if leaf in A_YEAR else ""


def _plain(given: Any) -> float:
    return number(given, -1e15, 1e15)


READERS: dict[str, Callable[[Any], float]] = {"share": probability, "min": duration, "money/year": money}


class Goal(Part):
    """What the organisation wants: a measure that is at most, or at least, its bound (in the measure's unit)."""

    measure: Text
    at_most: Bound = None
    at_least: Bound = None
    title: Text = ""
    why: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _in_the_unit_of_its_measure(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        given = given | {"measure": renamed(given["measure"])} if "measure" in given else given
        reader = READERS.get(unit_of(str(given.get("measure"))), _plain)
        return given | dict(each([(key, given[key]) for key in BOUNDS if _is_given(given, key)], reader))

    @property
    def bound(self) -> float:
        """The bound."""
        return self.at_most if self.at_most is not None else self.at_least or 0.0

    def met_by(self, value: float) -> bool:
        """Whether a value keeps to the bound; the bound itself does."""
        return value <= self.bound if self.at_most is not None else value >= self.bound


def _is_given(given: dict[Any, Any], key: str) -> bool:
    return key in given and given[key] not in (None, "none")
