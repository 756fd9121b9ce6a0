"""The engines under other conditions: without numba, and with every array access checked."""

import json
import os
import subprocess
import sys
from pathlib import Path

from sim.blueprint import build
from sim.engines import replicate
from sim.scenario import load

HERE = Path(__file__).parents[1]
TERRACE = HERE.parent / "scenarios" / "terrace.yaml"

WITHOUT_NUMBA = """
import json, sys
from sim.blueprint import build
from sim.engines import default_engine, replicate
from sim.scenario import load
scenario = load(sys.argv[1])
run = replicate(build(scenario, scenario.default_design), 1, 0)
print(json.dumps([default_engine(), "numba" in sys.modules, {k: v.hex() for k, v in run.values.items()}]))
"""

CHECKED = """
import sys
sys.path.insert(0, sys.argv[1])
from hypothesis import HealthCheck, given, settings, strategies as st
from strategies import scenarios, variant
from sim.kernel import jit
from sim.blueprint import build
from sim.engines import replicate

assert jit.CHECK_BOUNDS

@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(scenarios(), st.integers(0, 2**63 - 1))
def check(scenario, seed):
    replicate(build(scenario, variant(scenario)), seed, 0, "compiled", log=True)

check()
print("no access out of bounds")
"""


def told(program: str, *arguments: str, **settings: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, env=os.environ | settings, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_numba_the_story_runs_with_the_same_numbers() -> None:
    engine, imported, numbers = json.loads(told(WITHOUT_NUMBA, str(TERRACE), SIM_NO_NUMBA="1"))
    scenario = load(TERRACE)
    here = replicate(build(scenario, scenario.default_design), 1, 0, "compiled").values
    assert engine == "simpy"
    assert not imported
    assert numbers == {name: value.hex() for name, value in here.items()}


def test_no_access_out_of_bounds() -> None:
    assert "no access" in told(CHECKED, str(HERE), SIM_CHECK_BOUNDS="1")
