"""What a file leaves out: every default has its range and source, and can be set to another value."""

from numbers import Real

import pytest
from pydantic import BaseModel

import sim
from sim.scenario.fields.defaults import DEFAULTS
from sim.scenario.inspect.assumptions import assumed
from sim.scenario.inspect.quantities import quantity, varied
from sim.scenario.inspect.redraw import Redraw, assumptions
from sim.scenario.load import variant
from sim.scenario.text.laws import Distribution
from sim.views import default_words, quantity_words

EVERYTHING = """
title: Everything switched on
world:
  customers: {population: 40}
  needs: {question: {rate: 1 / day per customer}}
  patience: 5 min
  redial: on
  failure_demand: on
  chasing: on
  mind: {handling: on, word_of_mouth: on, recovery: on}
  voice: on
  energy: on
  whims: on
designs:
  today:
    roles:
      desk: {staff: 2, cost: 72_000 / year, spells: {every: 2 h, last: 10 min}, appointments: {slots: 10 min, horizon: 1 week}}
      back: {staff: 1}
    steps:
      web: {role: self, takes: 2 min, self_service: {reaches: answer}}
      answer: {role: desk, takes: 5 min, right_first_time: 0.9, then: {check: 0.5, unresolved: 0.5}}
      check: {role: back, customer: absent, takes: 5 min, finds: answer}
    chasing: {step: answer, status_messages: true}
    whims: {grant: 0.5}
  other: {extends: today, roles: {desk: {staff: 3}}}
markets: {fair: {providers: {a: today, b: other}}}
run: {length: 4 weeks, warm_up: 1 week, replications: 2}
"""
PLAIN = """
title: As little as can be
world: {needs: {question: {rate: 6 / hour}}}
designs:
  today:
    roles: {desk: {staff: 1}}
    steps: {answer: {role: desk, takes: 5 min}}
run: {length: 1 day}
"""
STRUCTURE = ("world.customers", "world.needs")  # what there is, and not how it behaves
NOT_IN_A_MODEL = {"productivity.staff_day", "run.length", "roles.*.cost.hours"} | {
    f"steps.*.self_service.{name}" for name in ("fails", "share")
}


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    def loaded(text):
        path = tmp_path_factory.mktemp("defaults") / "file.yaml"
        path.write_text(text)
        return sim.load(path)

    return loaded


def numbers(one, path):
    """Yield the paths of the numbers and laws of a part, all that are not none."""
    for name in type(one).model_fields:
        value, here = getattr(one, name), f"{path}.{name}".lstrip(".")
        if here in STRUCTURE:
            continue
        if isinstance(value, Distribution) or (isinstance(value, Real) and not isinstance(value, bool)):
            yield here
        elif isinstance(value, BaseModel):
            yield from numbers(value, here)


def defaults_in_use(scenario):
    """Yield the paths of the defaults of all that the file switches on."""
    written = {"world.patience", "steps.*.takes", "roles.*.cost"}
    yield from (path for path in numbers(scenario.world, "world") if path not in written)
    yield from numbers(scenario.resistance, "resistance")
    design = scenario.designs["today"]
    yield from numbers(design.whims, "whims")
    yield from (p for p in numbers(design.steps["check"], "steps.*") if p not in written)
    spells = ("roles.*.spells.every", "roles.*.spells.last", "roles.*.appointments.slots", "roles.*.appointments.horizon")
    yield from (p for p in numbers(design.roles["desk"], "roles.*") if p not in (*written, *spells))
    yield from (name for name in type(design).model_fields if isinstance(getattr(design, name), Real))
    yield "markets.*.theta"


def test_every_default_number_has_its_range_or_says_why_it_has_none(load):
    found = {path for path in defaults_in_use(load(EVERYTHING)) if "staff" not in path}
    assert sorted(found - set(DEFAULTS)) == []
    unused = set(DEFAULTS) - found - NOT_IN_A_MODEL
    assert sorted(unused) == []  # an entry for what is no more
    assert all(default.varied != bool(default.why) for default in DEFAULTS.values())


def test_all_that_is_varied_is_in_the_list_once_with_its_default_inside_its_range(load):
    scenario = load(EVERYTHING)
    found = [one for one in assumptions(scenario, scenario.variants) if not one.written]
    names = [default_words.pattern(one.origin) for one in found]
    assert sorted(names) == sorted(path for path in set(DEFAULTS) if DEFAULTS[path].varied)
    for one in found:
        assert one.low <= one.quantity.now <= one.high, one.origin
        assert one.low < one.high, one.origin


def test_each_can_be_set_though_the_file_leaves_it_out(load):
    scenario = load(EVERYTHING)
    redraw = Redraw(scenario)
    found = [one for one in assumptions(scenario, scenario.variants) if not one.written]
    for one in found:
        ends = {redraw.scenario_with({one.origin: end}).hash for end in (one.low, one.high)}
        assert len(ends) == 2, one.origin
    for end in ("low", "high"):
        redraw.scenario_with({one.origin: getattr(one, end) for one in found})


def test_each_has_a_name_in_both_languages():
    for path, default in DEFAULTS.items():
        if default.varied:
            english, dutch = (quantity_words.label(path, language) for language in ("en", "nl"))
            assert english
            assert dutch
            assert path in default_words.LABELS
    assert set(default_words.LABELS) == {path for path, default in DEFAULTS.items() if default.varied}


def test_what_is_off_or_cannot_matter_or_is_written_is_not_in_the_list(load):
    little = {one.origin for one in assumed(load(PLAIN), "today")}
    assert little == {"run.length"} | {
        f"resistance.{name}" for name in ("customer", "retelling", "unresolved")
    }
    some = load(PLAIN.replace("{needs", "{mind: {disconfirmation: {k: 0.8}}, needs"))
    found = {one.origin for one in assumed(some, "today")}
    assert "world.mind.disconfirmation.loss_aversion" in found
    assert "world.mind.disconfirmation.k" not in found
    assert not any(path.startswith("world.mind.recovery") for path in found)


def test_a_source_stands_beside_a_default(load):
    by = {one.origin: one for one in assumed(load(EVERYTHING), "today")}
    assert "parliamentary" in by["world.redial.probability"].source
    assert by["world.mind.disconfirmation.k"].source == ""


def test_the_length_of_a_run_takes_its_warm_up_along(load):
    scenario = load(EVERYTHING)
    (one,) = (one for one in assumed(scenario, "today") if one.origin == "run.length")
    assert (one.low, one.high) == (2 * 10080, 8 * 10080)
    longer, _ = varied(scenario, "today", {one.quantity: one.high})
    assert (longer.run.length, longer.run.warm_up) == (8 * 10080, 2 * 10080)


def test_a_weight_of_the_mark_for_the_whole_takes_from_the_others(load):
    scenario = load(EVERYTHING)
    drawn = Redraw(scenario).scenario_with({"world.mind.episode.best": 0.4})
    assert sum(value for _, value in drawn.world.mind.episode) == pytest.approx(1.0)


def test_a_number_at_a_provider_of_a_market_can_be_varied(load):
    scenario = load(EVERYTHING)
    one = quantity(scenario, "fair", "roles.a.desk.staff")
    tried, name = varied(scenario, "fair", {one: 7.0})
    providers = tried.markets[name].providers
    assert variant(tried, name).roles["a.desk"].staff.mean == 7
    assert providers["b"] == "other"
    with pytest.raises(sim.ScenarioError, match=r"roles\.a\.desk"):
        quantity(scenario, "fair", "roles.desk.staff")
