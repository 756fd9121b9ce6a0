"""The paths that cases take: as theory has them, the same from either engine, in a table, in JSON and in a picture."""

import json
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.analyses.paths import taken, ways
from sim.analyses.paths.flows import Manner, flows
from sim.analyses.paths.rows import LogColumns
from sim.records import log
from sim.results.results import Unusable
from sim.views import flow, path_words
from sim.views.files import save_picture

V15 = Path(__file__).parents[2] / "scenarios" / "verification" / "v15_path.yaml"
CHAIN = {  # of V15: the share of cases that take a path
    "tel > resolved": 0.42,
    "tel > handler > check > resolved": 0.55 * 0.9 * 0.75,
    "tel > handler > check > rework* > check* > resolved": 0.55 * 0.9 * 0.25 * 0.8 * 0.75,
    "tel > lost": 0.03,
    "tel > handler > lost": 0.55 * 0.05,
    "tel > handler > resolved": 0.55 * 0.05,
    "tel > handler > check > rework* > handler* > check* > resolved": 0.55 * 0.9 * 0.25 * 0.2 * 0.9 * 0.75,
}

DOORS = """
title: Three ways in
world:
  needs:
    question: {rate: 12 / hour}
  patience: exponential 10 min
  redial: {probability: 0.5, after: exponential 20 min}
  mind: default
designs:
  today:
    channels: {web: {share: 0.5, starts: form}, phone: {share: 0.3, starts: call}, desk: {share: 0.2, starts: call}}
    roles: {line: {staff: 2}, office: {staff: 1}}
    steps:
      form: {role: self, takes: 2 min, then: {resolved: 0.6, call: 0.4}}
      call: {role: line, takes: exponential 5 min, right_first_time: 0.9, then: {resolved: 0.7, visit: 0.3}}
      visit: {role: office, takes: exponential 8 min}
run: {length: 30 days, warm_up: 1 day, replications: 4}
language: nl
"""


@pytest.fixture(scope="module")
def doors(tmp_path_factory):
    """A scenario whose channels begin at two different steps, in Dutch."""
    path = tmp_path_factory.mktemp("doors") / "doors.yaml"
    path.write_text(DOORS)
    return sim.load(path)


@pytest.fixture(scope="module")
def chain():
    """The paths of V15, whose probabilities are known."""
    return taken(sim.load(V15), replications=10)


@pytest.fixture(scope="module")
def small_paths(small):
    """The paths of a small scenario."""
    return taken(small)


def test_paths_have_the_shares_of_the_chain(chain):
    found = {path_words.path_text(path, chain, "en"): path.share(chain.whole) for path in chain.paths}
    for path, probability in CHAIN.items():
        assert found[path].mean == pytest.approx(probability, abs=2 * found[path].half_width), path
    assert list(found)[:3] == list(CHAIN)[:3]


def test_shares_add_up_to_one_in_every_replication(chain, small_paths):
    for found in (chain, small_paths):
        shares = [path.share(found.whole).values for path in found.paths]
        assert np.sum(shares, axis=0) == pytest.approx(1.0)
        assert sum(path.n for path in found.paths) == found.whole.n


def test_resistance_of_the_chain_is_that_of_theory(chain):
    answers = sim.theory.case("V27").answers
    measure = chain.whole.mean("resistance", over="needs")
    assert measure.mean == pytest.approx(answers["resistance"], abs=2 * measure.half_width)
    (way,) = ways(sim.load(V15), chain)
    assert way.resistance == pytest.approx(sim.theory.case("V15").answers["work"], rel=1e-12)
    assert (way.likely.steps, way.likely.ending) == (("tel",), "resolved")
    assert way.likely.probability == pytest.approx(0.42)


def test_rework_is_as_often_as_theory_has_it(chain):
    again = chain.together(path for path in chain.paths if path.rework).share(chain.whole)
    exact = sim.theory.case("V15").answers["P(ever rework)"]
    assert again.mean == pytest.approx(exact, abs=2 * again.half_width)


def test_flows_are_the_visits_of_the_chain(chain):
    times = flows(chain).times
    visits = sum(often for (_, to, _), often in times.items() if to == "check")
    assert visits == pytest.approx(sim.theory.case("V15").answers["visits check"], rel=0.02)
    assert times["check", "rework", Manner.REWORK] == pytest.approx(0.25 * visits, rel=0.02)
    assert flows(chain).order == ("tel", "handler", "check", "rework")


def test_both_engines_give_the_same_paths(small):
    one, other = (taken(small, replications=2, engine=engine) for engine in ("compiled", "simpy"))
    assert [path.moves for path in one.paths] == [path.moves for path in other.paths]
    for mine, theirs in zip(one.paths, other.paths, strict=True):
        assert np.array_equal(mine.sums, theirs.sums)
    assert one.waiting == other.waiting


def test_more_replications_leave_the_first_as_they_were(small, small_paths):
    assert np.array_equal(taken(small, replications=3).whole.sums, small_paths.whole.sums[:3])
    six = taken(small, replications=6)  # in two lots
    assert six.provenance.replications == 6
    assert np.array_equal(six.whole.sums[:4], small_paths.whole.sums)


