# ---
# jupyter:
#   book: {nl: 05_welke_veranderingen, en: 05_which_changes, quick: {REPLICATIONS: 4, PAIRS: 2}}
# ---

# %% [markdown] tags=["nl"]
# # 05 Welke veranderingen doen ertoe?
#
# *Er liggen vier voorstellen op tafel, achter elk staat iemand, en er is geld voor één.* Dit notebook oordeelt over alle vier: relevant,
# hobby, schadelijk of onbeslist, en waarom.

# %% [markdown] tags=["en"]
# # 05 Which changes matter?
#
# *Four proposals are on the table, each has somebody behind it, and there is money for one.* This notebook gives a verdict on all four:
# relevant, hobby, harmful or undecided, and why.

# %% tags=["parameters"]
CALLS = 480  # telefoontjes per werkdag | calls per working day
STAFF = 6  # telefonisten | telephonists
TALK = "5 min"  # gesprek met nawerk, gemiddeld | call with its wrap-up, on average
REPLICATIONS = 20
PAIRS = 4  # paren waarover verklaard wordt | pairs that are explained

# %% [markdown] tags=["nl"]
# ## De voorstellen
#
# Twee komen uit het sjabloon van een klantcontactcentrum. De andere twee schrijven we erbij, met wat ze doen en wat ze kosten.

# %% [markdown] tags=["en"]
# ## The proposals
#
# Two come from the template of a contact centre. The other two we add, with what they do and what they cost.

# %% tags=["show"]
phone, call, back = t("telefonist", "telephonist"), t("gesprek", "call"), t("terugbellen", "call_back")
today, shorter, greeting = t("nu", "today"), t("gesprek_korter", "shorter_calls"), t("nieuwe_begroeting", "new_greeting")
added = f"""
  {shorter}:
    design: {today}
    title: {t("Gesprekken een halve minuut korter", "Calls half a minute shorter")}
    why: {t("wie aan de lijn is, houdt de volgende op", "who is on the line keeps the next one waiting")}
    cost: 10_000 / year
    set:
      steps.{call}.takes: lognormal 4.5 min cv 0.8
      steps.{call}.right_first_time: 0.85
      steps.{call}.then: {{resolved: 0.65, {back}: 0.35}}
  {greeting}:
    design: {today}
    title: {t("Een nieuwe begroeting", "A new greeting")}
    why: {t("het klinkt als een overheid", "it sounds like a government")}
    cost: 8_000 / year
    set: {{}}
"""

# %%
import pandas as pd

given = {"calls": CALLS, "staff": STAFF, "talk": TALK}
text = sim.new("kcc", given, language=LANGUAGE).to_yaml()
centre = sim.scenario(text.replace("\nchanges:\n", "\nchanges:" + added))
pd.DataFrame(
    {change.title: [change.why, money(change.cost) if change.cost else t("uit de bezetting", "from the staff")] for change in centre.changes.values()},
    index=t(["gedachte", "kosten per jaar"], ["thought", "costs a year"]),
).T

# %% [markdown] tags=["nl"]
# ## Eerst zeggen wat ertoe doet
#
# Met genoeg herhalingen is elk verschil "significant". Daarom staan de drempels vast voordat er iets gedraaid is: het kleinste verschil
# dat ertoe doet, en wat niet slechter mag worden. Bespreek deze getallen met de opdrachtgever, en laat hem ze kiezen.

# %% [markdown] tags=["en"]
# ## First say what matters
#
# With enough replications any difference is "significant". So the thresholds are fixed before anything was run: the smallest difference
# that matters, and what may not get worse. Talk about these numbers with the client, and let the client choose them.

# %%
found = sim.judge(centre, replications=REPLICATIONS)
from sim.views import judgement

judgement.picture(centre, found)

# %%
from sim.views import verdict_words

each = "\n".join(f"- {sentence}" for sentence in verdict_words.summary(centre, found))
say(
    f"{each}\n\nMet 95% is geen van deze {len(found.items)} oordelen onjuist, als het model en de getallen kloppen.",
    f"{each}\n\nWith 95% none of these {len(found.items)} verdicts is false, if the model and its numbers hold.",
)

# %% [markdown] tags=["nl"]
# Lees de figuur van links naar rechts. De grijze band is te klein om ertoe te doen. Een driehoek is een verandering die in iets verder
# komt dan de band en nergens schaadt, een kruis is schade, een ring blijft overal in de band.
#
# ## Waarom?
#
# Het verschil valt uiteen in delen die er samen precies op uitkomen.

# %% [markdown] tags=["en"]
# Read the picture from left to right. The grey band is too small to matter. A triangle is a change that goes beyond the band in something
# and does no harm, a cross is harm, a ring stays within the band everywhere.
#
# ## Why?
#
# The difference falls apart into parts that add up to it exactly.

# %%
from sim.views import reasons_picture

why = sim.why(centre, found, most=PAIRS)
sentences = "\n".join(f"- {one.sentence}" for one in why.values())
say(*[sentences or t("Er is geen verschil dat een verklaring vraagt.", "There is no difference that asks for an explanation.")] * 2)

# %% [markdown] tags=["nl"]
# ## Schuiven
#
# Kies in de lijst een verandering als *B*, en vraag daaronder om het oordeel.

# %% [markdown] tags=["en"]
# ## Sliders
#
# Choose a change as *B* in the list, and ask for the verdict below.

# %%
live = sim.live(centre)
live

# %% [markdown] tags=["nl"]
# Zonder te schuiven: wat de servicenorm doet bij meer of minder telefonisten, met het oordeel erbij.

# %% [markdown] tags=["en"]
# Without moving anything: what the service level does with more or fewer telephonists, with its verdict.

# %%
from sim.views import sweep_picture

places = list(range(STAFF - 1, STAFF + 3))
swept = sim.sweep(centre, {f"roles.{phone}.staff": places}, measures=[f"role.{phone}.service_level"], replications=REPLICATIONS)
sweep_picture.picture(centre, swept)

# %% [markdown] tags=["nl"]
# ## Wat dit zegt, en wat niet
#
# - Een *hobby* is niet dom. Het zegt dat een klant er niets van merkt; wie er iets anders mee wil, moet dat zeggen.
# - Een verandering die de norm haalt, kan elders schaden. Kijk dus ook naar de andere kolommen, en naar wie er terug moet bellen.
# - Wat een voorstel doet (een halve minuut, zoveel fouten meer) is een aanname. [06](06_hoe_zeker.ipynb) laat zien of een oordeel
#   standhoudt als zo'n aanname niet klopt.

# %% [markdown] tags=["en"]
# ## What this says, and what it doesn't
#
# - A *hobby* isn't stupid. It says that no customer notices; who wants something else of it has to say so.
# - A change that meets the norm can do harm elsewhere. So look at the other columns too, and at who has to call again.
# - What a proposal does (half a minute, so many more mistakes) is an assumption. [06](06_how_sure.ipynb) shows whether a verdict stands
#   if such an assumption is off.
