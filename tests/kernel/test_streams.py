"""Keyed draws: the generator's published answers, and uniform and independent where the model uses them."""

import itertools
import math
from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from sim.kernel import distributions, jit, streams

# Random123, kat_vectors, philox4x32 10 rounds
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
PURPOSES = {name: value for name, value in vars(streams).items() if name.isupper() and isinstance(value, int)}
REGISTERED = list(PURPOSES)[: list(PURPOSES).index("PURPOSES")]


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN)
@pytest.mark.parametrize("form", [streams.philox, jit.plain(streams.philox)], ids=["compiled", "plain"])
def test_philox_gives_its_published_answers(form, counter, key, words) -> None:
    assert form(*counter, *key) == words


def test_purposes_never_collide() -> None:
    assert len(REGISTERED) >= 14
    numbers = [PURPOSES[name] for name in REGISTERED]
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < streams.PURPOSES


def test_different_places_never_share_a_counter() -> None:
    seen = set()
    places = itertools.product(
        (0, 1, 2**63 - 1), (0, 5, streams.REPLICATIONS - 1), (0, 1, 2**62), (1, 14), (0, 7), (0, 63)
    )
    for seed, replication, entity, purpose, occurrence, attempt in places:
        key = (seed & 0xFFFFFFFF, seed >> 32)
        counter = (
            entity & 0xFFFFFFFF,
            entity >> 32,
            occurrence,
            (replication << 12) | (purpose << 6) | attempt,
        )
        assert all(0 <= word < 2**32 for word in (*counter, *key))
        seen.add((counter, key))
    assert len(seen) == 3 * 3 * 3 * 2 * 2 * 2


def visits(n: int, purpose: int, slot: int) -> np.ndarray:
    entity = streams.case_entity(12345, 0)
    return np.array([streams.block(7, 0, entity + case, purpose, 3 << 20, 0)[slot] for case in range(n)])


@pytest.mark.parametrize("purpose", [streams.ARRIVAL, streams.VISIT, streams.OUTCOME, streams.LAG])
@pytest.mark.parametrize("slot", [0, 1])
def test_draws_are_uniform_over_cases(purpose: int, slot: int) -> None:
    u = visits(20_000, purpose, slot)
    assert u.min() > 0.0
    assert u.max() < 1.0
    assert stats.kstest(u, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(u[:-1], u[1:])[0, 1]) < 4 / math.sqrt(len(u))


def test_draws_are_independent_over_purposes_slots_and_replications() -> None:
    n = 20_000
    columns = [
        visits(n, purpose, slot)
        for purpose in (streams.VISIT, streams.OUTCOME, streams.LAG)
        for slot in (0, 1)
    ]
    entity = streams.case_entity(12345, 0)
    columns += [np.array([streams.block(s, r, entity + c, streams.VISIT, 3 << 20, 0)[0] for c in range(n)])
                for s, r in ((8, 0), (7, 1))]  # fmt: skip
    correlation = np.corrcoef(columns) - np.eye(len(columns))
    assert np.abs(correlation).max() < 4.5 / math.sqrt(n)
    cells = np.histogram2d(columns[0], columns[2], bins=16)[0]
    assert stats.chisquare(cells.ravel()).pvalue > 1e-3


LAWS = {
    "exponential": ((distributions.EXPONENTIAL, 3.0, 0.0, 0.0), stats.expon(scale=3.0)),
    "uniform": ((distributions.UNIFORM, 1.0, 6.0, 0.0), stats.uniform(1.0, 5.0)),
    "triangular": ((distributions.TRIANGULAR, 1.0, 2.0, 9.0), stats.triang(1 / 8, 1.0, 8.0)),
    "gamma": ((distributions.GAMMA, 3.0, 0.5, 0.0), stats.gamma(3.0, scale=0.5)),
    "gamma below one": ((distributions.GAMMA, 0.4, 2.0, 0.0), stats.gamma(0.4, scale=2.0)),
    "lognormal": ((distributions.LOGNORMAL, 1.0, 0.8, 0.0), stats.lognorm(0.8, scale=math.e)),
    "weibull": ((distributions.WEIBULL, 0.9, 4.0, 0.0), stats.weibull_min(0.9, scale=4.0)),
    "normal": ((distributions.NORMAL, 6.0, 1.5, 0.0), stats.norm(6.0, 1.5)),
}


def draws(law: tuple[float, ...], n: int, zero: float = 0.0) -> np.ndarray:
    table = np.zeros(1)
    made = []
    for entity in range(n):
        u = streams.block(3, 0, entity, streams.VISIT, 1, 0)[1]
        made.append(distributions.sample(*law, zero, table, 0, 0, u, 3, 0, entity, streams.VISIT, 1, 1))
    return np.array(made)


@pytest.mark.parametrize("name", LAWS)
def test_distributions_are_what_they_say(name: str) -> None:
    law, truth = LAWS[name]
    assert stats.kstest(draws(law, 20_000), truth.cdf).pvalue > 1e-3


def test_a_share_of_nought_is_kept_apart() -> None:
    some = draws((distributions.EXPONENTIAL, 3.0, 0.0, 0.0), 20_000, zero=0.3)
    assert abs((some == 0.0).mean() - 0.3) < 0.015
    assert stats.kstest(some[some > 0.0], stats.expon(scale=3.0).cdf).pvalue > 1e-3


def test_empirical_values_come_with_their_shares() -> None:
    table = np.array([0.0, 1.0, 2.0, 4.0, 0.25, 0.75, 1.0])
    values = [distributions.empirical(table, 1, 3, u) for u in (0.1, 0.25, 0.3, 0.75, 0.76, 0.999)]
    assert values == [1.0, 1.0, 2.0, 2.0, 4.0, 4.0]


def test_normal_quantile_against_the_standard_library() -> None:
    for u in (1e-16, 1e-9, 0.01, 0.074, 0.3, 0.5, 0.7, 0.93, 1 - 1e-9):
        assert distributions.normal_quantile(u) == pytest.approx(
            NormalDist().inv_cdf(u), rel=1e-13, abs=1e-15
        )
