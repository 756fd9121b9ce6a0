"""Measures of parts: of a role, of its queue by channel, a step, channel, provider, kind of need, segment, and of a snapshot."""

from dataclasses import replace

from sim.catalogue.backlog import ROLE_BACKLOG
from sim.catalogue.cases import BECAME, FATES, LEAD_TIMES, in_time
from sim.catalogue.definition import (
    COUNT,
    DOWN,
    MARK,
    MINUTES,
    MINUTES_A_WEEK,
    MONEY,
    NEITHER,
    PEOPLE,
    PER_CASE,
    SHARE,
    SQUARE_MARKS,
    SQUARE_MINUTES,
    UP,
    Definition,
    Needs,
    Text,
    per_run,
    pooled,
)
from sim.catalogue.effort import EFFORT, STAFF_COST, STAFFED
from sim.catalogue.keys import CHANNEL, KIND, PROVIDER, QUEUE, ROLE, SEGMENT, SNAPSHOT, STEP
from sim.catalogue.mind import AFTER_CONTACT, MOMENTS

EVERY = ("visits that came, those still waiting included", "bezoeken die kwamen, wie nog wacht meegerekend")
OUT = ("visits whose wait ended, answered or given up", "bezoeken waarvan het wachten voorbij is, geholpen of afgehaakt")
NORM = ("that came at least the norm before the end", "die minstens de norm voor het einde kwamen")
TIME, ENDED = ("time", "tijd"), ("ended needs", "beëindigde behoeften")
SO_FAR = (
    "those still waiting by their wait so far (product limit)",
    "wie nog wacht met de wachttijd tot dan (product-limiet)",
)
MIND, ENERGY = Needs.MIND, Needs.ENERGY
_EXPERIENCE = pooled("experience", MARK, MOMENTS, ("experience", "ervaring"), UP, MIND)
_GOODWILL = pooled("goodwill", MARK, AFTER_CONTACT, ("goodwill", "goodwill"), UP, MIND)
_EFFORT = pooled("resistance", MINUTES, EFFORT, ("resistance", "weerstand"), DOWN)
_SHARE = pooled("share", SHARE, ("needs that came", "behoeften die kwamen"), ("share of cases", "aandeel van de zaken"))


def _resolved(over: Text) -> Definition:
    return pooled("resolved_share", SHARE, over, ("resolved", "opgelost"), UP, by_run=True)


def _waits(visits: Text) -> tuple[Definition, ...]:
    over = (f"{visits[0]}, {SO_FAR[0]}", f"{visits[1]}, {SO_FAR[1]}")
    return (
        pooled("wait", MINUTES, over, ("waiting time", "wachttijd"), DOWN, by_run=True),
        pooled("wait_p50", MINUTES, over, ("waiting time, median", "wachttijd, mediaan"), DOWN),
        pooled("wait_p90", MINUTES, over, ("waiting time, 90th percentile", "wachttijd, 90e percentiel"), DOWN),
    )


def _wait_ended(over: Text) -> Definition:
    left = (f"{over[0]}; those still waiting left out", f"{over[1]}; zonder wie nog wacht")
    label = ("waiting time of those out of the queue", "wachttijd van wie uit de rij is")
    return pooled("wait_ended", MINUTES, left, label, DOWN)


def _number(name: str, label: Text, better: int = NEITHER, over: Text = TIME) -> Definition:
    return per_run(f"{name}_mean", PEOPLE, over, label, better)