def test_who_is_counted_is_stated(small, small_paths):
    measures = sim.run(small).measures
    ended = sum(sum(measures[name].values) for name in ("resolved", "withdrawn", "lost"))
    assert (small_paths.whole.n, small_paths.inside) == (ended, sum(measures["inside"].values))
    assert 0 < small_paths.before <= sum(measures["inside_start"].values)
    text = path_words.counted(small_paths, "en")
    assert f"{small_paths.whole.n:,} in all, of which {small_paths.before} arose in it" in text
    assert f"{small_paths.inside} still open at the end" in text


def test_rework_and_resistance_are_the_measures_of_that_name(small, small_paths):
    measures = sim.run(small).measures
    again = small_paths.together(path for path in small_paths.paths if path.rework)
    assert again.share(small_paths.whole).values == measures["rework_share"].values
    resistance = small_paths.whole.mean("resistance", over="needs")
    assert resistance.values == pytest.approx(measures["resistance"].values, rel=0.02)  # but for open cases


def test_channels_that_begin_alike_are_one_way_in(doors):
    found = taken(doors)
    best, other = ways(doors, found)
    assert (best.channels, best.step, best.least) == (("web",), "form", True)
    assert (other.channels, other.step, other.least) == (("phone", "desk"), "call", False)
    for way in (best, other):  # the waits are those of the run, the rest is the design's
        measure = way.found.mean("resistance")
        assert way.resistance == pytest.approx(measure.mean, rel=0.05)
    assert path_words.least((best, other), "nl")[0].startswith("Weg van de minste weerstand: web")


def test_in_a_market_the_provider_is_a_choice(doors, tmp_path):
    path = tmp_path / "market.yaml"
    market = "markets: {fair: {providers: {here: today, there: today+quick}}}\n"
    change = "changes: {quick: {design: today, set: {steps.visit.takes: 1 min}}}\n"
    text = DOORS.replace("world:\n", "world:\n  customers: {population: 5_000}\n").replace(
        "rate: 12 / hour", "rate: {value: 24 / hour}"
    )
    path.write_text(text + change + market)
    scenario = sim.load(path)
    listed = ways(scenario, taken(scenario, "fair", replications=2))
    assert len(listed) == 4
    assert (listed[0].channels, listed[0].step) == (("there.web",), "there.form")


def test_a_picture_names_steps_and_endings_in_the_language_of_the_scenario(doors, tmp_path):
    figure = flow.picture(doors, taken(doors))
    save_picture(tmp_path / "flow.png", figure)
    assert (tmp_path / "flow.png").stat().st_size > 10_000
    texts = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert all(word in texts for word in ("form", "visit", "opgelost", "line · ", "klant · 5"))
    assert "De meest gevolgde route" in texts


def test_a_picture_of_nothing_is_refused(doors):
    with pytest.raises(Unusable, match="nothing to draw"):
        flow.picture(doors, taken(doors.model_copy(update={"run": _short(doors)})))


def _short(scenario):
    return scenario.run.model_copy(update={"length": 0.01, "warm_up": 0.0})


def test_the_command_shows_paths_ways_in_and_a_sentence(command, small_file):
    code, out, err = command("paths", small_file)
    assert code == 0
    for text in (
        "answer > resolved",
        "all cases that ended",
        "The most usual path",
        "way in",
        "(assumptions)",
    ):
        assert text in out
    assert "Traceback" not in err


def test_the_rare_paths_are_one_row(command, small_file):
    _, out, _ = command("paths", small_file, "--design", "more")
    document = json.loads(command("paths", small_file, "--design", "more", "--json")[1])
    beyond = len(document["paths"]) - 10
    assert (f"other paths ({beyond})" in out) == (beyond > 0)
    assert sum(path["share"]["mean"] for path in document["paths"]) == pytest.approx(1.0)
    assert document["all"]["cases"] == sum(path["cases"] for path in document["paths"])
    assert document["ways"][0]["least"] is True


def test_the_command_draws_a_picture_and_overwrites_none(command, small_file, tmp_path):
    picture = tmp_path / "flow.svg"
    assert command("paths", small_file, "--replications", 2, "--picture", picture)[0] == 0
    before = picture.read_bytes()
    code, _, err = command("paths", small_file, "--replications", 2, "--picture", picture)
    assert (code, picture.read_bytes()) == (1, before)
    assert "--force" in err
    assert command("paths", small_file, "--replications", 2, "--picture", picture, "--force")[0] == 0


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        (("--design", "tody"), 1, "did you mean today"),
        (("--picture", "flow.docx"), 2, ".png, .pdf or .svg"),
        (("--picture", "no_such_folder/flow.png"), 1, "there is no folder"),
        (("--replications", "0"), 2, "--replications"),
    ],
)
def test_broken_input_gives_one_clear_line(command, small_file, wrong, code, said):
    left, out, err = command("paths", small_file, *wrong)
    assert (left, out) == (code, "")
    assert said in err
    assert code == 2 or len(err.strip().splitlines()) == 1


def test_columns_of_a_log_are_those_of_its_rows_however_they_are_chosen():
    rows = np.zeros(6, log.ROW)
    rows["time"], rows["what"] = np.arange(6.0), [0, 1, 0, 1, 0, 1]
    mask, order = rows["what"] == 0, np.array([2, 0, 1])
    columns = LogColumns(rows)[mask][order]
    assert len(columns) == 3
    for name in ("time", "what"):
        assert columns[name].tolist() == rows[mask][order][name].tolist()
        assert LogColumns(columns)[order][name].tolist() == rows[mask][order][order][name].tolist()
