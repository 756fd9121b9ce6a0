"""Why changes got their verdicts, in words: an explanation of the measure that each rests on, by how many pairs."""

from collections.abc import Iterator, Mapping

from sim.analyses.explain import Explanation
from sim.analyses.judging import Finding, Item, Judgement
from sim.analyses.judging.verdict import HARMFUL, RELEVANT
from sim.catalogue import labels
from sim.catalogue.numbers import pick, scale

HEAD = ("Why", "Waardoor")
_ALONE = ("{what}; that can't be taken apart by cause.", "{what}; dat is niet naar oorzaak uiteen te leggen.")
_FROM = ("{label} from {before} to {after}", "{label} van {before} naar {after}")
_OF = ("{sentence} (By the first {n} of {all} pairs.)", "{sentence} (Naar de eerste {n} van {all} paren.)")


def said(found: Judgement, reasons: Mapping[str, Explanation], language: str) -> Iterator[tuple[str, str]]:
    """Yield, of each relevant or harmful change, the sentence that explains its verdict, or what it rests on."""
    for name, item in found.items.items():
        if name in reasons:
            yield name, _explained(item, reasons[name], language)
        elif item.verdict in (RELEVANT, HARMFUL):
            what = "; ".join(moved(one, language) for one in item.rests_on)
            yield name, pick(_ALONE, language).format(what=what[:1].upper() + what[1:])


def _explained(item: Item, one: Explanation, language: str) -> str:
    n = one.origins[0].replications
    return one.sentence if n == item.n else pick(_OF, language).format(sentence=one.sentence, n=n, all=item.n)


def moved(one: Finding, language: str) -> str:
    """Return from where to where a measure goes: "desk: service level from 48% to 67%"."""
    ends = [one.baseline, one.baseline + one.difference]
    how = scale(one.unit, ends, None, language)
    before, after = map(how.quantity, ends)
    return pick(_FROM, language).format(label=labels.label(one.measure, language), before=before, after=after)
