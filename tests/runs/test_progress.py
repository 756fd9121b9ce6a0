"""What is said while one waits: on standard error, plain lines where that is no terminal."""

import time

import pytest

import sim
from sim.kernel import kept
from sim.runs import progress, replications, work


@pytest.fixture
def soon(monkeypatch):
    """Nobody has patience."""
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    monkeypatch.setattr(progress, "TICK", 0.01)


def wait():
    time.sleep(0.2)


def test_nothing_is_said_of_what_is_over_at_once(capsys):
    with progress.bar(3, "running replications") as shown:
        shown.advance()
    assert capsys.readouterr() == ("", "")


def test_after_a_while_plain_lines_say_how_far_it_is_and_how_long_it_takes(capsys, soon):
    with progress.bar(4, "running replications") as shown:
        wait()
        shown.advance()
        wait()
    out, err = capsys.readouterr()
    first, *_, last = err.splitlines()
    assert (out, first, last) == (
        "",
        "running replications: 0 of 4",
        "running replications: 1 of 4, about 1 s left",
    )


def test_lines_become_fewer(capsys, soon):
    with progress.bar(4, "running replications"):
        time.sleep(0.5)
    assert 2 <= len(capsys.readouterr().err.splitlines()) <= 5


def test_what_comes_first_is_said_at_once_and_is_not_counted_as_work(capsys, soon):
    with progress.bar(2, "running replications", "compiling") as shown:
        assert capsys.readouterr() == ("", "compiling\n")
        wait()
        shown.advance(0.0)  # a run without warm-up has a first stop at its beginning
        assert shown.line().startswith("compiling")
        shown.advance(0.1)
        time.sleep(0.01)
        shown.advance(0.9)
        assert shown.line() == "running replications: 1 of 2, about 0 s left"


def test_what_was_done_before_says_nothing_of_what_is_left(soon):
    with progress.bar(101, "running replications", before=99) as shown:
        time.sleep(0.6)
        shown.advance()
        assert shown.line() == "running replications: 100 of 101, about 1 s left"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (80.0, "80 s"), (100.0, "2 min"), (5000.0, "1.4 h")]
)
def test_how_long_something_lasts(seconds, words):
    assert progress.lasting(seconds) == words


def test_work_that_nobody_waits_for_ends():
    with progress.bar(1, "running replications") as shown:
        tell = shown.piece()
    with pytest.raises(progress.Unawaited):
        tell(0.5)


def test_compiling_is_announced_only_where_nothing_is_kept(small, monkeypatch, tmp_path):
    sim.run(small, replications=1)
    plan = replications.plan(small, 1, None, "compiled", None)
    assert work.first_words(plan.engine, None) is None
    assert work.first_words("simpy", None) is None
    from sim.engines.compiled.loop import run

    monkeypatch.setattr(run, "made", {})  # as another process
    assert work.first_words(plan.engine, None) is None
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    assert work.first_words(plan.engine, None) == work.COMPILING


def test_a_part_of_a_whole_counts_for_its_pieces_and_says_nothing_itself(capsys, soon):
    with progress.bar(4, "running points") as whole:
        with progress.bar(10, "running replications", "compiling", before=5, within=(whole, 2)) as part:
            tell = part.piece()
            tell(0.5)
            tell(1.0)
            part.advance(4)
        wait()
    err = capsys.readouterr().err
    assert err.splitlines()[-1].startswith("running points: 2 of 4")
    assert "replications" not in err
    with pytest.raises(progress.Unawaited):
        tell(1.0)


def test_nothing_left_is_never_less_than_nothing(soon):
    with progress.bar(1, "running replications") as shown:
        time.sleep(0.1)
        shown.advance(1.0 + 1e-12)
        assert shown.line() == "running replications: 1 of 1, about 0 s left"


def test_it_can_be_silenced_in_python(capsys, soon):
    with sim.quiet():
        assert progress.is_quiet()
        with progress.bar(4, "running replications", "compiling") as shown:
            wait()
            shown.advance()
            tell = shown.piece()
    assert capsys.readouterr() == ("", "")
    with pytest.raises(progress.Unawaited):
        tell(1.0)  # what nobody hears of ends all the same
    assert not progress.is_quiet()


def test_it_is_loud_again_after_what_went_wrong():
    with pytest.raises(KeyError), sim.quiet():
        raise KeyError
    assert not progress.is_quiet()


@pytest.mark.parametrize(("value", "quiet"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_the_environment_can_silence_it(monkeypatch, value, quiet):
    monkeypatch.setenv("SIM_QUIET", value)
    assert progress.is_quiet() is quiet


@pytest.mark.parametrize("option", [(), ("--quiet",)])
def test_a_command_can_be_silenced(command, small_file, soon, option, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    code, out, err = command("run", small_file, "--engine", "simpy", "--jobs", "1", "--replications", "6", *option)
    assert code == 0
    assert "One person" in out or "today" in out
    assert ("running replications" in err) is (option == ())
