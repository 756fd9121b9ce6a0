"""Two mirrors of one run: what is green, what is red, and where it is green inside and red for the customer."""

import json

import pytest
from town import TOWN

import sim
from sim.analyses.two_views import ENOUGH, GOOD, Light, Place
from sim.results.goals import Attained
from sim.results.results import Measure
from sim.scenario.fields.goals import Goal


@pytest.fixture(scope="module")
def town_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.yaml"
    path.write_text(TOWN)
    return path


@pytest.fixture(scope="module")
def town(town_file):
    return sim.load(town_file)


@pytest.fixture(scope="module")
def found(town):
    return sim.mirrors(town, replications=8)


def light(bound, *values):
    measure = Measure("mark", values)
    return Light("experience", measure, (Attained(Goal(measure="experience", at_least=bound), measure),))


def by_name(lights):
    return {one.measure: one for one in lights}


def test_both_sides_are_of_the_same_run(town, found):
    measures = sim.run(town, replications=8).measures
    for one in (*found.inside, *found.lived):
        assert one.found == measures[one.measure]


def test_each_side_has_its_own_figures(found):
    inside, lived = by_name(found.inside), by_name(found.lived)
    assert {
        "within_norm",
        "work_per_case",
        "cost_per_year",
        "role.desk.utilisation",
        "role.desk.service_level",
    } <= set(inside)
    assert {
        "felt_served_share",
        "experience",
        "goodwill_at_end",
        "resistance_customer",
        "failure_demand_share",
    } <= set(lived)
    assert "role.desk.wait" in lived
    assert "role.back.wait" not in lived  # nobody waits there in person
    assert not set(inside) & set(lived)


def test_goals_come_before_usual_bounds(found):
    inside, lived = by_name(found.inside), by_name(found.lived)
    level, mark = inside["role.desk.service_level"], lived["experience"]
    assert (level.bounds[0].goal.at_least, level.usual) == (0.8, False)
    assert (inside["within_norm"].bounds[0].goal.at_least, inside["within_norm"].usual) == (ENOUGH, True)
    assert (mark.bounds[0].goal.at_least, mark.usual) == (GOOD, True)
    assert not inside["role.desk.utilisation"].bounds


def test_the_usual_bound_of_a_service_level(town_file, tmp_path):
    text = town_file.read_text()
    assert "role.desk.service_level" in text
    path = tmp_path / "town.yaml"
    path.write_text("\n".join(line for line in text.splitlines() if "role.desk.service_level" not in line))
    level = by_name(sim.mirrors(sim.load(path), replications=2).inside)["role.desk.service_level"]
    assert (level.bounds[0].goal.at_least, level.usual) == (ENOUGH, True) == (0.8, True)


def test_a_wait_that_feels_acceptable_is_as_the_role_has_it(found):
    (bound,) = by_name(found.lived)["role.desk.wait"].bounds
    assert 1.2 * bound.goal.at_most**0.9 == pytest.approx(60.0, abs=0.01)  # the norm of the desk, felt


@pytest.mark.parametrize(
    ("inside", "lived", "parted"),
    [
        ((8.0, 8.1), (5.0, 5.1), True),
        ((8.0, 8.1), (8.0, 8.1), False),
        ((5.0, 5.1), (5.0, 5.1), False),
        ((8.0, 8.1), (6.0, 8.0), False),
        ((6.0, 8.0), (5.0, 5.1), False),
    ],
)
def test_places_part_company_where_both_are_clear(inside, lived, parted):
    assert Place("whole", "", (light(7, *inside),), (light(7, *lived),)).parted is parted


def test_a_place_is_red_for_the_customer_if_one_figure_is(found):
    place = Place("whole", "", (light(7, 8.0, 8.1),), (light(7, 8.0, 8.1), light(7, 5.0, 5.1)))
    assert place.parted


def test_the_places_are_those_of_the_scenario(found):
    places = [(place.sort, place.name) for place in found.places if place.span is None]
    assert places == [
        ("whole", ""), ("role", "desk"), ("role", "back"), ("kind", "question"), ("segment", "patient"), ("segment", "demanding"),
    ]  # fmt: skip


