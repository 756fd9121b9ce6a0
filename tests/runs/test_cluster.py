"""A cluster gives the same numbers as this machine, also when a worker is killed in the middle."""

import os
import signal
import threading
import time

import pytest
from distributed import Client, LocalCluster

import sim
from sim.results.results import Unusable
from sim.runs import cluster as clusters
from sim.runs import replications
from sim.runs.store import runs

MANY = 120


@pytest.fixture(scope="module")
def cluster():
    """A scheduler with two workers, processes of their own."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster:
        yield cluster


def processes_of(cluster):
    with Client(cluster, set_as_default=False) as client:
        return client.run(os.getpid)


def test_a_cluster_gives_the_same_numbers(small, small_file, cluster, command, tmp_path):
    found = sim.compare(small, jobs=cluster.scheduler_address)
    assert found.results == sim.compare(small, jobs=1).results
    code, out, err = command("run", small_file, "--cluster", cluster.scheduler_address, "--json")
    assert (code, out.split('"date"')[0]) == (0, command("run", small_file, "--json")[1].split('"date"')[0])
    assert "each worker compiles the engine, once" in err


def test_the_same_with_a_worker_killed_in_the_middle(small, cluster, tmp_path):
    store, before = tmp_path / "store", processes_of(cluster)
    seen = []

    def kill():
        while not (store.exists() and sum(run.replications for run in runs(store)) > MANY // 10):
            time.sleep(0.01)
        os.kill(next(iter(before.values())), signal.SIGKILL)
        seen.append(sum(run.replications for run in runs(store)))

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    found = sim.compare(small, replications=MANY, jobs=cluster.scheduler_address, store=store)
    killer.join()
    assert seen[0] < 2 * MANY  # some were still to be done
    assert set(processes_of(cluster).values()) != set(before.values())
    assert found.results == sim.compare(small, replications=MANY, jobs=2).results
    assert [run.replications for run in runs(store)] == [MANY, MANY]


def test_what_is_wrong_with_a_cluster_is_said_in_a_line(small_file, cluster, command, monkeypatch):
    monkeypatch.setattr(clusters, "ANSWER", 1)
    code, out, err = command("run", small_file, "--cluster", "tcp://127.0.0.1:9")
    assert (code, out) == (1, "")
    assert "tcp://127.0.0.1:9" in err.splitlines()[-1]
    assert command("run", small_file, "--cluster", "nonsense://x")[0] == 2
    assert command("run", small_file, "--cluster", "tcp://127.0.0.1:9", "--jobs", 2)[0] == 2
    monkeypatch.setattr(clusters, "CODE", "another")
    with pytest.raises(Unusable, match="has another version of this package, or none"):
        replications.measured(
            sim.load(small_file),
            {"today": range(1)},
            replications.plan(sim.load(small_file), 1, None, None, cluster.scheduler_address),
        )
