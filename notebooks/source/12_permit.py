# ---
# jupyter:
#   book: {nl: 12_vergunningen_uit_gegevens, en: 12_permits_from_data, quick: {REPLICATIONS: 2}}
# ---

# %% [markdown] tags=["nl"]
# # 12 Vergunningen, uit echte gegevens
#
# *Klopt het model met wat er gebeurde, en zou één eigenaar per zaak het sneller maken?* Een Nederlandse gemeente krijgt aanvragen voor
# een omgevingsvergunning; haar systeem legde bij elke stap vast wie hem afvinkte en wanneer, vijftien maanden lang. Van dat logboek is
# een scenario gemaakt (`scenarios/permit.yaml`).

# %% [markdown] tags=["en"]
# # 12 Permits, from real data
#
# *Does the model repeat what happened, and would one owner per case make it faster?* A Dutch municipality receives applications for
# environmental permits; for fifteen months its system wrote down who ticked off which step, and when. A scenario was made from that log
# (`scenarios/permit.yaml`).

# %% tags=["parameters"]
REPLICATIONS = 10  # herhalingen van zestig weken | replications of sixty weeks

# %%
from pathlib import Path

import pandas as pd

HERE = next(folder for folder in (Path(way, "scenarios") for way in (".", "..", "../..")) if folder.exists())
TITLES = {
    "Permit desk": "Vergunningen",
    "As it is": "Zoals het is",
    "One owner from start to end": "Eén eigenaar van begin tot eind",
    "Digital first": "Eerst digitaal",
    "The secretary sends every day": "Het secretariaat verstuurt elke dag",
    "A form that explains itself": "Een formulier dat zichzelf uitlegt",
    "Messages about the state of a case": "Berichten over de stand van een zaak",
    "A colleague looks along": "Een collega kijkt mee",
    "Register in five minutes": "Registreren in vijf minuten",
    "Handlers register it all": "Behandelaars registreren alles",
    "Advice within a week": "Advies binnen een week",
    "One more handler": "Eén behandelaar erbij",
    "A quicker coffee machine": "Een snellere koffieautomaat",
    "A new logo": "Een nieuw logo",
}
text = f"language: {LANGUAGE}\n" + (HERE / "permit.yaml").read_text(encoding="utf-8")
for english, dutch in TITLES.items():
    text = text.replace(f"title: {english}", f"title: {t(dutch, english)}")
permit = sim.scenario(text)
assumed = [note for note in permit.notes if note.assumption]
say(
    f"Het scenario heeft {len(permit.designs)} varianten en {len(permit.changes)} veranderingen. Van zijn getallen zijn er {len(assumed)} een "
    "aanname; de andere komen uit het logboek of uit de literatuur.",
    f"The scenario has {len(permit.designs)} designs and {len(permit.changes)} changes. Of its numbers {len(assumed)} are assumptions; the others "
    "come from the log or from the literature.",
)

# %% [markdown] tags=["nl"]
# ## Herhaalt het model wat er gebeurde?
#
# Het model draait zestig weken, en legt vast wat het systeem van de gemeente vastgelegd zou hebben. Daarna worden uit beide logboeken
# dezelfde cijfers genomen, met dezelfde code. (`permit_observed.csv` is uit het echte logboek gemaakt; het logboek zelf is niet van ons.)

# %% [markdown] tags=["en"]
# ## Does the model repeat what happened?
#
# The model runs for sixty weeks, and writes down what the municipality's system would have written down. Then the same figures are taken
# from both logs, by the same code. (`permit_observed.csv` was made from the real log; the log itself isn't ours to give.)

# %%
from matplotlib.ticker import PercentFormatter
from sim.analyses import fit
from sim.views.plots import COLOURS, Picture

