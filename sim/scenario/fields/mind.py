"""What moments leave behind in a customer. Marks run from 1 to 10; every default is an assumption of ours
unless a source is named."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from sim.scenario.text.field_types import (
    Duration,
    Fields,
    Lasting,
    Mark,
    Number,
    Positive,
    Probability,
    Switch,
    between,
    is_off,
    is_on,
    lasting,
    one_of,
)
from sim.scenario.text.tree import ALSO
from sim.scenario.text.units import UnreadableError, every, number

FOUR_WEEKS = 40320.0
GRIEVANCE = "grievance_half_life"


class PerceivedWait(Fields):
    """Felt wait a w^b; a mark falls by `loss` per felt minute above `acceptable` (above the norm of channel or role where
    there is one), and by `quadratic` w^2.

    Antonides, Verhoef & Van Aalst 2002.
    """

    a: Positive = 1.2
    b: Annotated[float, between(0.05, 5)] = 0.9
    acceptable: Duration = 2.0
    loss: Number = 0.15
    quadratic: Number = 0.0


class HandOver(Fields):
    """Marks lost per transfer and retelling; every next contact for a need times 1 - repeat (SQM)."""

    transfer: Number = 0.4
    retelling: Number = 0.4
    repeat: Probability = 0.15


class Outcome(Fields):
    """Marks added to a moment by its outcome."""

    solved: Number = 0.5
    promised: Number = 0.0
    unsolved: Number = -1.0
    broken: Number = -1.5


class Disconfirmation(Fields):
    """Goodwill moves by k v(d) at the end of a contact, d being its mark less the reference: (1 - omega) times what one
    thought would happen plus omega times what one may expect (Oliver 1980; Tversky & Kahneman 1992; loss aversion: Brown
    et al. 2024, mean 1.96)."""

    k: Annotated[float, between(0, 100)] = 1.0
    power: Annotated[float, between(0.05, 5)] = 0.88
    loss_aversion: Annotated[float, between(0, 100)] = 2.0
    reference: Annotated[Literal["expectation", "goodwill"], one_of("expectation", "goodwill")] = (
        "expectation"
    )
    omega: Probability = 0.5


class Expectation(Fields):
    """What one thinks will happen moves by `up` or `down` times its distance to the mark of a contact; what one may expect
    rises by `drift` times what the mark is above it (Boulding et al. 1993)."""

    up: Probability = 0.2
    down: Probability = 0.2
    drift: Probability = 0.0


class Episode(Fields):
    """Weights of the moments in the mark of a contact, and of the contacts in that of a case (Verhoef, Antonides & De Hoog)."""

    mean: Number = 0.6
    best: Number = 0.2
    worst: Number = 0.2
    last: Number = 0.0


class Leaving(Fields):
    """Probability to leave after a case: p0 exp(-beta (g - g_star)), or linear p0 + beta (g_star - g)+."""

    form: Annotated[Literal["exponential", "linear"], one_of("exponential", "linear")] = "exponential"
    p0: Probability = 0.002
    beta: Annotated[float, between(0, 100)] = 0.4
    g_star: Mark = 7.0


class Handling(Fields):
    """Unhappy customers take longer: time of front steps times 1 + a (g_star - g) / 10."""

    a: Annotated[float, between(0, 10)] = 0.15
    g_star: Mark = 7.0


class WordOfMouth(Fields):
    """A customer tells Poisson(base + gain (g - g_star)+ + loss (g_star - g)+) others at the end of a case; each moves
    by `weight` times the distance to the teller (Anderson 1998: loss / gain is 1 to 2.5)."""

    base: Annotated[float, between(0, 20)] = 0.0
    gain: Annotated[float, between(0, 20)] = 0.1
    loss: Annotated[float, between(0, 20)] = 0.15
    g_star: Mark = 7.0
    weight: Probability = 0.1
    travels: Switch = False


class Recovery(Fields):
    """A need that came back unresolved or with an error, and is then resolved by a moment of at least `mark`, brings goodwill
    back to q times what it was before (de Matos et al. 2007: no loyalty bonus, so q is 1 at most but for a paradox)."""

    q: Annotated[float, between(0, 2)] = 0.9
    mark: Mark = 7.0


def _scale(given: Any) -> Any:
    if given is None:
        return None
    marks = every(given, lambda mark: number(mark, -1e6, 1e6, "a mark")) if isinstance(given, list) else []
    if len(marks) != 2 or not marks[0] < marks[1]:
        raise UnreadableError("[lowest, highest] mark, such as [1, 10], or none", "give the lower mark first")
    return tuple(marks)


class Mind(Fields):
    """Goodwill, what one thinks will happen, what one may expect, and what moves them; a mechanism that is off is None."""

    start_goodwill: Mark = 7.0
    start_expectation: Mark = 7.0
    should_expectation: Mark = 7.0
    baseline: Mark = 7.0
    half_life: Lasting | None = FOUR_WEEKS
    grievance_half_life: Lasting | None = 2 * FOUR_WEEKS
    scale: Annotated[tuple[float, float] | None, BeforeValidator(_scale)] = (1.0, 10.0)
    perceived_wait: PerceivedWait | None = PerceivedWait()
    hand_over: HandOver | None = HandOver()
    outcome: Outcome | None = Outcome()
    disconfirmation: Disconfirmation | None = Disconfirmation()
    expectation: Expectation | None = Expectation()
    episode: Episode | None = Episode()
    leaving: Leaving | None = Leaving()
    handling: Handling | None = None
    word_of_mouth: WordOfMouth | None = None
    recovery: Recovery | None = None

    @model_validator(mode="before")
    @classmethod
    def _switches(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return _half_lives(_decay({key: _switched(key, value) for key, value in given.items()}))


MECHANISMS = (
    "perceived_wait", "hand_over", "outcome", "disconfirmation", "expectation", "episode", "leaving",
    "handling", "word_of_mouth", "recovery",
)  # fmt: skip


def _switched(key: Any, value: Any) -> Any:
    if key in MECHANISMS and is_on(value):
        return {}
    return None if key in (*MECHANISMS, "half_life", GRIEVANCE, "scale") and is_off(value) else value


def _decay(given: dict[Any, Any]) -> dict[Any, Any]:
    """Read `decay` (or `goodwill_half_life`) as half_life: off is none, on the default one."""
    rest = {key: value for key, value in given.items() if key not in ALSO["half_life"]}
    for key in ALSO["half_life"]:
        if key in given and not is_on(given[key]):
            rest.setdefault("half_life", None if is_off(given[key]) else given[key])
    return rest


def _half_lives(given: dict[Any, Any]) -> dict[Any, Any]:
    """Read one half-life as that of delight and of grievance both; one that can't be read is complained of once."""
    if "half_life" in given and GRIEVANCE not in given and _is_readable(given["half_life"]):
        return given | {GRIEVANCE: given["half_life"]}
    return given


def _is_readable(half_life: Any) -> bool:
    try:
        return half_life is None or lasting(half_life) > 0.0
    except UnreadableError:
        return False
