"""The store: what was run is not run again, to the last bit, whoever else uses it."""

import ast
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import joblib
import pytest

import sim
from sim.results.results import Unusable
from sim.runs import provenance, replications, work
from sim.runs import store as stores
from sim.runs.store import MARK, Store, runs
from sim.scenario.load import load

ROOT = Path(sim.__file__).parent


@pytest.fixture
def ran(monkeypatch):
    """The variants and numbers of the replications that were really run."""
    seen, plain = [], work.done

    def done(tasks, *rest):
        seen.extend((blueprint.design, number) for blueprint, number in tasks)
        return plain(tasks, *rest)

    monkeypatch.setattr(work, "done", done)
    return seen


def measured(scenario, wanted, store, seed=None, log=False):
    plan = replications.plan(scenario, 1, seed, None, 1, log)
    return replications.measured(scenario, wanted, plan, store)


def test_what_was_run_is_not_run_again(small, tmp_path, ran):
    store = tmp_path / "store"
    few = measured(small, {"today": range(1, 3)}, store)
    assert ran == [("today", 1), ("today", 2)]
    ran.clear()
    more = measured(small, {"more": range(2), "today": range(4)}, store)
    assert sorted(ran) == [("more", 0), ("more", 1), ("today", 0), ("today", 3)]
    assert repr(more["today"][1]) == repr(few["today"][0])
    assert len(more["today"]) == 4


def test_results_are_the_same_to_the_last_bit_nan_and_pictures_included(small, tmp_path, ran):
    store = tmp_path / "store"
    fresh, kept, again = (sim.run(small, "today", store=where) for where in (None, store, store))
    assert ran == 2 * [("today", number) for number in range(4)]
    assert fresh == kept == again
    assert fresh.spread.waits.tolist() == again.spread.waits.tolist()
    assert repr(fresh.spread.course.tolist()) == repr(again.spread.course.tolist())
    assert any(measure.n < 4 for measure in again.measures.values())  # there are nans


def test_either_engine_uses_what_the_other_ran(small, tmp_path, ran):
    store = tmp_path / "store"
    sim.run(small, "today", engine="simpy", store=store)
    ran.clear()
    kept, fresh = (sim.run(small, "today", engine="compiled", store=where) for where in (store, None))
    assert kept.measures == fresh.measures
    assert ran == [("today", number) for number in range(4)]  # of the run without a store


def test_a_result_says_which_engine_computed_it_not_which_was_asked_for(small, tmp_path):
    store = tmp_path / "store"
    sim.run(small, "today", 2, engine="simpy", store=store)
    kept, more = (sim.run(small, "today", n, engine="compiled", store=store) for n in (2, 3))
    assert kept.provenance.engine == "simpy"
    assert more.provenance.engine == "compiled, simpy"
    logged = sim.run(small, "today", 2, engine="compiled", log=True, store=store)
    assert logged.provenance.engine == "compiled"  # logs are not kept
    judged = sim.judge(small, ["more"], 2, engine="compiled", store=store)
    assert judged.provenance.engine == "compiled, simpy"
    assert sim.judge(small, ["more"], 2, engine="simpy").provenance.engine == "simpy"


def test_another_seed_and_another_patch_of_the_same_name_are_run(small, small_file, tmp_path, ran):
    store = tmp_path / "store"
    measured(small, {"filing_at_the_desk": range(1)}, store)
    measured(small, {"filing_at_the_desk": range(1)}, store, seed=2)
    other = tmp_path / "other.yaml"
    other.write_text(
        small_file.read_text().replace(
            "steps.file.role: desk", "steps.file.role: desk, steps.file.takes: 5 min"
        )
    )
    measured(load(other), {"filing_at_the_desk": range(1)}, store)
    assert len(ran) == 3


def test_versions_of_a_scenario_share_what_means_the_same(small, small_file, tmp_path, ran):
    store = tmp_path / "store"
    measured(small, {"today": range(1)}, store)
    other = tmp_path / "other.yaml"
    other.write_text(small_file.read_text().replace("more:", "most:").replace("Small desk", "Another title"))
    assert measured(load(other), {"today": range(1)}, store)
    assert len(ran) == 1
    assert [(run.title, run.replications) for run in runs(store)] == [("Small desk", 1), ("Another title", 1)]


def test_variants_that_mean_the_same_are_run_once(small_file, tmp_path, ran):
    other = tmp_path / "other.yaml"
    other.write_text(
        small_file.read_text().replace("judge:", "  logo: {design: today, cost: 5, set: {}}\njudge:")
    )
    found = measured(load(other), {"today": range(2), "logo": range(2)}, None)
    assert ran == [("today", 0), ("today", 1)]
    assert repr(list(found["today"])) == repr(list(found["logo"]))


