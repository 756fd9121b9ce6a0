"""Compiled code on disk: never stale, never half, never needed."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.blueprint import build
from sim.engines import replicate

pytest.importorskip("numba")
from sim.engines.compiled.engine import CompiledEngine

LAW = "from sim.kernel.jit import entry\n\n@entry\ndef law(x):\n    return x {}\n"
ASKED = "from sim import law; print(law.law({}), law.law.stats.cache_path)"
NUMBAS_WAY = {"SIM_CHECK_BOUNDS": "1"}  # as on Windows
NOWHERE = os.path.join(os.devnull, "no", "folder")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package `sim` of its own: one law, and our compiling."""
    here = tmp_path / "package" / "sim"
    (here / "kernel").mkdir(parents=True)
    for name in ("__init__.py", "kernel/__init__.py"):
        (here / name).touch()
    for name in ("kernel/jit.py", "kernel/kept.py", "kernel/entries.py", "kernel/linked.py", "kernel/quicker.py"):
        (here / name).write_bytes((Path(sim.__file__).parent / name).read_bytes())
    (here / "law.py").write_text(LAW.format("+ 1"))
    return here


def start(package: Path, cache: str, x: str) -> subprocess.Popen[str]:
    surroundings = os.environ | NUMBAS_WAY | {"SIM_CACHE_DIR": cache, "PYTHONPATH": str(package.parent)}
    return subprocess.Popen(
        [sys.executable, "-c", ASKED.format(x)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings, cwd=package.parent,
    )  # fmt: skip


def said(running: subprocess.Popen[str]) -> list[str]:
    out, err = running.communicate(timeout=300)
    assert (running.returncode, err) == (0, "")
    return out.split()


def machine_code(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".nbi", ".nbc"))


def test_where_nothing_can_be_written_it_is_compiled_in_memory_and_never_stale(package):
    assert said(start(package, NOWHERE, "1.5")) == ["2.5", "None"]
    assert not machine_code(package)
    (package / "law.py").write_text(LAW.format("+ 2"))
    assert said(start(package, NOWHERE, "1.5")) == ["3.5", "None"]


def test_an_edit_is_seen(package, tmp_path):
    assert said(start(package, str(tmp_path), "1.5"))[0] == "2.5"
    assert len(machine_code(tmp_path / "least-resistance")) == 1
    (package / "law.py").write_text(LAW.format("+ 2"))
    assert said(start(package, str(tmp_path), "1.5"))[0] == "3.5"
    assert not machine_code(package)


@pytest.mark.parametrize("harm", ["cut", "turned", "emptied", "swapped"])
def test_code_that_was_damaged_is_compiled_again(package, tmp_path, harm):
    for x, answer in (("1", "2"), ("1.5", "2.5")):
        assert said(start(package, str(tmp_path), x))[0] == answer
    one, other = machine_code(tmp_path / "least-resistance")
    content = one.read_bytes()
    harmed = {
        "cut": content[:-9],
        "turned": content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
        "emptied": b"",
    }
    one.write_bytes(harmed.get(harm, other.read_bytes()))
    for x, answer in (("1", "2"), ("1.5", "2.5")):
        assert said(start(package, str(tmp_path), x))[0] == answer
    if harm != "swapped":
        assert len(one.read_bytes()) > 100


def test_an_entry_that_is_kept_needs_no_numba_and_one_that_was_damaged_is_compiled_again(package, tmp_path):
    (package / "law.py").write_text(LAW.format("/ 4"))
    asked = "import sys; from sim import law; print(law.law(1), law.law(1.5), 'numba' in sys.modules)"
    surroundings = os.environ | {"SIM_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(package.parent)}

    def once() -> list[str]:
        told = subprocess.run(
            [sys.executable, "-c", asked], capture_output=True, text=True, env=surroundings, cwd=package.parent, check=True
        )  # fmt: skip
        return told.stdout.split()

    assert once() == ["0.25", "0.375", "True"]
    assert once() == ["0.25", "0.375", "False"]
    one, _ = machine_code(tmp_path / "least-resistance")
    one.write_bytes(one.read_bytes()[:-9])
    assert once() == ["0.25", "0.375", "True"]


def test_several_processes_at_once_keep_each_what_it_compiled(package, tmp_path):
    asked = {"1": "2", "1.5": "2.5", "1j": "(1+1j)", "True": "2"}
    for _ in range(2):
        running = {x: start(package, str(tmp_path), x) for x in asked}
        assert {x: said(each)[0] for x, each in running.items()} == asked
    assert len(machine_code(tmp_path / "least-resistance")) == len(asked)


def test_that_nothing_can_be_kept_is_said_before_it_compiles():
    words = "from sim.runs import work; print(work.first_words('compiled', None))"
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, env=os.environ | {"SIM_CACHE_DIR": NOWHERE}
    )  # fmt: skip
    assert done.stdout.startswith("compiling the engine, in memory only"), done.stderr


def test_reading_and_checking_a_scenario_do_not_wait_for_numba():
    words = (
        "import sys, sim, sim.cli.app; sim.validate(sim.load('scenarios/contact_centre.yaml')); "
        "print([name for name in ('numba', 'scipy', 'matplotlib', 'pandas') if name in sys.modules])"
    )
    root = Path(sim.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, cwd=root)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_a_function_is_compiled_when_it_is_first_asked_for_and_once(package, tmp_path):
    asked = (
        "import sys; from threading import Thread; from sim import law; before = 'numba' in sys.modules; made = []; "
        "threads = [Thread(target=lambda: made.append(id(law.law._numba()))) for _ in range(8)]; "
        "[one.start() for one in threads]; [one.join() for one in threads]; "
        "print(before, len(set(made)), law.law.__name__, law.law.py_func(1))"
    )
    surroundings = os.environ | NUMBAS_WAY | {"SIM_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(package.parent)}
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, env=surroundings, cwd=package.parent
    )  # fmt: skip
    assert done.stdout.split() == ["False", "1", "law", "2"], done.stderr


def test_a_blueprint_from_another_process_is_held_on_to():
    """What is unpickled owns its memory, and is copied on the way to the loop, which knows it by its address alone."""
    scenario = sim.load(Path(__file__).parents[2] / "scenarios" / "desk.yaml")
    made = build(scenario, scenario.default_design)
    expected = replicate(made, 1, 0, "compiled").values
    for _ in range(5):
        engine = CompiledEngine(pickle.loads(pickle.dumps(made)), 1, 0, False)
        taken = [np.full(made.record.nbytes, 255, "u1") for _ in range(50)]  # of what was let go of, if anything was
        engine.advance(float(made.record["horizon"]))
        assert float(engine.read_counters()["arrived"]) == expected["arrived"]
        del taken
