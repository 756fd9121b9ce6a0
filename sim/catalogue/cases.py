"""Measures of the whole that are about needs and cases: how many came, what became of them, how long it took, what it took."""

from sim.catalogue.backlog import WHOLE_BACKLOG
from sim.catalogue.definition import (
    COUNT,
    DOWN,
    MINUTES,
    NEITHER,
    PER_CASE,
    PER_STAFF_DAY,
    SHARE,
    SQUARE_MINUTES,
    UP,
    Definition,
    Needs,
    Text,
    per_run,
    pooled,
)

BECAME = ("needs that became a case", "behoeften die een zaak werden")
CAME = ("needs that came in the measured time", "behoeften die in de gemeten tijd kwamen")
DUE = (
    "needs that came at least their norm before the end",
    "behoeften die minstens hun norm voor het einde kwamen",
)
DUE_OR_CAME = (
    f"{DUE[0]}; of kinds without one, all that came",
    f"{DUE[1]}; van soorten zonder norm alles wat kwam",
)
LEAD = (
    "needs that came, those still inside by their age (product limit); withdrawn and lost ones have none",
    "behoeften die kwamen, wat nog binnen is met zijn leeftijd (product-limiet); wat is ingetrokken of verloren heeft er geen",
)
RESOLVED_OF_CAME = (
    "resolved needs that came in the measured time; those still inside left out",
    "opgeloste behoeften die in de gemeten tijd kwamen; zonder wat nog binnen is",
)
OF_AGE = (
    "needs that came, those still inside by their age",
    "behoeften die kwamen, wat nog binnen is met zijn leeftijd",
)
WHENEVER = ("needs, whenever they came", "behoeften, wanneer ze ook kwamen")
ENDED = ("ended needs; those still inside left out", "beëindigde behoeften; zonder wat nog binnen is")
RESOLVED = ("resolved needs", "opgeloste behoeften")
BEGUN = ("contacts begun", "begonnen klantcontacten")
STAFF_DAYS = (
    "days of 8 hours of staff, overtime included",
    "medewerkersdagen van 8 uur, overwerk meegerekend",
)

FATES: tuple[Definition, ...] = (
    pooled("resolved_of_came", SHARE, CAME, ("resolved, of all that came", "opgelost, van alles wat kwam"), UP),
    pooled("withdrawn_of_came", SHARE, CAME, ("withdrawn, of all that came", "ingetrokken, van alles wat kwam")),
    pooled("lost_of_came", SHARE, CAME, ("lost, of all that came", "verloren, van alles wat kwam"), DOWN),
    pooled("left_of_came", SHARE, CAME, ("lost because the customer left", "verloren doordat de klant vertrok"), DOWN),
    pooled("inside_in_time", SHARE, CAME, ("still inside, in time", "nog binnen, op tijd")),
    pooled(
        "inside_overdue", SHARE, CAME, ("still inside, overdue", "nog binnen, over tijd"), DOWN, Needs.NORM_OF_NEED,
        always=True,
    ),
)  # fmt: skip
LEAD_TIMES: tuple[Definition, ...] = (
    pooled("lead_time", MINUTES, LEAD, ("lead time", "doorlooptijd"), DOWN, by_run=True),
    pooled("lead_time_p50", MINUTES, LEAD, ("lead time, median", "doorlooptijd, mediaan"), DOWN),
    pooled("lead_time_p90", MINUTES, LEAD, ("lead time, 90th percentile", "doorlooptijd, 90e percentiel"), DOWN),
    pooled(
        "lead_time_resolved", MINUTES, RESOLVED_OF_CAME,
        ("lead time of those resolved", "doorlooptijd van wat is opgelost"), DOWN,
    ),
    per_run("lead_time_max", MINUTES, OF_AGE, ("lead time, longest", "doorlooptijd, langste"), DOWN),
)  # fmt: skip


def in_time(always: bool) -> tuple[Definition, ...]:
    """Return what is resolved within its norm; `always` is listed without a norm as well."""
    within = ("resolved within the norm", "opgelost binnen de norm")
    return (
        pooled("served", SHARE, DUE_OR_CAME, ("served", "geholpen binnen de norm"), UP, by_run=True),
        pooled("within_norm", SHARE, DUE, within, UP, Needs.NORM_OF_NEED, by_run=True, always=always),
    )


def _a_case(name: str, label: Text, better: int = NEITHER) -> Definition:
    return pooled(f"{name}_per_case", PER_CASE, ENDED, label, better)


