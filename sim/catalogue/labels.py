"""Labels of measures, units and verdicts, in English and Dutch; the words of the glossary."""

from collections.abc import Iterable, Mapping

# measure: (English, Dutch)
_FATES = {  # what has become of all that came, by the end of the run
    "resolved_of_came": ("resolved, of all that came", "opgelost, van alles wat kwam"),
    "withdrawn_of_came": ("withdrawn, of all that came", "ingetrokken, van alles wat kwam"),
    "lost_of_came": ("lost, of all that came", "verloren, van alles wat kwam"),
    "left_of_came": ("lost because the customer left", "verloren doordat de klant vertrok"),
    "inside_in_time": ("still inside, in time", "nog binnen, op tijd"),
    "inside_overdue": ("still inside, overdue", "nog binnen, over tijd"),
    "served": ("served", "geholpen binnen de norm"),
    "within_norm": ("resolved within the norm", "opgelost binnen de norm"),
    "lead_time_p50": ("lead time, median", "doorlooptijd, mediaan"),
    "lead_time_p90": ("lead time, 90th percentile", "doorlooptijd, 90e percentiel"),
    "lead_time_max": ("lead time, longest", "doorlooptijd, langste"),
    "lead_time_resolved": ("lead time of those resolved", "doorlooptijd van wat is opgelost"),
}
WHOLE = {
    "arrived": ("cases that arrived", "zaken binnengekomen"),
    **_FATES,
    "resolved": ("cases resolved", "zaken opgelost"),
    "withdrawn": ("cases withdrawn", "zaken ingetrokken"),
    "lost": ("cases lost", "zaken verloren"),
    "inside": ("backlog: cases open at the end", "werkvoorraad: zaken open aan het eind"),
    "dropped": ("needs dropped", "behoeften vervallen"),
    "left_customers": ("customers who left", "vertrokken klanten"),
    "inside_start": ("cases open when measuring began", "zaken open bij het begin van de meting"),
    "found_closed": ("contacts with a closed channel", "contacten met een gesloten kanaal"),
    "resolved_share": ("resolved, of ended cases", "opgelost, van de beëindigde zaken"),
    "inside_mean": ("open cases, mean", "open zaken, gemiddeld"),
    "away_mean": ("waiting to come back, mean", "wachtend om terug te komen, gemiddeld"),
    "lead_time": ("lead time", "doorlooptijd"),
    "lead_time_var": ("lead time, variance", "doorlooptijd, variantie"),
    "productivity": ("productivity", "productiviteit"),
    "staff_days": ("days of staff", "medewerkersdagen"),
    "visits_per_case": ("steps per case", "stappen per zaak"),
    "visits_per_case_var": ("steps per case, variance", "stappen per zaak, variantie"),
    "wait_per_case": ("waiting time per case", "wachttijd per zaak"),
    "contacts_per_case": ("contacts per case", "klantcontacten per zaak"),
    "work_per_case": ("handling time per case", "behandeltijd per zaak"),
    "work_per_case_var": ("handling time per case, variance", "behandeltijd per zaak, variantie"),
    "first_contact_resolution": ("resolved at first contact", "in één contact opgelost"),
    "failure_demand_share": ("failure demand, of contacts", "faalvraag, van de contacten"),
    "redial_share": ("redials, of contacts", "terugbellen, van de contacten"),
    "rework_share": ("cases with rework", "zaken met herstelwerk"),
    "transfers_per_case": ("transfers per case", "keer doorverbonden per zaak"),
    "hand_overs_per_case": ("hand-overs per case", "overdrachten per zaak"),
    "persons_per_case": ("persons per case", "personen per zaak"),
    "chases_per_case": ("chasing contacts per case", "navragen per zaak"),
    "promises_kept": ("promises kept", "beloften nagekomen"),
    "errors_per_case": ("errors per case", "fouten per zaak"),
    "errors_found_by_check": ("errors found by a check", "fouten gevonden bij controle"),
    "experience": ("experience of a moment", "ervaring per moment"),
    "contact_mark": ("mark of a contact", "cijfer voor een klantcontact"),
    "goodwill": ("goodwill after a contact", "goodwill na een klantcontact"),
    "goodwill_long_run": ("goodwill in the long run, all customers", "goodwill op de lange duur, alle klanten"),
    "goodwill_at_end": ("goodwill at the end of a case", "goodwill aan het eind van een zaak"),
    "goodwill_of_all": ("goodwill of all customers", "goodwill van alle klanten"),
    "felt_served_share": ("felt served, of moments", "echt bediend, van de momenten"),
    "complaints": ("complaints", "klachten"),
    "complaints_per_case": ("complaints per case", "klachten per zaak"),
    "pressure_start": ("political pressure when measuring began", "politieke druk bij het begin van de meting"),
    "pressure_max": ("highest political pressure", "hoogste politieke druk"),
    "pressure_long_run": ("political pressure in the long run, mean", "politieke druk op de lange duur, gemiddeld"),
    "crisis_share": ("runs with a crisis", "runs met een crisis"),
    "time_to_crisis": ("time to crisis", "tijd tot een crisis"),
    "made_good_share": (
        "made good, of resolved after failure",
        "goedgemaakt, van wat na een fout is opgelost",
    ),
    "hostile_share": ("hostile moments", "vijandige momenten"),
    "whims": ("whims", "grillen"),
    "whim_share": ("whims, of needs", "grillen, van de behoeften"),
    "whim_share_learned": (
        "whims that those who ask one have learned",
        "grillen die wie er een heeft, geleerd heeft",
    ),
    "whims_granted": ("whims granted", "grillen ingewilligd"),
    "told_per_case": ("people told, per case", "mensen verteld, per zaak"),
    "story_reach_var": ("reach of a story, variance", "bereik van een verhaal, variantie"),
    "resistance": ("resistance", "weerstand"),
    "resistance_value": ("resistance: value", "weerstand: waarde"),
    "resistance_appraisal": ("resistance: checking", "weerstand: controle"),
    "resistance_internal_failure": ("resistance: internal failure", "weerstand: interne fouten"),
    "resistance_external_failure": ("resistance: external failure", "weerstand: externe fouten"),
    "resistance_customer": ("effort of customers", "moeite van klanten"),
    "resistance_customer_value": ("effort of customers: value", "moeite van klanten: waarde"),
    "resistance_customer_appraisal": ("effort of customers: checking", "moeite van klanten: controle"),
    "resistance_customer_internal_failure": (
        "effort of customers: internal failure",
        "moeite van klanten: interne fouten",
    ),
    "resistance_customer_external_failure": (
        "effort of customers: external failure",
        "moeite van klanten: externe fouten",
    ),
    "resistance_organisation": ("effort of the organisation", "moeite van de organisatie"),
    "resistance_organisation_value": (
        "effort of the organisation: value",
        "moeite van de organisatie: waarde",
    ),
    "resistance_organisation_appraisal": (
        "effort of the organisation: checking",
        "moeite van de organisatie: controle",
    ),
    "resistance_organisation_internal_failure": (
        "effort of the organisation: internal failure",
        "moeite van de organisatie: interne fouten",
    ),
    "resistance_organisation_external_failure": (
        "effort of the organisation: external failure",
        "moeite van de organisatie: externe fouten",
    ),
    "friction_share": ("friction, of all effort", "wrijving, van alle moeite"),
    "resistance_customer_half": ("resistance, customers counted half", "weerstand, klanten half geteld"),
    "resistance_customer_double": (
        "resistance, customers counted double",
        "weerstand, klanten dubbel geteld",
    ),
    "resistance_worst_decile": ("effort of the worst tenth", "moeite van het zwaarste tiende"),
    "resistance_lost_energy": ("resistance: lost energy", "weerstand: verloren energie"),
    "staff_cost_per_year": ("cost of staff", "kosten van personeel"),
    "rework_cost": ("cost of rework", "kosten van herstelwerk"),
    "change_cost_per_year": ("cost of changes", "kosten van veranderingen"),
    "cost_per_year": ("all costs", "alle kosten"),
    "cost_per_resolved": ("cost per resolved case", "kosten per opgeloste zaak"),
    "episode_mark": ("mark for the whole episode", "cijfer voor het geheel"),
}
LEAVES = {
    **_FATES,
    "left_customers": ("customers who left", "vertrokken klanten"),
    "resistance": ("resistance", "weerstand"),
    "arrived": ("arrived", "binnengekomen"),
    "visits": ("visits", "bezoeken"),
    "visits_per_case": ("visits per case", "bezoeken per zaak"),
    "wait": ("waiting time", "wachttijd"),
    "wait_ended": ("waiting time of those out of the queue", "wachttijd van wie uit de rij is"),
    "wait_served": ("waiting time of those served", "wachttijd van wie bediend is"),
    "wait_var": ("waiting time, variance", "wachttijd, variantie"),
    "wait_p50": ("waiting time, median", "wachttijd, mediaan"),
    "wait_p90": ("waiting time, 90th percentile", "wachttijd, 90e percentiel"),
    "wait_max": ("waiting time, longest", "wachttijd, langste"),
    "waited_share": ("had to wait", "moest wachten"),
    "wait_over_norm": ("waited longer than the norm", "langer gewacht dan de norm"),
    "service_level": ("service level", "servicenorm gehaald"),
    "abandoned": ("number abandoned", "aantal afgehaakt"),
    "abandoned_share": ("abandoned", "afgehaakt"),
    "refused": ("number refused", "aantal geweigerd"),
    "refused_share": ("refused", "geweigerd"),
    "handling": ("handling time", "behandeltijd"),
    "utilisation": ("utilisation", "bezettingsgraad"),
    "overtime": ("overtime", "overwerk"),
    "sent_home": ("sent home at closing", "bij sluiting naar huis gestuurd"),
    "cut_off": ("cut off at closing", "bij sluiting afgebroken"),
    "blocked": ("held up by a full tray", "opgehouden door een vol bakje"),
    "cost": ("cost of staff", "kosten van personeel"),
    "queue_mean": ("waiting, mean", "wachtenden, gemiddeld"),
    "suspended_mean": ("work laid down, mean", "neergelegd werk, gemiddeld"),
    "busy_mean": ("busy, mean", "bezig, gemiddeld"),
    "staff_mean": ("staff, mean", "bezetting, gemiddeld"),
    "crowded": ("time at the last pace", "tijd in het laatste tempo"),
    "energy": ("energy of staff", "energie van medewerkers"),
    "absence": ("absence", "verzuim"),
    "vacant": ("vacant places", "onvervulde plaatsen"),
    "turnover": ("staff who quit", "verloop"),
    "share": ("share of cases", "aandeel van de zaken"),
    "resolved_share": ("resolved", "opgelost"),
    "lead_time": ("lead time", "doorlooptijd"),
    "experience": ("experience", "ervaring"),
    "goodwill": ("goodwill", "goodwill"),
    "goodwill_var": ("goodwill, variance", "goodwill, variantie"),
    "lost_share": ("lost", "verloren"),
    "inside": ("open cases", "open zaken"),
    "lost": ("cases lost so far", "zaken tot dan verloren"),
    "left": ("customers who left so far", "tot dan vertrokken klanten"),
    "crises": ("crisis so far", "crisis tot dan"),
    "away": ("waiting to come back", "wachtend om terug te komen"),
}
OF = {  # what is measured of each role, step, ... and at each snapshot
    "role": "visits wait wait_ended wait_served wait_var wait_p50 wait_p90 wait_max waited_share wait_over_norm service_level "
    "abandoned abandoned_share refused refused_share sent_home cut_off blocked handling utilisation overtime queue_mean "
    "suspended_mean busy_mean staff_mean "
    "cost crowded energy absence vacant turnover",
    "step": "visits visits_per_case handling",
    "channel": "share",
    "provider": "share resolved_share left_customers resistance experience goodwill",
    "kind": f"arrived resolved_share lead_time {' '.join(_FATES)}",
    "segment": "wait wait_ended wait_p50 wait_p90 lost_share resistance experience goodwill",
    "at": "inside away lost left crises goodwill goodwill_var",
}
WORDS = {
    "measure": ("measure", "maat"),
    "mean": ("mean", "gemiddelde"),
    "interval": ("95% interval", "95%-interval"),
    "difference": ("difference", "verschil"),
    "finding": ("finding", "bevinding"),
    "unit": ("unit", "eenheid"),
    "goal": ("goal", "doel"),
    "bound": ("bound", "grens"),
    "norm": ("norm", "norm"),
    "design": ("design", "inrichting"),
    "in one run": ("in one run", "in één run"),
    "met": ("met", "gehaald"),
    "not met": ("not met", "niet gehaald"),
    "lower": ("lower", "lager"),
    "higher": ("higher", "hoger"),
    "same": ("the same", "gelijk"),
    "not distinguishable": ("not distinguishable", "niet te onderscheiden"),
    "one design only": ("one design only", "één inrichting"),
    "verdict": ("verdict", "oordeel"),
    "relevant": ("relevant", "relevant"),
    "hobby": ("hobby", "hobby"),
    "harmful": ("harmful", "schadelijk"),
    "undecided": ("undecided", "onbeslist"),
    "not reached": ("not reached", "niet bereikt"),
    "unknown": ("too few values: no interval", "te weinig waarden: geen interval"),
}
UNITS = {
    "min": ("min", "min"),
    "h": ("h", "uur"),
    "days": ("days", "dagen"),
    "weeks": ("weeks", "weken"),
    "%": ("%", "%"),
    "points": ("%-points", "%-punt"),
    "money": ("money", "geld"),
    "mark": ("mark", "punt"),
    "per case": ("per case", "per zaak"),
    "per staff-day": ("per staff-day", "per medewerkersdag"),
    "people": ("people", "mensen"),
    "h/week": ("h/week", "uur/week"),
    "min2": ("min^2", "min^2"),
    "mark2": ("mark^2", "punt^2"),
}
A_YEAR = "/year"
PER_RUN, _PER_RUN = "_per_run", ("{}, mean over runs", "{}, gemiddeld over runs")
RUN_MEANS = (
    "lead_time within_norm served resolved_share wait service_level abandoned_share".split()
)  # that are shown as well
_SNAPSHOT = ("snapshot {}", "peilmoment {}")


