"""Measures of the whole that are about effort and money: resistance with its parts, costs."""

from itertools import product

from sim.catalogue.definition import (
    DOWN,
    MINUTES,
    MONEY,
    MONEY_A_YEAR,
    SHARE,
    Definition,
    Needs,
    Text,
    per_run,
    pooled,
)

SIDES = ("customer", "organisation")
SPENT_ON = ("value", "appraisal", "internal_failure", "external_failure")  # in the order of the records
EFFORT = ("resolved needs; effort for all needs", "opgeloste behoeften; moeite voor alle behoeften")
STAFFED = (
    "staffed time and overtime, in the time measured",
    "bezette tijd en overwerk, in de gemeten tijd",
)
STAFF_COST = ("cost of staff", "kosten van personeel")
_WHOSE = {
    "": ("resistance", "weerstand"),
    "customer": ("effort of customers", "moeite van klanten"),
    "organisation": ("effort of the organisation", "moeite van de organisatie"),
}
_WHAT_FOR = {
    "": ("", ""),
    "value": (": value", ": waarde"),
    "appraisal": (": checking", ": controle"),
    "internal_failure": (": internal failure", ": interne fouten"),
    "external_failure": (": external failure", ": externe fouten"),
}
_TIMES = {"half": ("half", "half"), "double": ("double", "dubbel")}


def _spent(side: str, what: str) -> Definition:
    name = "_".join(filter(None, ("resistance", side, what)))
    english, dutch = (f"{who}{on}" for who, on in zip(_WHOSE[side], _WHAT_FOR[what], strict=True))
    return pooled(name, MINUTES, EFFORT, (english, dutch), DOWN)


def _weighed(name: str, said: Text) -> Definition:
    over = (f"{EFFORT[0]}; the customer's counted {said[0]}", f"{EFFORT[1]}; die van klanten {said[1]} geteld")
    label = (f"resistance, customers counted {said[0]}", f"weerstand, klanten {said[1]} geteld")
    return pooled(f"resistance_customer_{name}", MINUTES, over, label, DOWN)


RESISTANCE: tuple[Definition, ...] = (
    *(_spent(side, what) for side, what in product(_WHOSE, _WHAT_FOR)),
    pooled("friction_share", SHARE, ("effort", "moeite"), ("friction, of all effort", "wrijving, van alle moeite"), DOWN),
    *(_weighed(name, said) for name, said in _TIMES.items()),
    pooled(
        "resistance_worst_decile", MINUTES,
        ("the tenth of ended needs with most effort", "de 10% van de beëindigde behoeften met de meeste moeite"),
        ("effort of the worst tenth", "moeite van het zwaarste tiende"), DOWN,
    ),
    pooled(
        "resistance_lost_energy", MINUTES, (f"{EFFORT[0]}; within the organisation's", f"{EFFORT[1]}; in die van de organisatie"),
        ("resistance: lost energy", "weerstand: verloren energie"), DOWN, Needs.ENERGY,
    ),
)  # fmt: skip


def _a_year(name: str, over: Text, label: Text) -> Definition:
    return per_run(name, MONEY_A_YEAR, over, label, DOWN, Needs.COST)


COSTS: tuple[Definition, ...] = (
    _a_year(
        "staff_cost_per_year",
        ("staffed time and overtime, of roles with a cost", "bezette tijd en overwerk, van rollen met een kostprijs"),
        STAFF_COST,
    ),
    _a_year(
        "change_cost_per_year", ("changes made to the design", "veranderingen aan de variant"),
        ("cost of changes", "kosten van veranderingen"),
    ),
    _a_year("cost_per_year", ("staff and changes", "personeel en veranderingen"), ("all costs", "alle kosten")),
    pooled(
        "cost_per_resolved", MONEY, ("resolved cases, staff and changes", "opgeloste zaken, personeel en veranderingen"),
        ("cost per resolved case", "kosten per opgeloste zaak"), DOWN, Needs.COST,
    ),
    _a_year(
        "rework_cost", ("handling at steps that count as rework", "behandeling bij stappen die als herstelwerk tellen"),
        ("cost of rework", "kosten van herstelwerk"),
    ),
)  # fmt: skip
EFFORTS = (*RESISTANCE, *COSTS)
