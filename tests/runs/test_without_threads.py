"""Where no thread can be started, as in a browser's Python, the same comes out, one after another."""

import os
import subprocess
import sys
from pathlib import Path

import sim

ROOT = Path(__file__).parents[2]
DESK = """
title: A desk
world: {needs: {question: {rate: 40 / hour}}}
designs: {today: {roles: {desk: {staff: 1}}, steps: {answer: {role: desk, takes: exponential 60 s}}}}
run: {length: 30 min}
"""
PROGRAM = """
import sys, threading
def refused(self): raise RuntimeError("can't start new thread")
threading.Thread.start = refused
import sim
scenario = sim.scenario(sys.stdin.read())
found = sim.run(scenario, replications=3)
live = sim.live(scenario)
moved = live.set("roles.desk.staff", 2)
print(found.measures["role.desk.wait"].values, moved.measures["role.desk.wait"].n)
print(live._repr_mimebundle_()["text/plain"].splitlines()[-1])
"""


def test_all_is_done_in_one_thread_where_there_are_no_others():
    more = {"SIM_NO_THREADS": "1", "SIM_NO_NUMBA": "1", "PYTHONPATH": str(ROOT)}
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=DESK, capture_output=True, text=True, env=os.environ | more
    )
    assert said.returncode == 0, said.stderr
    numbers, words = said.stdout.splitlines()
    values = sim.run(sim.scenario(DESK), replications=3, engine="simpy").measures["role.desk.wait"].values
    assert numbers.startswith(str(values))
    assert int(numbers.split()[-1]) >= 1
    assert words.startswith("live: sliders compute in a thread")
