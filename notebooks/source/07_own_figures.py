# ---
# jupyter:
#   book: {nl: 07_uw_eigen_cijfers, en: 07_your_own_figures, quick: {REPLICATIONS: 4}}
# ---

# %% [markdown] tags=["nl"]
# # 07 Uw eigen scenario, uit uw eigen cijfers
#
# *Uit de telefooncentrale komt een lijst met aantallen per half uur. Hoe wordt dat een scenario?* In vier stappen: een sjabloon, uw
# antwoorden, uw bestand, en nalezen wat er nog een aanname is.

# %% [markdown] tags=["en"]
# # 07 Your own scenario, from your own figures
#
# *The telephone exchange gives a list of counts by half-hour. How does that become a scenario?* In four steps: a template, your answers,
# your file, and reading what is still an assumption.

# %% tags=["parameters"]
STAFF = 8  # telefonisten | telephonists
TALK = "4.5 min"  # gesprek met nawerk, gemiddeld | call with its wrap-up, on average
SOLVED = "78%"  # aan de telefoon meteen klaar | finished on the telephone at once
REPLICATIONS = 20

# %% [markdown] tags=["nl"]
# ## 1. Vragen en antwoorden
#
# `sim new kcc.yaml` stelt ze een voor een; hier staan ze bij elkaar. Wat u niet weet, laat u weg: dan staat er een aanname.

# %% [markdown] tags=["en"]
# ## 1. Questions and answers
#
# `sim new kcc.yaml` asks them one by one; here they stand together. What you don't know you leave out: then there is an assumption.

# %%
import pandas as pd

from sim.scenario.new import template

given = {"staff": STAFF, "talk": TALK, "solved": SOLVED}
centre = sim.new("kcc", given, language=LANGUAGE)
rows = [(one.text, given.get(one.name, one.default), t("uw antwoord", "your answer") if one.name in given else t("sjabloon", "template")) for one in template("kcc", LANGUAGE).questions]
pd.DataFrame(rows, columns=t(["vraag", "antwoord", "van"], ["question", "answer", "from"])).set_index(t("vraag", "question"))

# %% [markdown] tags=["nl"]
# ## 2. Een bestand uit de centrale
#
# Zo'n bestand heeft per half uur een regel. Het onze is verzonnen (acht weken, met drukke maandagen); zet het uwe ervoor in de plaats.
# Kolommen worden gevonden aan hun naam, in het Nederlands of het Engels.

# %% [markdown] tags=["en"]
# ## 2. A file from the exchange
#
# Such a file has a line for each half-hour. Ours is made up (eight weeks, with busy Mondays); put yours in its place. Columns are found by
# their names, in Dutch or English.

# %%
import random
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

folder, luck = Path(mkdtemp()), random.Random(1)
monday = date(2026, 3, 2)
lines = [t("datum;interval;aangeboden", "date;interval;offered")]
for day in (monday + timedelta(week * 7 + weekday) for week in range(8) for weekday in range(5)):
    level = (1.3 if day.weekday() == 0 else 1.0) * luck.gauss(1.0, 0.15)
    for half in range(17, 34):
        clock = f"{half // 2:02}:{30 * (half % 2):02}"
        expected = 28 * level * (1.2 if 19 <= half < 24 else 0.7 if 24 <= half < 27 else 0.95)
        lines.append(f"{day.isoformat()};{clock};{max(0, round(luck.gauss(expected, expected**0.5)))}")
