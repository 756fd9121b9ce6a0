"""The `sim` command: results on standard output, all else on standard error; exit 0, 1 input, 2 usage."""

import os
import sys
from collections.abc import Callable

import typer

from sim.cli.command import Command
from sim.cli.day import day
from sim.cli.files import diff, draw, list_names, measures, schema, validate
from sim.cli.findings import mirrors, paths, resistance, survival
from sim.cli.fit import fit
from sim.cli.judge import judge, report
from sim.cli.new import new
from sim.cli.one_page import offer
from sim.cli.open import open_page
from sim.cli.run import compare, export, run, runs
from sim.cli.studies import headroom, staffing, target, warm_up
from sim.cli.study import study
from sim.cli.vary import sensitivity, sweep
from sim.cli.why import combine, explain
from sim.kernel.limits import Unusable

app = typer.Typer(
    help="Simulate service processes and compare designs of them.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


LONG: tuple[Callable[..., None], ...] = (
    run, compare, judge, report, day, explain, combine, paths, resistance, mirrors, survival, sweep, sensitivity, target,
    staffing, headroom, warm_up, fit,
)  # fmt: skip
SHORT: dict[str, Callable[..., None]] = {
    "runs": runs, "validate": validate, "diff": diff, "draw": draw, "list": list_names, "measures": measures,
    "schema": schema, "export": export, "study": study, "new": new, "open": open_page,
}  # fmt: skip

for _command in LONG:
    app.command(cls=Command)(_command)
for _name, _command in SHORT.items():
    app.command(_name, cls=Command)(_command)
offer(app)


def main() -> None:
    """Run the command and leave with its exit code, quietly when interrupted or when the reader has gone."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 - open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a sign shows another, and goes on
    try:
        code = _invoke()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # nobody reads on; nothing to complain of
        code = 0
    if code == 130:
        _end_beside()
    sys.exit(code)


def _end_beside() -> None:
    """Where it was interrupted, who compiles for it ends as well."""
    if "sim.kernel.beside" in sys.modules:
        sys.modules["sim.kernel.beside"].end()


def _invoke() -> int:
    try:
        app()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BrokenPipeError:
        raise
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    except Unusable as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from sim.scenario.text.faults import ScenarioError

        if not isinstance(error, ScenarioError):
            raise
        print(error, file=sys.stderr)
        return 1
    return 0