def test_a_log_is_not_in_the_store(small, tmp_path, ran):
    store = tmp_path / "store"
    sim.run(small, replications=1, store=store)
    assert len(sim.run(small, replications=1, log=True, store=store).logs) == 1
    assert len(ran) == 2


def test_code_is_all_that_the_engines_import():
    files = {path for pattern in provenance._ENGINES for path in ROOT.glob(pattern)}
    known = {".".join(("sim", *path.relative_to(ROOT).with_suffix("").parts)) for path in files}
    rooms = {name.removesuffix(".__init__") for name in known}
    elsewhere = {name for path in files for name in _imported(path) if name not in rooms}
    assert elsewhere <= {"sim.blueprint", "sim.results.summary"}  # in the meaning, and read from the counters


def _imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("sim."))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sim"):
            parts = [f"{node.module}.{name.name}" for name in node.names]
            modules = [name for name in parts if (ROOT.parent / f"{name.replace('.', '/')}.py").exists()]
            yield from (
                modules
                if node.module in ("sim", "sim.kernel", "sim.engines.compiled", "sim.engines.story")
                else [node.module]
            )


def test_many_may_open_a_new_store_at_once(tmp_path):
    together = Barrier(16)

    def opened(_):
        together.wait()
        store = Store(tmp_path / "store")
        store.note("title", "hash", {"today": "meaning"})
        return store.numbers("meaning", 1)

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(opened, range(16))) == 16 * [set()]


def test_what_is_no_store_is_refused(small, tmp_path, command):
    text, other, newer = tmp_path / "text", tmp_path / "other.sqlite", tmp_path / "newer.sqlite"
    text.write_text("no database, but a text that is long enough to be seen as one" * 20)
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE a (b)")
    with sqlite3.connect(newer) as base:
        base.execute(f"PRAGMA application_id = {MARK}")
        base.execute("PRAGMA user_version = 9")
    with pytest.raises(OSError, match="text: file is not a database"):
        sim.run(small, store=text)
    with pytest.raises(Unusable, match="a database of something else; name another file"):
        sim.run(small, store=other)
    with pytest.raises(Unusable, match="of form 9, this release knows form 1"):
        sim.run(small, store=newer)
    with pytest.raises(OSError, match="unable to open database file"):
        sim.run(small, store=tmp_path / "nowhere" / "store")
    assert command("runs", "--store", tmp_path / "none") == (
        1, "", f"store {tmp_path / 'none'}: there is no such file; --store names another\n",
    )  # fmt: skip
    assert not (tmp_path / "none").exists()


def test_the_command_keeps_and_lists(small_file, tmp_path, command):
    store = tmp_path / "store"
    first = command("compare", small_file, "--store", store, "--json")
    assert (
        command("compare", small_file, "--store", store, "--json")[1].split('"date"')[0]
        == first[1].split('"date"')[0]
    )
    code, out, _ = command("runs", "--store", store)
    assert code == 0
    assert [line.split()[3:6] for line in out.splitlines()[3:]] == [["today", "1", "4"], ["more", "1", "4"]]
    assert provenance.CODE[:8] in out
    assert '"replications": 4' in command("runs", "--store", store, "--json")[1]


def test_it_says_that_other_code_is_of_no_use(small, tmp_path, command, monkeypatch):
    monkeypatch.setattr(stores, "CODE", "older")
    sim.run(small, replications=1, store=tmp_path / "store")
    monkeypatch.undo()
    assert "what other code ran is not used" in command("runs", "--store", tmp_path / "store")[1]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("backend", ["threading", "loky"])
@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_the_same_in_threads_and_processes(small, monkeypatch, engine, backend, jobs):
    monkeypatch.setattr(work, "WORTH_PROCESSES", 0.0)
    with joblib.parallel_config(backend):
        found = sim.compare(small, replications=3, engine=engine, jobs=jobs)
    plain = sim.compare(small, replications=3)
    assert {name: one.measures for name, one in found.results.items()} == {
        name: one.measures for name, one in plain.results.items()
    }


def test_judging_keeps_only_what_it_is_asked_to(small_file, tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    bare = command("judge", small_file, "--no-turns", "--csv")
    assert not list(tmp_path.iterdir())
    assert command("judge", small_file, "--no-turns", "--csv", "--store", "kept")[:2] == bare[:2]
    assert [run.replications for run in runs("kept")] == [4, 4, 4]  # the change, the other design, the baseline
    assert command("runs")[0] == 2  # none is named, and this is no study
