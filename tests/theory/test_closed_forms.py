"""The closed forms give the known answers to every printed digit, and agree where two of them meet."""

import math

import numpy as np
import pytest

from sim import theory
from sim.theory import impatience

PRINTED = {
    "V01": {"inside": "4", "stay": "5", "wait": "4", "P(stay > 5)": ".367879", "P(wait > 5)": ".294304"},
    "V02a": {"P(wait)": ".409180", "wait": ".204590", "queue": "1.636721", "P(wait > .5)": ".150529"},
    "V02b": {"P(wait)": ".174132", "wait": "7.835937", "within 20 s": ".888350"},
    "V02c": {"P(wait)": ".285270", "wait": "17.116227", "within 20 s": ".795595"},
    "V03": {"wait": "3.5"},
    "V04": {"wait": "2.0"},
    "V05": {"wait": "2.0"},
    "V06": {
        "P(wait)": ".467774", "P(abandon)": ".030912", "wait": ".061824", "wait served": ".060265",
        "P(wait > 0.1)": ".243945", "queue": "2.967576", "utilisation": ".930324",
    },
    "V07": {
        "P(abandon)": ".231972", "wait": ".463944", "P(wait > 1)": ".174400", "P(wait)": ".595954",
        "utilisation": ".877746",
    },
    "V08": {"P(abandon)": ".152332", "P(wait)": ".505679", "wait": ".401872", "P(wait > 1)": ".156052"},
    "V08b": {"P(abandon)": ".121285", "P(wait)": ".606427", "wait": ".727712"},
    "V09": {"inside": "1.666667", "stay": "3.333333", "visits": "1.25", "visits var": ".3125"},
    "V10": {
        "rate a": "10.946915", "rate b": "6.312769", "rate c": "3.357245",
        "use a": ".684182", "use b": ".601216", "use c": ".559541",
        "wait a": ".110009", "wait b": ".085093", "wait c": ".211726",
        "inside": "6.183803", "stay": ".562164", "visits": "1.874266", "work": ".339232",
    },
    "V11": {"wait first": "1.0", "wait second": "3.333333"},
    "V12": {"inside": "3.677339", "queue": "2.032172", "throughput": "1.316133", "stay": "2.794048"},
    "V13": {"at 2": "25.504014", "at 4": "25.569548", "at 8": "14.166149"},
    "V14": {"give_ups": "33.33", "inside": "116.67", "away": "233.33", "lost": ".166667"},
    "V15": {
        "visits tel": "1", "visits handler": ".582781", "visits check": ".655629", "visits rework": ".163907",
        "P(resolved)": ".940861", "work": "25.453642", "work var": "1022.808155", "P(ever rework)": ".123750",
    },
    "V16": {"mean": "-1.442695", "var": ".901684", "mean at 6": "-.225519"},
    "V16b": {"mean": "6.697930", "var": ".129906"},
    "V17": {"at 26": ".867925", "at 52": ".738585", "at 104": ".534767"},
    "V17b": {"at 12": ".839052", "at 52": ".757977"},
    "V18d": {"mean": "2.5", "var": "9.375"},
    "V19": {"total": "13.333333", "load": "4.444444", "away": "80", "wait": ".086784"},
    "V20": {"inside": "3.736696", "P(10 or more)": ".096311"},
    "V21": {"inside": "2.513284", "inside at the mean rate": "2.333333"},
    "V22": {"wait apart": ".554113", "wait pooled": ".204590"},
    "V23": {"rate phone": "17.4", "P(wait)": ".468246", "wait": ".070946"},
    "V24": {"stay": "5.333333", "stay var": "15.111111", "P(stay > 10)": ".114361"},
    "V25": {"P(refused)": ".088928", "queue": "2.489992"},
    "V26": {"experience": "9.2"},
    "V27": {"resistance": "27.053565", "without rework": "21.984085", "friction": ".187387"},
    "V28": {"effort": "12.9", "specialist": "18", "break-even": ".478261"},
    "V29": {"after": "8.086735", "before": "7.543367", "mean": "7.783913"},
    "V29b": {"after": "3.289655", "before": "4.376390", "mean": "3.864346"},
    "V29c": {"good": "8.328", "poor": "-1.693"},
    "V30": {"mean": "5.557"},
    "V31": {"inside": "1445"},
}  # fmt: skip


@pytest.mark.parametrize(("number", "answer"), [(n, a) for n, printed in PRINTED.items() for a in printed])
def test_every_printed_digit(number: str, answer: str) -> None:
    printed = PRINTED[number][answer]
    decimals = len(printed.partition(".")[2])
    assert f"{theory.case(number).answers[answer]:.{decimals}f}" == f"{float(printed):.{decimals}f}"


def test_every_case_is_printed() -> None:
    assert list(theory.cases()) == list(PRINTED)


def _erlang_a_by_chain(rate: float, service_rate: float, n: int, give_up_rate: float) -> tuple[float, float]:
    def death(k: int) -> float:
        return min(k, n) * service_rate + max(0, k - n) * give_up_rate

    p = theory.birth_death(lambda _: rate, death, 2000)
    return float(p[n:].sum()), theory.mean(p[n:])


@pytest.mark.parametrize(
    "model", [(48.0, 1.0, 50, 0.5), (2.0, 0.25, 7, 0.5), (160.0, 1.0, 50, 0.5), (1.0, 2.0, 1, 9.0)]
)
def test_erlang_a_is_its_own_birth_death_chain(model: tuple[float, float, int, float]) -> None:
    exact = theory.erlang_a(*model)
    assert (exact.wait_probability, exact.queue) == pytest.approx(_erlang_a_by_chain(*model), rel=1e-9)


