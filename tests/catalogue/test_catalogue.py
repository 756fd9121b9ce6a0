"""The catalogue of measures against what runs give: each measure once, and there exactly when the catalogue says so."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import scenarios, variant

import sim
from sim.blueprint import build
from sim.catalogue.definition import Needs
from sim.catalogue.keys import EACH, PER_RUN, PLACES, SNAPSHOT, WHOLE, Key
from sim.catalogue.labels import UNITS, label
from sim.catalogue.measures import MEASURES, better, find
from sim.results import costs, summary
from sim.results.columns import CounterColumns
from sim.results.measured import Measured
from sim.scenario import Scenario, load
from sim.scenario.checks.measurable import _OF_A_DESIGN, _OF_A_ROLE, _OF_THE_WORLD, _SAID
from sim.scenario.fields.goals import unit_of
from sim.scenario.load import measurable

LIBRARY = sorted((Path(__file__).parents[2] / "scenarios").rglob("*.yaml"))
ALWAYS = {"promises_kept", "within_norm", "inside_overdue"}  # listed without a norm or promise, too
NAMES = st.from_regex(r"[a-z][a-z_]{0,5}[a-z]", fullmatch=True).filter(lambda name: not name.endswith(PER_RUN))

MAKES_GOOD = {
    "title": "what no scenario of the library has",
    "world": {"needs": {"visit": {"rate": "1 / hour"}}, "mind": {"recovery": "on"}},
    "designs": {
        "one": {
            "backlog": {"serve": {"waiting": 3, "oldest": "1 h"}},
            "roles": {"desk": {"staff": 1, "appointments": {"slots": "15 min", "horizon": "1 week"}}},
            "steps": {
                "serve": {"role": "desk", "takes": "1 min", "overflow": {"after": "5 min", "to": "call"}},
                "call": {"role": "desk", "takes": "1 min", "customer": "absent"},
            },
        }
    },
    "run": {"length": "1 day"},
}


@cache
def read(file: Path) -> Scenario:
    return load(file)


def produced(scenario: Scenario, name: str) -> list[Measured]:
    """Return all measures of a design, as they come out of the empty counters of two replications."""
    blueprint, prices = build(scenario, name), costs.prices(scenario, name)
    counters = CounterColumns([summary.blank(blueprint)] * 2)
    priced = list(costs.measures(prices, blueprint, counters)) if prices else []
    return [*summary.measures(blueprint, counters), *priced]


def check(scenario: Scenario, name: str) -> None:
    """Check that a design gives what the catalogue says it does, no more and no less."""
    found, known = produced(scenario, name), measurable(scenario, name)
    assert {one.name for one in found} == set(known.listed)
    assert {find(name).name for name in set(known.listed) - set(known.names)} <= ALWAYS
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert (one.series.of is not None) == (one.described.pooled and not one.key.per_run), one.name
        assert len(one.series) == len(one.series.values) == 2, one.name  # a value for each replication
        assert known.has(one.name)
        assert Key.of(one.name) == one.key


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.stem)
def test_the_library_gives_what_the_catalogue_says(file):
    for name in read(file).variants:
        check(read(file), name)


@settings(max_examples=60)
@given(scenarios())
def test_random_scenarios_give_what_the_catalogue_says(scenario):
    check(scenario, variant(scenario))


def test_every_measure_of_the_catalogue_comes_out_of_some_scenario():
    some = [*map(read, LIBRARY), Scenario.model_validate(MAKES_GOOD)]
    found = {(one.key.place, one.key.measure) for scenario in some for name in scenario.variants
             for one in produced(scenario, name)}  # fmt: skip
    listed = {(place, one.name) for place, some in MEASURES.items() for one in some.values()
              if Needs.EXPLANATION not in one.needs}  # fmt: skip
    assert found == listed


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.stem)
def test_the_unit_of_a_bound_is_that_of_the_measure(file):
    scenario = read(file)
    for one in produced(scenario, scenario.default_design):
        own = {"share": "share", "min": "min", "min/week": "min"}
        assert unit_of(one.name) == ("money/year" if one.unit.endswith("/year") else own.get(one.unit, ""))


@given(st.sampled_from(PLACES), st.lists(NAMES, min_size=1, max_size=2), NAMES, st.booleans(), st.integers(0, 99))
def test_a_key_is_read_as_it_is_written(place, names, measure, per_run, number):
    name = {WHOLE: "", SNAPSHOT: str(number)}.get(place, ".".join(names))
    key = Key(place, name, measure, per_run)
    assert Key.of(str(key)) == key
    assert Key.of(str(key)).pooled == Key(place, name, measure)
    assert key.each.name in (EACH, name)


def test_each_measure_has_all_that_is_said_of_one():
    for place, some in MEASURES.items():
        assert set(UNITS) >= {one.unit for one in some.values()} - {"", "share", "min/week", "money/year"}
        for language in (0, 1):
            assert all(one.label[language] and one.over[language] for one in some.values())
            labels = [one.label[language] for one in some.values()]
            assert len(set(labels)) == len(labels), place


def test_of_each_thing_that_a_measure_asks_for_it_is_known_whether_it_is_there():
    others = {Needs.NORM_OF_NEED, Needs.NORM_OF_QUEUE, Needs.ABSENCE}
    assert {*_OF_THE_WORLD, *_OF_A_ROLE, *_OF_A_DESIGN, *others} == set(Needs) == set(_SAID)


def test_what_is_in_no_catalogue_has_a_label_and_no_better_way():
    assert (label("role.desk.never_heard_of"), better("never_heard_of")) == ("desk: never heard of", 0)


TAKEN_APART = re.compile(r"""([\w.\]\[()]+)\.(?:split|r?partition)\(['"]\.['"]\)""")
BY_ITS_ENDS = re.compile(
    r"""(?:startswith|removeprefix)\(f?['"](?:role|kind|segment|step|channel|provider|at)[._]"""
    r"""|(?:endswith|removesuffix)\(f?['"](?:\.[a-z]|_p\d|_per_run)"""
)
OF_PATHS = re.compile(r"path|dotted|target|field|after|rest|base|EPISODE|given|}$")  # of a file's fields, and digits after a point


def test_the_name_of_a_measure_is_taken_apart_in_the_catalogue_alone():
    found = []
    for file in sorted(Path(sim.__file__).parent.rglob("*.py")):
        if file.parent.name in ("catalogue", "inspect", "merging"):  # the last two take paths of fields apart
            continue
        for number, line in enumerate(file.read_text().splitlines(), 1):
            parts = [one[1] for one in TAKEN_APART.finditer(line) if not OF_PATHS.search(one[1])]
            if parts or (BY_ITS_ENDS.search(line) and "path" not in line):
                found.append(f"{file.name}:{number}: {line.strip()}")
    assert not found
