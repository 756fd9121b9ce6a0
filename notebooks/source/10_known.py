# ---
# jupyter:
#   book: {nl: 10_wachtrijen_met_bekende_antwoorden, en: 10_queues_with_known_answers, shown: true, quick: {REPLICATIONS: 4, DAYS: 8}}
# ---

# %% [markdown] tags=["nl"]
# # 10 Wachtrijen met bekende antwoorden
#
# *Hoe weet u dat een simulatie klopt?* Van eenvoudige wachtrijen is het antwoord bekend. Dit notebook zet het model naast vijf formules,
# en laat zien wat drukte, spreiding en geduld met een rij doen.

# %% [markdown] tags=["en"]
# # 10 Queues with known answers
#
# *How do you know that a simulation is right?* For simple queues the answer is known. This notebook sets the model beside five formulas,
# and shows what load, variation and patience do to a queue.

# %% tags=["parameters"]
DAYS = 20  # dagen van 24 uur, per herhaling | days of 24 hours, per replication
REPLICATIONS = 20

# %% [markdown] tags=["nl"]
# Overal één minuut werk per klant, gemiddeld; dan is de aankomstsnelheid per minuut ook de belasting (in erlang).

# %% [markdown] tags=["en"]
# One minute of work per customer everywhere, on average; then arrivals per minute are also the load (in erlang).

# %%
def desk(rate, takes="exponential 1 min", staff=1, **step):
    """Een rij voor één rol. | A queue in front of one role."""
    return sim.scenario(
        {
            "title": t("Loket", "Desk"),
            "language": LANGUAGE,
            "world": {"needs": {"question": {"rate": f"{rate} / min"}}},
            "designs": {"today": {"roles": {"desk": {"staff": staff}}, "steps": {"answer": {"role": "desk", "takes": takes, **step}}}},
            "run": {"length": f"{1 + DAYS / (1 if staff == 1 else 4)} days", "warm_up": "1 day"},
        }
    )


def waited(scenario, measure="role.desk.wait"):
    """De wachttijd in minuten, met zijn interval. | The wait in minutes, with its interval."""
    return sim.run(scenario, replications=REPLICATIONS).measures[measure]


# %% [markdown] tags=["nl"]
# ## Vijf formules

# %% [markdown] tags=["en"]
# ## Five formulas

# %%
import pandas as pd

from sim import theory

CASES = {
    t("M/M/1: één loket, 80% bezet", "M/M/1: one desk, 80% busy"): (waited(desk(0.8)), theory.mmc(0.8, 1.0).wait),
    t("M/D/1: elk gesprek precies even lang", "M/D/1: every call exactly as long"): (waited(desk(0.8, "1 min")), theory.mg1_wait(0.8, 1.0, 0.0)),
    t("M/G/1: gesprekken lopen sterk uiteen (cv 1,5)", "M/G/1: calls differ a lot (cv 1.5)"): (
        waited(desk(0.8, "lognormal 1 min cv 1.5")),
        theory.mg1_wait(0.8, 1.0, 1.5**2),
    ),
    t("M/M/10: tien loketten, 80% bezet", "M/M/10: ten desks, 80% busy"): (waited(desk(8.0, staff=10)), theory.mmc(8.0, 1.0, 10).wait),
    t("M/M/10+M: men haakt na gemiddeld 2 min af", "M/M/10+M: people give up after 2 min on average"): (
        waited(desk(11.0, staff=10, patience="exponential 2 min")),
        theory.erlang_a(11.0, 1.0, 10, 0.5).wait,
    ),
}
inside = {name: found.interval[0] <= answer <= found.interval[1] for name, (found, answer) in CASES.items()}
pd.DataFrame(
    {
        name: [number(answer, 4), number(found.mean, 4), f"{number(found.interval[0], 4)} .. {number(found.interval[1], 4)}", t("ja", "yes") if inside[name] else t("nee", "no")]
        for name, (found, answer) in CASES.items()
    },
    index=t(["formule, min", "model, min", "95%-interval", "formule erin"], ["formula, min", "model, min", "95% interval", "formula inside"]),
).T

