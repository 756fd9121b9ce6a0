# ---
# jupyter:
#   book: {nl: 00_begin_hier, en: 00_start_here, quick: {REPLICATIONS: 4}}
# ---

# %% [markdown] tags=["nl"]
# # 00 Begin hier: een balie, en twee plannen
#
# *Mensen wachten te lang aan de balie. Eén medewerker erbij, of vooraf vertellen wat ze mee moeten nemen?* Een opdrachtgever met deze
# vraag zit volgende week tegenover u. Dit notebook laat zien hoe u met zes getallen van de opdrachtgever tot een antwoord komt, en
# wat dat antwoord niet zegt.
#
# Draai alles met *Run, Run All Cells*. De code is ingeklapt: klik op de streep links van een cel om haar te zien.

# %% [markdown] tags=["en"]
# # 00 Start here: a counter, and two plans
#
# *People wait too long at the counter. One more member of staff, or say beforehand what to bring?* Next week a client with this
# question sits in front of you. This notebook shows how six figures of the client lead to an answer, and what that answer does
# not say.
#
# Run everything with *Run, Run All Cells*. The code is folded away: click the bar to the left of a cell to see it.

# %% tags=["parameters"]
VISITORS = 150  # bezoekers per werkdag | visitors per working day
STAFF = 4  # medewerkers aan de balie | staff at the counter
NORM = "10 min"  # binnen zoveel tijd moet iemand aan de beurt zijn | within this time people should be helped
VISIT = "10 min"  # hoe lang een bezoek gemiddeld duurt | how long helping one takes on average
SOLVED = "85%"  # welk deel in één bezoek klaar is | what share is finished in one visit
WAGE = 38  # euro per uur | euros per hour
REPLICATIONS = 20  # zo vaak wordt elk ontwerp herhaald | so often each design is repeated

# %% [markdown] tags=["nl"]
# ## Wat we weten, en wat we aannemen

# %% [markdown] tags=["en"]
# ## What we know, and what we assume

# %%
given = {"visitors": VISITORS, "staff": STAFF, "norm": NORM, "visit": VISIT, "solved": SOLVED, "wage": WAGE}
counter = sim.new("counter", given, language=LANGUAGE)
role, today = t("balie", "counter"), t("nu", "today")
more, prepared = t("een_erbij", "one_more"), t("goed_voorbereid", "well_prepared")
assumed = sum(note.assumption for note in counter.notes)
say(
    f"Uw {len(given)} getallen staan in het scenario als opgave van de opdrachtgever. Daarnaast staan er {assumed} aannames in, elk als "
    "aanname gemerkt: geduld, hoe de dagen verschillen, fouten, en wat de plannen kosten en doen.",
    f"Your {len(given)} figures stand in the scenario as said by the client. Besides, it has {assumed} assumptions, each marked as one: "
    "patience, how days differ, mistakes, and what the plans cost and do.",
)

# %% [markdown] tags=["nl"]
# ## Zoals het nu is

# %% [markdown] tags=["en"]
# ## As it is

# %%
result = sim.run(counter, today, replications=REPLICATIONS)
now = result.measures
say(
    f"**{value(now[f'role.{role}.service_level'])}** van de bezoekers is binnen {NORM} aan de beurt; gemiddeld wacht men "
    f"{value(now[f'role.{role}.wait'])}, en één op de tien langer dan {value(now[f'role.{role}.wait_p90'])}. "
    f"**{value(now['lost_of_came'])}** van wie er met een vraag kwam gaat uiteindelijk zonder antwoord weg. De medewerkers zijn "
    f"{value(now[f'role.{role}.utilisation'])} van hun tijd bezig.",
    f"**{value(now[f'role.{role}.service_level'])}** of visitors are helped within {NORM}; the mean wait is "
    f"{value(now[f'role.{role}.wait'])}, and one in ten waits longer than {value(now[f'role.{role}.wait_p90'])}. "
    f"**{value(now['lost_of_came'])}** of those who came with a need leave without an answer in the end. Staff are busy "
    f"{value(now[f'role.{role}.utilisation'])} of their time.",
)

