"""The least staff for a service norm: as Erlang has it where Erlang applies; blocks, bounds, and norms that can't be met."""

import json

import pytest

import sim
from sim.analyses.studies.blocks import ALWAYS, blocks, fares
from sim.analyses.studies.standing import ServiceNorm, standing
from sim.results.results import Unusable
from sim.theory.staffing import least_staff, service_level_a, service_level_c

LINE = """
title: Line
world:
  needs:
    call: {{rate: {rate} / hour}}
{patience}
designs:
  today:
    roles: {{desk: {{staff: {staff}, norm: 20 s}}}}
    steps:
      answer: {{role: desk, takes: exponential 3 min}}
run: {{length: 3 days, warm_up: 6 h, replications: 6}}
"""


def line(tmp_path, rate=200, staff="10", patience=""):
    path = tmp_path / "line.yaml"
    path.write_text(LINE.format(rate=rate, staff=staff, patience=patience))
    return sim.load(path)


def test_the_closed_forms():
    rate, service, norm = 200 / 60, 1 / 3, 1 / 3
    assert service_level_c(rate, service, 14, norm) == pytest.approx(0.888350, abs=1e-6)  # V02b
    assert service_level_c(rate, service, 13, norm) == pytest.approx(0.795595, abs=1e-6)  # V02c
    assert service_level_c(rate, service, 10, norm) == 0.0
    assert least_staff(rate, service, norm, 0.8) == 14
    assert service_level_a(48, 1, 50, 0.5, 50.0) == pytest.approx(
        1 - 0.030912, abs=1e-5
    )  # V06: all but who give up
    assert service_level_a(48, 1, 50, 1e-6, 0.1) == pytest.approx(service_level_c(48, 1, 50, 0.1), abs=1e-3)
    assert least_staff(48, 1, 0.1, 0.8, give_up_rate=0.5, abandoned=0.001) > least_staff(48, 1, 0.1, 0.8, 0.5)
    assert least_staff(0.0, 1, 0.1, 0.8) == 0


def test_erlang_c_is_found_again(tmp_path):
    found = sim.staffing(line(tmp_path))
    assert abs(found.after["desk", ALWAYS] - 14) <= 1
    (stands,) = found.found.values()
    assert stands.service == pytest.approx(
        service_level_c(200 / 60, 1 / 3, found.after["desk", ALWAYS], 1 / 3), abs=0.02
    )
    assert found.met


def test_erlang_a_is_found_again(tmp_path):
    found = sim.staffing(line(tmp_path, patience="  patience: exponential 2 min"), abandoned="5%")
    assert found.letters == ("A",)
    assert abs(found.after["desk", ALWAYS] - least_staff(200 / 60, 1 / 3, 1 / 3, 0.8, 0.5, 0.05)) <= 1
    (stands,) = found.found.values()
    there = service_level_a(200 / 60, 1 / 3, found.after["desk", ALWAYS], 0.5, 1 / 3)
    assert stands.service == pytest.approx(there, abs=0.02)


def test_no_one_can_be_missed(tmp_path):
    scenario = line(tmp_path, rate=60, staff="{daily 00:00-12:00: 5, daily 12:00-24:00: 9}")
    found = sim.staffing(scenario, norms={"desk": "80%/20 s"})
    assert set(found.after) == {("desk", "daily 00:00-12:00"), ("desk", "daily 12:00-24:00")}
    for entry, count in found.after.items():
        less = {f"roles.desk.staff.{key[1]}": n for key, n in (found.after | {entry: count - 1}).items()}
        level = sim.run(sim.what_if(scenario, less), "what_if").measures["role.desk.service_level"]
        more = {f"roles.desk.staff.{key[1]}": n for key, n in found.after.items()}
        assert (
            level.mean
            < sim.run(sim.what_if(scenario, more), "what_if").measures["role.desk.service_level"].mean
        )


def test_a_role_that_steps_need_keeps_somebody(tmp_path):
    found = sim.staffing(line(tmp_path, rate=1, staff=2), norms={"desk": "1%/20 s"})
    assert found.after == {("desk", ALWAYS): 1}


def test_blocks_of_a_plan_with_overlap():
    found = blocks("desk", ["mon-fri 08:00-17:00", "mon-fri 12:00-14:00"])
    assert [(one.name, one.minutes / 60) for one in found] == [
        ("mon-fri 08:00-17:00", 35.0),
        ("mon-fri 08:00-17:00 + mon-fri 12:00-14:00", 10.0),
    ]
    assert found[0].measured(0.0, 2 * 1440.0) == 2 * 7 * 60
    assert found[0].measured(600.0, 660.0) == 60


def test_counts_are_those_of_the_measure(tmp_path):
    result = sim.run(
        line(tmp_path, staff="11", patience="  patience: exponential 2 min"), replications=1, log=True
    )
    (one,) = fares(result.logs[0], result.blueprint, blocks("desk", [ALWAYS]), {"desk": 1 / 3}, 360.0)
    assert one.within / one.offered == pytest.approx(
        result.measures["role.desk.service_level"].mean, abs=2e-3
    )
    assert one.gave_up / one.offered == pytest.approx(
        result.measures["role.desk.abandoned_share"].mean, abs=2e-3
    )


def test_sure_of_the_long_run_or_of_any_one_run():
    from sim.analyses.studies.blocks import Fares

    found = [Fares(100, 90, 2), Fares(100, 82, 4), Fares(100, 79, 3)]
    mean = standing(found, ServiceNorm(0.8, 1.0), 0.95, "mean")
    assert (mean.service, mean.met) == (pytest.approx(251 / 300), False)
    assert standing(found, ServiceNorm(0.7, 1.0), 0.95, "mean").met
    assert standing(found, ServiceNorm(0.8, 1.0), 0.6, "runs").met
    assert not standing(found, ServiceNorm(0.8, 1.0, abandoned=0.02), 0.6, "runs").met
    assert standing([Fares(0, 0, 0)], ServiceNorm(0.8, 1.0), 0.95, "mean").met


@pytest.mark.parametrize(
    ("norms", "said"),
    [
        ({"dsk": "80%"}, "did you mean desk"),
        ({"desk": "80/20 s"}, "between 0 and 1"),
        ({"desk": "80%/20"}, "its unit"),
    ],
)
def test_norms_that_cannot_be_read_are_refused(tmp_path, norms, said):
    with pytest.raises(Unusable, match=said):
        sim.staffing(line(tmp_path), norms=norms)


def test_the_command(command, tmp_path):
    scenario, picture = line(tmp_path, rate=40, staff="4"), tmp_path / "staffing.png"
    code, out, _ = command("staffing", scenario.path, "--norm", "desk=80%/1 min", "--picture", picture)
    assert code == 0
    assert "no one can be missed" in " ".join(out.split())
    assert picture.stat().st_size > 10_000
    code, out, _ = command("staffing", scenario.path, "--json")
    assert json.loads(out)["met"] is True