def of_runs(names: Iterable[str]) -> list[str]:
    """Return measures with the means over runs that some of them have besides."""
    return [
        one for name in names for one in (name, name + PER_RUN)[: 1 + (name.rpartition(".")[2] in RUN_MEANS)]
    ]


def _say(words: Mapping[str, tuple[str, str]], key: str, language: str) -> str:
    if key.endswith(PER_RUN):
        return _PER_RUN[language == "nl"].format(_say(words, key.removesuffix(PER_RUN), language))
    return words.get(key, (key.replace("_", " "),) * 2)[language == "nl"]


def word(key: str, language: str = "en") -> str:
    """Return a word of the tables, in the language asked for."""
    return _say(WORDS, key, language)


def unit(key: str, language: str = "en") -> str:
    """Return a unit as people write it, in the language asked for."""
    if key.endswith(A_YEAR):
        return unit(key.removesuffix(A_YEAR), language) + (" a year", " per jaar")[language == "nl"]
    return UNITS[key][language == "nl"] if key in UNITS else key


def label(measure: str, language: str = "en") -> str:
    """Return what a measure is called: `role.desk.wait` becomes "desk: waiting time"."""
    place, what = _parts(measure, language)
    return f"{place}: {what}" if place else what


def _parts(measure: str, language: str) -> tuple[str, str]:
    """Return the role, step, ... of a measure ('' for the whole), and what is measured there."""
    scope, _, leaf = measure.rpartition(".")
    if not scope:
        return "", _say(WHOLE, measure, language)
    if scope.startswith("at_"):
        place = _SNAPSHOT[language == "nl"].format(int(scope[3:]) + 1)
    else:
        place = scope.partition(".")[2].replace("_", " ")
    return place, _say(LEAVES, leaf, language)


def listed(measures: Iterable[str], language: str = "en") -> str:
    """Return measures one after the other, those of the same thing together: "abandoned (desk, back)"."""
    places: dict[tuple[str, str], list[str]] = {}
    for measure in measures:
        place, what = _parts(measure, language)
        places.setdefault((measure.partition(".")[0] if place else "", what), []).append(place)
    return "; ".join(
        what if here == [""] else f"{here[0]}: {what}" if len(here) == 1 else f"{what} ({', '.join(here)})"
        for (_, what), here in places.items()
    )
