# ---
# jupyter:
#   book: {nl: 04_hoeveel_mensen, en: 04_how_many_people, quick: {REPLICATIONS: 3}}
# ---

# %% [markdown] tags=["nl"]
# # 04 Hoeveel mensen?
#
# *De norm is 80% binnen 30 seconden. Hoeveel telefonisten vraagt dat, en op welke uren?* Dit notebook zoekt het kleinste rooster dat de
# norm in elk blok van de dag haalt, zet de formule van Erlang ernaast, en zegt hoeveel meer vraag het rooster aankan.

# %% [markdown] tags=["en"]
# # 04 How many people?
#
# *The norm is 80% within 30 seconds. How many telephonists does that take, and at which hours?* This notebook looks for the smallest plan
# that meets the norm in each block of the day, sets Erlang's formula beside it, and says how much more demand the plan can bear.

# %% tags=["parameters"]
CALLS = 480  # telefoontjes per werkdag | calls per working day
CALL = 5.0  # minuten per gesprek, met nawerk | minutes per call, with its wrap-up
PATIENCE = 5.0  # minuten dat men gemiddeld wil wachten | minutes that people will wait on average
NORM = "80%/30 s"
PLAN = {"08:30-10:00": 6, "10:00-12:00": 6, "12:00-13:30": 4, "13:30-17:00": 5}  # telefonisten nu | telephonists as it is
BUSY = {"08:30-10:00": 6, "10:00-12:00": 8, "12:00-13:30": 5, "13:30-17:00": 6}  # hoe druk het is, naar verhouding | how busy it is, relatively
REPLICATIONS = 10

# %% [markdown] tags=["nl"]
# ## Zoals het nu is

# %% [markdown] tags=["en"]
# ## As it is

# %%
phone, today, call = t("telefonist", "telephonist"), t("nu", "today"), t("gesprek", "call")
week = {name: {f"mon-fri {hours}": many for hours, many in blocks.items()} for name, blocks in (("plan", PLAN), ("busy", BUSY))}
centre = sim.scenario(
    {
        "title": t("Telefoon", "Telephone"),
        "language": LANGUAGE,
        "currency": "EUR",
        "world": {
            "needs": {t("vraag", "question"): {"rate": f"{CALLS} / weekday", "profile": week["busy"], "dispersion": 2}},
            "patience": f"exponential {PATIENCE} min",
        },
        "designs": {
            today: {
                "title": t("Zoals nu", "As it is"),
                "roles": {phone: {"staff": week["plan"], "norm": "30 s", "cost": "38 / hour"}},
                "steps": {call: {"role": phone, "takes": f"exponential {CALL} min"}},
            }
        },
        "run": {"length": "10 weeks", "warm_up": "1 week", "replications": 20},
    }
)
result = sim.run(centre, replications=REPLICATIONS)
now = {name: result.measures[f"role.{phone}.{name}"] for name in ("service_level", "abandoned_share", "utilisation")}
say(
    f"**{value(now['service_level'])}** wordt binnen 30 seconden opgenomen; {value(now['abandoned_share'])} haakt af. De telefonisten zijn "
    f"{value(now['utilisation'])} van hun tijd in gesprek.",
    f"**{value(now['service_level'])}** are answered within 30 seconds; {value(now['abandoned_share'])} give up. Telephonists are on the "
    f"line {value(now['utilisation'])} of their time.",
)

# %% [markdown] tags=["nl"]
# ## Het kleinste rooster dat de norm haalt
#
# In elk blok zoveel mensen dat de norm gehaald wordt met 95% zekerheid, als het model en de getallen kloppen. De ruit is wat de formule
# van Erlang (met afhaken) voor dat blok alleen geeft.

# %% [markdown] tags=["en"]
# ## The smallest plan that meets the norm
#
# In each block so many people that the norm is met with a certainty of 95%, if the model and its numbers hold. The diamond is what Erlang's
# formula (with giving up) gives for that block alone.

# %%
from sim.views import staffing_picture

needed = sim.staffing(centre, norms={phone: NORM}, replications=REPLICATIONS)
staffing_picture.picture(centre, needed)

# %%
needed

