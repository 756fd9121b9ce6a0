"""A scenario made in Python, from a mapping or from text: checked as a file is, bounded as a file is, and written back."""

from copy import deepcopy
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

import sim
from sim.blueprint import build
from sim.engines import replicate
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.what_if import what_if
from sim.scenario.load import load, scenario
from sim.scenario.text.reader import MOST_NODES, read
from sim.scenario.text.tree import plain

LIBRARY = sorted((Path(__file__).parents[2] / "scenarios").rglob("*.yaml"))
DESK: dict[str, Any] = {
    "title": "One desk",
    "world": {"needs": {"question": {"rate": "48 / hour"}}},
    "designs": {
        "today": {
            "roles": {"desk": {"staff": 1}},
            "steps": {"answer": {"role": "desk", "takes": "exponential 60 s"}},
        }
    },
    "run": {"length": "20 days", "warm_up": "1 day"},
}


def desk(path: str, value: Any) -> dict[str, Any]:
    """Return the desk with another value at a path."""

    def put(here: Any, names: list[str]) -> Any:
        name, *rest = names
        return {**here, name: put(here.get(name, {}), rest) if rest else value}

    return dict(put(deepcopy(DESK), path.split(".")))


def complaints(given: Any) -> list[str]:
    """Return what is wrong with a scenario, a line for each fault."""
    with pytest.raises(sim.ScenarioError) as refused:
        scenario(given)
    return str(refused.value).splitlines()


def in_yaml(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text())


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_a_file_its_text_and_its_mapping_are_one_scenario(path: Path) -> None:
    from_file = load(path)
    others = [scenario(path.read_text()), scenario(in_yaml(path)), scenario(from_file.to_yaml())]
    others += [scenario(one.to_yaml()) for one in others]
    for other in others:
        assert other.hash == from_file.hash
        assert other.notes == from_file.notes
    assert from_file.to_yaml() == path.read_text()  # comments and all


def without_value(one: Scenario) -> list[str]:
    return sorted(str(note.model_copy(update={"value": ""})) for note in one.notes)


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_what_was_changed_is_written_in_full_with_what_was_noted(path: Path) -> None:
    original = load(path)
    step = next(iter(original.designs[original.default_design].steps))
    tried = what_if(original, {f"steps.{step}.takes": "2 min", "run.seed": 5})
    text = tried.to_yaml()
    again = scenario(text)
    assert again.hash == tried.hash != original.hash
    assert without_value(again) == without_value(original)
    assert again.run.seed == 5


def test_it_runs_to_the_same_bits() -> None:
    made = scenario(desk("run.length", "2 days"))
    again = scenario(made.to_yaml())
    found = [replicate(build(each, "today"), 1, 0, "simpy", True) for each in (made, again)]
    assert found[0].log.tobytes() == found[1].log.tobytes()


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("world.needs.question.rate", "48 / hor", "world.needs.question.rate: given '48 / hor', allowed"),
        ("world.neds", {}, "world.neds: given the unknown key neds, allowed"),
        ("designs.today.steps.answer.role", "dsk", "designs.today.steps.answer.role: given 'dsk'"),
        ("designs.today.steps.answer.takes", {"value": "1 min", "sorce": "x"}, "designs.today.steps.answer.takes.sorce"),
        ("world", None, "world: given nothing"),
        ("run.length", object(), "run.length: given a value of type object"),
        ("run.length", 10**400, "run.length: given a number of great length"),
        ("title", "x" * 10_001, "title: given a text of 10001 characters"),
        ("title", "a\x1b[2Jb", "title: given the sign U+001B"),
        ("title", "\ud800", "title: given the sign U+D800"),
        ("designs.today.extends", "tomorrow", "designs.today.extends: given 'tomorrow'"),
        ("world.needs", {7: {"rate": "1 / h"}}, 'world.needs: given 7 as a key, allowed a name, write "7", as text'),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_field(path: str, value: Any, said: str) -> None:
    assert any(line.startswith(said) for line in complaints(desk(path, value)))


def test_every_fault_is_found_in_one_pass_in_the_order_of_the_mapping() -> None:
    given = desk("world.needs.question.rate", "48 / hor")
    given["designs"]["today"]["steps"]["answer"] = {"role": "dsk", "takes": "1 mni"}
    with pytest.raises(sim.ScenarioError) as refused:
        scenario(given)
    fields = [fault.field for fault in refused.value.faults]
    assert {(fault.file, fault.line) for fault in refused.value.faults} == {("", 0)}
    step = "designs.today.steps.answer"
    assert fields == ["world.needs.question.rate", f"{step}.role", f"{step}.takes"]


def test_the_same_fault_in_two_places_is_two_and_what_designs_share_is_one() -> None:
    step = {"role": "desk", "takes": "1 mni"}
    given = desk("designs.today.steps", {"one": step, "two": dict(step)})
    given["designs"]["other"] = {"extends": "today"}
    assert [line.partition(":")[0] for line in complaints(given)] == [
        "designs.today.steps.one.takes",
        "designs.today.steps.two.takes",
    ]


def test_text_has_lines() -> None:
    text = scenario(DESK).to_yaml().replace("48 / hour", "48 / hor")
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "hor" in line)
    assert complaints(text)[0].startswith(f"text:{line}: world.needs.question.rate: given '48 / hor'")


