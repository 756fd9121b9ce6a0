# ---
# jupyter:
#   book: {nl: 11_opgaven, en: 11_exercises, shown: true, quick: {REPLICATIONS: 4}}
# ---

# %% [markdown] tags=["nl"]
# # 11 Opgaven, met bekende antwoorden
#
# Zes opgaven. Schat eerst, laat het model rekenen, en klap dan de cel met het antwoord open: elk antwoord komt uit een formule, en het model
# staat ernaast. Wie les geeft: de cellen controleren zichzelf (`assert`); formule en model moeten overeenkomen.

# %% [markdown] tags=["en"]
# # 11 Exercises, with known answers
#
# Six exercises. Guess first, let the model work it out, and then open the cell with the answer: each answer comes from a formula, with the
# model beside it. For lecturers: the cells check themselves (`assert`); formula and model have to agree.

# %% tags=["parameters"]
REPLICATIONS = 20

# %%
from sim import theory


def desk(rate, takes, staff=1, then=None, patience=None, days=20, **role):
    """Eén rol met een rij; rate per minuut. | One role with a queue; rate per minute."""
    step = {"role": "desk", "takes": takes, "again": "value"} | ({"then": then} if then else {}) | ({"patience": patience} if patience else {})
    return sim.scenario(
        {
            "title": t("Opgave", "Exercise"),
            "language": LANGUAGE,
            "world": {"needs": {"question": {"rate": f"{rate} / min"}}},
            "designs": {"today": {"roles": {"desk": {"staff": staff} | role}, "steps": {"answer": step}}},
            "run": {"length": f"{days} days", "warm_up": "1 day"},
        }
    )


def model(scenario, measure="role.desk.wait"):
    """Wat het model geeft. | What the model gives."""
    return sim.run(scenario, replications=REPLICATIONS).measures[measure]


def answer(dutch, english, exact, found, unit="min"):
    """Het antwoord van de formule, met het model ernaast; het moet kloppen. | The formula's answer with the model beside it; it has to hold."""
    far = 3 * max(found.half_width or 0.0, 0.01 * abs(exact))
    assert abs(found.mean - exact) <= far, (exact, found.mean)
    say(
        f"**{value(exact, unit)}**. {dutch} Het model: {value(found)}.",
        f"**{value(exact, unit)}**. {english} The model: {value(found)}.",
    )


# %% [markdown] tags=["nl"]
# ## 1. Eén loket
#
# Er komen 45 klanten per uur; iemand helpen duurt gemiddeld een minuut (exponentieel verdeeld). Hoe lang wacht men gemiddeld?

# %% [markdown] tags=["en"]
# ## 1. One desk
#
# 45 customers come in an hour; helping one takes a minute on average (exponentially distributed). How long do people wait on average?

# %%
first = desk(45 / 60, "exponential 1 min")
# model(first)

# %% tags=["answer"]
answer(
    "De bezetting is ρ = 0,75, en de wachttijd ρ / (1 - ρ) keer de behandeltijd.",
    "Utilisation is ρ = 0.75, and the wait is ρ / (1 - ρ) times the handling time.",
    theory.mmc(45 / 60, 1.0).wait,
    model(first),
)

# %% [markdown] tags=["nl"]
# ## 2. Samenvoegen
#
# Twee van zulke loketten naast elkaar, elk met een eigen rij, worden één rij voor twee loketten. Hoe lang wacht men nu?

# %% [markdown] tags=["en"]
# ## 2. Pooling
#
# Two such desks side by side, each with its own queue, become one queue for two desks. How long do people wait now?

# %%
pooled = desk(2 * 45 / 60, "exponential 1 min", staff=2)

# %% tags=["answer"]
alone, together = theory.mmc(45 / 60, 1.0).wait, theory.mmc(2 * 45 / 60, 1.0, 2).wait
assert together < alone / 2
answer(
    f"Minder dan de helft van de {value(alone, 'min')} van opgave 1: niemand staat nog stil terwijl er in de andere rij iemand wacht.",
    f"Less than half of the {value(alone, 'min')} of exercise 1: nobody stands idle any more while somebody waits in the other queue.",
    together,
    model(pooled),
)

# %% [markdown] tags=["nl"]
# ## 3. Spreiding
#
# Hetzelfde loket als in 1, maar helpen duurt *altijd* precies een minuut. Hoeveel scheelt dat in de wachttijd?

# %% [markdown] tags=["en"]
# ## 3. Variation
#
# The same desk as in 1, but helping *always* takes exactly a minute. How much does that save in waiting?

# %%
even = desk(45 / 60, "1 min")

# %% tags=["answer"]
answer(
    "De helft (Pollaczek en Khinchine): de wachttijd is evenredig met 1 + cv², en cv gaat van 1 naar 0.",
    "Half of it (Pollaczek and Khinchine): the wait is proportional to 1 + cv², and cv goes from 1 to 0.",
    theory.mg1_wait(45 / 60, 1.0, 0.0),
    model(even),
)

