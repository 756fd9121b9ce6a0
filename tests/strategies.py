"""Random scenarios: small, crowded, full of ties, with mechanisms switched on and off."""

from typing import Any

from hypothesis import strategies as st

from sim.scenario import Scenario

WHOLE = st.sampled_from(["0 min", "1 min", "2 min", "3 min", "5 min", "10 min"])
SOME_WHOLE = st.sampled_from(["1 min", "2 min", "3 min", "5 min", "10 min", "25 min"])
LONG = st.sampled_from(["10 min", "25 min", "40 min"])  # outlasts a shift, mostly
FLOWING = st.sampled_from(
    ["exponential 3 min", "uniform 1 6 min", "triangular 1 2 9 min", "erlang 2 4 min", "gamma 4 min cv 1.4",
     "lognormal 3 min cv 1.2", "weibull 0.9 4 min"]
)  # fmt: skip
EMPIRICAL = st.sampled_from(
    [{"empirical": ["1 min", "2 min", "4 min"], "weights": [1, 2, 1]}, {"empirical": ["3 min", "5 min"]}]
)
SHARES = st.sampled_from([0.1, 0.25, 0.5])
WORKING = st.sampled_from(["0.1 working hours", "0.5 working hours", "2 working hours", "1 working day"])
WORKING_HOURS = st.sampled_from(
    [None, "mon 00:10-01:30", ["mon 00:00-00:20", "mon 00:40-03:00"], "daily 00:00-02:00", "always"]
)


@st.composite
def laws(draw: st.DrawFn, ties: bool, zero: bool = False) -> Any:
    """A duration: on whole minutes where ties are wanted, mostly."""
    if ties:
        return draw(st.one_of(WHOLE if zero else SOME_WHOLE, EMPIRICAL))
    return draw(st.one_of(SOME_WHOLE, FLOWING, EMPIRICAL))


@st.composite
def patience(draw: st.DrawFn, ties: bool) -> Any:
    """Patience, some of it nought."""
    law = draw(laws(ties, zero=True))
    return draw(
        st.one_of(st.just(law), st.just({"zero": 0.3, "otherwise": law if law != "0 min" else "2 min"}))
    )


@st.composite
def staff(draw: st.DrawFn) -> Any:
    """A number, or a plan whose shifts begin and end on whole minutes of the first day."""
    if draw(st.booleans()):
        return draw(st.integers(1, 5))
    blocks, end = {}, 0
    for _ in range(draw(st.integers(1, 4))):
        begin = end + draw(st.sampled_from([0, 0, 10, 20, 60]))  # at once after the last, or closed between
        end = begin + draw(st.integers(1, 9)) * 10
        blocks[f"mon {_clock(begin)}-{_clock(end)}"] = draw(st.integers(1, 3))
    return blocks


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@st.composite
def breaks(draw: st.DrawFn, staff: Any) -> Any:
    """None mostly, or a break for one in the middle of the first block, or of everything."""
    if draw(st.integers(0, 3)) > 0:
        return None
    if isinstance(staff, int):
        return {"mon 00:30-00:50": 1}
    begin = next(iter(staff)).split()[1].split("-")[0]
    hours, minutes = map(int, begin.split(":"))
    return {f"mon {begin}-{_clock(60 * hours + minutes + 10)}": 1}


@st.composite
def spells(draw: st.DrawFn, ties: bool) -> Any:
    """None mostly, or spells of slower or quicker work."""
    if draw(st.integers(0, 3)) > 0:
        return None
    return {"every": draw(laws(ties)), "last": draw(laws(ties)), "speed": draw(st.sampled_from([0.5, 2.0]))}


@st.composite
def energies(draw: st.DrawFn) -> Any:
    """Off, or energy that changes fast, its parts on and off one by one."""
    if draw(st.booleans()):
        return None
    return {
        "recover": draw(st.sampled_from([0, 2.0])),
        "drain": draw(st.sampled_from([0, 0.5, 3.0])),
        "hostile": draw(st.sampled_from([0, 0.2])),
        "hostile_below": draw(st.sampled_from([5, 7.5])),
        "handling": draw(st.sampled_from([0, 0.5])),
        "errors": draw(st.sampled_from([0, 2.0])),
        "absence": draw(st.sampled_from(["off", {"base": 0.2}])),
        "turnover": draw(st.sampled_from(["off", {"base": 0.1, "vacancy": "1 h"}])),
    }


