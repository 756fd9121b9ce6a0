"""A measure of one's own: the same in every study as a measure of ours that comes to the same."""

import pytest

import sim

MORE = {"replications": 6}


def copied(name, **more):
    """Return a measure of one's own that is another one."""
    return sim.CustomMeasure(f"my_{name}", lambda run: run.values[name], **more)


RESOLVED = sim.CustomMeasure(
    "my_resolved_share",
    of=lambda run: run.counters["resolved"].sum(),
    per=lambda run: run.counters["resolved"].sum() + run.counters["lost"].sum(),
    unit="share",
    better=1,
    threshold=0.02,
)


def test_a_mean_over_runs_is_ours(small):
    result = sim.run(small.measuring(copied("arrived")), **MORE)
    assert result.measures["my_arrived"].values == result.measures["arrived"].values
    assert result.measures["my_arrived"].mean == result.measures["arrived"].mean
    assert result.table().loc["my_arrived", "over"] == "mean over runs"


def test_what_has_a_denominator_is_pooled(small):
    own = sim.CustomMeasure(
        "calls_per_head", lambda run: run.values["arrived"] ** 2, per=lambda run: run.values["arrived"], unit="calls"
    )
    found = sim.run(small.measuring(own), **MORE).measures
    calls = found["arrived"].values
    assert found["calls_per_head"].mean == pytest.approx(sum(n * n for n in calls) / sum(calls), rel=1e-12)
    assert found["calls_per_head"].mean != pytest.approx(found["arrived"].mean, rel=1e-6)


def test_counters_are_those_of_the_engines(small):
    found = sim.run(small.measuring(RESOLVED), **MORE).measures
    counts = [sum(found[name].values) for name in ("resolved", "lost")]
    assert found["my_resolved_share"].mean == pytest.approx(counts[0] / sum(counts), rel=1e-12)


def test_it_is_compared_and_kept_counters_do(small, command, tmp_path):
    store = tmp_path / "kept.sqlite"
    sim.compare(small, ["today", "more"], store=store, **MORE)
    own = small.measuring(copied("lead_time", unit="min", better=-1))
    found = sim.compare(own, ["today", "more"], shown=["lead_time", "my_lead_time"], store=store, **MORE)
    assert found.measures["my_lead_time"].values == pytest.approx(
        [b - a for a, b in zip(*(found.results[name].measures["lead_time"].values for name in ("today", "more")), strict=True)]
    )
    assert {one.replications for one in sim.runs(store)} == {6}
    assert "my_lead_time" in found.table().index.get_level_values("measure")


def test_it_is_judged_by_its_threshold_and_its_better_way(small):
    found = {}
    for way in (1, -1):
        own = small.measuring(copied("resolved_share", unit="share", better=way, threshold=0.02))
        found[way] = sim.judge(own, ["more"], **MORE).items["more"]
        assert "my_resolved_share" in found[way].outcomes
    assert (found[1].verdict, found[-1].verdict) == ("relevant", "harmful")
    plain = sim.judge(small, ["more"], **MORE).items["more"]
    assert {*found[1].outcomes} - {*plain.outcomes} == {"my_resolved_share"}


def test_it_goes_along_in_a_sweep_another_world_and_another_design(small):
    own = small.measuring(copied("arrived"))
    ranges = {"world.needs.question.rate": "10 / hour..30 / hour"}
    found = sim.sweep(own, ranges, measures=["my_arrived", "arrived"], steps=2, **MORE)
    for spot in found.spots:
        assert spot.measures["my_arrived"].mean == spot.measures["arrived"].mean
    for tried in (sim.what_if(own, {"world.patience": "9 min"}), sim.what_if(own, {"roles.desk.staff": 2})):
        assert "my_arrived" in sim.run(tried, **MORE).measures


def test_a_report_has_it(small):
    page = sim.report(small.measuring(RESOLVED), ["more"], language="nl", **MORE).html
    assert "my resolved share" in page


def test_what_is_no_number_is_refused(small):
    with pytest.raises(sim.Unusable, match="mine returned no number"):
        sim.run(small.measuring(sim.CustomMeasure("mine", lambda run: None)), **MORE)


NAMES = sim.CustomMeasure("cases_in_the_log", lambda run: run.log["case"].nunique(), log=True)


def test_a_measure_can_read_the_log_which_is_not_kept_for_it(small, tmp_path):
    store = tmp_path / "kept.sqlite"
    for _ in range(2):
        found = sim.run(small.measuring(NAMES, copied("arrived")), store=store, **MORE)
        logged = sim.run(small, log=True, **MORE).log
        assert found.logs == ()
        assert found.measures["cases_in_the_log"].values == tuple(logged.groupby("replication")["case"].nunique())


def test_who_did_not_ask_for_the_log_is_told_how(small):
    with pytest.raises(sim.Unusable, match="log=True"):
        sim.run(small.measuring(sim.CustomMeasure("rows", lambda run: len(run.log))), **MORE)


def test_the_scenario_itself_stays_as_it_was(small):
    own = small.measuring(copied("arrived"))
    assert own.hash == small.hash
    assert own.to_yaml() == small.to_yaml()
    assert "my_arrived" not in sim.run(small, **MORE).measures


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "My measure"}, {"name": "role.desk.mine"}, {"better": 2}, {"threshold": 0}, {"threshold": "much", "better": 1},
        {"threshold": "0%", "better": 1}, {"threshold": 0.1},
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused(wrong):
    with pytest.raises(sim.Unusable):
        sim.CustomMeasure(**{"name": "mine", "of": float, **wrong})


def test_a_name_that_is_taken_is_refused(small):
    with pytest.raises(sim.Unusable, match="is there already"):
        sim.run(small.measuring(sim.CustomMeasure("lead_time", float)), **MORE)
    with pytest.raises(sim.Unusable, match="name of its own"):
        small.measuring(copied("arrived"), copied("arrived"))
