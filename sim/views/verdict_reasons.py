"""Why changes got their verdicts, in words: an explanation of each, of which measure, by how many pairs."""

from collections.abc import Iterator, Mapping

from sim import labels
from sim.judging import Item, Judgement
from sim.numbers import pick
from sim.reasons import Explanation
from sim.reasons.why import matters

HEAD = ("Why", "Waardoor")
_INSTEAD = (
    "{carrying} can't be taken apart; beside it: {sentence}",
    "{carrying} is niet uiteen te leggen; daarnaast: {sentence}",
)
_BESIDE = (
    "{carrying} can't be taken apart, and {other} does not differ enough to matter.",
    "{carrying} is niet uiteen te leggen, en {other} verschilt te weinig om ertoe te doen.",
)
_OF = ("{sentence} (By the first {n} of {all} pairs.)", "{sentence} (Naar de eerste {n} van {all} paren.)")


def said(found: Judgement, reasons: Mapping[str, Explanation], language: str) -> Iterator[tuple[str, str]]:
    """Yield, by change, the sentence that explains its verdict."""
    for name, one in reasons.items():
        yield name, _said(found.items[name], one, language)


def _said(item: Item, one: Explanation, language: str) -> str:
    text, carrying = one.sentence, [finding.measure for finding in item.rests_on]
    if one.measure not in carrying:
        listed, other = labels.listed(carrying, language), labels.label(one.measure, language)
        texts = _INSTEAD if matters(item, one) else _BESIDE
        words = {"carrying": listed[:1].upper() + listed[1:], "other": other, "sentence": text}
        text = pick(texts, language).format(**words)
    n = one.origins[0].replications
    return text if n == item.n else pick(_OF, language).format(sentence=text, n=n, all=item.n)