@st.composite
def appointments(draw: st.DrawFn, ties: bool) -> Any:
    """None mostly, or short slots, some of them kept free, with customers who move them, miss them and come late."""
    if draw(st.integers(0, 2)) > 0:
        return None
    return {
        "slots": draw(st.sampled_from(["5 min", "7 min", "10 min"])),
        "horizon": draw(st.sampled_from(["20 min", "40 min", "3 h", "2 days"])),
        "side_by_side": draw(st.sampled_from([None, None, {"mon 00:10-04:00": 1}, {"mon 00:00-01:00": 2, "mon 01:00-03:00": 1}])),
        "notice": draw(st.sampled_from(["0 min", "0 min", "5 min"])),
        "day": draw(st.sampled_from(["first_free", "first_free", "preferred"])),
        "kept_free": draw(st.sampled_from([0.0, 0.25, 0.5])),
        "urgent": draw(st.sampled_from([0.0, 0.4, {"question": 1.0, "notice": 0.2}])),
        "no_show": draw(st.sampled_from([0.0, 0.3])),
        "moves": draw(st.sampled_from([0.0, 0.3])),
        "late": draw(st.one_of(st.none(), laws(ties, zero=True))),
    }


@st.composite
def roles(draw: st.DrawFn, names: list[str], ties: bool) -> dict[str, Any]:
    """Roles with shift plans, limits and disciplines."""
    plans = {name: draw(staff()) for name in names}
    return {
        name: {
            "staff": plans[name],
            "breaks": draw(breaks(plans[name])),
            "at_closing": draw(st.sampled_from(["serve", "serve", "send_home", "cut_off"])),
            "when_full": draw(st.sampled_from(["block", "block", "refuse"])),
            "end_of_shift": draw(st.sampled_from(["finish", "suspend"])),
            "queue_limit": draw(st.sampled_from([None, None, None, 0, 1, 4])),
            "norm": draw(st.one_of(st.sampled_from([None, "1 min"]), WORKING)),
            "absence": draw(st.sampled_from([0, 0, 0.3])),
            "continuity": draw(st.booleans()),
            "discipline": draw(st.sampled_from(["priority", "first_come"])),
            "strain": draw(st.sampled_from([0.0, 1.0, 1.0, 2.0])),
            "pace": draw(st.sampled_from([None, None, {"from 2": 1.5, "from 4": 0.5}])),
            "spells": draw(spells(ties)),
            "appointments": draw(appointments(ties)),
        }
        for name in names
    }


@st.composite
def branches(draw: st.DrawFn, names: list[str], here: int, ties: bool) -> dict[str, Any]:
    """Routing: mostly onward, sometimes back, always with a way out."""
    then: dict[str, Any] = {}
    left = 1.0
    for _ in range(draw(st.integers(0, 2))):
        to = draw(st.sampled_from(names))
        share = draw(SHARES) * left
        if to in then or share == left:
            continue
        then[to] = {
            "share": share,
            "after": draw(st.one_of(st.none(), laws(ties), WORKING)),
            "failure": draw(st.booleans()),
        }
        left -= share
    out = draw(st.sampled_from(["resolved"] * 5 + ["lost", "withdrawn", "unresolved"]))
    then[out] = {"share": left}
    if here + 1 < len(names) and names[here + 1] not in then and draw(st.booleans()):
        then[out] = {"share": left / 2}
        then[names[here + 1]] = {"share": left / 2}
    return then


