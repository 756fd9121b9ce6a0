"""A difference and what explains it, in one or two sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sim.analyses.explain.part import Part
from sim.catalogue import labels
from sim.catalogue.numbers import Scale, pick, scale
from sim.results.results import Difference

MOST = 2  # parts named on the side that wins
DECIMALS = 4  # at most
WORTH = 0.1  # of the largest part: smaller ones are not named
_CHANGED = (
    "{label} {way} with {design} by {size}, from {before} to {after}",
    "{label} {way} bij {design} met {size}, van {before} naar {after}",
)
_UNCLEAR = (
    "{label}: no difference found with {design} ({size})",
    "{label}: geen verschil gevonden bij {design} ({size})",
)
_ONCE = (
    "{label} with {design}: {size} (one replication, no interval)",
    "{label} bij {design}: {size} (één herhaling, geen interval)",
)
_SAME = ("{label} is the same with {design}.", "{label} is gelijk bij {design}.")
_NONE = (
    "{label}: no cases in {design} or what it is compared with.",
    "{label}: geen zaken in {design} of waarmee vergeleken wordt.",
)
_WAYS = {"higher": ("rises", "stijgt"), "lower": ("falls", "daalt")}
_BY = (": {parts}", ": {parts}")
_AGAINST = ("; against it {parts}", "; daartegenover {parts}")
_PERHAPS = (
    "; perhaps most of all {parts}, which {n} pairs can't tell from chance",
    "; misschien vooral {parts}, wat {n} paren niet van toeval onderscheiden",
)
_EVEN_OUT = ("; {parts} even out", "; {parts} vallen tegen elkaar weg")
_MOVES = (" The queue moves from {here} to {there}", " De wachtrij verschuift van {here} naar {there}")
_BUSIER = (", where {more}% more visits come", ", waar {more}% meer bezoeken komen")
_AND = (" and ", " en ")


def said(
    measure: str,
    design: str,
    whole: Difference,
    parts: Sequence[Part],
    visits: Mapping[str, Difference],
    language: str,
    interval: bool = True,
) -> str:
    """Return what differs, by which parts most, and where a queue has moved."""
    label = labels.label(measure, language)
    words = {"label": label[:1].upper() + label[1:], "design": design}
    if whole.same or not whole.n:
        return pick(_SAME if whole.n else _NONE, language).format(**words)
    how = written(whole, parts[:1], language)
    first = _whole(whole, how, language, interval).format(**words)
    return f"{first}{_why(whole, parts, how, language)}.{_moved(parts, visits, language)}"


def written(whole: Difference, parts: Sequence[Part], language: str) -> Scale:
    """Choose unit and decimals for a difference and parts of it: those of both means, and none is written as nought."""
    means = [one.mean for one in (whole.baseline, whole.design) if one]
    how = scale(whole.unit, means, whole.half_width, language)
    values = [whole.difference, whole.half_width or 0.0, *(part.value for part in parts)]
    while how.decimals < DECIMALS and any(
        value and round(how.factor * value, how.decimals) == 0.0 for value in values
    ):
        how = replace(how, decimals=how.decimals + 1)
    return how


def _whole(whole: Difference, how: Scale, language: str, interval: bool) -> str:
    """Return the text about the whole, with label and design left open."""
    assert whole.baseline is not None
    assert whole.design is not None
    texts = _ONCE if whole.half_width is None else _CHANGED if whole.distinguishable else _UNCLEAR
    means = [whole.baseline.mean, whole.design.mean]
    return pick(texts, language).format(
        label="{label}",
        design="{design}",
        way=pick(_WAYS[whole.verdict], language) if whole.distinguishable else "",
        size=_size(whole, how, interval),
        before=how.number(means[0]),
        after=how.quantity(means[1]),
    )


def _size(whole: Difference, how: Scale, interval: bool) -> str:
    """Return how large it is, with its interval: "0.157 ± 0.100 min"."""
    ends, clear = whole.interval if interval else None, whole.distinguishable
    if clear and ends and whole.difference < 0.0:  # the sentence says which way
        ends = -ends[1], -ends[0]
    size = abs(whole.difference) if clear else whole.difference
    return f"{how.estimate(size, ends, sign=not clear)} {how.change(0.0).partition(' ')[2]}".strip()


def _why(whole: Difference, parts: Sequence[Part], how: Scale, language: str) -> str:
    """Return the parts that matter, those in the direction of the whole first."""
    clear = [part for part in parts if part.distinguishable]
    clear = [part for part in clear if abs(part.value) >= WORTH * abs(clear[0].value)]
    with_it = [part for part in clear if part.value * whole.difference > 0.0][:MOST]
    against = [part for part in clear if part.value * whole.difference < 0.0][:1]
    if not whole.distinguishable:
        both = with_it[:1] + against
        return _told(_EVEN_OUT, both, how, language) if len(both) > 1 else ""
    told = _told(_BY, with_it, how, language) + _told(_AGAINST, against, how, language)
    return told + _told(_PERHAPS, _untold(whole, parts, clear), how, language, n=whole.n)


def _untold(whole: Difference, parts: Sequence[Part], clear: Sequence[Part]) -> list[Part]:
    """Return the largest part where it goes the way of the whole, larger than all that are told, and can't be told itself."""
    largest = max(parts, key=lambda part: abs(part.value), default=None)
    if largest is None or largest.distinguishable or largest.half_width is None:
        return []
    more = all(abs(largest.value) > abs(part.value) for part in clear)
    return [largest] if more and largest.value * whole.difference > 0.0 else []


def _told(texts: tuple[str, str], parts: Sequence[Part], how: Scale, language: str, n: int = 0) -> str:
    if not parts:
        return ""
    named = [f"{part.name} ({how.number(part.value, sign=True)})" for part in parts]
    return pick(texts, language).format(parts=pick(_AND, language).join(named), n=n)


def _moved(parts: Sequence[Part], visits: Mapping[str, Difference], language: str) -> str:
    """Return from where to where a queue moves: waits that fall at one role and rise at another; '' for none."""
    waits = [part for part in parts if part.cause == "wait" and part.distinguishable]
    waits = [part for part in waits if abs(part.value) >= WORTH * abs(waits[0].value)]
    fewer = next((part.role for part in waits if part.value < 0.0), None)
    more = next((part.role for part in waits if part.value > 0.0), None)
    if fewer is None or more is None:
        return ""
    text = pick(_MOVES, language).format(here=fewer.replace("_", " "), there=more.replace("_", " "))
    busier = visits.get(more)
    if busier is not None and busier.baseline and busier.distinguishable and busier.difference > 0.0:
        share = f"{100.0 * busier.difference / busier.baseline.mean:.2g}"
        text += pick(_BUSIER, language).format(more=share.replace(".", pick((".", ","), language)))
    return f"{text}."
