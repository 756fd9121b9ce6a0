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
# # Relevant, or hobby?
#
# Ten changes have been put forward at the permit desk of the second notebook. Each has somebody behind it, and a thought.
# Which of them add to what customers get and to what the desk can do for them? The rest is hobby.

# %%
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

import sim
from sim.views import combinations_picture, judgement

pd.set_option("display.precision", 2, "display.max_colwidth", 60)
HERE = next(folder for folder in (Path("scenarios"), Path("../scenarios")) if folder.exists())
permit = sim.load(HERE / "permit.yaml")
pd.DataFrame(
    {change.title: {"thought": change.why, "cost a year": f"{change.cost:,.0f}"} for change in permit.changes.values()}
).T  # fmt: skip

# %% [markdown]
# ## First say what matters
#
# Enough runs make any difference "significant". So the scenario says beforehand which difference is large enough to
# matter, and what may not get worse. Talk about these numbers with your client *before* you look at any result.

# %%
print("outcomes:  ", permit.judge.smallest)
print("guardrails:", permit.judge.least_harm)

# %% [markdown]
# ## Then judge
#
# Every change gets the same applications with the same luck as the design that it alters. Where twenty pairs of runs don't
# decide, more are added. All intervals hold together: with 95%, none of the ten verdicts is false.

# %%
found = sim.judge(permit, list(permit.changes), until_decided=True)
judgement.picture(permit, found)

# %% [markdown]
# Read a row from left to right. Blue: all of some interval lies beyond the grey band on the good side, and none beyond it
# on the bad side. Orange: some interval lies beyond it on the bad side. A ring in the band: too small to matter, and we
# know it. *One more handler* is a hobby that costs: nobody waits for a handler, so that
# nobody is served sooner.
#
# ## Why?
#
# The difference of an outcome falls apart into causes that add up to it exactly.

# %%
why = sim.why(permit, found)
for name in ("clear_form", "look_along", "register_in_five"):
    print(why[name].sentence)

# %%
pd.Series({part.name: part.value for part in why["register_in_five"].few()}, name="goodwill, mark").to_frame()

# %% [markdown]
# Registering faster saves three minutes, and brings more mistakes; applicants find them and come back. That is failure
# demand, and it costs more goodwill than the minutes were worth.
#
# ## Together
#
# Do two changes reinforce each other, or do they mend the same thing? Pairs are run for real; and among all sets that 30,000
# a year can pay, the one that asks least effort of both sides is sought, and run again on other luck.

# %%
together = sim.combine(permit, ["clear_form", "status_messages", "secretary_daily", "pressed_advisers"], budget=30_000)
combinations_picture.picture(permit, together)

# %% [markdown]
# ## What if we are wrong?
#
# Handling times at this desk are guesses. `sim sensitivity scenarios/permit.yaml --verdicts` gives the verdicts over draws of
# all that is assumed. Here is one of these draws by hand: mistakes at the start are half as frequent as we think.

# %%
half = {f"steps.{step}.right_first_time": 0.935 for step in ("register", "register_by_clerk")}
other = sim.what_if(permit, half | {"steps.register.takes": "lognormal 5 min cv 0.8"}, name="in_five_with_fewer_mistakes")
other = sim.what_if(other, half, name="fewer_mistakes")
pair = sim.compare(other, ["fewer_mistakes", "in_five_with_fewer_mistakes"], shown=["goodwill_at_end", "resistance"])
pair.table().droplevel("design")[["baseline_mean", "design_mean", "difference", "half_width", "verdict"]]

# %% [markdown]
# If registering in five minutes made no more mistakes, it would be worth having. The verdict hangs on that one number:
# find it out before you decide.
#
# ## For the client
#
# All of it in one page, in English or Dutch, that opens in any browser and prints on A4:

# %%
with TemporaryDirectory() as folder:
    report = sim.report(permit, until_decided=True)
    report.save(Path(folder) / "permit_report.html")
    print(report.sentence)
    print(f"{(Path(folder) / 'permit_report.html').stat().st_size / 1e6:.1f} MB")