@st.composite
def steps(draw: st.DrawFn, names: list[str], role_names: list[str], ties: bool) -> dict[str, Any]:
    """Steps, in front and at the back, by roles and by customers themselves."""
    made: dict[str, Any] = {}
    for i, name in enumerate(names):
        absent = draw(st.booleans())
        step: dict[str, Any] = {
            "role": draw(st.sampled_from([*role_names, *role_names, "self"])),
            "takes": draw(LONG if absent and ties else laws(ties, zero=i > 0 and ties)),
            "customer": "absent" if absent else "present",
            "right_first_time": draw(st.sampled_from([1.0, 0.6])),
            "then": draw(branches(names, i, ties)),
            "promise": draw(st.one_of(st.sampled_from([None, "2 min", "10 min"]), WORKING)),
            "patience": draw(st.one_of(st.none(), st.none(), patience(ties))),
            "priority": draw(st.sampled_from([None, 1, 2, 3])),
            "mark": draw(st.sampled_from([7, 8, "normal 6 1.5"])),
            "retell": draw(st.booleans()),
            "queue": draw(st.sampled_from(["once", "once", "again"])),
            "effort": draw(st.booleans()),
            "again": draw(st.sampled_from(["rework", "value"])),
            "counts_as": draw(st.sampled_from(["value", "rework"])),
        }
        if step["role"] != "self" and i + 1 < len(names):  # only onward: nobody is sent round at one instant
            onward = st.one_of(st.none(), st.none(), st.sampled_from(names[i + 1 :]))
            step |= {"on_abandon": draw(onward), "on_refusal": draw(onward)}
            step["choose"] = draw(st.sampled_from(["first_free", "shortest_queue", "least_wait"]))
            step["overflow"] = {"after": draw(SOME_WHOLE), "to": to} if (to := draw(onward)) else None
        if i > 0 and draw(st.booleans()):
            step |= {"finds": names[:i], "detects": draw(st.sampled_from([0.5, 1.0]))}
            step["on_error"] = draw(st.sampled_from([None, names[0]]))
        made[name] = step
    return made


@st.composite
def minds(draw: st.DrawFn, population: int | None) -> Any:
    """Psychology, its mechanisms on and off one by one."""
    if draw(st.integers(0, 3)) == 0:
        return None
    mind: dict[str, Any] = {
        name: draw(st.booleans())
        for name in (
            "perceived_wait", "hand_over", "outcome", "disconfirmation", "expectation", "episode", "leaving", "handling", "decay",
        )
    }  # fmt: skip
    if mind.pop("leaving"):
        mind["leaving"] = {"p0": 0.05, "form": draw(st.sampled_from(["exponential", "linear"]))}
    if mind.pop("decay"):
        mind["half_life"] = draw(st.sampled_from(["30 min", "4 weeks"]))
        mind["grievance_half_life"] = draw(st.sampled_from(["1 h", "8 weeks", "none"]))
    else:
        mind["decay"] = "off"
    if mind.pop("disconfirmation"):
        mind["disconfirmation"] = {
            "reference": draw(st.sampled_from(["expectation", "expectation", "goodwill"])),
            "omega": draw(st.sampled_from([0.0, 0.5, 1.0])),
        }
    else:
        mind["disconfirmation"] = "off"
    if mind["expectation"] and draw(st.booleans()):
        mind["expectation"] = {"up": 0.3, "down": 0.1, "drift": 0.05}
    if draw(st.booleans()):
        mind["should_expectation"] = draw(st.sampled_from([6, 8]))
    if population and draw(st.booleans()):
        loss = draw(st.sampled_from([0.0, 0.0, 0.05, 0.3]))  # where it travels, .3 makes a story of hundreds out of each
        mind["word_of_mouth"] = {"base": 0.4, "loss": loss, "weight": 0.5, "travels": loss < 0.3 and draw(st.booleans())}
    if draw(st.booleans()):
        mind["recovery"] = {"q": draw(st.sampled_from([0.9, 1.05])), "mark": draw(st.sampled_from([5, 7]))}
    mind["scale"] = draw(st.sampled_from([[1, 10], "none"]))
    return mind


