# ---
# jupyter:
#   book: {nl: 06_hoe_zeker, en: 06_how_sure, quick: {REPLICATIONS: 4, DRAWS: 4, MOST: 20}}
# ---

# %% [markdown] tags=["nl"]
# # 06 Hoe zeker?
#
# *"U zegt tien punten erbij. Hoe zeker is dat?"* Er zijn twee soorten onzekerheid: toeval, dat met meer herhalingen kleiner wordt, en
# getallen die niet kloppen, waar geen herhaling tegen helpt. Dit notebook laat ze allebei zien.

# %% [markdown] tags=["en"]
# # 06 How sure?
#
# *"You say ten points more. How sure is that?"* There are two kinds of uncertainty: chance, which more replications make smaller, and figures
# that are wrong, against which no replication helps. This notebook shows them both.

# %% tags=["parameters"]
VISITORS = 150  # bezoekers per werkdag | visitors per working day
STAFF = 4  # medewerkers aan de balie | staff at the counter
SOLVED = "85%"  # welk deel in één bezoek klaar is | what share is finished in one visit
REPLICATIONS = 20
MOST = 80  # zoveel herhalingen om het toeval te laten zien | so many replications to show chance
DRAWS = 12  # trekkingen van de aannames | draws of the assumptions

# %% [markdown] tags=["nl"]
# ## Toeval
#
# Eén medewerker erbij aan de balie van [00](00_begin_hier.ipynb). Hoe meer paren van herhalingen, hoe smaller het interval van het verschil: om het half
# zo breed te krijgen zijn er vier keer zoveel nodig.

# %% [markdown] tags=["en"]
# ## Chance
#
# One more member of staff at the counter of [00](00_start_here.ipynb). The more pairs of replications, the narrower the interval of the difference: to halve it takes
# four times as many.

# %%
from sim.views.plots import COLOURS, Picture

counter = sim.new("counter", {"visitors": VISITORS, "staff": STAFF, "solved": SOLVED}, language=LANGUAGE)
role, step, today, more = t("balie", "counter"), t("helpen", "help"), t("nu", "today"), t("een_erbij", "one_more")
prepared = t("goed_voorbereid", "well_prepared")
level = f"role.{role}.service_level"
COUNTS = [count for count in (5, 10, 20, 40, 80) if count <= MOST]
grown = {count: sim.compare(counter, [today, more], shown=[level], replications=count).measures[level] for count in COUNTS}
picture = Picture(figsize=(8, 3.0), layout="constrained")
axes = picture.subplots()
for place, one in enumerate(grown.values()):
    low, high = (100 * end for end in one.interval)
    axes.plot([place, place], [low, high], color=COLOURS[0], linewidth=5, alpha=0.5, solid_capstyle="butt")
    axes.plot(place, 100 * one.difference, "o", color=COLOURS[0])
axes.set_xticks(range(len(COUNTS)), COUNTS)
axes.set_xlabel(t("paren van herhalingen", "pairs of replications"))
axes.set_ylabel(t("binnen de norm, %-punt erbij", "within the norm, %-points more"))
axes.yaxis.set_major_formatter(lambda points, _: number(points, 1))
axes.set_title(t("balk: 95%-interval, als het model en de getallen kloppen", "bar: 95% interval, if the model and its numbers hold"), loc="left", fontsize=9)
axes.spines[["top", "right"]].set_visible(False)
picture

# %% [markdown] tags=["nl"]
# **Wat 95% betekent.** Wie dit steeds opnieuw doet, met andere herhalingen, heeft in 95 van de 100 keer een interval waar het ware
# verschil *van dit model* in ligt. Het zegt niet dat een volgende reeks herhalingen binnen deze balk uitkomt: het gemiddelde van even
# zoveel nieuwe herhalingen doet dat in zo'n 83 van de 100 keer, omdat die reeks haar eigen toeval heeft.