NUMBERS: tuple[Definition, ...] = (
    per_run("arrived", COUNT, BECAME, ("cases that arrived", "zaken binnengekomen")),
    per_run("resolved", COUNT, WHENEVER, ("cases resolved", "zaken opgelost"), UP),
    per_run("withdrawn", COUNT, WHENEVER, ("cases withdrawn", "zaken ingetrokken")),
    per_run("lost", COUNT, WHENEVER, ("cases lost", "zaken verloren"), DOWN),
    per_run(
        "inside", COUNT, ("needs open at the end", "behoeften die aan het eind open zijn"),
        ("backlog: cases open at the end", "werkvoorraad: zaken open aan het eind"),
    ),
    per_run(
        "inside_start", COUNT, ("needs open when measuring began", "behoeften die open waren toen het meten begon"),
        ("cases open when measuring began", "zaken open bij het begin van de meting"),
    ),
    per_run(
        "dropped", COUNT,
        (
            "needs of customers who had left or had a case open",
            "behoeften van klanten die vertrokken waren of een zaak open hadden",
        ),
        ("needs dropped", "behoeften vervallen"),
    ),
    per_run(
        "found_closed", COUNT, ("contacts with a closed channel", "klantcontacten met een gesloten kanaal"),
        ("contacts with a closed channel", "contacten met een gesloten kanaal"), DOWN,
    ),
    per_run(
        "left_customers", COUNT, ("customers who ended the relationship", "klanten die de relatie beëindigden"),
        ("customers who left", "vertrokken klanten"), DOWN,
    ),
    per_run(
        "inside_mean", COUNT,
        ("open cases, complaints included, mean over time", "open zaken, klachten meegerekend, gemiddeld over de tijd"),
        ("open cases, mean", "open zaken, gemiddeld"),
    ),
    per_run(
        "away_mean", COUNT,
        (
            "cases waiting to come back or go on, mean over time",
            "zaken die wachten om terug te komen of verder te gaan, gemiddeld over de tijd",
        ),
        ("waiting to come back, mean", "wachtend om terug te komen, gemiddeld"),
    ),
)  # fmt: skip
OF_CASES: tuple[Definition, ...] = (
    pooled(
        "resolved_share", SHARE,
        ("ended needs; those still inside in neither", "beëindigde behoeften; wat nog binnen is telt niet mee"),
        ("resolved, of ended cases", "opgelost, van de beëindigde zaken"), UP, by_run=True,
    ),
    pooled(
        "lead_time_var", SQUARE_MINUTES,
        ("resolved needs that came in the measured time", "opgeloste behoeften die in de gemeten tijd kwamen"),
        ("lead time, variance", "doorlooptijd, variantie"),
    ),
    _a_case("visits", ("steps per case", "stappen per zaak")),
    pooled("visits_per_case_var", COUNT, ENDED, ("steps per case, variance", "stappen per zaak, variantie")),
    pooled(
        "wait_per_case", MINUTES, ENDED, ("waiting time per case", "wachttijd per zaak"), DOWN, Needs.EXPLANATION
    ),
    _a_case("contacts", ("contacts per case", "klantcontacten per zaak"), DOWN),
    pooled("work_per_case", MINUTES, ENDED, ("handling time per case", "behandeltijd per zaak"), DOWN),
    pooled(
        "work_per_case_var", SQUARE_MINUTES, ENDED, ("handling time per case, variance", "behandeltijd per zaak, variantie")
    ),
    pooled("first_contact_resolution", SHARE, RESOLVED, ("resolved at first contact", "in één contact opgelost"), UP),
    pooled("failure_demand_share", SHARE, BEGUN, ("failure demand, of contacts", "faalvraag, van de contacten"), DOWN),
    pooled("redial_share", SHARE, BEGUN, ("redials, of contacts", "terugbellen, van de contacten"), DOWN),
    pooled("rework_share", SHARE, ENDED, ("cases with rework", "zaken met herstelwerk"), DOWN),
    _a_case("transfers", ("transfers per case", "keer doorverbonden per zaak"), DOWN),
    _a_case("hand_overs", ("hand-overs per case", "overdrachten per zaak"), DOWN),
    _a_case("persons", ("persons per case", "personen per zaak")),
    _a_case("chases", ("chasing contacts per case", "navragen per zaak"), DOWN),
    pooled(
        "promises_kept", SHARE, ("promises kept or broken", "beloften, nagekomen of niet"),
        ("promises kept", "beloften nagekomen"), UP, Needs.PROMISE, always=True,
    ),
    _a_case("errors", ("errors per case", "fouten per zaak"), DOWN),
    pooled(
        "errors_found_by_check", SHARE,
        ("errors found, by checks or customers", "gevonden fouten, bij controle of door klanten"),
        ("errors found by a check", "fouten gevonden bij controle"), UP,
    ),
    pooled("productivity", PER_STAFF_DAY, STAFF_DAYS, ("productivity", "productiviteit"), UP),
    per_run("staff_days", COUNT, STAFF_DAYS, ("days of staff", "medewerkersdagen")),
)  # fmt: skip
CASES = (*NUMBERS, *FATES, *in_time(always=True), *LEAD_TIMES, *OF_CASES, *WHOLE_BACKLOG)
