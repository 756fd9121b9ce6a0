"""The first run, nothing compiled: it begins on SimPy, while a process of its own compiles; the numbers are the same."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

import sim
from sim import engines
from sim.blueprint import build
from sim.kernel import kept
from sim.kernel.beside import OvertakenError

pytest.importorskip("numba")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere numba compiles in the process itself")
TERRACE = Path(__file__).parents[2] / "scenarios" / "terrace.yaml"
BEGUN = """
import os, sys, sim
from sim.engines import is_begun_without
from sim.kernel import beside
beside.cores = lambda: 2
found = sim.run(sim.load(sys.argv[1]), replications=1)
print(found.measures["arrived"].values, "numba" in sys.modules, is_begun_without(), beside._made[0].pid, flush=True)
{}
"""


def begun(cache: Path, end: str) -> tuple[list[str], int]:
    """Return what a first run said, and which process compiles for it."""
    surroundings = os.environ | {"SIM_CACHE_DIR": str(cache), "SIM_QUIET": "1"}
    asked = [sys.executable, "-c", BEGUN.format(end), str(TERRACE)]
    done = subprocess.run(asked, stdout=subprocess.PIPE, text=True, env=surroundings)
    *said, pid = done.stdout.split()
    return said, int(pid)


def lives(pid: int) -> bool:
    """Return whether a process is there, and is not over."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return done.stdout.strip()[:1] not in ("", "Z")


def ends(pid: int) -> bool:
    for _ in range(100):
        if not lives(pid):
            return True
        time.sleep(0.1)
    return False


def test_it_begins_on_simpy_and_who_compiles_goes_on_after_it(tmp_path):
    said, pid = begun(tmp_path, "")
    try:
        expected = sim.run(sim.load(TERRACE), replications=1).measures["arrived"].values
        assert said == [*str(expected).split(), "False", "True"]
        time.sleep(0.5)
        assert lives(pid)
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_who_compiles_ends_with_who_is_killed_and_leaves_nothing_half_written(tmp_path):
    _, pid = begun(tmp_path, "os.kill(os.getpid(), 9)")
    assert ends(pid)
    assert not [path for path in tmp_path.rglob("*.nbc") if kept.read(path) is None]


def test_who_compiles_ends_with_an_interrupt(tmp_path):
    _, pid = begun(tmp_path, "beside.end()")
    assert ends(pid)


def test_no_two_processes_compile_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    waits = "from pathlib import Path; import sys; from sim.kernel import kept; kept.cache_folder = lambda: Path(sys.argv[1])\n"
    asked = [sys.executable, "-c", waits + "with kept.alone(): print('alone')", str(tmp_path)]
    with kept.alone():
        other = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(1.0)
    assert other.communicate(timeout=60)[0] == "alone\n"


@pytest.mark.parametrize("looks", [0, 1, 40])
def test_as_soon_as_it_is_there_the_compiled_engine_runs_it_again(monkeypatch, looks):
    left = iter([True] * looks)
    monkeypatch.setattr(engines, "is_begun_without", lambda: next(left, False))
    blueprint, told = build(sim.load(TERRACE), "separate_roles"), []
    found = engines.replicate(blueprint, 1, 0, log=True, progress=told.append)
    expected = engines.replicate(blueprint, 1, 0, "compiled", log=True)
    assert (found.engine, told[-1], next(left, None)) == ("compiled", 1.0, None)
    assert found.counters.tobytes() == expected.counters.tobytes()
    assert found.log.tobytes() == expected.log.tobytes()


def test_what_is_not_overtaken_was_run_by_simpy(monkeypatch, tmp_path):
    monkeypatch.setattr(engines, "is_begun_without", lambda: True)
    scenario, store = sim.load(TERRACE), tmp_path / "kept.sqlite"
    assert sim.run(scenario, replications=2, store=store).provenance.engine == "simpy"
    monkeypatch.setattr(engines, "is_begun_without", lambda: False)
    assert sim.run(scenario, replications=4, store=store).provenance.engine == "compiled, simpy"
    assert sim.run(scenario, replications=1, engine="compiled").provenance.engine == "compiled"


def test_an_engine_that_is_no_longer_wanted_stops(monkeypatch):
    from sim.engines.story.meanwhile import Meanwhile

    wanted = iter([True] * 3)
    engine = Meanwhile(lambda: next(wanted, False), build(sim.load(TERRACE), "separate_roles"), 1, 0, False)
    with pytest.raises(OvertakenError):
        engine.advance(1e9)


def test_a_population_too_large_for_simpy_is_not_begun_on_it(monkeypatch):
    monkeypatch.setattr(engines, "is_begun_without", lambda: True)
    monkeypatch.setattr(engines, "LIGHT", -1)
    assert engines.replicate(build(sim.load(TERRACE), "separate_roles"), 1, 0).engine == "compiled"