def test_a_place_without_figures_of_service_has_those_of_the_whole(found):
    places = {place.name: place for place in found.places}
    assert [one.measure for one in places["desk"].inside] == ["role.desk.service_level"]
    assert [one.measure for one in places["patient"].inside] == ["within_norm", "role.desk.service_level"]


def test_parts_of_the_run_have_the_experience_in_them_and_hold_together(found):
    assert len({part.experience.bounds[0].intervals for part in found.parts}) == 1
    assert found.parts[0].experience.bounds[0].intervals == len(found.parts)
    assert 7 * 10080 < found.parts[-1].end < 8 * 10080  # nothing happens in the last weekend
    mean = sum(part.experience.found.mean for part in found.parts) / len(found.parts)
    assert mean == pytest.approx(by_name(found.lived)["experience"].found.mean, abs=0.3)


def test_stretches_that_are_red_are_places_of_their_own(town):
    goal = {"mark": Goal(measure="experience", at_least=10)}
    found = sim.mirrors(town.model_copy(update={"goals": goal}), replications=8)
    stretches = [place for place in found.places if place.span is not None]
    red = [part for part in found.parts if part.experience.verdict == "not met"]
    assert red
    assert {place.span[0] for place in stretches} <= {part.start for part in red}
    assert all(any(start <= part.start < end for start, end in (p.span for p in stretches)) for part in red)
    lowest = min(red, key=lambda part: part.experience.found.mean)
    assert min(place.lived[0].found.mean for place in stretches) == lowest.experience.found.mean


def test_what_customers_expect_is_theirs_beside_a_norm_of_the_organisation(tmp_path):
    text = TOWN.replace("  voice:", "  chasing: {expected: 1 min}\n  voice:").replace(
        "changes:", "changes:", 1
    )
    path = tmp_path / "town.yaml"
    path.write_text(text)
    found = sim.mirrors(sim.load(path), replications=4)
    (place,) = [place for place in found.places if place.sort == "kind"]
    assert [one.measure for one in place.inside] == ["kind.question.lead_time"]
    assert place.verdicts == ("met", "not met")
    assert place in found.parted


def test_without_a_mind_there_is_less_to_see_and_no_complaint(tmp_path):
    text = TOWN.replace(
        "  mind: {leaving: {p0: 0.01, beta: 0.4}}\n  voice: {complains: 0.02, crisis: 20}\n", ""
    )
    path = tmp_path / "town.yaml"
    path.write_text(text.replace(", expectation: 9.5", ""))
    found = sim.mirrors(sim.load(path), replications=2)
    assert "experience" not in by_name(found.lived)
    assert found.parts == ()


def test_the_command_prints_both_draws_and_gives_json(command, town_file, tmp_path):
    picture = tmp_path / "mirrors.png"
    code, out, _ = command("mirrors", town_file, "--replications", 4, "--picture", picture)
    assert code == 0
    assert "what the director sees" in out
    assert "what customers live through" in out
    assert "at most 170,000 EUR a year" in out
    assert picture.read_bytes().startswith(b"\x89PNG")
    code, _, err = command("mirrors", town_file, "--replications", 4, "--picture", picture)
    assert (code, "--force" in err) == (1, True)
    document = json.loads(command("mirrors", town_file, "--replications", 2, "--json", "--design", "more")[1])
    assert document["design"] == "more"
    assert {"inside", "lived", "places"} <= set(document)


def test_in_dutch_and_without_service_norms(command, tmp_path):
    path = tmp_path / "town.yaml"
    text = TOWN.replace(", norm: 1 day", "").replace(", norm: 1 h", "")
    path.write_text(
        "language: nl" + text.replace("  answered: {measure: role.desk.service_level, at_least: 80%}\n", "")
    )
    picture = tmp_path / "spiegels.png"
    code, out, _ = command("mirrors", path, "--replications", 2, "--picture", picture)
    assert code == 0
    assert "wat de directeur ziet" in out
    assert "geen norm of doel" in out
