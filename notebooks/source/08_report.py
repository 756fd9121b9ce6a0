# ---
# jupyter:
#   book: {nl: 08_het_rapport, en: 08_the_report, quick: {REPLICATIONS: 3}}
# ---

# %% [markdown] tags=["nl"]
# # 08 Het rapport
#
# *De opdrachtgever wil iets op papier.* Dit notebook maakt van een scenario een rapport: bladzijde één geeft antwoord op de vraag, bladzijde
# twee adviseert, de bijlage heeft de rest; en alle cijfers in Excel.

# %% [markdown] tags=["en"]
# # 08 The report
#
# *The client wants something on paper.* This notebook turns a scenario into a report: page one answers the question, page two advises, the
# annex has the rest; and all figures in Excel.

# %% tags=["parameters"]
VISITORS = 150  # bezoekers per werkdag | visitors per working day
STAFF = 4  # medewerkers aan de balie | staff at the counter
SOLVED = "85%"  # welk deel in één bezoek klaar is | what share is finished in one visit
CLIENT = "Gemeente Voorbeeldstad"
AUTHOR = "A. Adviseur"
REPLICATIONS = 20

# %% [markdown] tags=["nl"]
# ## De vraag, en het antwoord

# %% [markdown] tags=["en"]
# ## The question, and the answer

# %%
counter = sim.new("counter", {"visitors": VISITORS, "staff": STAFF, "solved": SOLVED}, language=LANGUAGE)
question = t("Eén medewerker erbij, of vooraf vertellen wat men moet meenemen?", "One more member of staff, or say beforehand what to bring?")
report = sim.report(counter, question=question, client=CLIENT, author=AUTHOR, replications=REPLICATIONS)
say(f"**{question}**\n\n{report.sentence}", f"**{question}**\n\n{report.sentence}")

# %% [markdown] tags=["nl"]
# ## De figuur van bladzijde één

# %% [markdown] tags=["en"]
# ## The picture of page one

# %%
from sim.views import answer_picture

answer_picture.picture(report.found.scenario, report.found.judgement, report.found.results)

# %% [markdown] tags=["nl"]
# ## Bewaren
#
# Het rapport is één HTML-bestand dat in elke browser opent en op A4 afdrukt. De cijfers gaan naar Excel. Bestaande bestanden worden niet
# overschreven, tenzij u `force=True` geeft.

# %% [markdown] tags=["en"]
# ## Keeping it
#
# The report is one HTML file that opens in any browser and prints on A4. The figures go to Excel. Existing files are not overwritten, unless
# you give `force=True`.

# %%
from pathlib import Path
from tempfile import mkdtemp

folder = Path(mkdtemp())
report.save(folder / "report.html")
report.save_figures(folder / "figures.xlsx")
live = sim.live(counter)
(folder / "counter.yaml").write_text(counter.to_yaml(), encoding="utf-8")
WHAT = {"report.html": ("het rapport", "the report"), "figures.xlsx": ("alle cijfers", "all figures"), "counter.yaml": ("het scenario", "the scenario")}
listed = "\n".join(f"- `{name}`: {t(*WHAT[name])}, {number((folder / name).stat().st_size / 1000)} kB" for name in WHAT)
say(listed, listed)

# %% [markdown] tags=["nl"]
# Stuur het scenario mee: wie het heeft, kan elk getal nalopen en het rapport opnieuw maken (`sim report counter.yaml --language nl`).
#
# ## Schuiven in het gesprek
#
# Wie liever schuift dan leest, krijgt de pagina met schuiven: hieronder, met `sim open`, of als één bestand om te mailen
# (`live.save("schuiven.html")`).

# %% [markdown] tags=["en"]
# Send the scenario along: who has it can check every number and make the report again (`sim report counter.yaml`).
#
# ## Sliders in the meeting
#
# Who would rather move sliders than read gets the page with sliders: below, with `sim open`, or as one file to mail
# (`live.save("sliders.html")`).

# %%
live

# %% [markdown] tags=["nl"]
# ## Voor u het verstuurt
#
# - Staat de vraag van de opdrachtgever er in zijn eigen woorden?
# - Zijn de drempels met hem afgesproken *voordat* hij de uitkomst zag?
# - Welke aannames dragen het antwoord? Bladzijde twee noemt wat er nog uit te zoeken is; doe dat eerst als het goedkoop is.
# - "95%" gaat over toeval, als het model en de getallen kloppen. Laat die woorden staan.

# %% [markdown] tags=["en"]
# ## Before you send it
#
# - Does the client's question stand there in the client's own words?
# - Were the thresholds agreed *before* the client saw the outcome?
# - Which assumptions carry the answer? Page two names what is still to be found out; do that first if it is cheap.
# - "95%" is about chance, if the model and its numbers hold. Let those words stand.
