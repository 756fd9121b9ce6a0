# ---
# jupyter:
#   book: {nl: 09_in_de_simpy_engine, en: 09_inside_the_simpy_engine, shown: true, quick: {REPLICATIONS: 2}}
# ---

# %% [markdown] tags=["nl"]
# # 09 In de SimPy-engine
#
# *Wat gebeurt er eigenlijk in zo'n simulatie?* Eerst een loket in twintig regels SimPy, dan hetzelfde loket als scenario, het leven van
# een klant als verhaal, en waarom twee engines precies hetzelfde geven.

# %% [markdown] tags=["en"]
# # 09 Inside the SimPy engine
#
# *What happens inside such a simulation?* First a desk in twenty lines of SimPy, then the same desk as a scenario, a customer's life as a
# story, and why two engines give exactly the same.

# %% tags=["parameters"]
RATE = 0.8  # klanten per minuut | customers per minute
HANDLING = 1.0  # minuten per klant, gemiddeld | minutes per customer, on average
DAYS = 3  # dagen van 24 uur | days of 24 hours
REPLICATIONS = 10

# %% [markdown] tags=["nl"]
# ## Een loket in SimPy
#
# Een *proces* is een functie die wacht (`yield`) op wat er in de tijd gebeurt. De klok springt van gebeurtenis naar gebeurtenis.

# %% [markdown] tags=["en"]
# ## A desk in SimPy
#
# A *process* is a function that waits (`yield`) for what happens in time. The clock jumps from event to event.

# %%
import random

import simpy


def customer(env, desk, waits, luck):
    came = env.now
    with desk.request() as turn:
        yield turn
        waits.append(env.now - came)
        yield env.timeout(luck.expovariate(1 / HANDLING))


def arrivals(env, desk, waits, luck):
    while True:
        yield env.timeout(luck.expovariate(RATE))
        env.process(customer(env, desk, waits, luck))


env, luck, waits = simpy.Environment(), random.Random(1), []
env.process(arrivals(env, simpy.Resource(env, capacity=1), waits, luck))
env.run(until=DAYS * 24 * 60)
mean = sum(waits) / len(waits)
say(
    f"{number(len(waits))} klanten, gemiddeld {number(mean, 2)} minuten gewacht. De formule voor zo'n rij (M/M/1) geeft "
    f"{number(sim.theory.mmc(RATE, 1 / HANDLING).wait, 2)} minuten; een run van {DAYS} dagen kan daar flink naast zitten.",
    f"{number(len(waits))} customers waited {number(mean, 2)} minutes on average. The formula for such a queue (M/M/1) gives "
    f"{number(sim.theory.mmc(RATE, 1 / HANDLING).wait, 2)} minutes; one run of {DAYS} days can be a good deal off.",
)

# %% [markdown] tags=["nl"]
# ## Hetzelfde loket als scenario
#
# Geen code, maar wat er is: behoeften, rollen, stappen. `engine="simpy"` draait het in SimPy.

# %% [markdown] tags=["en"]
# ## The same desk as a scenario
#
# No code, but what there is: needs, roles, steps. `engine="simpy"` runs it in SimPy.

# %%
desk = sim.scenario(f"""
title: {t("Eén loket", "One desk")}
language: {LANGUAGE}
world:
  needs:
    question: {{rate: {RATE} / min}}
designs:
  today:
    roles: {{desk: {{staff: 1}}}}
    steps:
      answer: {{role: desk, takes: exponential {HANDLING} min}}
run: {{length: {DAYS} days}}
""")
story = sim.run(desk, engine="simpy", replications=1, log=True)
story.log[["time", "what", "case", "role", "step", "waited", "handled"]].head(9)

# %% [markdown] tags=["nl"]
# Zo leest het logboek als het verhaal van een klant:

# %% [markdown] tags=["en"]
# This is how the log reads as the story of a customer:

# %%
WORDS = {
    "need arrived": ("komt met een vraag", "comes with a question"),
    "contact began": ("meldt zich", "reports"),
    "queued": ("sluit aan in de rij", "joins the queue"),
    "started": ("is aan de beurt", "is next"),
    "handled": ("is geholpen", "has been helped"),
    "resolved": ("gaat tevreden weg", "leaves, resolved"),
}
one = story.log[story.log["case"] == story.log.loc[story.log["waited"] > 0, "case"].iloc[0]]
lines = "\n".join(f"- {number(row.time, 2)} min: {t(*WORDS.get(row.what, (row.what, row.what)))}" for row in one.itertuples())
say(lines, lines)

# %% [markdown] tags=["nl"]
# ## Een leven in dertig regels
#
# Alles wat een zaak kan overkomen staat in één functie: contact, stap, rust, einde. Dit is de code die zojuist liep.

