"""What is said while one waits: on standard error, plain lines where that is no terminal."""

import sim
from sim import progress, replications


def test_nothing_is_said_of_what_is_over_at_once(capsys):
    with progress.bar(3, "running replications") as shown:
        shown.advance()
    assert capsys.readouterr() == ("", "")


def test_after_a_while_a_plain_line_says_what_is_going_on(capsys, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with progress.bar(3, "running replications") as shown:
        shown._timer.join()
        shown.advance()
    assert capsys.readouterr() == ("", "running replications (3)\n")


def test_what_comes_first_is_said_at_once_and_then_the_rest(capsys, monkeypatch):
    with progress.bar(3, "running replications", "compiling") as shown:
        assert capsys.readouterr() == ("", "compiling\n")
        monkeypatch.setattr(shown._timer, "interval", 0.0)
        shown.advance(0.0)  # a run without warm-up has a first stop at its beginning
        shown.advance(0.5)
        shown._timer.join()
        shown.advance(0.5)
    assert capsys.readouterr() == ("", "running replications (3)\n")


def test_compiling_is_announced_only_where_nothing_is_kept(small, monkeypatch, tmp_path):
    sim.run(small, replications=1)
    plan = replications.plan(small, 1, None, "compiled", None)
    assert replications._first_words(plan) is None
    assert replications._first_words(replications.plan(small, 1, None, "simpy", None)) is None
    from sim.engines.compiled.loop import run

    monkeypatch.setattr(type(run._cache), "cache_path", str(tmp_path))
    assert replications._first_words(plan) == replications.COMPILING