rows = {row.figure: row for row in fit.fit(permit, HERE / "permit_observed.csv", HERE / "permit_fit.csv", replications=REPLICATIONS)}
SPANS = {"5_minutes": 5, "20_minutes": 20, "1_hour": 60, "4_hours": 240, "1_day": 1440, "3_days": 4320, "1_week": 10080, "2_weeks": 20160, "4_weeks": 40320, "8_weeks": 80640}  # fmt: skip
within = [rows[f"done_within_{span}"] for span in SPANS]
picture = Picture(figsize=(8, 3.6), layout="constrained")
axes = picture.subplots()
axes.plot(SPANS.values(), [row.simulated.mean for row in within], color=COLOURS[0], linewidth=2, label=t("model", "model"))
axes.plot(SPANS.values(), [row.observed for row in within], "o", color="black", label=t("logboek", "event log"))
axes.set_xscale("log")
axes.set_xticks([5, 60, 1440, 10080, 80640], t("5 min,1 uur,1 dag,1 week,8 weken", "5 min,1 hour,1 day,1 week,8 weeks").split(","))
axes.minorticks_off()
axes.set_ylim(0, 1.02)
axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
axes.spines[["top", "right"]].set_visible(False)
axes.set_title(t("aandeel van de zaken dat binnen deze tijd klaar is", "share of cases that are done within this time"), loc="left", fontsize=10)
axes.legend(frameon=False)
picture

# %%
NAMES = {
    "arrivals_per_weekday": ("aanvragen per werkdag", "applications per working day"),
    "lead_time_mean": ("doorlooptijd, gemiddeld, dagen", "lead time, mean, days"),
    "lead_time_p90": ("doorlooptijd, 90e percentiel, dagen", "lead time, 90th percentile, days"),
    "persons_per_case": ("personen per zaak", "persons per case"),
    "one_person": ("aandeel van de zaken met één persoon", "share of cases with one person"),
    "next_step_by_another": ("aandeel van de stappen door een ander dan de vorige", "share of steps by another than the one before"),
    "adjustments_per_check": ("aanpassingen per controle", "adjustments per check"),
    "done_within_5_minutes": ("klaar binnen 5 minuten", "done within 5 minutes"),
    "checked_by_another": ("controles door een ander", "checks by another"),
    "adjusted_after_check_by_another": ("aanpassingen na controle door een ander", "adjustments after a check by another"),
    "lead_time_2_persons": ("doorlooptijd bij twee personen, dagen", "lead time with two persons, days"),
    "adjust_right_after_check": ("aanpassingen meteen na de controle", "adjustments right after the check"),
}


def beside(names):
    """Logboek en model naast elkaar. | The log and the model side by side."""
    columns = t(["logboek", "model", "±"], ["log", "model", "±"])
    cells = [[number(value, 3) for value in (rows[name].observed, rows[name].simulated.mean, rows[name].simulated.half_width)] for name in names]
    return pd.DataFrame(cells, index=[t(*NAMES[name]) for name in names], columns=columns)


poor = [name for name, row in rows.items() if row.expected and row.expected.verdict == "poor"]
beside([name for name in NAMES if name not in poor])

# %% [markdown] tags=["nl"]
# ± is de halve breedte van het 95%-interval van het gemiddelde, als het model en de getallen kloppen.
#
# ### Waar het niet past
#
# Een model dat overal past, is verbogen. Deze cijfers passen slecht; waarom staat in `scenarios/permit_fit.csv`, en een test gaat stuk
# zodra het niet meer zo is:

# %% [markdown] tags=["en"]
# ± is the half-width of the 95% interval of the mean, if the model and its numbers hold.
#
# ### Where the fit is poor
#
# A model that fits everything has been bent. These figures fit poorly; `scenarios/permit_fit.csv` says why, and a test fails when that
# is no longer so:

# %%
beside(poor)

# %% [markdown] tags=["nl"]
# Mensen vinken de stappen van één zitting achter elkaar af, terwijl het model de tijd van het werk neemt. En een zaak die is blijven
# liggen wordt in het model opgepakt door wie er vrij is; in het logboek meestal door haar eigen behandelaar.
#
# ## Eén eigenaar van begin tot eind?
#
# Nu wacht een zaak soms op de senior, het hoofd of het secretariaat, die dit werk op vaste dagdelen doen. Met één eigenaar controleert,
# beslist en verstuurt niemand anders. Beide varianten krijgen dezelfde aanvragen, met hetzelfde geluk.

