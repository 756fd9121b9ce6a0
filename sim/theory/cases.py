"""Models with known answers: each case by its number, with the answers as closed forms give them."""

from collections.abc import Callable
from typing import NamedTuple

from sim.theory import chains, goodwill, impatience, networks, paths, queues, resistance, transient

Answers = dict[str, float]


class KnownCase(NamedTuple):
    """A model with known answers, in the unit of time that its title names (if none: any)."""

    title: str
    answers: Answers


PATH = ((0.0, 0.55, 0.0, 0.0), (0.0, 0.0, 0.9, 0.0), (0.0, 0.0, 0.0, 0.25), (0.0, 0.2, 0.8, 0.0))
SHORT_PATH = (*PATH[:2], (0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0))
PATH_MEANS, PATH_SCVS = (4.0, 25.0, 6.0, 18.0), (1.0, 1.0, 0.25, 1.0)
PATH_RESOLVED, SHORT_RESOLVED = (0.42, 0.05, 0.75, 0.0), (0.42, 0.05, 1.0, 0.0)

YEAR = 365.0 / 7.0  # weeks


def _one_desk() -> Answers:
    desk = queues.mmc(0.8, 1.0)
    return {
        "inside": desk.inside,
        "stay": desk.stay,
        "wait": desk.wait,
        "P(stay > 5)": queues.mm1_stay_over(5.0, 0.8, 1.0),
        "P(wait > 5)": queues.mmc_wait_over(5.0, 0.8, 1.0),
    }


def _ten_desks() -> Answers:
    desk = queues.mmc(8.0, 1.0, 10)
    over = queues.mmc_wait_over(0.5, 8.0, 1.0, 10)
    return {"P(wait)": desk.wait_probability, "wait": desk.wait, "queue": desk.queue, "P(wait > .5)": over}


def _service_level(staff: int) -> Answers:
    rate, service_rate = 100.0 / 1800.0, 1.0 / 180.0
    desk = queues.mmc(rate, service_rate, staff)
    within = 1.0 - queues.mmc_wait_over(20.0, rate, service_rate, staff)
    return {"P(wait)": desk.wait_probability, "wait": desk.wait, "within 20 s": within}


def _impatient(model: impatience.Impatience, over: float) -> Answers:
    return {
        "P(wait)": model.wait_probability,
        "P(abandon)": model.abandoned,
        "wait": model.wait,
        "wait served": model.wait_served,
        f"P(wait > {over:g})": model.over(over),
        "queue": model.queue,
        "utilisation": model.utilisation,
    }


def _feedback() -> Answers:
    case = networks.feedback(0.5, 1.0, 0.2)
    return {"inside": case.inside, "stay": case.stay, "visits": case.visits, "visits var": case.visits_var}


def _three_roles() -> Answers:
    routing = ((0.0, 0.5, 0.1), (0.15, 0.0, 0.2), (0.0, 0.25, 0.0))
    net = networks.jackson((10.0, 0.0, 1.0), (8.0, 3.5, 6.0), (2, 3, 1), routing)
    answers = {"inside": net.inside, "stay": net.stay, "visits": net.visits, "work": net.work}
    for name, rate, role in zip("abc", net.rates, net.roles, strict=True):
        answers |= {f"rate {name}": rate, f"use {name}": role.utilisation, f"wait {name}": role.wait}
    return answers


def _priority() -> Answers:
    urgent, ordinary = queues.priority_waits((0.3, 0.4), 1.0, 1.0)
    return {"wait first": urgent, "wait second": ordinary}


def _path() -> Answers:
    case = paths.path(PATH, PATH_MEANS, PATH_SCVS)
    names = ("visits tel", "visits handler", "visits check", "visits rework")
    visits = dict(zip(names, case.visits, strict=True))
    return visits | {
        "P(resolved)": paths.absorbed(PATH, PATH_RESOLVED),
        "work": case.work,
        "work var": case.work_var,
        "P(ever rework)": paths.ever(PATH, 3),
    }


def _shot_noise() -> Answers:
    settled = goodwill.shot_noise(0.25, -1.0, 0.5, 4.0)
    early = goodwill.shot_noise_mean(6.0, 2.0, 0.25, -1.0, 4.0)
    return {"mean": settled.mean, "var": settled.var, "mean at 6": early}