_QUEUE: tuple[Definition, ...] = (
    per_run("visits", COUNT, EVERY, ("visits", "bezoeken")),
    *_waits(("visits that came", "bezoeken die kwamen")),
    _wait_ended(OUT),
    pooled(
        "wait_served", MINUTES, ("answered visits", "geholpen bezoeken"),
        ("waiting time of those served", "wachttijd van wie bediend is"), DOWN,
    ),
    pooled("wait_var", SQUARE_MINUTES, OUT, ("waiting time, variance", "wachttijd, variantie")),
    per_run("wait_max", MINUTES, EVERY, ("waiting time, longest", "wachttijd, langste"), DOWN),
    pooled("waited_share", SHARE, EVERY, ("had to wait", "moest wachten"), DOWN),
    pooled(
        "wait_over_norm", SHARE, (f"visits {NORM[0]}", f"bezoeken {NORM[1]}"),
        ("waited longer than the norm", "langer gewacht dan de norm"), DOWN, Needs.NORM_OF_ROLE,
    ),
    pooled(
        "service_level", SHARE,
        (f"visits offered, refused ones too, {NORM[0]}", f"aangeboden bezoeken, ook de geweigerde, {NORM[1]}"),
        ("service level", "servicenorm gehaald"), UP, Needs.NORM_OF_ROLE, by_run=True,
    ),
    per_run(
        "abandoned", COUNT, ("visits given up", "bezoeken waarbij is afgehaakt"),
        ("number abandoned", "aantal afgehaakt"), DOWN,
    ),
    pooled("abandoned_share", SHARE, EVERY, ("abandoned", "afgehaakt"), DOWN, by_run=True),
    per_run(
        "refused", COUNT, ("visits refused at a full queue", "bezoeken geweigerd bij een volle rij"),
        ("number refused", "aantal geweigerd"), DOWN,
    ),
    pooled("refused_share", SHARE, ("visits offered", "aangeboden bezoeken"), ("refused", "geweigerd"), DOWN),
)  # fmt: skip
_WORK: tuple[Definition, ...] = (
    per_run(
        "handling", MINUTES, ("all handling that ended", "alle behandeling die is beëindigd"),
        ("handling time", "behandeltijd"),
    ),
    pooled(
        "utilisation", SHARE, ("staffed time, without overtime", "bezette tijd, zonder overwerk"),
        ("utilisation", "bezettingsgraad"),
    ),
    per_run(
        "overtime", MINUTES_A_WEEK,
        ("weeks; work beyond the staff on shift", "weken; werk boven de bezetting van de dienst"),
        ("overtime", "overwerk"), DOWN,
    ),
    _number("queue", ("waiting, mean", "wachtenden, gemiddeld"), DOWN),
    _number(
        "suspended", ("work laid down, mean", "neergelegd werk, gemiddeld"), DOWN,
        ("time; work laid down at the end of a shift", "tijd; werk neergelegd aan het eind van een dienst"),
    ),
    _number("busy", ("busy, mean", "bezig, gemiddeld")),
    _number("staff", ("staff, mean", "bezetting, gemiddeld")),
    per_run(
        "sent_home", COUNT, ("visits sent home at closing", "bezoeken die bij sluiting naar huis zijn gestuurd"),
        ("sent home at closing", "bij sluiting naar huis gestuurd"), DOWN, Needs.CLOSING,
    ),
    per_run(
        "cut_off", COUNT, ("conversations cut off at closing", "gesprekken die bij sluiting zijn afgebroken"),
        ("cut off at closing", "bij sluiting afgebroken"), DOWN, Needs.CLOSING,
    ),
    per_run(
        "overflowed", COUNT, ("visits that went on elsewhere", "bezoeken die elders verder gingen"),
        ("overflowed", "overgelopen"), NEITHER, Needs.OVERFLOW,
    ),
    pooled("overflowed_share", SHARE, EVERY, ("overflowed, share", "overgelopen, aandeel"), NEITHER, Needs.OVERFLOW),
    pooled(
        "blocked", SHARE, ("staffed time", "bezette tijd"),
        ("held up by a full tray", "opgehouden door een vol bakje"), DOWN, Needs.TRAY,
    ),
    per_run(
        "crowded", SHARE, TIME, ("time at the last pace", "tijd in het laatste tempo"), DOWN, Needs.PACE
    ),
    per_run("energy", SHARE, TIME, ("energy of staff", "energie van medewerkers"), UP, ENERGY),
    pooled(
        "absence", SHARE,
        ("starts of a shift, vacant places left out", "begin van een dienst, zonder onvervulde plaatsen"),
        ("absence", "verzuim"), DOWN, Needs.ABSENCE,
    ),
    pooled(
        "vacant", SHARE, ("places at starts of a shift", "plaatsen bij het begin van een dienst"),
        ("vacant places", "onvervulde plaatsen"), DOWN, ENERGY,
    ),
    per_run(
        "turnover", PEOPLE, ("people who quit", "mensen die opzeggen"), ("staff who quit", "verloop"), DOWN, ENERGY
    ),
    per_run("cost", MONEY, STAFFED, STAFF_COST, DOWN, Needs.COST),
)  # fmt: skip
_SLOTS = ("places of slots in the measured time", "plaatsen van tijdsloten in de gemeten tijd")
_MADE = ("appointments made, when first asked for", "gemaakte afspraken, toen er voor het eerst om werd gevraagd")
_ASKED = ("appointments made or asked for in vain", "afspraken gemaakt of tevergeefs gevraagd")
_MET = ("visits by appointment whose wait ended", "bezoeken op afspraak waarvan het wachten voorbij is")
_TAKEN = ("places of slots that were taken", "plaatsen van tijdsloten die bezet waren")
_OF_APPOINTMENTS: tuple[Definition, ...] = (
    per_run("appointments", COUNT, _MADE, ("appointments made", "afspraken gemaakt")),
    pooled("time_to_appointment", MINUTES, _MADE, ("time to appointment", "toegangstijd tot de afspraak"), DOWN),
    pooled("time_to_appointment_p50", MINUTES, _MADE, ("time to appointment, median", "toegangstijd, mediaan"), DOWN),
    pooled(
        "time_to_appointment_p90", MINUTES, _MADE,
        ("time to appointment, 90th percentile", "toegangstijd, 90e percentiel"), DOWN,
    ),
    per_run(
        "appointments_refused", COUNT, ("asked for in vain, the horizon being full", "tevergeefs gevraagd, de agenda was vol"),
        ("no appointment free", "geen afspraak vrij"), DOWN,
    ),
    pooled("appointments_refused_share", SHARE, _ASKED, ("no appointment free, share", "geen afspraak vrij, aandeel"), DOWN),
    per_run("appointments_moved", COUNT, ("appointments", "afspraken"), ("appointments moved", "afspraken verzet")),
    pooled("appointment_wait", MINUTES, _MET, ("wait past the appointed time", "wachttijd na de afgesproken tijd"), DOWN),
    pooled("appointment_waited_share", SHARE, _MET, ("begun after the appointed time", "later begonnen dan afgesproken"), DOWN),
    per_run("slots", COUNT, _SLOTS, ("slots", "tijdsloten")),
    per_run("slots_used", COUNT, _SLOTS, ("slots used", "tijdsloten gebruikt")),
    per_run("slots_unused", COUNT, _SLOTS, ("slots unused", "tijdsloten onbenut"), DOWN),
    pooled("slots_unused_share", SHARE, _SLOTS, ("slots unused, share", "tijdsloten onbenut, aandeel"), DOWN),
    per_run("no_show", COUNT, _TAKEN, ("did not come", "niet verschenen"), DOWN),
    pooled("no_show_share", SHARE, _TAKEN, ("did not come, share", "niet verschenen, aandeel"), DOWN),
)  # fmt: skip
_BY_CHANNEL: tuple[Definition, ...] = (
    per_run("visits", COUNT, EVERY, ("visits", "bezoeken")),
    _wait_ended(OUT),
    *(one for one in _QUEUE if one.name in ("wait_served", "abandoned", "abandoned_share", "refused", "refused_share")),
    *(replace(one, needs=(Needs.NORM_OF_QUEUE,), by_run=False) for one in _QUEUE if Needs.NORM_OF_ROLE in one.needs),
)
_STEP: tuple[Definition, ...] = (
    per_run("visits", COUNT, ("visits begun", "begonnen bezoeken"), ("visits", "bezoeken")),
    pooled("visits_per_case", PER_CASE, ENDED, ("visits per case", "bezoeken per zaak")),
    pooled("handling", MINUTES, ("visits handled", "behandelde bezoeken"), ("handling time", "behandeltijd")),
)
_PROVIDER: tuple[Definition, ...] = (
    _SHARE,
    _resolved(("ended cases", "beëindigde zaken")),
    per_run(
        "left_customers", COUNT, ("customers who ended the relationship", "klanten die de relatie beëindigden"),
        ("customers who left", "vertrokken klanten"), DOWN,
    ),
    _EFFORT,
    _EXPERIENCE,
    _GOODWILL,
)  # fmt: skip
_KIND: tuple[Definition, ...] = (
    per_run("arrived", COUNT, BECAME, ("arrived", "binnengekomen")),
    _resolved(("ended cases; those still inside in neither", "beëindigde zaken; wat nog binnen is telt niet mee")),
    *in_time(always=False),
    *FATES,
    *LEAD_TIMES,
)  # fmt: skip
_SEGMENT: tuple[Definition, ...] = (
    *_waits(("visits to roles", "bezoeken aan rollen")),
    _wait_ended(("waits that ended", "wachttijden die voorbij zijn")),
    pooled("lost_share", SHARE, ENDED, ("lost", "verloren"), DOWN),
    _EFFORT,
    _EXPERIENCE,
    _GOODWILL,
)
_SNAPSHOT: tuple[Definition, ...] = (
    per_run("inside", COUNT, ("open cases", "open zaken"), ("open cases", "open zaken")),
    per_run(
        "away", COUNT, ("cases away", "zaken die weg zijn"), ("waiting to come back", "wachtend om terug te komen")
    ),
    per_run("lost", COUNT, ("cases", "zaken"), ("cases lost so far", "zaken tot dan verloren"), DOWN),
    per_run("left", COUNT, ("customers", "klanten"), ("customers who left so far", "tot dan vertrokken klanten"), DOWN),
    per_run(
        "crises", COUNT, ("1 after a crisis", "1 na een crisis"), ("crisis so far", "crisis tot dan"), DOWN
    ),
    pooled(
        "goodwill", MARK, ("customers who have not left", "klanten die niet zijn vertrokken"),
        ("goodwill", "goodwill"), UP, MIND,
    ),
    pooled(
        "goodwill_var", SQUARE_MARKS, ("the same", "dezelfde"), ("goodwill, variance", "goodwill, variantie"), NEITHER, MIND
    ),
)  # fmt: skip
PLACES: dict[str, tuple[Definition, ...]] = {
    ROLE: (*_QUEUE, *_WORK, *(replace(one, needs=(Needs.APPOINTMENTS,)) for one in _OF_APPOINTMENTS), *ROLE_BACKLOG),
    QUEUE: tuple(replace(one, by_run=False) for one in _BY_CHANNEL),
    STEP: _STEP,
    CHANNEL: (_SHARE,),
    PROVIDER: _PROVIDER,
    KIND: _KIND,
    SEGMENT: _SEGMENT,
    SNAPSHOT: _SNAPSHOT,
}