# %% [markdown] tags=["en"]
# People tick off the steps of one sitting one after another, while the model takes the time of the work. And a file that has lain is
# taken up by whoever is free in the model; in the log mostly by its own handler.
#
# ## One owner from start to end?
#
# As it is, a case may wait for the senior, the head or the secretary, who do this work at set times. With one owner nobody else
# checks, decides or sends. Both designs get the same applications, with the same luck.

# %%
owner = sim.compare(permit, ["as_is", "case_owner"], replications=REPLICATIONS)
sim.plots.paired_difference(owner)

# %%
waits = {role: owner.results["as_is"].measures[f"role.{role}.wait"] for role in ("handler", "senior", "head", "secretary")}
named = dict(zip(waits, t(["behandelaar", "senior", "hoofd", "secretariaat"], ["handler", "senior", "head", "secretary"])))
each = ", ".join(f"{named[role]} {value(wait)}" for role, wait in waits.items())
lead = owner.measures["lead_time"]
say(
    f"Zo lang wacht een zaak nu per keer: {each}. Met één eigenaar verandert de doorlooptijd met **{change(lead)}**. Daar staat tegenover dat "
    "men zijn eigen fouten niet ziet: wat niemand in huis vindt, vindt de aanvrager.",
    f"So long does a case wait each time, as it is: {each}. With one owner lead time changes by **{change(lead)}**. Against that, one doesn't see "
    "one's own mistakes: what nobody in the house finds, the applicant does.",
)

# %% [markdown] tags=["nl"]
# ## Wat kan er nog meer?

# %% [markdown] tags=["en"]
# ## What else could be done?

# %%
from sim.views import overview

every = sim.compare(permit, overview.in_order(permit), shown=list(overview.COLUMNS), replications=REPLICATIONS)
picture = Picture(figsize=(10, 4.4), layout="constrained")
overview.options(list(picture.subplots(1, len(overview.COLUMNS), sharey=True)), permit, every, overview.COLUMNS)
picture

# %% [markdown] tags=["nl"]
# ## Wat we niet weten
#
# - **Hoe lang het werk duurt.** Het logboek weet alleen wanneer een stap is afgevinkt. De behandeltijden zijn van ons.
# - **Waarom zaken liggen.** Een deel ligt dagen voor iemand verdergaat: om de stukken van de aanvrager, of om een rustig moment? In alle
#   varianten laten we ze even lang liggen. Komt het door de overdracht, dan wint één eigenaar meer dan hier staat.
# - **Hoeveel brieven een fout hebben.** Wat een senior vindt, nemen we voor alle brieven. Krijgen senioren de moeilijke, dan zijn er minder
#   fouten. Probeer het: verander `steps.register.right_first_time` met `sim.what_if`, of schuif in `sim open scenarios/permit.yaml`.
# - **Wat eraan voorafgaat.** De klok van het logboek begint als een zaak voor het eerst wordt afgevinkt. Wie aanvroeg, wachtte toen al.

# %% [markdown] tags=["en"]
# ## What we don't know
#
# - **How long the work takes.** The log only knows when a step was ticked off. The handling times are ours.
# - **Why files lie.** Some lie for days before anybody goes on: for the applicant's papers, or for a quiet moment? We let them lie as long
#   in every design. If it is due to the hand-over, one owner gains more than is said here.
# - **How many letters have a mistake.** What a senior finds we take for all letters. If seniors get the difficult ones, there are fewer
#   mistakes. Try it: change `steps.register.right_first_time` with `sim.what_if`, or move a slider in `sim open scenarios/permit.yaml`.
# - **What comes before.** The log's clock starts when a case is first ticked off. Whoever applied was waiting by then.