# %% [markdown] tags=["en"]
# ## A life in thirty lines
#
# All that can happen to a case stands in one function: contact, step, rest, end. This is the code that just ran.

# %%
import inspect

from sim.engines.story.story import life

print(inspect.getsource(life))

# %% [markdown] tags=["nl"]
# ## Twee engines, één antwoord
#
# De tweede engine is dezelfde stroom als één gecompileerde lus. Zij deelt met SimPy de regels, de trekkingen en de volgorde; de stroom is
# twee keer geschreven. Had de ene een fout die de andere niet heeft,
# dan zouden ze verschillen.

# %% [markdown] tags=["en"]
# ## Two engines, one answer
#
# The second engine is the same flow as one compiled loop. It shares the rules, the draws and the order with SimPy; the flow was written
# twice. If one of them had a
# mistake that the other hasn't, they would differ.

# %%
loop = sim.run(desk, replications=1, log=True)
same = loop.log.equals(story.log)
assert same and loop.measures["role.desk.wait"].values == story.measures["role.desk.wait"].values
say(
    f"{number(len(loop.log))} regels in beide logboeken, tot op het laatste bit gelijk.",
    f"{number(len(loop.log))} lines in both logs, equal to the last bit.",
)

# %% [markdown] tags=["nl"]
# ## Dezelfde klanten, een andere variant
#
# Een trekking hoort bij een plek in het verhaal (deze zaak, dit bezoek, dit doel) en niet bij het moment waarop zij valt. Zet er een
# tweede loket bij, en dezelfde klanten komen op dezelfde momenten met hetzelfde werk.

# %% [markdown] tags=["en"]
# ## The same customers, another design
#
# A draw belongs to a place in the story (this case, this visit, this purpose) and not to the moment at which it is made. Add a second
# desk, and the same customers come at the same moments with the same work.

# %%
two = sim.run(sim.what_if(desk, {"roles.desk.staff": 2}, name="two"), "two", replications=1, log=True)


def handled(result):
    """Per zaak: hoe lang zij wachtte en geholpen werd. | For each case: how long it waited and was handled."""
    return result.log[result.log["what"] == "handled"].set_index("case")[["waited", "handled"]].sort_index().head(5)


handled(story).add_suffix(" (1)").join(handled(two).add_suffix(" (2)")).round(2)

# %%
worth = sim.pairing(sim.what_if(desk, {"roles.desk.staff": 2}, name="two"), "today", "two", replications=max(REPLICATIONS, 3))["role.desk.utilisation"]
say(
    f"Daarom zijn verschillen zo snel zichtbaar: voor de bezettingsgraad waren er zonder paren ongeveer {number(worth)} keer zoveel herhalingen nodig.",
    f"That is why differences show so soon: for utilisation it would take some {number(worth)} times as many replications without pairs.",
)

# %% [markdown] tags=["nl"]
# ## Opgave
#
# Maak van het loket hierboven een loket met twee medewerkers die elk half zo snel werken. Wacht men korter of langer dan bij één snelle?
# En is men eerder klaar? De cel hieronder (ingeklapt) geeft het antwoord.

# %% [markdown] tags=["en"]
# ## Exercise
#
# Turn the desk above into one with two members of staff who each work half as fast. Do people wait longer or shorter than with one fast
# one? And are they finished earlier? The cell below (folded) has the answer.

# %% tags=["answer"]
slow = sim.what_if(desk, {"roles.desk.staff": 2, "steps.answer.takes": f"exponential {2 * HANDLING} min"}, name="slow")
both = sim.compare(slow, ["today", "slow"], replications=REPLICATIONS).measures
exact = {"today": sim.theory.mmc(RATE, 1 / HANDLING), "slow": sim.theory.mmc(RATE, 1 / (2 * HANDLING), 2)}
assert exact["slow"].wait < exact["today"].wait and exact["slow"].stay > exact["today"].stay
say(
    f"Korter wachten ({number(exact['slow'].wait, 2)} in plaats van {number(exact['today'].wait, 2)} min volgens de formule; het model: "
    f"{change(both['role.desk.wait'])}), maar later klaar ({number(exact['slow'].stay, 2)} in plaats van {number(exact['today'].stay, 2)} min): het werk "
    "zelf duurt twee keer zo lang.",
    f"A shorter wait ({number(exact['slow'].wait, 2)} rather than {number(exact['today'].wait, 2)} min by the formula; the model: "
    f"{change(both['role.desk.wait'])}), but finished later ({number(exact['slow'].stay, 2)} rather than {number(exact['today'].stay, 2)} min): the work "
    "itself takes twice as long.",
)