def _level(mark: float) -> Answers:
    return goodwill.visited(goodwill.level(mark), 4.0, (4.0, 8.0))._asdict()


def _written_in_steps() -> Answers:
    """Goodwill at a desk of 6, 6 contacts a year: the same in however many steps its work is written down."""
    often = YEAR / 6.0
    return {"mean": goodwill.visited(goodwill.level(6.0), often, (4.0, 8.0)).mean}


def _treadmill(mark: float) -> float:
    return goodwill.visited(goodwill.level(mark), YEAR / 12.0, (4.0, 8.0)).mean


def _word_of_mouth() -> Answers:
    return goodwill.told(0.6)._asdict()


def _speed_by_load() -> Answers:
    p = chains.speed_by_load(0.8, lambda n: 1.0 if n <= 2 else 1.15 if n <= 9 else 0.9)
    return {"inside": chains.mean(p), "P(10 or more)": float(p[10:].sum())}


def _fatigue() -> Answers:
    wrongly = queues.mmc(0.7, (0.1 * 1.1 + 0.05 * 0.8) / 0.15)
    return {
        "inside": chains.mean(chains.fatigue(0.7, 1.1, 0.8, 0.05, 0.1)),
        "inside at the mean rate": wrongly.inside,
    }


def _pooling() -> Answers:
    return {"wait apart": queues.mmc(4.0, 1.0, 5).wait, "wait pooled": queues.mmc(8.0, 1.0, 10).wait}


def _self_service() -> Answers:
    rate = networks.self_service_rate(30.0, 0.6, 0.3)
    phone = queues.mmc(rate, 6.0, 4)
    return {"rate phone": rate, "P(wait)": phone.wait_probability, "wait": phone.wait}


def _tandem() -> Answers:
    stay = networks.tandem(0.5, 1.0, 0.8)
    over = networks.tandem_over(10.0, 0.5, 1.0, 0.8)
    return {"stay": stay.mean, "stay var": stay.var, "P(stay > 10)": over}


def _line_closed() -> Answers:
    refused, queue = queues.mmck(2.0, 0.25, 8, 15)
    return {"P(refused)": refused, "queue": queue}


def _quadratic() -> Answers:
    wait, square = queues.mmc(0.8, 1.0).wait, queues.mm1_wait_square(0.8, 1.0)
    return {"experience": 10.0 - 0.1 * wait - 0.01 * square}


def _resistance() -> Answers:
    now = resistance.resistance(PATH, PATH_MEANS, PATH_RESOLVED)
    without = resistance.resistance(SHORT_PATH, PATH_MEANS, SHORT_RESOLVED)
    again = 1.0 - paths.absorbed(SHORT_PATH, PATH_MEANS) / paths.absorbed(PATH, PATH_MEANS)
    friction = (
        1.0 - without / now
    )  # against the design without rework; `again` is the share done again on the path itself
    return {"resistance": now, "without rework": without, "friction": friction, "done again": again}


def _least_resistance() -> Answers:
    start: tuple[resistance.Option[str], ...] = ((6.0, {"referred": 0.3}), (18.0, {}))
    least = resistance.least_resistance({"start": start, "referred": ((3.0 + 20.0, {}),)})
    return {
        "effort": least.value["start"],
        "specialist": 18.0,
        "break-even": resistance.break_even(6.0, 23.0, 18.0),
    }


def _at(times: tuple[float, ...], answer: Callable[[float], float]) -> Answers:
    return {f"at {t:g}": answer(t) for t in times}