# %% [markdown] tags=["nl"]
# ## Twee plannen
#
# In elke herhaling komen in alle drie de varianten dezelfde mensen, op dezelfde momenten, met hetzelfde geduld en hetzelfde geluk. Een
# verschil komt dus van het plan, en niet van wie er toevallig binnenliep. *Relevant* is een plan dat iets beter maakt dan de drempel die
# vooraf is afgesproken, zonder elders te schaden; een *hobby* blijft in alles onder die drempel.

# %% [markdown] tags=["en"]
# ## Two plans
#
# In each replication the same people come to all three variants, at the same moments, with the same patience and the same luck. So a
# difference is due to the plan, and not to who happened to walk in. A plan is *relevant* if it makes something better by more than the
# threshold that was agreed beforehand, and does no harm elsewhere; a *hobby* stays below that threshold in everything.

# %%
from sim.views import judgement

found = sim.judge(counter, replications=REPLICATIONS)
judgement.picture(counter, found)

# %%
from sim.views import verdict_words

pairs = sim.compare(counter, [today, more, prepared], replications=REPLICATIONS).pairs


def plan(name):
    """Eén zin over een plan. | One sentence about a plan."""
    title, verdict = counter.changes[name].title, verdict_words.name(found.items[name].verdict, counter)
    norm, lost = (change(pairs[name][key]) for key in (f"role.{role}.service_level", "lost_of_came"))
    cost = money(found.items[name].money.mean)
    return t(
        f"- **{title}** is {verdict}: binnen {NORM} aan de beurt {norm}, zonder antwoord weg {lost}, voor {cost} per jaar.",
        f"- **{title}** is {verdict}: helped within {NORM} {norm}, left without an answer {lost}, for {cost} a year.",
    )


each = "\n".join(plan(name) for name in (more, prepared))
say(
    f"{each}\n\nTussen haakjes het 95%-interval, als het model en de getallen kloppen.",
    f"{each}\n\nIn brackets the 95% interval, if the model and its numbers hold.",
)

# %% [markdown] tags=["nl"]
# ## Schuiven
#
# Links *A*, zoals het nu is; ernaast *B*, met de schuiven zoals u ze zet. Het verschil is gepaard, en het interval wordt smaller zolang
# niemand schuift. De pijltjestoetsen werken ook.

# %% [markdown] tags=["en"]
# ## Sliders
#
# On the left *A*, as it is; beside it *B*, with the sliders as you set them. The difference is paired, and its interval becomes
# narrower as long as nobody moves. The arrow keys work as well.

# %%
live = sim.live(counter)
live

# %% [markdown] tags=["nl"]
# Wat de schuif met het aantal medewerkers doet, zonder te schuiven:

# %% [markdown] tags=["en"]
# What the slider with the number of staff does, without moving it:

# %%
from sim.views import sweep_picture

shown = [f"role.{role}.service_level", "lost_of_came"]
swept = sim.sweep(counter, {f"roles.{role}.staff": list(range(STAFF - 1, STAFF + 4))}, measures=shown, replications=REPLICATIONS)
sweep_picture.picture(counter, swept)