# %% [markdown] tags=["en"]
# **What 95% means.** Who does this again and again, with other replications, has an interval in 95 times out of 100 that the true
# difference *of this model* lies in. It doesn't say that another series of replications comes out within this bar: the mean of as many new
# replications does so in some 83 times out of 100, as that series has its own luck.

# %%
from statistics import NormalDist

normal = NormalDist()
again = 2 * normal.cdf(normal.inv_cdf(0.975) / 2**0.5) - 1
assert round(again, 2) == 0.83
worth = sim.pairing(counter, today, more, replications=REPLICATIONS)[level]
say(
    f"(Uit de normale verdeling: {number(100 * again, 1)}%.) Dat dezelfde bezoekers aan beide varianten worden voorgelegd, scheelt hier een factor "
    f"**{number(worth)}**: zonder paren waren er zoveel keer zoveel herhalingen nodig voor een even smal interval.",
    f"(From the normal distribution: {number(100 * again, 1)}%.) That the same visitors come to both variants saves a factor of **{number(worth)}** here: "
    "without pairs it would take so many times as many replications for an interval as narrow.",
)

# %% [markdown] tags=["nl"]
# ## Getallen die niet kloppen
#
# Van de aannames in dit scenario trekken we er steeds een stel uit hun bereik, en oordelen opnieuw. Blijft het oordeel staan?

# %% [markdown] tags=["en"]
# ## Figures that are wrong
#
# Of the assumptions in this scenario we draw a set from their ranges each time, and judge again. Does the verdict stand?

# %%
from sim.views import sensitivity_picture

ONLY = ["world.patience", f"designs.{today}.steps.{step}.right_first_time", f"world.needs.{t('bezoek', 'visit')}.dispersion", "world.failure_demand.probability"]
robust = sim.robustness(counter, [more, prepared], draws=DRAWS, only=ONLY, replications=max(3, REPLICATIONS // 5))
sensitivity_picture.robust(counter, robust)

# %% [markdown] tags=["nl"]
# ## Schuiven
#
# *B* is hier één medewerker erbij. Zet het geduld van bezoekers op een kwartier en dan op een uur.

# %% [markdown] tags=["en"]
# ## Sliders
#
# *B* is one more member of staff here. Set the patience of visitors to a quarter of an hour and then to an hour.

# %%
live = sim.live(counter)
live.choose(more)
live

# %% [markdown] tags=["nl"]
# Zonder te schuiven: wat het geduld met de norm en met afhaken doet, zoals het nu is.

# %% [markdown] tags=["en"]
# Without moving anything: what patience does to the norm and to giving up, as it is.

# %%
from sim.views import sweep_picture

swept = sim.sweep(counter, {"world.patience": "15..75 min"}, measures=[level, f"role.{role}.abandoned_share"], steps=5, replications=REPLICATIONS)
sweep_picture.picture(counter, swept)

# %% [markdown] tags=["nl"]
# ## Wat dit zegt, en wat niet
#
# - Een smal interval is geen bewijs dat het model klopt. Het zegt alleen dat het toeval eruit is.
# - Een oordeel dat bij alle trekkingen blijft staan, hangt niet aan *deze* aannames. Wat er niet in het model zit, is niet getrokken.
# - Waar een oordeel aan één getal hangt: zoek dat getal uit voordat u beslist. Dat is vaak goedkoper dan de verandering zelf.
#   `sim sensitivity` zegt welk getal dat is, voor alle aannames tegelijk; dat duurt enkele minuten.

# %% [markdown] tags=["en"]
# ## What this says, and what it doesn't
#
# - A narrow interval is no proof that the model is right. It only says that chance is out of it.
# - A verdict that stands in all draws doesn't hang on *these* assumptions. What isn't in the model wasn't drawn.
# - Where a verdict hangs on one number: find that number out before you decide. It is often cheaper than the change itself.
#   `sim sensitivity` says which number that is, for all assumptions at once; that takes some minutes.
