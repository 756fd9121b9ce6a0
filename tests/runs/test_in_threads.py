"""Replications in threads of the standard library, where nobody has set joblib: the same numbers, heard and stopped alike."""

import subprocess
import sys
from pathlib import Path

import pytest

from sim.runs import work

TERRACE = Path(__file__).parents[2] / "scenarios" / "terrace.yaml"
ASKED = """
import sys, sim
from sim.runs import work
work.WORTH_PROCESSES = 1e9  # seconds: three replications are little, on any machine
print(*(sim.run(sim.load(sys.argv[1]), replications=3, engine="simpy", jobs=n).measures["arrived"].values for n in (1, 2)))
print("joblib" in sys.modules)
"""


def test_a_few_replications_need_no_joblib_and_are_the_same_on_any_number_of_cores():
    done = subprocess.run([sys.executable, "-c", ASKED, str(TERRACE)], capture_output=True, text=True)
    numbers, needed = done.stdout.splitlines()
    one, other = numbers.replace(") (", ")|(").split("|")
    assert (one, needed, done.returncode) == (other, "False", 0), done.stderr


def test_each_comes_as_it_ends_and_what_goes_wrong_is_raised():
    def run(one):
        if one[0] == 3:
            raise ValueError("three")
        return one

    assert sorted(work._in_threads(run, [(1, None), (2, None)], 2)) == [(1, None), (2, None)]
    with pytest.raises(ValueError, match="three"):
        list(work._in_threads(run, [(i, None) for i in range(5)], None))