@st.composite
def needs(draw: st.DrawFn, step_names: list[str], population: int | None, ties: bool) -> dict[str, Any]:
    """Kinds of need: at times given, or at random, over profiles and with busy days."""
    made = {}
    for name in ["question", "request", "notice"][: draw(st.integers(1, 3))]:
        need: dict[str, Any] = {
            "priority": draw(st.integers(1, 3)),
            "starts": draw(st.one_of(st.none(), st.sampled_from(step_names))),
            "norm": draw(st.one_of(st.sampled_from([None, "15 min"]), WORKING)),
        }
        if ties and draw(st.integers(0, 3)) > 0:
            times = sorted({draw(st.integers(0, 30)) * 5 for _ in range(draw(st.integers(1, 12)))})
            need |= {"at": [f"{time} min" for time in times], "count": draw(st.integers(1, 4))}
        elif population and draw(st.booleans()):
            need["rate"] = f"{draw(st.integers(2, 20)) / population} / hour per customer"
        else:
            need["rate"] = f"{draw(st.integers(2, 25))} / hour"
            need["profile"] = draw(
                st.sampled_from(
                    ["flat", {"mon 00:00-02:00": 3, "mon 02:00-24:00": 1}, {"cycle": "1 h", "sine": 0.8}]
                )
            )
            need["interarrival"] = draw(st.sampled_from([None, None, "5 min", "gamma 3 min cv 1.4"]))
            need["size"] = draw(st.sampled_from([{}, {}, {1: 0.5, 3: 0.5}]))
            need["busyness"] = draw(st.sampled_from([None, "weather"]))
            need["dispersion"] = draw(st.sampled_from([None, 9.0])) if need["busyness"] is None else None
        made[name] = need
    return made


@st.composite
def channels(draw: st.DrawFn, step_names: list[str]) -> dict[str, Any]:
    """No channel, or two, the first perhaps closed part of the time."""
    if draw(st.booleans()):
        return {}
    opens = draw(
        st.sampled_from([None, {"mon 00:30-02:00": 1, "mon 02:30-24:00": 1}, {"mon 00:00-04:00": 1}])
    )
    asks = {"question": draw(SHARES), "request": {"ready": draw(SHARES), "wary": 1}, "notice": 0}
    others = {"question": 1 - asks["question"], "request": {"ready": 1 - asks["request"]["ready"]}, "notice": 1}
    mix = draw(st.sampled_from([({"ready": 0.8, "wary": 0.3}, {"ready": 0.2, "wary": 0.7}), (asks, others)]))
    first = {
        "at_closing": draw(st.sampled_from(["serve", "send_home", "cut_off"])),
        "share": mix[0],
        "starts": draw(st.sampled_from(step_names)),
        "opens": opens,
        "norm": draw(st.one_of(st.sampled_from([None, "3 min"]), WORKING)),
    }
    return {
        "web": first,
        "phone": {"share": mix[1], "starts": draw(st.sampled_from(step_names))},
    }


@st.composite
def designs(draw: st.DrawFn, names: list[str], role_names: list[str], ties: bool) -> dict[str, Any]:
    """A design in which everything may be."""
    made = draw(steps(names, role_names, ties))
    staffed = [name for name in names if made[name]["role"] != "self"]
    design = {
        "roles": draw(roles(role_names, ties)),
        "steps": made,
        "channels": draw(channels(names)),
        "recontact": draw(st.one_of(st.none(), st.sampled_from(names))),
        "complaints": draw(st.one_of(st.none(), st.sampled_from(names))),
        "whims": {"grant": draw(st.sampled_from([0.0, 0.4, 1.0]))},
        "unanswered": draw(st.sampled_from([3, 4.5])),
    }
    if design["channels"] and draw(st.booleans()):
        made[draw(st.sampled_from(names))]["channel"] = draw(st.sampled_from(["web", "phone"]))
    for name in staffed:
        if design["roles"][made[name]["role"]]["appointments"]:
            made[name]["appointment"] = made[name]["customer"] == "present" and draw(st.booleans())
    staffed = [name for name in staffed if not made[name].get("appointment")]
    for i, name in enumerate(staffed):  # the last of them is done instead of those before it
        alike = made[name]["customer"] == made[staffed[-1]]["customer"] and i + 1 < len(staffed)
        made[name]["instead"] = [staffed[-1]] if alike and draw(st.booleans()) else []
    if staffed and draw(st.booleans()):
        design["chasing"] = {"step": draw(st.sampled_from(staffed)), "status_messages": draw(st.booleans())}
    return design


