# ---
# jupyter:
#   book: {nl: 01_uw_proces, en: 01_your_process, quick: {REPLICATIONS: 3}}
# ---

# %% [markdown] tags=["nl"]
# # 01 Uw proces zoals het is
#
# *Waar blijft een aanvraag liggen?* Dit notebook tekent hoe zaken door een vergunningenproces lopen, zegt waar de tijd heen gaat, en
# zet naast elkaar wat de bestuurder ziet en wat de aanvrager meemaakt.

# %% [markdown] tags=["en"]
# # 01 Your process as it is
#
# *Where do applications lie?* This notebook draws how cases go through a permit process, says where the time goes, and sets side by
# side what the director sees and what the applicant lives through.

# %% tags=["parameters"]
CASES = 9  # aanvragen per werkdag | applications per working day
STAFF = 5  # behandelaars | case handlers
WORK = "4 h"  # beoordelen kost gemiddeld | assessing one takes on average
COMPLETE = "60%"  # welk deel meteen volledig is | what share is complete at once
SUPPLEMENT = "10 days"  # zo lang doet een aanvrager over aanvullen | so long does an applicant take to complete it
REPLICATIONS = 10

# %% [markdown] tags=["nl"]
# ## Hoe zaken lopen
#
# De breedte van een lint is het aantal keren dat een zaak er langskomt. Oranje is werk dat niet had hoeven komen: herstel en faalvraag.

# %% [markdown] tags=["en"]
# ## How cases go
#
# A ribbon is as wide as the number of times that a case goes there. Orange is work that need not have come: rework and failure demand.

# %%
from sim.views import flow

given = {"cases": CASES, "staff": STAFF, "work": WORK, "complete": COMPLETE, "supplement": SUPPLEMENT}
permits = sim.new("permits", given, language=LANGUAGE)
kind, desk, handler = t("aanvraag", "application"), t("loket", "intake_desk"), t("behandelaar", "handler")
assess, supplement = t("beoordelen", "assess"), t("aanvullen", "supplement")
paths = sim.paths(permits, replications=REPLICATIONS)
flow.picture(permits, paths.taken)

# %% [markdown] tags=["nl"]
# ## Waar de tijd heen gaat
#
# Van elke aanvraag die werd afgerond is in het logboek nagegaan waar zij wanneer was. (Wie in de laatste tien weken kwam telt niet mee:
# van hen zijn de langste nog niet klaar.)

# %% [markdown] tags=["en"]
# ## Where the time goes
#
# For each application that was finished the log tells where it was, and when. (Those of the last ten weeks are left out: the longest of
# them aren't finished yet.)

# %%
import pandas as pd
from matplotlib.ticker import MaxNLocator
from sim.views.plots import COLOURS, Picture

result = sim.run(permits, replications=REPLICATIONS, log=True)
log = result.log[result.log["kind"] == kind].set_index(["replication", "case"])
at = {what: log[log["what"] == what]["time"] for what in ("need arrived", "resolved")}
among = at["need arrived"].between(permits.run.warm_up, permits.run.length - 10 * 7 * 1440)
whole = (at["resolved"] - at["need arrived"])[among].dropna()


def sum_of(rows, column):
    """De som per afgeronde aanvraag. | The sum for each finished application."""
    return rows.groupby(level=[0, 1])[column].sum().reindex(whole.index, fill_value=0.0)