_BUILDERS: dict[str, tuple[str, Callable[[], Answers]]] = {
    "V01": ("M/M/1", _one_desk),
    "V02a": ("Erlang C", _ten_desks),
    "V02b": ("service level with 14 staff, seconds", lambda: _service_level(14)),
    "V02c": ("service level with 13 staff, seconds", lambda: _service_level(13)),
    "V03": ("M/G/1, lognormal service", lambda: {"wait": queues.mg1_wait(0.7, 1.0, 2.0)}),
    "V04": ("M/D/1", lambda: {"wait": queues.mg1_wait(0.8, 1.0, 0.0)}),
    "V05": ("M/E3/1", lambda: {"wait": queues.mg1_wait(0.75, 1.0, 1.0 / 3.0)}),
    "V06": ("Erlang A", lambda: _impatient(impatience.erlang_a(48.0, 1.0, 50, 0.5), 0.1)),
    "V07": ("Erlang A, overload", lambda: _impatient(impatience.erlang_a(2.0, 0.25, 7, 0.5), 1.0)),
    "V08": (
        "M/M/n, Weibull patience",
        lambda: _impatient(impatience.impatient(2.0, 0.25, 8, impatience.weibull_patience(1.5, 2.0)), 1.0),
    ),
    "V08b": (
        "M/M/n, fixed patience",
        lambda: _impatient(impatience.impatient(2.0, 0.25, 8, impatience.fixed_patience(2.0)), 1.0),
    ),
    "V09": ("M/M/1 with feedback", _feedback),
    "V10": ("three roles with rework (Jackson), hours", _three_roles),
    "V11": ("priority, never breaking off", _priority),
    "V12": ("finite population M/M/2//30", lambda: queues.finite_population(30, 0.05, 0.8, 2)._asdict()),
    "V13": (
        "M(t)/M/inf",
        lambda: _at((2.0, 4.0, 8.0), lambda t: transient.sinusoid_inside(t, 20.0, 0.6, 8.0, 1.0)),
    ),
    "V14": (
        "redial under overload, minutes",
        lambda: transient.redial_fluid(60.0, 1.0, 50, 0.5, 0.7, 0.1)._asdict(),
    ),
    "V15": ("path of a case, minutes", _path),
    "V16": ("goodwill as shot noise, weeks", _shot_noise),
    "V16b": (
        "anchoring with decay, weeks",
        lambda: goodwill.anchoring(0.3, 6.0, 1.5, 7.0, 0.25, 4.0)._asdict(),
    ),
    "V17": (
        "leaving with two moods, weeks",
        lambda: _at((26.0, 52.0, 104.0), lambda t: goodwill.staying_two_moods(t, (0.002, 0.02), 0.05, 0.15)),
    ),
    "V17b": (
        "leaving with decaying grievance, weeks",
        lambda: _at((12.0, 52.0), lambda t: goodwill.staying_with_grievance(t, 0.002, 0.03, 4.0)),
    ),
    "V18d": ("word-of-mouth branching", _word_of_mouth),
    "V19": (
        "failure demand (Erlang R), hours",
        lambda: networks.erlang_r(10.0, 3.0, 6, 0.25, 24.0)._asdict(),
    ),
    "V20": ("load-dependent speed", _speed_by_load),
    "V21": ("fatigue", _fatigue),
    "V22": ("pooling", _pooling),
    "V23": ("self-service leak, hours", _self_service),
    "V24": ("tandem", _tandem),
    "V25": ("line closed M/M/8/15", _line_closed),
    "V26": ("quadratic wait penalty", _quadratic),
    "V27": ("resistance, minutes", _resistance),
    "V28": ("least-resistance routing, minutes", _least_resistance),
    "V29": ("goodwill of a level of service, an 8 every 4 weeks", lambda: _level(8.0)),
    "V29b": ("goodwill of a level of service, a 6 every 4 weeks", lambda: _level(6.0)),
    "V29c": (
        "a desk of 9.0 and one of 3.5, twelve times a year, marks without bounds",
        lambda: {"good": _treadmill(9.0), "poor": _treadmill(3.5)},
    ),
    "V30": ("written in one, two or three steps, weeks", _written_in_steps),
    "V31": ("starved class, minutes", lambda: {"inside": transient.overloaded_inside(14_400.0, 1.2, 1.0)}),
}


def case(number: str) -> KnownCase:
    """Return one case with its answers, by number, as "V06"."""
    title, answers = _BUILDERS[number]
    return KnownCase(title, answers())


def cases() -> dict[str, KnownCase]:
    """Return every case with its answers, in the order of their numbers."""
    return {number: case(number) for number in _BUILDERS}