# %% [markdown] tags=["nl"]
# ## 4. In één keer goed
#
# Er komen 36 klanten per uur, en een kwart is na een beurt niet goed geholpen: die sluit meteen weer aan. Hoe vaak is iemand aan de beurt,
# en hoe bezet is het loket?

# %% [markdown] tags=["en"]
# ## 4. Right first time
#
# 36 customers come in an hour, and a quarter wasn't helped well after a turn: they join the queue again at once. How often is somebody
# helped, and how busy is the desk?

# %%
again = desk(36 / 60, "exponential 1 min", then={"answer": 0.25, "resolved": 0.75})
# model(again, "role.desk.utilisation")

# %% tags=["answer"]
visits = theory.feedback(36 / 60, 1.0, 0.25).visits
answer(
    f"Men is gemiddeld {number(visits, 2)} keer aan de beurt, 1 / (1 - 0,25). Het loket is dus zo veel vaker bezet dan de 60% van wie alles in één keer goed doet.",
    f"One is helped {number(visits, 2)} times on average, 1 / (1 - 0.25). So the desk is busy for so much more than the 60% of who does it right first time.",
    36 / 60 * visits,
    model(again, "role.desk.utilisation"),
    unit="share",
)

# %% [markdown] tags=["nl"]
# ## 5. Afhaken
#
# Bij een telefoon komen 11 oproepen per minuut, een gesprek duurt een minuut, en er zijn tien mensen. Te weinig, dus. Bellers hebben
# gemiddeld twee minuten geduld (exponentieel). Welk deel haakt minstens af, en welk deel werkelijk?

# %% [markdown] tags=["en"]
# ## 5. Giving up
#
# 11 calls come in a minute, a call takes a minute, and there are ten people. Too few, then. Callers have two minutes of patience on average
# (exponential). What share gives up at least, and what share in fact?

# %%
line = desk(11.0, "exponential 1 min", staff=10, patience="exponential 2 min", days=4)

# %% tags=["answer"]
least = 1 - 10 / 11
assert theory.erlang_a(11.0, 1.0, 10, 0.5).abandoned > least
answer(
    f"Minstens {value(least, 'share')}: wie niet bediend kan worden. Het is meer, want soms staat er iemand stil (Erlang A).",
    f"At least {value(least, 'share')}: those who can't be served. It is more, as somebody is idle at times (Erlang A).",
    theory.erlang_a(11.0, 1.0, 10, 0.5).abandoned,
    model(line, "role.desk.abandoned_share"),
    unit="share",
)

# %% [markdown] tags=["nl"]
# ## 6. Hoeveel mensen?
#
# Honderd oproepen per half uur, drie minuten per gesprek, niemand haakt af. Hoeveel mensen zijn er nodig om 80% binnen 20 seconden op te
# nemen? (Neem het kleinste aantal waarbij het lukt.)

# %% [markdown] tags=["en"]
# ## 6. How many people?
#
# A hundred calls in half an hour, three minutes per call, nobody gives up. How many people does it take to answer 80% within 20 seconds?
# (Take the smallest number with which it works.)

# %%
calls = desk(100 / 30, "exponential 3 min", staff=12, norm="20 s", days=4)
# model(calls, "role.desk.service_level")

# %% tags=["answer"]
from sim.theory.staffing import service_level_c

levels = {people: service_level_c(100 / 30, 1 / 3, people, 20 / 60) for people in range(11, 18)}
enough = min(people for people, level in levels.items() if level >= 0.8)
say(f"Met **{enough}** mensen:", f"With **{enough}** people:")
answer(
    f"Met één minder is het {value(levels[enough - 1], 'share')} (Erlang C). De belasting is 10 erlang; de rest is speling.",
    f"With one fewer it is {value(levels[enough - 1], 'share')} (Erlang C). The load is 10 erlang; the rest is slack.",
    levels[enough],
    sim.run(sim.what_if(calls, {"roles.desk.staff": enough}, name="enough"), "enough", replications=REPLICATIONS).measures["role.desk.service_level"],
    unit="share",
)

# %% [markdown] tags=["nl"]
# ## Verder
#
# - Geef de bellers van opgave 6 geduld. Zijn er meer of minder mensen nodig? Wie profiteert daarvan?
# - Laat in opgave 4 wie niet goed geholpen is pas na een dag terugkomen (`after:`). Verandert de bezetting? En de rij?
# - Bouw de terrasrij van `scenarios/terrace.yaml` na met alleen formules. Waar loopt u vast?

# %% [markdown] tags=["en"]
# ## Further
#
# - Give the callers of exercise 6 patience. Does it take more people, or fewer? Who gains by that?
# - In exercise 4 let those who weren't helped well come back only after a day (`after:`). Does utilisation change? And the queue?
# - Rebuild the queue of `scenarios/terrace.yaml` with formulas alone. Where do you get stuck?