done = log[log["what"] == "handled"]
came, went = log[(log["what"] == "queued") & (log["step"] == assess)], done[done["next"] == supplement]
away = (came["time"].groupby(level=[0, 1]).min() - went["time"].groupby(level=[0, 1]).min()).reindex(whole.index).fillna(0.0)
worked = t("in behandeling", "being worked on")
days = pd.DataFrame(
    {
        t("wacht op het loket", "waits for the intake desk"): sum_of(done[done["role"] == desk], "waited"),
        t("bij de aanvrager", "with the applicant"): away,
        t("wacht op een behandelaar", "waits for a handler"): sum_of(done[done["role"] == handler], "waited"),
        worked: sum_of(done[done["role"].isin([desk, handler])], "handled"),
    }
) / 1440
days[t("ligt 's nachts, in het weekend\nof tot een fout blijkt", "lies at night, at weekends,\nor until a mistake shows")] = whole / 1440 - days.sum(axis=1)
means = days.mean().sort_values()
picture = Picture(figsize=(9, 2.8), layout="constrained")
axes = picture.subplots()
axes.barh(means.index, means, color=COLOURS[0])
axes.spines[["top", "right"]].set_visible(False)
axes.xaxis.set_major_locator(MaxNLocator(integer=True))
axes.set_xlabel(t("dagen per aanvraag, gemiddeld", "days per application, mean"))
for place, mean in enumerate(means):
    axes.annotate(f" {number(mean, 1)}", (mean, place), va="center")
picture

# %%
norm = result.measures[f"kind.{kind}.within_norm"]
most = means.index[-1].replace("\n", " ")
say(
    f"Een aanvraag duurt gemiddeld **{number(whole.mean() / 1440, 1)} dagen**, waarvan {number(means.iloc[-1], 1)}: *{most}*. Er wordt "
    f"{number(24 * means[worked], 1)} uur aan gewerkt. {value(norm)} is binnen de norm van 56 dagen afgerond; één op de tien "
    f"duurt langer dan {value(result.measures['lead_time_p90'])}.",
    f"An application takes **{number(whole.mean() / 1440, 1)} days** on average, of which {number(means.iloc[-1], 1)}: *{most}*. It is worked on "
    f"for {number(24 * means[worked], 1)} hours. {value(norm)} are finished within the norm of 56 days; one in ten takes "
    f"longer than {value(result.measures['lead_time_p90'])}.",
)

# %% [markdown] tags=["nl"]
# ## Twee spiegels
#
# Links wat een bestuurder op het dashboard ziet, rechts wat de aanvrager meemaakt, van dezelfde weken.

# %% [markdown] tags=["en"]
# ## Two mirrors
#
# On the left what a director sees on a dashboard, on the right what applicants live through, in the same weeks.

# %%
from sim.views import mirrors_picture

mirrors_picture.picture(permits, sim.mirrors(permits, replications=REPLICATIONS))

# %% [markdown] tags=["nl"]
# ## Schuiven

# %% [markdown] tags=["en"]
# ## Sliders

# %%
live = sim.live(permits)
live

# %% [markdown] tags=["nl"]
# Zonder te schuiven: wat als er meer aanvragen meteen volledig waren?

# %% [markdown] tags=["en"]
# Without moving anything: what if more applications were complete at once?

# %%
from sim.views import sweep_picture

swept = sim.sweep(
    permits, {f"steps.intake.then.{assess}": ["40%", "55%", "70%", "85%"]}, measures=["lead_time", f"role.{handler}.wait"], replications=REPLICATIONS
)
sweep_picture.picture(permits, swept)

# %% [markdown] tags=["nl"]
# ## Wat dit zegt, en wat niet
#
# - Aan een aanvraag wordt uren gewerkt, en zij duurt dagen. Wie de doorlooptijd wil bekorten, kijkt dus eerst waar zaken liggen, en pas
#   daarna hoe snel er gewerkt wordt.
# - Een groen dashboard en een ontevreden aanvrager gaan samen: de norm meet of het op tijd is, niet hoe het was.
# - De cijfers voor beleving rusten op aannames die niemand voor úw aanvragers gemeten heeft. Lees er verschillen in, geen niveaus.
#
# **Verder:** [02 Varianten naast elkaar](02_varianten.ipynb).

# %% [markdown] tags=["en"]
# ## What this says, and what it doesn't
#
# - An application is worked on for hours, and takes days. So if lead times are to be shorter, look first where cases lie, and only then
#   how fast people work.
# - A green dashboard and a dissatisfied applicant go together: the norm measures whether it is in time, not how it was.
# - The marks for experience rest on assumptions that nobody has measured for *your* applicants. Read differences in them, not levels.
#
# **Further:** [02 Variants side by side](02_variants.ipynb).
