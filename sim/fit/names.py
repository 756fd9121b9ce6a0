"""Names that a scenario can have, from whatever stands in a log."""

import re
import unicodedata
from collections.abc import Sequence

from sim.fit.events import NONE, Array
from sim.scenario.text.faults import in_a_line
from sim.scenario.text.field_types import RESERVED

LONGEST = 28
_ROLE = {"en": ("staff", "team"), "nl": ("medewerkers", "team")}
_AFTER = {"en": "after", "nl": "na"}


def slug(text: str) -> str:
    """Return a name of small letters, digits and _, no longer than a table can show."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
    short = words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition("_")[0] or words[:LONGEST]
    return short if short[:1].isalpha() else f"step_{short}".rstrip("_")


def unique(names: Sequence[str], taken: Sequence[str] = ()) -> list[str]:
    """Return names of which none is there twice."""
    found = list(taken)
    for name in names:
        number = 2
        made = name
        while made in found:
            made = f"{name}_{number}"
            number += 1
        found.append(made)
    return found[len(taken) :]



_TAKEN = (*RESERVED, "arrive", "new")


def steps(activities: Sequence[str], of_state: Array, before: Sequence[Sequence[int]], language: str = "en") -> list[str]:
    """Return a name for each state: of its activity, the less common ones with what comes before."""
    plain = unique([slug(one) for one in activities], _TAKEN)
    seen: set[int] = set()
    made = []
    for state, groups in zip(of_state.tolist(), before, strict=True):
        known = [plain[one] for one in groups if one != NONE]
        again = state in seen and len(known) == len(groups) == 1
        made.append(f"{plain[state]}_{_AFTER[language]}_{known[0]}" if again else plain[state])
        seen.add(state)
    return unique(made, _TAKEN)


def role(number: int, count: int, language: str) -> str:
    """Return the name of a role."""
    one, several = _ROLE[language]
    return one if count == 1 else f"{several}_{number + 1}"


def comment(text: str) -> str:
    """Return text that can stand behind a # in one line."""
    return in_a_line(text)[:80]
