"""The sentences of which an answer is made, in English and Dutch; by measure how a figure is said."""

GOES = {
    "service_level": (
        "{place} answers {after} within {norm} instead of {before}",
        "bij {place} wordt {after} binnen {norm} geholpen in plaats van {before}",
    ),
    "within_norm": (
        "{after} of the cases of {place} is done within {norm} instead of {before}",
        "van {place} is {after} binnen {norm} klaar in plaats van {before}",
    ),
    "served": (
        "{after} of all needs is resolved within the norm instead of {before}",
        "van alle vragen wordt {after} binnen de norm opgelost in plaats van {before}",
    ),
    "goodwill": (
        "the mark that stays with customers goes from {before} to {after}",
        "het cijfer dat bij klanten blijft hangen gaat van {before} naar {after}",
    ),
    "resistance": (
        "a need that is resolved takes customer and staff {after} together instead of {before}",
        "een opgeloste vraag kost klant en medewerkers samen {after} in plaats van {before}",
    ),
    "segment.resistance": (
        "for {place} a need that is resolved takes {after} of effort instead of {before}",
        "voor {place} kost een opgeloste vraag {after} aan moeite in plaats van {before}",
    ),
    "segment.lost_share": (
        "of {place} {after} is lost instead of {before}",
        "bij {place} gaat {after} verloren in plaats van {before}",
    ),
    "resistance_worst_decile": (
        "the tenth of customers with most effort spends {after} instead of {before}",
        "de zwaarst belaste 10% van de klanten is {after} kwijt in plaats van {before}",
    ),
    "rework_share": (
        "{after} of the cases needs rework instead of {before}",
        "in {after} van de zaken is herstelwerk nodig in plaats van {before}",
    ),
    "failure_demand_share": (
        "{after} of the contacts is failure demand instead of {before}",
        "{after} van de contacten is faalvraag in plaats van {before}",
    ),
    "first_contact_resolution": (
        "{after} is resolved at the first contact instead of {before}",
        "{after} wordt in één contact opgelost in plaats van {before}",
    ),
    "felt_served_share": (
        "{after} of the moments feels really served instead of {before}",
        "in {after} van de momenten voelt men zich echt bediend in plaats van {before}",
    ),
    "lead_time": ("a case takes {after} instead of {before}", "een zaak duurt {after} in plaats van {before}"),
    "lead_time_p50": (
        "half of the cases is done within {after} instead of {before}",
        "de helft van de zaken is klaar binnen {after} in plaats van {before}",
    ),
    "lead_time_p90": (
        "nine cases out of ten are done within {after} instead of {before}",
        "negen van de tien zaken zijn klaar binnen {after} in plaats van {before}",
    ),
    "work_per_case": (
        "a case takes {after} of work instead of {before}",
        "een zaak kost {after} werk in plaats van {before}",
    ),
    "persons_per_case": (
        "a case goes by {after} people instead of {before}",
        "een zaak gaat langs {after} mensen in plaats van {before}",
    ),
    "hand_overs_per_case": (
        "a case is handed over {after} times instead of {before}",
        "een zaak wordt {after} keer overgedragen in plaats van {before}",
    ),
    "contacts_per_case": (
        "a case takes {after} contacts instead of {before}",
        "een zaak vraagt {after} klantcontacten in plaats van {before}",
    ),
    "role.wait": (
        "at {place} people wait {after} instead of {before}",
        "bij {place} wacht men {after} in plaats van {before}",
    ),
    "abandoned_share": (
        "at {place} {after} give up instead of {before}",
        "bij {place} haakt {after} af in plaats van {before}",
    ),
    "whole.within_norm": (
        "{after} of what is resolved is so within the norm instead of {before}",
        "{after} wordt binnen de norm opgelost in plaats van {before}",
    ),
    "whole.resolved_share": (
        "{after} is resolved instead of {before}",
        "{after} wordt opgelost in plaats van {before}",
    ),
    "episode_mark": (
        "the mark for the whole goes from {before} to {after}",
        "het cijfer voor het geheel gaat van {before} naar {after}",
    ),
    "resolved_share": (
        "{after} of the cases of {place} is resolved instead of {before}",
        "van {place} wordt {after} opgelost in plaats van {before}",
    ),
    "inside_overdue": (
        "{after} of the cases of {place} is overdue and still waiting instead of {before}",
        "van {place} ligt {after} over de norm heen te wachten in plaats van {before}",
    ),
}
SAME_WORDS = {"goodwill_at_end": "goodwill", "goodwill_of_all": "goodwill", "resolved_of_came": "resolved_share"}
OTHER = ("{label} from {before} to {after}", "{label} van {before} naar {after}")
NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve",
    "geen één twee drie vier vijf zes zeven acht negen tien elf twaalf",
)
AND, OR = (" and ", " en "), (" or ", " of ")
MORE = ("{n} more", "nog {n}")
QUOTED = ("“{}”", "“{}”")
MONEY = ("; it {}", "; dat {}")
BETTER = ("{best} is better than {base}: {goes}{money}", "{best} is beter dan {base}: {goes}{money}")
ALSO = (("{names} is better as well", "{names} is ook beter"), ("{names} are better as well", "{names} zijn ook beter"))
NONE = (
    "none of the {n} other designs is found to be better than {base}",
    "geen van de {n} andere varianten is aantoonbaar beter dan {base}",
)
ALL_WORSE = (
    "the {n} other designs are worse than {base}, most of all {first}: {goes}",
    "de {n} andere varianten zijn slechter dan {base}, het meest {first}: {goes}",
)
WORSE = (
    ("{names} is worse than {base}: {goes}", "{names} is slechter dan {base}: {goes}"),
    ("{names} are worse than {base}, most of all {first}: {goes}", "{names} zijn slechter dan {base}, het meest {first}: {goes}"),
)
WORSE_BARE = (
    ("{names} is worse: {goes}", "{names} is slechter: {goes}"),
    ("{names} are worse, most of all {first}: {goes}", "{names} zijn slechter, het meest {first}: {goes}"),
)
THOUGH = ("; against that stands: {goes}", "; daar staat tegenover: {goes}")
BESIDE = ("beside {base}: {said}", "naast {base}: {said}")
OPEN = (
    ("whether {names} is better or worse can't be said yet", "of {names} beter of slechter is, is nog niet te zeggen"),
    ("whether {names} are better or worse can't be said yet", "of {names} beter of slechter zijn, is nog niet te zeggen"),
)
NOTHING = (
    ("{names} makes no difference that matters", "{names} maakt geen verschil dat ertoe doet"),
    ("{names} make no difference that matters", "{names} maken geen verschil dat ertoe doet"),
)
HELP = (
    ("none of the {n} changes is found to help", "geen van de {n} veranderingen helpt aantoonbaar"),
    ("of the {n} changes one helps: {names}", "van de {n} veranderingen helpt er één: {names}"),
    ("of the {n} changes {k} help: {names}", "van de {n} veranderingen helpen er {k}: {names}"),
)
ONLY = ("{names} helps: {goes}{money}", "{names} helpt: {goes}{money}")
HARM = (
    ("{names} makes it worse", "{names} maakt het slechter"),
    ("{names} make it worse", "{names} maken het slechter"),
)