# %%
every = number(100 * (1 - 0.95 ** len(CASES)))
say(
    f"Elk interval heeft voor zich 95%. Stonden deze {len(CASES)} los van elkaar, dan lag er in ongeveer {every}% van zulke tabellen minstens één naast, ook "
    "als het model volmaakt is. Eén keer *nee* is dus geen bewijs van een fout; draai met een ander `seed`, of met meer dagen.",
    f"Each interval has 95% by itself. If these {len(CASES)} were independent, at least one would be off in some {every}% of such tables, even if the model is "
    "perfect. So one *no* is no proof of a mistake; run with another `seed`, or with more days.",
)

# %% [markdown] tags=["nl"]
# ## Drukte
#
# De rij groeit niet naar rato. De lijn is de formule, de stippen zijn het model.

# %% [markdown] tags=["en"]
# ## Load
#
# The queue doesn't grow in proportion. The line is the formula, the dots are the model.

# %%
from sim.views.plots import COLOURS, Picture

LOADS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
KINDS = {"M/M/1": ("exponential 1 min", 1.0), "M/D/1": ("1 min", 0.0)}
picture = Picture(figsize=(8, 3.6), layout="constrained")
axes = picture.subplots()
for colour, (name, (law, scv)) in zip(COLOURS, KINDS.items()):
    axes.plot(LOADS, [theory.mg1_wait(load, 1.0, scv) for load in LOADS], color=colour, label=name)
    axes.plot(LOADS, [waited(desk(load, law)).mean for load in LOADS], "o", color=colour)
axes.set_xlabel(t("bezettingsgraad", "utilisation"))
axes.set_ylabel(t("wachttijd, min", "waiting time, min"))
axes.xaxis.set_major_formatter(lambda load, _: f"{100 * load:.0f}%")
axes.spines[["top", "right"]].set_visible(False)
axes.legend(frameon=False)
picture

# %%
eight, nine = theory.mmc(0.8, 1.0).wait, theory.mmc(0.9, 1.0).wait
say(
    f"Van 80% naar 90% bezet gaat de wachttijd van {number(eight)} naar {number(nine)} minuten: {number(nine / eight, 2)} keer zo lang, met een achtste meer klanten. Wie "
    "altijd even lang werkt, houdt de helft van de rij over.",
    f"From 80% to 90% busy the wait goes from {number(eight)} to {number(nine)} minutes: {number(nine / eight, 2)} times as long, with an eighth more customers. Who "
    "always takes as long keeps half of the queue.",
)
assert abs(theory.mg1_wait(0.8, 1.0, 0.0) / eight - 0.5) < 1e-12

# %% [markdown] tags=["nl"]
# ## Schuiven
#
# Eén rij, met een bezetting en een vraag die u zelf zet.

# %% [markdown] tags=["en"]
# ## Sliders
#
# One queue, with staff and demand as you set them.

# %%
live = sim.live(desk(0.8))
live

# %% [markdown] tags=["nl"]
# ## Opgave
#
# Tien loketten zijn 80% bezet, en één loket ook. Hoeveel keer zo kort is de wachttijd bij tien? Schat eerst, en reken dan.

# %% [markdown] tags=["en"]
# ## Exercise
#
# Ten desks are 80% busy, and so is one. How many times shorter is the wait at ten? Guess first, then work it out.

# %% tags=["answer"]
ten = theory.mmc(8.0, 1.0, 10).wait
say(
    f"{number(eight / ten, 1)} keer: {number(eight)} minuten tegen {number(60 * ten)} seconden. Meer dan tien keer: de rij schuift tien keer zo "
    "snel op, en bij tien loketten is er ook nog vaker iemand vrij.",
    f"{number(eight / ten, 1)} times: {number(eight)} minutes against {number(60 * ten)} seconds. More than ten times: the queue moves up ten times as "
    "fast, and with ten desks somebody is free more often besides.",
)

# %% [markdown] tags=["nl"]
# ## Wat dit zegt, en wat niet
#
# - Dat het model een formule treft, zegt dat het *die* rij goed doet. `python -m sim.verification` doet het voor alle gevallen met een
#   bekend antwoord, ook netwerken, terugkeer en goodwill.
# - Een echte dienst heeft dagen die verschillen, roosters, terugbellers. Daar is geen formule voor; daarom is er een simulatie.

# %% [markdown] tags=["en"]
# ## What this says, and what it doesn't
#
# - That the model hits a formula says that it does *that* queue right. `python -m sim.verification` does so for all cases with a known
#   answer, networks, returns and goodwill included.
# - A real service has days that differ, rosters, people who call again. There is no formula for that; that is why there is a simulation.
