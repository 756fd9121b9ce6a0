# ---
# jupyter:
#   book: {nl: 02_varianten, en: 02_variants, quick: {REPLICATIONS: 3}}
# ---

# %% [markdown] tags=["nl"]
# # 02 Varianten naast elkaar: iedereen alles, of ieder zijn vak?
#
# *Zes telefonisten die alles beantwoorden, of twee teams van drie die elk hun onderwerp kennen?* Dit notebook schrijft beide varianten
# op, legt dezelfde beller aan beide voor, en zoekt hoeveel beter een specialist moet zijn om de gesplitste wachtrij goed te maken.

# %% [markdown] tags=["en"]
# # 02 Variants side by side: everybody everything, or each their own?
#
# *Six telephonists who answer everything, or two teams of three that know their subject?* This notebook writes down both variants, puts
# the same callers to both, and looks for how much better a specialist has to be to make up for the queue that is split.

# %% tags=["parameters"]
CALLS = 240  # telefoontjes per werkdag over elk van beide onderwerpen | calls per working day about each of the two subjects
TEAM = 3  # telefonisten per team; samen twee keer zoveel | telephonists in a team; together twice as many
CALL = 5.0  # minuten per gesprek van wie alles doet | minutes per call of who does everything
FASTER = 10  # procent dat een specialist korter belt | per cent by which calls of a specialist are shorter
REPLICATIONS = 20

# %% [markdown] tags=["nl"]
# ## Opschrijven
#
# Een scenario is een tekst. De tweede variant zegt alleen waarin zij van de eerste verschilt.

# %% [markdown] tags=["en"]
# ## Writing it down
#
# A scenario is a text. The second variant only says where it differs from the first.

# %% tags=["show"]
civil, tax, phone = t("burgerzaken", "civil"), t("belastingen", "tax"), t("telefonist", "telephonist")
together, teams = t("allen", "everybody"), "teams"
short = CALL * (1 - FASTER / 100)
text = f"""
title: {t("Telefoon", "Telephone")}
language: {LANGUAGE}
currency: EUR
world:
  needs:
    {civil}: {{rate: {CALLS} / weekday, profile: {{"mon-fri 08:30-17:00": 1}}, norm: 2 days, starts: {civil}}}
    {tax}: {{rate: {CALLS} / weekday, profile: {{"mon-fri 08:30-17:00": 1}}, norm: 2 days, starts: {tax}}}
  patience: exponential 5 min
  failure_demand: {{probability: 0.5, after: 2 days}}
  mind: {{leaving: off}}
designs:
  {together}:
    title: {t("Iedereen alles", "Everybody everything")}
    roles:
      {phone}: {{staff: {{"mon-fri 08:30-17:00": {2 * TEAM}}}, norm: 30 s, cost: 38 / hour}}
    steps:
      {civil}: {{role: {phone}, takes: lognormal {CALL} min cv 0.8, then: {{resolved: 0.88, unresolved: 0.12}}}}
      {tax}: {{role: {phone}, takes: lognormal {CALL} min cv 0.8, then: {{resolved: 0.88, unresolved: 0.12}}}}
  {teams}:
    extends: {together}
    title: {t("Twee teams", "Two teams")}
    roles:
      {phone}: none
      team_{civil}: {{staff: {{"mon-fri 08:30-17:00": {TEAM}}}, norm: 30 s, cost: 38 / hour}}
      team_{tax}: {{staff: {{"mon-fri 08:30-17:00": {TEAM}}}, norm: 30 s, cost: 38 / hour}}
    steps:
      {civil}: {{role: team_{civil}, takes: lognormal {short} min cv 0.8, then: {{resolved: 0.93, unresolved: 0.07}}}}
      {tax}: {{role: team_{tax}, takes: lognormal {short} min cv 0.8, then: {{resolved: 0.93, unresolved: 0.07}}}}
run: {{length: 12 weeks, warm_up: 2 weeks, replications: 20}}
"""
telephone = sim.scenario(text)
print("\n".join(sim.diff(telephone, together, teams)))

# %% [markdown] tags=["nl"]
# ## Vergelijken
#
# Dezelfde bellers, op dezelfde momenten, met hetzelfde geduld, in beide varianten. De stip is het verschil, de balk het interval; grijs
# is niet van nul te onderscheiden.

# %% [markdown] tags=["en"]
# ## Comparing
#
# The same callers, at the same moments, with the same patience, in both variants. The dot is the difference, the bar its interval; grey
# can't be told from nought.

# %%
OUTCOMES = ["segment.all.wait", "segment.all.wait_p90", "lost_of_came", "failure_demand_share", "resistance", "goodwill"]
found = sim.compare(telephone, [together, teams], shown=OUTCOMES, replications=REPLICATIONS)
sim.plots.paired_difference(found)

# %%
sim.plots.waiting(*found.results.values())

# %%
waits = {name: found.results[name].measures["segment.all.wait"] for name in (together, teams)}
failure = found.measures["failure_demand_share"]
say(
    f"Met zijn allen wacht een beller gemiddeld **{value(waits[together])}**, in twee teams **{value(waits[teams])}**, terwijl een gesprek er "
    f"{FASTER}% korter duurt. Faalvraag (wie terugbelt omdat het niet goed was): {change(failure)}.",
    f"With everybody together a caller waits **{value(waits[together])}** on average, with two teams **{value(waits[teams])}**, though calls are "
    f"{FASTER}% shorter there. Failure demand (who calls again as it wasn't right): {change(failure)}.",
)

