"""Times as people write them, read as the clock on the wall."""

from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

ZONE = r"\s*(Z|[+-]\d\d:?\d\d)$"
SAMPLE = 2000
DAY_FIRST = [f"%d{s}%m{s}%Y{t}" for s, t in product("-/.", (" %H:%M:%S", " %H:%M", " %H:%M:%S.%f", ""))]
MONTH_FIRST = [form.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m") for form in DAY_FIRST]
YEAR_FIRST = [f"%Y/%m/%d{t}" for t in (" %H:%M:%S", " %H:%M", " %H:%M:%S.%f")]
FORMS = ["ISO8601", *YEAR_FIRST, *DAY_FIRST, *MONTH_FIRST]


@dataclass(frozen=True)
class Stamps:
    """Times as read (NaT where they cannot be), the zones that stood behind them, and in how many ways they were written."""

    times: Any
    zones: tuple[str, ...]
    forms: tuple[str, ...]
    unclear: bool


def stamps(texts: Any) -> Stamps:
    """Read a column of texts; the zone is taken off, so that a weekday stays a weekday."""
    texts = texts.fillna("").str.strip()
    zones = texts.str.extract(ZONE, expand=False)
    bare = texts.str.replace(ZONE, "", regex=True) if zones.notna().any() else texts
    forms = _forms(bare[bare != ""].head(SAMPLE))
    times = pd.to_datetime(bare, format=forms[0], errors="coerce")
    used = [forms[0]]
    if (times.isna() & (bare != "")).any():
        times, used = _others(bare, times, used)
    unclear = used[0] in DAY_FIRST and _reads(bare.head(SAMPLE), MONTH_FIRST[DAY_FIRST.index(used[0])]) == 1.0
    known = tuple(str(zone) for zone in zones.dropna().value_counts().index)
    return Stamps(times.astype("datetime64[us]"), known, tuple(used), unclear)


def _forms(sample: Any) -> list[str]:
    return sorted(FORMS, key=lambda form: -_reads(sample, form))


def _reads(sample: Any, form: str) -> float:
    if not len(sample):
        return 0.0
    return float(pd.to_datetime(sample, format=form, errors="coerce").notna().mean())


def _others(bare: Any, times: Any, used: list[str]) -> tuple[Any, list[str]]:
    """Read what is left in the other ways that there are."""
    left = bare[times.isna() & (bare != "")]
    form = _forms(left.head(SAMPLE))[0]
    read = pd.to_datetime(left, format=form, errors="coerce")
    if read.notna().any():
        times = times.copy()
        times.loc[left.index] = read
        used = [*used, form]
    return times, used
