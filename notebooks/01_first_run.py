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
# # A first run: the terrace
#
# You know this terrace. You wait to order. You wait to pay. Then the bill is wrong. Four waiters do their best: would it
# go better if each of them did one thing? In this notebook you read a scenario, run it, compare designs and play with it.

# %%
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

import sim
from sim.views import plots

pd.set_option("display.precision", 2)
HERE = next(folder for folder in (Path("scenarios"), Path("../scenarios")) if folder.exists())
FILE = HERE / "terrace.yaml"
terrace = sim.load(FILE)

# %% [markdown]
# ## Read it
#
# A scenario is a text file. First the **world**: what the owner of the terrace doesn't choose. Then **designs**: what she
# does choose. A step has a role that does it, a time that it takes, and where it goes next.

# %%
text = FILE.read_text(encoding="utf-8").splitlines()
after_one_step = next(number for number, line in enumerate(text) if line.startswith("      draw:"))
print("\n".join(text[:after_one_step]))

# %%
for name, design in terrace.designs.items():
    print(f"design {name}: {design.title}")
for name, change in terrace.changes.items():
    print(f"change {name}: {change.title} ({change.why})")

# %% [markdown]
# ## Run it
#
# One run is one evening, and no two evenings are alike; so we take a hundred. `mean` is the mean over those evenings;
# another hundred would come out within `half_width` of it, with 95% certainty.

# %%
result = sim.run(terrace, "one_does_it_all")
shown = ["arrived", "resolved", "lost", "lead_time", "role.waiter.wait", "role.waiter.wait_p90", "role.waiter.utilisation"]
result.table().loc[shown, ["mean", "half_width", "unit"]]

# %% [markdown]
# ## Compare
#
# Now the same evenings once more, with other designs: the same guests, at the same moments, with the same patience and
# the same luck. Only the design differs. That is why a hundred evenings are enough to see a difference.

# %%
found = sim.compare(terrace, ["one_does_it_all", "separate_roles"])
plots.paired_difference(found)

# %% [markdown]
# The dot is the difference and the bar is where it lies, with 95% certainty for all bars together. What is grey can't be
# told from nought: more evenings might show it, or there is nothing to see.
#
# Who waits, and for whom? Each line says which share waits longer than so many minutes; the dot is the mean.

# %%
plots.waiting(found.results["one_does_it_all"], found.results["separate_roles"])

# %% [markdown]
# One waiter who can do everything never stands idle while a guest waits for "somebody else". That is *pooling*: the same
# people, the same work, other queues.
#
# ## Play with it
#
# `what_if` changes values of a design, in the words of the file. Move the sliders: how many waiters, how patient are the
# guests, how often is the bill wrong?

# %%
MEASURES = {
    "lost": "tables that left", "role.waiter.wait": "wait, minutes", "role.waiter.wait_p90": "one in ten waits longer than, minutes",
    "role.waiter.utilisation": "share of time that waiters are busy", "experience": "mark that guests give a moment",
    "left_customers": "tables that never come back",
}  # fmt: skip


def evening(waiters: int, patience: int, wrong_bill: float) -> pd.DataFrame:
    """Try other values on thirty evenings; patience in minutes."""
    tried = sim.what_if(
        terrace,
        {
            "roles.waiter.staff": {"daily 15:30-23:59": waiters},
            "steps.order.patience": f"exponential {patience} min",
            "steps.ask_bill.right_first_time": 1 - wrong_bill,
        },
        design="one_does_it_all",
    )
    table = sim.run(tried, "what_if", replications=30).table()
    return table.loc[list(MEASURES), ["mean", "half_width"]].rename(index=MEASURES)


WIDE = {"description_width": "initial"}  # or the words before a slider are cut off
widgets.interact(
    evening,
    waiters=widgets.IntSlider(4, 1, 8, description="waiters", style=WIDE, continuous_update=False),
    patience=widgets.IntSlider(25, 1, 60, description="patience, minutes", style=WIDE, continuous_update=False),
    wrong_bill=widgets.FloatSlider(0.1, min=0, max=0.5, step=0.05, description="share of wrong bills", style=WIDE, continuous_update=False),
);  # fmt: skip

# %% [markdown]
# The same without a mouse, for one to five waiters:

# %%
pd.concat({waiters: evening(waiters, 25, 0.1)["mean"] for waiters in range(1, 6)}, axis=1).rename_axis(columns="waiters")

# %% [markdown]
# ## Which change would guests notice?

# %%
changes = [name for name, change in terrace.changes.items() if change.design == "one_does_it_all"]
outcomes = ["role.waiter.wait", "lost", "lead_time", "experience"]
noticed = sim.compare(terrace, ["one_does_it_all", *changes], shown=outcomes)
noticed.table()["verdict"].unstack("measure")[outcomes]

# %% [markdown]
# New aprons change nothing that a guest lives through. That isn't a joke about aprons: it is the question to put to every
# change. What to try next:
#
# - Let the bill be wrong half of the time. Who pays for that: the guests, or the waiters?
# - Give the guests a patience of one minute. The waits become shorter. Is that good news?
# - Copy `terrace.yaml`, add a design of your own, and let `sim validate` tell you what is wrong with it.