# %% [markdown] tags=["nl"]
# ## Een dag om naar te kijken
#
# Dezelfde dag, dezelfde bellers, twee varianten onder één klok. Druk op de knop, of sleep de tijd. (Een website die geen scripts toont, laat
# hier niets zien.)

# %% [markdown] tags=["en"]
# ## A day to look at
#
# The same day, the same callers, two variants under one clock. Press the button, or drag the time. (A website that shows no scripts shows
# nothing here.)

# %%
sim.day(telephone, [together, teams])

# %% [markdown] tags=["nl"]
# Wie alles kan, staat nooit stil terwijl een beller op "een ander" wacht. Dat heet *poolen*: evenveel mensen, evenveel werk, één rij.
#
# ## Hoeveel sneller moet een specialist zijn?

# %% [markdown] tags=["en"]
# Who can do everything never stands idle while a caller waits for "somebody else". That is called *pooling*: as many people, as much
# work, one queue.
#
# ## How much faster has a specialist to be?

# %%
from sim.views.plots import COLOURS, Picture

TRIED = (0, 10, 20, 30, 40)
lines = {}
for faster in TRIED:
    law = f"lognormal {CALL * (1 - faster / 100)} min cv 0.8"
    tried = sim.what_if(telephone, {f"steps.{civil}.takes": law, f"steps.{tax}.takes": law}, design=teams)
    lines[faster] = sim.run(tried, "what_if", replications=REPLICATIONS).measures["segment.all.wait"]
picture = Picture(figsize=(9, 3.4), layout="constrained")
axes = picture.subplots()
ends = [line.interval for line in lines.values()]
axes.fill_between(TRIED, [low for low, _ in ends], [high for _, high in ends], color=COLOURS[1], alpha=0.3)
axes.plot(TRIED, [line.mean for line in lines.values()], "o-", color=COLOURS[1], label=telephone.designs[teams].title)
axes.axhline(waits[together].mean, color=COLOURS[0], linestyle="--", label=telephone.designs[together].title)
axes.set_xlabel(t("zoveel procent korter duurt het gesprek van een specialist", "per cent by which the call of a specialist is shorter"))
axes.set_ylabel(t("wachttijd, min", "waiting time, min"))
axes.set_ylim(0)
axes.yaxis.set_major_formatter(lambda minutes, _: number(minutes, 1))
axes.set_title(t("band: 95%-interval, als het model en de getallen kloppen", "band: 95% interval, if the model and its numbers hold"), fontsize=9, loc="left")
axes.spines[["top", "right"]].set_visible(False)
axes.legend(frameon=False)
picture

# %%
enough = next((faster for faster, line in lines.items() if line.mean <= waits[together].mean), None)
say(
    f"Van de geprobeerde waarden wachten bellers in teams pas bij **{enough}%** kortere gesprekken niet langer dan bij wie alles doet."
    if enough is not None
    else f"Tot en met {TRIED[-1]}% kortere gesprekken wachten bellers in teams langer dan bij wie alles doet.",
    f"Of the values tried, only with calls that are **{enough}%** shorter do callers wait no longer in teams than with everybody together."
    if enough is not None
    else f"Up to {TRIED[-1]}% shorter, callers in teams wait longer than with everybody together.",
)

# %% [markdown] tags=["nl"]
# ## Schuiven
#
# *B* is hier de variant met twee teams.

# %% [markdown] tags=["en"]
# ## Sliders
#
# *B* is the variant with two teams here.

# %%
live = sim.live(telephone)
live.choose(teams)
live

# %% [markdown] tags=["nl"]
# ## Wat dit zegt, en wat niet
#
# - Splitsen kost wachttijd, en alleen wie flink sneller werkt wint die terug. Hoe kleiner de teams, hoe meer het kost: probeer
#   `TEAM = 6` met twee keer zoveel telefoontjes.
# - Specialisten helpen op iets anders dan de wachtrij: wie meteen goed geholpen is, belt niet nog eens. Wat zwaarder weegt, een halve
#   minuut in de rij of een tweede gesprek, is aan de opdrachtgever; *weerstand* telt de moeite van beide kanten bij elkaar op.
# - Dat een specialist sneller en beter is, is hier een aanname. Meet het bij een paar mensen voordat u de organisatie omgooit.
#
# **Verder:** [00 Begin hier](00_begin_hier.ipynb) heeft de lijst van alle notebooks.

# %% [markdown] tags=["en"]
# ## What this says, and what it doesn't
#
# - Splitting costs waiting, and only who works a good deal faster wins that back. The smaller the teams, the more it costs: try
#   `TEAM = 6` with twice as many calls.
# - Specialists help elsewhere than in the queue: who is helped well at once doesn't call again. Which weighs more, half a minute in
#   the queue or a second call, is for the client to say; *resistance* adds up the effort of both sides.
# - That a specialist is faster and better is an assumption here. Measure it with a few people before you turn the organisation over.
#
# **Further:** [00 Start here](00_start_here.ipynb) has the list of all notebooks.
