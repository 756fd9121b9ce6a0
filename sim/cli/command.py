"""Makes a command of a function: groups of options spread out, the scenario loaded, files refused beforehand."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import Field, fields, is_dataclass, replace
from functools import wraps
from inspect import Parameter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from sim.cli.one_page import PAGE
from sim.cli.options import File, Running, Stored
from sim.cli.writing import Writes, check_places

if TYPE_CHECKING:
    from sim.scenario.fields.model import Scenario

FORMER = dict.fromkeys(("--measures", "--outcome", "--outcomes"), "--measure")  # still taken, and not shown


class Command(TyperCommand):
    """A command that also takes options by their former names."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read arguments, with the names of today for former ones where the command has them."""
        known = {name for option in self.params for name in option.opts}
        return super().parse_args(ctx, [_of_today(one, known) for one in args])


def _of_today(argument: str, known: set[str]) -> str:
    name, equals, value = argument.partition("=")
    return FORMER[name] + equals + value if name in FORMER and FORMER[name] in known else argument


def load_scenario(file: str) -> "Scenario":
    """Return the scenario in a file; its warnings go to standard error."""
    from sim.runs.study_folder import scenario_in
    from sim.scenario.load import load

    scenario = load(scenario_in(file))
    for warning in scenario.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    page = PAGE.get()
    return page.told(scenario) if page else scenario


def command(body: Callable[..., None]) -> Callable[..., None]:
    """Return a function as a command.

    A parameter whose type is a dataclass gives an option for each of its fields (Annotated[..., names]: for those named); one
    whose type is Scenario gives the argument FILE. Files that could not be written are refused before anything is loaded or run.
    """
    signature = inspect.signature(body)
    options = [option for one in signature.parameters.values() for option in _options(one)]
    groups = {name: one.annotation for name, one in signature.parameters.items() if _fields(one.annotation)}

    @wraps(body)
    def called(**given: Any) -> None:
        made = {name: _in_study(_made(group, given), given.get("file")) for name, group in groups.items()}
        running = [one for one in made.values() if isinstance(one, Running)]
        _check_files(options, given, running[0].kept_in if running else None)
        if "scenario" in signature.parameters:
            made["scenario"] = load_scenario(given["file"])
        with ExitStack() as around:
            for one in running:
                around.enter_context(one.running())
            body(**made, **{name: given[name] for name in signature.parameters if name not in made})

    called.__signature__ = signature.replace(parameters=options)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in options}
    return called


def _options(parameter: Parameter) -> Iterator[Parameter]:
    """Give the options of which a parameter is made."""
    if parameter.annotation == "Scenario":
        yield Parameter("file", Parameter.KEYWORD_ONLY, annotation=File)
    elif grouped := _fields(parameter.annotation):
        for field in grouped:
            yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type)
    else:
        yield parameter.replace(kind=Parameter.KEYWORD_ONLY)


def _fields(annotation: Any) -> "list[Field[Any]]":
    """Return the options of a group: all of its fields, or those that an annotation of it names; none of any other type."""
    kind = getattr(annotation, "__origin__", annotation)
    named = getattr(annotation, "__metadata__", None)
    return [one for one in fields(kind) if not named or one.name in named[0]] if is_dataclass(kind) else []


def _in_study(group: Any, file: str | None) -> Any:
    """Return options with the store of the study in which a file stands, where none is named."""
    if not (file and isinstance(group, Stored)) or group.store:
        return group
    from sim.runs.study_folder import store_of

    return replace(group, store=store_of(file))


def _made(group: Any, given: Mapping[str, Any]) -> Any:
    return group(**{field.name: given[field.name] for field in _fields(group)})


def _check_files(options: list[Parameter], given: Mapping[str, Any], store: Path | None) -> None:
    """Refuse, before a run, what could not be written after it."""
    places = {}
    for one in options:
        for mark in getattr(one.annotation, "__metadata__", ()):
            if isinstance(mark, Writes) and given[one.name]:
                mark.check(given[one.name], f"--{one.name}")
                places[f"--{one.name}"] = given[one.name]
    check_places(places, given.get("force", False), given.get("file", ""), store)