@st.composite
def backlogs(draw: st.DrawFn, names: list[str], kinds: list[str]) -> dict[str, Any]:
    """Nothing mostly, or cases of any age that stand at some steps."""
    if draw(st.integers(0, 2)) > 0:
        return {}
    mix = draw(st.sampled_from([None, {kind: 1 / len(kinds) for kind in kinds}]))
    stacks = [
        {"waiting": draw(st.integers(1, 9)), "oldest": draw(st.sampled_from(["5 min", "4 h"])), "needs": mix},
        {"ages": draw(st.sampled_from([{"5 min": 2, "1 h": 3}, ["3 min", "3 min", "20 min"]])), "needs": mix},
        {"ages": {draw(st.sampled_from(kinds)): ["10 min", "2 h"]}},
    ]
    return {name: draw(st.sampled_from(stacks)) for name in names if draw(st.booleans())}


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """The plain tree of a random scenario with one design, or two and a market in which both are to be had."""
    ties = draw(st.integers(0, 3)) > 0
    names = ["take", "answer", "check", "mend"][: draw(st.integers(2, 4))]
    role_names = ["desk", "office"][: draw(st.integers(1, 2))]
    population = draw(st.sampled_from([None, None, 1, 7, 40]))
    world: dict[str, Any] = {
        "customers": {
            "population": population,
            "one_case_at_a_time": bool(population) and draw(st.booleans()),
            "segments": {
                "ready": {
                    "share": 0.6,
                    "patience": draw(st.one_of(st.none(), patience(ties))),
                    "goodwill": 8,
                },
                "wary": {
                    "share": 0.4,
                    "expectation": 6,
                    "should_expectation": draw(st.sampled_from([None, 5])),
                },
            },
        },
        "needs": draw(needs(names, population, ties)),
        "busyness": {"weather": 0.5},
        "patience": draw(st.one_of(st.none(), patience(ties))),
        "redial": draw(
            st.one_of(st.none(), st.builds(dict, probability=st.just(0.7), after=laws(ties, zero=True)))
        ),
        "failure_demand": {"probability": 0.5, "after": draw(laws(ties, zero=True))},
        "error_lag": draw(laws(ties)),
        "mind": draw(minds(population)),
    }
    if draw(st.booleans()):
        world["chasing"] = {"rate": "1 / 3 min", "expected": draw(st.one_of(st.sampled_from([None, "15 min"]), WORKING))}
    world["working_hours"] = draw(WORKING_HOURS)
    world["energy"] = draw(energies())
    if draw(st.integers(0, 2)) == 0:
        world["whims"] = {"share": 0.4, "extra": draw(st.sampled_from(["0 min", "3 min"]))}
    length = draw(st.sampled_from([60, 180, 300]))
    if world["mind"] is not None and draw(st.booleans()):
        world["voice"] = {"complains": 0.2, "half_life": "1 h", "crisis": draw(st.sampled_from([None, 3]))}
        world["voice"]["start"] = draw(st.sampled_from([None, 0, 2]))
    offered = {
        name: draw(designs(names, role_names, ties)) for name in ["one", "two"][: draw(st.integers(1, 2))]
    }
    warm_up = draw(st.sampled_from(["0 min", "20 min"]))
    for design in offered.values() if warm_up == "0 min" else ():
        design["backlog"] = draw(backlogs(names, list(world["needs"])))
    markets = {}
    if population and world["mind"] is not None and len(offered) > 1:
        markets["fair"] = {
            "providers": {"first": "one", "second": "two"},
            "theta": draw(st.sampled_from([0, 0.5, 20])),
        }
    return {
        "title": "random",
        "world": world,
        "designs": offered,
        "markets": markets,
        "run": {
            "length": f"{length} min",
            "warm_up": warm_up,
            "snapshots": draw(st.sampled_from([[], ["10 min", f"{length} min"], ["20 min", "33 min"]])),
        },
    }


def variant(scenario: Scenario) -> str:
    """Return what is run of a random scenario: its market, where there is one."""
    return "fair" if scenario.markets else "one"


def scenarios() -> st.SearchStrategy[Scenario]:
    """Random scenarios, validated."""
    return trees().map(Scenario.model_validate)