# %% [markdown] tags=["nl"]
# ## Wat dit zegt, en wat niet
#
# - Een extra medewerker verkort vooral de rij. Wie iets mist en terug moet komen, is met het tweede plan geholpen. De twee plannen
#   lossen dus niet hetzelfde op: kies op wat de opdrachtgever wil bereiken, en op wat het per jaar kost.
# - Het 95%-interval gaat over toeval: over drukke en rustige weken. Het gaat **niet** over een getal dat niet klopt. Dat vooraf
#   vertellen zoveel helpt, is een aanname; vraag de opdrachtgever ernaar, of probeer het een maand.
# - Wat niet in dit scenario staat, komt er niet uit: hier geen afspraken, en geen medewerkers die verschillen in wat ze kunnen.
#
# ## Verder
#
# | | voor de adviseur |
# |---|---|
# | [01 Uw proces zoals het is](01_uw_proces.ipynb) | hoe zaken lopen, waar ze liggen, wat de bestuurder ziet en de klant meemaakt |
# | [02 Varianten naast elkaar](02_varianten.ipynb) | iedereen alles, of ieder zijn vak? |
# | [03 Herstelwerk en tevredenheid](03_herstelwerk_en_tevredenheid.ipynb) | minder controleren: wat scheelt het, en wie betaalt ervoor? |
# | [04 Hoeveel mensen?](04_hoeveel_mensen.ipynb) | het kleinste rooster dat de norm haalt, en hoeveel groei het aankan |
# | [05 Welke veranderingen doen ertoe?](05_welke_veranderingen.ipynb) | relevant, hobby, schadelijk of onbeslist, en waarom |
# | [06 Hoe zeker?](06_hoe_zeker.ipynb) | toeval, en getallen die niet kloppen |
# | [07 Uw eigen cijfers](07_uw_eigen_cijfers.ipynb) | van vragen en een telling per half uur naar een scenario |
# | [08 Het rapport](08_het_rapport.ipynb) | voor de opdrachtgever: bladzijde één, de cijfers in Excel |
# | **voor studenten** | |
# | [09 In de SimPy-engine](09_in_de_simpy_engine.ipynb) | een loket in twintig regels, en het leven van een klant |
# | [10 Wachtrijen met bekende antwoorden](10_wachtrijen_met_bekende_antwoorden.ipynb) | het model naast vijf formules |
# | [11 Opgaven](11_opgaven.ipynb) | zes, met antwoorden |
# | [12 Vergunningen, uit echte gegevens](12_vergunningen_uit_gegevens.ipynb) | klopt het model met wat er gebeurde? |

# %% [markdown] tags=["en"]
# ## What this says, and what it doesn't
#
# - One more member of staff shortens the queue above all. Who lacks something and has to come back is helped by the second plan. So
#   the two plans don't solve the same thing: choose by what the client wants to achieve, and by what it costs a year.
# - The 95% interval is about chance: about busy and quiet weeks. It is **not** about a figure that is wrong. That it helps so much to
#   say beforehand what to bring is an assumption; ask the client about it, or try it for a month.
# - What isn't in this scenario doesn't come out of it: no appointments here, and no staff who differ in what they can do.
#
# ## Further
#
# | | for advisers |
# |---|---|
# | [01 Your process as it is](01_your_process.ipynb) | how cases go, where they lie, what the director sees and customers live through |
# | [02 Variants side by side](02_variants.ipynb) | everybody everything, or each their own? |
# | [03 Rework and satisfaction](03_rework_and_satisfaction.ipynb) | fewer checks: what does it save, and who pays for it? |
# | [04 How many people?](04_how_many_people.ipynb) | the smallest plan that meets the norm, and how much growth it can bear |
# | [05 Which changes matter?](05_which_changes.ipynb) | relevant, hobby, harmful or undecided, and why |
# | [06 How sure?](06_how_sure.ipynb) | chance, and figures that are wrong |
# | [07 Your own figures](07_your_own_figures.ipynb) | from questions and counts by half-hour to a scenario |
# | [08 The report](08_the_report.ipynb) | for the client: page one, the figures in Excel |
# | **for students** | |
# | [09 Inside the SimPy engine](09_inside_the_simpy_engine.ipynb) | a desk in twenty lines, and a customer's life |
# | [10 Queues with known answers](10_queues_with_known_answers.ipynb) | the model beside five formulas |
# | [11 Exercises](11_exercises.ipynb) | six, with answers |
# | [12 Permits, from real data](12_permits_from_data.ipynb) | does the model repeat what happened? |