(folder / "calls.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
print("\n".join(lines[:5]), "\n...", len(lines) - 1, t("regels", "lines"))

# %% [markdown] tags=["nl"]
# ## 3. Het bestand in het scenario
#
# Eén regel in plaats van drie. Het wordt het gemiddelde per blok van de week, met de spreiding tussen dagen die op elkaar lijken.

# %% [markdown] tags=["en"]
# ## 3. The file in the scenario
#
# One line in place of three. It becomes the mean of each block of the week, with the dispersion between days that are alike.

# %%
import re

need = t("vraag", "question")
text = re.sub(
    rf"(    {need}:\n)      rate: .*\n      profile: .*\n      dispersion: .*\n", r"\1      arrivals: {file: calls.csv}\n", centre.to_yaml(), count=1
)
file = folder / "centre.yaml"
file.write_text(text, encoding="utf-8")
own = sim.load(file)
print(text[text.index("  needs:") : text.index("  patience")])

# %%
result = sim.run(own, replications=REPLICATIONS)
phone = t("telefonist", "telephonist")
daily = sum(int(line.split(";")[2]) for line in lines[1:]) / 40
now = {name: result.measures[f"role.{phone}.{name}"] for name in ("service_level", "abandoned_share", "utilisation")}
say(
    f"In het bestand staan gemiddeld {number(daily)} telefoontjes per werkdag. Met {STAFF} telefonisten wordt **{value(now['service_level'])}** binnen de "
    f"norm opgenomen, haakt {value(now['abandoned_share'])} af, en is een telefonist {value(now['utilisation'])} van de tijd bezig.",
    f"The file has {number(daily)} calls a working day on average. With {STAFF} telephonists **{value(now['service_level'])}** are answered within the "
    f"norm, {value(now['abandoned_share'])} give up, and a telephonist is busy {value(now['utilisation'])} of the time.",
)

# %% [markdown] tags=["nl"]
# ## 4. Nalezen
#
# Wat is nog een aanname? Neem deze lijst mee naar de opdrachtgever; elke regel die hij kan invullen, maakt het antwoord steviger.

# %% [markdown] tags=["en"]
# ## 4. Reading it through
#
# What is still an assumption? Take this list to the client; each line that the client can fill in makes the answer firmer.

# %%
def written(value):
    """Een waarde zoals zij in het bestand staat. | A value as it stands in the file."""
    return ", ".join(f"{key}: {each}" for key, each in value.items()) if isinstance(value, dict) else str(value)


assumed = [(note.path, written(note.value)) for note in own.notes if note.assumption]
pd.DataFrame(assumed, columns=t(["waar in het bestand", "aangenomen"], ["where in the file", "assumed"])).set_index(t("waar in het bestand", "where in the file"))

# %% [markdown] tags=["nl"]
# ## Een fout in het bestand
#
# Wie iets verkeerd typt, krijgt de regel, wat er stond, wat er mag en wat te doen. (Fouten zijn in het Engels.)

# %% [markdown] tags=["en"]
# ## A mistake in the file
#
# Who mistypes something is told the line, what was given, what is allowed and what to do.

# %%
wrong = text.replace("failure_demand: {probability: 0.5", "failure_demand: {probability: 50", 1).replace("patience: {value: exponential 5 min", "patience: {value: exponental 5 min", 1)
(folder / "wrong.yaml").write_text(wrong, encoding="utf-8")
try:
    sim.load(folder / "wrong.yaml")
except sim.ScenarioError as error:
    print(str(error).replace(str(folder), t("map", "folder")))

# %% [markdown] tags=["nl"]
# ## Schuiven, met uw cijfers

# %% [markdown] tags=["en"]
# ## Sliders, with your figures

# %%
live = sim.live(own)
live

# %% [markdown] tags=["nl"]
# Zonder te schuiven: meer of minder telefonisten.

# %% [markdown] tags=["en"]
# Without moving anything: more or fewer telephonists.

# %%
from sim.views import sweep_picture

places = list(range(STAFF - 2, STAFF + 3))
swept = sim.sweep(own, {f"roles.{phone}.staff": places}, measures=[f"role.{phone}.service_level"], replications=REPLICATIONS)
sweep_picture.picture(own, swept)

# %% [markdown] tags=["nl"]
# ## Wat dit zegt, en wat niet
#
# - De aantallen in het bestand zijn *aangeboden* telefoontjes. Staan er alleen beantwoorde in, dan mist u wie er afhaakte, en lijkt alles
#   beter dan het is.
# - Wie terugbelt staat er ook in. Het model voegt zelf terugbellers toe; haal ze uit de telling als u dat kunt (`scale: 0.9`).
# - Feestdagen en vakantieweken tellen niet mee als u ze noemt: `without:` en `world.holidays`.

# %% [markdown] tags=["en"]
# ## What this says, and what it doesn't
#
# - The counts in the file are calls *offered*. If it only has those answered, you miss who gave up, and all looks better than it is.
# - Who calls again is in it, too. The model adds repeat calls of its own; take them out of the count if you can (`scale: 0.9`).
# - Holidays don't count if you name them: `without:` and `world.holidays`.