@pytest.mark.parametrize("given", ["scenarios/desk.yaml", 5, None, ["title"], object()])
def test_what_is_no_scenario_at_all(given: Any) -> None:
    assert complaints(given)[0].startswith("scenario: given ")


def nested(levels: int) -> Any:
    return {"a": nested(levels - 1)} if levels else "end"


def endless() -> Any:
    circle: dict[str, Any] = {}
    circle["again"] = circle
    return circle


def doubled(times: int) -> Any:
    """Return a mapping of 2^times values that takes no room."""
    here: Any = "x"
    for _ in range(times):
        here = {"a": here, "b": here}
    return here


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (nested(60), "more than 50 levels"),
        (endless(), "more than 50 levels"),
        (doubled(30), f"more than {MOST_NODES} values"),
        ([0] * (MOST_NODES + 1), f"more than {MOST_NODES} values"),
        (np.zeros(10**6), f"more than {MOST_NODES} values"),
        (["x" * 9_999] * 101, "more than 1 MB"),
        ([object()] * 200, "100 faults up to here"),
    ],
    ids=["deep", "endless", "doubled", "long", "array", "large", "faults"],
)
def test_what_a_file_could_not_hold_is_refused_as_soon(what: Any, said: str) -> None:
    assert any(said in line for line in complaints(desk("description", what)))


class Colour(str, Enum):  # noqa: UP042 - a StrEnum has no trap
    """Text that says something else of itself."""

    red = "exponential 60 s"


def test_numbers_of_numpy_and_words_of_an_enumeration_are_plain() -> None:
    plain_one = scenario(desk("run.seed", 5))
    given = desk("run.seed", np.int64(5))
    given["designs"]["today"]["steps"]["answer"]["takes"] = Colour.red
    assert scenario(given).hash == plain_one.hash
    tried = what_if(plain_one, {"roles.desk.staff": np.int64(3)})
    assert tried.hash == what_if(plain_one, {"roles.desk.staff": 3}).hash


ODD = [
    "", " ", "a ", "null", "true", "No", "none", "5", "5_0", "1e3", ".5", "0x10", ".inf", "- a", "a: b", "a #b", "#", "*a", "&a",
    "!" + "t" * 300, "a\nb\n", "\ttab", "'", '"', "\\", "%", "@", "`", "{a}", "[b]", "a,b", "é ü 漢字 😀", "\ufeff", "mon 09:00",
    "~", "=", "<<", "---", "...", "2020-01-01", "1:30", "yes", "+5", "-", "?", ":", "a:", "\u00a0", "x" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text[:9]))
def test_any_text_is_written_so_that_it_reads_as_itself(text: str) -> None:
    given = desk("description", text)
    assert plain(read("text", scenario(given).to_yaml())) == given


@pytest.mark.parametrize("number", [0, -1, 10**200, 0.1, 1e-300, 1e22, -5.0, 3.0, True, None])
def test_any_number_is_written_so_that_it_reads_as_itself(number: Any) -> None:
    from sim.scenario.text.given import tree_of
    from sim.scenario.text.write import written

    found = plain(read("text", written(tree_of({"a": [number], "b": {"c": number, "d": {"e": number}}}))))
    assert repr(found) == repr({"a": [number], "b": {"c": number, "d": {"e": number}}})


def test_comments_stay_where_nothing_was_changed() -> None:
    text = "# what a desk does\n" + scenario(DESK).to_yaml()
    made = scenario(text)
    assert made.to_yaml() == text
    assert "# what" not in what_if(made, {"roles.desk.staff": 2}).to_yaml()


def test_what_was_changed_behind_its_back_is_not_written_as_it_was() -> None:
    made = scenario(DESK)
    other = made.model_copy(update={"run": made.run.model_copy(update={"seed": 9})})
    with pytest.raises(ValueError, match="what_if"):
        other.to_yaml()


def test_the_mapping_itself_is_left_alone() -> None:
    given = desk("run.seed", 1)
    made = scenario(given)
    given["designs"]["today"]["roles"]["desk"]["staff"] = 99
    assert made.designs["today"].roles["desk"].staff.levels == (1,)
    assert "99" not in made.to_yaml()


def test_a_path_may_lie_in_the_world_in_the_whole_and_in_a_design() -> None:
    made = scenario(DESK)
    tried = what_if(
        made, {"world.needs.question.rate": "24 / hour", "run.seed": 7, "roles.desk.staff": 2}, name="calm"
    )
    assert tried.world.needs["question"].rate.per_minute == pytest.approx(24 / 60)
    assert tried.run.seed == 7
    assert sim.diff(tried, "today", "calm") == ["roles.desk.staff: 1 -> 2"]
    elsewhere = what_if(made, {"world.needs.question.rate": "24 / hour"})
    assert elsewhere.variants == made.variants
    assert elsewhere.world == tried.world


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("world.neds.question.rate", "did you mean needs"),
        ("run.lenth", "did you mean length"),
        ("roles.dsk.staff", "did you mean desk"),
        ("resistance.tranfer", "did you mean transfer"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(path: str, said: str) -> None:
    with pytest.raises(sim.ScenarioError, match=said) as refused:
        what_if(scenario(DESK), {path: "3 min"})
    assert path.rpartition(".")[2] in str(refused.value)
    assert ":1:" not in str(refused.value)  # it stands in no line