# %% [markdown] tags=["nl"]
# ## Waarom niet gewoon naar rato?
#
# De laatste mensen doen het meeste: onder een zeker aantal loopt de rij op, erboven is zij bijna weg. De stippen zijn het model bij een
# gelijkmatige vraag, de lijn is de formule.

# %% [markdown] tags=["en"]
# ## Why not simply in proportion?
#
# The last people do the most: below a certain number the queue builds up, above it is nearly gone. The dots are the model with even demand,
# the line is the formula.

# %%
from sim.theory.staffing import service_level_a
from sim.views.plots import COLOURS, Picture

rate = CALLS / (8.5 * 60)
flat = sim.scenario(
    {
        "language": LANGUAGE,
        "title": t("Gelijkmatige vraag", "Even demand"),
        "world": {"needs": {"call": {"rate": f"{rate} / min"}}, "patience": f"exponential {PATIENCE} min"},
        "designs": {"flat": {"roles": {"desk": {"staff": 5, "norm": "30 s"}}, "steps": {"call": {"role": "desk", "takes": f"exponential {CALL} min"}}}},
        "run": {"length": "8 days", "warm_up": "1 day"},
    }
)
people = range(2, 10)
simulated = {n: sim.run(sim.what_if(flat, {"roles.desk.staff": n}), "what_if", replications=4).measures["role.desk.service_level"].mean for n in people}
formula = {n: service_level_a(rate, 1 / CALL, n, 1 / PATIENCE, 0.5) for n in people}
picture = Picture(figsize=(8, 3.4), layout="constrained")
axes = picture.subplots()
axes.plot(people, [100 * formula[n] for n in people], color=COLOURS[1], label="Erlang A")
axes.plot(people, [100 * simulated[n] for n in people], "o", color=COLOURS[0], label="model")
axes.axhline(80, color="grey", linewidth=0.8, linestyle=":")
axes.set_xlabel(t("telefonisten", "telephonists"))
axes.set_ylabel(t("% opgenomen binnen 30 s", "% answered within 30 s"))
axes.spines[["top", "right"]].set_visible(False)
axes.legend(frameon=False)
picture

# %% [markdown] tags=["nl"]
# ## Hoeveel groei kan het aan?

# %% [markdown] tags=["en"]
# ## How much growth can it bear?

# %%
staffed = sim.what_if(centre, {f"roles.{phone}.staff": {f"mon-fri {hours}": 2 + many for hours, many in PLAN.items()}}, name=t("twee_erbij", "two_more"))
room = sim.headroom(staffed, t("twee_erbij", "two_more"), replications=REPLICATIONS)
room

# %% [markdown] tags=["nl"]
# Hierboven staat hoeveel keer de vraag van nu een rooster met overal twee mensen meer aankan, tot de norm in de hele week op 80% staat.
#
# ## Schuiven

# %% [markdown] tags=["en"]
# Above stands how many times today's demand a plan with two more people everywhere can bear, until the norm is down to 80% over the week.
#
# ## Sliders

# %%
live = sim.live(centre)
live

# %% [markdown] tags=["nl"]
# ## Wat dit zegt, en wat niet
#
# - Het zijn mensen *aan de lijn*. Pauzes, ziekte, overleg en opleiding komen erbovenop.
# - Erlang rekent elk blok apart en weet niets van wie in het vorige blok nog in de rij stond, en niets van drukke en rustige dagen. Waar
#   de formule opgaat, vindt het model hetzelfde aantal of één meer.
# - Een norm in elk blok is strenger dan een norm over de week. Vraag welke van de twee is afgesproken.
# - Minder telefoontjes (berichten over de stand, in één keer goed) kan goedkoper zijn dan meer mensen: zie
#   [05](05_welke_veranderingen.ipynb).

# %% [markdown] tags=["en"]
# ## What this says, and what it doesn't
#
# - These are people *on the line*. Breaks, illness, meetings and training come on top.
# - Erlang takes each block by itself and knows nothing of who was still in the queue in the block before, nor of busy and quiet days. Where
#   the formula holds, the model finds the same number, or one more.
# - A norm in each block is stricter than a norm over the week. Ask which of the two was agreed.
# - Fewer calls (messages about the state of a case, right first time) can be cheaper than more people: see [05](05_which_changes.ipynb).
