"""Changes together, on the terminal: how pairs work on each other, what is best for every budget, and both sides' effort."""

from collections.abc import Iterable

from sim.analyses.combinations import Combinations
from sim.catalogue import labels
from sim.results.results import Difference
from sim.views import words

MOST = 12  # pairs in the table
NAMED = 8  # sets named in a sentence
_COST = ("cost a year", "kosten per jaar")
_A_YEAR = (" a year", " per jaar")
_NOTHING = ("nothing", "niets")
_BEST = (
    "Best within {budget}: {changes}, for {cost}. {label} {gain}; on {n} other replications {anew}.",
    "Het beste binnen {budget}: {changes}, voor {cost}. {label} {gain}; op {n} andere herhalingen {anew}.",
)
_BEST_OF_ALL = (
    "Best: {changes}, for {cost}. {label} {gain}; on {n} other replications {anew}.",
    "Het beste: {changes}, voor {cost}. {label} {gain}; op {n} andere herhalingen {anew}.",
)
_NONE = (
    "No set{within} is distinguishably better than nothing without harm.",
    "Geen verzameling{within} is zonder schade te onderscheiden van niets doen.",
)
_WITHIN = (" within {}", " binnen {}")
_ALL = (
    "All {n} sets that go together and fit were tried; of those that can't be told from the best, the cheapest.",
    "Alle {n} verzamelingen die samengaan en passen zijn geprobeerd; van wat niet van het beste te onderscheiden is, de goedkoopste.",
)
_SOME = (
    "{n} sets were tried, one change added at a time. Where changes do not reinforce each other, no set can gain more than {bound}.",
    "{n} verzamelingen zijn geprobeerd, steeds één verandering erbij. Waar veranderingen elkaar niet versterken, kan geen "
    "verzameling meer winnen dan {bound}.",
)
_APART = (
    "Not together, since they set the same or can't work: {pairs}.",
    "Niet samen, omdat ze hetzelfde zetten of niet werken: {pairs}.",
)
_UNPAIRED = (
    "Pairs were tried of the changes with the largest effects; not of {changes}.",
    "Paren zijn geprobeerd van de veranderingen met de grootste effecten; niet van {changes}.",
)
_FRONT = (
    "Least effort of customers and organisation, beaten by no other: {sets}.",
    "Minste moeite van klanten en organisatie, door geen andere verslagen: {sets}.",
)
_MORE = (" and {n} more", " en nog {n}")
_NOTE = (
    "Interactions hold together with 95%, {if}, other intervals each by itself; {n} pairs of replications.",
    "Wisselwerkingen gelden samen met 95%, {if}, andere intervallen elk afzonderlijk; {n} paren herhalingen.",
)
_HARM = ("harms {}", "schaadt {}")


def named(changes: Iterable[str], language: str) -> str:
    """Return the changes of a set: "clear form + one more"."""
    return " + ".join(change.replace("_", " ") for change in changes) or words.pick(_NOTHING, language)


def cost_head(currency: str, language: str) -> str:
    """Return what stands over or beside a column or axis of costs."""
    head = words.pick(_COST, language)
    return f"{head}, {currency}" if currency else head


def amount(cost: float, language: str) -> str:
    """Return an amount of money without decimals."""
    return words.Scale(1.0, "", 0, language).number(cost)


def money(cost: float, currency: str, language: str) -> str:
    """Return an amount per year without decimals: "12,000 EUR a year"."""
    return f"{amount(cost, language)} {currency}".strip() + words.pick(_A_YEAR, language)


def sentences(found: Combinations, language: str) -> list[str]:
    """Return what was found: the best set, how it was searched, what does not go together, whose effort is least."""
    said = [best(found, language), _searched(found, language)]
    if found.apart:
        pairs = "; ".join(named(pair, language) for pair in found.apart)
        said.append(words.pick(_APART, language).format(pairs=pairs))
    if found.unpaired:
        changes = ", ".join(change.replace("_", " ") for change in found.unpaired)
        said.append(words.pick(_UNPAIRED, language).format(changes=changes))
    return [*said, _front(found, language), words.pick(_NOTE, language).format(n=found.best.trial.gain.n)]


def best(found: Combinations, language: str) -> str:
    """Return the sentence about the best set, with what other replications say of it."""
    trial, anew = found.best.trial, found.best.anew
    budget = "" if found.budget is None else money(found.budget, found.currency, language)
    if not trial.changes:
        within = words.pick(_WITHIN, language).format(budget) if budget else ""
        return words.pick(_NONE, language).format(within=within)
    harm = words.pick(_HARM, language).format(labels.listed(anew.harms, language)) if anew.harms else ""
    label = labels.label(found.outcome, language)
    return words.pick(_BEST if budget else _BEST_OF_ALL, language).format(
        budget=budget,
        changes=named(trial.changes, language),
        cost=money(trial.cost, found.currency, language),
        label=label[:1].upper() + label[1:],
        gain=size(trial.gain, language),
        anew="; ".join([size(anew.gain, language), *([harm] if harm else [])]),
        n=anew.gain.n,
    )


def size(gain: Difference, language: str) -> str:
    """Return a difference with its interval: "-1.2 ± 0.3 min"."""
    how = words.row_scale(gain, language)
    unit = how.change(0.0).partition(" ")[2]
    return f"{how.estimate(gain.difference, gain.interval, sign=True)} {unit}".strip()


def _searched(found: Combinations, language: str) -> str:
    n = found.best.tried - 1  # without the design alone
    if found.best.bound is None:
        return words.pick(_ALL, language).format(n=n)
    gain = found.best.trial.gain
    how = words.row_scale(gain, language)
    return words.pick(_SOME, language).format(n=n, bound=how.change(found.best.bound))


def _front(found: Combinations, language: str) -> str:
    front = found.front
    more = words.pick(_MORE, language).format(n=len(front) - NAMED) if len(front) > NAMED else ""
    sets = "; ".join(named(trial.changes, language) for trial in front[:NAMED])
    return words.pick(_FRONT, language).format(sets=sets + more)
