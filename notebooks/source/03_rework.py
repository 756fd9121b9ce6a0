# ---
# jupyter:
#   book: {nl: 03_herstelwerk_en_tevredenheid, en: 03_rework_and_satisfaction, quick: {REPLICATIONS: 3}}
# ---

# %% [markdown] tags=["nl"]
# # 03 Herstelwerk en tevredenheid
#
# *Controleren kost tijd. Als we drie van de tien stukken nakijken in plaats van alle, wat scheelt dat, en wie betaalt ervoor?* Dit
# notebook volgt een fout van de behandelaar tot bij de klant, en telt wat het de organisatie kost.

# %% [markdown] tags=["en"]
# # 03 Rework and satisfaction
#
# *Checking takes time. If three papers in ten are checked instead of all, what does that save, and who pays for it?* This notebook follows
# a mistake from the handler to the customer, and counts what it costs the organisation.

# %% tags=["parameters"]
CASES = 150  # stukken per werkdag | cases per working day
STAFF = 5  # behandelaars | handlers
WORK = "12 min"  # werk aan een stuk, gemiddeld | work on one, on average
RIGHT = "90%"  # in één keer goed | right first time
CHECK = "2 min"  # een controle duurt | a check takes
REPLICATIONS = 20

# %% [markdown] tags=["nl"]
# ## Hoe een fout loopt
#
# Een controle vindt zeven van de tien fouten [aanname]; dan gaat het stuk terug. Wat niemand vindt, merkt de klant na een dag of tien,
# en die komt terug.

# %% [markdown] tags=["en"]
# ## How a mistake goes
#
# A check finds seven mistakes in ten [assumption]; then the case goes back. What nobody finds, the customer notices after some ten days,
# and comes back.

# %%
from sim.views import flow

given = {"cases": CASES, "staff": STAFF, "work": WORK, "right": RIGHT, "check": CHECK}
office = sim.new("back_office", given, language=LANGUAGE)
today, fewer, right = t("nu", "today"), t("minder_controle", "fewer_checks"), t("in_een_keer_goed", "right_at_once")
handle, handler, checker = t("behandelen", "handle"), t("behandelaar", "handler"), t("controleur", "checker")
flow.picture(office, sim.paths(office, today, replications=REPLICATIONS).taken)

# %% [markdown] tags=["nl"]
# ## Drie manieren om ermee om te gaan
#
# Zoals nu (alles controleren), drie van de tien controleren, of zorgen dat het vaker in één keer goed is. Dezelfde stukken, dezelfde
# behandelaars, hetzelfde geluk.

# %% [markdown] tags=["en"]
# ## Three ways to deal with it
#
# As it is (check all), check three in ten, or see to it that more is right first time. The same cases, the same handlers, the same luck.

# %%
import pandas as pd

ROWS = {
    "work_per_case": t("werk per zaak", "work per case"),
    "rework_share": t("herstelwerk, van het werk", "rework, of the work"),
    "failure_demand_share": t("faalvraag, van de contacten", "failure demand, of the contacts"),
    "lead_time": t("doorlooptijd", "lead time"),
    f"role.{checker}.utilisation": t("bezetting van de controleur", "utilisation of who checks"),
    "goodwill_at_end": t("goodwill aan het eind van een zaak", "goodwill at the end of a case"),
    "resistance": t("weerstand (moeite per stuk)", "resistance (effort per case)"),
}
found = sim.compare(office, [today, fewer, right], shown=list(ROWS), replications=REPLICATIONS)
titles = {today: office.designs[today].title} | {name: office.changes[name].title for name in (fewer, right)}
pd.DataFrame(
    {titles[name]: [value(found.results[name].measures[row]) for row in ROWS] for name in titles}, index=list(ROWS.values())
)  # fmt: skip

# %%
def plan(name):
    """Wat een manier doet, in één regel. | What a way does, in one line."""
    work, failure, lead, effort = (change(found.pairs[name][key]) for key in ("work_per_case", "failure_demand_share", "lead_time", "resistance"))
    return t(
        f"- **{titles[name]}**: werk per zaak {work}, faalvraag {failure}, doorlooptijd {lead}, weerstand {effort}.",
        f"- **{titles[name]}**: work per case {work}, failure demand {failure}, lead time {lead}, resistance {effort}.",
    )


each = "\n".join(plan(name) for name in (fewer, right))
say(
    f"{each}\n\nTussen haakjes het 95%-interval, voor alle verschillen samen, als het model en de getallen kloppen.",
    f"{each}\n\nIn brackets the 95% interval, for all differences together, if the model and its numbers hold.",
)

# %% [markdown] tags=["nl"]
# ## Van wie is de moeite?
#
# *Weerstand* is de moeite per opgelost stuk, van klant en organisatie samen, in minuten: het werk zelf, controleren, herstel in huis, en
# alles wat volgt nadat een klant terug moest komen. In een backoffice is de klant er niet bij, zodat zijn kant hier nul is: wat hij merkt
# staat hierboven, in doorlooptijd, faalvraag en goodwill.

# %% [markdown] tags=["en"]
# ## Whose effort is it?
#
# *Resistance* is the effort per resolved case, of customer and organisation together, in minutes: the work itself, checking, repair in
# the house, and all that follows after a customer had to come back. In a back office the customer isn't present, so that the customer's
# side is nought here: what customers notice stands above, in lead time, failure demand and goodwill.

# %%
from sim.views import resistance_picture

resistance_picture.bars(office, found.results)

# %% [markdown] tags=["nl"]
# ## Schuiven

# %% [markdown] tags=["en"]
# ## Sliders

# %%
live = sim.live(office)
live

# %% [markdown] tags=["nl"]
# Zonder te schuiven: wat het doet als er meer in één keer goed is.

# %% [markdown] tags=["en"]
# Without moving anything: what it does if more is right first time.

# %%
from sim.views import sweep_picture

places = ["80%", "85%", "90%", "95%", "99%"]
swept = sim.sweep(office, {f"steps.{handle}.right_first_time": places}, measures=["resistance", "goodwill_at_end"], replications=REPLICATIONS)
sweep_picture.picture(office, swept)

# %% [markdown] tags=["nl"]
# ## Wat dit zegt, en wat niet
#
# - Een controle verplaatst een fout van de klant naar het huis. Zij voorkomt hem niet: alleen in één keer goed doen, doet dat.
# - Minder controleren scheelt werk, en wie alleen daarnaar kijkt is klaar. Er komen meer klanten terug, en hun zaak duurt langer. Of dat
#   een goede ruil is, hangt af van hoe erg een fout is: hier kost hij de klant niet meer dan een keer terugkomen.
# - Hoe erg een klant een fout vindt, en hoe snel dat slijt, is hier een aanname uit de literatuur. Lees verschillen, geen niveaus.
# - Dat een controleur altijd even goed kijkt is ook een aanname; wie het druk heeft, kijkt vluchtiger.

# %% [markdown] tags=["en"]
# ## What this says, and what it doesn't
#
# - A check moves a mistake from the customer to the house. It doesn't prevent it: only doing it right first time does.
# - Fewer checks save work, and who looks at that alone has done. More customers come back, and their case takes longer. Whether that is
#   a good bargain depends on how bad a mistake is: here it costs customers no more than coming back once.
# - How bad customers find a mistake, and how soon that wears off, is an assumption from the literature here. Read differences, not levels.
# - That who checks always looks as well is an assumption, too; who is busy looks less closely.