def test_erlang_a_gives_up_at_theta_per_person_waiting() -> None:
    model = theory.erlang_a(48.0, 1.0, 50, 0.5)
    assert 48.0 * model.abandoned == pytest.approx(0.5 * model.queue, rel=1e-9)
    assert model.over(0.0) == pytest.approx(model.wait_probability, rel=1e-12)


def test_erlang_a_with_endless_patience_is_erlang_c() -> None:
    patient, endless = theory.erlang_a(8.0, 1.0, 10, 1e-7), theory.mmc(8.0, 1.0, 10)
    assert patient.wait_probability == pytest.approx(endless.wait_probability, rel=1e-5)
    assert patient.wait == pytest.approx(endless.wait, rel=1e-5)
    assert patient.over(0.5) == pytest.approx(theory.mmc_wait_over(0.5, 8.0, 1.0, 10), rel=1e-5)


def test_erlang_a_without_patience_is_erlang_b() -> None:
    assert theory.erlang_a(8.0, 1.0, 10, 1e7).abandoned == pytest.approx(theory.erlang_b(8.0, 10), rel=1e-4)


def test_weibull_patience_of_shape_one_is_exponential() -> None:
    weibull = theory.impatient(2.0, 0.25, 7, theory.weibull_patience(1.0, 2.0))
    assert weibull[:6] == pytest.approx(theory.erlang_a(2.0, 0.25, 7, 0.5)[:6], rel=1e-9)


def test_area_under_patience_is_the_integral_of_survival() -> None:
    t = np.linspace(0.0, 1.0, 200_001)
    for patience in (theory.weibull_patience(1.5, 2.0), impatience.exponential_patience(0.7)):
        area = float(np.trapezoid(patience.survival(t), t))
        assert float(patience.area(np.array(1.0))) == pytest.approx(area, rel=1e-8)


def test_nobody_waits_longer_than_a_fixed_patience() -> None:
    model = theory.impatient(2.0, 0.25, 8, theory.fixed_patience(2.0))
    assert model.over(2.0) == 0.0
    assert model.over(1.9999) > model.abandoned


def test_one_server_formulas_meet() -> None:
    assert theory.mg1_wait(0.8, 1.0, 1.0) == pytest.approx(theory.mmc(0.8, 1.0).wait)
    assert theory.priority_waits((0.8,), 1.0, 1.0)[0] == pytest.approx(theory.mmc(0.8, 1.0).wait)
    network, loop = theory.jackson((0.5,), (1.0,), (1,), ((0.2,),)), theory.feedback(0.5, 1.0, 0.2)
    assert network.stay == pytest.approx(loop.stay)
    assert theory.mmck(0.8, 1.0, 1, 400)[1] == pytest.approx(theory.mmc(0.8, 1.0).queue, rel=1e-9)


def test_priority_shifts_waiting_and_keeps_its_sum() -> None:
    first, second = theory.priority_waits((0.3, 0.4), 1.0, 1.0)
    assert 0.3 * first + 0.4 * second == pytest.approx(0.7 * theory.mmc(0.7, 1.0).wait)


def test_a_large_population_is_a_stream() -> None:
    closed = theory.finite_population(100_000, 8e-5, 1.0, 10)
    assert closed.queue == pytest.approx(theory.mmc(8.0, 1.0, 10).queue, rel=2e-3)
    assert closed.inside == pytest.approx(closed.throughput * closed.stay)


def test_fatigue_that_changes_nothing_is_a_plain_queue() -> None:
    assert theory.mean(theory.fatigue(0.7, 1.0, 1.0, 0.05, 0.1)) == pytest.approx(0.7 / 0.3, rel=1e-9)


def test_path_moments_against_feedback() -> None:
    case = theory.path(((0.2,),), (1.0,), (1.0,))
    assert case.visits[0] == pytest.approx(1.25)
    # A geometric sum of exponentials is exponential.
    assert case.work_var == pytest.approx(1.25**2)


def test_tandem_tail_starts_at_one_and_has_its_mean() -> None:
    t = np.linspace(0.0, 200.0, 400_001)
    tail = np.array([theory.tandem_over(x, 0.5, 1.0, 0.8) for x in t])
    assert tail[0] == pytest.approx(1.0)
    assert float(np.trapezoid(tail, t)) == pytest.approx(theory.tandem(0.5, 1.0, 0.8).mean, rel=1e-6)


def test_sinusoid_without_swing_fills_up_to_the_load() -> None:
    assert theory.sinusoid_inside(50.0, 20.0, 0.0, 8.0, 2.0) == pytest.approx(10.0)


def test_goodwill_limits() -> None:
    assert theory.anchoring(1.0, 6.0, 1.5, 7.0, 1e9, 4.0) == pytest.approx((6.0, 1.5**2), rel=1e-6)
    assert theory.staying_two_moods(52.0, (0.01, 0.01), 0.05, 0.15) == pytest.approx(math.exp(-0.52))
    assert theory.shot_noise_mean(400.0, 2.0, 0.25, -1.0, 4.0) == pytest.approx(
        theory.shot_noise(0.25, -1.0, 0.5, 4.0).mean
    )


def test_break_even_is_where_both_ways_cost_the_same() -> None:
    solves = theory.break_even(6.0, 23.0, 18.0)
    start = ((6.0, {"referred": 1.0 - solves}), (18.0, {}))
    least = theory.least_resistance({"start": start, "referred": ((23.0, {}),)})
    assert least.value["start"] == pytest.approx(18.0)
    assert 6.0 + (1.0 - solves) * 23.0 == pytest.approx(18.0)
