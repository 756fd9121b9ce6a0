# ruff: noqa: PT017 - the lists read best whole; both outcomes are good ones
"""Whatever a file holds, loading it gives a scenario or a ScenarioError: never anything else."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_scenario_load import PERMIT

from sim.scenario import ScenarioError, load, variant
from sim.scenario.inspect.diff import diff

PIECES = ["title", "world", "needs", "a", "b", "{", "}", "[", "]", ": ", ", ", "- ", "\n", "\n  ", "\t", "&x ", "*x",
          "!!str ", "|", ">", "#", '"', "'", "1", "0", "-1", ".nan", ".inf", "1e300", "6 min", "none", "null", "true",
          "2020-01-01", "0x1F", "0o7", "~", "? ", "---\n", "...\n", "%YAML 1.2\n", "é", "\u2028", "<<: ", "9" * 400]  # fmt: skip
VALUES = ["none", "null", "{}", "[]", "-1", "0", "1.5", "1e300", ".nan", "true", "on", "off", "'x'", "6 min", "x", "[1]",
          "{a: 1}", "{value: 1}", "{value: none, source: s}", "resolved", "self", "check", "today", "''", "99999999999",
          "exponential 6 min", "{check: 1}", "{mon: 1}", "{zero: 1, otherwise: 0}", "3 / hour", "!!x 1", "*a", "&a 1"]  # fmt: skip
QUIET = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


def survives(path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        scenario = load(path)
    except ScenarioError as error:
        assert error.faults
        assert all(fault.line >= 1 for fault in error.faults)
    else:
        assert len(scenario.hash) == 64
        for name in (*scenario.designs, *scenario.changes):
            assert variant(scenario, name).steps
            assert isinstance(diff(scenario, scenario.default_design, name), list)


@QUIET
@given(data=st.binary(max_size=300))
def test_any_bytes(tmp_path, data):
    survives(tmp_path / "any.yaml", data)


@QUIET
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40))
def test_any_text(tmp_path, pieces):
    survives(tmp_path / "any.yaml", "".join(pieces).encode("utf-8", "replace"))


@QUIET
@given(data=st.data())
def test_a_sound_file_with_other_values(tmp_path, data):
    lines = PERMIT.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        places = [i for i, sign in enumerate(lines[at]) if sign == ":"]
        if places:
            start = data.draw(st.sampled_from(places)) + 1
            ends = [
                i for i in range(start, len(lines[at]) + 1) if i == len(lines[at]) or lines[at][i] in ",}"
            ]
            lines[at] = f"{lines[at][:start]} {data.draw(st.sampled_from(VALUES))}{lines[at][ends[0] :]}"
    survives(tmp_path / "any.yaml", "\n".join(lines).encode())


@QUIET
@given(data=st.data())
def test_a_sound_file_with_lines_lost_doubled_or_cut(tmp_path, data):
    lines = PERMIT.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["lose", "double", "cut", "indent"]))
        new = {
            "lose": "",
            "double": lines[at] * 2,
            "cut": lines[at][: len(lines[at]) // 2] + "\n",
            "indent": "  " + lines[at],
        }
        lines[at] = new[how]
    survives(tmp_path / "any.yaml", "".join(lines).encode())
