# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A permit desk, from real data
#
# A Dutch municipality receives applications for environmental permits. Its system wrote down who finished which step,
# and when: 1,434 cases in fifteen months. We have built a scenario from that log. Three questions:
#
# 1. Does the model repeat what was observed?
# 2. What would happen if every case had one owner from start to end?
# 3. What don't we know?

# %%
from pathlib import Path

import pandas as pd

import sim
from sim.analyses import fit
from sim.views import overview, plots

pd.set_option("display.max_colwidth", 130, "display.precision", 3)
HERE = next(folder for folder in (Path("scenarios"), Path("../scenarios")) if folder.exists())
FILES = [HERE / name for name in ("permit.yaml", "permit_observed.csv", "permit_fit.csv")]
permit = sim.load(FILES[0])
print(permit.title, "|", ", ".join(permit.designs), "|", ", ".join(permit.changes))

# %% [markdown]
# ## The scenario
#
# The **world** is what the municipality doesn't choose: how many applications come, on which days, and how unevenly.
# A **design** is what it does choose: who does what, on which days, and where a case goes next. This is how they read:

# %%
lines = FILES[0].read_text(encoding="utf-8").splitlines()
first = next(number for number, line in enumerate(lines) if line.startswith("world:"))
print("\n".join(lines[first : first + 28]))

# %% [markdown]
# Each number has a source, or is marked as an assumption. The assumptions, all of them:

# %%
assumed = [(note.path, note.value, note.note or "") for note in permit.notes if note.assumption]
pd.DataFrame(assumed, columns=["where", "value", "note"])

# %% [markdown]
# ## 1. Does the model repeat what was observed?
#
# We let the model run for 60 weeks, ten times over, and write down what the municipality's system would have written
# down. Then we take the same figures from both logs, with the same code. (`permit_observed.csv` was made from the real
# log by `python -m sim.analyses.observed`; the log itself isn't ours to give.) Lead times are in days, from the first step that
# was ticked off to the last.

# %%
rows = fit.fit(permit, *FILES[1:], replications=10)
table = fit.table(rows)
shown = [
    "arrivals_per_weekday", "dispersion", "channel_internet", "channel_desk", "lead_time_mean", "lead_time_median",
    "lead_time_p90", "adjustments_per_check", "events_per_case", "persons_per_case", "one_person", "next_step_by_another",
]  # fmt: skip
table.loc[shown, ["observed", "simulated", "half_width", "fit"]]

# %% [markdown]
# `half_width` is how far the mean of another ten runs could be off (95%). The picture shows more of the lead times:
# half of the cases are done within the hour, one in ten takes more than two weeks.

# %%
picture = plots.Picture(figsize=(6.5, 4.2), layout="constrained")
overview.done_within(picture.subplots(), rows)
picture

# %% [markdown]
# ### Where the fit is poor, and why
#
# A model that fits everything has been bent. These figures are off by more than a tenth, and a test fails when
# that is no longer so:

# %%
table.loc[table["fit"] == "poor", ["observed", "simulated", "why"]]

# %% [markdown]
# And two that are good but deserve a word:

# %%
table.loc[["lead_time_median", "lead_time_p90"], ["observed", "simulated", "why"]]

# %% [markdown]
# ## 2. One owner from start to end?
#
# As it is, a case may wait for the senior (two mornings a week), the head (two hours a day) and the secretary (two
# afternoons). With one owner nobody else checks, decides or sends. Both designs get *the same* applications, on the same
# days, with the same luck: only the design differs. So a difference shows after few runs. (`owner.table()` has the numbers.)

# %%
owner = sim.compare(permit, ["as_is", "case_owner"])
plots.paired_difference(owner)

# %% [markdown]
# Read it like this: the dot is the difference, the bar is where it lies with 95% certainty (for all bars together). A
# grey one can't be told from nought. So the owner is faster and the case sees fewer faces. But *one doesn't see
# one's own mistakes*: in the log a check of somebody else's letter finds six times as many as people's check of their
# own. What the house doesn't find, the applicant does.
#
# Where do cases wait, as it is? (The clerk and the handlers are there all day; a file that comes back to them at night
# or at the weekend waits for the morning.)

# %%
waits = owner.results["as_is"].table()
roles = {f"role.{role}.wait": role for role in ("clerk", "handler", "senior", "head", "secretary")}
(waits.loc[list(roles), ["mean", "half_width"]] / 60).rename(index=roles, columns={"mean": "hours"}).round(1)

# %% [markdown]
# What is pairing worth? How many times fewer runs we need than with other applicants for each design:

# %%
worth = sim.pairing(permit, "as_is", "case_owner")
pd.Series({name: worth[name] for name in ("lead_time", "persons_per_case", "work_per_case")}, name="times fewer runs").round(1)

# %% [markdown]
# ## What else could be done?
#
# All designs and changes of the scenario against the present one. A new logo and one more handler are there on purpose:
# not every change that costs money is one that anybody notices.

# %%
every = sim.compare(permit, overview.in_order(permit), shown=list(overview.COLUMNS))
picture = plots.Picture(figsize=(10, 4.4), layout="constrained")
overview.options(list(picture.subplots(1, len(overview.COLUMNS), sharey=True)), permit, every, overview.COLUMNS)
picture

# %% [markdown]
# ## 3. What we don't know
#
# - **How long the work takes.** The log only has the moment at which a step is ticked off. The handling times are ours.
#   They hardly matter for lead times (people are busy with this for a small part of their day) but the third column
#   above is made of them.
# - **Why files lie.** A quarter of them lie for days before anybody goes on: for the applicant's papers, or for a moment
#   of time? We let them lie as long in every design. If they lie because of the hand-over, an owner gains more than we say.
# - **How many letters have a mistake.** We take what a senior finds for the truth about all letters. If seniors get the
#   difficult ones, there are fewer mistakes and the owner loses less. Let us try half as many:

# %%
fewer = {f"steps.{step}.right_first_time": 0.935 for step in ("register", "register_by_clerk")}
half = sim.what_if(permit, fewer, name="half_as_is")
half = sim.what_if(half, {"steps.register.right_first_time": 0.935}, design="case_owner", name="half_owner")
again = sim.compare(half, ["half_as_is", "half_owner"], shown=["lead_time", "first_contact_resolution"])
again.table().droplevel("design")[["baseline_mean", "design_mean", "difference", "half_width", "verdict"]]

# %% [markdown]
# - **What comes before.** The log's clock starts when a case is first ticked off. The application itself is dated a
#   median of 18.6 days earlier. Whoever applies waits for that too, and none of these designs touches it.
# - **What goes on side by side.** In the log letter and advice are worked on in parallel; here the advice comes first.
# - **What applicants feel.** Marks and goodwill rest on assumptions alone (the first table); they come into their own
#   when two designs differ in what a customer lives through, less in how high they are.
#
# `sim run scenarios/permit.yaml` shows a longer lead time than the log: it counts from the arrival of the application
# until all is well, the mistakes included that the applicant finds.
