"""What the card of a fit says, in words."""

from collections.abc import Sequence

from sim.catalogue.numbers import pick
from sim.fit import Fit
from sim.fit.claims import Claim

PARTS = {
    "arrivals": ("arrivals", "instroom"),
    "paths": ("paths", "routes"),
    "handling": ("handling", "behandeling"),
    "waits": ("waits", "wachten"),
    "lead": ("lead time", "doorlooptijd"),
    "workload": ("workload", "werklast"),
    "giving_up": ("giving up", "afhaken"),
}
FIGURES = {
    "cases_per_week": ("cases a week", "zaken per week"),
    "day_cv": ("spread of days (coefficient of variation)", "spreiding van dagen (variatiecoëfficiënt)"),
    "events_per_case": ("steps per case", "stappen per zaak"),
    "repeated": ("steps that the case had before", "stappen die de zaak al eerder had"),
    "handling_mean": ("from start to end of a step", "van begin tot eind van een stap"),
    "wait_mean": ("between two steps", "tussen twee stappen"),
    "lead_mean": ("mean", "gemiddeld"),
    "lead_p50": ("median", "mediaan"),
    "lead_p90": ("90% within", "90% binnen"),
    "calls_per_week": ("calls a week", "gesprekken per week"),
    "service_mean": ("mean handling time", "gemiddelde behandeltijd"),
    "had_to_wait": ("had to wait", "moest wachten"),
    "call_wait_mean": ("mean wait of all", "gemiddelde wachttijd van allen"),
    "gave_up": ("gave up", "haakte af"),
    "work_per_week": ("time in steps, all together", "tijd in stappen, alles samen"),
}
APART = {
    "NGD3": ("paths (NGD3, 0 to 1)", "routes (NGD3, 0 tot 1)"),
    "CTDD": ("lead times (CTDD, h)", "doorlooptijden (CTDD, uur)"),
    "REDD": ("times since the case began (REDD, h)", "tijden sinds het begin van de zaak (REDD, uur)"),
    "AEDD": ("times on the calendar (AEDD, h)", "tijden op de kalender (AEDD, uur)"),
}
QUESTIONS = {
    "demand": ("how much comes", "hoeveel er binnenkomt"),
    "paths": ("which ways cases take", "welke routes zaken nemen"),
    "lead": ("how long cases take", "hoe lang zaken duren"),
    "workload": ("how much work it is", "hoeveel werk het is"),
    "waiting": ("how long callers wait", "hoe lang bellers wachten"),
    "giving_up": ("how many give up", "hoeveel bellers afhaken"),
    "staff": ("what more or fewer staff would do", "wat meer of minder bezetting doet"),
}
WHY = {
    "not_held_out": ("too few cases to hold any out", "te weinig zaken om een deel apart te houden"),
    "worse_than_replay": (
        "{value:.2f} times as far from the period held out as a replay of the weeks before",
        "{value:.2f} keer zo ver van de apart gehouden periode als een herhaling van de weken ervoor",
    ),
    "off": ("{value:+.0%} in the period held out", "{value:+.0%} in de apart gehouden periode"),
    "nobody": ("the log doesn't say who answered", "het logbestand zegt niet wie aannam"),
    "nobody_gave_up": ("too few were seen giving up", "er is te weinig afhaken gezien"),
    "no_starts": ("the log has no starts", "het logbestand heeft geen begintijden"),
    "unexplained": (
        "{value:.0%} of the waiting comes from no queue of this staff",
        "{value:.0%} van het wachten komt niet uit een wachtrij bij deze bezetting",
    ),
}
PERIODS = {
    "fitted": (
        "In the period that was fitted: {cases} cases in {weeks} weeks",
        "In de gefitte periode: {cases} zaken in {weeks} weken",
    ),
    "held_out": (
        "Held out: the last {weeks} weeks ({cases} cases), by a fit to what came before",
        "Apart gehouden: de laatste {weeks} weken ({cases} zaken), met een fit op wat ervoor kwam",
    ),
}
CALL_PERIODS = {
    "fitted": ("In the period that was fitted: {cases} calls", "In de gefitte periode: {cases} gesprekken"),
    "held_out": (
        "Held out: the last {cases} calls, as forecast by a fit to what came before",
        "Apart gehouden: de laatste {cases} gesprekken, zoals voorspeld door een fit op wat ervoor kwam",
    ),
    "given": (
        "Held out, given its arrivals and handling times: does waiting follow?",
        "Apart gehouden, gegeven de instroom en behandeltijden: volgt het wachten?",
    ),
}
CALL_NOTES = (
    (
        "Bands are where one more run lies in 80 and 95 of 100, {if}; they leave out that the log itself is chance, and are of {n} "
        "runs. Not in this fit: skills and priorities, work after calls, callers who call again.",
        "Banden geven waar nog een run in 80 en 95 van de 100 ligt, {if}; dat het logbestand zelf toeval is, zit er niet in; ze "
        "zijn van {n} runs. Niet in deze fit: vaardigheden en voorrang, nawerk, bellers die opnieuw bellen.",
    ),
)
LEADS = {
    "good": ("Good enough for questions about {some}.", "Goed genoeg voor vragen over {some}."),
    "nothing": ("Not shown to be good enough for any question.", "Voor geen enkele vraag aangetoond goed genoeg."),
    "bad": ("Not for {question}: {why}.", "Niet voor {question}: {why}."),
}
NOTES = (
    (
        "Bands are where one more run lies in 80 and 95 of 100, {if}; they leave out that the log itself is chance. Distances "
        "are medians over {n} runs; a replay is the weeks before, shifted by whole weeks; the floor is the period with its "
        "cases drawn again; skill is 1 at the floor and 0 at the replay.",
        "Banden geven waar nog een run in 80 en 95 van de 100 ligt, {if}; dat het logbestand zelf toeval is, zit er niet in. "
        "Afstanden zijn medianen over {n} runs; een herhaling is de weken ervoor, met hele weken verschoven; de ondergrens is de "
        "periode met haar zaken opnieuw getrokken; de vaardigheid is 1 op de ondergrens en 0 op de herhaling.",
    ),
    (
        "Left out of this fit: parallel branches, batching, calibration beyond delays and staff, draws of the inputs, and the "
        "cases in progress at the end. Staff are who was seen at work; delays are what queues for them don't explain.",
        "Niet in deze fit: parallelle takken, stapelen, ijking verder dan vertragingen en bezetting, trekkingen van de invoer "
        "en de lopende zaken aan het eind. De bezetting is wie aan het werk gezien is; vertragingen zijn wat de wachtrij niet "
        "verklaart.",
    ),
)
READ = (
    "Read as: {columns}; fields separated by {by}.",
    "Gelezen als: {columns}; velden gescheiden door {by}.",
)
SEPARATORS = {
    ",": ("commas", "komma's"), ";": ("semicolons", "puntkomma's"), "\t": ("tabs", "tabs"), "|": ("bars", "staande strepen"),
    "xes": ("XES", "XES"),
}  # fmt: skip
UNKNOWN = ("What the log does not say", "Wat het logbestand niet zegt")
BY = (("assumption", "aanname"), ("what the client says", "opgave van de opdrachtgever"))
FOUND = ("Checked first", "Eerst nagegaan")
OF_COLUMNS = {
    "case": ("case", "zaak"), "activity": ("activity", "activiteit"), "start": ("start", "begin"), "end": ("end", "einde"),
    "resource": ("resource", "medewerker"), "lifecycle": ("lifecycle", "levensloop"),
    "date": ("date", "datum"), "arrives": ("arrival", "binnenkomst"), "answered": ("answered", "aangenomen"),
    "ended": ("ended", "beëindigd"), "wait": ("wait", "wachttijd"), "service": ("handling", "behandeling"),
    "outcome": ("outcome", "afloop"),
}  # fmt: skip


def leading(claims: Sequence[Claim], language: str) -> list[str]:
    """Return for which questions a fit is good enough, and for which not, with the reason."""
    good = [pick(QUESTIONS[one.question], language) for one in claims if one.holds]
    said = [pick(LEADS["good" if good else "nothing"], language).format(some=", ".join(good))]
    return said + [_not(one, language) for one in claims if not one.holds]


def _not(claim: Claim, language: str) -> str:
    why = pick(WHY[claim.why], language).format(value=claim.value)
    return pick(LEADS["bad"], language).format(question=pick(QUESTIONS[claim.question], language), why=why)


def read_as(fit: Fit, language: str) -> str:
    """Return which columns were taken for what."""
    columns = ", ".join(f"{pick(OF_COLUMNS.get(part, (part, part)), language)} = {name}" for part, name in fit.columns.items())
    by = pick(SEPARATORS.get(fit.separator, (fit.separator, fit.separator)), language)
    return pick(READ, language).format(columns=columns, by=by)
